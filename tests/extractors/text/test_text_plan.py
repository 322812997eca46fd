"""The text copy of a whole plan, as far as the reader goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.text.text_reader import read
from models.document import Document, Table

SAMPLE = Path(__file__).parents[2] / "files" / "formats" / "richmond-2024.txt"
ACTIONS_BY_THEME = [6, 8, 2, 12, 6, 4, 4, 11]


@pytest.fixture(scope="module")
def document() -> Document:
    """The sample as read."""
    return read(SAMPLE.read_bytes(), SAMPLE.name)


@pytest.fixture(scope="module")
def plan(document: Document) -> Table:
    """Its plan's table."""
    return document.tables()[1]


def test_the_cover_is_a_table_of_labels(document: Document) -> None:
    cover = document.tables()[0]

    labels = [row[0].text for row in cover.rows]

    assert labels == ["Relevant to", "Summary / Purpose", "Author", "Unit", "Date Authored"]


def test_every_action_stands_in_the_columns_of_the_header(plan: Table) -> None:
    numbers = [int(row[1].text) for row in plan.rows if row[1].text.isdecimal()]

    assert plan.column_count == 7
    assert numbers == [number for count in ACTIONS_BY_THEME for number in range(1, count + 1)]
    for row in plan.rows:
        if row[1].text.isdecimal():
            assert [bool(row[column].text) for column in range(2, 7)] == [False, True, False, True, True]


def test_a_theme_between_rows_is_one_cell(plan: Table) -> None:
    themes = [[block.text for block in row[0].blocks] for row in plan.rows if row[0].blocks and not row[0].header]

    assert themes[7][0] == "NEW SECTION: 8. Tackling Violence Against Women and Girls:"
    assert themes[3] == [
        "4. SAFEGUARDING AND EDUCATING CHILDREN AND YOUNG PEOPLE",
        "Recognising the importance of safeguarding and working alongside places of education",
    ]


def test_bullets_are_told_from_paragraphs(plan: Table) -> None:
    first = next(row for row in plan.rows if row[1].text == "1")

    kinds = [block.kind for block in first[6].blocks]

    assert kinds == ["para"] * 3 + ["bullet"] * 3 + ["para"] + ["bullet"] * 6 + ["para"] + ["bullet"] * 2
