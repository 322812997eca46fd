"""A run may be killed at any instant: what it leaves is whole, and the next run makes of it what it would have been."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from builders.histories import FromMemory
from builders.histories import inbox as inbox_of_histories
from builders.kills import instants, killed_at
from builders.runs import DERIVED, ScriptedExecutor, contents, document, plan_ids, put, run, statuses
from models.plan import Plan
from pipeline.batch import reading
from pipeline.batch.outcomes import Options
from pipeline.check import check
from pipeline.outputs.folder import LocalFolder
from pipeline.outputs.journal import JOURNAL, Journal
from pipeline.outputs.manifest import Manifest
from pipeline.outputs.store import Outputs


@pytest.fixture(autouse=True)
def untagged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tagging takes time and is of no matter here."""
    monkeypatch.setattr(reading, "default_stages", lambda _: (check,))


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """An outputs folder with two plans, of which one will get a new document and one be read for another year."""
    outputs = tmp_path / "before"
    put(tmp_path / "inbox" / "brent.html", document("brent"))
    put(tmp_path / "inbox" / "camden.html", document("camden"))
    run(outputs, tmp_path / "inbox")
    return outputs


@pytest.fixture
def inbox(tmp_path: Path, before: Path) -> Path:
    """What was read before, a new document of it, a new plan, and its twin."""
    assert before.exists()
    put(tmp_path / "inbox" / "camden-june.html", document("camden", offset=5))
    put(tmp_path / "inbox" / "lewisham.html", document("lewisham"))
    put(tmp_path / "inbox" / "lewisham-draft.html", document("lewisham", offset=7))
    return tmp_path / "inbox"


def manifest(outputs: Path) -> list[dict[str, Any]]:
    entries = json.loads((outputs / "manifest.json").read_bytes())["inputs"]
    left_out = {"seconds", "status", "reason"}  # which run read a document is told by these
    return [{key: value for key, value in entry.items() if key not in left_out} for entry in entries]


def assert_whole(outputs: Path) -> None:
    """Everything in the folder can be read to its end, and what belongs together is together."""
    for path in outputs.rglob("*.json"):
        if path.parent.name == "plans" or "revisions" in path.parts:
            Plan.model_validate_json(path.read_bytes())
    for name in DERIVED:
        if name.endswith(".csv"):
            with (outputs / name).open(encoding="utf-8", newline="") as file:
                assert len({len(row) for row in csv.reader(file)}) == 1
    Manifest.model_validate_json((outputs / "manifest.json").read_bytes())


def test_a_run_killed_at_any_step_is_made_good_by_the_next(tmp_path: Path, inbox: Path, before: Path) -> None:
    expected, victim = tmp_path / "expected", tmp_path / "victim"
    copytree(before, expected)
    steps = instants(lambda: run(expected, inbox, executor=FromMemory()), least=31)

    for instant in steps:
        copytree(before, victim)
        killed_at(instant, lambda: run(victim, inbox, executor=FromMemory()))
        assert_whole(victim)

        run(victim, inbox, executor=FromMemory())

        assert contents(victim) == contents(expected), instant
        assert manifest(victim) == manifest(expected), instant
        assert not (victim / JOURNAL).exists()
        assert not list(victim.rglob("*.part"))
        victim.rename(tmp_path / f"victim-{instant}")


def test_a_run_killed_while_plans_make_way_for_one_that_failed_before_loses_nothing(tmp_path: Path) -> None:
    documents = inbox_of_histories(tmp_path / "documents")
    three = [documents / f"camden-{letter}.html" for letter in "abc"]
    before, expected = tmp_path / "before", tmp_path / "expected"
    run(before, *three, executor=FromMemory(frozenset({"camden-a.html"})))
    run(before, documents / "camden-d.html", executor=FromMemory())
    copytree(before, expected)
    steps = instants(lambda: run(expected, *three, executor=FromMemory()))

    for instant in steps:
        victim = tmp_path / f"victim-{instant}"
        copytree(before, victim)
        killed_at(instant, lambda folder=victim: run(folder, *three, executor=FromMemory()))  # type: ignore[misc]

        run(victim, *three, executor=FromMemory())

        assert contents(victim) == contents(expected), instant


def test_a_forced_run_goes_on_where_it_stopped(tmp_path: Path, inbox: Path, before: Path) -> None:
    expected, victim = tmp_path / "expected", tmp_path / "victim"
    for folder in (expected, victim):
        copytree(before, folder)
    run(expected, inbox, options=Options(force=True))

    with pytest.raises(KeyboardInterrupt):
        run(victim, inbox, executor=ScriptedExecutor({}, interrupted_at=2), options=Options(force=True))
    again = run(victim, inbox, options=Options(force=True))

    assert list(statuses(again).values()).count("skipped") == 3  # two it had read, and the one that june had replaced
    assert contents(victim) == contents(expected)
    once_more = statuses(run(victim, inbox, options=Options(force=True)))
    assert [name for name, status in once_more.items() if status == "skipped"] == ["camden.html"]


def test_an_interrupted_run_leaves_tables_of_what_it_read_and_goes_on_from_there(
    tmp_path: Path, inbox: Path, before: Path
) -> None:
    expected, victim = tmp_path / "expected", tmp_path / "victim"
    for folder in (expected, victim):
        copytree(before, folder)
    run(expected, inbox)
    executor = ScriptedExecutor({}, interrupted_at=1)

    with pytest.raises(KeyboardInterrupt):
        run(victim, inbox, executor=executor)
    assert executor.closed
    assert_whole(victim)
    assert "camden-june.html" in (victim / "plans.csv").read_text(encoding="utf-8")
    again = run(victim, inbox)

    assert list(statuses(again).values()).count("skipped") == 3
    assert contents(victim) == contents(expected)
    assert manifest(victim) == manifest(expected)


def test_a_torn_line_of_the_journal_is_dropped_and_does_not_spoil_the_next(tmp_path: Path, inbox: Path) -> None:
    outputs = tmp_path / "torn"
    with pytest.raises(KeyboardInterrupt):
        run(outputs, inbox, executor=ScriptedExecutor({}, interrupted_at=2))
    file = outputs / JOURNAL
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])

    journal = Journal(LocalFolder(outputs))

    *others, _ = whole.splitlines(keepends=True)
    assert len(journal.unfinished) == len(others)
    assert file.read_bytes() == b"".join(others)


def test_a_line_whose_plan_never_came_to_stand_does_not_count(tmp_path: Path, inbox: Path) -> None:
    outputs = tmp_path / "outputs"
    with pytest.raises(KeyboardInterrupt):
        run(outputs, inbox, executor=ScriptedExecutor({}, interrupted_at=2))
    *others, line = Journal(LocalFolder(outputs)).unfinished
    last = line.entry
    assert last
    (outputs / (last.kept or "")).unlink()

    journal = Journal(LocalFolder(outputs))

    assert len(journal.unfinished) == len(others)
    assert [entry.name for entry in journal.entries() if entry.sha256 == last.sha256] != []


def test_an_abandoned_run_does_not_keep_a_later_document_from_its_place(tmp_path: Path, inbox: Path) -> None:
    outputs = tmp_path / "outputs"
    with pytest.raises(KeyboardInterrupt):
        run(outputs, inbox / "camden.html", inbox / "lewisham.html", executor=ScriptedExecutor({}, interrupted_at=1))

    run(outputs, inbox / "camden-june.html")

    assert plan_ids(outputs) == ["camden-2024"]
    assert Outputs(outputs).find_plan("camden-2024").source.filename == "camden-june.html"


def test_half_written_files_of_a_killed_run_are_removed(tmp_path: Path, before: Path) -> None:
    parts = [before / folder / ".vvrap-abc.part" for folder in (".", "plans", ".vvrap", "revisions/camden-2024")]
    for part in parts:
        put(part, b"half")

    run(before, tmp_path / "inbox")

    assert not any(part.exists() for part in parts)
