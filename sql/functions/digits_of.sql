-- How many digits of a figure say something: 450 has two, 13.8 three, 46070000 four.
create temporary macro digits_of(figure) as
length(rtrim(ltrim(replace(rtrim(cast(figure as varchar), '0'), '.', ''), '0'), '0'));
