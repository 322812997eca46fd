"""A narrative that says nothing names nobody."""

from __future__ import annotations

from pathlib import Path

from extractors import read_plan
from pipeline.tagging import tag_plan

SAMPLE = Path(__file__).parents[2] / "samples" / "hackney-2024.docx"


def test_a_nil_return_holds_no_mention() -> None:
    plan = read_plan(SAMPLE.read_bytes(), SAMPLE.name)

    tagged = tag_plan(plan)

    nil = [action for action in tagged.actions if action.nil_return]
    assert [action.narrative for action in nil].count("TBC") == 1
    assert [mention for action in nil for mention in action.mentions] == []
    assert sum(len(action.mentions) for action in tagged.actions) > 100
