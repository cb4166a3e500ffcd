-- severity: fail
-- A mention is a fact's where it names facts, else quarantined where it names such rows, else ignored,
-- for a reason.
select
    mention_id,
    disposition,
    fact_ids,
    quarantine_ids,
    reason
from quality.mention
where
    disposition != case
        when len(fact_ids) > 0 then 'fact'
        when len(quarantine_ids) > 0 then 'quarantined'
        else 'ignored'
    end
    or (disposition = 'ignored' and coalesce(reason, '') = '');
