-- The list without the words of another.
create temporary macro without(words, others) as
[word for word in words if not list_contains(others, word)];
