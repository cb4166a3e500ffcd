-- Which countries work together, at what, since when, and who says so? One row a pair of countries that one
-- fact names together; a fact of three countries is one of each of the three pairs. Counted is what is said
-- to have happened or to hold, each thing once however many statements tell of it; plans, proposals and
-- denials stand apart. Money is added up once, that of all years together: what is part of another amount of
-- the pair is left out.
create view report.country_pairs as
select
    country_a,
    country_b,
    name_a,
    name_b,
    agreements,
    events,
    programmes,
    institutions,
    projects,
    figures,
    funding,
    amount_eur,
    amounts_without_rate,
    planned,
    denied,
    first_sign,
    last_sign,
    documents,
    document_ids,
    publishers,
    fact_ids,
    facts_behind
from core.agg_country_pairs
order by place;
