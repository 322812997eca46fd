"""vvrap watch as people run it: real processes, real documents, stopped and killed at any moment."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builders import broken
from builders.kills import instants, killed_at
from builders.nightly import NIGHTLY
from builders.runs import contents
from pipeline.batch import reading
from pipeline.catalogue.opening import is_fresh
from pipeline.check import check
from pipeline.cli import app as command_line
from pipeline.cli.exits import ALL_FAILED, DONE, INTERRUPTED, SOME_FAILED, USAGE
from pipeline.files import PART_PREFIX, PART_SUFFIX
from pipeline.outputs.store import Outputs

ROOT = Path(__file__).parents[2]
VVRAP = [sys.executable, "-c", "from pipeline.cli.app import main; main()"]
QUICK = ["--poll", "0.05", "--settle", "2"]
ALONE = ["--jobs", "1"]  # one process beside the watch is quicker to start than as many as there are processors
PATIENCE = 60.0  # seconds that a slow machine may take for what takes two or three
KILLS = 3 if NIGHTLY else 2
BOROUGHS = ("Camden", "Barnet", "Brent", "Bexley", "Bromley", "Croydon")


def text_plan(borough: str, year: int = 2024, actions: int = 3) -> bytes:
    """A plan as a text copy of its table."""
    rows = "".join(
        f"Green\t{number}\tShare information, part {number}\tA Person, Manager\tCouncil\t{borough} shares all it has.\n"
        for number in range(1, actions + 1)
    )
    return (
        f"{borough} Violence and Vulnerability Reduction Action Plan {year}\n\n"
        "RAG\tAction No\tVRU Mandatory Action\tNamed Lead and Role\tLead Organisation/Service\tNarrative\n" + rows
    ).encode()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    path = tmp_path / "inbox"
    path.mkdir()
    return path


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


@contextmanager
def watching(inbox: Path, outputs: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A watch in a process of its own, seen to be running."""
    command = [*VVRAP, "watch", str(inbox), "--out", str(outputs), *QUICK, *ALONE, *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            wait_until(lambda: (inbox / ".vvrap" / "lock").exists() or process.poll() is not None)
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def watch_once(inbox: Path, outputs: Path, *options: str) -> int:
    """A watch in this process, which reads the documents too."""
    return command_line.run(["watch", str(inbox), "--out", str(outputs), "--once", *QUICK, "--jobs", "0", *options])


def wait_until(happened: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.01)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def plan_ids(outputs: Path) -> set[str]:
    return {path.stem for path in (outputs / "plans").glob("*.json")}


def assert_consistent(inbox: Path, outputs: Path) -> None:
    """Every document has its note and its plan, and the tables and the catalogue are those of the plans."""
    for folder in (inbox / "done", inbox / "failed"):
        documents = {name for name in names(folder) if f"{name}.txt" in names(folder)}
        assert names(folder) == documents | {f"{name}.txt" for name in documents}
    assert not list(outputs.rglob(f"*{PART_SUFFIX}"))
    plans = {plan.plan_id for plan in Outputs(outputs).read_plans()}
    with (outputs / "plans.csv").open(encoding="utf-8", newline="") as file:
        assert {row["plan_id"] for row in csv.DictReader(file)} == plans
    assert is_fresh(outputs)


def test_the_documents_of_an_archive_are_read_and_told_in_one_note(inbox: Path, outputs: Path) -> None:
    with zipfile.ZipFile(inbox / "pack.zip", "w") as archive:
        archive.writestr("camden.txt", text_plan("Camden"))
        archive.writestr("brent.txt", text_plan("Brent"))
        archive.writestr("logo.png", broken.png())

    code = watch_once(inbox, outputs)

    note = (inbox / "done" / "pack.zip.txt").read_text(encoding="utf-8")
    assert code == DONE
    assert plan_ids(outputs) == {"brent-2024", "camden-2024"}
    assert "Opened. 2 of 2 documents inside were read." in note
    assert "== brent.txt" in note
    assert "logo.png: It is a PNG picture." in note


def test_good_and_bad_documents_are_dealt_with_and_named(
    inbox: Path, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "good.txt").write_bytes(text_plan("Camden"))
    (inbox / "word\n$(plan) \u202e.docx").write_bytes(broken.good_docx())
    (inbox / "cut.docx").write_bytes(broken.truncated(broken.good_docx()))
    (inbox / "empty.pdf").write_bytes(b"")
    (inbox / "picture.docx").write_bytes(broken.png())
    (inbox / "~$good.docx").write_bytes(b"lock")
    (inbox / "plan.pdf").mkdir()

    code = watch_once(inbox, outputs, "--json", "--jobs", "2")

    said = capsys.readouterr()
    assert code == SOME_FAILED
    assert names(inbox) == {"done", "failed", ".vvrap", "~$good.docx", "plan.pdf"}
    assert {one["moved_to"]: one["status"] for one in json.loads(said.out)} == {
        "done/good.txt": "read",
        "done/word\n$(plan) \u202e.docx": "read",
        "failed/cut.docx": "failed",
        "failed/empty.pdf": "failed",
        "failed/picture.docx": "failed",
    }
    assert "word\\n$(plan) \\u202e.docx: Lewisham" in said.err
    assert "Traceback" not in said.err
    assert plan_ids(outputs) == {"camden-2024", "lewisham-2024"}
    assert_consistent(inbox, outputs)


def test_a_document_is_read_only_when_it_is_whole_and_the_watch_can_be_stopped(inbox: Path, outputs: Path) -> None:
    data = text_plan("Camden", actions=40)
    with watching(inbox, outputs) as process, (inbox / "plan.txt").open("wb") as file:
        for start in range(0, len(data), 200):
            file.write(data[start : start + 200])
            file.flush()
            time.sleep(0.02)
            assert names(inbox / "done") | names(inbox / "failed") == set()
        wait_until(lambda: "plan.txt" in names(inbox / "done"))

        stopped(process, signal.SIGINT, outputs, "Camden, 2024: 40 actions")
    assert_consistent(inbox, outputs)


def test_a_file_renamed_when_its_copying_ends_is_read_once_and_the_watch_stops(inbox: Path, outputs: Path) -> None:
    with watching(inbox, outputs) as process:
        part = inbox / "plan.txt.part"
        part.write_bytes(text_plan("Camden"))
        time.sleep(0.3)
        assert names(inbox / "done") == set()

        part.rename(inbox / "plan.txt")
        wait_until(lambda: "plan.txt" in names(inbox / "done"))
        stopped(process, signal.SIGTERM, outputs, "Camden, 2024: 3 actions")

    assert names(inbox / "done") == {"plan.txt", "plan.txt.txt"}
    assert_consistent(inbox, outputs)


def stopped(process: subprocess.Popen[str], number: signal.Signals, outputs: Path, told: str) -> None:
    """A watch that is stopped ends with 130 and whole files, and has told of what it read."""
    wait_until(lambda: is_fresh(outputs))
    process.send_signal(number)
    out, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == INTERRUPTED
    assert out == ""
    assert told in said
    assert said.endswith("Interrupted. All files written so far are complete.\n")
    assert "Traceback" not in said


def test_a_watch_that_a_script_has_started_in_the_background_can_be_stopped(inbox: Path, outputs: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # so that the watch inherits it, as from `vvrap watch … &`
    try:
        with watching(inbox, outputs) as process:
            (inbox / "plan.txt").write_bytes(text_plan("Camden"))
            wait_until(lambda: is_fresh(outputs))

            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=PATIENCE)
    finally:
        signal.signal(signal.SIGINT, before)

    assert process.returncode == INTERRUPTED
    assert "Interrupted." in said
    assert_consistent(inbox, outputs)


def test_a_watch_stopped_while_it_reads_leaves_the_rest_for_the_next(inbox: Path, outputs: Path) -> None:
    for borough in BOROUGHS:
        (inbox / f"{borough}.txt").write_bytes(text_plan(borough))
    with watching(inbox, outputs) as process:
        wait_until(lambda: bool(names(inbox / "done")))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == INTERRUPTED

    code = watch_once(inbox, outputs)

    assert code == DONE
    assert names(inbox / "done") == {f"{borough}.txt{note}" for borough in BOROUGHS for note in ("", ".txt")}
    assert plan_ids(outputs) == {f"{borough.lower()}-2024" for borough in BOROUGHS}
    assert_consistent(inbox, outputs)


def test_a_watch_killed_at_any_instant_is_completed_by_the_next(inbox: Path, outputs: Path) -> None:
    draw = random.Random(5)  # noqa: S311 - a repeatable draw, no secret
    for borough in BOROUGHS:
        (inbox / f"{borough}.txt").write_bytes(text_plan(borough))
    (inbox / "bad.docx").write_bytes(broken.truncated(broken.good_docx()))

    for _ in range(KILLS):
        with watching(inbox, outputs) as process:
            time.sleep(draw.uniform(0.5, 4.0))
            process.kill()
    code = watch_once(inbox, outputs)

    assert code in {DONE, SOME_FAILED, ALL_FAILED}  # whatever was left for the last
    assert names(inbox / "done") == {f"{borough}.txt{note}" for borough in BOROUGHS for note in ("", ".txt")}
    assert names(inbox / "failed") == {"bad.docx", "bad.docx.txt"}
    assert plan_ids(outputs) == {f"{borough.lower()}-2024" for borough in BOROUGHS}
    assert not (outputs / "revisions").exists() or names(outputs / "revisions") == set()
    assert_consistent(inbox, outputs)


def test_a_watch_killed_at_any_step_is_completed_by_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "default_stages", lambda _: (check,))  # tagging takes time and is of no matter here
    expected = dropped(tmp_path / "expected")
    steps = instants(lambda: watch_once(*expected), least=31)

    for instant in steps:
        victim = dropped(tmp_path / f"victim-{instant}")
        killed_at(instant, lambda victim=victim: watch_once(*victim))  # type: ignore[misc] # bound at once
        watch_once(*victim)

        assert finished(victim[0]) == finished(expected[0]), instant
        assert contents(victim[1]) == contents(expected[1]), instant
        assert inputs(victim[1]) == inputs(expected[1]), instant
        assert_consistent(*victim)
    capsys.readouterr()


def inputs(outputs: Path) -> dict[str, str]:
    """Documents of the manifest, and how their reading went."""
    entries = json.loads((outputs / "manifest.json").read_bytes())["inputs"]
    return {entry["name"]: entry["reading"] for entry in entries}


def dropped(folder: Path) -> tuple[Path, Path]:
    """An inbox with a good and a bad document, and where its outputs go."""
    (folder / "inbox").mkdir(parents=True)
    (folder / "inbox" / "plan.txt").write_bytes(text_plan("Camden"))
    (folder / "inbox" / "bad.docx").write_bytes(b"no document")
    return folder / "inbox", folder / "outputs"


def finished(inbox: Path) -> dict[str, str]:
    """What is in done/ and failed/: documents and notes as they are."""
    paths = [path for folder in ("done", "failed") for path in sorted((inbox / folder).iterdir())]
    return {str(path.relative_to(inbox)): path.read_text(encoding="utf-8") for path in paths}


def test_what_a_killed_watch_left_half_written_is_removed(inbox: Path, outputs: Path) -> None:
    for folder in (inbox / "done", inbox / "failed"):
        folder.mkdir()
        (folder / f"{PART_PREFIX}abc{PART_SUFFIX}").write_bytes(b"half a note")
    (inbox / "plan.txt").write_bytes(text_plan("Camden"))

    watch_once(inbox, outputs)

    assert names(inbox / "done") | names(inbox / "failed") == {"plan.txt", "plan.txt.txt"}


def test_the_same_name_dropped_again_overwrites_nothing(inbox: Path, outputs: Path) -> None:
    for actions in (3, 4):
        (inbox / "plan.txt").write_bytes(text_plan("Camden", actions=actions))
        watch_once(inbox, outputs)

    assert names(inbox / "done") == {"plan.txt", "plan.txt.txt", "plan-2.txt", "plan-2.txt.txt"}
    assert (inbox / "done" / "plan.txt").read_bytes() == text_plan("Camden", actions=3)
    assert len(Outputs(outputs).find_plan("camden-2024").actions) == 4


def test_a_link_leads_nobody_out_of_the_inbox(inbox: Path, outputs: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(text_plan("Camden"))
    (inbox / "plan.txt").symlink_to(outside)

    code = watch_once(inbox, outputs)

    assert code == DONE
    assert (inbox / "plan.txt").is_symlink()
    assert outside.read_bytes() == text_plan("Camden")
    assert plan_ids(outputs) == set()


def test_an_unreadable_document_fails_alone(inbox: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "locked.txt").write_bytes(text_plan("Camden"))
    (inbox / "open.txt").write_bytes(text_plan("Barnet"))
    forbid(monkeypatch, "locked.txt")

    code = watch_once(inbox, outputs)

    assert code == SOME_FAILED
    assert names(inbox / "failed") == {"locked.txt", "locked.txt.txt"}
    assert names(inbox / "done") == {"open.txt", "open.txt.txt"}
    assert "Permission denied" in (inbox / "failed" / "locked.txt.txt").read_text(encoding="utf-8")


def forbid(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let opening a file fail as for a person without permission: who runs the tests may open everything."""
    sound = os.open

    def refuse(path: str | bytes | os.PathLike[str], *rest: int, **others: int) -> int:
        if os.fspath(path) == name or str(path).endswith(f"/{name}"):
            raise PermissionError(13, "Permission denied", str(path))
        return sound(path, *rest, **others)

    monkeypatch.setattr(os, "open", refuse)


def test_a_second_watch_on_an_inbox_waits_for_the_first(inbox: Path, outputs: Path) -> None:
    with watching(inbox, outputs) as first, watching(inbox, outputs) as second:
        assert second.stderr is not None
        assert "Another watch is running on" in second.stderr.readline()

        first.send_signal(signal.SIGINT)
        first.communicate(timeout=PATIENCE)
        (inbox / "plan.txt").write_bytes(text_plan("Camden"))
        wait_until(lambda: is_fresh(outputs))
        second.send_signal(signal.SIGINT)
        second.communicate(timeout=PATIENCE)

    assert names(inbox / "done") == {"plan.txt", "plan.txt.txt"}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["inbox", "--out", "inbox/outputs"], "is inside the other"),
        (["outputs/inbox", "--out", "outputs"], "is inside the other"),
        (["nowhere"], "There is no folder nowhere."),
        (["inbox", "--poll", "0"], "--poll"),
        (["inbox", "--settle", "1"], "--settle"),
        ([], "Missing argument"),
    ],
)
def test_a_watch_that_makes_no_sense_ends_with_2(
    arguments: list[str],
    problem: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "outputs" / "inbox").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    code = command_line.run(["watch", *arguments])

    assert code == USAGE
    assert problem in capsys.readouterr().err


def test_an_empty_inbox_is_said_to_be_empty(inbox: Path, outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = watch_once(inbox, outputs)

    assert code == DONE
    assert capsys.readouterr().err == "There was no document in the inbox.\n"
    assert not outputs.exists()


def test_tables_left_behind_by_a_watch_that_was_killed_are_written_at_the_start(inbox: Path, outputs: Path) -> None:
    (inbox / "plan.txt").write_bytes(text_plan("Camden"))
    watch_once(inbox, outputs)
    (outputs / "plans.csv").unlink()
    (outputs / "catalogue.sqlite").unlink()

    watch_once(inbox, outputs)

    assert_consistent(inbox, outputs)
