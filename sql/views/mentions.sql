-- One row a figure or date that a text mentions: the ledger of what became of each.
create view report.mentions as
select
    mention_id,
    document_id,
    char_start,
    char_end,
    text,
    mention_kind,
    value_low,
    value_high,
    unit,
    edtf,
    date_from,
    date_to,
    disposition,
    fact_ids,
    quarantine_ids,
    reason
from quality.mention;
