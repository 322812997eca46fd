"""Puts an earlier version of a plan back, and takes plans out of an outputs folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from models.errors import UsageError
from models.plan import is_plan_id
from pipeline.derived import write_derived
from pipeline.outputs.dressing import undressed
from pipeline.outputs.history import Version, history
from pipeline.outputs.journal import Journal
from pipeline.outputs.manifest import Entry, FindingCounts, JournalLine, Moved, Offer
from pipeline.outputs.paths import plan_file
from pipeline.outputs.placing import NewPlan, Places
from pipeline.outputs.store import Outputs
from pipeline.plan_json import plan_json
from pipeline.which_plan import no_such_plan
from pipeline.workbooks.writing import write_workbooks


def restore(outputs: Outputs, plan_id: str, number: int, waiting: Callable[[], None] = lambda: None) -> Version:
    """Make a kept version of a plan the current one; the one that was current is kept. Gives the version.

    The document of that version stays the current one until another is given, however often all are read again.
    Raises `UsageError` when there is no such version, `InputError` when its JSON cannot be read.
    """
    with changing(outputs, waiting) as journal:
        versions = history(outputs, plan_id)
        version = next((one for one in versions if one.number == number), None)
        if version is None:
            raise UsageError(f"{plan_id} has no version {number}.", f"Its versions are 1 to {len(versions)}.")
        if version.current:
            raise UsageError(f"Version {number} is the current one of {plan_id}.", "Choose another, or keep it.")
        plan = outputs.read_plan(version.kept)
        entry = journal.reading_of(plan.source.sha256)
        if entry is None or entry.plan_id != plan_id or entry.read_as is None:
            outputs.put_plan(plan_id, outputs.files.read(version.kept))
            return version
        offer = Offer(command=journal.next_command(), name=entry.name, plan_id=plan_id)
        places = Places(outputs, journal)
        journal.offer({plan.source.sha256: offer})
        places.settle(entry.read_as)
        if entry.kept != version.kept:  # the document has been read again since: the reading wanted is put on top
            alone = undressed(plan, entry.read_as)
            entry = entry.model_copy(update={"findings": FindingCounts.of(alone.findings)})
            places.put(NewPlan(entry, plan_json(alone)))
    return version


def remove(outputs: Outputs, plan_id: str, waiting: Callable[[], None] = lambda: None) -> str:
    """Take a plan out of plans/, the tables and the catalogue. Gives where its JSON is kept.

    Its documents are skipped from now on, unless they are read by force.

    Raises `UsageError` when there is no such plan.
    """
    with changing(outputs, waiting) as journal:
        if not is_plan_id(plan_id) or not outputs.files.exists(plan_file(plan_id)):
            raise no_such_plan(plan_id, outputs.plan_ids(), outputs.files.place(""))
        documents = _documents_of(journal, plan_id)
        offers = {sha256: journal.offer_of(sha256) for sha256 in documents}
        journal.offer({sha256: offer.model_copy(update={"removed": True}) for sha256, offer in offers.items() if offer})
        kept = outputs.keep_copy(plan_id)
        for sha256, entry in documents.items():
            if entry.is_current:
                journal.record(_moved(sha256, entry, kept))
        outputs.files.remove(plan_file(plan_id))
    return kept


def _documents_of(journal: Journal, plan_id: str) -> dict[str, Entry]:
    """The documents whose plans are or were kept under a plan_id."""
    return {
        entry.sha256: entry for entry in journal.entries() if entry.sha256 and entry.kept and entry.plan_id == plan_id
    }


def _moved(sha256: str, entry: Entry, kept: str) -> JournalLine:
    return JournalLine(
        moved=Moved(
            sha256=sha256,
            plan_id=entry.plan_id or "",
            kept=kept,
            plan_sha256=entry.plan_sha256 or "",
            findings=entry.findings,
        )
    )


@contextmanager
def changing(outputs: Outputs, waiting: Callable[[], None]) -> Iterator[Journal]:
    """Hold the folder's lock; what follows from the plans is written when the block ends well.

    Gives the journal of the folder, in which the block takes down what it does to plans.
    """
    with outputs.locked(waiting):
        outputs.files.mend()
        journal = Journal(outputs.files)
        yield journal
        write_derived(outputs)  # of plans left out the next run tells; nobody has asked about them here
        write_workbooks(outputs)  # one that is open in a spreadsheet is written the next time
        journal.close(finished=not journal.unfinished)
