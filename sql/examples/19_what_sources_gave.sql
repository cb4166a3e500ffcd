-- What did each source give, and how much of its figures and dates was left lying?
-- How to read it: every figure and date of a text is in one of four places: in facts, held back, set aside
-- with a reason, or left over. The share left over is what the reading did not understand.
select
    left(title, 50) as title,
    facts,
    planned,
    denied,
    mentions,
    in_facts,
    quarantined,
    set_aside,
    left_over,
    left_over_share
from report.sources
order by facts desc, document_id asc;
