-- One row a document or fact that came, went or says something else than in the warehouse published before. A
-- fact that stands elsewhere in its text and says the same has not changed.
create table quality.change (
    change_id varchar primary key,
    change varchar not null,
    kind varchar not null,
    document_id varchar not null,
    evidence varchar,
    why varchar not null,
    status varchar,
    fact_id varchar,
    previous_fact_id varchar,
    changed_columns varchar[] not null,
    said_now varchar,
    said_before varchar
);

comment on column quality.change.change_id is 'the fact or, for a document, document: and its id';
comment on column quality.change.change is 'added, withdrawn or changed';
comment on column quality.change.kind is 'document, or the kind of fact';
comment on column quality.change.document_id is 'the document, or the one the fact is from';
comment on column quality.change.evidence is 'the sentence the fact stands, or stood, on';
comment on column quality.change.why is
'new document, document gone, document edited, or read otherwise (by other rules, words or corrections)';
comment on column quality.change.status is
'whether the fact happened, is planned, proposed, or negated; null where it is gone';
comment on column quality.change.fact_id is 'the fact now; null where it is gone';
comment on column quality.change.previous_fact_id is 'the fact before; null where there was none';
comment on column quality.change.changed_columns is
'the columns that say something else; empty unless changed';
comment on column quality.change.said_now is 'what it says now, as JSON; null unless changed';
comment on column quality.change.said_before is
'what it said before, as JSON; null where it was not there';

insert into quality.change by name
with documents as (
    select
        coalesce(now.document_id, earlier.document_id) as document_id,
        case
            when earlier.document_id is null then 'new document'
            when now.document_id is null then 'document gone'
            when now.text_sha256 != earlier.text_sha256 then 'document edited'
            else 'read otherwise'
        end as why
    from staging.documents as now
    full join staging.previous_document as earlier on now.document_id = earlier.document_id
),

came as (
    select
        *,
        row_number() over (
            partition by kind, document_id, evidence, cast(said as varchar) order by char_start, fact_id
        ) as place
    from staging.said
    where fact_id not in (select earlier.fact_id from staging.previous_said as earlier)
),

went as (
    select
        *,
        row_number() over (
            partition by kind, document_id, evidence, cast(said as varchar) order by char_start, fact_id
        ) as place
    from staging.previous_said
    where fact_id not in (select now.fact_id from staging.said as now)
),

-- What says the same in the same words has only moved.
moved as (
    select
        came.fact_id,
        went.fact_id as previous_fact_id
    from came
    inner join went
        on
            came.kind = went.kind
            and came.document_id = went.document_id
            and came.evidence = went.evidence
            and cast(came.said as varchar) = cast(went.said as varchar)
            and came.place = went.place
),

new_facts as (
    select
        *,
        row_number() over (partition by kind, document_id, evidence order by char_start, fact_id) as number
    from came
    where fact_id not in (select moved.fact_id from moved)
),

old_facts as (
    select
        *,
        row_number() over (partition by kind, document_id, evidence order by char_start, fact_id) as number
    from went
    where fact_id not in (select moved.previous_fact_id from moved)
),

facts as (
    select
        now.fact_id,
        earlier.fact_id as previous_fact_id,
        coalesce(now.kind, earlier.kind) as kind,
        coalesce(now.document_id, earlier.document_id) as document_id,
        coalesce(now.evidence, earlier.evidence) as evidence,
        now.said as said_now,
        earlier.said as said_before
    from new_facts as now
    full join old_facts as earlier
        on
            now.kind = earlier.kind
            and now.document_id = earlier.document_id
            and now.evidence = earlier.evidence
            and now.number = earlier.number
),

compared as (
    select
        *,
        list_filter(
            list_sort(list_distinct(json_keys(said_now) || json_keys(said_before))),
            lambda name: json_extract(said_now, '$.' || name)
            is distinct from json_extract(said_before, '$.' || name)
        ) as changed_columns
    from facts
)

select
    'document:' || document_id as change_id,
    case why
        when 'new document' then 'added'
        when 'document gone' then 'withdrawn'
        else 'changed'
    end as change,
    'document' as kind,
    document_id,
    null as evidence,
    why,
    null as status,
    null as fact_id,
    null as previous_fact_id,
    [] as changed_columns,
    null as said_now,
    null as said_before
from documents
where why != 'read otherwise'
union all
select
    coalesce(compared.fact_id, compared.previous_fact_id) as change_id,
    case
        when compared.previous_fact_id is null then 'added'
        when compared.fact_id is null then 'withdrawn'
        else 'changed'
    end as change,
    compared.kind,
    compared.document_id,
    compared.evidence,
    coalesce(documents.why, 'read otherwise') as why,
    statements.status,
    compared.fact_id,
    compared.previous_fact_id,
    case
        when compared.fact_id is null or compared.previous_fact_id is null then []
        else compared.changed_columns
    end as changed_columns,
    case when compared.previous_fact_id is not null then cast(compared.said_now as varchar) end as said_now,
    cast(compared.said_before as varchar) as said_before
from compared
left join documents on compared.document_id = documents.document_id
left join core.statement as statements on compared.fact_id = statements.fact_id
order by document_id, change_id;
