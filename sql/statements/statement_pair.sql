-- One row two facts that speak of the same thing, as core.statement_subject tells it, in different sentences.
create table core.statement_pair (
    fact_id varchar not null references core.statement (fact_id),
    other_fact_id varchar not null references core.statement (fact_id),
    told_by varchar not null,
    likeness double not null,
    shared integer not null,
    primary key (fact_id, other_fact_id)
);

comment on column core.statement_pair.fact_id is 'the one that stands first, by document and place';
comment on column core.statement_pair.other_fact_id is 'the one that stands later';
comment on column core.statement_pair.told_by is
'how it is known that both speak of the same thing, as in core.statement_subject';
comment on column core.statement_pair.likeness is
'shared words by all words, 0 to 1; 1 where the thing is told without words';
comment on column core.statement_pair.shared is 'how many words they share';

insert into core.statement_pair by name
with numbered as (
    select
        statements.ordinal,
        statements.document_id,
        statements.status,
        statements.countries,
        statements.programme,
        statements.kind,
        statements.kind in ('observation', 'funding') as is_figure,
        subjects.*,
        row_number() over (order by statements.ordinal, subjects.told_by) as number,
        greatest(len(subjects.words), 1) as size
    from core.statement_subject as subjects
    inner join core.statement as statements on subjects.fact_id = statements.fact_id
),

words as (
    select
        number,
        size,
        likeness_needed,
        -- What both must have exactly in common, and one word of the rest.
        hash(told_by, subject, unnest(case when len(words) = 0 then [''] else words end)) as handle
    from numbered
),

ranked as (
    select
        words.*,
        count(*) over (partition by words.handle) as times
    from words
),

-- Two sets of words that are like enough share one of each one's rarest words, so only those need be looked
-- up (prefix filter): all but so many words as the likeness asks for, and one more.
rarest as (
    select
        number,
        handle
    from ranked
    qualify
        row_number() over (partition by number order by times asc, handle asc)
        <= size - ceil(likeness_needed * size - 0.000001) + 1
),

-- "Has no agreement with" is held against any agreement of the two; else agreements meet by their parties
-- only where nothing more is said of either.
met as (
    select
        one.number,
        other.number as other_number
    from rarest as one
    inner join rarest as other on one.handle = other.handle and one.number < other.number
    union all
    select
        one.number,
        other.number as other_number
    from numbered as one
    inner join numbered as other on one.subject = other.subject
    where
        one.told_by = 'parties' and other.told_by = 'any of the parties' and one.status = 'negated'
),

-- What two texts say of quite different countries is not the same thing, unless it is of one programme; nor
-- is money of two givers, nor are two bodies that one text calls differently.
counted as (
    select
        one.ordinal as one_ordinal,
        other.ordinal as other_ordinal,
        one.told_by,
        shared_by(one.words, other.words) as shared,
        len(one.words) + len(other.words) as given,
        one.likeness_needed,
        one.shared_needed
    from met
    inner join numbered as one on met.number = one.number
    inner join numbered as other on met.other_number = other.number
    where
        one.told_by != 'any of the parties'
        and least(one.size, other.size) >= one.likeness_needed * greatest(one.size, other.size)
        and not (
            one.kind = 'funding'
            and (differ_in(one.words, other.words, 'from ') or differ_in(one.words, other.words, 'to '))
        )
        and not (
            one.kind in ('institution', 'programme', 'project')
            and one.document_id = other.document_id
            and one.words != other.words
        )
        and (
            not one.is_figure
            or one.document_id = other.document_id
            or one.programme = other.programme
            or len(one.countries) = 0
            or len(other.countries) = 0
            or shared_by(one.countries, other.countries) > 0
        )
),

alike as (
    select
        one_ordinal,
        other_ordinal,
        told_by,
        shared,
        case when given = 0 then 1 else shared / (given - shared) end as likeness
    from counted
    where shared >= shared_needed and (given = 0 or shared / (given - shared) >= likeness_needed)
),

-- Facts of one sentence are parts of one statement, not two statements.
in_order as (
    select
        alike.told_by,
        alike.likeness,
        alike.shared,
        one.fact_id,
        other.fact_id as other_fact_id,
        one.ordinal,
        other.ordinal as other_ordinal
    from alike
    inner join core.statement as one on least(alike.one_ordinal, alike.other_ordinal) = one.ordinal
    inner join core.statement as other on greatest(alike.one_ordinal, alike.other_ordinal) = other.ordinal
    where
        one.document_id != other.document_id
        or one.char_end <= other.char_start
        or other.char_end <= one.char_start
)

select
    fact_id,
    other_fact_id,
    first(told_by order by likeness desc, told_by asc) as told_by,
    max(likeness) as likeness,
    max(shared) as shared
from in_order
group by fact_id, other_fact_id, ordinal, other_ordinal
order by ordinal, other_ordinal;
