"""Which documents need reading, and which were read before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from models.plan import Borough
from models.reference.boroughs import find_borough
from pipeline.batch.inputs import Found
from pipeline.batch.names import recorded
from pipeline.batch.outcomes import Options
from pipeline.batch.reading import Request
from pipeline.corrections.lines import Corrections
from pipeline.outputs.journal import Journal, is_in_place
from pipeline.outputs.manifest import Entry, Offer
from pipeline.outputs.paths import plan_file
from pipeline.outputs.remote import is_address
from pipeline.outputs.store import Outputs
from pipeline.templates.files import added_editions
from pipeline.version import build, tool_version

REMOVED = "Its plan was removed with `vvrap remove`; --force reads it again."
UNCHANGED = "It was read before, and neither it nor the tool has changed; --force reads it again."


class Choice:
    """Decides on each document of a run."""

    def __init__(
        self, outputs: Outputs, journal: Journal, options: Options, corrections: Mapping[str, Corrections]
    ) -> None:
        self._outputs = outputs
        self._journal = journal
        self._options = options
        self._corrections = corrections
        self._editions = added_editions(outputs.files)
        self._brought_back: frozenset[str] = frozenset()
        self._forced_before = frozenset(
            line.entry.sha256 for line in journal.unfinished if line.forced and line.entry and line.entry.sha256
        )

    def decide(self, found: Found, sha256: str) -> Entry | Request:
        """What to read of a document of these bytes, or the entry of one that need not be read."""
        if reason := self._not_asked_for(sha256):
            return self._skipped(found, sha256, reason)
        entry = self.known(sha256)
        if entry and not self._options.redact_names and self._stands(entry):  # there, names of all are needed
            return self._skipped(found, sha256, UNCHANGED if entry.is_current else self.earlier(entry))
        plan_id = entry.plan_id if entry and entry.is_current else None
        return Request(
            location=_absolute(found),
            filename=recorded(found.filename),
            most_bytes=self._options.limits.input_bytes,
            borough=self._options.borough or self._borough_before(entry),
            year=self._options.year or (entry.year if entry else None),
            corrections=None if self._options.redact_names else self._corrections.get(plan_id or ""),
            corrected=self._journal.corrected(plan_id) if plan_id else (),
            registry=self._options.registry,
            names=self._options.columns.names,
            editions=self._editions,
            pages_note=self._options.pages_notes.get(found.location),
            parts=tuple((_absolute(part), recorded(part.filename)) for part in found.parts),
            libreoffice=self._options.libreoffice,
        )

    def known(self, sha256: str) -> Entry | None:
        """What is known of a document, unless all are to be read anew.

        A document that a run which read all anew had done before it was interrupted is not read a second time.
        """
        if self._options.force and sha256 not in self._forced_before:
            return None
        return self._journal.reading_of(sha256)

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

    def _not_asked_for(self, sha256: str) -> str:
        """Why a document that was given is left alone, whatever is known of it; empty when it is not."""
        offer = self._journal.offer_of(sha256)
        if offer and offer.removed:
            return REMOVED
        if offer and (whole := self._whole(offer)):
            return (
                f"It was read as a part of {whole}. To read it by itself, remove that plan first: vvrap remove {whole}"
            )
        if self._options.force and sha256 not in self._forced_before | self._brought_back:
            entry = self._journal.reading_of(sha256)
            return self.earlier(entry) if entry and not entry.is_current else ""
        return ""

    def _whole(self, offer: Offer) -> str | None:
        """The plan that a document is read as a part of."""
        whole = self._journal.offer_of(offer.part_of)
        entry = self._journal.reading_of(offer.part_of or "")
        return entry.plan_id if entry and whole and not whole.removed else None

    def bring_back(self, given: Collection[str]) -> dict[str, Offer]:
        """New offers, by SHA-256, for documents that are read by force and are not the current ones of their plans.

        Where the current one is given as well, they stay what they are: reading all again turns no history round.
        """
        offers = {}
        command = self._journal.next_command()
        for sha256 in sorted(given) if self._options.force else ():
            entry, offer = self._journal.reading_of(sha256), self._journal.offer_of(sha256)
            if not entry or not offer or self._whole(offer) or (entry.is_current and not offer.removed):
                continue
            current = self._journal.current(entry.plan_id or "")
            if offer.removed or current is None or current.sha256 not in given:
                offers[sha256] = Offer(command=command, name=offer.name)
        self._brought_back = frozenset(offers)
        return offers

    def earlier(self, entry: Entry) -> str:
        """What to say of a document that is not the current one of its plan."""
        current = self._journal.current(entry.plan_id or "")
        by = f", now read from {current.name}" if current else ""
        how = f"`vvrap history {entry.plan_id} --restore N` makes it the current one."
        return f"It is an earlier document of {entry.plan_id}{by}. {how}"

    def _skipped(self, found: Found, sha256: str, reason: str) -> Entry:
        update = {"name": recorded(found.name), "status": "skipped", "reason": reason}
        entry = self._journal.reading_of(sha256)
        if entry is None:
            values = {"sha256": sha256, "tool_version": tool_version(), "build": build(), **update}
            return Entry.model_validate(values)
        return entry.model_copy(update=update)

    @staticmethod
    def _borough_before(entry: Entry | None) -> Borough | None:
        return find_borough(entry.borough) if entry and entry.borough else None


def _absolute(found: Found) -> str:
    return found.location if is_address(found.location) else str(Path(found.location).absolute())
