"""Cells painted on a ground that shows between them, as web pages rule tables."""

from __future__ import annotations

from itertools import pairwise

from builders.sheet import LANDSCAPE, Sheet
from extractors.pdf.pdf_reader import read

XS = (40.0, 100.0, 340.0, 420.0, 780.0)
TOPS = (60.0, 80.0, 120.0, 160.0)
ROWS = (
    ("No", "Action", "RAG", "Progress"),
    ("1.1", "Hold a board\nthat meets every quarter.", "Red", "It met in May\nand in June."),
    ("1.2", "Map the services.", "Amber", "The map was drawn\nand sent to schools."),
)


def painted(hair: float) -> Sheet:
    sheet = Sheet(LANDSCAPE).fill(XS[0] - 1, TOPS[0] - 1, XS[-1] + 1, TOPS[-1] + 1, "#a6a6a6")
    for top, bottom in pairwise(TOPS):
        for left, right in pairwise(XS):
            sheet.fill(left + hair / 2, top + hair / 2, right - hair / 2, bottom - hair / 2, "#ffffff")
    return sheet.words(XS, TOPS[:-1], ROWS)


def test_a_hair_of_ground_between_cells_is_a_line() -> None:
    (table,) = read(painted(0.75).pdf(), "plan.pdf").tables()

    assert [[cell.text.replace("\n", " ") for cell in row] for row in table.rows] == [
        [text.replace("\n", " ") for text in row] for row in ROWS
    ]


def test_cells_on_a_ground_may_touch() -> None:
    (table,) = read(painted(0.0).pdf(), "plan.pdf").tables()

    assert [row[0].text for row in table.rows] == ["No", "1.1", "1.2"]


def test_a_box_of_prose_on_a_ground_is_no_table() -> None:
    sheet = Sheet(LANDSCAPE).fill(40, 60, 780, 300, "#a6a6a6").fill(60, 80, 760, 280, "#ffffff")
    sheet.paragraph(70, 90, 600, "The board met in May and agreed its terms of reference. " * 12)

    assert not list(read(sheet.pdf(), "plan.pdf").tables())
