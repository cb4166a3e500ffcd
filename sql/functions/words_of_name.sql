-- The words of a name, as stems, each once, in order: idle words tell names apart, ordinals and years too.
create temporary macro words_of_name(given) as
coalesce(
    list_sort(
        list_distinct([
            stem_of(word)
            for word in regexp_extract_all(lower(nfc_normalize(given)), '[\p{L}\p{M}\p{N}&]{2,}')
            if not list_contains(['the', 'and', 'for', 'of', 'on', 'in', 'to', 'at', 'by', 'with'], word)
        ])
    ),
    []
);
