"""A folder of this machine that cannot be read or written says so in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import OutputError, UnreadableFile
from pipeline.outputs.folder import LocalFolder


@pytest.fixture
def folder(tmp_path: Path) -> LocalFolder:
    """A folder in which `plans.csv` is a folder."""
    (tmp_path / "plans.csv" / "inside").mkdir(parents=True)
    return LocalFolder(tmp_path)


@pytest.mark.parametrize("read", [lambda folder: folder.read("nothing.csv"), lambda folder: folder.open("nothing.csv")])
def test_a_file_that_is_not_there_is_named(folder: LocalFolder, read: Callable[[LocalFolder], object]) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(folder)

    assert raised.value.problem == f"{folder.path}/nothing.csv cannot be opened: No such file or directory."


@pytest.mark.parametrize(
    "write", [lambda folder: folder.append("plans.csv", b"line\n"), lambda folder: folder.remove("plans.csv")]
)
def test_a_file_that_cannot_be_written_is_named(folder: LocalFolder, write: Callable[[LocalFolder], object]) -> None:
    with pytest.raises(OutputError) as raised:
        write(folder)

    assert raised.value.problem.startswith(f"{folder.path}/plans.csv cannot be written: ")


def test_lines_are_added_one_after_the_other(folder: LocalFolder) -> None:
    for line in (b"one\n", b"two\n"):
        folder.append("state/journal", line)

    assert folder.lines("state/journal") == b"one\ntwo\n"
    folder.remove("state/journal")
    assert folder.lines("state/journal") == b""


def test_folders_are_listed_without_hidden_ones_and_files(folder: LocalFolder) -> None:
    (folder.path / ".hidden").mkdir()
    (folder.path / "file").write_bytes(b"")

    assert folder.folders("") == ["plans.csv"]
    assert folder.folders("nothing") == []
