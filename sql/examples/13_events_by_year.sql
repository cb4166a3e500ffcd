-- How many meetings, visits and other events were there in each year?
-- How to read it: each event once, however many documents report it. The row without a year is events that no
-- text dates.
select
    try_cast(left(date_edtf, 4) as integer) as year,
    count(*) as events,
    count(*) filter (where event_kind in ('meeting', 'visit')) as meetings_and_visits,
    count(*) filter (where event_kind = 'conference') as conferences,
    count(*) filter (where event_kind = 'training') as trainings
from report.event_reports
where status = 'actual'
group by year
order by year asc nulls last;
