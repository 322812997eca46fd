"""What a run does with documents: new ones, known ones, changed ones, twins, and ones that fail."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from builders.broken import png
from builders.runs import (
    DERIVED,
    ScriptedExecutor,
    contents,
    document,
    plan_ids,
    put,
    run,
    run_and_sum_up,
    statuses,
)
from models.errors import DamagedFile
from models.reference.boroughs import find_borough
from pipeline.batch import batch_reader, choosing
from pipeline.batch.executor import Lost
from pipeline.batch.outcomes import Options
from pipeline.outputs.manifest import Entry, Manifest
from pipeline.outputs.store import Outputs

FAR_FUTURE = 4_000_000_000  # seconds since 1970: the year 2096


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    put(folder / "brent.html", document("brent"))
    put(folder / "camden.html", document("camden"))
    return folder


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


def manifest(outputs: Path) -> dict[str, Entry]:
    """The entries by name and, for the documents of one name, by the order of their bytes."""
    read = Manifest.model_validate_json((outputs / "manifest.json").read_bytes())
    return {entry.name: entry for entry in read.inputs}


def without_seconds(outputs: Path) -> list[dict[str, Any]]:
    """The manifest without the one figure in it that differs from run to run."""
    inputs = json.loads((outputs / "manifest.json").read_bytes())["inputs"]
    return [{key: value for key, value in entry.items() if key != "seconds"} for entry in inputs]


def source_of(outputs: Path, plan_id: str) -> str:
    return Outputs(outputs).find_plan(plan_id).source.filename


def test_new_documents_become_plans_tables_and_a_manifest(inbox: Path, outputs: Path) -> None:
    outcomes = run(outputs, inbox)

    assert statuses(outcomes) == {"brent.html": "read", "camden.html": "read"}
    assert plan_ids(outputs) == ["brent-2024", "camden-2024"]
    assert {path.name for path in outputs.iterdir()} == {*DERIVED, "plans", "workbooks", "manifest.json", ".vvrap"}
    assert sorted(path.name for path in (outputs / ".vvrap").iterdir()) == [
        "digests.json",
        "lock",
        "tables.json",
        "workbooks.json",
    ]


def test_the_manifest_says_what_became_of_each(inbox: Path, outputs: Path) -> None:
    put(inbox / "photo.pdf", png())

    run(outputs, inbox)

    entries = manifest(outputs)
    camden, photo = entries["camden.html"], entries["photo.pdf"]
    assert (camden.status, camden.reader, camden.media_type) == ("read", "html", "text/html")
    assert (camden.plan_id, camden.kept) == ("camden-2024", "plans/camden-2024.json")
    assert camden.findings.info > 0
    assert camden.seconds
    assert (photo.status, photo.code, photo.plan_id) == ("failed", "unsupported-kind", None)
    assert photo.reason == ("The file is a PNG picture, which this tool does not read. Save it as Word (.docx) or PDF.")
    assert photo.sha256


def test_two_runs_over_the_same_documents_give_the_same_bytes(inbox: Path, tmp_path: Path) -> None:
    put(inbox / "again.html", document("camden", offset=3))
    for name in ("one", "two"):
        run(tmp_path / name, inbox)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert without_seconds(tmp_path / "one") == without_seconds(tmp_path / "two")


def test_a_document_that_was_read_before_is_skipped_wherever_it_is_now(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)
    before = contents(outputs)
    (inbox / "camden.html").rename(inbox / "moved.html")

    outcomes = run(outputs, inbox)

    assert statuses(outcomes) == {"brent.html": "skipped", "moved.html": "skipped"}
    assert contents(outputs) == before
    assert manifest(outputs)["moved.html"].reading == "read"
    assert manifest(outputs)["moved.html"].plan_id == "camden-2024"


def test_force_reads_every_document_and_changes_nothing_when_nothing_has_changed(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)
    before = contents(outputs)

    outcomes = run(outputs, inbox, options=Options(force=True))

    assert statuses(outcomes) == {"brent.html": "read", "camden.html": "read"}
    assert contents(outputs) == before


@pytest.mark.parametrize("what", ["tool_version", "build"])
def test_a_new_version_of_the_tool_reads_again(
    inbox: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    run(outputs, inbox)
    for module in (choosing, batch_reader):
        monkeypatch.setattr(module, what, lambda: "newer")

    outcomes = run(outputs, inbox)

    assert set(statuses(outcomes).values()) == {"read"}
    assert set(statuses(run(outputs, inbox)).values()) == {"skipped"}


@pytest.mark.parametrize("damage", [b"", b"{}", None])
def test_a_plan_that_was_damaged_or_deleted_is_read_again(inbox: Path, outputs: Path, damage: bytes | None) -> None:
    run(outputs, inbox)
    before = contents(outputs)
    path = outputs / "plans" / "camden-2024.json"
    path.unlink() if damage is None else path.write_bytes(damage)

    outcomes = run(outputs, inbox)

    assert statuses(outcomes) == {"brent.html": "skipped", "camden.html": "read"}
    after = contents(outputs)
    assert {name: after[name] for name in before} == before
    assert [name for name in after if name not in before] == (
        [] if damage is None else ["revisions/camden-2024/0001.json"]
    )


def test_a_new_document_of_a_plan_takes_its_place_and_the_one_before_is_kept(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)
    before = (outputs / "plans" / "camden-2024.json").read_bytes()
    new = put(inbox / "camden-june.html", document("camden", offset=7))

    outcomes = run(outputs, inbox)

    assert statuses(outcomes) == {
        "brent.html": "skipped",
        "camden-june.html": "read with doubts",
        "camden.html": "skipped",
    }
    assert source_of(outputs, "camden-2024") == new.name
    assert (outputs / "revisions" / "camden-2024" / "0001.json").read_bytes() == before
    assert manifest(outputs)["camden.html"].kept == "revisions/camden-2024/0001.json"
    assert manifest(outputs)["camden-june.html"].kept == "plans/camden-2024.json"


def test_an_earlier_document_given_again_does_not_push_the_newer_one_out(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)
    put(inbox / "camden-june.html", document("camden", offset=7))
    run(outputs, inbox)
    before = contents(outputs)

    outcomes = run(outputs, inbox)

    assert contents(outputs) == before
    (old,) = [outcome for outcome in outcomes if outcome.entry.name == "camden.html"]
    assert old.entry.reason == (
        "It is an earlier document of camden-2024, now read from camden-june.html. "
        "`vvrap history camden-2024 --restore N` makes it the current one."
    )


def test_an_earlier_document_becomes_the_current_one_by_force(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)
    put(inbox / "camden-june.html", document("camden", offset=7))
    run(outputs, inbox)

    run(outputs, inbox / "camden.html", options=Options(force=True))

    assert source_of(outputs, "camden-2024") == "camden.html"
    assert Outputs(outputs).revisions("camden-2024") == ["revisions/camden-2024/0001.json"]
    assert manifest(outputs)["camden-june.html"].kept == "revisions/camden-2024/0001.json"


def test_reading_all_again_by_force_turns_no_history_round(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)
    put(inbox / "camden-june.html", document("camden", offset=7))
    run(outputs, inbox)
    before = contents(outputs)

    run(outputs, inbox, options=Options(force=True))

    assert contents(outputs) == before


def test_two_documents_of_one_plan_in_one_run_are_both_kept(inbox: Path, outputs: Path) -> None:
    put(inbox / "camden-draft.html", document("camden", offset=7))

    outcomes = run(outputs, inbox)

    assert statuses(outcomes)["camden.html"] == "read"
    assert plan_ids(outputs) == ["brent-2024", "camden-2024", "camden-2024-camden-html"]
    assert source_of(outputs, "camden-2024") == "camden-draft.html"
    assert source_of(outputs, "camden-2024-camden-html") == "camden.html"
    twin = Outputs(outputs).find_plan("camden-2024-camden-html")
    assert [found.code for found in twin.findings if found.severity == "warning"] == ["same-plan-twice"]


def test_twins_stay_apart_when_they_are_read_again(inbox: Path, outputs: Path) -> None:
    put(inbox / "camden-draft.html", document("camden", offset=7))
    run(outputs, inbox)
    before = contents(outputs)

    run(outputs, inbox / "camden.html", options=Options(force=True))
    run(outputs, inbox, options=Options(force=True))

    assert contents(outputs) == before


def test_a_new_document_of_a_twin_takes_the_place_of_that_twin(inbox: Path, outputs: Path) -> None:
    put(inbox / "camden-draft.html", document("camden", offset=7))
    run(outputs, inbox)
    put(inbox / "camden.html", document("camden", offset=9))

    run(outputs, inbox)

    assert source_of(outputs, "camden-2024") == "camden-draft.html"
    assert source_of(outputs, "camden-2024-camden-html") == "camden.html"
    assert Outputs(outputs).revisions("camden-2024") == []
    assert len(Outputs(outputs).revisions("camden-2024-camden-html")) == 1


def test_copies_of_a_document_are_read_once(inbox: Path, outputs: Path) -> None:
    put(inbox / "old" / "copy.html", document("camden"))

    outcomes = run(outputs, inbox)

    assert statuses(outcomes) == {"brent.html": "read", "camden.html": "read", "old/copy.html": "skipped"}
    assert outcomes[-1].entry.reason == "It has the same content as camden.html."
    assert outcomes[-1].entry.plan_id == "camden-2024"
    assert plan_ids(outputs) == ["brent-2024", "camden-2024"]


def test_copies_of_a_document_that_fails_fail_as_it_does(inbox: Path, outputs: Path) -> None:
    put(inbox / "a.pdf", png())
    put(inbox / "b.pdf", png())

    outcomes, summary = run_and_sum_up(outputs, inbox)

    assert statuses(outcomes)["a.pdf"] == statuses(outcomes)["b.pdf"] == "failed"
    assert [outcome.entry.name for outcome in summary.failures] == ["a.pdf", "b.pdf"]
    assert manifest(outputs)["b.pdf"].code == "unsupported-kind"


def test_a_document_that_is_lost_is_named_and_the_others_are_read(inbox: Path, outputs: Path) -> None:
    executor = ScriptedExecutor({0: Lost("crash", "signal 11, Segmentation fault")})

    outcomes, summary = run_and_sum_up(outputs, inbox, executor=executor)

    assert statuses(outcomes) == {"brent.html": "failed", "camden.html": "read"}
    assert outcomes[0].problem == "The process that was reading it ended unexpectedly (signal 11, Segmentation fault)."
    assert summary.statuses == {"failed": 1, "read": 1}
    assert executor.closed


def test_a_document_that_failed_is_tried_again(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox, executor=ScriptedExecutor({0: Lost("time")}))

    outcomes = run(outputs, inbox)

    assert statuses(outcomes) == {"brent.html": "read", "camden.html": "skipped"}
    assert manifest(outputs)["brent.html"].code is None


def test_a_document_that_fails_when_it_is_read_again_keeps_the_plan_it_gave(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)
    before = contents(outputs)

    run(outputs, inbox, executor=ScriptedExecutor({0: Lost("time")}), options=Options(force=True))

    assert contents(outputs) == before
    entry = manifest(outputs)["brent.html"]
    assert (entry.status, entry.code, entry.kept) == ("failed", "time", "plans/brent-2024.json")


def test_a_document_that_could_not_be_opened_has_one_entry_when_it_can(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox / "new.html")
    put(inbox / "new.html", document("lewisham"))

    run(outputs, inbox / "new.html")

    assert [entry["status"] for entry in without_seconds(outputs)] == ["read"]


def test_when_every_document_fails_there_is_a_manifest_and_no_tables(tmp_path: Path, outputs: Path) -> None:
    run(outputs, put(tmp_path / "photo.pdf", png()), tmp_path / "missing.docx")

    assert [(entry["name"], entry["code"]) for entry in without_seconds(outputs)] == [
        ("missing.docx", "unreadable-file"),
        ("photo.pdf", "unsupported-kind"),
    ]
    assert not (outputs / "plans.csv").exists()


def test_links_in_the_folder_are_in_the_manifest_as_skipped(inbox: Path, outputs: Path) -> None:
    (inbox / "link.html").symlink_to(inbox / "camden.html")

    outcomes = run(outputs, inbox)

    assert statuses(outcomes)["link.html"] == "skipped"
    assert (manifest(outputs)["link.html"].reason or "").startswith("It is a link")


def test_a_document_read_for_another_year_leaves_its_old_plan_among_the_revisions(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)

    run(outputs, inbox / "camden.html", options=Options(year=2025))

    assert plan_ids(outputs) == ["brent-2024", "camden-2025"]
    assert Outputs(outputs).revisions("camden-2024") == ["revisions/camden-2024/0001.json"]
    assert manifest(outputs)["camden.html"].kept == "plans/camden-2025.json"


def test_a_borough_and_year_given_once_hold_until_others_are_given(
    inbox: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(outputs, inbox / "camden.html", options=Options(find_borough("Brent"), 2025))

    again = run(outputs, inbox / "camden.html")
    for module in (choosing, batch_reader):
        monkeypatch.setattr(module, "build", lambda: "newer")
    newer = run(outputs, inbox / "camden.html")

    assert statuses(again) == {"camden.html": "skipped"}
    assert statuses(newer) == {"camden.html": "read"}
    assert plan_ids(outputs) == ["brent-2025"]


def test_the_clock_may_be_set_back_or_wrong(inbox: Path, outputs: Path) -> None:
    run(outputs, inbox)
    for path in outputs.rglob("*"):
        os.utime(path, (FAR_FUTURE, FAR_FUTURE))
    new = put(inbox / "camden-june.html", document("camden", offset=7))
    os.utime(new, (0, 0))

    outcomes = run(outputs, inbox)

    assert statuses(outcomes) == {
        "brent.html": "skipped",
        "camden-june.html": "read with doubts",
        "camden.html": "skipped",
    }
    assert source_of(outputs, "camden-2024") == "camden-june.html"


def test_names_of_any_kind_are_recorded_and_told_apart(tmp_path: Path, outputs: Path) -> None:
    names = ["two\nlines.html", "$(id) `x` ;.html", "caf\udce9.html"]
    for name, place in zip(names, ("brent", "camden", "lewisham"), strict=True):
        put(tmp_path / "inbox" / name, document(place))

    outcomes = run(outputs, tmp_path / "inbox")

    assert sorted(outcome.entry.name for outcome in outcomes) == [
        "$(id) `x` ;.html",
        "caf\N{REPLACEMENT CHARACTER}.html",
        "two\nlines.html",
    ]
    assert plan_ids(outputs) == ["brent-2024", "camden-2024", "lewisham-2024"]
    assert set(statuses(run(outputs, tmp_path / "inbox")).values()) == {"skipped"}


def test_a_name_as_long_as_names_can_be_makes_a_plan(tmp_path: Path, outputs: Path) -> None:
    nameless = document("camden").replace(b"Camden", b"Northside")
    path = put(tmp_path / f"{'x' * 250}.html", nameless)

    (outcome,) = run(outputs, path)

    assert outcome.entry.status == "read"
    assert len(plan_ids(outputs)) == 1


def test_a_manifest_that_is_none_is_named(inbox: Path, outputs: Path) -> None:
    put(outputs / "manifest.json", b"[]")

    with pytest.raises(
        DamagedFile, match=r"manifest\.json is not a manifest that this version of vvrap can read\. Delete it"
    ):
        run(outputs, inbox)
