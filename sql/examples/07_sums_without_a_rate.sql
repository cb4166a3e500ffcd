-- Which sums have no value in euro, and why?
-- How to read it: eur_note is the reason. Where there is no date, the day of publication in the source's
-- sidecar would mend it; for some currencies the European Central Bank gives no rate.
with told as (
    select
        unnest(fact_ids) as fact_id,
        eur_note
    from report.funding_flows
)

select
    funding.amount_low as amount,
    funding.currency,
    told.eur_note,
    left(funding.evidence, 60) as evidence
from report.funding as funding
inner join told on funding.fact_id = told.fact_id
where funding.amount_eur is null
order by funding.amount_low desc nulls last, funding.fact_id asc;
