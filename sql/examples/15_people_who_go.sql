-- Who goes where to study, train or visit, and how many?
-- How to read it: a number where a text gives one; else a visit or training as such. Both bounds are the same
-- where the number is exact, and one is open for "over" and "up to".
select
    what,
    status,
    number_low,
    number_high,
    unit,
    host_country,
    other_countries,
    date_edtf as date
from report.mobility
order by what asc, number_low desc nulls last, number_high desc nulls last, date asc nulls last, label asc;
