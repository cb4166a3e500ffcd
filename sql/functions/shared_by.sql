-- How many entries of a list another has too. Several times as fast as counting list_intersect.
create temporary macro shared_by(one, other) as
len([entry for entry in one if list_contains(other, entry)]);
