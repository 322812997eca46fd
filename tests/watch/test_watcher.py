"""A watch goes on whatever happens to one document, and leaves nothing half done."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path

import pytest

from builders.records import plan
from models.errors import DamagedFile, OutputError, UnreadableFile, VvrapError
from pipeline.watch.inbox import Inbox, open_inbox
from pipeline.watch.placing import Note, Placed, place
from pipeline.watch.reading import Reading
from pipeline.watch.watcher import TRIES, Finished, Pace, Watcher

QUICK = 0.001  # seconds between looks


class Stopped(Exception):  # noqa: N818 - an ending, not an error
    """Ends a watch that would go on for ever."""


class Watch:
    """A watch over an inbox with a reader of the test's own, and what came of it."""

    def __init__(self, tmp_path: Path, read: Callable[[Sequence[Path]], Generator[Reading]] | None = None) -> None:
        (tmp_path / "inbox").mkdir()
        self.inbox: Inbox = open_inbox(tmp_path / "inbox", tmp_path / "outputs")
        self.read = read or (lambda paths: (reading(path) for path in paths))
        self.rounds: list[list[str]] = []
        self.said: list[str] = []
        self.finished: list[Finished] = []
        self.enough: int | None = None
        """Finished documents after which a watch that goes on for ever is ended."""

    def drop(self, *names: str) -> Watch:
        """Put documents of these names into the inbox."""
        for name in names:
            (self.inbox.path / name).write_bytes(b"words")
        return self

    def run(self, *, once: bool = True) -> list[str]:
        """Run the watch; gives the names left in the inbox."""
        watch = Watcher(
            self.inbox,
            self._read,
            Pace(poll_seconds=QUICK, looks=2, once=once),
            tell=self.said.append,
            finished=self._finish,
        )
        return [path.name for path in watch.run()]

    def _finish(self, one: Finished) -> None:
        self.finished.append(one)
        if len(self.finished) == self.enough:
            raise Stopped

    def _read(self, paths: Sequence[Path]) -> Generator[Reading]:
        self.rounds.append([path.name for path in paths])
        yield from self.read(paths)

    def names(self, folder: Path) -> list[str]:
        """What is in a folder."""
        return sorted(path.name for path in folder.iterdir())


def reading(path: Path) -> Reading:
    if "bad" in path.name:
        return Reading(path, "ab", code="damaged-file", problem="It is cut short.", remedy="Copy it again.")
    return Reading(path, "ab", plan(filename=path.name))


def test_good_documents_go_to_done_and_bad_ones_to_failed(tmp_path: Path) -> None:
    watch = Watch(tmp_path).drop("a.docx", "bad.docx", "c.docx")

    left = watch.run()

    assert left == []
    assert watch.names(watch.inbox.done) == ["a.docx", "a.docx.txt", "c.docx", "c.docx.txt"]
    assert watch.names(watch.inbox.failed) == ["bad.docx", "bad.docx.txt"]
    assert [one.reading.path.name for one in watch.finished] == ["a.docx", "c.docx", "bad.docx"]
    assert watch.said[-1] == "bad.docx: not read. It is cut short. Copy it again. -> failed/bad.docx"


def test_an_empty_inbox_is_done_at_once(tmp_path: Path) -> None:
    watch = Watch(tmp_path)

    left = watch.run()

    assert left == []
    assert watch.rounds == []


def test_what_is_passed_over_is_told_once(tmp_path: Path) -> None:
    watch = Watch(tmp_path).drop("a.docx", "~$a.docx")
    (watch.inbox.path / "plan.pdf").mkdir()

    watch.run()

    assert [line for line in watch.said if "plan.pdf" in line] == [
        "plan.pdf is a folder. Put the documents themselves into the inbox."
    ]
    assert watch.names(watch.inbox.path) == ["done", "failed", "plan.pdf", "~$a.docx"]


def test_a_document_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    versions = iter([b"words and more", b"words and more and more"])

    def read(paths: Sequence[Path]) -> Generator[Reading]:
        for path in paths:
            if version := next(versions, None):
                path.write_bytes(version)
            yield reading(path)

    watch = Watch(tmp_path, read).drop("a.docx")

    left = watch.run()

    assert left == []
    assert watch.rounds == [["a.docx"]] * 3
    assert (watch.inbox.done / "a.docx").read_bytes() == b"words and more and more"
    assert watch.names(watch.inbox.done) == ["a.docx", "a.docx.txt"]


def test_a_document_taken_away_while_it_is_read_is_forgotten(tmp_path: Path) -> None:
    def read(paths: Sequence[Path]) -> Generator[Reading]:
        for path in paths:
            path.unlink()
            yield reading(path)

    watch = Watch(tmp_path, read).drop("a.docx")

    left = watch.run()

    assert left == []
    assert watch.finished == []
    assert watch.names(watch.inbox.done) == []


def test_a_bad_document_stays_until_the_manifest_tells_of_it(tmp_path: Path) -> None:
    there: list[bool] = []

    def read(paths: Sequence[Path]) -> Generator[Reading]:
        for path in paths:
            yield reading(path)
        there.extend(path.exists() for path in paths)  # where a batch writes its manifest

    watch = Watch(tmp_path, read).drop("a.docx", "bad.docx")

    watch.run()

    assert there == [False, True]
    assert watch.names(watch.inbox.failed) == ["bad.docx", "bad.docx.txt"]


def failing(*errors: VvrapError) -> Callable[[Sequence[Path]], Generator[Reading]]:
    """A reader that fails with these errors, one a round, and then reads."""
    remaining = iter(errors)

    def read(paths: Sequence[Path]) -> Generator[Reading]:
        yield from _first_then(paths, next(remaining, None))

    return read


def _first_then(paths: Iterable[Path], error: VvrapError | None) -> Generator[Reading]:
    for number, path in enumerate(paths):
        if number and error:
            raise error
        yield reading(path)


@pytest.mark.parametrize(
    "error", [OutputError("The disk is full.", "Free space."), DamagedFile("manifest.json is cut.", "Delete it.")]
)
def test_with_once_documents_whose_results_cannot_be_written_stay(error: VvrapError, tmp_path: Path) -> None:
    watch = Watch(tmp_path, failing(error)).drop("a.docx", "b.docx", "c.docx")

    left = watch.run()

    assert left == ["b.docx", "c.docx"]
    assert watch.names(watch.inbox.done) == ["a.docx", "a.docx.txt"]
    assert f"{error.problem} {error.remedy}" in watch.said


def test_documents_whose_results_cannot_be_written_are_tried_again(tmp_path: Path) -> None:
    disk_full = OutputError("The disk is full.", "Free space.")
    watch = Watch(tmp_path, failing(disk_full, disk_full)).drop("a.docx", "b.docx", "c.docx")
    watch.enough = 3

    with pytest.raises(Stopped):
        watch.run(once=False)

    assert watch.names(watch.inbox.done) == [f"{name}.docx{note}" for name in "abc" for note in ("", ".txt")]
    assert watch.rounds == [["a.docx", "b.docx", "c.docx"], ["b.docx", "c.docx"], ["c.docx"]]


def test_a_document_another_program_holds_is_tried_again_before_it_fails(tmp_path: Path) -> None:
    def read(paths: Sequence[Path]) -> Generator[Reading]:
        for path in paths:
            yield Reading(path, None, code=UnreadableFile.code, problem="It cannot be opened.", remedy="Close it.")

    watch = Watch(tmp_path, read).drop("a.docx")
    watch.enough = 1

    with pytest.raises(Stopped):
        watch.run(once=False)

    assert len(watch.rounds) == TRIES
    assert watch.names(watch.inbox.failed) == ["a.docx", "a.docx.txt"]


def test_a_document_that_cannot_be_moved_stays_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def place_all_but_one(document: Path, folder: Path, note: Note) -> Placed:
        if document.name == "a.docx":
            raise OutputError("a.docx cannot be moved to done: it is open.", "Close it.")
        return place(document, folder, note)

    monkeypatch.setattr("pipeline.watch.watcher.place", place_all_but_one)
    watch = Watch(tmp_path).drop("a.docx", "b.docx")

    left = watch.run()

    assert left == ["a.docx"]
    assert watch.names(watch.inbox.done) == ["b.docx", "b.docx.txt"]
    assert "a.docx cannot be moved to done: it is open. Close it." in watch.said


def test_with_once_a_file_written_to_all_the_time_is_left_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(tmp_path).drop("a.docx", "growing.docx")

    def grow(_: float) -> None:
        with (watch.inbox.path / "growing.docx").open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr(time, "sleep", grow)

    left = watch.run()

    assert left == ["growing.docx"]
    assert watch.names(watch.inbox.done) == ["a.docx", "a.docx.txt"]
    assert "growing.docx: still being written; it is left in the inbox." in watch.said


def test_an_inbox_that_is_away_for_a_while_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(tmp_path).drop("a.docx")
    away = tmp_path / "away"
    watch.inbox.path.rename(away)
    naps: list[float] = []

    def come_back(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            away.rename(watch.inbox.path)
        if len(naps) == 10:
            raise Stopped

    monkeypatch.setattr(time, "sleep", come_back)

    with pytest.raises(Stopped):
        watch.run(once=False)

    assert sum("cannot be listed" in line for line in watch.said) == 1
    assert watch.names(watch.inbox.done) == ["a.docx", "a.docx.txt"]


def test_with_once_an_inbox_that_is_away_is_the_end(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    watch.inbox.path.rename(tmp_path / "away")

    with pytest.raises(UnreadableFile, match="cannot be listed"):
        watch.run()
