-- A figure as text, without zeros that say nothing.
create temporary macro plain_figure(figure) as
rtrim(rtrim(cast(figure as varchar), '0'), '.');
