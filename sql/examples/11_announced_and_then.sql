-- What was announced, and what came of it?
-- How to read it: followed where a later statement says that it happened; overdue where its time is over and
-- none does; else open. Overdue does not mean that it did not happen: no text here says so.
select
    outcome,
    kind,
    status,
    due_edtf as due,
    left(evidence, 70) as announced
from report.promises
order by outcome asc, kind asc, due asc nulls last, evidence asc;
