-- Who gives how much to whom, under which programme, when? One row a giver, receiver, programme, time,
-- currency and status. Money for several years is not spread over them: it stands in one row, with its first
-- and last year, and is in the sum of no single one of them; what one of these years had of it adds in that
-- longer row. So a sum by year is what is told of that year alone, never all that was given in it. To add
-- rows up, take adds and adds_eur: they leave out what another row holds already, so that no amount is summed
-- twice.
create view report.funding_flows as
select
    funder,
    recipient,
    programme,
    period_edtf,
    year_from,
    year_to,
    currency,
    status,
    amount_low,
    amount_high,
    amount_eur,
    eur_rate,
    eur_rate_date,
    eur_note,
    adds,
    adds_eur,
    part_of,
    countries,
    statements,
    documents,
    fact_ids,
    facts_behind
from core.agg_funding_flows
order by place;
