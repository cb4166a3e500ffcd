-- Whether two lists of words and roles both name a role ("from " and who gives), and no same one in it.
create temporary macro differ_in(one, other, role) as
list_contains([starts_with(word, role) for word in one], true)
and list_contains([starts_with(word, role) for word in other], true)
and not list_has_any([word for word in one if starts_with(word, role)], other);
