"""Small tables under headings that are the wordings of actions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Table
from models.errors import NotAPlan

TITLE = heading("Richmond Violence Plan 2024")
LABELS = ("Lead", "Timescale", "RAG", "Progress")
VALUES = (("Police", "June 2025", "Red", "It met in May."), ("Council", "May 2025", "Green", "It was shared."))
WORDINGS = ("1.1 Set up a board", "1.2 Share the profile")


def across(values: tuple[str, ...]) -> Table:
    return table([LABELS, values])


def down(values: tuple[str, ...]) -> Table:
    return table([*zip(LABELS, values, strict=True)])


def under(text: str) -> Block:
    return Block(kind="heading", text=text, level=3)


@pytest.mark.parametrize("made", [across, down])
def test_the_heading_over_each_small_table_is_its_actions_wording(made: Callable[[tuple[str, ...]], Table]) -> None:
    first, second = (under(wording) for wording in WORDINGS)
    items = (heading("Theme 1: Governance"), first, made(VALUES[0]), second, made(VALUES[1]))

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1.1", "Set up a board"),
        ("1.2", "Share the profile"),
    ]
    assert [action.narrative for action in plan.actions] == ["It met in May.", "It was shared."]
    assert [theme.title for theme in plan.themes] == ["Governance"]
    assert plan.coverage.unaccounted == ()


def test_headings_over_tables_that_word_their_actions_stay_outside() -> None:
    rows = [("No.", "Action", *LABELS), ("1", "Set up a board.", *VALUES[0]), ("2", "Share it.", *VALUES[1])]

    plan = assemble(document(TITLE, under("Governance"), table(rows), under("Weapons"), table(rows)))

    assert [theme.title for theme in plan.themes] == ["Governance", "Weapons"]


def test_one_small_table_under_a_heading_is_no_plan() -> None:
    with pytest.raises(NotAPlan):
        assemble(document(TITLE, under(WORDINGS[0]), down(VALUES[0])))
