"""The scorer that holds readings to what must come out of them: it must see every kind of fault."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from builders import content
from builders.cases import PAGE_CASES
from builders.expectation import expected_from
from builders.score import differences, fold, golden_differences, tokens
from builders.word import render_word
from extractors import read_plan
from models.plan import LeadOrganisation, NamedLead, NarrativeBlock, Plan

LAYOUT = PAGE_CASES[0].layout
DESCRIPTION = content.small_plan("camden")

CHANGES: dict[str, Any] = {
    "mandatory_action": "Something else.",
    "rag": None,
    "rag_source": "shape",
    "named_leads": (NamedLead(text="Nobody", name="Nobody"),),
    "lead_organisations": (LeadOrganisation(text="Nobody"),),
    "timescale": "Never",
    "outcome": "None",
    "other": {"New column": "text"},
    "narrative": "Something else.",
    "narrative_blocks": (NarrativeBlock(kind="bullet", text="Something else."),),
    "nil_return": True,
}


@cache
def plan() -> Plan:
    """A plan read from Word without fault, but for what the layout leaves out."""
    return read_plan(render_word(DESCRIPTION, LAYOUT), "document")


def with_first_action(**changes: object) -> Plan:
    """The plan with its first action changed."""
    first, *rest = plan().actions
    return plan().model_copy(update={"actions": (first.model_copy(update=changes), *rest)})


def test_a_plan_read_rightly_shows_no_difference() -> None:
    found = differences(plan(), expected_from(DESCRIPTION, LAYOUT))

    assert found == []


@pytest.mark.parametrize(("field", "value"), CHANGES.items())
def test_a_wrong_cell_is_seen(field: str, value: object) -> None:
    wrong = with_first_action(**{field: value})

    found = differences(wrong, expected_from(DESCRIPTION, LAYOUT))

    assert {(difference.ref, difference.field) for difference in found} == {("1.1", field)}


def test_a_missing_action_is_seen() -> None:
    short = plan().model_copy(update={"actions": plan().actions[:-1]})

    found = differences(short, expected_from(DESCRIPTION, LAYOUT))

    assert [difference.field for difference in found] == ["actions"]


def test_an_action_read_twice_is_seen() -> None:
    doubled = plan().model_copy(update={"actions": (*plan().actions, plan().actions[-1])})

    found = differences(doubled, expected_from(DESCRIPTION, LAYOUT))

    assert [difference.field for difference in found] == ["actions"]


def test_actions_out_of_order_are_seen() -> None:
    turned = plan().model_copy(update={"actions": plan().actions[::-1]})

    found = differences(turned, expected_from(DESCRIPTION, LAYOUT))

    assert [difference.field for difference in found] == ["order of actions"]


def test_a_theme_without_its_strapline_is_seen() -> None:
    first, *rest = plan().themes
    bare = plan().model_copy(update={"themes": (first.model_copy(update={"description": ""}), *rest)})

    found = differences(bare, expected_from(DESCRIPTION, LAYOUT))

    assert [difference.field for difference in found] == ["theme"]


def test_words_lost_are_seen() -> None:
    coverage = plan().coverage.model_copy(update={"accounted": plan().coverage.words - 1, "unaccounted": ("lost",)})
    leaky = plan().model_copy(update={"coverage": coverage})

    found = differences(leaky, expected_from(DESCRIPTION, LAYOUT))

    assert [difference.field for difference in found] == ["coverage"]


def test_a_golden_file_of_another_plan_differs_in_every_action() -> None:
    golden = json.loads(content.TEMPLATE_PLAN.read_text(encoding="utf-8"))

    found = golden_differences(plan(), golden)

    assert {"borough", "title", "actions", "mandatory_action", "narrative", "rag"} <= {one.field for one in found}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“Safer”  streets", '"Safer" streets'),
        ("18–25", "18-25"),
        ("• lighting\n• parks", "lighting parks"),
        ("Co\u00adordination", "Coordination"),
    ],
)
def test_what_does_not_count_is_folded(left: str, right: str) -> None:
    folded = fold(left), fold(right)

    assert folded[0] == folded[1]


@pytest.mark.parametrize(("left", "right"), [("4.7", "4.8"), ("Co-ordination", "Coordination"), ("ward", "wards")])
def test_what_counts_is_kept(left: str, right: str) -> None:
    folded = fold(left), fold(right)

    assert folded[0] != folded[1]


def test_lists_are_compared_by_their_words() -> None:
    words = tokens("MPS, Children's Services"), tokens("children's services / MPS")

    assert words[0] == words[1] == ["children's", "mps", "services"]
