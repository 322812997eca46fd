"""Tables of a PDF whose rows or lines are painted: shading that closes a row, borders drawn as frames."""

from __future__ import annotations

from itertools import pairwise

from reportlab.pdfgen.canvas import FILL_EVEN_ODD

from builders.sheet import Sheet
from builders.three_rows import TEXTS, XS, YS, only_table
from extractors.pdf.pdf_reader import read
from models.document import Table


def grid_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def with_inner_lines(sheet: Sheet) -> Sheet:
    """The sheet with the lines between the cells of the table, its frame left out."""
    for y in YS[1:-1]:
        sheet.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        sheet.line(x, YS[0], x, YS[-1])
    return sheet


def test_shading_over_all_columns_closes_a_header_that_no_line_closes() -> None:
    sheet = Sheet().fill(50, 100, 400, 130, "#d9d9d9").grid(XS, (100.0, 160.0, 190.0)).words(XS, YS, TEXTS)

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert grid_of(table) == [list(row) for row in TEXTS]
    assert {cell.fill for cell in table.rows[0]} == {"#d9d9d9"}


def test_shading_of_one_cell_cuts_no_row() -> None:
    sheet = Sheet().fill(120, 100, 200, 130, "#00b050").grid(XS, (100.0, 160.0, 190.0)).words(XS, YS, TEXTS)

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert len(table.rows) == 2


def test_a_border_painted_as_one_rectangle_with_another_as_its_hole_is_lines_and_no_fill() -> None:
    sheet = Sheet()
    for top, bottom in pairwise(YS):
        for x0, x1 in pairwise(XS):
            path = sheet.canvas.beginPath()
            for inset in (0.5, 1.25):
                height = bottom - top - 2 * inset
                path.rect(x0 + inset, sheet.height - bottom + inset, x1 - x0 - 2 * inset, height)
            sheet.canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)
    data = sheet.words(XS, YS, TEXTS).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert grid_of(table) == [list(row) for row in TEXTS]
    assert {cell.fill for cell in table.cells()} == {None}


def test_a_border_with_round_corners_painted_as_one_outline_in_another_is_a_frame_and_no_fill() -> None:
    sheet = Sheet()
    x0, x1, top, bottom = XS[0], XS[-1], YS[0], YS[-1]
    path = sheet.canvas.beginPath()
    for inset in (-1.5, 0.0):
        height = bottom - top - 2 * inset
        path.roundRect(x0 + inset, sheet.height - bottom + inset, x1 - x0 - 2 * inset, height, 5)
    sheet.canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)
    data = with_inner_lines(sheet).words(XS, YS, TEXTS).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert grid_of(table) == [list(row) for row in TEXTS]
    assert {cell.fill for cell in table.cells()} == {None}


def test_a_frame_with_round_corners_drawn_with_a_pen_closes_its_table() -> None:
    sheet = Sheet()
    x0, x1, top, bottom = XS[0], XS[-1], YS[0], YS[-1]
    sheet.canvas.setLineWidth(0.75)
    sheet.canvas.roundRect(x0, sheet.height - bottom, x1 - x0, bottom - top, 6, stroke=1, fill=0)
    data = with_inner_lines(sheet).words(XS, YS, TEXTS).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert grid_of(table) == [list(row) for row in TEXTS]
