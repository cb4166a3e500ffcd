-- severity: fail
-- A row that is held back was seen by this run, one that was released was not, and each was seen
-- at least once.
with this_run as (
    select run_id
    from quality.run
    order by started_at desc, run_id desc
    limit 1
)

select
    held.quarantine_id,
    held.first_run_id,
    held.last_run_id,
    held.times_seen,
    held.released_run_id
from quality.quarantine as held
cross join this_run
where
    held.times_seen < 1
    or (held.released_run_id is null) != (held.last_run_id = this_run.run_id);
