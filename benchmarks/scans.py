"""Reads documents of the layout space as scans at 200 dpi, straight and askew, and says what was read right.

usage: python benchmarks/scans.py [--seed 0] [--count 2] [--only AXIS=VALUE ...] [--degrees 0 1.5] [--keep DIR]

Each seed is drawn as one table, with banners and as cards, printed, and scanned by `builders.scans`. A line a document,
then a line for all of each angle: actions found, statuses right of those found, words of wanted cells that were read,
cells exact, numbers and leads wrong without a finding, other cells wrong without one, and seconds a page.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path

from pypdfium2 import PdfDocument

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1])]

from builders.scans import Scanner, scanned  # noqa: E402 - the tests are no package
from extractors.pdf.scans.engine import is_installed  # noqa: E402 - likewise
from layoutspace.sample import Draft, draft  # noqa: E402 - likewise
from layoutspace.score import LOST, Score, refusal, wrong_cells  # noqa: E402 - likewise
from layoutspace.trial import read  # noqa: E402 - likewise

LAYOUTS = ("table", "banners", "cards2")
PRINTED = {"engine": "canvas", "size": "few", "page": "a4_landscape", "drawing": "ruled"}
STRICT = {"number", "named_leads"}
"""Fields of which none may be wrong without a finding."""
WORD = re.compile(r"[\w']+")


@dataclass(slots=True)
class Sums:
    """What was read of some documents."""

    actions: int = 0
    found: int = 0
    statuses: int = 0
    statuses_right: int = 0
    words: int = 0
    words_right: int = 0
    cells: int = 0
    exact: int = 0
    silent_strict: int = 0
    silent: int = 0
    pages: int = 0
    seconds: float = 0.0
    processor: float = 0.0

    def add(self, other: Sums) -> None:
        """Adds those of another document."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def __str__(self) -> str:
        """A line of figures."""
        return (
            f"actions {self.found}/{self.actions}, RAG {self.statuses_right}/{self.statuses}, "
            f"words {self.words_right / max(self.words, 1):.3f}, cells {self.exact / max(self.cells, 1):.3f}, "
            f"silent numbers and leads {self.silent_strict}, silent others {self.silent}, "
            f"{self.seconds / max(self.pages, 1):.1f} s a page of {self.pages} "
            f"({self.processor / max(self.pages, 1):.1f} s of processors)"
        )


def sums_of(drawn: Draft, score: Score) -> Sums:
    """The figures of one document."""
    actions = len(drawn.actions)
    sums = Sums(actions=actions, found=actions - score.lost)
    whole = refusal(drawn.actions, drawn.themes, "").cells
    for cell, wanted in zip(score.cells, (cell.wanted for cell in whole), strict=True):
        is_right = cell.verdict == "exact"
        sums.cells += 1
        sums.exact += is_right
        if cell.field == "rag" and cell.got != LOST:
            sums.statuses += 1
            sums.statuses_right += is_right
        if cell.verdict == "silent":
            sums.silent_strict += cell.field in STRICT
            sums.silent += cell.field not in STRICT
        words, got = (Counter(WORD.findall(text)) for text in (wanted, wanted if is_right else cell.got))
        sums.words += words.total()
        sums.words_right += (words & got).total()
    return sums


def main() -> int:
    """Scan, read and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--count", type=int, default=2, help="seeds, each drawn in every layout")
    parser.add_argument("--only", action="append", default=[], metavar="AXIS=VALUE", help="value of an axis in all")
    parser.add_argument("--degrees", type=float, nargs="+", default=[0.0, 1.5], help="how far pages lie askew")
    parser.add_argument("--keep", type=Path, help="folder for scans that are not all right")
    given = parser.parse_args()
    if not is_installed():
        print("Nothing was read: the extra ocr is not installed.")
        return 0
    only = dict(each.split("=", 1) for each in given.only)
    sums = {degrees: Sums() for degrees in given.degrees}
    for seed in range(given.seed, given.seed + given.count):
        for layout in [only["shape"]] if "shape" in only else LAYOUTS:
            drawn = draft(seed, {**PRINTED, "shape": layout, **only})
            data = drawn.render()
            pages = len(PdfDocument(data))
            for degrees in given.degrees:
                picture = scanned(data, Scanner(skew=degrees))
                began, worked = time.perf_counter(), time.process_time()
                score = read(drawn, picture)
                one = sums_of(drawn, score)
                one.pages, one.seconds, one.processor = pages, time.perf_counter() - began, time.process_time() - worked
                sums[degrees].add(one)
                note = f" refused: {score.refused}" if score.refused else ""
                choice = f"{layout} names={drawn.choice.names} rag={drawn.choice.rag} number={drawn.choice.number}"
                print(f"{seed} {choice} {degrees} degrees: {one}{note}", flush=True)
                if given.keep and not score.all_right:
                    keep(given.keep / f"{seed}-{layout}-{degrees}", picture, score)
    for degrees, total in sums.items():
        print(f"all at {degrees} degrees: {total}")
    return 0


def keep(path: Path, picture: bytes, score: Score) -> None:
    """Writes a scan, and beside it what is wrong."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Path(f"{path}.pdf").write_bytes(picture)
    wrong = wrong_cells(score)
    Path(f"{path}.wrong.txt").write_text("\n".join([score.refused, *wrong]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
