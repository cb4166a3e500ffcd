-- One row a statement of something that took place, or will, at a time.
create view report.events as
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    event_kind,
    name,
    date_edtf,
    date_from,
    date_to,
    city,
    place_country,
    countries,
    organizations,
    people
from core.fact_event;
