-- Which agreements were in force on a day, here the first of January 2018?
-- How to read it: only those whose term a text gives; an open side of a term counts as lasting. That others
-- are not listed does not mean that they were not in force.
select
    countries,
    instrument,
    title,
    valid_edtf as valid
from report.agreement_register
where
    status = 'actual'
    and valid_edtf is not null
    and coalesce(valid_from, date '2018-01-01') <= date '2018-01-01'
    and coalesce(valid_to, date '2018-01-01') >= date '2018-01-01'
order by countries asc, title asc;
