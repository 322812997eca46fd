"""A document's own key to its statuses: what its phrases stand for."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.rag_key import read_key
from models.document import Block, Item, Table

TITLE = heading("Camden Violence Plan 2024")
MEANINGS = {"off track": "red", "at risk": "amber", "on track": "green"}


def lines(*texts: str) -> list[Item]:
    return [Block(kind="para", text=text) for text in texts]


def coloured(*rows: tuple[str, str, str]) -> Table:
    """A table of a coloured cell and a text a row."""
    return Table(
        rows=tuple((cell(row, 0, said, fill=fill), cell(row, 1, text)) for row, (fill, said, text) in enumerate(rows)),
        column_count=2,
    )


@pytest.mark.parametrize(
    "key",
    [
        [table([("Colour", "Meaning"), ("Green", "On track"), ("Amber", "At risk"), ("Red", "Off track")])],
        [table([("Off track", "Red"), ("At risk", "Amber"), ("On track", "Green")])],
        [coloured(("#ff0000", "", "Off track"), ("#ffc000", "", "At risk"), ("#00b050", "", "On track"))],
        [
            coloured(
                ("#ff0000", "", "Red: off track"), ("#ffc000", "", "Amber: at risk"), ("#00b050", "", "Green: on track")
            )
        ],
        lines("Red – off track", "Amber – at risk", "Green – on track"),
        lines("Key: Red = off track; Amber = at risk; Green = on track"),
    ],
)
def test_a_key_is_read_however_it_is_set(key: list[Item]) -> None:
    assert read_key([TITLE, *key]) == MEANINGS


@pytest.mark.parametrize(
    "items",
    [
        lines("Green: on track"),
        [table([("No", "RAG", "Action"), ("1", "Green", "Meet."), ("2", "Red", "Share.")])],
        [table([("Lead", "Police"), ("RAG", "Green"), ("Action", "Meet each month.")])],
        lines("Red: late", "Amber: late"),
        lines("Police: the board met each month and it went well for all of them.", "Council: done."),
    ],
)
def test_what_pairs_no_two_statuses_with_phrases_of_their_own_is_no_key(items: list[Item]) -> None:
    assert not read_key(items)


def test_the_rag_of_a_column_of_phrases_is_read_with_the_key_and_that_is_told() -> None:
    key = table([("Off track", "Red"), ("At risk", "Amber"), ("On track", "Green")])
    plan_table = table(
        [
            ("No", "Action", "Lead agency", "Where it stands", "Update"),
            ("1", "Meet each month.", "Police", "On track", "It met."),
            ("2", "Share what is known.", "NHS", "Off track", "It was late."),
            ("3", "Visit all shops.", "Police", "At risk", "31 were seen."),
            ("4", "Review each case.", "NHS", "On track", "All were."),
        ]
    )

    plan = assemble(document(TITLE, heading("Key"), key, heading("Theme 1: Governance"), plan_table))

    assert [action.rag for action in plan.actions] == ["green", "red", "amber", "green"]
    assert {action.rag_source for action in plan.actions} == {"text"}
    (told,) = [found for found in plan.findings if found.code == "rag-by-key"]
    assert "“Off track” is red" in told.message
    assert plan.coverage.unaccounted == ()
