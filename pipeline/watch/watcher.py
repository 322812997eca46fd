"""Watches an inbox: waits until documents are whole, has them read, moves them aside with a note."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from models.errors import OutputError, UnreadableFile, VvrapError
from pipeline.batch.names import printable
from pipeline.watch.inbox import Document, Inbox, PassedOver, Signature, signature_of
from pipeline.watch.notes import headline, note_on
from pipeline.watch.placing import Placed, place
from pipeline.watch.reading import Reading
from pipeline.watch.whole_files import WholeFiles

POLL_SECONDS = 2.0
LOOKS = 3  # looks in a row that find a file the same before it is taken for whole
MOST_LOOKS_ONCE = 30  # looks after which `once` leaves a file that is still being written: a minute
TRIES = 3  # times a document that cannot be opened is tried: another program may still hold it
LONGEST_WAIT = 300.0  # seconds between two tries at something that went wrong

Read = Callable[[Sequence[Path]], Generator[Reading]]


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that is out of the inbox."""

    reading: Reading
    placed: Placed


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to look, how long a file must stay the same, and whether to end when all is dealt with."""

    poll_seconds: float = POLL_SECONDS
    looks: int = LOOKS
    once: bool = False


@dataclass(slots=True)
class _Trouble:
    """A document that could not be dealt with: how often, and when it is tried again (monotonic seconds)."""

    signature: Signature
    times: int = 0
    until: float = 0.0


class Watcher:
    """One watch over one inbox."""

    def __init__(
        self,
        inbox: Inbox,
        read: Read,
        pace: Pace,
        *,
        tell: Callable[[str], None],
        finished: Callable[[Finished], None],
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """Take what the watch works with.

        Args:
            inbox: what is watched.
            read: reads documents, has each one's records in place when it gives its reading, and lets no interruption
                in before it is asked for the next.
            pace: how often to look.
            tell: called with lines for a person.
            finished: called with every document that is out of the inbox.
            between: called at every look, before documents are dealt with.
        """
        self._inbox = inbox
        self._read = read
        self._pace = pace
        self._tell = tell
        self._finished = finished
        self._between = between
        self._whole_files = WholeFiles(pace.looks)
        self._troubles: dict[Path, _Trouble] = {}
        self._told: set[str] = set()
        self._cannot_list = False

    def run(self) -> list[Path]:
        """Watch until interrupted; with `once`, until all documents that are there are dealt with.

        Gives the documents left in the inbox: those that could not be dealt with, or were being written all the time.
        """
        looks = 0
        most_looks = self._pace.looks + MOST_LOOKS_ONCE
        while True:
            looks += 1
            self._between()
            documents = self._look()
            due = [document for document in self._whole_files.whole(documents) if self._is_due(document)]
            self._deal_with(due)
            left = [document.path for document in documents if document.path.exists()]
            if self._pace.once and (looks >= most_looks or set(left) <= self._troubles.keys()):
                for path in self._whole_files.changing():
                    self._tell(f"{printable(path.name)}: still being written; it is left in the inbox.")
                return left
            time.sleep(self._pace.poll_seconds)

    def _look(self) -> list[Document]:
        """The documents in the inbox. An inbox that cannot be listed, as when a share is away, has none for now."""
        try:
            found = list(self._inbox.look())
        except OSError as error:
            fault = UnreadableFile(f"The inbox cannot be listed: {error.strerror}.", "Check that it is there.")
            if self._pace.once:
                raise fault from error
            if not self._cannot_list:
                self._tell(f"{fault.problem} It will be tried again until it succeeds.")
            self._cannot_list = True
            return []
        self._cannot_list = False
        reasons = {one.name: one.reason for one in found if isinstance(one, PassedOver)}
        for name, reason in reasons.items():
            if name not in self._told:
                self._tell(reason)
        self._told = set(reasons)
        documents = [one for one in found if isinstance(one, Document)]
        there = {document.path for document in documents}
        self._troubles = {path: trouble for path, trouble in self._troubles.items() if path in there}
        return documents

    def _is_due(self, document: Document) -> bool:
        """Whether a document that is whole is to be dealt with now: not while it is waiting for another try."""
        trouble = self._troubles.get(document.path)
        if trouble is None:
            return True
        if trouble.signature != document.signature:
            del self._troubles[document.path]
            return True
        return not self._pace.once and time.monotonic() >= trouble.until

    def _deal_with(self, documents: list[Document]) -> None:
        waiting = {document.path: document for document in documents}
        if not waiting:
            return
        try:
            for reading in self._readings(list(waiting)):
                self._finish(waiting.pop(reading.path), reading)
        except VvrapError as error:
            self._tell(f"{error.problem} {error.remedy}")
            for document in waiting.values():
                self._put_off(document)

    def _readings(self, paths: list[Path]) -> Iterator[Reading]:
        """What became of the documents: those that gave a plan as soon as it is in place, the others at the end.

        Of the others only the manifest tells, which is written at the end, so until then they stay in the inbox.
        """
        others = []
        with closing(self._read(paths)) as readings:
            for reading in readings:
                if reading.plan is None or reading.known:
                    others.append(reading)
                else:
                    yield reading
        yield from others

    def _finish(self, document: Document, reading: Reading) -> None:
        """Move a document out of the inbox, unless it has changed since it was found whole, or may yet be opened."""
        if signature_of(document.path) != document.signature:
            self._tell(f"{printable(document.path.name)}: it was changed or removed while it was being read.")
            return
        if reading.code == UnreadableFile.code and self._put_off(document) < TRIES and not self._pace.once:
            return
        folder = self._inbox.failed if reading.plan is None else self._inbox.done
        try:
            placed = place(document.path, folder, note_on(reading))
        except OutputError as error:
            self._put_off(document)
            self._tell(f"{error.problem} {error.remedy}")
            return
        self._troubles.pop(document.path, None)
        moved = printable(str(placed.document.relative_to(self._inbox.path)))
        self._tell(f"{printable(document.path.name)}: {headline(reading)} -> {moved}")
        self._finished(Finished(reading, placed))

    def _put_off(self, document: Document) -> int:
        """Leave a document for later, each time for longer; gives how often that was done."""
        trouble = self._troubles.setdefault(document.path, _Trouble(document.signature))
        trouble.times += 1
        wait = self._pace.poll_seconds * self._pace.looks * 2**trouble.times
        trouble.until = time.monotonic() + min(wait, LONGEST_WAIT)
        return trouble.times
