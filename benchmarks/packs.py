"""Puts plans of the layout space into council packs of hundreds of pages, and says what was read right, how quickly.

usage: python benchmarks/packs.py [--seed 0] [--count 6] [--only AXIS=VALUE ...]

A pack has an agenda, minutes, a budget, a register of risks with its own RAG, and an action plan about housing; the
plan stands somewhere between them. A line a pack: cells exact, silent, actions lost and too many, whether the record
says the plan's pages, and seconds of the processor a page.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from pathlib import Path
from random import Random

from pypdfium2 import PdfDocument

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1])]

from builders.sheet import Sheet  # noqa: E402 - the tests are no package
from extractors import read_plan  # noqa: E402 - found by the line above
from layoutspace.sample import draft  # noqa: E402 - the tests are no package
from layoutspace.score import refusal, score  # noqa: E402 - likewise
from models.errors import InputError  # noqa: E402 - found by the line above
from pipeline.check import check  # noqa: E402 - likewise

SIZES = (120, 320)
"""Pages of a pack, at least and at most, without the plan."""
BOTTOM = 780
SENTENCES = (
    "The committee noted the report and thanked officers for their work over the year.",
    "Members asked how the saving would be made and were told that posts would be held vacant.",
    "The chair reminded members to declare any interest in the matters to be discussed.",
    "It was resolved that the minutes of the last meeting be agreed as a correct record.",
    "The repairs contract is to be let again in the spring, after consultation with tenants.",
)
TABLES = (
    ("Budget monitoring", ("Service", "Budget", "Forecast", "Variance"), (160, 90, 90, 90)),
    ("Corporate risk register", ("Ref", "Risk", "Owner", "RAG", "Mitigation"), (40, 150, 90, 50, 170)),
    ("Housing improvement action plan", ("No", "Action", "Lead", "RAG", "Update"), (40, 150, 90, 50, 170)),
)
WORDS = ("Roofs", "Lifts", "Parking", "Libraries", "Payroll", "Street cleaning", "Heating", "Adult social care")


def main() -> int:
    """Make, read and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--count", type=int, default=6, help="packs")
    parser.add_argument("--only", action="append", default=[], metavar="AXIS=VALUE", help="value of an axis in all")
    given = parser.parse_args()
    only = {"engine": "canvas", **dict(each.split("=", 1) for each in given.only)}
    for seed in range(given.seed, given.seed + given.count):
        drawn = draft(seed, only)
        data, pages = pack_of(drawn.render(), Random(f"{seed}/pack"))  # noqa: S311 - a look, not a secret
        began = time.process_time()
        try:
            plan = check(read_plan(data, "pack.pdf"))
        except InputError as error:
            result, told = refusal(drawn.actions, drawn.themes, f"{error.code}: {error}"), False
        else:
            result = score(plan, drawn.actions, drawn.themes)
            told = any(found.code == "plan-in-pack" for found in plan.findings)
        seconds = (time.process_time() - began) / pages
        print(
            f"{seed} {drawn.choice.shape} {drawn.choice.drawing} names={drawn.choice.names} {pages} pages: "
            f"exact {result.exact_share:.3f}, silent {result.count('silent')} of {len(result.cells)}, "
            f"lost {result.lost}, extra {result.extra}, pages told {told}, {seconds:.3f} s a page {result.refused}",
            flush=True,
        )
    return 0


def pack_of(plan: bytes, random: Random) -> tuple[bytes, int]:
    """A pack with the plan somewhere inside, and how many pages it has."""
    count = random.randint(*SIZES)
    papers = PdfDocument(_papers(random, count))
    before = random.randint(count // 5, 4 * count // 5)
    whole, buffer = PdfDocument.new(), io.BytesIO()
    whole.import_pages(papers, list(range(before)))
    whole.import_pages(PdfDocument(plan))
    whole.import_pages(papers, list(range(before, len(papers))))
    whole.save(buffer)
    return buffer.getvalue(), len(whole)


def _papers(random: Random, count: int) -> bytes:
    """The other papers of a meeting."""
    sheet = Sheet()
    sheet.text(50, 60, "Cabinet: agenda and reports", size=16, font="Helvetica-Bold")
    page = 1
    while page < count:
        kind = random.randrange(len(TABLES) + 2)
        for _ in range(random.randint(2, 8)):
            if page >= count:
                break
            page += 1
            sheet.next_page()
            _table(sheet, random, *TABLES[kind]) if kind < len(TABLES) else _prose(sheet, random)
    return sheet.pdf()


def _prose(sheet: Sheet, random: Random) -> None:
    top = 60.0
    while top < BOTTOM:
        text = " ".join(random.choice(SENTENCES) for _ in range(random.randint(2, 6)))
        top = sheet.paragraph(50, top, 490, text, size=10) + 14


def _table(sheet: Sheet, random: Random, title: str, names: tuple[str, ...], widths: tuple[int, ...]) -> None:
    sheet.text(50, 50, title, size=13, font="Helvetica-Bold")
    xs = [50.0]
    for width in widths:
        xs.append(xs[-1] + width)
    rows = [names]
    for number in range(1, random.randint(8, 16)):
        words = [random.choice(WORDS), random.choice(WORDS), random.choice(("Red", "Amber", "Green")), "Work goes on"]
        figures = [random.choice(WORDS), *(str(random.randint(10, 900)) for _ in range(3))]
        rows.append((str(number), *words) if len(names) > len(figures) else tuple(figures))
    sheet.table(xs, [70.0 + 30 * place for place in range(len(rows) + 1)], rows)


if __name__ == "__main__":
    sys.exit(main())
