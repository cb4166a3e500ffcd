-- severity: fail
-- The quarantined rows that a mention names are in the quarantine, and still held back.
with named as (
    select
        mention_id,
        unnest(quarantine_ids) as quarantine_id
    from quality.mention
)

select
    named.mention_id,
    named.quarantine_id
from named
left join quality.quarantine as held
    on named.quarantine_id = held.quarantine_id and held.released_run_id is null
where held.quarantine_id is null;
