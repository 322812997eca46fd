"""Reads documents drawn at random from the layout space and says what was read right, by the value of each axis.

usage: python benchmarks/layouts.py [--seed 0] [--count 200] [--only AXIS=VALUE ...] [--keep DIR] [--jobs 2]
       [--json FILE] [--against FILE] [--space layouts|other] [--hold]

The documents are those of the seeds from --seed on; a seed always gives the same document. Documents that are not all
right go to the folder --keep with their truth and what is wrong. The axes and their values: tests/layoutspace/axes.py.
--space other takes the documents of the second sampler (tests/otherhand), which was written without sight of the first
or of the readers; its traits and their values: tests/otherhand/traits.py.
--against takes a file that --json wrote before, and names the seeds that were read better then, and those worse.
--hold writes anew how much of each fixed seed is read right today, which tests hold (tests/layoutspace/held.csv).
Columns of the table: documents, all right, refused; cells, their shares that are exact, wrong, wrong in silence;
actions lost and too many; false alarms (warnings and errors about the reading of plans that are all right).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1])]

from layoutspace.axes import AXES  # noqa: E402 - the tests are no package
from layoutspace.held import hold  # noqa: E402 - likewise
from layoutspace.score import FIELDS  # noqa: E402 - likewise
from layoutspace.trial import Space, Trial, trial  # noqa: E402 - likewise
from otherhand.held import hold as hold_other  # noqa: E402 - likewise

TOLD_EVERY = 25


@dataclass
class Tally:
    """Sums over documents, or over the cells of one field."""

    documents: int = 0
    right: int = 0
    refused: int = 0
    cells: int = 0
    exact: int = 0
    silent: int = 0
    lost: int = 0
    extra: int = 0
    false_alarms: int = 0
    fields: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, done: Trial) -> None:
        """Adds a document."""
        score = done.score
        self.documents += 1
        self.right += score.all_right
        self.refused += bool(score.refused)
        self.cells += len(score.cells)
        self.exact += score.count("exact")
        self.silent += score.count("silent")
        self.lost += score.lost
        self.extra += score.extra
        self.false_alarms += len(score.false_alarms)
        for cell in score.cells:
            self.fields.setdefault(cell.field, Counter())[cell.verdict] += 1

    def line(self, name: str) -> str:
        """A line of the table."""
        cells = max(self.cells, 1)
        shares = f"{self.exact / cells:6.3f} {1 - self.exact / cells:6.3f} {self.silent / cells:6.3f}"
        counts = f"{self.documents:5} {self.right:5} {self.refused:4} {self.cells:7}"
        return f"{name:28} {counts} {shares} {self.lost:6} {self.extra:6} {self.false_alarms:6}"

    def as_record(self) -> dict[str, object]:
        """The sums, for JSON."""
        named = ("documents", "right", "refused", "cells", "exact", "silent", "lost", "extra", "false_alarms")
        sums: dict[str, object] = {name: getattr(self, name) for name in named}
        return {**sums, "fields": {name: dict(counts) for name, counts in self.fields.items()}}


HEADING = f"{'':28} {'docs':>5} {'right':>5} {'ref.':>4} {'cells':>7} " + " ".join(
    f"{name:>6}" for name in ("exact", "wrong", "silent", "lost", "extra", "false")
)


def trials(seeds: range, only: dict[str, str], keep: Path | None, jobs: int, space: Space) -> Iterator[Trial]:
    """What became of each seed, in order."""
    work = partial(trial, fixed=only, keep=keep, space=space)
    if jobs < 2:
        yield from map(work, seeds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, seeds)


def main() -> int:
    """Read the documents and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--count", type=int, default=200, help="documents")
    parser.add_argument(
        "--only", action="append", default=[], metavar="AXIS=VALUE", help="this value of an axis in all"
    )
    parser.add_argument("--keep", type=Path, help="folder for documents that are not all right")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--json", type=Path, help="file for all figures and the cells that are wrong")
    parser.add_argument("--against", type=Path, help="file that --json wrote before")
    parser.add_argument("--space", choices=("layouts", "other"), default="layouts", help="whose documents")
    parser.add_argument("--hold", action="store_true", help="write what tests hold, and nothing else")
    given = parser.parse_args()
    if given.hold:
        (hold if given.space == "layouts" else hold_other)()
        return 0
    only = dict(each.split("=", 1) for each in given.only)
    began = time.monotonic()
    done: list[Trial] = []
    skipped: Counter[str] = Counter()
    for result in trials(range(given.seed, given.seed + given.count), only, given.keep, given.jobs, given.space):
        if result.skipped:
            skipped[result.skipped] += 1
            continue
        done.append(result)
        if len(done) % TOLD_EVERY == 0:
            print(f"{len(done)} documents after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    total, by_value = tallied(done)
    print_tables(total, by_value, values_of(given.space, by_value))
    for what, count in skipped.items():
        print(f"{count} documents were skipped: {what}.")
    print_times(done, time.monotonic() - began)
    if given.against:
        print_changes(done, json.loads(given.against.read_text(encoding="utf-8"))["documents"])
    if given.json:
        given.json.write_text(as_json(done, total, by_value, skipped), encoding="utf-8")
    return 0


def tallied(done: list[Trial]) -> tuple[Tally, dict[tuple[str, str], Tally]]:
    """Sums over all, and by axis and value."""
    total = Tally()
    by_value: dict[tuple[str, str], Tally] = {}
    for result in done:
        total.add(result)
        for axis, value in result.values.items():
            by_value.setdefault((axis, value), Tally()).add(result)
    return total, by_value


def values_of(space: Space, by_value: dict[tuple[str, str], Tally]) -> dict[str, tuple[str, ...]]:
    """The values of each axis: all of the first space, those met of the other in order of the alphabet."""
    if space == "layouts":
        return {axis: tuple(values) for axis, values in AXES.items()}
    return {axis: tuple(sorted(value for name, value in by_value if name == axis)) for axis, _ in by_value}


def print_tables(total: Tally, by_value: dict[tuple[str, str], Tally], axes: Mapping[str, tuple[str, ...]]) -> None:
    """All documents, then by value of each axis, then by field."""
    print(HEADING)
    print(total.line("all"))
    for axis, values in axes.items():
        print()
        for value in values:
            if (axis, value) in by_value:
                print(by_value[axis, value].line(f"{axis} {value}"))
    print(f"\n{'':28} {'cells':>7} {'exact':>6} {'wrong':>6} {'silent':>6}")
    for name in FIELDS:
        counts = total.fields.get(name, Counter())
        cells = max(sum(counts.values()), 1)
        exact, silent = counts["exact"] / cells, counts["silent"] / cells
        print(f"{'field ' + name:28} {cells:7} {exact:6.3f} {1 - exact:6.3f} {silent:6.3f}")


def print_times(done: list[Trial], seconds: float) -> None:
    """How long it took."""
    drawing, reading = sum(each.drawing_seconds for each in done), sum(each.reading_seconds for each in done)
    print(
        f"{len(done)} documents in {seconds:.0f} s, {len(done) / max(seconds, 0.001):.2f} a second; "
        f"processor: {reading:.0f} s for reading, {drawing:.0f} s for drawing (without programs started)."
    )


def print_changes(done: list[Trial], before: list[dict[str, Any]]) -> None:
    """The seeds of which more or fewer cells are exact than before."""
    known = {each["seed"]: each for each in before}
    moved: dict[str, list[str]] = {"better": [], "worse": []}
    exact, was = 0, 0
    for each in done:
        then = known.get(each.seed)
        if then is None or then["cells"] != len(each.score.cells):  # another document, or none
            continue
        now = each.score.count("exact")
        exact, was = exact + now, was + then["exact"]
        if now != then["exact"]:
            moved["better" if now > then["exact"] else "worse"].append(f"{each.seed} ({then['exact']} to {now})")
    print(f"Exact cells of the same documents: {was} before, {exact} now.")
    for how, seeds in moved.items():
        print(f"{len(seeds)} documents {how}: {', '.join(seeds)}")


def as_json(done: list[Trial], total: Tally, by_value: dict[tuple[str, str], Tally], skipped: Counter[str]) -> str:
    """All figures, and for each document the cells that are wrong."""
    documents = [
        {
            "seed": each.seed,
            **each.values,
            "actions": each.actions,
            "cells": len(each.score.cells),
            "exact": each.score.count("exact"),
            "silent": each.score.count("silent"),
            "lost": each.score.lost,
            "extra": each.score.extra,
            "refused": each.score.refused,
            "false_alarms": list(each.score.false_alarms),
            "seconds": round(each.reading_seconds, 3),
            "wrong": [
                [cell.ref, cell.field, cell.verdict, cell.got, cell.wanted]
                for cell in each.score.cells
                if cell.verdict != "exact"
            ],
        }
        for each in done
    ]
    axes = {f"{axis}={value}": tally.as_record() for (axis, value), tally in by_value.items()}
    whole = {"all": total.as_record(), "axes": axes, "skipped": dict(skipped), "documents": documents}
    return json.dumps(whole, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    sys.exit(main())
