-- What happened with a country, in order, here Bangladesh?
-- How to read it: one row a date; an agreement that was signed and came into force has two. What is planned,
-- proposed or denied says so in its status.
select
    edtf,
    what,
    status,
    label
from report.timeline
where list_contains(countries, 'BD')
order by coalesce(date_from, date_to) asc, label asc, what asc;
