"""Puts plans in their places: the current one of each plan_id in plans/, those before it in revisions/.

`pipeline.outputs.places` says where each plan belongs; here files are moved until it is so. Each plan is copied to its
new place, and taken down there, before anything else comes to stand in its old one, so a run that is killed between two
steps loses nothing, and the next goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from models.errors import DamagedFile
from models.plan import Plan
from pipeline.corrections.correct import is_same_reading
from pipeline.outputs.dressing import dressed, undressed
from pipeline.outputs.journal import Journal
from pipeline.outputs.manifest import CorrectedValue, Entry, FindingCounts, JournalLine, Moved
from pipeline.outputs.paths import plan_file, revision_file
from pipeline.outputs.places import Document, arrange
from pipeline.outputs.revisions import number_of
from pipeline.outputs.store import Outputs
from pipeline.plan_json import parse_plan, plan_json


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan that a document has just given.

    Attributes:
        entry: what to take down of it, its findings among it; the place is filled in here.
        data: the plan's JSON as the document alone gives it.
        corrected, forced: as in a line of the journal.
    """

    entry: Entry
    data: bytes
    corrected: tuple[CorrectedValue, ...] = ()
    forced: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A plan that is to stand at a place."""

    sha256: str
    plan_id: str
    place: str
    data: bytes
    findings: FindingCounts
    before: str | None
    new: NewPlan | None = None


class Places:
    """The places of an outputs folder, whose lock must be held."""

    def __init__(self, outputs: Outputs, journal: Journal) -> None:
        """Take the folder, and finish what a run that was killed had begun to move."""
        self._outputs = outputs
        self._files = outputs.files
        self._journal = journal
        for place in journal.left_behind():
            self._files.remove(place)
        for read_as in sorted(journal.unsettled()):
            self.settle(read_as)

    def plan_id_of(self, document: Document) -> tuple[str, bool]:
        """The plan_id that a document's plan gets, and whether it is the current one there."""
        for plan_id, stack in self._arranged(document.read_as, document).items():
            if document in stack:
                return plan_id, document == stack[-1]
        raise LookupError(document.sha256)  # `arrange` leaves none out

    def put(self, new: NewPlan) -> tuple[Entry, Plan | None]:
        """Put a plan in its place, and those that make way for it in theirs.

        Gives what was taken down, and the plan where it says more than the document alone.
        """
        entry = new.entry
        sha256, read_as = entry.sha256 or "", entry.read_as or ""
        before = self._journal.reading_of(sha256)
        elsewhere = before is not None and before.read_as != read_as
        if before and elsewhere and before.is_current and self._files.exists(plan_file(before.plan_id or "")):
            self._outputs.keep_copy(before.plan_id or "")
        self.settle(read_as, new)
        if before and elsewhere and before.read_as:
            self.settle(before.read_as)
        placed = self._journal.reading_of(sha256)
        if placed is None:
            raise LookupError(sha256)
        same = placed.plan_sha256 == hashlib.sha256(new.data).hexdigest()
        plan = None if same or placed.kept is None else self._outputs.read_plan(placed.kept)
        return placed, plan

    def settle(self, read_as: str, new: NewPlan | None = None) -> None:
        """Move the plans of a borough and year, with a new one, to where they belong."""
        document = self._document(new) if new else None
        stacks = self._arranged(read_as, document)
        if new and sum(map(len, stacks.values())) == 1:  # the usual case: nothing else is to be looked at
            (plan_id,) = stacks
            if plan_id == read_as:
                self._carry_out([self._alone(new, plan_id)])
                return
        held = {entry.kept for stack in stacks.values() for one in stack if (entry := self._entry(one))}
        steps = [step for plan_id, stack in stacks.items() for step in self._steps(plan_id, stack, held, new)]
        self._carry_out(self._in_order(steps))

    def _document(self, new: NewPlan) -> Document:
        offer = self._journal.offer_of(new.entry.sha256)
        if offer is None:
            raise LookupError(new.entry.sha256)  # whoever reads a document has taken down that it was given
        return Document(new.entry.sha256 or "", new.entry.read_as or "", offer)

    def _arranged(self, read_as: str, document: Document | None) -> dict[str, list[Document]]:
        known = [one for one in self._journal.documents(read_as) if document is None or one.sha256 != document.sha256]
        return arrange(
            [*known, document] if document else known, lambda plan_id: self._journal.has_other(plan_id, read_as)
        )

    def _entry(self, document: Document) -> Entry | None:
        return self._journal.reading_of(document.sha256)

    def _alone(self, new: NewPlan, plan_id: str) -> _Step:
        before = self._journal.reading_of(new.entry.sha256 or "")
        left = before.kept if before and before.is_current else None
        return _Step(new.entry.sha256 or "", plan_id, plan_file(plan_id), new.data, new.entry.findings, left, new)

    def _steps(
        self, plan_id: str, stack: list[Document], held: set[str | None], new: NewPlan | None
    ) -> Iterator[_Step]:
        """What must be done so that a plan_id's documents stand where they belong."""
        numbers = self._free_numbers(plan_id, held)
        below: Plan | None = None
        for document in stack:
            place = plan_file(plan_id) if document is stack[-1] else revision_file(plan_id, next(numbers))
            mine = new if new and new.entry.sha256 == document.sha256 else None
            entry = self._entry(document)
            kept = entry.kept if entry and entry.read_as == document.read_as else None
            if mine is None and (kept is None or not self._files.exists(kept)):
                below = None  # somebody took it away; it is read again when it is given again
                continue
            data = mine.data if mine else self._files.read(kept or "")
            if mine is None and entry and hashlib.sha256(data).hexdigest() != entry.plan_sha256:
                below = None  # somebody changed it: it stays as it is
                continue
            try:
                alone = undressed(parse_plan(data, kept or place), document.read_as)
            except DamagedFile:  # of an older version of the tool: it is read again when it is given again
                below = None
                continue
            plan = dressed(alone, plan_id, None if document.offer.plan_id else below)
            dressed_data = data if mine and plan is alone else plan_json(plan)
            if mine or place != kept or dressed_data != data:
                left = kept or (entry.kept if entry and entry.is_current else None)
                yield _Step(document.sha256, plan_id, place, dressed_data, FindingCounts.of(plan.findings), left, mine)
            below = alone

    def _free_numbers(self, plan_id: str, held: set[str | None]) -> Iterator[int]:
        """Numbers of revisions that no copy has which is kept for another reason than a newer document."""
        loose = {number_of(name) for name in self._outputs.revisions(plan_id) if name not in held}
        number = 0
        while True:
            number += 1
            if number not in loose:
                yield number

    def _in_order(self, steps: list[_Step]) -> list[_Step]:
        """The steps so that none goes to a place before what stands there has gone; in a circle one steps aside."""
        ordered: list[_Step] = []
        waiting = list(steps)
        while waiting:
            standing = {step.before for step in waiting}
            ready = [step for step in waiting if step.place == step.before or step.place not in standing]
            if not ready:
                first = waiting[0]
                aside = self._spare(first.plan_id, {step.place for step in steps})
                ordered.append(
                    _Step(first.sha256, first.plan_id, aside, first.data, first.findings, first.before, first.new)
                )
                waiting[0] = _Step(first.sha256, first.plan_id, first.place, first.data, first.findings, aside)
                continue
            ordered += ready
            waiting = [step for step in waiting if step not in ready]
        return ordered

    def _spare(self, plan_id: str, meant: set[str]) -> str:
        numbers = [number_of(name) for name in (*self._outputs.revisions(plan_id), *meant)]
        return revision_file(plan_id, max(numbers, default=0) + 1)

    def _carry_out(self, steps: list[_Step]) -> None:
        meant = {step.place for step in steps}
        vacated: set[str | None] = set()
        for number, step in enumerate(steps, start=1):
            if step.place not in vacated:
                self._keep_what_stands_there(step, meant)
            vacated.add(step.before)
            filled = {step.place, *(later.place for later in steps[number:])}
            leaves = step.before if step.before not in filled else None
            digest = hashlib.sha256(step.data).hexdigest()
            if step.new:
                facts = {"plan_id": step.plan_id, "kept": step.place, "plan_sha256": digest, "findings": step.findings}
                facts |= {"status": step.findings.reading, "reading": step.findings.reading}
                entry = step.new.entry.model_copy(update=facts)
                self._journal.record(JournalLine(entry=entry, corrected=step.new.corrected, forced=step.new.forced))
            else:
                self._journal.record(
                    JournalLine(
                        moved=Moved(
                            sha256=step.sha256,
                            plan_id=step.plan_id,
                            kept=step.place,
                            plan_sha256=digest,
                            findings=step.findings,
                        )
                    )
                )
            with self._files.write(step.place) as file:
                file.write(step.data)
            if leaves:
                self._files.remove(leaves)

    def _keep_what_stands_there(self, step: _Step, meant: set[str]) -> None:
        """Keep a copy of a JSON that is not yet anywhere else: another reading of the document, or somebody's own."""
        if not self._files.exists(step.place):
            return
        there = self._files.read(step.place)
        only_dressed_anew = step.new is None and step.place == step.before
        if there == step.data or only_dressed_anew:
            return
        if step.new and _differs_by_corrections(there, step.data):
            return
        copies = self._outputs.revisions(step.plan_id)
        if copies and self._files.read(copies[-1]) == there:
            return
        with self._files.write(self._spare(step.plan_id, meant)) as file:
            file.write(there)


def _differs_by_corrections(there: bytes, data: bytes) -> bool:
    """Whether a JSON is the same reading of the same document, which stays in the record beside the corrections."""
    try:
        return is_same_reading(parse_plan(there, ""), parse_plan(data, ""))
    except DamagedFile:
        return False
