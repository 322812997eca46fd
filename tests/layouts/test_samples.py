"""The plans in samples/ must be read whole: every action, every cell, none extra."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builders.score import golden_differences
from extractors import read_plan
from models.plan import Action, Plan

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = {
    "tests/files/formats/richmond-2024.txt": "richmond-2024-text",
    "tests/files/formats/richmond-2024.docx": "richmond-2024",
    "samples/richmond-2024.pdf": "richmond-2024",
    "samples/richmond-2023.docx": "richmond-2023",
    "samples/hackney-2024.docx": "hackney-2024",
    "tests/golden/richmond-2024-browser.pdf": "richmond-2024",
}
RICHMOND_2024 = [path for path, golden in SAMPLES.items() if golden.startswith("richmond-2024")]
PLAN_IDS = {
    "richmond-2024": "richmond-upon-thames-2024",
    "richmond-2024-text": "richmond-upon-thames-2024",
    "richmond-2023": "richmond-upon-thames-2023",
    "hackney-2024": "hackney-2024",
}


@cache
def reading(path: str) -> Plan:
    """The plan in a file, read under a name that tells nothing."""
    return read_plan((ROOT / path).read_bytes(), "document")


@cache
def golden(name: str) -> dict[str, Any]:
    """What must come out of a sample."""
    expected: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return expected


def record(action: Action) -> dict[str, Any]:
    """An action without where it was read and without its status, which the text copy lacks."""
    return action.model_dump(exclude={"evidence", "rag", "rag_source"})


@pytest.mark.parametrize(("path", "name"), SAMPLES.items())
def test_every_cell_of_a_sample_is_exact(path: str, name: str) -> None:
    expected = golden(name)

    plan = reading(path)

    assert [str(difference) for difference in golden_differences(plan, expected)] == []


@pytest.mark.parametrize("path", SAMPLES)
def test_every_word_of_a_sample_is_accounted_for(path: str) -> None:
    coverage = reading(path).coverage

    assert coverage.words > 0
    assert (coverage.share, coverage.unaccounted) == (1.0, ())


@pytest.mark.parametrize(("path", "name"), SAMPLES.items())
def test_a_sample_names_its_plan(path: str, name: str) -> None:
    plan = reading(path)

    assert plan.plan_id == PLAN_IDS[name]


@pytest.mark.parametrize("path", SAMPLES)
def test_every_field_of_a_sample_says_where_it_was_read(path: str) -> None:
    plan = reading(path)

    for action in plan.actions:
        filled = {
            "mandatory_action": action.mandatory_action,
            "narrative": action.narrative,
            "rag": action.rag,
            "lead_organisations": action.lead_organisations,
            "named_leads": action.named_leads,
        }
        assert [name for name, value in filled.items() if value and not action.evidence.get(name)] == [], action.ref


@pytest.mark.parametrize("path", RICHMOND_2024[1:])
def test_the_richmond_plan_gives_the_same_records_in_each_format(path: str) -> None:
    text = reading(RICHMOND_2024[0])

    plan = reading(path)

    assert plan.themes == text.themes
    assert plan.metadata == text.metadata
    assert [record(action) for action in plan.actions] == [record(action) for action in text.actions]


@pytest.mark.parametrize("path", RICHMOND_2024[2:])
def test_the_richmond_plan_has_the_same_statuses_in_each_setting(path: str) -> None:
    word = reading(RICHMOND_2024[1])

    plan = reading(path)

    assert [action.rag for action in plan.actions] == [action.rag for action in word.actions]
