-- How much did each giver give, in euro?
-- How to read it: adds_eur leaves out what is part of another amount or tells it again, so the sum counts no
-- money twice. Sums without a rate are missing in it, and counted beside it.
select
    coalesce(funder, 'not said') as giver,
    count(*) as sums,
    sum(adds_eur) as euro,
    count(*) filter (where amount_eur is null) as without_rate,
    min(year_from) as first_year,
    max(year_to) as last_year
from report.funding_flows
where status = 'actual'
group by funder
order by euro desc nulls last, giver asc;
