"""Cards whose top row runs across them and is the action's wording."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading
from extractors.assembler.assemble import assemble
from models.document import Cell, Item, Table

TITLE = heading("Richmond Violence Plan 2024")
WORDINGS = ("Strengthen the help for young people", "Keep the town centre safe", "Protect children who go missing")
LABELS = ("Lead organisation", "Named lead", "RAG", "Progress")


def card(head: str, progress: str, *, first_row: int = 0) -> list[tuple[Cell, ...]]:
    values = ("Police", "Jo Ellis, Head of Service", "Amber", progress)
    rows = [
        (cell(first_row + row, 0, label), cell(first_row + row, 1, value))
        for row, (label, value) in enumerate(zip(LABELS, values, strict=True), start=1)
    ]
    return [(cell(first_row, 0, head, spans=(1, 2)),), *rows]


def progress(place: int) -> str:
    return f"The board met {place} times since May and agreed what each partner would do."


@pytest.mark.parametrize("opening", ["Action 1.{}: ", "1.{} ", "GOV-{} – ", ""])
def test_the_row_over_the_labels_of_each_card_is_the_wording(opening: str) -> None:
    cards: list[Item] = [heading("Theme 1: Governance")]
    for place, wording in enumerate(WORDINGS, start=1):
        rows = card(opening.format(place) + wording, progress(place))
        cards.append(Table(rows=tuple(rows), column_count=2))

    plan = assemble(document(TITLE, *cards))

    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)]
    assert [theme.title for theme in plan.themes] == ["Governance"]
    assert plan.coverage.unaccounted == ()
    if "1." in opening:
        assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3"]


def test_cards_one_under_another_in_one_table_each_have_their_wording() -> None:
    rows: list[tuple[Cell, ...]] = []
    for place, wording in enumerate(WORDINGS, start=1):
        rows += card(f"Action {place}: {wording}", progress(place), first_row=len(rows))

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), Table(rows=tuple(rows), column_count=2)))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"1.{place}", wording) for place, wording in enumerate(WORDINGS, start=1)
    ]


def test_a_row_over_several_cards_is_the_theme_and_not_their_wording() -> None:
    rows: list[tuple[Cell, ...]] = [(cell(0, 0, "Weapons and those who carry them", spans=(1, 2)),)]
    for place, wording in enumerate(WORDINGS, start=1):
        labelled = (cell(len(rows), 0, "Action"), cell(len(rows), 1, wording))
        rest = card("", progress(place), first_row=len(rows))[1:]
        rows += [labelled, *rest]

    plan = assemble(document(TITLE, Table(rows=tuple(rows), column_count=2)))

    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [theme.title for theme in plan.themes] == ["Weapons and those who carry them"]


def test_the_row_over_labels_that_stand_over_their_values_is_the_wording() -> None:
    def over(head: str, told: str, first: int) -> list[tuple[Cell, ...]]:
        return [
            (cell(first, 0, head, spans=(1, 3)),),
            tuple(cell(first + 1, column, label) for column, label in enumerate(LABELS[:3])),
            tuple(cell(first + 2, column, text) for column, text in enumerate(("Police", "Jo Ellis, Head", "Amber"))),
            (cell(first + 3, 0, LABELS[3], spans=(1, 3)),),
            (cell(first + 4, 0, told, spans=(1, 3)),),
        ]

    rows: list[tuple[Cell, ...]] = []
    for place, wording in enumerate(WORDINGS, start=1):
        rows += over(f"{place}. {wording}", progress(place), len(rows))

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), Table(rows=tuple(rows), column_count=3)))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"1.{place}", wording) for place, wording in enumerate(WORDINGS, start=1)
    ]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)]


def test_a_label_beside_its_empty_value_makes_no_value_of_the_next_wording() -> None:
    rows: list[tuple[Cell, ...]] = []
    for place, wording in enumerate(WORDINGS, start=1):
        rows += card(wording, progress(place) if place > 1 else "", first_row=len(rows))

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), Table(rows=tuple(rows), column_count=2)))

    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [action.narrative for action in plan.actions] == ["", progress(2), progress(3)]


def test_a_column_in_which_nothing_stands_is_none_of_a_card_s() -> None:
    cards: list[Item] = [heading("Theme 1: Governance")]
    for place, wording in enumerate(WORDINGS, start=1):
        _, *rest = card(wording, progress(place))
        rows = [(cell(0, 0, wording, spans=(1, 3)),), *((*row, cell(row[0].row, 2)) for row in rest)]
        cards.append(Table(rows=tuple(rows), column_count=3, column_edges=(0.0, 20.0, 90.0, 92.0)))

    plan = assemble(document(TITLE, *cards))

    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3)]


def test_a_row_over_a_header_that_is_printed_for_each_theme_is_no_wording() -> None:
    names = ("VRU no", "Contact", "At a glance", "Work to be done", "Report")
    rows: list[tuple[Cell, ...]] = []
    for theme, count in (("Neighbourhoods and places", 3), ("Young people and families", 2), ("Mental health", 1)):
        first = len(rows)
        rows.append((cell(first, 0, theme, spans=(1, len(names))),))
        rows.append(tuple(cell(first + 1, column, name) for column, name in enumerate(names)))
        for place in range(1, count + 1):
            said = (str(place), "Jo Ellis, Head of Service", "Green", f"Keep {theme.lower()} safe, part {place}.")
            texts = enumerate((*said, progress(place)))
            rows.append(tuple(cell(first + 1 + place, column, text) for column, text in texts))

    plan = assemble(document(TITLE, Table(rows=tuple(rows), column_count=len(names))))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1"]
    assert [action.narrative for action in plan.actions] == [progress(place) for place in (1, 2, 3, 1, 2, 1)]
