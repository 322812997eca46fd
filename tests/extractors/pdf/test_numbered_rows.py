"""Tables of upright lines alone, whose rows are told by the numbers in their first column."""

from __future__ import annotations

from collections.abc import Sequence

from builders.sheet import Sheet
from extractors.pdf.pdf_reader import read

XS = (50.0, 90.0, 240.0, 330.0, 520.0)
HEADER = ("No", "Action", "Lead", "Progress")
LONG = "The board meets each month and looks at the harm that was done, where it was done and to whom, and what helps."
SHORT = "Agreed in May."


def rows_read(rows: Sequence[Sequence[str]], *, closed: bool = True) -> list[list[str]]:
    """The rows below the header as they are read, of a table with lines around it and under its header alone."""
    sheet = Sheet()
    sheet.words(XS, (100.0,), [HEADER])
    top = 124.0
    for row in rows:
        top = max(sheet.paragraph(x + 4, top, end - x - 8, text) for x, end, text in zip(XS, XS[1:], row, strict=False))
    for x in XS:
        sheet.line(x, 100, x, top + 4)
    for y in (100.0, 120.0, *((top + 4,) if closed else ())):
        sheet.line(XS[0], y, XS[-1], y)
    (table,) = read(sheet.pdf(), "plan.pdf").tables()
    return [[cell.text.replace("\n", " ") for cell in row] for row in table.rows[1:]]


def test_each_number_begins_a_row_where_the_other_columns_begin_anew() -> None:
    rows = [
        ["1", "Hold a weekly meeting of police, council and probation.", "Police", LONG],
        ["2", "Map the services.", "Council", SHORT],
        ["3", "Offer mentoring in four schools and at the youth club in the park.", "Council", LONG],
    ]

    assert rows_read(rows) == rows


def test_a_page_may_end_before_the_table_does() -> None:
    rows = [["1.9", "Hold a board.", "Police", LONG], ["1.10", "Map the services.", "Council", SHORT]]

    assert rows_read(rows, closed=False) == rows


def test_two_numbers_of_one_action_begin_no_row() -> None:
    rows = [["1.10 1.11", "Hold a weekly meeting of police, council, probation and of all schools.", "Police", LONG]]

    assert rows_read(rows) == rows


def test_numbers_that_do_not_count_on_begin_no_row() -> None:
    rows = [["12", "Hold a board.", "Police", SHORT], ["40", "Map the services.", "Council", SHORT]]

    assert len(rows_read(rows)) == 1
