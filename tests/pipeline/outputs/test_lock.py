"""Two runs on one outputs folder never write at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from models.errors import OutputError
from pipeline.outputs import lock
from pipeline.outputs.lock import locked
from pipeline.outputs.store import Outputs

ROOT = Path(__file__).parents[3]


def nobody_waits() -> None:
    pytest.fail("the lock was taken")


def test_the_lock_is_free_again_after_the_block(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "state" / "lock", nobody_waits):
            pass

    assert (tmp_path / "state" / "lock").exists()


def test_a_second_run_waits_until_the_first_is_done(tmp_path: Path) -> None:
    order = []
    waits = threading.Event()

    def second() -> None:
        with Outputs(tmp_path).locked(waits.set):
            order.append("second")

    thread = threading.Thread(target=second)
    with Outputs(tmp_path).locked(nobody_waits):
        thread.start()
        assert waits.wait(10)
        order.append("first")
    thread.join(10)

    assert order == ["first", "second"]


def test_a_run_that_is_killed_lets_go_of_the_lock(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from pipeline.outputs.lock import locked\n"
        "with locked(Path(sys.argv[1]), lambda: None): print('held', flush=True); time.sleep(3600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "lock")], cwd=ROOT, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
        other.wait()

        with locked(tmp_path / "lock", nobody_waits):
            taken = True

    assert taken


def test_processes_that_count_together_lose_no_count(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline.outputs.lock import locked\n"
        "count = Path(sys.argv[1], 'count')\n"
        "for _ in range(25):\n"
        "    with locked(Path(sys.argv[1], 'lock'), lambda: None):\n"
        "        count.write_text(str(int(count.read_text()) + 1))\n"
    )
    (tmp_path / "count").write_text("0", encoding="ascii")

    runs = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT) for _ in range(3)]
    codes = [run.wait(60) for run in runs]

    assert codes == [0, 0, 0]
    assert (tmp_path / "count").read_text(encoding="ascii") == "75"


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_bytes(b"")

    with pytest.raises(OutputError, match="cannot be written"), Outputs(tmp_path / "outputs").locked():
        pytest.fail("there was no lock")


def test_a_file_system_that_cannot_lock_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(lock, "_take", refuse)

    with pytest.raises(OutputError) as raised, Outputs(tmp_path / "outputs").locked():
        pytest.fail("there was no lock")

    assert raised.value.problem == f"{tmp_path}/outputs cannot be locked: Operation not supported."
    assert raised.value.remedy == "Choose a folder on another drive with --out."


def test_people_of_one_group_share_the_lock(tmp_path: Path) -> None:
    before = os.umask(0o002)

    try:
        with locked(tmp_path / "lock", nobody_waits):
            mode = (tmp_path / "lock").stat().st_mode & 0o777
    finally:
        os.umask(before)

    assert mode == 0o664
