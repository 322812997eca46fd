"""One run over a folder of everything that may go wrong: each file gets its line, and the good plans are whole."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders.nightly import by_day
from builders.runs import contents
from builders.shared import made_once
from hostile.folder import GOOD, READ, SECRET_YEAR, make_folder, make_good
from pipeline.batch.names import printable, recorded

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 120.0
"""For the whole folder: half a minute on two processors that have nothing else to do."""
MOST_MEGABYTES = 1500
"""For the largest process; the limit of a document is over and above what the program itself takes."""
MEMORY_LIMIT = 1024
TIME_LIMIT = 30
FILE_SIZES = by_day((20_000, 0, 120_000), every=2)
"""Bytes to which a file can grow before the disk is full: within a plan, before the first, within the tables."""


@dataclass(frozen=True)
class Ran:
    """A run of the command that has ended."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float | None
    expected: dict[str, str]
    folder: Path
    outputs: Path
    touched: set[str]


def command(arguments: list[str], home: Path, prepare: Callable[[], None] | None = None) -> tuple[int, str, str]:
    """Run vvrap in an empty folder, with a home and a folder for temporary files of its own."""
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli.app import main; main()", *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        timeout=2 * MOST_SECONDS,
        preexec_fn=prepare,
        check=False,
    )
    return ended.returncode, ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace")


def state_of(top: Path, but: Path) -> dict[str, tuple[object, ...]]:
    """Everything below a folder, links not followed, and what would show that it was touched."""
    state: dict[str, tuple[object, ...]] = {}
    for path in sorted(top.rglob("*")):
        if path == but or but in path.parents:
            continue
        about = path.lstat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
        state[str(path)] = (about.st_mode, about.st_size, about.st_mtime_ns, digest)
    return state


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The run over the folder, once for all processes of a test run."""
    return made_once(tmp_path_factory, "hostile", run_over_all)


def run_over_all(top: Path) -> Ran:
    """Read everything that may go wrong."""
    folder, outputs, home = top / "plans", top / "outputs", top / "home"
    expected = make_folder(folder, top / "outside")
    command(["--help"], home)  # whatever a program leaves behind when it is first started
    before = state_of(top, outputs)
    began = time.monotonic()
    limits = ["--memory-limit", str(MEMORY_LIMIT), "--time-limit", str(TIME_LIMIT), "--jobs", "2"]
    code, out, err = command(["extract", str(folder), "--out", str(outputs), *limits, "--json"], home)
    seconds = time.monotonic() - began
    after = state_of(top, outputs)
    touched = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return Ran(code, out, err, seconds, largest_process(), expected, folder, outputs, touched)


def largest_process() -> float | None:
    """Megabytes of the largest process that this one started; None on Windows, which does not tell."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run over the good plans alone writes."""
    top = tmp_path_factory.mktemp("alone")
    make_good(top / "plans")
    code, _, err = extract_good(top)
    assert code == 0, err
    return contents(top / "outputs")


def extract_good(top: Path, prepare: Callable[[], None] | None = None) -> tuple[int, str, str]:
    """Read the good plans of a folder in one process beside the command's own."""
    return command(["extract", str(top / "plans"), "--out", str(top / "outputs"), "--jobs", "1"], top / "home", prepare)


def test_the_run_says_that_some_files_failed(ran: Ran) -> None:
    assert ran.code == 3, ran.err


def test_the_run_ends_in_time(ran: Ran) -> None:
    assert ran.seconds < MOST_SECONDS


def test_the_run_keeps_its_memory(ran: Ran) -> None:
    if ran.megabytes is None:
        pytest.skip("Windows does not tell")

    assert ran.code
    assert ran.megabytes < MOST_MEGABYTES


def test_nothing_outside_the_outputs_folder_is_touched(ran: Ran) -> None:
    assert ran.touched == set()


def test_there_is_no_traceback_and_no_fault(ran: Ran) -> None:
    assert "Traceback" not in ran.err + ran.out
    assert "fault in this tool" not in ran.err


def test_each_file_gets_one_line(ran: Ran) -> None:
    starts = {name: f"{printable(str(ran.folder / name))}: " for name in ran.expected}
    lines = ran.err.split("\n")

    counts = {name: sum(line.startswith(start) for line in lines) for name, start in starts.items()}

    assert {name: count for name, count in counts.items() if count != 1} == {}


def test_each_file_becomes_what_it_should(ran: Ran) -> None:
    inputs = json.loads((ran.outputs / "manifest.json").read_bytes())["inputs"]
    became = {entry["name"]: entry["code"] if entry["status"] == "failed" else READ for entry in inputs}

    expected = {recorded(name): outcome for name, outcome in ran.expected.items()}

    assert {name: became.get(name) for name in expected} == expected


def test_links_and_pipes_are_passed_over_by_name(ran: Ran) -> None:
    inputs = json.loads((ran.outputs / "manifest.json").read_bytes())["inputs"]
    passed_over = {entry["name"]: entry["reason"] for entry in inputs if entry["name"].startswith(("link-", "pipe"))}

    assert len(passed_over) == 6
    assert all("not followed" in reason for name, reason in passed_over.items() if name.startswith("link-"))
    assert f"camden-{SECRET_YEAR}" not in {path.stem for path in (ran.outputs / "plans").iterdir()}


def test_every_line_can_be_shown_on_a_terminal(ran: Ran) -> None:
    assert [line for line in ran.err.splitlines() if not line.isprintable()] == []


def test_the_result_on_stdout_is_one_value(ran: Ran) -> None:
    assert isinstance(json.loads(ran.out), list)


def test_good_plans_are_the_same_as_without_the_others(ran: Ran, alone: dict[str, bytes]) -> None:
    together = contents(ran.outputs)

    plans = {name: data for name, data in alone.items() if name.startswith("plans/")}

    assert len(plans) == len(GOOD)
    assert {name: together.get(name) for name in plans} == plans


@pytest.mark.parametrize("most", FILE_SIZES)
def test_a_full_disk_is_told_of_leaves_nothing_half_written_and_is_made_good(
    most: int, tmp_path: Path, alone: dict[str, bytes]
) -> None:
    resource = pytest.importorskip("resource", reason="Windows sets no such limits")
    make_good(tmp_path / "plans")

    def fill_the_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    code, _, err = extract_good(tmp_path, fill_the_disk)

    assert code == 4
    assert "Traceback" not in err
    assert "Free space" in err
    assert list((tmp_path / "outputs").rglob("*.part")) == []
    for path in (tmp_path / "outputs").rglob("*.json"):
        json.loads(path.read_bytes())
    if most != FILE_SIZES[-1]:
        return

    code, _, err = extract_good(tmp_path)  # makes good what is missing

    assert code == 0, err
    assert contents(tmp_path / "outputs") == alone
