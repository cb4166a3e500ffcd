-- The last day that the start of an EDTF text covers: of its year, its month, or the day itself.
create temporary macro last_day_of(edtf, first_day) as
case length(replace(split_part(edtf, '/', 1), '~', ''))
    when 4 then make_date(year(first_day), 12, 31)
    when 7 then last_day(first_day)
    else first_day
end;
