"""Rows that say that they go on with the action above them."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble

HEADER = ("Ref", "RAG", "Action", "Lead agency", "Update")
FIRST = ("4.1", "Green", "Set up a board.", "Police", "It met in May.")
LAST = ("4.2", "Red", "Share a profile.", "Council", "It was shared.")
OPENING = (heading("Richmond Violence Plan 2024"), heading("Theme 4: Places"))


def test_a_row_that_says_its_number_goes_on_is_the_rest_of_the_action() -> None:
    rows = [
        HEADER,
        FIRST,
        ("4.1 cont.", "Green", "(continued)", "Police", "It met again in June."),
        LAST,
    ]

    plan = assemble(document(*OPENING, table(rows)))

    assert [action.ref for action in plan.actions] == ["4.1", "4.2"]
    assert plan.actions[0].narrative == "It met in May.\nIt met again in June."
    assert plan.actions[0].mandatory_action == "Set up a board."
    assert [body.text for body in plan.actions[0].lead_organisations] == ["Police"]
    assert not {"words-lost", "row-without-key", "repeated-number"} & {found.code for found in plan.findings}


@pytest.mark.parametrize(
    "row",
    [
        ("4.1 (continued)", "Green", "Set up a board. (continued)", "Police", "It met again in June."),
        ("", "", "(cont.)", "", "It met again in June."),
        ("cont'd", "", "", "", "It met again in June."),
        ("", "", "", "", "It met again in June."),
    ],
)
def test_a_row_that_goes_on_without_a_number_of_its_own_adds_to_the_narrative(row: tuple[str, ...]) -> None:
    plan = assemble(document(*OPENING, table([HEADER, FIRST, row, LAST])))

    first, second = plan.actions
    assert (first.mandatory_action, first.narrative) == ("Set up a board.", "It met in May.\nIt met again in June.")
    assert second.ref == "4.2"
    assert not {"words-lost", "row-without-key", "text-left-over"} & {found.code for found in plan.findings}


def test_a_wording_of_ditto_signs_without_numbers_is_an_action_of_its_own() -> None:
    rows = [("Action", "Lead agency", "Update"), ("Meet.", "Police", "Met in May."), ("“", "Council", "Met in June.")]

    plan = assemble(document(OPENING[0], table(rows)))

    assert len(plan.actions) == 2
