"""A folder of this machine that cannot be read or written says so in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import OutputError, UnreadableFile, UsageError
from pipeline.outputs.folder import LocalFolder
from pipeline.outputs.paths import corrections_file, plan_file, revisions_folder


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


@pytest.mark.parametrize("name", ["../plan.json", "plans/../../plan.json", "/etc/passwd", "C:\\plan.json", "..\\plan"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = LocalFolder(tmp_path)

    with pytest.raises(UsageError, match="is outside the outputs folder"):
        folder.read(name)
    with pytest.raises(UsageError, match="is outside the outputs folder"):
        folder.remove(name)


@pytest.mark.parametrize("plan_id", ["../..", "a/b", "a\\b", "", "a b", "a\u202eb", "x" * 300])
def test_what_is_no_plan_id_becomes_no_path(plan_id: str) -> None:
    for make in (plan_file, revisions_folder, corrections_file):
        with pytest.raises(UsageError, match="is not a plan_id"):
            make(plan_id)
