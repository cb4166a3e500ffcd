-- One row a statement of something that took place, or will, at a time.
create table core.fact_event (
    fact_id varchar primary key,
    document_id varchar not null references core.dim_document (document_id),
    evidence varchar not null,
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    rule varchar not null,
    event_kind varchar not null,
    name varchar,
    date_edtf varchar,
    date_from date references core.dim_date (day),
    date_to date references core.dim_date (day),
    city varchar,
    place_country varchar references core.dim_country (country_code),
    countries varchar[] not null,
    organizations varchar[] not null,
    people varchar[] not null
);

insert into core.fact_event by name
select
    fact_id,
    document_id,
    evidence,
    char_start,
    char_end,
    status,
    rule,
    event_kind,
    name,
    date_edtf,
    date_from,
    date_to,
    city,
    place_country,
    countries,
    organizations,
    people
from staging.events
order by document_id, char_start, fact_id;
