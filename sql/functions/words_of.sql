-- The telling words of a text, as stems: no idle words, no figures, each once, in order.
create temporary macro words_of(given) as
coalesce(
    list_sort(
        list_distinct([
            stem_of(word)
            for word in regexp_extract_all(lower(nfc_normalize(given)), '[\p{L}\p{M}]{3,}|\p{L}&\p{L}')
            if not list_contains(idle_words(), word)
        ])
    ),
    []
);
