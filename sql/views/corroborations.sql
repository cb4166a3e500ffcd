-- Which facts do independent documents share? One row a thing that documents of different text and, where
-- known, different publisher say the same of, up to rounding and open bounds; the best supported first.
create view report.corroborations as
with reports as (
    select
        things.thing_id,
        statements.ordinal,
        statements.kind,
        statements.status,
        statements.fact_id,
        statements.evidence,
        coalesce(statements.figure_said, statements.day_edtf, statements.term_edtf) as value,
        documents.document_id,
        documents.text_sha256,
        documents.publisher,
        coalesce(lower(trim(documents.publisher)), documents.document_id) as source
    from core.shared_thing as things
    inner join core.statement as statements on things.fact_id = statements.fact_id
    inner join core.dim_document as documents on statements.document_id = documents.document_id
)

select
    thing_id,
    kind,
    status,
    count(distinct source) as sources,
    count(distinct document_id) as documents,
    count(*) as reports,
    count(distinct evidence) as wordings,
    list(value order by ordinal) as values,
    list(evidence order by ordinal) as evidences,
    list_sort(list_distinct(list(document_id))) as document_ids,
    list_sort(list_distinct(list(publisher))) as publishers,
    list(fact_id order by ordinal) as fact_ids
from reports
group by thing_id, kind, status
having count(distinct text_sha256) >= 2 and count(distinct source) >= 2
order by sources desc, reports desc, min(ordinal) asc;

comment on column report.corroborations.thing_id is
'the fact that speaks of the thing first, in reading order';
comment on column report.corroborations.kind is
'the kind of fact';
comment on column report.corroborations.status is
'whether they say that it happened, is planned, proposed or negated';
comment on column report.corroborations.sources is
'how many publishers say so; a document whose publisher is not known counts as one';
comment on column report.corroborations.documents is
'how many documents say so';
comment on column report.corroborations.reports is
'how many facts say so: an event is one, its reports are several';
comment on column report.corroborations.wordings is
'how many different sentences say so: where there is one only, one document may have copied another';
comment on column report.corroborations.values is
'the figure, day or term that each report gives, in reading order; null where it gives none';
comment on column report.corroborations.evidences is
'the sentence of each report, in reading order';
comment on column report.corroborations.document_ids is
'the documents that say so';
comment on column report.corroborations.publishers is
'their publishers, where known';
comment on column report.corroborations.fact_ids is
'the facts that say so, in reading order';
