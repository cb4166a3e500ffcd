-- severity: warn
-- The warehouse holds documents.
select count(*) as documents
from core.dim_document
having count(*) = 0;
