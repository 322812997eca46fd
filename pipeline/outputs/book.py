"""The manifest as it grows while a run goes on, with a journal that outlasts a run that is killed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from models.errors import DamagedFile
from pipeline.outputs.folder import STATE, Folder
from pipeline.outputs.manifest import (
    MANIFEST,
    CorrectedValue,
    Entry,
    JournalLine,
    Manifest,
    plan_file,
)

JOURNAL = f"{STATE}/journal.jsonl"

_Key = tuple[str, str]

_BECAME_A_PLAN = frozenset({"read", "read with doubts"})
_OF_THE_CONTENT = (
    "reading",
    "tool_version",
    "build",
    "reader",
    "media_type",
    "plan_id",
    "read_as",
    "kept",
    "plan_sha256",
    "borough",
    "year",
    "corrections",
    "registry",
    "columns",
    "findings",
)


class Book:
    """The entries by name and content.

    Attributes:
        unfinished: what the journal of a run that did not end holds, in its order.
    """

    def __init__(self, folder: Folder) -> None:
        """Read the manifest, and what a run that did not end left in the journal. The folder's lock must be held.

        Raises `DamagedFile` for a manifest that is not one, `OutputError` when a torn journal cannot be mended.
        """
        self._folder = folder
        self._entries: dict[_Key, Entry] = {}
        self._by_content: defaultdict[str | None, set[_Key]] = defaultdict(set)
        self._by_place: defaultdict[str | None, set[_Key]] = defaultdict(set)
        self._corrected: dict[str, tuple[CorrectedValue, ...]] = {}
        if folder.exists(MANIFEST):
            manifest = _parse(folder)
            for entry in manifest.inputs:
                self._put(_key(entry), entry)
            self._corrected = dict(manifest.corrected)
        self.unfinished = self._read_journal()
        for line in self.unfinished:
            self._enter(line)

    def _read_journal(self) -> tuple[JournalLine, ...]:
        """The lines that hold. The last may be torn, or its plan not be in place: its document is then read again."""
        data = self._folder.lines(JOURNAL)
        lines = list(_journal_lines(data))
        if lines and not is_in_place(self._folder, lines[-1].entry):
            lines.pop()
        if data != b"".join(map(_journal_bytes, lines)):
            self._folder.remove(JOURNAL)
            for line in lines:
                self._folder.append(JOURNAL, _journal_bytes(line))
        return tuple(lines)

    def reading_of(self, sha256: str) -> Entry | None:
        """The entry of a document with these bytes that became a plan, the current one if there is a choice."""
        found = [self._entries[key] for key in self._by_content[sha256]]
        kept = [entry for entry in found if entry.kept]
        return min(kept, key=lambda entry: (not entry.is_current, entry.name), default=None)

    def current(self, plan_id: str) -> Entry | None:
        """The entry of the document that the plan now in plans/ was read from."""
        found = [self._entries[key] for key in self._by_place[plan_file(plan_id)]]
        return min(found, key=lambda entry: entry.name, default=None)

    def entries(self) -> tuple[Entry, ...]:
        """All entries, by name and content."""
        return tuple(entry for _, entry in sorted(self._entries.items()))

    def corrected(self, plan_id: str) -> tuple[CorrectedValue, ...]:
        """What documents said where the corrections of a plan were first applied."""
        return self._corrected.get(plan_id, ())

    def record(self, line: JournalLine) -> None:
        """Write an outcome down, on the disk before this returns."""
        self._folder.append(JOURNAL, _journal_bytes(line))
        self._enter(line)

    def note(self, entry: Entry) -> None:
        """Take an outcome that need not outlast the run if it is killed: nothing was written for it."""
        self._enter(JournalLine(entry=entry))

    def move(self, moves: Mapping[str, str | None], *, besides: str | None = None) -> None:
        """Take down where plans are now: place before to place after, or null for one that is gone.

        besides: SHA-256 of the document now read, whose own entries stay.
        """
        for before, after in moves.items():
            for key in sorted(self._by_place[before]):
                entry = self._entries[key]
                if entry.sha256 != besides:
                    self._put(key, entry.model_copy(update={"kept": after}))

    def close(self, *, finished: bool) -> None:
        """Write the manifest. The journal goes when the run has done all it was asked for."""
        manifest = Manifest(inputs=self.entries(), corrected=dict(sorted(self._corrected.items())))
        with self._folder.write(MANIFEST) as file:
            file.write(manifest.model_dump_json(indent=2).encode() + b"\n")
        if finished:
            self._folder.remove(JOURNAL)

    def _enter(self, line: JournalLine) -> None:
        entry = line.entry
        if entry.sha256 is not None:
            self._drop((entry.name, ""))
        self.move(line.moved, besides=entry.sha256)
        self._put(_key(entry), entry)
        if entry.status in _BECAME_A_PLAN and entry.plan_id:
            self._tell_copies(entry)
            self._corrected.pop(entry.plan_id, None)
            if line.corrected:
                self._corrected[entry.plan_id] = line.corrected

    def _tell_copies(self, entry: Entry) -> None:
        """What is true of a document is true of every file with the same bytes."""
        facts = {name: getattr(entry, name) for name in _OF_THE_CONTENT}
        for key in sorted(self._by_content[entry.sha256]):
            self._put(key, self._entries[key].model_copy(update=facts))

    def _put(self, key: _Key, entry: Entry) -> None:
        self._drop(key)
        self._entries[key] = entry
        self._by_content[entry.sha256].add(key)
        self._by_place[entry.kept].add(key)

    def _drop(self, key: _Key) -> None:
        entry = self._entries.pop(key, None)
        if entry:
            self._by_content[entry.sha256].discard(key)
            self._by_place[entry.kept].discard(key)


def is_in_place(folder: Folder, entry: Entry) -> bool:
    """Whether the plan read from a document is where its entry says, just as it was written."""
    if entry.kept is None or not folder.exists(entry.kept):
        return False
    return hashlib.sha256(folder.read(entry.kept)).hexdigest() == entry.plan_sha256


def _key(entry: Entry) -> _Key:
    return entry.name, entry.sha256 or ""


def _parse(folder: Folder) -> Manifest:
    try:
        return Manifest.model_validate_json(folder.read(MANIFEST))
    except ValidationError as error:
        raise DamagedFile(
            f"{folder.place(MANIFEST)} is not a manifest of this version.",
            "Delete it: the documents are then read again, and the plans stay.",
        ) from error


def _journal_bytes(line: JournalLine) -> bytes:
    return line.model_dump_json(exclude_defaults=True).encode() + b"\n"


def _journal_lines(data: bytes) -> Iterator[JournalLine]:
    """The lines that were written whole."""
    for line in data.splitlines():
        try:
            yield JournalLine.model_validate_json(line)
        except ValidationError:
            return
