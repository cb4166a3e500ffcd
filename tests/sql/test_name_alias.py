"""Names of one thing: spellings, acronyms, states; and where a text leaves a choice, none is made."""

from __future__ import annotations

from typing import Any

import duckdb

NAMES = [
    "Andes Fjord Council", "the Andes Fjord Council", "Andes Fjord Council (AFC)", "AFC",
    "Polar Sea Forum", "Pacific Science Fund", "PSF",
    "Finland", "Government of Finland", "Republic of Finland", "Government of the Republic of Finland",
    "Bank of Finland",
]  # fmt: skip


def test_names_of_one_thing_share_it(make: Any) -> None:
    target = make(
        {
            "documents": [{}],
            "agreements": [{"organizations": NAMES}],
            "programmes": [{"name": "Blue Water Scheme", "acronym": "BLUES"}, {"name": "BLUES"}],
        }
    )
    with duckdb.connect(str(target), read_only=True) as connection:
        rows = connection.execute(
            "select list(names.name order by names.name), alias.thing like 'country:%'"
            " from core.name_alias as alias"
            " inner join (select organization_key as name_id, name from core.dim_organization"
            " union select programme_key, name from core.dim_programme) as names using (name_id)"
            " group by alias.thing order by 1"
        ).fetchall()
    assert rows == [
        (["AFC", "Andes Fjord Council", "Andes Fjord Council (AFC)", "the Andes Fjord Council"], False),
        (["BLUES", "Blue Water Scheme"], False),
        (["Bank of Finland"], False),
        (
            [
                "Finland",
                "Government of Finland",
                "Government of the Republic of Finland",
                "Republic of Finland",
            ],
            True,
        ),
        (["PSF"], False),
        (["Pacific Science Fund"], False),
        (["Polar Sea Forum"], False),
    ]
