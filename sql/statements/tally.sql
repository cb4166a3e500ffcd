-- One row a fact as reports count it: under which head, which thing it tells of, and when. What several
-- facts tell of one thing is counted once; what is planned, proposed or denied has heads of its own, so that
-- it is never counted as done.
create table core.tally (
    fact_id varchar primary key references core.statement (fact_id),
    ordinal integer not null,
    thing_id varchar not null references core.statement (fact_id),
    head varchar not null,
    kind varchar not null,
    status varchar not null,
    document_id varchar not null references core.dim_document (document_id),
    begins date,
    ends date
);

comment on column core.tally.fact_id is 'the fact';
comment on column core.tally.ordinal is
'its place among all facts, by document and by where it stands in it';
comment on column core.tally.thing_id is
'the first fact, in reading order, that tells of the same thing: itself, where no other does';
comment on column core.tally.head is
'the column it is counted in: that of its kind where actual, else planned (proposed included) or denied';
comment on column core.tally.kind is 'the kind of fact, as the contract names it';
comment on column core.tally.begins is
'first day of when it happened or holds; the last, where the first is open; null for no date';
comment on column core.tally.ends is
'last day of when it happened or holds; the first, where the last is open; null for no date';

insert into core.tally by name
select
    statements.fact_id,
    statements.ordinal,
    coalesce(things.thing_id, statements.fact_id) as thing_id,
    case
        when statements.status = 'negated' then 'denied'
        when statements.status != 'actual' then 'planned'
        when statements.kind = 'funding' then 'funding'
        when statements.kind = 'observation' then 'figures'
        when statements.kind = 'person' then 'people'
        else statements.kind || 's'
    end as head,
    statements.kind,
    statements.status,
    statements.document_id,
    coalesce(
        statements.first_day, statements.term_start, statements.last_day, statements.term_end
    ) as begins,
    coalesce(statements.last_day, statements.term_end, statements.first_day, statements.term_start) as ends
from core.statement as statements
left join core.shared_thing as things on statements.fact_id = things.fact_id
order by statements.ordinal;
