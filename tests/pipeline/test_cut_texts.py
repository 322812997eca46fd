"""Texts that begin or end in mid-sentence where those of the other actions do not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builders.records import action, plan
from models.catalogue import finding
from models.document import CellPlace, Evidence, PageBox, SheetPlace
from models.plan import Plan, PlanColumn, PlanTable
from pipeline.check import check

NARRATIVE = "The group met in May and agreed what each of the partners would do."
NEW = {"text-cut", "header-in-text", "empty-at-page-end", "gap-in-numbering"}


def of(*fields: Mapping[str, object]) -> Plan:
    """A plan with an action for each, sound but for the fields given."""
    actions = []
    for place, changed in enumerate(fields, start=1):
        values: dict[str, object] = {"wording": "Review the register of weapons", "narrative": NARRATIVE, **changed}
        actions.append(action(f"1.{place}", **values))  # type: ignore[arg-type] # fields of an action
    return plan("Camden", 2024, *actions)


def doubts(read: Plan) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(found.code, found.action_ref, found.fields) for found in check(read).findings if found.code in NEW]


@pytest.mark.parametrize(
    "text", ["which four schools took up.", "The board met in May and", "The board met (see the annual report of"]
)
def test_half_a_sentence_among_whole_ones_is_doubted(text: str) -> None:
    read = of(*[{}] * 8, {"narrative": text})

    assert set(doubts(read)) == {("text-cut", "1.9", ("narrative",))}


def test_a_clause_that_ends_in_a_verb_is_whole() -> None:
    read = of(*[{}] * 8, {"wording": "Name a senior lead for violence reduction and publish who it is"})

    assert doubts(read) == []


def test_texts_that_all_begin_small_are_a_habit_of_the_author() -> None:
    read = of(*[{"narrative": "meets every month."}] * 5)

    assert doubts(read) == []


@pytest.mark.parametrize(
    ("place", "doubted"),
    [
        (CellPlace(table=0, row=9, column=3), False),
        (SheetPlace(sheet="Plan", cell="D9"), False),
        (CellPlace(table=0, row=9, column=3, converted=True), True),
        (PageBox(page=1, bbox=(0, 0, 9, 9)), True),
    ],
)
def test_a_text_that_fills_a_cell_of_word_or_a_workbook_is_as_its_author_wrote_it(
    place: Evidence, *, doubted: bool
) -> None:
    read = _read_from(of(*[{}] * 8, {"narrative": "which four schools took up."}), place)

    assert bool(doubts(read)) is doubted


def test_two_halves_of_a_sentence_in_cells_of_word_are_doubted() -> None:
    halves = {"narrative": "The board met in May and"}, {"narrative": "agreed what to do."}
    read = _read_from(of(*[{}] * 14, *halves), CellPlace(table=0, row=9, column=3))

    assert {ref for _, ref, _ in doubts(read)} == {"1.15", "1.16"}


def _read_from(read: Plan, place: Evidence) -> Plan:
    """The plan with every narrative read from one place."""
    placed = [one.model_copy(update={"evidence": {"narrative": (place,)}}) for one in read.actions]
    return read.model_copy(update={"actions": tuple(placed)})


def test_a_narrative_that_says_nothing_is_not_cut() -> None:
    read = of(*[{}] * 8, {"narrative": "n/a", "nil_return": True})

    assert doubts(read) == []


def test_a_header_read_as_part_of_a_row_is_doubted() -> None:
    read = of({}, {}, {"wording": "Standard Review the register", "narrative": f"Progress {NARRATIVE}"})
    columns = (
        PlanColumn(header="Standard", field="mandatory_action"),
        PlanColumn(header="Progress", field="narrative"),
    )

    told = doubts(read.model_copy(update={"tables": (PlanTable(rows=3, columns=columns),)}))

    assert told == [("header-in-text", "1.3", ("mandatory_action", "narrative"))]


def test_an_empty_narrative_where_a_page_ends_is_doubted() -> None:
    read = of(*[{}] * 7, {"narrative": "", "nil_return": True}, {})
    placed = [
        each.model_copy(update={"evidence": {"mandatory_action": (PageBox(page=1 + place // 8, bbox=(0, 0, 9, 9)),)}})
        for place, each in enumerate(read.actions)
    ]

    assert doubts(read.model_copy(update={"actions": tuple(placed)})) == [("empty-at-page-end", "1.8", ("narrative",))]


def test_a_number_that_lacks_between_two_themes_is_doubted_where_numbers_run_through() -> None:
    refs = ("1.1", "1.2", "1.3", "2.5", "2.6", "2.7")
    unread = finding("table-not-taken", fields=("action",), headers="Action, Lead")
    actions = (action(ref, wording="Review", narrative=NARRATIVE) for ref in refs)
    read = plan("Camden", 2024, *actions, findings=(unread,))

    assert doubts(read) == [("gap-in-numbering", None, ("action", "action_number"))]


def test_two_halves_of_a_sentence_are_doubted_where_many_texts_are_cut() -> None:
    halves = [{"narrative": "The board of the"}, {"narrative": "borough met in May."}]

    read = of(*halves, *halves, *halves)

    assert {(ref, fields) for _, ref, fields in doubts(read)} == {
        (f"1.{place}", ("narrative",)) for place in range(1, 7)
    }


def test_a_wording_that_holds_the_number_after_its_own_is_doubted() -> None:
    two = "Review the register of weapons. 1.3 Visit each shop that sells knives."

    assert run_together(of({}, {"wording": two})) == ["1.2"]
    assert run_together(of({}, {"wording": two}, {})) == []  # an action has that number
    assert run_together(of({}, {"wording": "Review section 1.3 of the plan."})) == []


def run_together(read: Plan) -> list[str | None]:
    return [found.action_ref for found in check(read).findings if found.code == "actions-run-together"]
