"""What in an inbox is a document, what is passed over, and which inboxes are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.errors import UsageError
from pipeline.watch.inbox import Document, Inbox, PassedOver, is_temporary, open_inbox


@pytest.mark.parametrize(
    "name",
    [
        "~$plan.docx",
        ".~lock.plan.docx#",
        ".plan.docx.swp",
        ".hidden.docx",
        ".DS_Store",
        "plan.docx.tmp",
        "plan.TMP",
        "~WRL0001.tmp",
        "plan.pdf.part",
        "plan.pdf.partial",
        "plan.pdf.filepart",
        "plan.pdf.crdownload",
        "Unconfirmed 1234.crdownload",
        "plan.pdf.download",
        "plan.docx~",
        "Thumbs.db",
        "desktop.ini",
        "README.md",
    ],
)
def test_files_that_programs_keep_while_they_work_are_temporary(name: str) -> None:
    assert is_temporary(name)


@pytest.mark.parametrize(
    "name",
    ["plan.docx", "plan", "part.docx", "plan.tmp.docx", "~plan.docx", "$plan.pdf", "a.b.pdf", "plan .docx", "-rf"],
)
def test_documents_are_not_temporary(name: str) -> None:
    assert not is_temporary(name)


@pytest.mark.parametrize(
    "name",
    ["two\nlines.docx", "turned \u202e xcod.docx", "$(rm -rf *); '.docx", "-rf", "tab\t.pdf", "é\u0301.pdf", "x" * 255],
)
def test_a_document_may_have_any_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")

    found = list(Inbox(tmp_path).look())

    assert [one.path.name for one in found if isinstance(one, Document)] == [name]


def test_a_name_that_is_no_text_is_a_name_all_the_same(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.docx")).write_bytes(b"x")

    found = list(Inbox(tmp_path).look())

    assert len(found) == 1
    assert isinstance(found[0], Document)


def test_links_folders_and_pipes_are_passed_over_with_a_reason(tmp_path: Path) -> None:
    secret = tmp_path / "outside.docx"
    secret.write_bytes(b"x")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "link.docx").symlink_to(secret)
    (inbox / "nowhere.docx").symlink_to(tmp_path / "gone")
    (inbox / "plan.pdf").mkdir()
    os.mkfifo(inbox / "pipe.docx")

    found = list(Inbox(inbox).look())

    reasons = {one.name: one.reason for one in found if isinstance(one, PassedOver)}
    assert set(reasons) == {"link.docx", "nowhere.docx", "plan.pdf", "pipe.docx"}
    assert len(reasons) == len(found)
    assert "is a link" in reasons["link.docx"]
    assert "is a folder" in reasons["plan.pdf"]
    assert "not a file" in reasons["pipe.docx"]


def test_a_reason_names_the_file_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "two\nlines \u202e.pdf").mkdir()

    found = list(Inbox(tmp_path).look())

    assert isinstance(found[0], PassedOver)
    assert found[0].reason.startswith("two\\nlines \\u202e.pdf is a folder.")


def test_the_folders_for_what_is_finished_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    inbox = open_inbox(tmp_path / "inbox", tmp_path / "outputs")
    (inbox.done / "plan.docx").write_bytes(b"x")
    (inbox.failed / "plan.docx").write_bytes(b"x")

    assert list(inbox.look()) == []


@pytest.mark.parametrize(
    ("inbox", "outputs"),
    [
        ("inbox", "inbox"),
        ("inbox", "inbox/outputs"),
        ("inbox", "inbox/done"),
        ("outputs/inbox", "outputs"),
        ("outputs/plans", "outputs"),
        ("inbox", "inbox/../inbox/new/outputs"),
        ("inbox", "alias/outputs"),
    ],
)
def test_an_inbox_that_could_be_fed_by_its_own_results_is_refused(inbox: str, outputs: str, tmp_path: Path) -> None:
    (tmp_path / inbox).mkdir(parents=True)
    if outputs.startswith("alias"):
        (tmp_path / "alias").symlink_to(tmp_path / inbox)

    with pytest.raises(UsageError, match="is inside the other"):
        open_inbox(tmp_path / inbox, tmp_path / outputs)

    assert not (tmp_path / inbox / "failed").exists()


def test_an_inbox_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        open_inbox(tmp_path / "inbox", tmp_path / "outputs")


@pytest.mark.parametrize("name", ["done", "failed"])
def test_an_inbox_whose_folders_lead_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / name).symlink_to(tmp_path)

    with pytest.raises(UsageError, match="is a link"):
        open_inbox(inbox, tmp_path / "outputs")


def test_an_inbox_may_be_named_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "inbox").symlink_to(tmp_path / "real")

    inbox = open_inbox(tmp_path / "inbox", tmp_path / "outputs")

    assert inbox.path == (tmp_path / "real").resolve()
    assert inbox.done.is_dir()
