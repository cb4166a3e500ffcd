-- One row a fact, as what it states can be held against what other facts state: the figure, the day, the
-- term, the place and the scope it is said for, in one form for all kinds.
create table core.statement (
    fact_id varchar primary key,
    ordinal integer not null,
    kind varchar not null,
    document_id varchar not null references core.dim_document (document_id),
    char_start integer not null,
    char_end integer not null,
    status varchar not null,
    evidence varchar not null,
    countries varchar[] not null,
    programme_name varchar,
    programme varchar,
    figure_said varchar,
    qualifier varchar,
    value_low decimal(38, 6),
    value_high decimal(38, 6),
    day_edtf varchar,
    first_day date,
    last_day date,
    happens_once boolean not null,
    tells_force boolean not null,
    term_edtf varchar,
    term_start date,
    term_end date,
    city varchar
);

comment on column core.statement.ordinal is
'its place among all facts, by document and by where it stands in it';
comment on column core.statement.kind is 'the kind of fact, as the contract names it';
comment on column core.statement.evidence is 'the exact text the fact stands on, verbatim';
comment on column core.statement.countries is 'the countries it is said of, in order, each once';
comment on column core.statement.programme_name is 'the programme a figure is said of, as the text has it';
comment on column core.statement.programme is 'the same programme as core.name_alias knows it';
comment on column core.statement.figure_said is 'the figure in words: qualifier, number and unit or currency';
comment on column core.statement.qualifier is 'how the figure was said';
comment on column core.statement.value_low is 'lower bound of the figure; null for an open side';
comment on column core.statement.value_high is 'upper bound of the figure; null for an open side';
comment on column core.statement.day_edtf is
'when it was signed, held, set up or joined, as EDTF; null for other kinds, and for later acts (ratified)';
comment on column core.statement.first_day is
'first day that day_edtf can mean; null where that side is open';
comment on column core.statement.last_day is
'last day that day_edtf can mean, for "since" that of the start; null where that side is open';
comment on column core.statement.happens_once is
'whether it has one such day only: an agreement, body, membership or numbered event, not a yearly congress';
comment on column core.statement.tells_force is
'whether it says of an agreement that it is, or is not, in force: what is signed need not be';
comment on column core.statement.term_edtf is
'the time it is in force or runs, for a figure the time it is for, as EDTF';
comment on column core.statement.term_start is 'first day of term_edtf; null where that side is open';
comment on column core.statement.term_end is 'last day of term_edtf; null where that side is open';
comment on column core.statement.city is 'the city an event takes place in';

insert into core.statement by name
with scopes as (
    select
        fact_id,
        countries
    from core.fact_agreement
    union all
    select
        fact_id,
        countries
    from core.fact_event
    union all
    select
        fact_id,
        countries
    from core.fact_funding
    union all
    select
        fact_id,
        countries
    from core.fact_observation
    union all
    select
        fact_id,
        countries
    from core.fact_programme
    union all
    select
        fact_id,
        countries
    from core.fact_institution
    union all
    select
        fact_id,
        countries
    from core.fact_project
    union all
    select
        fact_id,
        [country] as countries
    from core.fact_person
    where country is not null
),

figures as (
    select
        fact_id,
        programme,
        programme_key,
        qualifier,
        amount_low as value_low,
        amount_high as value_high,
        currency as unit,
        period_edtf as term_edtf,
        period_from as term_start,
        period_to as term_end
    from core.fact_funding
    union all
    select
        fact_id,
        programme,
        programme_key,
        qualifier,
        value_low,
        value_high,
        unit,
        period_edtf as term_edtf,
        period_from as term_start,
        period_to as term_end
    from core.fact_observation
),

days as (
    select
        fact_id,
        case when tells_signing(evidence) then signed_edtf end as day_edtf,
        case when tells_signing(evidence) then signed_from end as first_day,
        case when tells_signing(evidence) then signed_to end as last_day,
        coalesce(instrument, '') in ('agreement', 'treaty', 'memorandum') as happens_once,
        null as city
    from core.fact_agreement
    union all
    select
        fact_id,
        date_edtf as day_edtf,
        date_from as first_day,
        date_to as last_day,
        numbers_of(name) != '' as happens_once,
        city
    from core.fact_event
    union all
    select
        fact_id,
        established_edtf as day_edtf,
        established_from as first_day,
        established_to as last_day,
        true as happens_once,
        null as city
    from core.fact_institution
    union all
    select
        fact_id,
        since_edtf as day_edtf,
        since_from as first_day,
        since_to as last_day,
        true as happens_once,
        null as city
    from core.fact_membership
),

terms as (
    select
        fact_id,
        valid_edtf as term_edtf,
        valid_from as term_start,
        valid_to as term_end
    from core.fact_agreement
    union all
    select
        fact_id,
        period_edtf as term_edtf,
        period_from as term_start,
        period_to as term_end
    from core.fact_programme
    union all
    select
        fact_id,
        period_edtf as term_edtf,
        period_from as term_start,
        period_to as term_end
    from core.fact_project
    union all
    select
        fact_id,
        term_edtf,
        term_start,
        term_end
    from figures
)

select
    facts.fact_id,
    row_number() over (order by facts.document_id, facts.char_start, facts.fact_id) as ordinal,
    facts.kind,
    facts.document_id,
    facts.char_start,
    facts.char_end,
    facts.status,
    facts.evidence,
    coalesce(list_sort(list_distinct(scopes.countries)), []) as countries,
    figures.programme as programme_name,
    aliases.thing as programme,
    case
        when figures.qualifier = 'exact' then ''
        when figures.qualifier = 'range' then plain_figure(figures.value_low) || ' to '
        else figures.qualifier || ' '
    end
    || plain_figure(
        case
            when figures.qualifier = 'over' then figures.value_low
            else coalesce(figures.value_high, figures.value_low)
        end
    )
    || ' '
    || figures.unit as figure_said,
    figures.qualifier,
    figures.value_low,
    figures.value_high,
    days.day_edtf,
    days.first_day,
    case
        when days.day_edtf like '%/..' then last_day_of(days.day_edtf, days.first_day)
        else days.last_day
    end as last_day,
    coalesce(days.happens_once, false) as happens_once,
    facts.kind = 'agreement'
    and (
        terms.term_edtf is not null or regexp_matches(facts.evidence, '(?i)\b(?:in|into) (?:force|effect)\b')
    )
        as tells_force,
    terms.term_edtf,
    terms.term_start,
    terms.term_end,
    days.city
from report.facts as facts
left join scopes on facts.fact_id = scopes.fact_id
left join figures on facts.fact_id = figures.fact_id
left join core.name_alias as aliases on figures.programme_key = aliases.name_id
left join days on facts.fact_id = days.fact_id
left join terms on facts.fact_id = terms.fact_id
order by ordinal;
