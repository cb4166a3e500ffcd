-- severity: fail
-- The stored text is as long as char_count says, and text_sha256 is its hash.
select
    document_id,
    char_count,
    text_sha256
from core.dim_document
where length(text) != char_count or sha256(text) != text_sha256;
