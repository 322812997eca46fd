"""Plans without tables: paragraphs that open with a label."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading
from extractors.assembler.assemble import assemble
from models.document import Block
from models.errors import NotAPlan

TITLE = heading("Richmond Violence Plan 2024")
ACTION = (
    "Action: Set up a board.",
    "RAG: Red",
    "Named lead: Jo Ellis, Head",
    "Lead organisation: Police",
    "Narrative:",
    "The board met.",
    "It agreed its terms.",
)


def lines(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(kind="para", text=text) for text in texts)


def test_labelled_paragraphs_under_numbers_and_themes_are_actions() -> None:
    items = (
        heading("Theme 1: Governance"),
        heading("Action 1.1"),
        *lines(*ACTION),
        heading("Action 1.2"),
        *lines(*ACTION),
        heading("Theme 2: Weapons"),
        heading("Action 2.1"),
        *lines(*ACTION),
    )

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1.1", "Set up a board."),
        ("1.2", "Set up a board."),
        ("2.1", "Set up a board."),
    ]
    assert [theme.title for theme in plan.themes] == ["Governance", "Weapons"]
    first = plan.actions[0]
    assert (first.rag, first.narrative) == ("red", "The board met.\nIt agreed its terms.")
    assert plan.coverage.unaccounted == ()


def test_a_label_for_the_number_begins_an_action() -> None:
    plan = assemble(document(TITLE, *lines("Ref: 1", *ACTION, "Ref: 2", *ACTION)))

    assert [action.action_number for action in plan.actions] == ["1", "2"]


def test_minutes_with_actions_are_no_plan() -> None:
    minutes = lines("Action: Write to the trust.", "Lead: Jo Ellis", "Deadline: May") * 3

    with pytest.raises(NotAPlan):
        assemble(document(TITLE, *minutes))


def test_minutes_with_updates_are_no_plan_either() -> None:
    minutes = lines("Action: Write to the trust.", "Lead: Jo Ellis", "Deadline: May", "Update: Done.") * 3

    with pytest.raises(NotAPlan):
        assemble(document(heading("Minutes of May 2024"), *minutes))


def test_one_labelled_passage_is_no_plan() -> None:
    with pytest.raises(NotAPlan):
        assemble(document(TITLE, *lines(*ACTION)))
