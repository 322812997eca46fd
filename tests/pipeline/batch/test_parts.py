"""Several documents are read as parts of one plan, and stay so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders.content import small_plan
from builders.html import render_html
from builders.runs import LAYOUT, document, plan_ids, put, run, statuses
from models.errors import UnreadableFile, UsageError
from pipeline.batch.executor import SerialExecutor
from pipeline.batch.inputs import as_parts, find_inputs
from pipeline.batch.outcomes import Outcome
from pipeline.batch.reading import WORK
from pipeline.batch.run import Batch
from pipeline.outputs.store import Outputs
from pipeline.outputs.versions import remove


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """The two themes of a plan, each in a document of its own; the names are in the other order."""
    plan = small_plan("camden", 2024)
    return [
        put(tmp_path / f"{name}.html", render_html(replace(plan, themes=(theme,)), LAYOUT))
        for name, theme in zip(("b first", "a second"), plan.themes, strict=True)
    ]


def run_parts(outputs: Path, *inputs: Path) -> list[Outcome]:
    batch = Batch(Outputs(outputs), SerialExecutor(WORK))
    return list(batch.outcomes([as_parts(find_inputs(inputs, outputs))]))


@pytest.mark.parametrize("order", [1, -1])
def test_parts_make_one_plan_in_the_order_of_their_themes(tmp_path: Path, parts: list[Path], order: int) -> None:
    (outcome,) = run_parts(tmp_path / "outputs", *parts[::order])

    plan = Outputs(tmp_path / "outputs").find_plan("camden-2024")
    whole = run(tmp_path / "whole", put(tmp_path / "whole.html", document()))
    assert [action.ref for action in plan.actions] == [
        action.ref for action in Outputs(tmp_path / "whole").find_plan("camden-2024").actions
    ]
    assert whole[0].entry.plan_id == outcome.entry.plan_id == "camden-2024"
    assert plan.source.filename == "a second.html + b first.html"
    assert any(found.code == "read-in-parts" for found in plan.findings)


def test_parts_given_again_alone_or_together_change_nothing(tmp_path: Path, parts: list[Path]) -> None:
    outputs = tmp_path / "outputs"
    run_parts(outputs, *parts)

    together = run_parts(outputs, *parts)
    alone = run(outputs, *parts)

    assert set(statuses([*together, *alone]).values()) == {"skipped"}
    assert (alone[0].entry.reason or "").startswith("It was read as a part of camden-2024.")
    assert plan_ids(outputs) == ["camden-2024"]


def test_parts_put_right_a_part_that_took_the_place_of_another(tmp_path: Path, parts: list[Path]) -> None:
    outputs = tmp_path / "outputs"
    for part in parts:
        run(outputs, part)

    run_parts(outputs, *parts)

    plan = Outputs(outputs).find_plan("camden-2024")
    assert len(plan.actions) == 9
    assert not [found for found in plan.findings if found.severity == "error"]


def test_when_the_whole_is_taken_out_a_part_can_be_read_by_itself(tmp_path: Path, parts: list[Path]) -> None:
    outputs = tmp_path / "outputs"
    run_parts(outputs, *parts)
    remove(Outputs(outputs), "camden-2024")

    (outcome,) = run(outputs, parts[0])

    assert outcome.entry.status != "skipped"
    assert plan_ids(outputs) == ["camden-2024"]


def test_parts_of_two_boroughs_are_no_plan(tmp_path: Path, parts: list[Path]) -> None:
    brent = put(tmp_path / "brent.html", document("brent"))

    (outcome,) = run_parts(tmp_path / "outputs", parts[0], brent)

    assert outcome.entry.code == "not-a-plan"
    assert "different boroughs" in outcome.problem


def test_a_part_that_is_missing_is_no_plan(tmp_path: Path, parts: list[Path]) -> None:
    (outcome,) = run_parts(tmp_path / "outputs", *parts, tmp_path / "c.html")

    assert outcome.entry.code == UnreadableFile.code


def test_one_document_is_no_parts(parts: list[Path]) -> None:
    with pytest.raises(UsageError, match="two documents or more"):
        as_parts(find_inputs(parts[:1]))
