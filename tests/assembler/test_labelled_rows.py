"""Rows across a table that tell more of the action above, and names that fill a field only where nothing else does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import blocks, cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Cell, Table
from models.plan import Plan

TITLE = heading("Richmond Violence Plan 2024")
THEME = heading("Theme 1: Governance")
FACTS = ("Ref", "Action", "Lead agency", "Timescale")
WORDING = "Set up a board that meets every quarter."
UPDATE = "The board met in May and agreed its terms."


def codes(plan: Plan) -> list[str]:
    return [found.code for found in plan.findings]


def under_actions(*below: Sequence[Cell], names: Sequence[str] = FACTS) -> Plan:
    """A plan of one action to each row of cells, which stands under it."""
    rows = [tuple(cell(0, column, text) for column, text in enumerate(names))]
    for number, cells in enumerate(below, start=1):
        texts = (str(number), WORDING, "Police", "May", "Planned.")[: len(names)]
        rows.append(tuple(cell(len(rows), column, text) for column, text in enumerate(texts)))
        rows.append(tuple(each.model_copy(update={"row": len(rows)}) for each in cells))
    return assemble(document(TITLE, THEME, Table(rows=tuple(rows), column_count=len(names))))


@pytest.mark.parametrize(
    "below",
    [
        (cell(0, 0, f"Progress: {UPDATE}", spans=(1, 4)),),
        (cell(0, 0, f"Narrative of current provision:\n{UPDATE}", spans=(1, 4)),),
        (cell(0, 0, "Update"), cell(0, 1, UPDATE, spans=(1, 3))),
        (cell(0, 0, UPDATE, spans=(1, 4)),),
    ],
)
def test_a_narrative_across_the_table_is_that_of_the_action_above(below: Sequence[Cell]) -> None:
    plan = under_actions(below, below)

    assert [action.narrative for action in plan.actions] == [UPDATE, UPDATE]
    assert [action.other for action in plan.actions] == [{}, {}]
    assert plan.coverage.unaccounted == ()


def test_each_labelled_row_under_an_action_is_told_apart() -> None:
    rows = [
        tuple(cell(0, column, text) for column, text in enumerate(FACTS)),
        tuple(cell(1, column, text) for column, text in enumerate(("1", WORDING, "Police", "May"))),
        (cell(2, 0, "Outcome"), cell(2, 1, "Fewer knives.", spans=(1, 3))),
        (cell(3, 0, f"Progress: {UPDATE}", spans=(1, 4)),),
        (cell(4, 0, "Next steps: Meet again.", spans=(1, 4)),),
    ]

    (action,) = assemble(document(TITLE, THEME, Table(rows=tuple(rows), column_count=4))).actions

    assert (action.outcome, action.narrative, action.other) == ("Fewer knives.", UPDATE, {"Next steps": "Meet again."})


def test_more_of_a_narrative_with_a_column_of_its_own_follows_it() -> None:
    plan = under_actions((cell(0, 0, f"Update: {UPDATE}", spans=(1, 5)),), names=(*FACTS, "Narrative"))

    assert [block.text for block in plan.actions[0].narrative_blocks] == ["Planned.", UPDATE]


def test_an_outcome_across_the_table_is_a_theme() -> None:
    rows = [
        tuple(cell(0, column, text) for column, text in enumerate((*FACTS, "Update"))),
        (cell(1, 0, "Outcome 1: Safer streets", spans=(1, 5)),),
        tuple(cell(2, column, text) for column, text in enumerate(("1", WORDING, "Police", "May", UPDATE))),
        (cell(3, 0, "Outcome 2: Safer homes", spans=(1, 5)),),
        tuple(cell(4, column, text) for column, text in enumerate(("1", WORDING, "Police", "May", UPDATE))),
    ]

    plan = assemble(document(TITLE, Table(rows=tuple(rows), column_count=5)))

    assert [theme.title for theme in plan.themes] == ["Safer streets", "Safer homes"]
    assert [action.outcome for action in plan.actions] == [None, None]


def test_titles_of_themes_without_numbers_stay_titles_where_no_column_is_for_narratives() -> None:
    rows = [tuple(cell(0, column, text) for column, text in enumerate(FACTS))]
    for title in ("Keeping our children and young people safe", "Helping those who want to leave crime"):
        rows.append((cell(len(rows), 0, f"{title}\nHow we work together on it.", spans=(1, 4)),))
        for number in ("1", "2", "3"):
            texts = (number, WORDING, "Police", "May")
            rows.append(tuple(cell(len(rows), column, text) for column, text in enumerate(texts)))

    plan = assemble(document(TITLE, Table(rows=tuple(rows), column_count=4)))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert [action.narrative for action in plan.actions] == [""] * 6


def test_a_label_without_a_text_is_no_narrative() -> None:
    assert blocks("Progress:")[0].text == "Progress:"

    plan = under_actions((cell(0, 0, "Progress:", spans=(1, 5)),), names=(*FACTS, "Narrative"))

    assert plan.actions[0].narrative == "Planned."


def test_local_actions_in_a_table_of_their_own_are_actions() -> None:
    mandatory = table([("Ref", "Action", "Lead agency", "Update"), ("1", WORDING, "Police", "It met.")])
    local = table([("Ref", "Local Action", "Lead agency", "Update"), ("L1", "Talk to traders.", "Police", "Begun.")])

    plan = assemble(document(TITLE, THEME, mandatory, local))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        ("1.1", WORDING),
        ("1.L1", "Talk to traders."),
    ]


def test_local_actions_beside_mandatory_ones_stay_beside_them() -> None:
    names = ("Ref", "Action", "Local action", "Lead agency", "Update")

    plan = assemble(document(TITLE, THEME, table([names, ("1", WORDING, "Talk to traders.", "Police", "It met.")])))

    assert plan.actions[0].other == {"Local action": "Talk to traders."}


def test_partners_in_a_form_lead_only_where_nothing_else_does() -> None:
    led = table([("Ref", "1"), ("Action", WORDING), ("Lead agency", "Police"), ("Partners", "NHS"), ("Update", "Met.")])
    unled = table([("Ref", "2"), ("Action", WORDING), ("Partners", "NHS"), ("Update", "Met.")])

    first, second = assemble(document(TITLE, THEME, led, unled)).actions

    assert ([lead.text for lead in first.lead_organisations], first.other) == (["Police"], {"Partners": "NHS"})
    assert ([lead.text for lead in second.lead_organisations], second.other) == (["NHS"], {})
