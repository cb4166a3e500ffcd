-- Which countries have no agreement with each other, but the most partners in common?
-- How to read it: both have agreements with the shared partners, and none with each other, as far as these
-- texts tell. It is where a next agreement would have friends in common.
with partners as (
    select
        country_a as country,
        country_b as partner
    from report.country_pairs
    where agreements > 0
    union all
    select
        country_b,
        country_a
    from report.country_pairs
    where agreements > 0
)

select
    one.country,
    other.country as other_country,
    count(*) as shared,
    list(one.partner order by one.partner) as partners
from partners as one
inner join partners as other on one.partner = other.partner and one.country < other.country
where (one.country, other.country) not in (select (direct.country, direct.partner) from partners as direct)
group by one.country, other.country
having count(*) >= 2
order by shared desc, one.country asc, other.country asc
limit 10;
