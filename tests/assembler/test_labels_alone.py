"""Labels on lines of their own, over their values."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading
from extractors.assembler.assemble import assemble
from models.document import Block, Look
from models.plan import Plan

TITLE = heading("Richmond Violence Plan 2024")
COUNT = 4


def bold(text: str) -> Block:
    return Block(kind="para", text=text, looks=(Look(start=0, end=len(text), kind="bold"),))


def plan_of(*pairs: tuple[str, str]) -> Plan:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number in range(1, COUNT + 1):
        items.append(Block(kind="heading", text=f"1.{number} Hold board {number}", level=3))
        for label, value in pairs:
            items += [bold(label), *([Block(kind="para", text=value)] if value else [])]
    return assemble(document(TITLE, *items))


@pytest.mark.parametrize("label", ["STAGE", "ZQX"])
def test_initials_and_words_in_capitals_over_a_value_of_every_action_are_a_label(label: str) -> None:
    plan = plan_of(("Post holder", "Jo Ellis"), ("Update", "It met in May."), (label, "On hold"))

    assert [action.narrative for action in plan.actions] == ["It met in May."] * COUNT
    assert [action.other for action in plan.actions] == [{label: "On hold"}] * COUNT


def test_a_label_whose_values_are_all_empty_is_one() -> None:
    plan = plan_of(("Post holder", "Jo Ellis"), ("Update", "It met in May."), ("Remarks made", ""), ("Ward", "All"))

    assert [action.narrative for action in plan.actions] == ["It met in May."] * COUNT


def test_a_value_that_opens_like_a_label_is_none_right_under_one() -> None:
    plan = plan_of(("Post holder", "Jo Ellis"), ("Update", "It met in May."), ("RAG", "GREEN: met"))

    assert [action.rag for action in plan.actions] == ["green"] * COUNT


def test_a_known_name_in_the_midst_of_a_value_is_none_where_labels_stand_over_values() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number in range(1, COUNT + 1):
        items += [Block(kind="heading", text=f"1.{number} Hold board {number}", level=3)]
        items += [
            bold("Post holder"),
            Block(kind="para", text="Jo Ellis"),
            bold("Ward"),
            Block(kind="para", text="All"),
        ]
        items += [bold("Update"), Block(kind="para", text="It met in May.")]
        items += [Block(kind="para", text=text) for text in ("What is in place:", "weekly drop-in")] * (number == 2)

    plan = assemble(document(TITLE, *items))

    assert plan.actions[1].narrative == "It met in May.\nWhat is in place:\nweekly drop-in"


def test_two_labels_under_numbered_wordings_are_enough() -> None:
    plan = plan_of(("Quarterly commentary", "It met in May."), ("Delivery partner(s)", "Police"))

    assert [action.ref for action in plan.actions] == [f"1.{number}" for number in range(1, COUNT + 1)]
    assert {action.narrative for action in plan.actions} == {"It met in May."}


def test_words_of_a_label_in_plain_type_are_part_of_a_value_where_labels_are_set_apart() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number in range(1, COUNT + 1):
        items += [Block(kind="heading", text=f"1.{number} Hold board {number}", level=3)]
        items += [
            bold("Post holder"),
            Block(kind="para", text="Jo Ellis"),
            bold("Ward"),
            Block(kind="para", text="All"),
        ]
        items += [bold("What is in place"), Block(kind="para", text="It met in May.")]
        items += [Block(kind="para", text=text) for text in ("What is in place:", "weekly drop-in")] * (number == 2)

    plan = assemble(document(TITLE, *items))

    assert len(plan.actions) == COUNT
    assert plan.actions[1].narrative == "It met in May.\nWhat is in place:\nweekly drop-in"


def test_a_label_that_counts_opens_an_action_where_the_others_stand_over_their_values() -> None:
    items: list[Block] = [heading("Theme 1: Governance")]
    for number in range(1, COUNT + 1):
        items += [bold(f"ACTION 1.{number}: Hold board {number}")]
        for label, value in (("Post holder", "Jo Ellis"), ("Update", "It met in May."), ("Ward", "All")):
            items += [bold(label), Block(kind="para", text=value)]

    plan = assemble(document(TITLE, *items))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [
        (f"1.{number}", f"Hold board {number}") for number in range(1, COUNT + 1)
    ]
