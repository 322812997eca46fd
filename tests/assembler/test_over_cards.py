"""Small tables under what is theirs: a number, or a heading or a line that is the wording of the action."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assembler.neutral import blocks, cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Item, Look, Table
from models.errors import NotAPlan

TITLE = heading("Richmond Violence Plan 2024")
LABELS = ("Lead", "Timescale", "RAG", "Progress")
VALUES = (("Police", "June 2025", "Red", "It met in May."), ("Council", "May 2025", "Green", "It was shared."))
WORDINGS = ("1.1 Set up a board", "1.2 Share the profile")
LONGER = ("Strengthen the help for young people", "Keep the town centre safe", "Protect children who go missing")


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


FOUR = ("Responsible agency:", "Progress rating:", "Commentary:")
"""Labels of a card with two of them in its first row."""


def four(place: int, *after: str) -> Table:
    told = f"The board met {place} times since May and agreed what each partner would do."
    rows = (
        tuple(cell(0, column, text) for column, text in enumerate((FOUR[0], f"Partner {place}", FOUR[1], "RED"))),
        (cell(1, 0, FOUR[2]), cell(1, 1, told, spans=(1, 3))),
        *((cell(row, 0, text, spans=(1, 4)),) for row, text in enumerate(after, start=2)),
    )
    return Table(rows=rows, column_count=4)


def bold(text: str) -> Block:
    return Block(kind="para", text=text, looks=(Look(kind="bold", start=0, end=len(text)),))


@pytest.mark.parametrize("over", [under, bold])
def test_a_line_over_a_card_of_two_pairs_a_row_is_its_wording(over: Callable[[str], Block]) -> None:
    items: list[Item] = [heading("Theme 1: Governance")]
    for place, wording in enumerate(LONGER, start=1):
        items += [over(f"1.{place} {wording}"), *blocks("Each with its partners.")[: place % 2], four(place)]

    plan = assemble(document(TITLE, *items))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3"]
    assert [action.mandatory_action.split("\n")[0] for action in plan.actions] == list(LONGER)
    assert plan.actions[0].mandatory_action.endswith("\nEach with its partners.")
    assert [action.rag for action in plan.actions] == ["red"] * 3
    assert [theme.title for theme in plan.themes] == ["Governance"]
    assert plan.coverage.unaccounted == ()


def test_wordings_stand_over_cards_and_at_the_foot_of_the_card_before() -> None:
    first, second, third = LONGER
    items = (bold(f"1.1 {first}"), four(1, f"1.2 {second}"), four(2), bold(f"1.3 {third}"), four(3))

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *items))

    assert [action.mandatory_action for action in plan.actions] == list(LONGER)
    assert plan.coverage.unaccounted == ()


def form(wording: str, place: int) -> Item:
    told = f"The board met {place} times since May and agreed what each partner would do."
    return table([("Action", wording), ("Lead", "Police"), ("RAG", "Amber"), ("Progress", told)])


@pytest.mark.parametrize("numbers", [("Action GOV-01", "Action GOV-02", "Action GOV-03"), ("4", "7", "7a")])
def test_a_number_over_each_form_is_that_of_its_action(numbers: tuple[str, ...]) -> None:
    items: list[Item] = [heading("Theme 1: Governance")]
    for place, (number, wording) in enumerate(zip(numbers, LONGER, strict=True), start=1):
        items += [heading(number), form(wording, place)]

    plan = assemble(document(TITLE, *items))

    assert [action.action_number for action in plan.actions] == [number.removeprefix("Action ") for number in numbers]
    assert [action.mandatory_action for action in plan.actions] == list(LONGER)
    assert [theme.title for theme in plan.themes] == ["Governance"]
    assert plan.coverage.unaccounted == ()
    assert "number-inferred" not in {found.code for found in plan.findings}


def test_a_label_whose_texts_come_again_and_again_words_no_actions() -> None:
    items: list[Item] = []
    for place, wording in enumerate(LONGER, start=1):
        rows = [
            ("Objective", "Targeting lawbreakers" if place < 3 else "Weapons"),
            ("Lead", f"Partner {place}"),
            ("RAG", "Red"),
            ("Progress", "Met."),
        ]
        items += [under(f"{place} {wording}"), table(rows)]

    plan = assemble(document(TITLE, *items))

    assert [action.mandatory_action for action in plan.actions] == list(LONGER)
