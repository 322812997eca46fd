"""Covers, frames and replaces words of drawn PDFs at random, and names what is read otherwise than it shows.

usage: python benchmarks/seen.py [--seed 0] [--count 50] [--each 3] [--only AXIS=VALUE ...] [--keep DIR]

Each document of the layout space is treated --each times, one word in one way at a time (tests/layoutspace/seen.py).
PDFium says what shows of the word. A fault is a word that shows and is not read, one that does not and is read or not
told of, or a record that differs elsewhere without a doubt.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1])]

from layoutspace.composed import CannotSetError  # noqa: E402 - the tests are no package
from layoutspace.sample import draft  # noqa: E402 - likewise
from layoutspace.seen import changed, faults, spots  # noqa: E402 - likewise
from layoutspace.treatments import TREATMENTS  # noqa: E402 - likewise
from models.errors import InputError  # noqa: E402 - likewise

LEAST_RIGHT = 50
"""The command fails when more than one in so many is wrong: what hides a header may rightly change what is read."""


def main() -> int:
    """Treat documents and print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--count", type=int, default=50, help="documents")
    parser.add_argument("--each", type=int, default=3, help="words of each document")
    parser.add_argument("--only", action="append", default=[], metavar="AXIS=VALUE", help="this value in all")
    parser.add_argument("--keep", type=Path, help="folder for documents with faults")
    given = parser.parse_args()
    only = dict(each.split("=", 1) for each in given.only)
    tried: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for seed in range(given.seed, given.seed + given.count):
        drawn = draft(seed, only)
        if drawn.kind != "pdf" or drawn.missing():
            continue
        try:
            data = drawn.render()
        except CannotSetError:
            continue
        places = spots(data)
        for number in range(given.each if places else 0):
            name = f"{seed}/{number}"
            chance = Random(name)  # noqa: S311 - no secret, a document that is the same each time
            spot, treat = chance.choice(places), chance.choice(TREATMENTS)
            state = chance.getstate()
            try:
                found = faults(data, treat, spot, chance)
            except InputError:
                break
            tried[treat.__name__] += 1
            wrong[treat.__name__] += bool(found)
            for fault in found:
                print(
                    f"{name} {drawn.choice.engine} {drawn.choice.drawing} page {spot.page + 1} {fault.kind}: ", end=""
                )
                print(f"“{fault.word}”: {fault.what}", flush=True)
            if found and given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                chance.setstate(state)
                (given.keep / f"{seed}-{number}-{treat.__name__}.pdf").write_bytes(changed(data, treat, spot, chance))
    for name, count in sorted(tried.items()):
        print(f"{name:16} {count:5} tried {wrong[name]:5} wrong")
    print(f"{tried.total()} tried, {wrong.total()} wrong")
    return int(wrong.total() * LEAST_RIGHT > tried.total())


if __name__ == "__main__":
    sys.exit(main())
