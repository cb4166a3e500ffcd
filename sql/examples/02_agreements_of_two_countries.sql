-- What have two countries signed with each other, here Belarus and Bangladesh?
-- How to read it: one row an agreement, however many statements tell of it. The date is as exact as the texts
-- have it: a year alone is a year.
select
    instrument,
    title,
    signed_edtf as signed,
    valid_edtf as valid,
    reports,
    organizations
from report.agreement_register
where list_has_all(countries, ['BY', 'BD']) and status = 'actual'
order by signed_from asc nulls last, instrument asc;
