-- Which agreements are there, between whom, since when, and are they in force? One row an agreement, however
-- many statements tell of it; statements that disagree stand apart, and report.contradictions says so. Plans,
-- proposals and denials are in the register too, with their status.
create table core.agg_agreement_register (
    place integer primary key,
    thing_id varchar,
    status varchar,
    instrument varchar,
    title varchar,
    countries varchar[],
    organizations varchar[],
    signed_edtf varchar,
    signed_from date,
    signed_to date,
    valid_edtf varchar,
    valid_from date,
    valid_to date,
    reports bigint,
    documents bigint,
    publishers varchar[],
    evidence varchar,
    fact_ids varchar[] not null
);

comment on column core.agg_agreement_register.place is 'its place in the report';
comment on column core.agg_agreement_register.thing_id is
'the fact that tells of the agreement first, in reading order';
comment on column core.agg_agreement_register.status is
'actual where a statement says that it is so, else planned, proposed or negated as the first has it';
comment on column core.agg_agreement_register.instrument is 'its form, as the first statement has it';
comment on column core.agg_agreement_register.title is 'its title, the longest that is given';
comment on column core.agg_agreement_register.countries is 'the parties'' countries';
comment on column core.agg_agreement_register.organizations is 'parties that are no state';
comment on column core.agg_agreement_register.signed_edtf is
'when it was signed or concluded, as EDTF: the fullest date that is given';
comment on column core.agg_agreement_register.signed_from is 'first day that any statement gives for it';
comment on column core.agg_agreement_register.signed_to is 'last day that any statement gives for it';
comment on column core.agg_agreement_register.valid_edtf is
'the term it is in force for, as EDTF: the fullest that is given';
comment on column core.agg_agreement_register.valid_from is
'first day of its term; null where open or not said';
comment on column core.agg_agreement_register.valid_to is
'last day of its term; null where open or not said';
comment on column core.agg_agreement_register.reports is 'how many statements tell of it';
comment on column core.agg_agreement_register.documents is 'how many documents tell of it';
comment on column core.agg_agreement_register.publishers is 'their publishers, where known';
comment on column core.agg_agreement_register.evidence is 'the sentence that tells of it first';
comment on column core.agg_agreement_register.fact_ids is 'the facts that tell of it, in reading order';

insert into core.agg_agreement_register by name
with told as (
    select
        tally.thing_id,
        tally.ordinal,
        agreements.*
    from report.agreements as agreements
    inner join core.tally as tally on agreements.fact_id = tally.fact_id
)

select
    row_number() over (order by min(told.signed_from) desc nulls last, min(told.ordinal) asc) as place,
    told.thing_id,
    case when bool_or(told.status = 'actual') then 'actual' else first(told.status order by told.ordinal) end
        as status,
    first(told.instrument order by told.ordinal) filter (where told.instrument is not null) as instrument,
    first(told.title order by length(told.title) desc, told.ordinal asc) filter (where told.title is not null)
        as title,
    first(told.countries order by len(told.countries) desc, told.ordinal asc) as countries,
    list_sort(list_distinct(flatten(list(told.organizations)))) as organizations,
    first(told.signed_edtf order by length(told.signed_edtf) desc, told.ordinal asc)
    filter (where told.signed_edtf is not null) as signed_edtf,
    min(told.signed_from) as signed_from,
    max(told.signed_to) as signed_to,
    first(told.valid_edtf order by length(told.valid_edtf) desc, told.ordinal asc)
    filter (where told.valid_edtf is not null) as valid_edtf,
    min(told.valid_from) as valid_from,
    max(told.valid_to) as valid_to,
    count(*) as reports,
    count(distinct told.document_id) as documents,
    coalesce(
        list_sort(list(distinct documents.publisher) filter (where documents.publisher is not null)), []
    ) as publishers,
    first(told.evidence order by told.ordinal) as evidence,
    list(told.fact_id order by told.ordinal) as fact_ids
from told
inner join core.dim_document as documents on told.document_id = documents.document_id
group by told.thing_id
order by place;
