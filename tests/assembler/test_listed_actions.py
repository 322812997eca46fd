"""Actions written as lists and in running text: labels in items, several in a line, none over the narrative."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assembler.neutral import document, heading
from extractors.assembler.assemble import assemble
from models.document import Block, Look

TITLE = heading("Richmond Violence Plan 2024")
THEME = heading("Theme 1: Governance")
WORDINGS = ("Set up a board", "Share the profile", "Train all staff")
RAGS = ("Green", "Amber", "Red")


def plain(text: str) -> Block:
    return Block(kind="para", text=text)


def item(text: str) -> Block:
    return Block(kind="bullet", text=text, marker="•")


def bold(text: str, *stretches: str) -> Block:
    """A paragraph with some stretches of its text in bold; all of it when none is named."""
    looks = [Look(start=text.index(one), end=text.index(one) + len(one), kind="bold") for one in stretches or (text,)]
    return Block(kind="para", text=text, looks=tuple(looks))


def actions(form: Callable[[int, str, str], Sequence[Block]]) -> list[tuple[str, str, str | None, str | None, str]]:
    """What is read of three actions, each written by `form` from its number, wording and status."""
    rows = [form(place, *said) for place, said in enumerate(zip(WORDINGS, RAGS, strict=True), start=1)]
    plan = assemble(document(TITLE, THEME, *(block for row in rows for block in row)))
    return [
        (one.action_number, one.mandatory_action, one.rag, one.named_leads[0].name, one.narrative)
        for one in plan.actions
    ]


def wanted(narrative: str) -> list[tuple[str, str, str | None, str | None, str]]:
    return [
        (str(place), wording, rag.lower(), "Jo Ellis", narrative)
        for place, (wording, rag) in enumerate(zip(WORDINGS, RAGS, strict=True), start=1)
    ]


def test_an_item_of_a_list_opens_with_a_label() -> None:
    def form(number: int, wording: str, rag: str) -> Sequence[Block]:
        labels = (f"RAG: {rag}", "Named lead: Jo Ellis", "Update: It met in May.")
        return [item(f"{number} {wording}"), *map(item, labels), item("weekly drop-in")]

    assert actions(form) == wanted("It met in May.\nweekly drop-in")


@pytest.mark.parametrize(
    "line",
    [
        lambda rag: bold(f"RAG: {rag} Named lead: Jo Ellis", "RAG:", "Named lead:"),
        lambda rag: plain(f"RAG: {rag} | Named lead: Jo Ellis"),
        lambda rag: plain(f"RAG: {rag} Named lead: Jo Ellis"),
    ],
    ids=["bold", "after a bar", "known names"],
)
def test_a_paragraph_with_several_labels_is_parted_before_each(line: Callable[[str], Block]) -> None:
    def form(number: int, wording: str, rag: str) -> Sequence[Block]:
        update = bold("Update: It met in May.", "Update:") if line(rag).looks else plain("Update: It met in May.")
        return [heading(f"1.{number} {wording}"), line(rag), update]

    assert actions(form) == wanted("It met in May.")


def test_paragraphs_after_the_last_value_are_the_narrative_where_none_has_a_label() -> None:
    def form(number: int, wording: str, rag: str) -> Sequence[Block]:
        values = bold(f"RAG: {rag}", "RAG:"), bold("Named lead: Jo Ellis", "Named lead:"), bold("Cost: None", "Cost:")
        return [heading(f"1.{number} {wording}"), *values, plain("It met in May."), plain("It meets again.")]

    assert actions(form) == wanted("It met in May.\nIt meets again.")


def test_paragraphs_under_the_wording_are_the_narrative_where_none_has_a_label() -> None:
    def form(number: int, wording: str, rag: str) -> Sequence[Block]:
        values = plain(f"RAG: {rag} | Named lead: Jo Ellis | Cost: None")
        return [heading(f"1.{number} {wording}"), plain("It met in May."), values]

    assert actions(form) == wanted("It met in May.")


VALUES = bold("Named lead"), plain("Jo Ellis"), bold("Cost"), plain("None"), bold("Update"), plain("It met.")


@pytest.mark.parametrize("label", ["", "RAG: "])
def test_a_status_between_the_number_and_the_wording_is_the_actions(label: str) -> None:
    def form(number: int, wording: str, rag: str) -> Sequence[Block]:
        return [plain(f"1.{number}"), plain(label + rag), bold("Action"), plain(wording), *VALUES]

    assert actions(form) == wanted("It met.")


def test_a_status_right_over_each_wording_is_that_of_the_action_below() -> None:
    def form(number: int, wording: str, rag: str) -> Sequence[Block]:
        return [plain(f"RAG: {rag}"), bold(f"1.{number} {wording}"), *VALUES]

    assert actions(form) == wanted("It met.")


def test_an_item_under_a_wording_that_looks_otherwise_does_not_word_the_action() -> None:
    def form(number: int, wording: str, rag: str) -> Sequence[Block]:
        opening = heading(f"1.{number} {wording}") if number < 3 else bold(f"1.{number} {wording}")
        items = [item("a drop-in")] if number == 3 else []
        return [opening, *items, plain(f"RAG: {rag}"), plain("Named lead: Jo Ellis"), plain("Update: It met.")]

    assert [one[:2] for one in actions(form)] == [
        ("1", "Set up a board"),
        ("2", "Share the profile"),
        ("3", "Train all staff\na drop-in"),
    ]
