-- One row a fact of people who go: a visit, a training, or a figure that counts people who study, train, work
-- or are guests elsewhere, or the grants for it.
create table core.mobility_fact (
    fact_id varchar primary key references core.statement (fact_id),
    what varchar not null
);

comment on column core.mobility_fact.what is
'visit, training, people (a figure that counts them) or stays (one that counts scholarships and visits)';

insert into core.mobility_fact by name
with words as (
    select
        fact_id,
        regexp_extract(lower(unit), '(\w+)$', 1) as noun,
        regexp_matches(
            concat_ws(' ', measure, programme, evidence),
            '(?i)\b(?:intern(?:s|ships?)|train(?:ed|ees?|ing)|exchang\w+|scholarships?|fellow(?:s|ships?)'
            || '|mobility|stud(?:y|ied|ying)(?: \w+){0,3} (?:abroad|at|in)|sent to|visit(?:s|ed|ing|ors?)'
            || '|secondments?|placements?|stays?|abroad|guests?|hosted|young scientists)\b'
        ) as tells_of_going
    from core.fact_observation
)

select
    statements.fact_id,
    case
        when events.fact_id is not null then events.event_kind
        when
            words.noun in (
                'scholarships', 'fellowships', 'internships', 'visits', 'exchanges', 'stays', 'placements',
                'secondments', 'traineeships', 'trips'
            )
            then 'stays'
        else 'people'
    end as what
from core.statement as statements
left join core.fact_event as events
    on statements.fact_id = events.fact_id and events.event_kind in ('visit', 'training')
left join words on statements.fact_id = words.fact_id
where
    events.fact_id is not null
    or words.noun in (
        'scholarships', 'fellowships', 'internships', 'visits', 'exchanges', 'stays', 'placements',
        'secondments', 'traineeships', 'trips', 'fellows', 'interns', 'trainees', 'exchangees'
    )
    or (
        words.tells_of_going
        and words.noun in (
            'people', 'persons', 'students', 'researchers', 'scientists', 'scholars', 'specialists',
            'experts', 'teachers', 'professors', 'lecturers', 'graduates', 'undergraduates',
            'postgraduates', 'postdocs', 'engineers', 'participants', 'academics', 'visitors', 'guests',
            'staff', 'employees', 'representatives', 'delegates', 'citizens', 'candidates', 'women', 'men'
        )
    )
order by statements.ordinal;
