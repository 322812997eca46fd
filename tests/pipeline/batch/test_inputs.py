"""Which documents are found, and how they are opened."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from models.errors import OversizedFile, UnreadableFile
from pipeline.batch.inputs import Candidate, Found, OutOfReach, PassedOver, bytes_of, find_inputs, fingerprint
from pipeline.batch.limits import MEGABYTE


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode("utf-8", "surrogateescape"))


def found(candidates: list[Candidate]) -> list[str]:
    return [candidate.name for candidate in candidates if isinstance(candidate, Found)]


def test_a_file_is_called_by_its_name_and_files_in_a_folder_by_their_path_in_it(tmp_path: Path) -> None:
    put(tmp_path, "plan.docx", "inbox/2024/brent.pdf", "inbox/camden.pdf")

    candidates = list(find_inputs([tmp_path / "plan.docx", tmp_path / "inbox"]))

    assert candidates == [
        Found(str(tmp_path / "plan.docx"), "plan.docx"),
        Found(str(tmp_path / "inbox/2024/brent.pdf"), "2024/brent.pdf"),
        Found(str(tmp_path / "inbox/camden.pdf"), "camden.pdf"),
    ]
    assert [candidate.filename for candidate in candidates if isinstance(candidate, Found)] == [
        "plan.docx",
        "brent.pdf",
        "camden.pdf",
    ]


def test_what_no_officer_means_by_a_folder_of_plans_is_passed_over(tmp_path: Path) -> None:
    put(
        tmp_path,
        "plan.docx",
        "~$plan.docx",
        ".DS_Store",
        ".git/config",
        "README.md",
        "Thumbs.db",
        "old/desktop.ini",
        "old/manifest.json",
    )

    assert found(list(find_inputs([tmp_path]))) == ["plan.docx"]


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, ".plan.docx", "README.md")

    candidates = list(find_inputs([tmp_path / ".plan.docx", tmp_path / "README.md", tmp_path / "missing.pdf"]))

    assert found(candidates) == [".plan.docx", "README.md", "missing.pdf"]


def test_a_document_is_found_once_however_often_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, "inbox/plan.docx")
    link = tmp_path / "link.docx"
    link.symlink_to(tmp_path / "inbox" / "plan.docx")

    candidates = list(
        find_inputs([tmp_path / "inbox/plan.docx", tmp_path / "inbox", tmp_path / "inbox/../inbox", link])
    )

    assert found(candidates) == ["plan.docx"]


def test_links_in_a_folder_are_not_followed_and_are_named(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/secret.docx", "inbox/plan.docx")
    (tmp_path / "inbox" / "file.docx").symlink_to(tmp_path / "elsewhere" / "secret.docx")
    (tmp_path / "inbox" / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "inbox" / "loop").symlink_to(tmp_path / "inbox")

    candidates = list(find_inputs([tmp_path / "inbox"]))

    assert found(candidates) == ["plan.docx"]
    passed = [candidate for candidate in candidates if isinstance(candidate, PassedOver)]
    assert [one.name for one in passed] == ["file.docx", "folder", "loop"]
    assert all(one.reason.startswith("It is a link") for one in passed)


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/plan.docx")
    (tmp_path / "plan.docx").symlink_to(tmp_path / "elsewhere" / "plan.docx")
    (tmp_path / "folder").symlink_to(tmp_path / "elsewhere")

    assert found(list(find_inputs([tmp_path / "plan.docx"]))) == ["plan.docx"]
    assert found(list(find_inputs([tmp_path / "folder"]))) == ["plan.docx"]


def test_a_folder_called_like_a_document_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "inbox/plan.pdf/inside.docx")

    assert found(list(find_inputs([tmp_path / "inbox"]))) == ["plan.pdf/inside.docx"]
    assert found(list(find_inputs([tmp_path / "inbox" / "plan.pdf"]))) == ["inside.docx"]


def test_the_outputs_folder_is_not_read_as_an_input(tmp_path: Path) -> None:
    put(tmp_path, "plan.docx", "outputs/plans/camden-2024.json", "outputs/plans.csv")

    assert found(list(find_inputs([tmp_path], tmp_path / "outputs"))) == ["plan.docx"]


def test_pipes_and_sockets_in_a_folder_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may have a hundred characters only
    os.mkfifo("pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.pdf")

        candidates = list(find_inputs([tmp_path]))

    assert [type(candidate) for candidate in candidates] == [PassedOver, PassedOver]


def test_folders_may_be_nested_deeper_than_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    depth = 1100
    monkeypatch.chdir(tmp_path)
    for _ in range(depth):
        Path("a").mkdir()
        os.chdir("a")
    Path("plan.docx").write_bytes(b"")

    candidates = list(find_inputs([tmp_path]))

    assert found(candidates) == [f"{'a/' * depth}plan.docx"]
    Path("plan.docx").unlink()
    for _ in range(depth):  # pytest cannot remove folders as deep as this
        os.chdir("..")
        Path("a").rmdir()


def test_a_folder_that_may_not_be_opened_is_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "closed/plan.docx", "open/plan.docx")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("pipeline.batch.inputs.os.scandir", refuse)

    closed, opened = find_inputs([tmp_path])

    assert isinstance(closed, OutOfReach)
    assert (
        str(closed.error)
        == "The folder cannot be opened: Permission denied. Check that you have permission to read it."
    )
    assert found([opened]) == ["open/plan.docx"]


def test_names_that_no_shell_would_like_are_found(tmp_path: Path) -> None:
    names = ["$(id).pdf", "--year", "; rm -rf ~.pdf", "`x`.pdf", "caf\udce9.pdf", "two\nlines.pdf", "a'b\"c.pdf", "*"]
    put(tmp_path, *names)

    assert sorted(found(list(find_inputs([tmp_path])))) == sorted(names)


def test_a_document_is_read_and_told_by_its_bytes(tmp_path: Path) -> None:
    put(tmp_path, "plan.docx")

    assert bytes_of(tmp_path / "plan.docx") == b"plan.docx"
    assert fingerprint(str(tmp_path / "plan.docx")) == hashlib.sha256(b"plan.docx").hexdigest()


def test_a_large_document_is_read_in_pieces(tmp_path: Path) -> None:
    data = os.urandom(3 * MEGABYTE + 7)
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)

    assert bytes_of(path) == data
    assert fingerprint(str(path)) == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.pdf", "There is no such file."),
        ("folder", "It is a folder."),
        ("pipe", "It is a pipe, a socket or a device, not a file."),
        ("loop", "It cannot be opened: Too many levels of symbolic links."),
        ("x" * 300, "It cannot be opened: File name too long."),
    ],
)
def test_what_is_no_readable_file_is_explained(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    with pytest.raises(UnreadableFile) as raised:
        bytes_of(tmp_path / name)

    assert raised.value.problem == problem


def test_a_device_is_not_read_for_ever() -> None:
    with pytest.raises(UnreadableFile, match="not a file"):
        bytes_of("/dev/zero")


def test_a_file_past_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    with path.open("wb") as file:
        file.truncate(5 * MEGABYTE + 1)  # a hole: takes no room on the disk

    with pytest.raises(OversizedFile) as raised:
        bytes_of(path, most=5 * MEGABYTE)

    assert raised.value.problem == "It is 5 MB; the limit is 5 MB."


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    put(tmp_path, "plan.docx")

    assert bytes_of(tmp_path / "plan.docx", most=len(b"plan.docx")) == b"plan.docx"


def test_a_file_that_may_not_be_read_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "plan.docx")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.batch.inputs.os.open", refuse)

    with pytest.raises(
        UnreadableFile, match=r"It cannot be opened: Permission denied\. Check that you have permission to read it\."
    ):
        bytes_of(tmp_path / "plan.docx")


def test_a_file_that_changes_while_it_is_read_is_not_half_old_and_half_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"whole")
    look = os.fstat
    looks: list[os.stat_result] = []

    def look_and_let_somebody_write(handle: int) -> os.stat_result:
        looks.append(look(handle))
        if len(looks) == 1:
            path.write_bytes(b"whole and more")
        return looks[-1]

    monkeypatch.setattr("pipeline.batch.inputs.os.fstat", look_and_let_somebody_write)

    with pytest.raises(UnreadableFile, match="It was changed while it was being read"):
        bytes_of(path)
