-- Which sums have no value in euro, and why?
-- How to read it: eur_note is the reason. Where there is no date, the day of publication in the source's
-- sidecar would mend it; for some currencies the European Central Bank gives no rate.
select
    funding.amount_low as amount,
    funding.currency,
    flows.eur_note,
    left(funding.evidence, 60) as evidence
from report.funding as funding
inner join report.funding_flows as flows on list_contains(flows.fact_ids, funding.fact_id)
where funding.amount_eur is null
order by funding.amount_low desc nulls last, funding.fact_id asc;
