"""The one place where a watch hands documents to the rest of the tool and takes back what became of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.plan import Plan
from pipeline.batch.executor import SerialExecutor
from pipeline.batch.executors import choose_executor
from pipeline.batch.inputs import Found
from pipeline.batch.names import printable
from pipeline.batch.outcomes import Options, Outcome
from pipeline.batch.reading import WORK
from pipeline.batch.run import Batch
from pipeline.catalogue.opening import has_plans, is_fresh
from pipeline.column_names import NOTHING_ASKED, Asked, told_columns
from pipeline.outputs.book import JOURNAL
from pipeline.outputs.history import what_changed
from pipeline.registries import registry_folder
from pipeline.store import Outputs
from pipeline.workbooks.writing import last_document


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a document: the plan it gave, or what is wrong and what to do.

    known: it had been read before, and its records were left as they are.
    replaced: its plan is not the current one of its plan_id any more; it is kept among the revisions.
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


def read_documents(
    paths: Sequence[Path],
    outputs: Outputs,
    jobs: int,
    tell: Callable[[str], None],
    registry: Path | None = None,
    asked: Asked = NOTHING_ASKED,
) -> Generator[Reading]:
    """Read documents as `vvrap extract` does, each one's records in the outputs folder when its reading is given.

    Each is read in a process of its own, within the limits that hold for `vvrap extract`, `jobs` at a time; with 0 in
    this process. The tables, the manifest and the catalogue are written when all are read.
    tell: called with lines for a person.
    registry: folder of names to tag by, as it is now; None is the built-in one.
    asked: what was asked about columns; a columns.toml is read as it is now.
    Raises `OutputError` when the outputs folder cannot be written; what was given before is in place.
    """
    columns = told_columns(asked, outputs.files)
    options = Options(registry=registry_folder(registry) if registry else None, columns=columns)
    busy = f"Another run is writing to {printable(str(outputs.folder))}; waiting for it to end."
    executor = choose_executor(jobs, options.limits, registry=options.registry)
    batch = Batch(outputs, executor, options, lambda: tell(busy))
    for outcome in batch.outcomes([Found(str(path), path.name) for path in paths]):
        yield _reading(outcome, outputs)
    for fault in batch.summary.faults:
        tell(f"{fault.problem} It was left out of the CSV files. {fault.remedy}")
    for note in batch.summary.notes:
        tell(note)


def catch_up(outputs: Outputs) -> None:
    """Complete what a run that was stopped or killed left behind: the tables, the catalogue and the manifest.

    Raises `OutputError`.
    """
    unfinished = outputs.files.exists(JOURNAL)
    behind = has_plans(outputs.folder) and not is_fresh(outputs.folder)
    if unfinished or behind:
        nothing = Batch(outputs, SerialExecutor(WORK)).outcomes([])
        deque(nothing, maxlen=0)  # a run without documents writes what follows from those of runs before


def _reading(outcome: Outcome, outputs: Outputs) -> Reading:
    entry, path = outcome.entry, Path(outcome.location)
    if outcome.failed or entry.kept is None:
        return Reading(path, entry.sha256, code=entry.code or "", problem=outcome.problem, remedy=outcome.remedy)
    plan = outputs.read_plan(entry.kept)
    known = entry.status == "skipped"
    before = None if known or not entry.is_current else last_document(outputs, plan)
    changes = what_changed(before, plan) if before else ""
    return Reading(path, entry.sha256, plan, known=known, replaced=not entry.is_current, changes=changes)
