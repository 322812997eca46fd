"""Plans without tables whose lines hold several labels with their values."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading
from extractors.assembler.assemble import assemble
from models.document import Block

TITLE = heading("Richmond Violence Plan 2024")


def actions(sign: str) -> list[Block]:
    blocks: list[Block] = []
    for number, (name, when, rag) in enumerate((("Jo Ellis", "May 2024", "Red"), ("Bob Lee", "June 2024", "Green")), 1):
        run = sign.join((f"Owner: {name}, Analyst", f"Deliver by: {when}", f"Progress rating: {rag} | as planned"))
        blocks += [
            heading(f"1.{number} Set up a board of partners"),
            Block(kind="para", text=run),
            Block(kind="para", text="Update: The board met | and agreed its terms."),
        ]
    return blocks


@pytest.mark.parametrize("sign", ["  |  ", " · ", "\t"])
def test_each_label_of_a_run_has_its_own_value(sign: str) -> None:
    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *actions(sign)))

    first, second = plan.actions
    assert [lead.text for lead in first.named_leads] == ["Jo Ellis, Analyst"]
    assert (first.timescale, first.rag, second.timescale, second.rag) == ("May 2024", "red", "June 2024", "green")
    assert first.narrative == "The board met | and agreed its terms."
    assert plan.coverage.unaccounted == ()


def test_signs_before_what_recurs_nowhere_part_nothing() -> None:
    line = Block(kind="para", text="Update: The board met | Police: two more | Housing: none")

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *actions(" | ")[:5], line))

    assert plan.actions[1].narrative == "The board met | Police: two more | Housing: none"
