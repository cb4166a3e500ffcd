-- Whether a day that a sentence gives of an agreement can be that of its signature: a sentence that only
-- tells of a later act (it came into force, was ratified, extended, ended) gives another day.
create temporary macro tells_signing(sentence) as
regexp_matches(sentence, '(?i)\b(?:re-?)?(?:sign|conclu|initial|ink|seal)')
or not regexp_matches(
    sentence,
    '(?i)\b(?:(?:in|into) (?:force|effect)|ratif|extend|extension|prolong|renew|terminat|expir|denounc|amend)'
);
