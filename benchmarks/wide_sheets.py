"""Prints workbooks of the layout space over several pages across, reads the PDFs, and says what was read right.

usage: python benchmarks/wide_sheets.py [--seed 0] [--count 8] [--only AXIS=VALUE ...] [--keep DIR]

Each seed is drawn with every line, with level ones, with stripes, with nothing, and with printed gridlines, its columns
as wide as 1.2 to 2.6 pages, and printed by LibreOffice, down then over or over then down. A line a document, then a
line a drawing: cells that are exact, exact or told, and silent; actions lost and too many; plans refused.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from functools import partial
from math import ceil
from pathlib import Path
from random import Random

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pypdfium2 import PdfDocument

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1])]

from extractors.converted.libreoffice import convert, find_libreoffice  # noqa: E402 - found by the line above
from layoutspace.composed import CannotSetError  # noqa: E402 - the tests are no package
from layoutspace.engines.kept import made_once  # noqa: E402 - likewise
from layoutspace.sample import draft  # noqa: E402 - likewise
from layoutspace.score import Score, wrong_cells  # noqa: E402 - likewise
from layoutspace.trial import read  # noqa: E402 - likewise

DRAWINGS = {"ruled": "ruled", "stripes": "stripes", "level": "level", "nothing": "nothing", "gridlines": "nothing"}
"""What is told apart, and the value of the axis."""
CHARACTERS = {"portrait": 95.0, "landscape": 140.0}
"""Widths of columns that an A4 page holds between usual margins, in Excel's characters."""
ACROSS = (1.2, 2.6)
WIDEST = 0.8
"""Share of a page that a column takes at most: a wider one is cut by the page."""
USUAL_SIZE, LINE_HEIGHT = 11.0, 15.0
"""Points of Excel's usual type, and of a line of it."""
WIDER = 1.2
"""Times its width by characters that a text needs when it is parted at words, and that bold type is wider."""


def main() -> int:
    """Print, read and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--count", type=int, default=8, help="seeds, each drawn in every way")
    parser.add_argument("--only", action="append", default=[], metavar="AXIS=VALUE", help="value of an axis in all")
    parser.add_argument("--drawing", choices=DRAWINGS, action="append", help="this drawing alone")
    parser.add_argument("--keep", type=Path, help="folder for documents that are not all right")
    given = parser.parse_args()
    program = find_libreoffice()
    if program is None:
        print("Nothing was read: LibreOffice is not installed.")
        return 0
    only = dict(each.split("=", 1) for each in given.only)
    sums: dict[str, Counter[str]] = {}
    for seed in range(given.seed, given.seed + given.count):
        for name in given.drawing or DRAWINGS:
            random = Random(f"{seed}/{name}/print")  # noqa: S311 - a look, not a secret
            choice = {"engine": "xlsx", "drawing": DRAWINGS[name], **only}
            try:
                drawn = draft(seed, choice)
                book = printable(drawn.render(), random, gridlines=name == "gridlines")
            except (CannotSetError, ValueError) as reason:
                print(f"{seed} {name}: {reason}")
                continue
            data = made_once("wide-sheets", book, partial(convert, program, book, "xlsx", "pdf"))
            score = read(drawn, data)
            counts = counted(score)
            sums.setdefault(name, Counter()).update(counts)
            values = drawn.choice
            print(
                f"{seed} {name} {values.shape} names={values.names} rag={values.rag} {len(PdfDocument(data))} pages: "
                f"{line(counts)} {score.refused}",
                flush=True,
            )
            if given.keep and not score.all_right:
                keep(given.keep / f"{seed}-{name}", data, score)
    for name, counts in sums.items():
        print(f"all {name}: {line(counts)}")
    return 0


def printable(book: bytes, random: Random, *, gridlines: bool) -> bytes:
    """The workbook with wide columns and rows as high as their texts, set to be printed over several pages across."""
    paper, order = random.choice(tuple(CHARACTERS)), random.choice(("downThenOver", "overThenDown"))
    across, widest = random.uniform(*ACROSS) * CHARACTERS[paper], WIDEST * CHARACTERS[paper]
    opened = load_workbook(io.BytesIO(book), rich_text=True)
    for sheet in opened.worksheets:
        widths = [letter.width for letter in sheet.column_dimensions.values() if letter.customWidth]
        factor = max(across / sum(widths), 1.0) if widths else 1.0
        for letter in sheet.column_dimensions.values():
            letter.width = min(letter.width * factor, widest)
        _set_heights(sheet)
        sheet.print_options.gridLines = gridlines
        sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, paper
        sheet.page_setup.pageOrder = order
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


def _set_heights(sheet: Worksheet) -> None:
    """Rows as high as Excel makes them for the lines of their texts, and a little more."""
    spans = {(cells.min_row, cells.min_col): cells for cells in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        highest = LINE_HEIGHT
        for cell in row:
            if cell.value is None:
                continue
            span = spans.get((cell.row, cell.column))
            places = range(cell.column, (span.max_col if span else cell.column) + 1)
            width = sum(sheet.column_dimensions[get_column_letter(place)].width for place in places)
            size = (cell.font.size or USUAL_SIZE) / USUAL_SIZE * (WIDER if cell.font.bold else 1.0)
            lines = sum(ceil(WIDER * size * (len(text) + 1) / width) or 1 for text in str(cell.value).split("\n"))
            rows = span.max_row - span.min_row + 1 if span else 1
            highest = max(highest, LINE_HEIGHT * size * lines / rows)
        sheet.row_dimensions[row[0].row].height = highest


def counted(score: Score) -> Counter[str]:
    """The figures of one document."""
    verdicts = {verdict: score.count(verdict) for verdict in ("exact", "told", "silent")}
    return Counter(
        documents=1,
        cells=len(score.cells),
        lost=score.lost,
        extra=score.extra,
        refused=bool(score.refused),
        **verdicts,
    )


def line(counts: Counter[str]) -> str:
    """A line of figures."""
    cells = max(counts["cells"], 1)
    exact, told = counts["exact"] / cells, (counts["exact"] + counts["told"]) / cells
    return (
        f"exact {exact:.3f}, exact or told {told:.3f}, silent {counts['silent']} of {counts['cells']}, "
        f"lost {counts['lost']}, extra {counts['extra']}, refused {counts['refused']} of {counts['documents']}"
    )


def keep(path: Path, data: bytes, score: Score) -> None:
    """Writes a PDF, and beside it what is wrong."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Path(f"{path}.pdf").write_bytes(data)
    wrong = wrong_cells(score)
    Path(f"{path}.wrong.txt").write_text("\n".join([score.refused, *wrong]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
