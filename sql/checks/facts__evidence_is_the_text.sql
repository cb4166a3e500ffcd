-- severity: fail
-- A fact's evidence is what stands in its document's text at its span.
select
    facts.fact_id,
    facts.document_id,
    facts.char_start,
    facts.evidence
from report.facts as facts
inner join core.dim_document as documents on facts.document_id = documents.document_id
where
    facts.char_start < 0
    or facts.char_end <= facts.char_start
    or facts.char_end > documents.char_count
    or substring(documents.text, facts.char_start + 1, facts.char_end - facts.char_start) != facts.evidence;
