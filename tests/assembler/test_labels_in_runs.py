"""Paragraphs that run several labels with their values together."""

from __future__ import annotations

import pytest

from assembler.neutral import blocks, document, heading
from extractors.assembler.assemble import assemble
from models.document import Block, Look

TITLE = heading("Richmond Violence Plan 2024")
WORDINGS = ("1.1 Set up a board", "1.2 Share the profile")


def runs(sign: str) -> list[Block]:
    said = (("Jo Ellis, Head of Service", "June 2025"), ("", "May 2025"))
    items: list[Block] = []
    for wording, (lead, when) in zip(WORDINGS, said, strict=True):
        run = f"LEAD OFFICER: {lead}{sign}BY WHEN: {when}{sign}Board watching: Safer Board"
        told = Block(kind="para", text="Progress: It met.", looks=(Look(kind="bold", start=0, end=9),))
        where = Block(kind="para", text="Outcome: Less harm.", looks=(Look(kind="bold", start=0, end=8),))
        items += [heading(wording), *blocks(run), where, told]
    return items


@pytest.mark.parametrize("sign", [" | ", "; ", " · ", " |  "])
def test_each_label_of_a_run_has_its_own_value(sign: str) -> None:
    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *runs(sign)))

    assert [(action.ref, action.timescale) for action in plan.actions] == [("1.1", "June 2025"), ("1.2", "May 2025")]
    assert [[lead.name for lead in action.named_leads] for action in plan.actions] == [["Jo Ellis"], []]
    assert [action.mandatory_action for action in plan.actions] == ["Set up a board", "Share the profile"]
    assert all(action.other == {"Board watching": "Safer Board"} for action in plan.actions)
    assert plan.coverage.unaccounted == ()


def test_a_sentence_with_such_a_sign_stays_whole() -> None:
    told = "Progress: It met twice; one result: a shared profile | the other is to come."
    items = [
        heading(WORDINGS[0]),
        *blocks(f"Lead: Police\n{told}"),
        heading(WORDINGS[1]),
        *blocks("Lead: MPS\nProgress: No."),
    ]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *items))

    assert plan.actions[0].narrative == told.removeprefix("Progress: ")
