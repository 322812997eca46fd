"""What a cell shows and nobody read is told, and keeps the cell from being called empty."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble

TITLE = heading("Camden Violence and Vulnerability Reduction Action Plan 2024")
HEADER = ("Action No", "VRU Mandatory Action", "Lead Organisation", "Narrative")


@pytest.mark.parametrize("text", ["", "N/A", "Done."])
def test_a_cell_that_shows_a_picture_is_neither_empty_nor_a_nil_return(text: str) -> None:
    shown = table([HEADER, ("1", "Meet.", "MPS", text)])
    pictured = shown.rows[1][3].model_copy(update={"unread": 2})
    shown = shown.model_copy(update={"rows": (shown.rows[0], (*shown.rows[1][:3], pictured))})

    plan = assemble(document(TITLE, shown))

    assert not plan.actions[0].nil_return
    told = [found for found in plan.findings if found.code in {"pictures-not-read", "no-narrative", "nil-return"}]
    assert [(found.code, found.action_ref, found.message[:2]) for found in told] == [("pictures-not-read", "1", "2 ")]


def test_a_row_that_shows_only_a_picture_may_be_an_action() -> None:
    shown = table([HEADER, ("1", "Meet.", "MPS", "Done."), ("", "", "", "")])
    last = shown.rows[2][1].model_copy(update={"unread": 1})
    rows = (*shown.rows[:2], (shown.rows[2][0], last, *shown.rows[2][2:]))

    plan = assemble(document(TITLE, shown.model_copy(update={"rows": rows})))

    assert "picture-beside-table" in [found.code for found in plan.findings]


def test_a_picture_over_a_theme_is_ornament() -> None:
    shown = table([HEADER, ("Theme 1: Weapons",), ("1", "Meet.", "MPS", "Done.")])
    banner = shown.rows[1][0].model_copy(update={"unread": 1, "column_span": 4})
    rows = (shown.rows[0], (banner,), shown.rows[2])

    plan = assemble(document(TITLE, shown.model_copy(update={"rows": rows})))

    assert "picture-beside-table" not in [found.code for found in plan.findings]
