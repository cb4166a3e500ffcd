-- Which statements about the same thing do not say the same, or say it twice in one text, and is that a
-- conflict? One row two facts and the respect they differ in; conflicts first. The rules of a conflict:
-- other_figure (bounds do not meet), other_day, other_term (within two years), other_place, said_and_denied;
-- of rounding: about_the_same (within a tenth), fewer_digits, about_then; of another date: other_period,
-- one_without_a_time, published_in_another_year, terms_follow, terms_overlap, denied_for_another_time,
-- denied_in_another_year; of another scope: other_countries, other_programme; of the same again:
-- same_figure, same_statement.
create view report.contradictions as
select
    comparison.verdict,
    one.kind,
    comparison.respect,
    case comparison.respect
        when 'figure' then one.figure_said
        when 'day' then one.day_edtf
        when 'term' then one.term_edtf
        when 'place' then one.city
        when 'status' then one.status
        else coalesce(one.day_edtf, one.term_edtf, one.status)
    end as value,
    case comparison.respect
        when 'figure' then other.figure_said
        when 'day' then other.day_edtf
        when 'term' then other.term_edtf
        when 'place' then other.city
        when 'status' then other.status
        else coalesce(other.day_edtf, other.term_edtf, other.status)
    end as other_value,
    one.term_edtf as period_edtf,
    other.term_edtf as other_period_edtf,
    one.countries,
    other.countries as other_countries,
    one.programme_name as programme,
    other.programme_name as other_programme,
    one.evidence,
    other.evidence as other_evidence,
    comparison.rule,
    pairs.told_by,
    pairs.likeness,
    one.document_id = other.document_id as is_same_document,
    one.document_id,
    other.document_id as other_document_id,
    comparison.fact_id,
    comparison.other_fact_id
from core.comparison as comparison
inner join core.statement_pair as pairs
    on comparison.fact_id = pairs.fact_id and comparison.other_fact_id = pairs.other_fact_id
inner join core.statement as one on comparison.fact_id = one.fact_id
inner join core.statement as other on comparison.other_fact_id = other.fact_id
where comparison.verdict in ('conflict', 'rounding', 'other date', 'other scope', 'restated')
order by
    list_position(['conflict', 'rounding', 'other date', 'other scope', 'restated'], comparison.verdict) asc,
    one.ordinal asc,
    other.ordinal asc,
    comparison.respect asc;

comment on column report.contradictions.verdict is
'conflict, rounding, other date, other scope, or restated (the same again in the same document)';
comment on column report.contradictions.kind is 'the kind of both facts';
comment on column report.contradictions.respect is
'what differs: figure, day, term, place or status; whole where nothing does';
comment on column report.contradictions.value is 'what the first says in that respect';
comment on column report.contradictions.other_value is 'what the other says in that respect';
comment on column report.contradictions.period_edtf is
'the time that the first is for, in force or running, as EDTF';
comment on column report.contradictions.other_period_edtf is
'the time that the other is for, in force or running, as EDTF';
comment on column report.contradictions.countries is 'the countries that the first is said of';
comment on column report.contradictions.other_countries is 'the countries that the other is said of';
comment on column report.contradictions.programme is 'the programme that the first, a figure, is said of';
comment on column report.contradictions.other_programme is
'the programme that the other, a figure, is said of';
comment on column report.contradictions.evidence is 'the sentence that the first stands on';
comment on column report.contradictions.other_evidence is 'the sentence that the other stands on';
comment on column report.contradictions.rule is 'the rule that gave the verdict';
comment on column report.contradictions.is_same_document is 'whether one document says both';
comment on column report.contradictions.document_id is 'the document of the first';
comment on column report.contradictions.other_document_id is 'the document of the other';
comment on column report.contradictions.fact_id is 'the fact that stands first, by document and place';
comment on column report.contradictions.other_fact_id is 'the fact that stands later';
