"""Reads the documents of a run and keeps their plans, with the lock of the outputs folder held."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import InputError
from pipeline.batch.choosing import Choice
from pipeline.batch.executor import Answer, Executor, Lost
from pipeline.batch.failures import failure_of
from pipeline.batch.inputs import Candidate, Found, OutOfReach, PassedOver, fingerprint, fingerprint_of
from pipeline.batch.names import recorded
from pipeline.batch.ordering import in_order
from pipeline.batch.outcomes import Options, Outcome, Summary
from pipeline.batch.reading import Fingerprint, NotRead, PlanRead, Request, parse_answer
from pipeline.corrections.ledger import apply_pending
from pipeline.corrections.lines import Corrections, corrected_plans, read_corrections
from pipeline.derived import write_derived
from pipeline.flatten import plan_row
from pipeline.outputs.journal import Journal
from pipeline.outputs.manifest import Entry, Offer
from pipeline.outputs.places import DIGEST_DIGITS, Document
from pipeline.outputs.placing import NewPlan, Places
from pipeline.outputs.remote import is_address
from pipeline.outputs.store import Outputs
from pipeline.plan_json import parse_plan, plan_json
from pipeline.redaction.bodies import known_bodies
from pipeline.redaction.plans import Removed, neutral_id, plain_ending, redact
from pipeline.report import summarise
from pipeline.version import build, tool_version
from pipeline.workbooks.writing import write_workbooks


@dataclass(frozen=True, slots=True)
class _Job:
    """A document to be read."""

    found: Found
    sha256: str
    request: Request


@dataclass(frozen=True, slots=True)
class _Copy:
    """A document with the same bytes as an earlier one of the run."""

    found: Found
    sha256: str
    first: str


_Step = Outcome | _Job


class BatchReader:
    """Knows what was read before, and what has been read so far."""

    def __init__(
        self,
        outputs: Outputs,
        executor: Executor,
        options: Options,
        waiting: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._outputs = outputs
        self._executor = executor
        self._options = options
        self._waiting = waiting
        self._journal = Journal(outputs.files)
        self._places = Places(outputs, self._journal)
        self._corrections = {
            plan_id: read_corrections(outputs.files, plan_id) for plan_id in sorted(corrected_plans(outputs.files))
        }
        self._choice = Choice(outputs, self._journal, options, self._corrections)
        self._fingerprints: dict[str, str | NotRead] = {}
        self._first_with: dict[str, Found] = {}
        self._copies: list[_Copy] = []
        self._again: list[_Job] = []
        self._failed: dict[str, Outcome] = {}
        self._with_names: list[tuple[_Job, PlanRead, bytes]] = []
        self._removed: list[Removed] = []

    def read(self, candidates: Sequence[Candidate]) -> Iterator[Outcome]:
        """Read what needs reading.

        Outcomes come in the order of the candidates' names, whatever order they were given in, but for those of
        documents that must be read twice, because they turned out to have corrections, and of copies of other
        documents: these come last.
        """
        self._look_ahead([candidate for candidate in candidates if isinstance(candidate, Found)])
        if self._options.redact_names:
            candidates = [self._nameless(candidate) for candidate in candidates]
        candidates = sorted(candidates, key=self._order)
        self._take_down_offers([candidate for candidate in candidates if isinstance(candidate, Found)])
        yield from self._work(self._steps(candidates))
        while self._again:
            again, self._again = self._again, []
            yield from self._work(again)
        yield from self._keep_without_names()
        for copy in self._copies:
            yield self._settle(copy)

    def _work(self, steps: Iterable[_Step]) -> Iterator[Outcome]:
        for step, answer in in_order(self._executor, steps, _task_of, self._waiting):
            if isinstance(step, Outcome):
                yield step
            elif answer is not None and (outcome := self._take(step, answer)):
                yield outcome

    # -- what to do with each ------------------------------------------------------------------------------------

    def _look_ahead(self, found: Sequence[Found]) -> None:
        """Learn what the documents are before the first is read, where that is needed or many can do it at a time."""
        remote = [one for one in found if is_address(one.location)]
        for one, answer in in_order(self._executor, remote, self._fingerprint_task, self._waiting):
            said = self._said(answer or b"")[0]
            self._fingerprints[one.location] = said.sha256 if isinstance(said, Fingerprint) else _failure(said)

    def _nameless(self, candidate: Candidate) -> Candidate:
        """The candidate under a name that tells nothing of it but its ending: names of files may be people's."""
        if not isinstance(candidate, Found):
            return replace(candidate, name=_without_a_name(candidate.name, ""))
        sha256 = self._fingerprint(candidate)
        name = _without_a_name(candidate.name, sha256 if isinstance(sha256, str) else "")
        return replace(candidate, name=name, own_name=candidate.filename)

    def _order(self, candidate: Candidate) -> tuple[str, str, str]:
        """By name; two of one name by what they are."""
        sha256 = self._fingerprint(candidate) if isinstance(candidate, Found) else ""
        return recorded(candidate.name), sha256 if isinstance(sha256, str) else "", candidate.location

    def _take_down_offers(self, found: Sequence[Found]) -> None:
        """Take down which documents this command is the first to give, before any of them is read.

        One that could not be opened before has its place by its name until its bytes can be had.
        """
        offers: dict[str, Offer | None] = {}
        command = self._journal.next_command()
        for one in found:
            sha256, name = self._fingerprint(one), recorded(one.name)
            by_name = _key_of_name(name)
            waiting = self._journal.offer_of(by_name)
            if isinstance(sha256, NotRead):
                offers.setdefault(by_name, waiting or Offer(command=command, name=name))
                continue
            if sha256 not in offers and self._journal.offer_of(sha256) is None:
                offers[sha256] = waiting or Offer(command=command, name=name)
            if waiting:
                offers[by_name] = None
            offers |= self._offers_of_parts(one, sha256)
        given = {sha256 for one in found if isinstance(sha256 := self._fingerprint(one), str)}
        self._journal.offer({**offers, **self._choice.bring_back(given)})

    def _offers_of_parts(self, found: Found, whole: str) -> dict[str, Offer]:
        """What to take down of the parts of a plan: given by themselves, they are not to take its place."""
        offers = {}
        for part in found.parts:
            sha256 = fingerprint(part.location, self._options.limits.input_bytes)
            known = self._journal.offer_of(sha256)
            offer = known or Offer(command=self._journal.next_command(), name=recorded(part.name))
            offers[sha256] = offer.model_copy(update={"part_of": whole})
        return offers

    def _fingerprint_task(self, found: Found) -> bytes:
        most = self._options.limits.input_bytes
        return pickle.dumps(Request(found.location, found.filename, most, only_fingerprint=True))

    def _steps(self, candidates: Iterable[Candidate]) -> Iterator[_Step]:
        for candidate in candidates:
            if isinstance(candidate, Found):
                step = self._look_at(candidate)
                if step:
                    yield step
            else:
                yield self._not_to_be_read(candidate)

    def _look_at(self, found: Found) -> _Step | None:
        """What to do with a document; None for a copy, which is settled when the first has been."""
        sha256 = self._fingerprint(found)
        if isinstance(sha256, NotRead):
            return self._fail(found, None, sha256)
        first = self._first_with.setdefault(sha256, found)
        if first is not found:
            self._copies.append(_Copy(found, sha256, first.name))
            return None
        choice = self._choice.decide(found, sha256)
        if isinstance(choice, Request):
            return _Job(found, sha256, choice)
        self._journal.note(choice)
        return Outcome(found.location, choice)

    def _fingerprint(self, found: Found) -> str | NotRead:
        """What a document is, or why its bytes cannot be had."""
        if found.location not in self._fingerprints:
            try:
                self._fingerprints[found.location] = fingerprint_of(found, self._options.limits.input_bytes)
            except InputError as error:
                self._fingerprints[found.location] = _not_read(error)
        return self._fingerprints[found.location]

    def _not_to_be_read(self, candidate: OutOfReach | PassedOver) -> Outcome:
        if isinstance(candidate, OutOfReach):
            return self._fail(Found(candidate.location, candidate.name), None, _not_read(candidate.error))
        entry = _entry(candidate.name, None, status="skipped", reason=candidate.reason)
        self._journal.note(entry)
        return Outcome(candidate.location, entry)

    # -- what became of each -------------------------------------------------------------------------------------

    def _said(self, answer: Answer) -> tuple[PlanRead | NotRead | Fingerprint, bytes]:
        if isinstance(answer, Lost):
            return failure_of(answer, self._options.limits), b""
        return parse_answer(answer)

    def _take(self, job: _Job, answer: Answer) -> Outcome | None:
        """Keep what was read; None when the document must be read again with what is now known of it."""
        said, data = self._said(answer)
        if not isinstance(said, PlanRead):
            return self._fail(job.found, job.sha256, _failure(said))
        if self._options.redact_names:  # whose names go is known when all are read
            self._with_names.append((job, said, data))
            return None
        plan_id, is_current = self._places.plan_id_of(self._document(job, said))
        corrections = self._corrections.get(plan_id) if is_current else None
        if said.corrections != (corrections.sha256 if corrections else None):
            self._again.append(self._with_what_is_known(job, plan_id, corrections))
            return None
        return self._keep(job, said, data)

    def _keep_without_names(self) -> Iterator[Outcome]:
        """Leave people's names out of all plans that were read, and keep those."""
        read, self._with_names = self._with_names, []
        if not read:
            return
        registry = self._options.registry
        result = redact(
            [parse_plan(data, job.found.name) for job, _, data in read],
            known_bodies(Path(registry.path) if registry else None),
            filenames=[job.found.name for job, _, _ in read],
        )
        ids: dict[str, str] = {}
        for (job, said, _), plan in zip(read, result.plans, strict=True):
            alone = plan.model_copy(update={"plan_id": neutral_id(plan)})
            now = {"read_as": alone.plan_id, "row": plan_row(alone), "lines": tuple(summarise(alone))}
            outcome = self._keep(job, said.model_copy(update=now), plan_json(alone))
            ids[plan.plan_id] = outcome.entry.plan_id or ""
            yield outcome
        self._removed += [replace(one, plan_id=ids[one.plan_id]) for one in result.removed]

    def _document(self, job: _Job, said: PlanRead) -> Document:
        """The document that was read, which may have changed since it was given; read for another plan it is new."""
        offer = self._journal.offer_of(said.sha256)
        before = self._journal.reading_of(said.sha256)
        if offer is None or (before and before.read_as not in {None, said.read_as}):
            offer = Offer(command=self._journal.next_command(), name=recorded(job.found.name))
        return Document(said.sha256, said.read_as, offer)

    def _with_what_is_known(self, job: _Job, plan_id: str, corrections: Corrections | None) -> _Job:
        corrected = self._journal.corrected(plan_id) if corrections else ()
        return replace(job, request=replace(job.request, corrections=corrections, corrected=corrected))

    def _keep(self, job: _Job, said: PlanRead, data: bytes) -> Outcome:
        entry = _entry(
            job.found.name,
            said.sha256,
            status=said.findings.reading,
            reading=said.findings.reading,
            reader=said.reader,
            media_type=said.media_type,
            read_as=said.read_as,
            borough=job.request.borough.gss_code if job.request.borough else None,
            year=job.request.year,
            corrections=said.corrections,
            registry=self._options.registry_sha256,
            columns=self._options.columns.sha256,
            findings=said.findings,
            seconds=said.seconds,
        )
        self._journal.offer({said.sha256: self._document(job, said).offer})
        placed, plan = self._places.put(NewPlan(entry, data, said.corrected, forced=self._options.force))
        lines, row = (tuple(summarise(plan)), plan_row(plan)) if plan else (said.lines, said.row)
        if not placed.is_current:
            lines = (*lines, f"  {self._choice.earlier(placed)}")
        return Outcome(job.found.location, placed, lines=lines, row=row)

    def _fail(self, found: Found, sha256: str | None, said: NotRead) -> Outcome:
        """A failure. What the document gave before, if it was ever read, stays where it is."""
        before = self._journal.reading_of(sha256) if sha256 else None
        entry = _entry(
            found.name,
            sha256,
            status="failed",
            reading="failed",
            code=said.code,
            reason=f"{said.problem} {said.remedy}",
            seconds=said.seconds,
            **(before.model_dump(include=_KEPT_WHEN_IT_FAILS) if before else {}),
        )
        self._journal.note(entry)
        outcome = Outcome(found.location, entry, said.problem, said.remedy)
        if sha256:
            self._failed[sha256] = outcome
        return outcome

    def _settle(self, copy: _Copy) -> Outcome:
        """What became of a copy is what became of the first."""
        name = recorded(copy.found.name)
        if failed := self._failed.get(copy.sha256):
            entry = failed.entry.model_copy(update={"name": name})
            self._journal.note(entry)
            return replace(failed, location=copy.found.location, entry=entry)
        first = self._journal.reading_of(copy.sha256)
        update = {"name": name, "status": "skipped", "reason": f"It has the same content as {recorded(copy.first)}."}
        entry = first.model_copy(update=update) if first else _entry(name, copy.sha256, **update)
        self._journal.note(entry)
        return Outcome(copy.found.location, entry)

    def finish(self, summary: Summary, *, finished: bool) -> None:
        """Apply corrections of plans not read in this run; write the CSV files, the catalogue and the manifest."""
        applied = (
            () if self._options.redact_names else apply_pending(self._outputs, self._journal, self._options.registry)
        )
        summary.notes += [f"corrections/{plan_id}.csv: applied to {plan_id}." for plan_id in applied]
        if self._outputs.plan_ids() or self._outputs.files.exists("plans.csv"):
            summary.faults += write_derived(self._outputs, safe=self._options.safe)
            summary.notes += write_workbooks(self._outputs)
        self._journal.close(finished=finished)
        summary.removed += self._removed
        summary.notes += self._about_corrections()

    def _about_corrections(self) -> Iterator[str]:
        """Corrections that no plan has, or has not as they are now."""
        for plan_id, corrections in self._corrections.items():
            entry = self._journal.current(plan_id)
            if entry is None:
                yield f"{corrections.file}: there is no plan {plan_id}, so nothing was corrected."
            elif entry.corrections != corrections.sha256:
                yield f"{corrections.file}: changed since {plan_id} was read; read {entry.name} again to apply it."


def _without_a_name(name: str, sha256: str) -> str:
    """What a document is called where names are left out: by what it is, or by a digest of its name."""
    digest = sha256 or hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
    return f"document-{digest[:DIGEST_DIGITS]}{plain_ending(recorded(name))}"


def _key_of_name(name: str) -> str:
    """Under what a document is taken down whose bytes could not be had."""
    return f"name {name}"


_KEPT_WHEN_IT_FAILS = {"plan_id", "read_as", "kept", "plan_sha256"}


def _task_of(step: _Step) -> bytes | None:
    return pickle.dumps(step.request) if isinstance(step, _Job) else None


def _entry(name: str, sha256: str | None, **facts: object) -> Entry:
    """An entry of this version of the tool."""
    values = {"name": recorded(name), "sha256": sha256, "tool_version": tool_version(), "build": build()}
    return Entry.model_validate({**values, **facts})


def _not_read(error: InputError) -> NotRead:
    return NotRead(sha256=None, code=error.code, problem=error.problem, remedy=error.remedy)


def _failure(said: PlanRead | NotRead | Fingerprint) -> NotRead:
    """The failure that was said where nothing else can have been."""
    if not isinstance(said, NotRead):
        raise TypeError(said.kind)
    return said
