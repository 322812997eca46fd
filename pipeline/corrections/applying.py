"""Applies corrections to plans that were read before; no document is needed, for each plan holds what its own said."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from models.plan import Plan
from models.reference.template import using_editions
from pipeline.check import check
from pipeline.corrections.correct import correct, settle, uncorrected, with_tags_of
from pipeline.corrections.lines import Correction, Corrections, corrected_plans, read_corrections
from pipeline.outputs.dressing import NEIGHBOURLY, undressed
from pipeline.outputs.journal import Journal
from pipeline.outputs.manifest import CorrectedValue, Entry, FindingCounts, JournalLine
from pipeline.outputs.paths import plan_file
from pipeline.outputs.store import Outputs
from pipeline.plan_json import plan_json
from pipeline.registries import RegistryFolder
from pipeline.stages import tag
from pipeline.templates.files import added_editions


@dataclass(frozen=True, slots=True)
class Applied:
    """A plan whose corrections were applied anew.

    Attributes:
        plan: as it is now.
        memory: what documents said where its corrections are, to be remembered.
    """

    plan: Plan
    memory: tuple[CorrectedValue, ...]


def corrected_anew(
    plan: Plan,
    corrections: Corrections,
    memory: Sequence[CorrectedValue],
    registry: RegistryFolder | None = None,
    *,
    names_anew: bool = False,
) -> Applied:
    """A plan of the outputs folder with its corrections as they are now: the same as if its document was read again.

    memory: what documents said before, of the manifest. registry: the folder it is tagged by; None for the package's.
    names_anew: look for names again though the text is the same, for the registry has changed.
    """
    about_neighbours = [found for found in plan.findings if found.code in NEIGHBOURLY]
    result = correct(uncorrected(undressed(plan, plan.plan_id)), corrections, memory)
    tagged = (None if names_anew else with_tags_of(result.plan, plan)) or tag(result.plan, registry)
    now = settle(check(tagged))
    return Applied(now.model_copy(update={"findings": (*about_neighbours, *now.findings)}), result.values)


def put_corrected(  # noqa: PLR0913 - the folder, its journal and the plan, then what only some callers know
    outputs: Outputs,
    journal: Journal,
    plan: Plan,
    corrections: Corrections,
    registry: RegistryFolder | None = None,
    forget: Sequence[Correction] = (),
    *,
    names_anew: bool = False,
) -> Plan:
    """Apply a plan's corrections as they are now, and take that down. The folder's lock must be held. Gives the plan.

    The plan before gets no version of its own: what the document says stays in the record.

    forget: lines that a person has just written; what is remembered of earlier ones about the same counts no more.
    names_anew: as in `corrected_anew`.
    """
    name = plan_file(plan.plan_id)
    editions = added_editions(outputs.files)
    new = {line.key for line in forget}
    memory = [one for one in journal.corrected(plan.plan_id) if (one.ref, one.field) not in new]
    with using_editions(editions):
        applied = corrected_anew(plan, corrections, memory, registry, names_anew=names_anew)
    data = plan_json(applied.plan)
    entry = journal.current(plan.plan_id)
    if entry is not None:
        entry = _entry(entry, applied.plan, data, corrections)
        if names_anew:
            entry = entry.model_copy(update={"registry": registry.sha256 if registry else None})
        journal.record(JournalLine(entry=entry, corrected=applied.memory))
    with outputs.files.write(name) as file:
        file.write(data)
    return applied.plan


def _entry(entry: Entry, plan: Plan, data: bytes, corrections: Corrections) -> Entry:
    counts = FindingCounts.of(plan.findings)
    return entry.model_copy(
        update={
            "plan_sha256": hashlib.sha256(data).hexdigest(),
            "corrections": corrections.sha256 or None,
            "findings": counts,
            "status": counts.reading,
            "reading": counts.reading,
        }
    )


def is_of_older_version(plan: Plan, memory: Sequence[CorrectedValue]) -> bool:
    """Whether a plan's corrections were applied by a version that did not keep what the document says beside them."""
    return bool(memory) and not plan.corrections and not any(action.corrections for action in plan.actions)


def pending(outputs: Outputs, journal: Journal) -> list[str]:
    """The plans whose corrections file is not the one that was applied to them: changed, new, or taken away."""
    files = outputs.files
    with_file = corrected_plans(files)
    found = []
    for plan_id in outputs.plan_ids():
        entry = journal.current(plan_id)
        if entry is None:
            continue
        now = read_corrections(files, plan_id).sha256 if plan_id in with_file else None
        if now not in {"", entry.corrections}:  # a file that cannot be opened now will be at another time
            found.append(plan_id)
    return found
