"""Which documents need reading, and which were read before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from models.plan import Borough
from models.reference.boroughs import find_borough
from pipeline.batch.inputs import Found
from pipeline.batch.names import recorded
from pipeline.batch.outcomes import Options
from pipeline.batch.reading import Request
from pipeline.outputs.book import Book, is_in_place
from pipeline.outputs.corrections import Corrections
from pipeline.outputs.manifest import Entry, plan_file
from pipeline.outputs.remote import is_address
from pipeline.store import Outputs
from pipeline.version import build, tool_version

UNCHANGED = "It was read before, and neither it nor the tool has changed; --force reads it again."


class Choice:
    """Decides on each document of a run."""

    def __init__(self, outputs: Outputs, book: Book, options: Options, corrections: Mapping[str, Corrections]) -> None:
        self._outputs = outputs
        self._book = book
        self._options = options
        self._corrections = corrections
        self._forced_before = frozenset(line.entry.sha256 for line in book.unfinished if line.forced)

    def decide(self, found: Found, sha256: str) -> Entry | Request:
        """What to read of a document of these bytes, or the entry of one that need not be read."""
        entry = self.known(sha256)
        if entry and self._stands(entry):
            return self._skipped(found, entry)
        plan_id = entry.plan_id if entry and entry.plan_id else None
        return Request(
            location=found.location if is_address(found.location) else str(Path(found.location).absolute()),
            filename=recorded(found.filename),
            most_bytes=self._options.limits.input_bytes,
            borough=self._options.borough or self._borough_before(entry),
            year=self._options.year or (entry.year if entry else None),
            plan_id=plan_id,
            corrections=self._corrections.get(plan_id or ""),
            corrected=self._book.corrected(plan_id) if plan_id else (),
            registry=self._options.registry,
            names=self._options.columns.names,
        )

    def known(self, sha256: str) -> Entry | None:
        """What is known of a document, unless all are to be read anew.

        A document that a run which read all anew had done before it was interrupted is not read a second time.
        """
        if self._options.force and sha256 not in self._forced_before:
            return None
        return self._book.reading_of(sha256)

    def _stands(self, entry: Entry) -> bool:
        """Whether what was read before is what would be read now."""
        borough, year = self._options.borough, self._options.year
        if (borough and borough.gss_code != entry.borough) or (year and year != entry.year):
            return False
        if not entry.plan_id or not self._outputs.files.exists(plan_file(entry.plan_id)):
            return False
        if not entry.is_current:
            return True  # it is history: another document has taken its place
        corrections = self._corrections.get(entry.plan_id)
        return (
            is_in_place(self._outputs.files, entry)
            and entry.reading != "failed"
            and (entry.tool_version, entry.build) == (tool_version(), build())
            and entry.corrections == (corrections.sha256 if corrections else None)
            and entry.registry == self._options.registry_sha256
            and entry.columns == self._options.columns.sha256
        )

    def _skipped(self, found: Found, entry: Entry) -> Entry:
        reason = UNCHANGED
        if not entry.is_current and entry.plan_id:
            current = self._book.current(entry.plan_id)
            by = f", now read from {current.name}" if current else ""
            reason = f"It is an earlier document of {entry.plan_id}{by}. With --force it becomes the current one."
        update = {"name": recorded(found.name), "status": "skipped", "reason": reason}
        return entry.model_copy(update=update)

    @staticmethod
    def _borough_before(entry: Entry | None) -> Borough | None:
        return find_borough(entry.borough) if entry and entry.borough else None
