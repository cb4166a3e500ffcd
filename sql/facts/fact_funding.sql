-- One row a statement of an amount of money given, spent or promised.
create table core.fact_funding (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    amount_low decimal(38, 6),
    amount_high decimal(38, 6),
    currency varchar not null references core.dim_currency (currency),
    qualifier varchar not null,
    funder varchar,
    funder_key varchar references core.dim_organization (organization_key),
    recipient varchar,
    recipient_key varchar references core.dim_organization (organization_key),
    programme varchar,
    programme_key varchar references core.dim_programme (programme_key),
    purpose varchar,
    period_edtf varchar,
    period_from date references core.dim_date (day),
    period_to date references core.dim_date (day),
    countries varchar[] not null
);

comment on column core.fact_funding.funder_key is 'the key of funder in core.dim_organization';
comment on column core.fact_funding.recipient_key is 'the key of recipient in core.dim_organization';
comment on column core.fact_funding.programme_key is 'the key of programme in core.dim_programme';

insert into core.fact_funding by name
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    amount_low,
    amount_high,
    currency,
    qualifier,
    funder,
    name_key(funder) as funder_key,
    recipient,
    name_key(recipient) as recipient_key,
    programme,
    name_key(programme) as programme_key,
    purpose,
    period_edtf,
    period_from,
    period_to,
    countries
from staging.funding
order by document_id, char_start, fact_id;
