"""Plans without tables whose lines hold several labels with their values."""

from __future__ import annotations

import pytest

from assembler.neutral import blocks, document, heading
from extractors.assembler.assemble import assemble
from models.document import Block, Look

TITLE = heading("Richmond Violence Plan 2024")


def actions(sign: str) -> list[Block]:
    made: list[Block] = []
    for number, (name, when, rag) in enumerate((("Jo Ellis", "May 2024", "Red"), ("Bob Lee", "June 2024", "Green")), 1):
        run = sign.join((f"Owner: {name}, Analyst", f"Deliver by: {when}", f"Progress rating: {rag} | as planned"))
        made += [
            heading(f"1.{number} Set up a board of partners"),
            Block(kind="para", text=run),
            Block(kind="para", text="Update: The board met | and agreed its terms."),
        ]
    return made


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


@pytest.mark.parametrize("sign", [" | ", "; "])
def test_labels_of_runs_are_told_beside_others_in_bold(sign: str) -> None:
    plan = assemble(document(TITLE, heading("Theme 1: Governance"), *runs(sign)))

    assert [(action.ref, action.timescale) for action in plan.actions] == [("1.1", "June 2025"), ("1.2", "May 2025")]
    assert [[lead.name for lead in action.named_leads] for action in plan.actions] == [["Jo Ellis"], []]
    assert [action.mandatory_action for action in plan.actions] == ["Set up a board", "Share the profile"]
    assert all(action.other == {"Board watching": "Safer Board"} for action in plan.actions)
    assert plan.coverage.unaccounted == ()
