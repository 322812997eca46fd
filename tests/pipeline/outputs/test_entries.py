"""The entries of a manifest: carried over unread, and read when they are asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import DamagedFile
from pipeline.outputs.folder import LocalFolder
from pipeline.outputs.journal import Journal
from pipeline.outputs.manifest import Entry, Manifest, Offer


def entry(name: str, **facts: object) -> Entry:
    values = {"name": name, "sha256": name[0] * 64, "status": "read", "reading": "read", "tool_version": "1", **facts}
    return Entry.model_validate(
        {"build": "b", "plan_id": name, "read_as": name, "kept": f"plans/{name}.json", **values}
    )


def book_of(folder: Path, *entries: Entry) -> Journal:
    """The journal of a folder whose manifest holds these entries."""
    offers = {one.sha256 or "": Offer(command=1, name=one.name) for one in entries}
    manifest = Manifest(inputs=entries, offers=offers)
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    return Journal(LocalFolder(folder))


def written(folder: Path) -> Manifest:
    return Manifest.model_validate_json((folder / "manifest.json").read_bytes())


def test_entries_that_nobody_asks_for_are_written_as_they_were(tmp_path: Path) -> None:
    one, other = entry("a", seconds=1.25, findings={"warning": 2, "doubts": 1}), entry("b")
    journal = book_of(tmp_path, one, other)

    journal.note(entry("c"))
    journal.close(finished=True)

    assert written(tmp_path).inputs == (one, other, entry("c"))


def test_writing_what_was_read_changes_no_byte(tmp_path: Path) -> None:
    book_of(tmp_path, entry("a"), entry("b")).close(finished=True)
    before = (tmp_path / "manifest.json").read_bytes()

    Journal(LocalFolder(tmp_path)).close(finished=True)

    assert (tmp_path / "manifest.json").read_bytes() == before


def test_a_document_is_found_by_content_place_borough_and_year(tmp_path: Path) -> None:
    journal = book_of(tmp_path, entry("a"), entry("b", read_as="a"))

    found = (journal.reading_of("b" * 64), journal.current("a"), {one.sha256[0] for one in journal.documents("a")})

    assert found == (entry("b", read_as="a"), entry("a"), {"a", "b"})
    assert journal.has_other("b", "b")


def test_an_entry_that_takes_the_place_of_another_is_found_there_alone(tmp_path: Path) -> None:
    journal = book_of(tmp_path, entry("a"))

    journal.note(entry("a", kept="revisions/a/0001.json"))

    assert journal.current("a") is None
    assert [one.kept for one in journal.entries()] == ["revisions/a/0001.json"]


@pytest.mark.parametrize(
    "change",
    [{"other": 1}, {"name": None, "sha256": []}, {"kept": []}],
    ids=["another field", "no content", "no place"],
)
def test_a_manifest_with_what_is_no_entry_is_refused_at_once(change: dict[str, object], tmp_path: Path) -> None:
    value = {**entry("a").model_dump(), **change}
    (tmp_path / "manifest.json").write_text(json.dumps({"inputs": [value]}), encoding="utf-8")

    with pytest.raises(DamagedFile, match="is not a manifest that this version of vvrap can read"):
        Journal(LocalFolder(tmp_path))


def test_an_entry_with_a_wrong_value_is_refused_when_it_is_asked_for(tmp_path: Path) -> None:
    value = {**entry("a").model_dump(), "status": "eaten"}
    (tmp_path / "manifest.json").write_text(
        json.dumps({"inputs": [value], "offers": {"a" * 64: {"command": 1, "name": "a"}}}), encoding="utf-8"
    )
    journal = Journal(LocalFolder(tmp_path))

    with pytest.raises(DamagedFile, match="is not a manifest that this version of vvrap can read"):
        journal.entries()
