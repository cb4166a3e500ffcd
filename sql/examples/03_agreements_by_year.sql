-- How many agreements were signed in each year, and of how many is the year not known?
-- How to read it: the last row, without a year, is what no text dates. It is not small: read the others with
-- it in mind.
select
    year(signed_from) as year,
    count(*) as agreements,
    list_sort(list(distinct instrument)) as instruments
from report.agreement_register
where status = 'actual'
group by year(signed_from)
order by year asc nulls last;
