"""Covers, frames and replaces words of drawn documents at random, and names what is read otherwise than it shows.

usage: python benchmarks/seen.py [--seed 0] [--count 50] [--each 3] [--only AXIS=VALUE ...] [--keep DIR]

Each PDF of the layout space is treated --each times, one word in one way at a time (tests/layoutspace/seen.py); into
Word documents and web pages words with a look of their own are put (tests/layoutspace/inserted.py), where LibreOffice
and Chromium are installed to print them. PDFium says what shows of a word. A fault is a word that shows and is not
read, one that does not and is read or not told of, or a record that differs elsewhere without a doubt.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1])]

from layoutspace.composed import CannotSetError  # noqa: E402 - the tests are no package
from layoutspace.engines import Engine, engine  # noqa: E402 - likewise
from layoutspace.inserted import faults as word_faults  # noqa: E402 - likewise
from layoutspace.inserted import insert  # noqa: E402 - likewise
from layoutspace.sample import Draft, draft  # noqa: E402 - likewise
from layoutspace.seen import changed, faults, spots  # noqa: E402 - likewise
from layoutspace.treatments import TREATMENTS  # noqa: E402 - likewise
from models.errors import InputError  # noqa: E402 - likewise

LEAST_RIGHT = 50
"""The command fails when more than one in so many is wrong: what hides a header may rightly change what is read."""


Tried = tuple[str, str, list[str], bytes]
"""A change's name and kind, what is wrong with what was read, and the document."""


def treated(drawn: Draft, data: bytes, each: int) -> Iterator[Tried]:
    """Treats words of a PDF, one at a time."""
    places = spots(data)
    for number in range(each if places else 0):
        name = f"{drawn.seed}/{number}"
        chance = Random(name)  # noqa: S311 - no secret, a document that is the same each time
        spot, treat = chance.choice(places), chance.choice(TREATMENTS)
        state = chance.getstate()
        found = [f"page {spot.page + 1}, “{one.word}”: {one.what}" for one in faults(data, treat, spot, chance)]
        chance.setstate(state)
        yield name, treat.__name__, found, changed(data, treat, spot, chance) if found else b""


def inserted(drawn: Draft, data: bytes, _: int) -> Iterator[Tried]:
    """Puts words into a Word document or a page, several at once."""
    chance = Random(f"{drawn.seed}")  # noqa: S311 - likewise
    after, put = insert(data, drawn.kind, chance)
    yield f"{drawn.seed}", f"words in {drawn.kind}", word_faults(after, drawn.kind, put), after


WITNESSES: dict[str, Engine] = {"docx": engine("office"), "html": engine("chromium")}
CHANGES = {"pdf": treated, "docx": inserted, "html": inserted}


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
        change = CHANGES.get(drawn.kind)
        if change is None or drawn.missing() or (drawn.kind in WITNESSES and WITNESSES[drawn.kind].missing()):
            continue
        try:
            for name, kind, found, after in change(drawn, drawn.render(), given.each):
                tried[kind] += 1
                wrong[kind] += bool(found)
                for fault in found:
                    print(f"{name} {drawn.choice.engine} {drawn.choice.drawing} {kind}: {fault}", flush=True)
                if found and given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{name.replace('/', '-')}-{kind}.{drawn.kind}").write_bytes(after)
        except (CannotSetError, InputError):
            continue
    for name, count in sorted(tried.items()):
        print(f"{name:16} {count:5} tried {wrong[name]:5} wrong")
    print(f"{tried.total()} tried, {wrong.total()} wrong")
    return int(wrong.total() * LEAST_RIGHT > tried.total())


if __name__ == "__main__":
    sys.exit(main())
