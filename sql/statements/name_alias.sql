-- One row a name of an organisation or programme: what it is a name of, so that spellings, acronyms and
-- fuller forms of one name meet. An acronym stands for a longer name only where all texts together leave no
-- choice; a state's government is the state.
create table core.name_alias (
    name_id varchar primary key,
    thing varchar not null,
    rule varchar not null
);

comment on column core.name_alias.name_id is
'hash of the name, without regard to Unicode form, case and white space';
comment on column core.name_alias.thing is
'what it names: the hash of the fullest name, or country: and the code of a state';
comment on column core.name_alias.rule is
'how that is known: state, acronym (the text gives it), initials (of one name alone), name (of its own)';

insert into core.name_alias by name
with names as (
    select
        organization_key as name_id,
        name
    from core.dim_organization
    union
    select
        programme_key as name_id,
        name
    from core.dim_programme
    union
    select
        name_key(acronym) as name_id,
        acronym as name
    from core.fact_programme
    where acronym is not null
),

-- "Foo Bar Council (FBC)", "the Foo Bar Council" and "Foo Bar Council" are one name.
named as (
    select
        name_id,
        min(name) as name,
        regexp_replace(
            regexp_replace(min(name), '\s*\([\p{Lu}\p{N}-]{2,12}\)\s*$', ''), '^(?:[Tt]he|EU)\s+', ''
        ) as bare_name
    from names
    group by name_id
),

states as (
    select
        named.name_id,
        min(countries.country_code) as country_code
    from named
    inner join core.dim_country as countries
        on
            name_key(
                regexp_replace(
                    named.bare_name,
                    '(?i)^(?:government of )?(?:the )?(?:(?:\w+ )?republic of )?(?:the )?',
                    ''
                )
            )
            = name_key(countries.name)
    group by named.name_id
),

-- What an acronym can stand for: what a text says it does, or a name with these initials.
spelled_out as (
    select
        name_key(acronym) as name_id,
        name_key(name) as thing,
        'acronym' as rule
    from core.fact_programme
    where acronym is not null and name is not null
    union
    select
        short.name_id,
        name_key(long.bare_name) as thing,
        'initials' as rule
    from named as short
    inner join named as long
        on
            short.name = list_aggregate(
                regexp_extract_all(long.bare_name, '(?:^|[\s-])(\p{Lu})', 1), 'string_agg', ''
            )
    where regexp_full_match(short.name, '\p{Lu}{3,10}')
),

known as (
    select
        name_id,
        min(thing) as thing,
        min(rule) as rule
    from spelled_out
    group by name_id
    having count(distinct thing) = 1
)

select
    named.name_id,
    coalesce('country:' || states.country_code, known.thing, name_key(named.bare_name)) as thing,
    case
        when states.country_code is not null then 'state'
        else coalesce(known.rule, 'name')
    end as rule
from named
left join states on named.name_id = states.name_id
left join known on named.name_id = known.name_id
order by named.name_id;
