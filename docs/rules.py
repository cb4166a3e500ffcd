"""Writes ``docs/rules.md``: every rule of the reading, what it reads, an example, a counter-example.

The page is made from the cases in ``tests/corpus``, which are run as tests, so it cannot say what is not
so. Its
second part says how often each rule was right on labelled texts; ``tests/test_docs.py`` measures it again
where
the labels are at hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import yaml

from pipelines.score import read_labels, read_warehouse, score
from schemas.fields import KIND_TABLE

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "corpus"
MEASURED = "## Measured on labels\n"
_HEAD = """# The rules of the reading

Made by `docs/rules.py` from the cases in `tests/corpus`; every example on this page is a test.
A rule has more examples there: at least six that it reads and four that it does not.
"""
_SPAN = re.compile(r"[{}]")


def page(measured: str = "") -> str:
    """The whole page; ``measured`` is its second part, as ``measures`` gives it."""
    return "\n".join([_HEAD, *_facts(), *_mentions(), MEASURED + measured])


def _facts() -> Iterable[str]:
    """The rules that make facts, by kind: name, what it reads, an example and what comes of it."""
    for kind in KIND_TABLE:
        rules = _cases(CORPUS / "facts" / f"{kind}.yml")
        yield f"## {kind.capitalize()}\n"
        for rule in rules:
            example = rule["positive"][0]
            yield f"**`{rule['rule']}`** {rule['reads']}\n"
            yield f"> {_one_line(example['text'])}"
            for fact in example["facts"]:
                yield f">\n> gives `{_slots(fact)}`"
            against = rule["negative"][0]
            yield f"\nNot: {_one_line(against['text'])} ({against['why']})\n"


def _mentions() -> Iterable[str]:
    """The rules that read figures and dates; braces in a case mark the span that is read."""
    yield "## Figures and dates\n"
    for path in sorted((CORPUS / "cases" / "mentions").glob("*.yml")):
        for name, rule in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            text, _, value = rule["positive"][0].partition(" => ")
            yield f"**`{name}`** {rule['reads']}\n"
            yield f"> {_one_line(_SPAN.sub('**', text))}\n>\n> gives `{value}`\n"


def _cases(path: Path) -> Sequence[Mapping[str, Any]]:
    loaded: Sequence[Mapping[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _one_line(text: str) -> str:
    return " / ".join(line.strip() for line in text.strip().splitlines() if line.strip())


def _slots(fact: Mapping[str, object]) -> str:
    return ", ".join(f"{slot}: {_value(value)}" for slot, value in fact.items() if slot != "kind")


def _value(value: object) -> str:
    return "[" + ", ".join(map(str, value)) + "]" if isinstance(value, list) else str(value)


def measures(sets: Iterable[tuple[Path, Path]]) -> str:
    """A table of how many facts each rule gave on labelled texts, and how many no label asked for.

    ``sets`` are folders of labels, each with the warehouse of its texts.
    """
    found: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    for labels, warehouse in sets:
        gold = read_labels(labels)
        with duckdb.connect(str(warehouse.resolve()), read_only=True) as connection:
            facts = read_warehouse(connection, set(gold), lambda _: None)
        found.update(str(fact["rule"]) for document in facts.values() for fact in document.facts)
        misses = score(gold, facts).misses
        invented.update(str(miss.found["rule"]) for miss in misses if miss.what == "invented" and miss.found)
    rows = [
        f"| `{rule}` | {count} | {invented[rule]} | {1 - invented[rule] / count:.2f} |"
        for rule, count in sorted(found.items())
    ]
    head = (
        "\nFacts that each rule gave on the texts of `gold/seeds` and `gold/dev`, and those among them that\n"
        "no label asks for. A rule without a row found nothing there.\n\n"
        "| rule | facts | no label for | precision |\n| --- | ---: | ---: | ---: |\n"
    )
    return head + "\n".join(rows) + "\n"
