-- Which programmes were running in a year, here 2010?
-- How to read it: those whose time a text gives, and it reaches into the year. An open side counts as running
-- on.
select
    coalesce(name, acronym, 'without a name') as programme,
    period_edtf as period,
    countries,
    figures,
    amounts
from report.programme_periods
where
    status = 'actual'
    and period_edtf is not null
    and coalesce(year(period_from), 2010) <= 2010
    and coalesce(year(period_to), 2010) >= 2010
order by period_from asc nulls first, period_to asc nulls last, programme asc, countries asc;
