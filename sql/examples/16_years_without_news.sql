-- In which years do we know nothing of a country that we know something of before and after?
-- How to read it: the longest silences first. That no text here speaks of a year does not mean that nothing
-- happened in it.
with silent as (
    select
        name,
        year,
        year - row_number() over (partition by country order by year) as stretch
    from report.coverage
    where facts = 0
)

select
    name,
    min(year) as from_year,
    max(year) as to_year,
    count(*) as years
from silent
group by name, stretch
order by years desc, name asc, from_year asc
limit 10;
