-- What is new since the warehouse published before? One row a document or fact that came, went or says
-- something else; at the first publication, all of them came. Documents first.
create view report.changes as
select
    changes.change,
    changes.kind,
    changes.why,
    changes.document_id,
    coalesce(documents.title, changes.document_id) as title,
    changes.status,
    coalesce(labels.label, changes.evidence) as label,
    changes.evidence,
    changes.changed_columns,
    changes.said_before,
    changes.said_now,
    changes.fact_id,
    changes.previous_fact_id
from quality.change as changes
left join core.dim_document as documents on changes.document_id = documents.document_id
left join core.statement as statements on changes.fact_id = statements.fact_id
left join core.statement_label as labels on changes.fact_id = labels.fact_id
order by
    changes.kind != 'document' asc,
    changes.change asc,
    changes.document_id asc,
    changes.kind asc,
    statements.ordinal asc,
    changes.change_id asc;

comment on column report.changes.kind is 'document, or the kind of fact';
comment on column report.changes.document_id is 'the document, or the one the fact is from';
comment on column report.changes.evidence is 'the sentence the fact stands, or stood, on';
comment on column report.changes.title is 'the document''s title, or its id';
comment on column report.changes.label is
'what the fact is about in a few words; its sentence where it is gone';
comment on column report.changes.status is
'whether the fact happened, is planned, proposed, or negated; null where it is gone';
comment on column report.changes.fact_id is 'the fact now; null where it is gone';
