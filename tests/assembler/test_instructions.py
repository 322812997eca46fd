"""Rows under a header that say how to fill in the table."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble

HEADER = ("No.", "Action", "Lead agency", "Timescale", "RAG", "Narrative")
ROWS = [
    ("1", "Provide a weekly drop-in.", "Police", "June 2025", "Green", "It opened in May and is full each week."),
    ("2", "Describe the places at risk.", "Council", "May 2025", "Red", "The map is not drawn yet."),
]
TITLE = heading("Richmond Violence Plan 2024")


@pytest.mark.parametrize(
    "row",
    [
        ("", "What will be done", "Who leads", "By when", "RAG rating", "Please describe progress"),
        ("e.g. 1", "Say what will be done", "Name the body", "When?", "Red, amber or green", "Describe progress."),
        ("", "Action to take", "Enter one body only", "Which month?", "", "How is it going?"),
    ],
)
def test_a_row_that_asks_for_what_goes_into_the_columns_is_no_action(row: tuple[str, ...]) -> None:
    plan = assemble(document(TITLE, table([HEADER, row, *ROWS])))

    assert [action.ref for action in plan.actions] == ["1", "2"]
    told = [found for found in plan.findings if found.code == "instructions-left-out"]
    assert len(told) == 1
    assert row[1] in told[0].message
    assert plan.coverage.unaccounted == ()


def test_an_action_that_opens_like_an_instruction_stays_one() -> None:
    plan = assemble(document(TITLE, table([HEADER, *ROWS])))

    assert [action.mandatory_action for action in plan.actions] == [row[1] for row in ROWS]


def test_a_table_that_asks_in_every_row_is_no_row_of_instructions() -> None:
    asking = [("", "Provide beds.", "Who knows", "", "", "What next?")] * 3

    plan = assemble(document(TITLE, table([HEADER, *asking])))

    assert len(plan.actions) == 3
