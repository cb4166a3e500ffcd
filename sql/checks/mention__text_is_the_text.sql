-- severity: fail
-- A mention's words are what stands in its document's text at its span.
select
    mentions.mention_id,
    mentions.document_id,
    mentions.char_start,
    mentions.text
from quality.mention as mentions
inner join core.dim_document as documents on mentions.document_id = documents.document_id
where
    mentions.char_start < 0
    or mentions.char_end <= mentions.char_start
    or mentions.char_end > documents.char_count
    or substring(documents.text, mentions.char_start + 1, mentions.char_end - mentions.char_start)
    != mentions.text;
