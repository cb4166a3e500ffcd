-- One row a figure or date that a text mentions: the ledger of what became of each.
create table quality.mention (
    mention_id varchar primary key,
    document_id varchar not null,
    char_start integer not null,
    char_end integer not null,
    text varchar not null,
    mention_kind varchar not null,
    value_low decimal(38, 6),
    value_high decimal(38, 6),
    qualifier varchar,
    unit varchar,
    edtf varchar,
    date_from date,
    date_to date,
    disposition varchar not null,
    fact_ids varchar[] not null,
    quarantine_ids varchar[] not null,
    reason varchar
);

insert into quality.mention by name
select
    mention_id,
    document_id,
    char_start,
    char_end,
    text,
    mention_kind,
    value_low,
    value_high,
    qualifier,
    unit,
    edtf,
    date_from,
    date_to,
    disposition,
    fact_ids,
    quarantine_ids,
    reason
from staging.mentions
order by document_id, char_start, mention_id;
