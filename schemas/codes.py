"""The code lists that are too long to spell out in ``fields``: countries, currencies, languages.

Source: pycountry (Debian's iso-codes: ISO 3166-1, ISO 639) and Babel (CLDR: ISO 4217 with withdrawn
currencies).
"""

from __future__ import annotations

from functools import cache

import pycountry
from babel.numbers import list_currencies

# CLDR's own, not of ISO 4217 (offshore yuan, China's bank certificates); no currency and the code for tests.
_NO_CURRENCY = frozenset({"CNH", "CNX", "XXX", "XTS"})


@cache
def codes(name: str) -> frozenset[str]:
    """The codes of the list ``name``: ``iso3166`` (alpha-2, with EU and XK), ``iso4217`` (withdrawn ones
    too), ``iso639``.

    KeyError where there is no such list.
    """
    if name == "iso3166":
        # EU is reserved there for the Union; XK is what everybody uses for Kosovo, which has no code.
        return frozenset(country.alpha_2 for country in pycountry.countries) | {"EU", "XK"}
    if name == "iso4217":
        return frozenset(list_currencies()) - _NO_CURRENCY
    if name == "iso639":
        return frozenset(lang.alpha_2 for lang in pycountry.languages if hasattr(lang, "alpha_2"))
    raise KeyError(f"no code list is called {name!r}")
