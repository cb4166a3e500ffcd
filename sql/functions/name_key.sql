-- The key of a name: the same for spellings that differ in Unicode form, case or white space alone.
create temporary macro name_key(given) as
left(sha256(lower(nfc_normalize(trim(regexp_replace(given, '[\s\p{Z}]+', ' ', 'g'))))), 16);
