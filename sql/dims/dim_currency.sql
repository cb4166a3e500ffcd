-- One row a currency of ISO 4217, past ones included.
create table core.dim_currency (
    currency varchar primary key,
    name varchar not null,
    decimals integer not null
);

comment on column core.dim_currency.currency is 'ISO 4217 code';
comment on column core.dim_currency.name is 'English name, as in Unicode CLDR';
comment on column core.dim_currency.decimals is 'decimal places that amounts are usually given with';

insert into core.dim_currency by name
select
    currency,
    name,
    decimals
from staging.currencies
order by currency;
