-- severity: fail
-- Each year of the calendar has all its days.
select
    year,
    count(*) as days
from core.dim_date
group by year
having count(*) != dayofyear(make_date(year, 12, 31));
