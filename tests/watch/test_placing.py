"""A finished document is moved with its note, nothing is overwritten, and a move cut short is completed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.errors import OutputError
from pipeline.watch.placing import Note, place

NOTE = Note("Document: plan.docx\nSHA-256: abc\n\nRead.\n", "SHA-256: abc")
OTHER = Note("Document: plan.docx\nSHA-256: def\n\nRead.\n", "SHA-256: def")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "done").mkdir()
    return tmp_path


def drop(inbox: Path, name: str = "plan.docx", data: bytes = b"new") -> Path:
    path = inbox / name
    path.write_bytes(data)
    return path


def finished(inbox: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((inbox / "done").iterdir())}


def test_a_document_is_moved_and_a_note_left_beside_it(inbox: Path) -> None:
    document = drop(inbox)

    placed = place(document, inbox / "done", NOTE)

    assert not document.exists()
    assert finished(inbox) == {"plan.docx": "new", "plan.docx.txt": NOTE.text}
    assert (placed.document.name, placed.note.name) == ("plan.docx", "plan.docx.txt")


def test_a_document_of_the_same_name_gets_a_number(inbox: Path) -> None:
    for data, note in ((b"first", NOTE), (b"second", OTHER), (b"third", NOTE)):
        place(drop(inbox, data=data), inbox / "done", note)

    assert finished(inbox) == {
        "plan.docx": "first",
        "plan.docx.txt": NOTE.text,
        "plan-2.docx": "second",
        "plan-2.docx.txt": OTHER.text,
        "plan-3.docx": "third",
        "plan-3.docx.txt": NOTE.text,
    }


@pytest.mark.parametrize("taken", ["plan.docx", "plan.docx.txt"])
def test_what_stands_there_is_never_overwritten(taken: str, inbox: Path) -> None:
    (inbox / "done" / taken).write_text("somebody's", encoding="utf-8")

    place(drop(inbox), inbox / "done", NOTE)

    assert finished(inbox) == {taken: "somebody's", "plan-2.docx": "new", "plan-2.docx.txt": NOTE.text}


@pytest.mark.parametrize("taken", ["plan.docx", "plan.docx.txt"])
def test_a_link_in_the_way_is_not_written_through(taken: str, inbox: Path) -> None:
    outside = inbox / "outside"
    outside.write_text(NOTE.text, encoding="utf-8")
    (inbox / "done" / taken).symlink_to(outside)

    placed = place(drop(inbox), inbox / "done", NOTE)

    assert placed.document.name == "plan-2.docx"
    assert outside.read_text(encoding="utf-8") == NOTE.text


def test_a_watch_killed_after_the_note_takes_the_same_name_again(inbox: Path) -> None:
    document = drop(inbox)
    (inbox / "done" / "plan.docx.txt").write_text(NOTE.text + "Older words.\n", encoding="utf-8")

    place(document, inbox / "done", NOTE)

    assert finished(inbox) == {"plan.docx": "new", "plan.docx.txt": NOTE.text}


def test_a_watch_killed_between_the_two_halves_of_a_move_completes_it(inbox: Path) -> None:
    document = drop(inbox)
    (inbox / "done" / "plan.docx.txt").write_text(NOTE.text, encoding="utf-8")
    os.link(document, inbox / "done" / "plan.docx")

    place(document, inbox / "done", NOTE)

    assert not document.exists()
    assert finished(inbox) == {"plan.docx": "new", "plan.docx.txt": NOTE.text}


def test_a_file_system_without_hard_links_is_served_too(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "done" / "plan.docx").write_text("somebody's", encoding="utf-8")
    monkeypatch.setattr(os, "link", refuse)

    place(drop(inbox), inbox / "done", NOTE)

    assert finished(inbox) == {"plan.docx": "somebody's", "plan-2.docx": "new", "plan-2.docx.txt": NOTE.text}


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_document_that_cannot_be_moved_is_named(inbox: Path) -> None:
    document = drop(inbox)
    document.unlink()

    with pytest.raises(OutputError, match=r"plan\.docx cannot be moved to done"):
        place(document, inbox / "done", NOTE)


@pytest.mark.parametrize(
    "name",
    [
        "n" * 250 + ".docx",
        "ü" * 125 + ".pdf",
        "n" * 255,
        "a." + "b" * 250,
        "two\nlines \u202e.docx",
        os.fsdecode(b"caf\xe9.docx"),
        ".docx" * 50,
    ],
)
def test_a_document_of_any_name_keeps_it_and_has_a_note(name: str, inbox: Path) -> None:
    first = place(drop(inbox, name, b"first"), inbox / "done", NOTE)
    second = place(drop(inbox, name, b"second"), inbox / "done", OTHER)

    assert first.document.name == name
    assert {first.document.read_bytes(), second.document.read_bytes()} == {b"first", b"second"}
    assert first.note.read_text(encoding="utf-8") == NOTE.text
    assert second.note.read_text(encoding="utf-8") == OTHER.text
    assert len(finished_names(inbox)) == 4
    assert second.document.suffix == first.document.suffix or len(first.document.suffix) > 20


def finished_names(inbox: Path) -> set[str]:
    return {path.name for path in (inbox / "done").iterdir()}
