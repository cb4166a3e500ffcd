-- severity: fail
-- Every digit of every text lies inside a mention.
with pieces as (
    select
        document_id,
        unnest(regexp_extract_all(text, '\p{Nd}|\P{Nd}+')) as piece,
        generate_subscripts(regexp_extract_all(text, '\p{Nd}|\P{Nd}+'), 1) as ordinal
    from core.dim_document
),

placed as (
    select
        document_id,
        piece,
        sum(length(piece)) over (partition by document_id order by ordinal) - length(piece) as char_start
    from pieces
),

-- A digit is covered where a mention that starts at it or before it reaches beyond it.
places as (
    select
        document_id,
        char_start,
        piece,
        null as char_end
    from placed
    where regexp_matches(piece, '^\p{Nd}$')
    union all
    select
        document_id,
        char_start,
        null as piece,
        char_end
    from quality.mention
),

reached as (
    select
        document_id,
        char_start,
        piece,
        max(char_end) over (partition by document_id order by char_start) as reach
    from places
)

select
    document_id,
    char_start,
    piece
from reached
where piece is not null and coalesce(reach, 0) <= char_start;
