"""The one place where a watch hands documents to the rest of the tool and takes back what became of them."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError
from models.plan import Plan
from pipeline.batch.containers import open_containers
from pipeline.batch.executor import SerialExecutor
from pipeline.batch.executors import choose_executor
from pipeline.batch.inputs import Found, fingerprint
from pipeline.batch.names import printable
from pipeline.batch.outcomes import Options, Outcome
from pipeline.batch.reading import WORK
from pipeline.batch.run import Batch
from pipeline.catalogue.opening import has_plans, is_fresh
from pipeline.column_names import NOTHING_ASKED, Asked, told_columns
from pipeline.outputs.history import what_changed
from pipeline.outputs.journal import JOURNAL, Journal
from pipeline.outputs.store import Outputs
from pipeline.registries import registry_folder
from pipeline.workbooks.writing import last_document

LEFT_OUT = "left-out"
"""Stands for a code where something in a container is no document."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a document: the plan it gave, or what is wrong and what to do.

    known: it had been read before, and its records were left as they are.
    replaced: its plan is not the current one of its plan_id any more; it is kept among the revisions.
    inside: of a mail, an archive or a PDF with attached files, what became of the documents inside, each under its name
        in the container; the plan is then the first that one of them gave.
    changes: what changed since the document before it, in a line; empty for the first, and for one read before.
    """

    path: Path
    sha256: str | None
    plan: Plan | None = None
    known: bool = False
    replaced: bool = False
    changes: str = ""
    code: str = ""
    problem: str = ""
    remedy: str = ""
    inside: tuple[tuple[str, Reading], ...] = ()


def read_documents(  # noqa: PLR0913 - what is asked of a watch, and what it learnt when it began
    paths: Sequence[Path],
    outputs: Outputs,
    jobs: int,
    tell: Callable[[str], None],
    registry: Path | None = None,
    asked: Asked = NOTHING_ASKED,
    *,
    untold: frozenset[str] = frozenset(),
) -> Generator[Reading]:
    """Read documents as `vvrap extract` does, each one's records in the outputs folder when its reading is given.

    Each is read in a process of its own, within the limits that hold for `vvrap extract`, `jobs` at a time; with 0 in
    this process. The tables, the manifest and the catalogue are written when all are read.
    tell: called with lines for a person.
    registry: folder of names to tag by, as it is now; None is the built-in one.
    asked: what was asked about columns; a columns.toml is read as it is now.
    untold: SHA-256 of documents that a run read which had no time to tell of them, from `catch_up`.
    Raises `OutputError` when the outputs folder cannot be written; what was given before is in place.
    """
    columns = told_columns(asked, outputs.files)
    options = Options(registry=registry_folder(registry) if registry else None, columns=columns)
    busy = f"Another run is writing to {printable(str(outputs.folder))}; waiting for it to end."
    executor = choose_executor(jobs, options.limits, registry=options.registry)
    batch = Batch(outputs, executor, options, lambda: tell(busy))
    found = [Found(str(path), path.name) for path in paths]
    candidates = list(open_containers(found, options.limits, apart=jobs != 0))
    wanted = Counter(_given(one.location, paths) for one in candidates)
    inside: dict[Path, list[tuple[str, Reading]]] = defaultdict(list)
    for outcome in batch.outcomes(candidates):
        path = _given(outcome.location, paths)
        reading = _reading(outcome, outputs, untold)
        if wanted[path] == 1 and Path(outcome.location) == path:
            yield reading
            continue
        name = Path(outcome.location).relative_to(path).as_posix()
        inside[path].append((path.name if name == "." else name, reading))
        if len(inside[path]) == wanted[path]:
            yield _of_container(path, inside.pop(path), options.limits.input_bytes)
    for fault in batch.summary.faults:
        tell(f"{fault.problem} It was left out of the CSV files. {fault.remedy}")
    for note in batch.summary.notes:
        tell(note)


def _given(location: str, paths: Sequence[Path]) -> Path:
    """The file in the inbox that a document is, or lies in."""
    here = Path(location)
    return next(path for path in paths if here.is_relative_to(path))


def _of_container(path: Path, inside: Sequence[tuple[str, Reading]], most: int) -> Reading:
    """What became of a container: read when a document inside was, known when all that could be read had been."""
    read = [reading for _, reading in inside if reading.plan]
    try:
        sha256 = fingerprint(str(path), most)
    except InputError:
        sha256 = None
    if not read:
        problem, remedy = "No document inside it could be read as a plan.", "Put the plan itself into the inbox."
        return Reading(path, sha256, code="container", problem=problem, remedy=remedy, inside=tuple(inside))
    known = all(reading.known for reading in read)
    return Reading(path, sha256, read[0].plan, known=known, inside=tuple(inside))


def catch_up(outputs: Outputs) -> frozenset[str]:
    """Complete what a run that was stopped or killed left behind: the tables, the catalogue and the manifest.

    Gives the SHA-256 of the documents that it read: nobody may have been told of them yet. Raises `OutputError`.
    """
    unfinished = outputs.files.exists(JOURNAL)
    read: frozenset[str] = frozenset()
    if unfinished:
        with outputs.locked():
            entries = [line.entry for line in Journal(outputs.files).unfinished]
        read = frozenset(entry.sha256 for entry in entries if entry and entry.sha256)
    behind = has_plans(outputs.folder) and not is_fresh(outputs.folder)
    if unfinished or behind:
        nothing = Batch(outputs, SerialExecutor(WORK)).outcomes([])
        deque(nothing, maxlen=0)  # a run without documents writes what follows from those of runs before
    return read


def _reading(outcome: Outcome, outputs: Outputs, untold: frozenset[str]) -> Reading:
    entry, path = outcome.entry, Path(outcome.location)
    if entry.status == "skipped" and entry.kept is None:
        return Reading(path, entry.sha256, code=LEFT_OUT, problem=entry.reason or "")
    if outcome.failed or entry.kept is None:
        return Reading(path, entry.sha256, code=entry.code or "", problem=outcome.problem, remedy=outcome.remedy)
    plan = outputs.read_plan(entry.kept)
    known = entry.status == "skipped" and entry.sha256 not in untold
    before = None if known or not entry.is_current else last_document(outputs, plan)
    changes = what_changed(before, plan) if before else ""
    return Reading(path, entry.sha256, plan, known=known, replaced=not entry.is_current, changes=changes)
