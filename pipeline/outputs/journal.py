"""The manifest as it grows while a run goes on, with a journal that outlasts a run that is killed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from models.errors import DamagedFile
from pipeline.outputs.entries import Entries
from pipeline.outputs.folder import STATE, Folder
from pipeline.outputs.manifest import (
    FIRST_COMMAND,
    MANIFEST,
    MANIFEST_VERSION,
    CorrectedValue,
    Entry,
    JournalLine,
    Manifest,
    Moved,
    Offer,
)
from pipeline.outputs.paths import plan_file
from pipeline.outputs.places import Document

JOURNAL = f"{STATE}/journal.jsonl"

_OLDEST = 1_000_000  # more than revisions of one plan that anybody keeps

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


class Journal:
    """The entries of the manifest by name and content, each new one on the disk before the run goes on.

    Attributes:
        unfinished: what the journal of a run that did not end holds, in its order.
    """

    def __init__(self, folder: Folder) -> None:
        """Read the manifest, and what a run that did not end left in the journal. The folder's lock must be held.

        Raises `DamagedFile` for a manifest that is not one, `OutputError` when a torn journal cannot be mended.
        """
        self._folder = folder
        self._entries = Entries()
        self._corrected: dict[str, tuple[CorrectedValue, ...]] = {}
        self._offers: dict[str, Offer] = {}
        if folder.exists(MANIFEST):
            self._entries, manifest = _parse(folder)
            self._corrected = dict(manifest.corrected)
            self._offers = dict(manifest.offers)
        self.unfinished = self._read_journal()
        self._left: dict[str, str | None] = {}
        for line in self.unfinished:
            self._note_what_is_left(line)
            self._enter(line)
        self._offers |= _offers_of_older_manifests(self._entries, self._offers)

    def _read_journal(self) -> tuple[JournalLine, ...]:
        """The lines that hold. The last may be torn, or its plan not be in place: its document is then read again."""
        data = self._folder.lines(JOURNAL)
        lines = list(_journal_lines(data))
        if lines and not self._holds(lines[-1]):
            lines.pop()
        if data != b"".join(map(_journal_bytes, lines)):
            self._folder.remove(JOURNAL)
            for line in lines:
                self._folder.append(JOURNAL, _journal_bytes(line))
        return tuple(lines)

    def _holds(self, line: JournalLine) -> bool:
        """Whether what a line tells of came to stand."""
        if line.moved:
            return _is_there(self._folder, line.moved.kept, line.moved.plan_sha256)
        return line.entry is None or is_in_place(self._folder, line.entry)

    # -- when documents were given ---------------------------------------------------------------------------------

    def offer_of(self, sha256: str | None) -> Offer | None:
        """When a document was first given; by name for one whose bytes could not be had."""
        return self._offers.get(sha256 or "")

    def next_command(self) -> int:
        """The number of a command that begins now."""
        return max((offer.command + 1 for offer in self._offers.values()), default=FIRST_COMMAND)

    def offer(self, offers: Mapping[str, Offer | None]) -> None:
        """Take down when documents were given, on the disk before this returns."""
        new = {key: offer for key, offer in offers.items() if self._offers.get(key) != offer}
        if new:
            self.record(JournalLine(offers=new))

    def documents(self, read_as: str) -> list[Document]:
        """The documents of a borough and year that became plans and were not taken out."""
        found = {entry.sha256 for entry in self._entries.of_plan(read_as) if entry.kept}
        offers = {sha256: self._offers[sha256] for sha256 in found if sha256 in self._offers}
        return [Document(sha256, read_as, offer) for sha256, offer in offers.items() if sha256 and not offer.removed]

    def has_other(self, plan_id: str, read_as: str) -> bool:
        """Whether a plan_id is that of a plan of another borough or year than this."""
        return any(entry.read_as != read_as for entry in self._entries.of_place(plan_file(plan_id)))

    # -- what became of documents ----------------------------------------------------------------------------------

    def reading_of(self, sha256: str) -> Entry | None:
        """The entry of a document with these bytes that became a plan, the current one if there is a choice."""
        kept = [entry for entry in self._entries.of_content(sha256) if entry.kept]
        return min(kept, key=lambda entry: (not entry.is_current, entry.name), default=None)

    def current(self, plan_id: str) -> Entry | None:
        """The entry of the document that the plan now in plans/ was read from."""
        return next(iter(self._entries.of_place(plan_file(plan_id))), None)

    def entries(self) -> tuple[Entry, ...]:
        """All entries, by name and content."""
        return tuple(self._entries)

    def corrected(self, plan_id: str) -> tuple[CorrectedValue, ...]:
        """What documents said where the corrections of a plan were first applied."""
        return self._corrected.get(plan_id, ())

    def record(self, line: JournalLine) -> None:
        """Write something down, on the disk before this returns."""
        self._folder.append(JOURNAL, _journal_bytes(line))
        self._enter(line)

    def note(self, entry: Entry) -> None:
        """Take an outcome that need not outlast the run if it is killed: nothing was written for it."""
        self._enter(JournalLine(entry=entry))

    def left_behind(self) -> list[str]:
        """Where a run that was killed has left a plan that stands elsewhere by now."""
        return [
            place
            for place, sha256 in self._left.items()
            if not self._entries.of_place(place) and _is_there(self._folder, place, sha256)
        ]

    def unsettled(self) -> frozenset[str]:
        """Boroughs and years whose plans a run that was killed may have left half moved, as `read_as` of an entry."""
        told = [line.moved or line.entry for line in self.unfinished]
        digests = {one.sha256 for one in told if one}
        found = (entry.read_as for digest in digests for entry in self._entries.of_content(digest))
        return frozenset(read_as for read_as in found if read_as)

    def close(self, *, finished: bool) -> None:
        """Write the manifest. The journal goes when the run has done all it was asked for."""
        with self._folder.write(MANIFEST) as file:
            file.writelines(self._manifest())
        if finished:
            self._folder.remove(JOURNAL)

    def _manifest(self) -> Iterator[bytes]:
        """The manifest, an entry a line: so it can be read by eye and held against another, and is written quickly."""
        yield b'{\n"schema_version": ' + to_json(MANIFEST_VERSION) + b',\n"inputs": [\n'
        yield b",\n".join(self._entries.as_json())
        yield b'\n],\n"corrected": ' + to_json(dict(sorted(self._corrected.items()))) + b',\n"offers": {\n'
        yield b",\n".join(to_json(key) + b": " + to_json(offer) for key, offer in sorted(self._offers.items()))
        yield b"\n}\n}\n"

    def _note_what_is_left(self, line: JournalLine) -> None:
        """Take down where the plan was that a line of a killed run tells of; it may have had no time to remove it."""
        now = line.moved or line.entry
        before = self.reading_of(now.sha256 or "") if now else None
        if now and before and before.kept and before.kept != now.kept and (line.moved or before.is_current):
            self._left[before.kept] = before.plan_sha256

    def _enter(self, line: JournalLine) -> None:
        for key, offer in line.offers.items():
            if offer:
                self._offers[key] = offer
            else:
                self._offers.pop(key, None)
        if line.moved:
            self._move(line.moved)
        if line.entry:
            self._enter_outcome(line.entry, line.corrected)

    def _enter_outcome(self, entry: Entry, corrected: tuple[CorrectedValue, ...]) -> None:
        if entry.sha256 is not None:
            self._entries.drop((entry.name, ""))
        self._entries.put(entry)
        if entry.status in _BECAME_A_PLAN and entry.plan_id:
            self._tell_copies(entry)
            if entry.is_current:
                self._corrected.pop(entry.plan_id, None)
                if corrected:
                    self._corrected[entry.plan_id] = corrected

    def _move(self, moved: Moved) -> None:
        facts = moved.model_dump(include={"plan_id", "kept", "plan_sha256"}) | {"findings": moved.findings}
        for entry in self._entries.of_content(moved.sha256):
            reading = moved.findings.reading if entry.reading in _BECAME_A_PLAN else entry.reading
            status = reading if entry.status in _BECAME_A_PLAN else entry.status
            self._entries.put(entry.model_copy(update={**facts, "reading": reading, "status": status}))

    def _tell_copies(self, entry: Entry) -> None:
        """What is true of a document is true of every file with the same bytes."""
        facts = {name: getattr(entry, name) for name in _OF_THE_CONTENT}
        for copy in self._entries.of_content(entry.sha256):
            self._entries.put(copy.model_copy(update=facts))


def is_in_place(folder: Folder, entry: Entry) -> bool:
    """Whether the plan read from a document is where its entry says, just as it was written."""
    return entry.kept is not None and _is_there(folder, entry.kept, entry.plan_sha256)


def _is_there(folder: Folder, place: str, sha256: str | None) -> bool:
    return folder.exists(place) and hashlib.sha256(folder.read(place)).hexdigest() == sha256


def _offers_of_older_manifests(entries: Entries, known: Mapping[str, Offer]) -> dict[str, Offer]:
    """Offers for documents that an older version read, which did not take them down: before all others, as they are.

    What stands in plans/ came last; what stands in revisions/ came in the order of its numbers.
    """
    offers: dict[str, Offer] = {}
    for sha256 in sorted(entries.kept_documents() - known.keys()):
        for entry in entries.of_content(sha256):
            if entry.kept:
                number = 0 if entry.is_current else int(PurePosixPath(entry.kept).stem) - _OLDEST
                offers[sha256] = Offer(command=number, name=entry.name, plan_id=entry.plan_id)
    return offers


def _parse(folder: Folder) -> tuple[Entries, Manifest]:
    """The entries, and the rest of the manifest."""
    damaged = DamagedFile(
        f"{folder.place(MANIFEST)} is not a manifest that this version of vvrap can read.",
        "Delete it. The documents are then read again; the plans stay.",
    )
    try:
        value = from_json(folder.read(MANIFEST))
        entries = Entries(value.pop("inputs", ()), damaged)
        return entries, Manifest.model_validate(value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # a ValidationError is a ValueError
        raise damaged from error


def _journal_bytes(line: JournalLine) -> bytes:
    return line.model_dump_json(exclude_defaults=True).encode() + b"\n"


def _journal_lines(data: bytes) -> Iterator[JournalLine]:
    """The lines that were written whole."""
    for line in data.splitlines():
        try:
            yield JournalLine.model_validate_json(line)
        except ValidationError:
            return
