"""Lists whose markers are typed dashes: the dash is a marker there, and a word's neighbour elsewhere."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block
from models.plan import Plan

HEADERS = ("Ref", "Action", "Lead", "RAG", "Narrative")


def read(*narratives: str, wording: str = "Hold a meeting with partners.") -> Plan:
    rows = [HEADERS] + [
        (f"1.{place}", wording, "Ada Lovelace, Manager", "Green", text)
        for place, text in enumerate(narratives, start=1)
    ]
    return assemble(document(heading("Richmond Violence Plan 2024"), heading("Theme 1: Governance"), table(rows)))


@pytest.mark.parametrize("dash", ["–", "-", "—", "*"])
def test_dashes_that_open_paragraphs_in_a_row_are_markers(dash: str) -> None:
    action = read(f"The offer is:\n{dash} mentoring at school\n{dash} support for siblings\nIt began in May.").actions[
        0
    ]
    assert action.narrative == "The offer is:\nmentoring at school\nsupport for siblings\nIt began in May."
    assert [block.kind for block in action.narrative_blocks] == ["para", "bullet", "bullet", "para"]


@pytest.mark.parametrize(
    "text",
    ["The board met\n– and agreed it.", "– First\n- Second", "Police – one\nHealth – two", "-5% in May\n-7% in June"],
)
def test_other_dashes_stay(text: str) -> None:
    assert read(text).actions[0].narrative == text


def test_the_items_of_a_wording_have_no_dashes() -> None:
    plan = read("It met.", wording="Agree:\n– a protocol\n– a board")
    assert plan.actions[0].mandatory_action == "Agree:\na protocol\na board"


def test_paragraphs_of_running_text_that_all_open_with_dashes_are_lists() -> None:
    texts = [
        f"- {text}"
        for number in (1, 2, 3)
        for text in (f"1.{number} Hold board {number}.", "Contact: Jo Ellis", "RAG: Green", "Update: The board met.")
    ]
    items = (Block(kind="para", text=text) for text in texts)

    plan = assemble(document(heading("Richmond Violence Plan 2024"), heading("Theme 1: Governance"), *items))

    assert [(one.ref, one.mandatory_action, one.narrative) for one in plan.actions] == [
        (f"1.{number}", f"Hold board {number}.", "The board met.") for number in (1, 2, 3)
    ]


def test_signs_that_open_items_alone_part_a_paragraph_that_a_page_ran_together() -> None:
    plan = read("The offer is: o mentoring at school o support for siblings", "o one\no two o three", "It met o once.")

    assert [action.narrative for action in plan.actions] == [
        "The offer is:\nmentoring at school\nsupport for siblings", "one\ntwo\nthree", "It met o once."
    ]  # fmt: skip
    assert not plan.coverage.unaccounted
