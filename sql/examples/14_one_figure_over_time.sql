-- Which figures are given more than once, for several times or by several statements?
-- How to read it: one row a figure, series by series, in the order of the time they are for. Compare only
-- what has the same qualifier: "over 45" and "50" do not disagree.
select
    measure,
    place,
    points,
    value_low,
    value_high,
    qualifier,
    unit,
    period_edtf as period,
    countries
from report.series
order by measure asc, series_id asc, place asc;
