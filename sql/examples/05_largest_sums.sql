-- Which are the largest sums, and what are they in euro?
-- How to read it: the rate is the European Central Bank's of the last day of the period, and eur_note says
-- which; where there is none, it says why. What is only planned is not among them.
select
    funder,
    recipient,
    programme,
    period_edtf as period,
    amount_low as amount,
    currency,
    amount_eur,
    eur_note
from report.funding_flows
where status = 'actual'
order by amount_eur desc nulls last, amount desc
limit 10;
