-- Whether one figure is the other with fewer digits: the finer one has three or more, the two lie half a
-- place and at most a fortieth of the larger apart.
create temporary macro is_rounded(one, other) as
one > 0
and other > 0
and digits_of(one) != digits_of(other)
and greatest(digits_of(one), digits_of(other)) >= 3
and abs(one - other) <= greatest(one, other) / 40
and abs(one - other) <= 0.5 * pow(
    10,
    floor(log10(cast(case when digits_of(one) < digits_of(other) then one else other end as double)))
    - least(digits_of(one), digits_of(other)) + 1
);
