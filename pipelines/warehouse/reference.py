"""Countries and currencies as tables: the codes that every warehouse knows, whatever its texts say.

Sources: ISO 3166-1 and 4217 codes, Unicode CLDR names, through the lexicon and Babel.
"""

from __future__ import annotations

import pyarrow as pa
from babel import Locale
from babel.numbers import get_currency_precision

from pipelines.lexicon.load import lexicon
from schemas.codes import codes


def countries() -> pa.Table:
    """``country_code`` (ISO 3166-1 alpha-2, EU, XK), ``name`` in English, ``region`` (its continent)."""
    words = lexicon()
    listed = sorted(words.country_names)
    return pa.table(
        {
            "country_code": listed,
            "name": [words.country_names[code] for code in listed],
            "region": [words.country_regions[code] for code in listed],
        },
        schema=pa.schema([("country_code", pa.string()), ("name", pa.string()), ("region", pa.string())]),
    )


def currencies() -> pa.Table:
    """``currency`` (ISO 4217), ``name`` in English, ``decimals`` that amounts are given with."""
    names = Locale("en").currencies
    listed = sorted(codes("iso4217") & set(names))
    return pa.table(
        {
            "currency": listed,
            "name": [names[code] for code in listed],
            "decimals": [get_currency_precision(code) for code in listed],
        },
        schema=pa.schema([("currency", pa.string()), ("name", pa.string()), ("decimals", pa.int32())]),
    )
