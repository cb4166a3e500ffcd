-- Which agreements are there, between whom, since when, and are they in force? One row an agreement, however
-- many statements tell of it; statements that disagree stand apart, and report.contradictions says so. Plans,
-- proposals and denials are in the register too, with their status.
create view report.agreement_register as
select
    thing_id,
    status,
    instrument,
    title,
    countries,
    organizations,
    signed_edtf,
    signed_from,
    signed_to,
    valid_edtf,
    valid_from,
    valid_to,
    reports,
    documents,
    publishers,
    evidence,
    fact_ids
from core.agg_agreement_register
order by place;
