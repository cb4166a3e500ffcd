-- What happened when? One row a fact and a date of it that is known to the year at least: when an agreement
-- was signed, and when it came into force; what took place, ran, was founded or joined, and when. Planned,
-- proposed and denied facts are there with their status; undated ones are counted in report.coverage.
create view report.timeline as
select
    date_from,
    date_to,
    edtf,
    year,
    what,
    kind,
    status,
    label,
    countries,
    document_id,
    evidence,
    fact_id
from core.agg_timeline
order by place;
