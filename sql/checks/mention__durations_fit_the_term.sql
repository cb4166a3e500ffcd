-- severity: warn
-- A length of time that a sentence gives ("for a period of five years") is that of the only term from year
-- to year it gives.
with terms as (
    select
        document_id,
        char_start,
        char_end,
        min(term_edtf) as term_edtf,
        min(term_start) as term_start,
        max(term_end) as term_end
    from core.statement
    where term_start is not null and term_end is not null and term_edtf like '%/%'
    group by document_id, char_start, char_end
    having count(distinct term_edtf) = 1
),

lengths as (
    select
        mentions.mention_id,
        mentions.text,
        terms.term_edtf,
        mentions.value_low * case mentions.unit when 'years' then 12 else 1 end as months,
        datediff('month', terms.term_start, terms.term_end + 1) as term_months,
        -- "2011-2015" can be four years or five.
        case when regexp_full_match(terms.term_edtf, '\d{4}/\d{4}') then 12 else 1 end as tolerance
    from quality.mention as mentions
    inner join terms
        on
            mentions.document_id = terms.document_id
            and mentions.char_start >= terms.char_start
            and mentions.char_end <= terms.char_end
    inner join core.dim_document as documents on mentions.document_id = documents.document_id
    where
        mentions.mention_kind = 'duration'
        and mentions.unit in ('years', 'months')
        and mentions.value_low = mentions.value_high
        and regexp_matches(
            substring(documents.text, greatest(mentions.char_start - 29, 1), least(mentions.char_start, 30)),
            '(?i)\b(?:for|lasting|lasts|over|period of|term of|duration of)\s+(?:an?\s+|the\s+)?$'
        )
)

select
    mention_id,
    text,
    term_edtf
from lengths
where months > term_months + 1 or months < term_months - tolerance;
