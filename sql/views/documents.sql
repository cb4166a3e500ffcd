-- One row a source text.
create view report.documents as
select
    document_id,
    source_file,
    other_files,
    title,
    publisher,
    url,
    published_date,
    language,
    content_sha256,
    text_sha256,
    char_count,
    text
from core.dim_document;
