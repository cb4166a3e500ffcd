-- severity: warn
-- An agreement's term does not end before the agreement was signed.
select
    fact_id,
    signed_edtf,
    valid_edtf
from core.fact_agreement
where valid_to < signed_from;
