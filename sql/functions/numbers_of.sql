-- The ordinals, years and numerals of a name, which tell apart what is otherwise called the same.
create temporary macro numbers_of(given) as
coalesce(
    array_to_string(
        regexp_extract_all(
            lower(given),
            '\d+\w*|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth'
            || '|\w+teenth|twentieth|[ivx]{2,}|[iv])\b'
        ),
        ' '
    ),
    ''
);
