-- One row a way to tell what a fact speaks of. Two facts speak of the same thing where they have a subject in
-- common, at least shared_needed of their words, and a likeness (shared words by all words, Jaccard) of at
-- least likeness_needed. A subject without words tells it alone.
create table core.statement_subject (
    fact_id varchar not null references core.statement (fact_id),
    told_by varchar not null,
    subject varchar not null,
    words varchar[] not null,
    likeness_needed double not null,
    shared_needed integer not null,
    primary key (fact_id, told_by)
);

comment on column core.statement_subject.told_by is
'by what the thing is told: measure, unit, roles, topic, parties, name, words, session, day, code and such';
comment on column core.statement_subject.subject is 'what both facts must have exactly in common';
comment on column core.statement_subject.words is
'what both must have in common by and large: stems of words, and things with their role';
comment on column core.statement_subject.likeness_needed is
'least likeness: 0.6 for words of a sentence, 0.7 for events, 0.8 for names, 0 where one word will do';
comment on column core.statement_subject.shared_needed is 'how many words they must share at least';

insert into core.statement_subject by name
with state_words as (
    select
        statements.fact_id,
        flatten(list(words_of(countries.name) || words_of_name(countries.name))) as words
    from core.statement as statements
    inner join core.dim_country as countries
        on list_contains(statements.countries, countries.country_code)
    group by statements.fact_id
),

parties as (
    select
        statements.fact_id,
        statements.kind,
        statements.status,
        array_to_string(statements.countries, ' ') as countries,
        len(statements.countries) as states,
        coalesce(state_words.words, []) as state_words
    from core.statement as statements
    left join state_words on statements.fact_id = state_words.fact_id
),

-- A figure: the same unit, and like words for what is measured. A share or a length of time needs two
-- words, for its unit says nothing. Where no word is left, the programme must tell it, or the unit where
-- agreements are what is counted: those of a country, taken together, are one number.
measured as (
    select
        fact.fact_id,
        fact.unit,
        aliases.thing as programme,
        parties.countries,
        words_of_name(fact.unit) as unit_words,
        list_has_any(
            words_of_name(fact.unit), words_of_name('agreement treaty memorandum memoranda protocol contract')
        ) as is_of_agreements,
        without(
            without(words_of(fact.measure), words_of_name(fact.unit)),
            words_of_name(coalesce(fact.programme, '')) || parties.state_words
        ) as words
    from core.fact_observation as fact
    inner join parties on fact.fact_id = parties.fact_id
    left join core.name_alias as aliases on fact.programme_key = aliases.name_id
),

observations as (
    select
        fact_id,
        case
            when len(words) > 0 then 'measure'
            when programme is not null then 'programme'
            else 'unit'
        end as told_by,
        array_to_string(unit_words, ' ')
        || case when len(words) > 0 then '' else '|' || coalesce(programme, countries) end as subject,
        words,
        0.6 as likeness_needed,
        case
            when len(words) = 0 then 0
            when unit in ('percent', 'ratio', 'years', 'months', 'weeks', 'days', 'hours') then 2
            else 1
        end as shared_needed
    from measured
    where len(words) > 0 or programme is not null or (is_of_agreements and countries != '')
),

-- Money: the same currency, and two of who gives, who gets, under which programme, for what.
funding as (
    select
        fact.fact_id,
        'roles' as told_by,
        fact.currency as subject,
        list_sort(
            present(['from ' || funders.thing, 'to ' || recipients.thing, 'under ' || programmes.thing])
            || without(words_of(fact.purpose), parties.state_words)
        ) as words,
        0.6 as likeness_needed,
        2 as shared_needed
    from core.fact_funding as fact
    inner join parties on fact.fact_id = parties.fact_id
    left join core.name_alias as funders on fact.funder_key = funders.name_id
    left join core.name_alias as recipients on fact.recipient_key = recipients.name_id
    left join core.name_alias as programmes on fact.programme_key = programmes.name_id
),

-- An agreement: the same instrument and states, and like words for what it is on.
agreements as (
    select
        fact.fact_id,
        coalesce(fact.instrument, '') || '|' || parties.countries as subject,
        without(words_of(coalesce(fact.title, fact.evidence)), parties.state_words) as words,
        -- "has an agreement with", "has no agreement with": nothing tells one agreement from another.
        fact.title is null
        and fact.signed_edtf is null
        and fact.valid_edtf is null
        and len(fact.organizations) = 0
        and (
            parties.status != 'negated'
            or regexp_matches(
                fact.evidence, '(?i)\b(?:no|without)\s[^.;,]*(?:agreement|memorand|treat|protocol)'
            )
        )
            as is_bare
    from core.fact_agreement as fact
    inner join parties on fact.fact_id = parties.fact_id
    where parties.states >= 2 and coalesce(fact.instrument, '') != 'decree'
),

-- An event: like words in its name, one of which tells it from others; the number and body of its session;
-- or the same day, states and a person, body or city.
event_parts as (
    select
        named.fact_id,
        'body ' || aliases.thing as part
    from core.bridge_event_organization as named
    inner join core.name_alias as aliases on named.organization_key = aliases.name_id
    union
    select
        fact_id,
        'person ' || person_key as part
    from core.bridge_event_person
    union
    select
        fact_id,
        'city ' || name_key(city) as part
    from core.fact_event
    where city is not null
),

event_sides as (
    select
        fact_id,
        list_sort(list(part)) as parts
    from event_parts
    group by fact_id
),

events as (
    select
        fact.fact_id,
        fact.event_kind,
        fact.date_edtf,
        parties.countries,
        parties.states,
        coalesce(event_sides.parts, []) as parts,
        numbers_of(fact.name) as session,
        without(
            words_of_name(fact.name),
            words_of_name('meeting conference seminar workshop visit session event international training')
        ) as words,
        without(
            words,
            words_of_name(
                'science scientific technology technological research cooperation joint bilateral education '
                || 'internship course forum congress symposium exhibition competition summit lecture school'
            )
        ) as telling_words
    from core.fact_event as fact
    inner join parties on fact.fact_id = parties.fact_id
    left join event_sides on fact.fact_id = event_sides.fact_id
),

-- A body or programme: one name, or nearly the same words in the name; but a national academy is no
-- international one.
given_names as (
    select
        fact_id,
        name,
        organization_key as name_id
    from core.fact_institution
    where name is not null
    union all
    select
        fact_id,
        coalesce(name, acronym) as name,
        programme_key as name_id
    from core.fact_programme
    where coalesce(name, acronym) is not null
),

names as (
    select
        *,
        numbers_of(name)
        || ' '
        || array_to_string(
            list_sort(
                regexp_extract_all(lower(name), '\b(?:inter)?(?:national|regional|european|global|world)\b')
            ),
            ' '
        ) as told_apart
    from given_names
),

people as (
    select
        fact.fact_id,
        'words' as told_by,
        fact.person_key as subject,
        list_sort(
            list_distinct(
                words_of_name(fact.role)
                || case when aliases.thing is null then [] else ['of ' || aliases.thing] end
            )
        ) as words,
        0.5 as likeness_needed,
        1 as shared_needed
    from core.fact_person as fact
    left join core.name_alias as aliases on fact.organization_key = aliases.name_id
),

-- A figure that is hardly the same by chance (a range, or three telling digits), said of the same countries:
-- then one word in common will do.
figures as (
    select
        worded.fact_id,
        'value' as told_by,
        statements.figure_said || '|' || array_to_string(statements.countries, ' ') as subject,
        worded.words,
        0 as likeness_needed,
        1 as shared_needed
    from (
        select
            fact_id,
            words
        from observations
        union all
        select
            fact_id,
            words
        from funding
    ) as worded
    inner join core.statement as statements on worded.fact_id = statements.fact_id
    where
        len(worded.words) > 0
        and (
            statements.qualifier = 'range'
            or digits_of(coalesce(statements.value_low, statements.value_high)) >= 3
        )
),

subjects as (
    select *
    from observations
    union all by name
    select *
    from funding
    where len(words) >= 2
    union all by name
    select *
    from figures
    union all by name
    select
        fact_id,
        'topic' as told_by,
        subject,
        words,
        0.6 as likeness_needed,
        1 as shared_needed
    from agreements
    where len(words) > 0
    union all by name
    select
        fact_id,
        case when is_bare then 'parties' else 'any of the parties' end as told_by,
        subject,
        [] as words,
        0 as likeness_needed,
        0 as shared_needed
    from agreements
    union all by name
    select
        fact_id,
        'words' as told_by,
        session as subject,
        words,
        0.7 as likeness_needed,
        2 as shared_needed
    from events
    where len(words) >= 2 and len(telling_words) >= 1
    union all by name
    select
        fact_id,
        'session' as told_by,
        event_kind
        || '|'
        || session
        || '|'
        || list_filter(parts, lambda part: part like 'body %')[1] as subject,
        [] as words,
        0 as likeness_needed,
        0 as shared_needed
    from events
    where session != '' and len(list_filter(parts, lambda part: part like 'body %')) > 0
    union all by name
    select
        fact_id,
        'day' as told_by,
        event_kind || '|' || date_edtf || '|' || countries as subject,
        parts as words,
        0 as likeness_needed,
        1 as shared_needed
    from events
    where
        states > 0
        and len(parts) > 0
        and regexp_full_match(date_edtf, '\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?')
    union all by name
    select
        names.fact_id,
        'name' as told_by,
        aliases.thing as subject,
        [] as words,
        0 as likeness_needed,
        0 as shared_needed
    from names
    inner join core.name_alias as aliases on names.name_id = aliases.name_id
    union all by name
    select
        fact_id,
        'words' as told_by,
        told_apart as subject,
        words_of_name(name) as words,
        0.8 as likeness_needed,
        2 as shared_needed
    from names
    where len(words_of_name(name)) >= 2
    union all by name
    select
        fact.fact_id,
        'parties' as told_by,
        parties.countries as subject,
        [] as words,
        0 as likeness_needed,
        0 as shared_needed
    from core.fact_programme as fact
    inner join parties on fact.fact_id = parties.fact_id
    where fact.programme_key is null and parties.states >= 2
    union all by name
    select
        fact.fact_id,
        'member' as told_by,
        coalesce(fact.member_country, members.thing)
        || '|'
        || bodies.thing
        -- Who left was a member, and is none.
        || case when regexp_matches(fact.evidence, '(?i)\b(?:leav|left|withdr|quit)') then '|left' else '' end
            as subject,
        [] as words,
        0 as likeness_needed,
        0 as shared_needed
    from core.fact_membership as fact
    inner join core.name_alias as bodies on fact.organization_key = bodies.name_id
    left join core.name_alias as members on fact.member_key = members.name_id
    union all by name
    select
        fact_id,
        'code' as told_by,
        lower(code) as subject,
        [] as words,
        0 as likeness_needed,
        0 as shared_needed
    from core.fact_project
    where code is not null
    union all by name
    select
        fact_id,
        'words' as told_by,
        numbers_of(title) as subject,
        words_of_name(title) as words,
        0.8 as likeness_needed,
        2 as shared_needed
    from core.fact_project
    where len(words_of_name(title)) >= 2
    union all by name
    select *
    from people
    where len(words) > 0
)

select
    subjects.fact_id,
    subjects.told_by,
    statements.kind || '|' || subjects.subject as subject,
    subjects.words,
    subjects.likeness_needed,
    subjects.shared_needed
from subjects
inner join core.statement as statements on subjects.fact_id = statements.fact_id
order by statements.ordinal, subjects.told_by;
