"""The Richmond plans of 2023 and 2024: every change that was made to the one is found in the other."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compare.plans import DATA, golden_plan
from extractors import read_plan
from models.comparison import ActionChange, YearsComparison
from models.plan import Action, Plan
from pipeline.compare import compare_years

SAMPLES = Path(__file__).parents[2] / "samples"
FORMATS = Path(__file__).parents[1] / "files" / "formats"
GOLDEN = ("richmond-2023", "richmond-2024")

# How a narrative was made, where the contract's words say otherwise: 29 of 111 words are kept, which is less than half.
# A capital more is no change.
SAYS_OTHERWISE = {"4.10": ("edited", "rewritten"), "1.6": ("edited", "same")}


@cache
def comparison() -> YearsComparison:
    """The comparison of the two plans."""
    return compare_years(golden_plan("richmond-2023"), golden_plan("richmond-2024"))


@cache
def expected_changes() -> tuple[dict[str, Any], ...]:
    """What was changed."""
    return tuple(json.loads((DATA / "richmond-2023-to-2024.expected.json").read_text(encoding="utf-8")))


def found(expected: dict[str, Any]) -> ActionChange:
    """Our record of an expected change."""
    return next(
        change
        for change in comparison().actions
        if (change.before_ref, change.after_ref) == (expected["before"], expected["now"])
    )


def test_the_same_pairs_new_and_dropped_actions_are_found() -> None:
    pairs = {(change.before_ref, change.after_ref) for change in comparison().actions}

    assert pairs == {(one["before"], one["now"]) for one in expected_changes()}


@pytest.mark.parametrize("expected", expected_changes(), ids=lambda one: f"{one['before']}-{one['now']}")
def test_each_change_is_found(expected: dict[str, Any]) -> None:
    change = found(expected)

    if expected["status"] != "matched":
        assert change.status == expected["status"]
        return
    moved = None if change.rag.before == change.rag.after else [change.rag.before, change.rag.after]
    made, ours = SAYS_OTHERWISE.get(expected["now"], (expected["narrative"], expected["narrative"]))
    assert expected["narrative"] == made
    assert change.narrative == ours
    assert change.action_text == expected["action_text"]
    assert moved == expected["rag"]


@pytest.mark.parametrize("later", ["richmond-2024.docx", "richmond-2024.pdf"])
def test_the_documents_themselves_give_the_same_changes_from_word_and_from_pdf(later: str) -> None:
    there = next(folder / later for folder in (SAMPLES, FORMATS) if (folder / later).exists())
    paths = [SAMPLES / "richmond-2023.docx", there]
    plans = [read_plan(path.read_bytes(), path.name) for path in paths]

    changes = compare_years(plans[0], plans[1]).actions

    def facts(change: ActionChange) -> tuple[object, ...]:
        return change.before_ref, change.after_ref, change.status, change.action_text, change.narrative, change.rag

    # Our golden plans have mentions put in by plain search: what becomes of those is no fact of the documents.
    bare = [plan.model_copy(update={"actions": _without_mentions(plan)}) for plan in map(golden_plan, GOLDEN)]
    assert list(map(facts, changes)) == list(map(facts, compare_years(bare[0], bare[1]).actions))


def _without_mentions(plan: Plan) -> tuple[Action, ...]:
    return tuple(action.model_copy(update={"mentions": ()}) for action in plan.actions)


def test_the_narrative_that_is_labelled_otherwise_keeps_about_a_quarter() -> None:
    change = next(one for one in comparison().actions if one.after_ref == "4.10")

    assert change.narrative_similarity == pytest.approx(29 / 111, abs=0.001)


def test_no_match_needs_checking() -> None:
    assert comparison().summary.matches_to_check == 0
