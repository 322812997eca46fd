"""Documents end in the same places whatever order they are given in, and however often they fail."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.histories import a_history, follow, inbox, stumble
from builders.nightly import examples
from builders.runs import ScriptedExecutor, contents, document, plan_ids, put, run
from models.plan import Plan
from pipeline.batch.executor import Lost
from pipeline.outputs.store import Outputs


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inbox(tmp_path_factory.mktemp("inbox"))


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_any_history_gives_the_same_outputs_in_any_order_and_after_any_failures(documents: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    history = a_history(chance)
    with TemporaryDirectory() as name:
        smooth, rough = Path(name, "smooth"), Path(name, "rough")

        follow(smooth, documents, history)
        stumble(rough, documents, history, chance)

        assert contents(rough) == contents(smooth)


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    return [put(tmp_path / f"part{number}.html", document(offset=offset)) for number, offset in ((1, 0), (2, 7))]


def sources(outputs: Path) -> dict[str, str]:
    return {plan.plan_id: plan.source.filename for plan in Outputs(outputs).read_plans()}


def codes(plan: Plan) -> list[str]:
    return [found.code for found in plan.findings if found.severity != "info"]


@pytest.mark.parametrize("order", [1, -1])
def test_twins_of_one_command_are_told_apart_by_name_not_by_order(
    tmp_path: Path, parts: list[Path], order: int
) -> None:
    run(tmp_path / "outputs", *parts[::order])

    assert sources(tmp_path / "outputs") == {"camden-2024": "part1.html", "camden-2024-part2-html": "part2.html"}


@pytest.mark.parametrize("failing", [0, 1])
def test_a_document_that_failed_displaces_no_neighbour_when_it_is_retried(
    tmp_path: Path, parts: list[Path], failing: int
) -> None:
    run(tmp_path / "outputs", *parts, executor=ScriptedExecutor({failing: Lost("time")}))

    run(tmp_path / "outputs", *parts)

    assert sources(tmp_path / "outputs") == {"camden-2024": "part1.html", "camden-2024-part2-html": "part2.html"}
    assert not (tmp_path / "outputs" / "revisions").exists() or not list(
        (tmp_path / "outputs" / "revisions").glob("*/*")
    )


def test_a_document_that_could_not_be_opened_keeps_its_place_by_its_name(tmp_path: Path, parts: list[Path]) -> None:
    first = parts[0].read_bytes()
    parts[0].unlink()
    run(tmp_path / "outputs", *parts)
    put(parts[0], first)

    run(tmp_path / "outputs", *parts)

    assert sources(tmp_path / "outputs") == {"camden-2024": "part1.html", "camden-2024-part2-html": "part2.html"}


def test_a_failed_document_that_is_retried_after_a_newer_one_came_is_history(tmp_path: Path, parts: list[Path]) -> None:
    outputs = tmp_path / "outputs"
    newer = put(tmp_path / "a-newer.html", document(offset=3))
    run(outputs, *parts, executor=ScriptedExecutor({0: Lost("time")}))
    run(outputs, newer)

    (outcome,) = run(outputs, parts[0])

    assert sources(outputs) == {"camden-2024": "a-newer.html", "camden-2024-part2-html": "part2.html"}
    assert outcome.entry.kept == "revisions/camden-2024/0001.json"
    assert outcome.lines[-1].startswith("  It is an earlier document of camden-2024, now read from a-newer.html.")


def test_a_newer_document_without_actions_that_the_plan_had_says_so(tmp_path: Path, parts: list[Path]) -> None:
    for part in parts:
        outcomes = run(tmp_path / "outputs", part)

    plan = Outputs(tmp_path / "outputs").find_plan("camden-2024")
    assert codes(plan) == ["newer-lacks-actions"]
    assert plan.findings[0].message.startswith("part2.html replaced part1.html and lacks ")
    assert plan.findings[0].message.endswith("To undo: `vvrap history camden-2024 --restore N`.")
    assert any("part2.html replaced part1.html" in line for line in outcomes[0].lines)
    assert plan_ids(tmp_path / "outputs") == ["camden-2024"]
