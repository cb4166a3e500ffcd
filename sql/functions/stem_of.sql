-- A lower-case word without its commonest endings: the same for plural and singular, for British and
-- American spelling.
create temporary macro stem_of(word) as
regexp_replace(
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(replace(word, 'z', 's'), '(.{3}[^s])s$', '\1'), '(.{3})(ing|ed|e)$', '\1'
            ),
            '(.{3})(y|ie)$', '\1i'
        ),
        'ter$', 'tr'
    ),
    'mm$', 'm'
);
