-- One row a statement of any other figure on cooperation.
create view report.observations as
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    value_low,
    value_high,
    qualifier,
    unit,
    measure,
    programme,
    period_edtf,
    period_from,
    period_to,
    countries
from core.fact_observation;
