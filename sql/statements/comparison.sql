-- One row two facts that speak of the same thing and one respect in which they can be held against each
-- other: what the comparison gave, and by which rule. What need not be the same has no row.
create table core.comparison (
    fact_id varchar not null references core.statement (fact_id),
    other_fact_id varchar not null references core.statement (fact_id),
    respect varchar not null,
    verdict varchar not null,
    rule varchar not null,
    primary key (fact_id, other_fact_id, respect)
);

comment on column core.comparison.fact_id is 'the one that stands first, by document and place';
comment on column core.comparison.other_fact_id is 'the one that stands later';
comment on column core.comparison.respect is
'what is compared: figure, day, term, place, status, whole (nothing differs) or outcome (of a plan)';
comment on column core.comparison.verdict is
'agrees, restated (in the same document), rounding, other date, other scope, conflict; follows (a plan)';
comment on column core.comparison.rule is 'the rule that gave the verdict';

insert into core.comparison by name
with compared as (
    select
        pairs.fact_id,
        pairs.other_fact_id,
        pairs.told_by,
        pairs.shared,
        pairs.likeness,
        one.kind,
        one.status,
        other.status as other_status,
        one.ordinal,
        other.ordinal as other_ordinal,
        one.kind in ('observation', 'funding') as is_figure,
        one.document_id = other.document_id as same_document,
        document.published_date as published,
        other_document.published_date as other_published,

        -- The figure. Where a side is open, it holds whatever lies there; "about" reaches a tenth further.
        (
            is_same(one.value_low, other.value_low)
            and is_same(one.value_high, other.value_high)
        ) as same_value,
        (
            coalesce(one.value_high >= other.value_low, true)
            and coalesce(other.value_high >= one.value_low, true)
        ) as values_meet,
        coalesce(
            'about' in (one.qualifier, other.qualifier)
            and one.value_high * 11 >= other.value_low * 10
            and other.value_high * 11 >= one.value_low * 10,
            false
        ) as is_about,
        coalesce(
            one.value_low = one.value_high
            and other.value_low = other.value_high
            and is_rounded(one.value_low, other.value_low),
            false
        ) as has_fewer_digits,
        coalesce(
            greatest(coalesce(one.value_low, one.value_high), coalesce(other.value_low, other.value_high)) * 2
            <= least(coalesce(one.value_high, one.value_low), coalesce(other.value_high, other.value_low))
            * 3,
            false
        ) as is_near,

        -- Whom and what it is said of.
        one.countries = other.countries as same_countries,
        (
            list_has_all(one.countries, other.countries)
            or list_has_all(other.countries, one.countries)
        ) as countries_fit,
        (
            len(one.countries) = 0
            or len(other.countries) = 0
            or list_has_any(one.countries, other.countries)
        ) as countries_meet,
        one.programme is not null as has_programme,
        is_same(one.programme, other.programme) as same_programme,
        coalesce(one.programme = other.programme, true) as programmes_fit,
        one.tells_force = other.tells_force as both_tell_force,

        -- The time it is for, in force or running.
        one.term_edtf is null or other.term_edtf is null as lacks_term,
        one.term_edtf is null and other.term_edtf is null as lacks_both_terms,
        (
            is_same(one.term_start, other.term_start)
            and is_same(one.term_end, other.term_end)
        ) as same_term,
        (
            coalesce(one.term_end >= other.term_start, true)
            and coalesce(other.term_end >= one.term_start, true)
        ) as terms_meet,
        greatest(
            coalesce(abs(year(one.term_start) - year(other.term_start)), 0),
            coalesce(abs(year(one.term_end) - year(other.term_end)), 0)
        ) as years_apart,

        -- The day of what happens, and where.
        one.happens_once and other.happens_once as happens_once,
        one.day_edtf is null or other.day_edtf is null as lacks_day,
        one.day_edtf is null and other.day_edtf is null as lacks_both_days,
        is_same(one.day_edtf, other.day_edtf) as same_day,
        (
            coalesce(one.last_day >= other.first_day, true)
            and coalesce(other.last_day >= one.first_day, true)
        ) as days_meet,
        coalesce(
            greatest(other.first_day - one.last_day, one.first_day - other.last_day), 0
        ) as days_between,
        coalesce(regexp_matches(one.day_edtf || other.day_edtf, '[~?]'), false) as is_about_then,
        coalesce(lower(one.city) != lower(other.city), false) as other_cities,

        -- Of an announcement and what came of it: when it was due, and when it came. What has no time of its
        -- own has that of its text; but within one text it may have been there before.
        case
            when one.document_id = other.document_id then null
            when other.status = 'actual' then other_document.published_date
            else document.published_date
        end as told_later,
        case
            when other.status = 'actual' then coalesce(one.first_day, one.term_start)
            else coalesce(other.first_day, other.term_start)
        end as due_first,
        case
            when other.status = 'actual' then coalesce(one.last_day, one.term_end)
            else coalesce(other.last_day, other.term_end)
        end as due_last,
        case
            when other.status = 'actual' then document.published_date
            else other_document.published_date
        end as announced,
        case
            when other.status = 'actual'
                then
                    coalesce(
                        other.first_day, other.term_start, other.last_day, other.term_end, told_later
                    )
            else coalesce(one.first_day, one.term_start, one.last_day, one.term_end, told_later)
        end as came_first,
        case
            when other.status = 'actual'
                then
                    coalesce(
                        other.last_day, other.term_end, other.first_day, other.term_start, told_later
                    )
            else coalesce(one.last_day, one.term_end, one.first_day, one.term_start, told_later)
        end as came_last
    from core.statement_pair as pairs
    inner join core.statement as one on pairs.fact_id = one.fact_id
    inner join core.statement as other on pairs.other_fact_id = other.fact_id
    inner join core.dim_document as document on one.document_id = document.document_id
    inner join core.dim_document as other_document on other.document_id = other_document.document_id
),

fitting as (
    select
        *,
        same_countries and same_programme as same_scope,
        (same_term or lacks_term) and same_countries and same_programme as same_scope_maybe_then,
        coalesce(year(published) != year(other_published), false) as in_other_years
    from compared
    where
        case
            when kind = 'event' then countries_fit
            when kind in ('programme', 'institution', 'project') then countries_meet
            else true
        end
),

-- Two facts that both say that something is so, or both that it is planned, proposed or not so.
first_rules as (
    select
        *,
        case
            when not is_figure or status != other_status then null
            when same_value and same_document then case when same_scope_maybe_then then 'same_figure' end
            when same_value
                then
                    case
                        when (same_term or lacks_term) and countries_fit and programmes_fit then 'same_figure'
                    end
            when values_meet
                then
                    case
                        when not same_document and same_term and same_scope and is_near then 'bounds_meet'
                    end
            when
                lacks_both_terms and in_other_years
                then case when same_scope then 'published_in_another_year' end
            -- In one text, "20 students" here and "30 students" there are two groups as like as not, two sums
            -- are two gifts, and what is counted year by year is called the same.
            when same_document and lacks_both_terms and (shared < 2 or kind = 'funding') then null
            when same_document and not same_term and likeness < 1 then null
            -- "48 agreements" are all there are, "3 agreements" those of some day.
            when told_by = 'unit' and not is_near then null
            when same_scope_maybe_then and is_about then 'about_the_same'
            when same_scope_maybe_then and has_fewer_digits then 'fewer_digits'
            when same_scope and same_term then 'other_figure'
            when same_scope and lacks_term then 'one_without_a_time'
            when same_scope then 'other_period'
            when same_term and same_countries then 'other_programme'
            when same_term and same_programme and (countries_meet or same_document or has_programme)
                then 'other_countries'
        end as figure_rule,
        case
            when is_figure or status != other_status or lacks_day or days_meet then null
            when is_about_then and days_between <= 366 then 'about_then'
            when happens_once then 'other_day'
            when kind = 'event' and days_between <= 31 then 'other_day'
            when kind = 'agreement' and same_term and not lacks_term then 'other_day'
            else 'apart'
        end as day_rule,
        case
            when is_figure or status != other_status or lacks_term or told_by = 'parties' then null
            when not terms_meet then 'terms_follow'
            when years_apart between 1 and 2 then 'other_term'
            when years_apart > 2 then 'terms_overlap'
        end as term_rule,
        case
            when status != other_status or not other_cities or not days_meet then null
            when happens_once or not lacks_day then 'other_place'
        end as place_rule,
        case
            when kind = 'person' or list_sort([status, other_status]) != ['actual', 'negated'] then null
            when is_figure and not (same_value and same_term and same_scope) then null
            -- What was signed need not be in force.
            when kind = 'agreement' and not both_tell_force then null
            when not (lacks_day or days_meet) or not (lacks_term or terms_meet) then 'denied_for_another_time'
            when in_other_years then 'denied_in_another_year'
            else 'said_and_denied'
        end as status_rule,
        case
            when kind = 'person' or not (status = 'actual' or other_status = 'actual') then null
            when not (status in ('planned', 'proposed') or other_status in ('planned', 'proposed')) then null
            when is_figure and not (countries_fit and programmes_fit) then null
            when came_last < coalesce(due_first, announced) then null
            when came_first <= due_last and came_last >= coalesce(due_first, announced) then 'when_due'
            when
                came_first > due_last and (happens_once or came_first - due_last <= 366)
                then 'after_it_was_due'
            when
                due_last is null and came_last >= coalesce(due_first, announced)
                then 'after_the_announcement'
        end as outcome_rule
    from fitting
),

-- What can happen again, and when it did is known of one alone, may have been another time.
all_rules as (
    select
        *,
        case
            when is_figure or status != other_status then null
            when coalesce(day_rule, 'about_then') != 'about_then' then null
            when term_rule is not null or place_rule is not null then null
            when same_document and not (same_day and same_term) then null
            when kind not in ('event', 'agreement') or happens_once or not lacks_day then 'same_statement'
            when lacks_both_days and (lacks_both_terms or same_term) then 'same_statement'
        end as whole_rule
    from first_rules
),

given as (
    select
        fact_id,
        other_fact_id,
        ordinal,
        other_ordinal,
        same_document,
        unnest(
            [
                { 'respect': 'figure', 'rule': figure_rule },
                { 'respect': 'day', 'rule': nullif(day_rule, 'apart') },
                { 'respect': 'term', 'rule': case when coalesce(day_rule, '') != 'apart' then term_rule end },
                { 'respect': 'place', 'rule': place_rule },
                { 'respect': 'status', 'rule': status_rule },
                { 'respect': 'whole', 'rule': whole_rule },
                { 'respect': 'outcome', 'rule': outcome_rule }
            ]
        ) as answer
    from all_rules
),

answers as (
    select
        *,
        struct_extract(answer, 'respect') as respect,
        struct_extract(answer, 'rule') as rule
    from given
)

select
    fact_id,
    other_fact_id,
    respect,
    case
        when respect = 'outcome' then 'follows'
        when rule in ('same_figure', 'same_statement') and same_document then 'restated'
        when rule in ('same_figure', 'same_statement', 'bounds_meet') then 'agrees'
        when rule in ('about_the_same', 'fewer_digits', 'about_then') then 'rounding'
        when rule in ('other_countries', 'other_programme') then 'other scope'
        when rule in ('other_figure', 'other_day', 'other_term', 'other_place', 'said_and_denied')
            then 'conflict'
        else 'other date'
    end as verdict,
    rule
from answers
where rule is not null
order by ordinal, other_ordinal, respect;
