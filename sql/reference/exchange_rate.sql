-- One row a day on which the European Central Bank fixed a reference rate, for each currency that a fact
-- names: what one euro was worth.
create table core.exchange_rate (
    currency varchar not null references core.dim_currency (currency),
    day date not null,
    eur_rate double not null check (eur_rate > 0),
    primary key (currency, day)
);

comment on column core.exchange_rate.currency is 'ISO 4217 code';
comment on column core.exchange_rate.day is 'the day it was fixed; there are none for weekends and holidays';
comment on column core.exchange_rate.eur_rate is 'units of the currency for one euro';

insert into core.exchange_rate by name
select
    currency,
    day,
    eur_rate
from staging.exchange_rates
where currency in (select funding.currency from staging.funding as funding)
order by currency, day;
