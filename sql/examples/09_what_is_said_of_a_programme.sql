-- Of which programmes do we know figures or money?
-- How to read it: how many of each are said of the programme, whatever time they are for. Ask report.series
-- and report.funding_flows for the figures themselves.
select
    name,
    acronym,
    figures,
    amounts,
    countries
from report.programme_periods
where status = 'actual' and figures + amounts > 0
order by figures + amounts desc, name asc;
