"""Columns of ruled tables that are parted by white alone, and lists in cells that are no columns."""

from __future__ import annotations

import pytest

from builders.sheet import Sheet
from builders.three_rows import only_table
from extractors.pdf.pdf_reader import read
from models.document import Table

XS = (50.0, 120.0, 400.0)
YS = (100.0, 145.0, 160.0, 175.0, 190.0)
DATA = (("1", "Red", "Police"), ("2", "Green", "Council"), ("3", "Amber", "Probation"))
AT = (54.0, 124.0, 260.0)


def with_one_upright(header: tuple[tuple[float, float, str], ...]) -> Sheet:
    """A table with an upright behind its first column alone; its header given as words at places."""
    sheet = Sheet().grid(XS, YS)
    for x, base, text in header:
        sheet.text(x, base, text)
    for top, row in zip(YS[1:-1], DATA, strict=True):
        for x, text in zip(AT, row, strict=True):
            sheet.text(x, top + 11, text)
    return sheet


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_columns_between_two_uprights_are_parted_where_their_names_are() -> None:
    sheet = with_one_upright(((54, 113, "No"), (124, 113, "RAG"), (260, 113, "Lead"), (260, 124, "organisation")))

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert rows_of(table) == [["No", "RAG", "Lead\norganisation"], *map(list, DATA)]


def test_a_name_over_two_columns_stays_over_both() -> None:
    sheet = with_one_upright(
        ((54, 113, "No"), (170, 113, "State of the action"), (124, 135, "RAG"), (260, 135, "Lead"))
    )

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert rows_of(table) == [["No", "State of the action"], ["RAG", "Lead"], *map(list, DATA)]
    assert [cell.column_span for cell in table.rows[0]] == [1, 2]
    assert table.rows[0][0].row_span == 2


def test_the_columns_go_on_over_a_page_without_the_names() -> None:
    sheet = with_one_upright(((54, 113, "No"), (124, 113, "RAG"), (260, 113, "Lead"))).next_page().grid(XS, YS[1:])
    for top, number in zip(YS[1:-1], ("4", "5", "6"), strict=True):
        for x, text in zip(AT, (number, "Red", "Police"), strict=True):
            sheet.text(x, top + 11, text)

    tables = read(sheet.pdf(), "plan.pdf").tables()

    assert [rows_of(table)[-1] for table in tables] == [["3", "Amber", "Probation"], ["6", "Red", "Police"]]


@pytest.mark.parametrize("name", ["Narrative", "What we did"])
def test_a_list_under_one_name_is_no_two_columns(name: str) -> None:
    sheet = with_one_upright(((54, 113, "No"), (124, 113, name)))

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert rows_of(table)[0] == ["No", name]
    assert table.column_count == 2
