"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import OutputError
from pipeline.files import open_whole, remove_leftovers, unwritable, write_whole

ROOT = Path(__file__).parents[2]
FREE_SPACE = "Free space, check that you have permission to write there, or choose another folder with --outputs."


def test_a_file_is_put_in_place_with_the_folders_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "outputs" / "plans" / "camden-2024.json"

    write_whole(path, b"whole")

    assert path.read_bytes() == b"whole"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_stands_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plans.csv"
    path.write_bytes(b"before")

    write_whole(path, b"after")

    assert path.read_bytes() == b"after"


def test_an_interruption_while_the_file_is_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = os.open

    def make_and_be_interrupted(path: str, flags: int, mode: int = 0o777) -> int:
        os.close(make(path, flags, mode))
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "open", make_and_be_interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "plans.csv", b"whole")

    assert list(tmp_path.iterdir()) == []


def test_a_block_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "plans.csv"
    path.write_bytes(b"before")

    def write_half() -> None:
        with open_whole(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 250}.json"

    write_whole(path, b"whole")

    assert path.read_bytes() == b"whole"


def test_a_folder_that_is_a_file_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_bytes(b"")

    with pytest.raises(OutputError, match=r"plans\.csv cannot be written: (File exists|Not a directory)\."):
        write_whole(tmp_path / "outputs" / "plans.csv", b"")


def test_a_full_disk_is_an_output_error_and_harms_nothing(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="Windows sets no such limits")
    path = tmp_path / "plans.csv"
    path.write_bytes(b"before")
    script = """
import resource, sys
from pathlib import Path
from models.errors import OutputError
from pipeline.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))  # as a disk that is full after 100 bytes
try:
    write_whole(Path(sys.argv[1]), b"x" * 1000)
except OutputError as error:
    print(error.problem, error.remedy)
"""

    said = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert said == f"{path} cannot be written: File too large. {FREE_SPACE}\n"
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_the_umask_says_who_may_read_what_is_written(umask: int, mode: int, tmp_path: Path) -> None:
    path = tmp_path / "plans.csv"
    before = os.umask(umask)

    try:
        write_whole(path, b"")
        after = os.umask(umask)
    finally:
        os.umask(before)

    assert path.stat().st_mode & 0o777 == mode
    assert after == umask


def test_who_may_not_write_is_not_told_to_free_space() -> None:
    refused = unwritable("plans.csv", PermissionError(errno.EACCES, "Permission denied"))
    sealed = unwritable("plans.csv", OSError(errno.EROFS, "Read-only file system"))

    assert refused.problem == "plans.csv cannot be written: Permission denied."
    assert {refused.remedy, sealed.remedy} == {
        "Check that you have permission to write there, or choose another folder with --outputs."
    }


def test_leftovers_are_removed_and_nothing_else(tmp_path: Path) -> None:
    keep = [tmp_path / name for name in ("plans.csv", ".vvrap-notes.txt", "mine.part")]
    for path in (*keep, tmp_path / ".vvrap-1a2b3c.part"):
        path.write_bytes(b"")

    remove_leftovers(tmp_path)

    assert sorted(tmp_path.iterdir()) == sorted(keep)
