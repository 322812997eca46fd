"""Rows that say that they go on with the action above them."""

from __future__ import annotations

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble


def test_a_row_that_says_its_number_goes_on_is_the_rest_of_the_action() -> None:
    rows = [
        ("Ref", "RAG", "Action", "Lead agency", "Update"),
        ("4.1", "Green", "Set up a board.", "Police", "It met in May."),
        ("4.1 cont.", "Green", "(continued)", "Police", "It met again in June."),
        ("4.2", "Red", "Share a profile.", "Council", "It was shared."),
    ]

    plan = assemble(document(heading("Richmond Violence Plan 2024"), heading("Theme 4: Places"), table(rows)))

    assert [action.ref for action in plan.actions] == ["4.1", "4.2"]
    assert plan.actions[0].narrative == "It met in May.\nIt met again in June."
    assert plan.actions[0].mandatory_action == "Set up a board."
    assert [body.text for body in plan.actions[0].lead_organisations] == ["Police"]
    assert not {"words-lost", "row-without-key", "repeated-number"} & {found.code for found in plan.findings}
