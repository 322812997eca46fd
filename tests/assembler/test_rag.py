"""RAG from columns of several times, from ticks, and from the shading of another column."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Mark, Table
from models.plan import Action, Plan

TITLE = heading("Richmond Violence Plan 2024")
THEME = heading("Theme 1: Governance")
WORDING = "Set up a board that meets every quarter."
FACTS = ("Ref", "Action", "Lead agency", "Update")


def codes(plan: Plan) -> list[str]:
    return [found.code for found in plan.findings]


def only_action(headers: Sequence[str], values: Sequence[str]) -> Action:
    row = ("1", WORDING, "Police", "It met.")
    (action,) = assemble(document(TITLE, THEME, table([(*FACTS, *headers), (*row, *values)]))).actions
    return action


def shaded(*fills: tuple[str, str | None], column: int) -> Table:
    """A table whose rows have these numbers, and these fills in one column."""
    rows = [tuple(cell(0, place, text) for place, text in enumerate(FACTS))]
    for row, (number, fill) in enumerate(fills, start=1):
        texts = (number, WORDING, "Police", "It met.")
        rows.append(
            tuple(cell(row, place, text, fill=fill if place == column else None) for place, text in enumerate(texts))
        )
    return Table(rows=tuple(rows), column_count=len(FACTS))


def dotted(*colours: str | None) -> Table:
    """A table whose last column holds a dot of each colour; where there is none, words."""
    rows = [tuple(cell(0, place, text) for place, text in enumerate(FACTS))]
    for row, colour in enumerate(colours, start=1):
        texts = (str(row), WORDING, "Police", "⬤" if colour else "It met.")
        *others, last = (cell(row, place, text) for place, text in enumerate(texts))
        marks = (Mark(kind="text", colour=colour),) if colour else ()
        rows.append((*others, last.model_copy(update={"marks": marks})))
    return Table(rows=tuple(rows), column_count=len(FACTS))


def test_a_column_of_coloured_dots_is_the_rag_whatever_its_name() -> None:
    plan = assemble(document(TITLE, THEME, dotted("#00b050", "#ffc000")))

    assert [action.rag for action in plan.actions] == ["green", "amber"]
    assert "column-guessed" in codes(plan)


def test_a_column_of_updates_with_dots_among_them_stays_one_of_updates() -> None:
    plan = assemble(document(TITLE, THEME, dotted("#00b050", None)))

    assert [action.rag for action in plan.actions] == [None, None]
    assert [action.narrative for action in plan.actions] == ["⬤", "It met."]


@pytest.mark.parametrize(
    ("headers", "values"),
    [
        (("Previous RAG", "Current RAG"), ("Green", "Red")),
        (("Current RAG", "Previous RAG"), ("Red", "Green")),
        (("RAG", "Target RAG"), ("Red", "Green")),
        (("Q1 RAG", "Q2 RAG", "Q3 RAG"), ("Green", "Red", "")),
    ],
)
def test_of_several_columns_the_rag_is_that_of_now(headers: Sequence[str], values: Sequence[str]) -> None:
    action = only_action(headers, values)

    assert action.rag == "red"
    assert action.other == {header: value for header, value in zip(headers, values, strict=True) if value}


def test_an_empty_current_rag_is_not_filled_from_the_previous_one() -> None:
    action = only_action(("Previous RAG", "Current RAG"), ("Green", ""))

    assert action.rag is None
    assert action.other == {"Previous RAG": "Green"}


@pytest.mark.parametrize("tick", ["✓", "x", "☒", "Yes"])
def test_a_tick_under_a_letter_is_the_status(tick: str) -> None:
    action = only_action(("R", "A", "G"), ("☐", tick, ""))

    assert (action.rag, action.rag_source) == ("amber", "text")


@pytest.mark.parametrize("text", ["☐ Red ☒ Amber ☐ Green", "Red ☐ Amber ☑ Green ☐", "[ ] Red [x] Amber [ ] Green"])
def test_of_boxes_in_a_cell_the_ticked_one_is_the_status(text: str) -> None:
    action = only_action(("RAG",), (text,))

    assert action.rag == "amber"


def test_boxes_of_which_none_is_ticked_are_no_status() -> None:
    plan = assemble(
        document(TITLE, THEME, table([(*FACTS, "RAG"), ("1", WORDING, "Police", "It met.", "☐ Red ☐ Green")]))
    )

    assert plan.actions[0].rag is None
    assert "rag-not-understood" in codes(plan)


def test_shading_of_the_numbers_is_the_rag_of_a_plan_without_a_column_for_it() -> None:
    plan = assemble(
        document(TITLE, THEME, shaded(("1", "#00b050"), ("2", "#ff0000"), ("3", None), ("4", "#ffc000"), column=0))
    )

    assert [action.rag for action in plan.actions] == ["green", "red", None, "amber"]
    assert codes(plan).count("rag-from-shading") == 1


def test_one_colour_a_theme_is_no_rag() -> None:
    table_of_themes = shaded(("1.1", "#00b050"), ("1.2", "#00b050"), ("2.1", "#ff0000"), ("2.2", "#ff0000"), column=0)

    plan = assemble(document(TITLE, table_of_themes))

    assert [action.rag for action in plan.actions] == [None] * 4
    assert "rag-from-shading" not in codes(plan)


def test_of_updates_of_several_times_the_latest_is_the_narrative() -> None:
    headers = ("Ref", "Action", "Lead agency", "Q1 update", "Q2 update", "Q3 update")

    plan = assemble(document(TITLE, THEME, table([headers, ("1", WORDING, "Police", "It began.", "It met.", "")])))

    (action,) = plan.actions
    assert action.narrative == "It met."
    assert action.other == {"Q1 update": "It began."}
    assert "narrative-of-several-times" in codes(plan)


@pytest.mark.parametrize(
    ("text", "rag"),
    [
        ("Amber → Red", "red"),
        ("Green to Red", "red"),
        ("Amber -> Red", "red"),
        ("Red (was Amber)", "red"),
        ("Red, to be Green in May", "red"),
        ("Red / Amber", "red"),
    ],
)
def test_a_change_ends_in_the_status_of_now_and_is_said(text: str, rag: str) -> None:
    rows = [(*FACTS, "RAG"), ("1", WORDING, "Police", "It met.", text)]

    plan = assemble(document(TITLE, THEME, table(rows)))

    assert plan.actions[0].rag == rag
    assert plan.actions[0].other == {"RAG": text}
    assert "rag-split" in codes(plan)
