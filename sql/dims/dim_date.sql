-- One row a day: every day of each year in which a fact or a publication date begins or ends.
create table core.dim_date (
    day date primary key,
    year integer not null,
    quarter integer not null,
    month integer not null,
    month_name varchar not null,
    month_start date not null,
    day_of_month integer not null,
    weekday integer not null
);

comment on column core.dim_date.day is 'the day';
comment on column core.dim_date.year is 'its year, 1 to 9999';
comment on column core.dim_date.quarter is 'its quarter, 1 to 4';
comment on column core.dim_date.month is 'its month, 1 to 12';
comment on column core.dim_date.month_name is 'its month, in English';
comment on column core.dim_date.month_start is 'the first day of its month';
comment on column core.dim_date.day_of_month is 'its place in the month, from 1';
comment on column core.dim_date.weekday is 'its place in the week by ISO 8601: 1 Monday to 7 Sunday';

insert into core.dim_date by name
with used as (
    select published_date as day from staging.documents
    union
    select unnest([signed_from, signed_to, valid_from, valid_to]) as day from staging.agreements
    union
    select unnest([date_from, date_to]) as day from staging.events
    union
    select unnest([period_from, period_to]) as day from staging.funding
    union
    select unnest([period_from, period_to]) as day from staging.observations
    union
    select unnest([period_from, period_to]) as day from staging.programmes
    union
    select unnest([established_from, established_to]) as day from staging.institutions
    union
    select unnest([since_from, since_to]) as day from staging.memberships
    union
    select unnest([period_from, period_to]) as day from staging.projects
),

years as (
    select distinct year(day) as year
    from used
    where day is not null
),

days as (
    select
        year,
        unnest(generate_series(make_date(year, 1, 1), make_date(year, 12, 31), interval 1 day))::date as day
    from years
)

select
    day,
    year,
    quarter(day) as quarter,
    month(day) as month,
    monthname(day) as month_name,
    date_trunc('month', day)::date as month_start,
    day(day) as day_of_month,
    isodow(day) as weekday
from days
order by day;
