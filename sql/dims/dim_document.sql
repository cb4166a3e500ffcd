-- One row a source text.
create table core.dim_document (
    document_id varchar primary key,
    source_file varchar not null,
    other_files varchar[] not null,
    title varchar,
    publisher varchar,
    url varchar,
    published_date date references core.dim_date (day),
    language varchar,
    content_sha256 varchar not null,
    text_sha256 varchar not null,
    char_count integer not null,
    text varchar not null
);

insert into core.dim_document by name
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
from staging.documents
order by document_id;
