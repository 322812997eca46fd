"""Cards whose labels stand in the cells of their values, or beside values that are empty."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading
from extractors import read_plan
from extractors.assembler.assemble import assemble
from models.document import Cell, Item, Table

TITLE = heading("Richmond Violence Plan 2024")
WORDINGS = ("Publish the terms of every panel", "Hold a meeting each month", "Report to elected members", "Visit shops")
TOLD = ("It is out.", "The board met six times.", "It was late and is now with them.", "All but two were seen.")


def row(number: int, *texts: str) -> tuple[Cell, ...]:
    return tuple(cell(number, column, text) for column, text in enumerate(texts))


def cards(told: str, officers: tuple[str, ...], status: tuple[str, ...]) -> list[Item]:
    """A table an action: a row with the theme, the wording across, labels beside values, the narrative across."""
    found: list[Item] = []
    for place, wording in enumerate(WORDINGS):
        rows = (
            (cell(0, 0, "Workstream"), cell(0, 1, "Theme 1 – Governance", spans=(1, 3))),
            (cell(1, 0, f"{place + 1} – {wording}", spans=(1, 4)),),
            row(2, "Reporting officer", officers[place], "Confidence", status[place]),
            (cell(3, 0, told.format(TOLD[place]), spans=(1, 4)),),
        )
        found.append(Table(rows=rows, column_count=4))
    return found


OFFICERS = ("Jo Ellis (Head of Service)", "Sam Reid (Analyst)", "Lee Fox (Chief Inspector)", "Ann Day (Manager)")


def test_a_label_before_the_text_across_each_card_names_its_narrative() -> None:
    plan = assemble(document(TITLE, *cards("Story so far: {}", OFFICERS, ("Red", "Green", "Amber", "Green"))))

    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [action.narrative for action in plan.actions] == list(TOLD)
    assert [action.action_number for action in plan.actions] == ["1", "2", "3", "4"]
    assert plan.coverage.unaccounted == ()


def test_cards_with_empty_values_are_read_as_the_others() -> None:
    plan = assemble(document(TITLE, *cards("Story so far: {}", ("", *OFFICERS[1:]), ("", "Green", "", "Amber"))))

    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [len(action.named_leads) for action in plan.actions] == [0, 1, 1, 1]


def test_a_speaker_before_some_narratives_is_no_label() -> None:
    told = [f"{speaker}{text}" for speaker, text in zip(("CSS: ", "CSS: ", "", "CSS: "), TOLD, strict=True)]
    tables: list[Item] = []
    for place, wording in enumerate((*WORDINGS, *(f"Again: {text}" for text in WORDINGS[:3]))):
        said = told[place] if place < len(told) else f"Partners met {place} times."
        rows = (
            row(0, "Action", wording),
            row(1, "Lead agency", "Police" if place % 2 else "Libraries"),
            row(2, "Delivery", said),
        )
        tables.append(Table(rows=rows, column_count=2))

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *tables))

    assert [action.narrative for action in plan.actions][:4] == told


def test_a_card_that_the_page_cuts_under_its_wording_is_one_action() -> None:
    tables = cards("Story so far: {}", OFFICERS, ("Red", "Green", "Amber", "Green"))
    cut = tables[2]
    assert isinstance(cut, Table)
    head = Table(rows=cut.rows[:2], column_count=4)
    rest = Table(
        rows=tuple(tuple(one.model_copy(update={"row": one.row - 2}) for one in said) for said in cut.rows[2:]),
        column_count=4,
    )

    plan = assemble(document(TITLE, *tables[:2], head, rest, *tables[3:]))

    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [action.narrative for action in plan.actions] == list(TOLD)


@pytest.mark.parametrize("label", ["<b>{}</b></p><p>", "<b>{}:</b> "])
def test_labels_within_the_cells_of_their_values_make_a_card(label: str) -> None:
    body = ""
    for place, wording in enumerate(WORDINGS):
        body += (
            f"<table><tr><td colspan=2><p>{label.format('The ask')}{wording}</p></td></tr>"
            f"<tr><td><p>{label.format('Code')}1/{place + 1}</p></td>"
            f"<td><p>{label.format('Team')}{('Police', 'Libraries')[place % 2]}</p></td></tr>"
            f"<tr><td><p>{label.format('Who to ask')}{OFFICERS[place] if place else ''}</p></td>"
            f"<td><p>{label.format('When')}May 202{place}</p></td></tr>"
            f"<tr><td colspan=2><p>{label.format('What is in place')}{TOLD[place]}</p></td></tr></table>"
        )
    page = f"<!DOCTYPE html><meta charset=utf-8><h1>Richmond Violence Plan 2024</h1>{body}"

    plan = read_plan(page.encode(), "plan.html")

    assert [action.action_number for action in plan.actions] == ["1", "2", "3", "4"]
    assert [action.mandatory_action for action in plan.actions] == list(WORDINGS)
    assert [action.narrative for action in plan.actions] == list(TOLD)
    assert [action.timescale for action in plan.actions] == [f"May 202{place}" for place in range(4)]
    assert [body.text for action in plan.actions for body in action.lead_organisations] == ["Police", "Libraries"] * 2
    assert [len(action.named_leads) for action in plan.actions] == [0, 1, 1, 1]


def test_a_value_that_ran_into_one_label_makes_the_others_no_labels_inside() -> None:
    tables = [
        Table(
            rows=(row(0, "Action", wording), row(1, "Who", OFFICERS[place]), row(2, "Latest", TOLD[place])),
            column_count=2,
        )
        for place, wording in enumerate(WORDINGS)
    ]
    blocks = tuple(block for text in ("Latest", "Owner") for block in cell(2, 0, text).blocks)
    last = (*tables[3].rows[:2], (tables[3].rows[2][0].model_copy(update={"blocks": blocks}), tables[3].rows[2][1]))

    plan = assemble(document(TITLE, *tables[:3], tables[3].model_copy(update={"rows": last})))

    assert [action.narrative for action in plan.actions][:3] == list(TOLD[:3])
