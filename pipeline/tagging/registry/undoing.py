"""Takes a decision of the review back out of the boroughs' registry files: of all of them, or of none."""

from __future__ import annotations

from pathlib import Path

from models.errors import UsageError
from pipeline.tagging.registry.decisions import SOURCE, Decision, Drafts, write_drafts
from pipeline.tagging.registry.entry import Entry
from pipeline.tagging.registry.files import Registry, read_registry
from pipeline.tagging.words import fold


def is_entered(decision: Decision, registry: Registry) -> bool:
    """Whether the file of every borough of a decision holds it."""
    return all(
        any(_holds(entry, decision) for entry in registry.borough_entries(borough)) for borough in decision.boroughs
    )


def undo_decision(decision: Decision, folder: Path) -> None:
    """Take a decision back; files that do not hold it stay as they are. Hold `changing` around it.

    Raises `UsageError` when other names were said to be the same as this one, `ReferenceDataError` when a file would be
    faulty.
    """
    registry = read_registry(folder)
    drafts: Drafts = {}
    for borough in decision.boroughs:
        left = _without(decision, registry.borough_entries(borough))
        if left is not None:
            drafts[borough] = left
    write_drafts(registry, drafts, folder)


def _without(decision: Decision, entries: tuple[Entry, ...]) -> list[Entry] | None:
    """A borough's rows without the decision; None when they do not hold it."""
    held = next((entry for entry in entries if _holds(entry, decision)), None)
    if held is None:
        return None
    others = [entry for entry in entries if entry is not held]
    if decision.kind != "alias":
        if held.aliases:
            raise UsageError(
                f"Other names are the same as “{decision.name}”: {', '.join(held.aliases)}.", "Undo those first."
            )
        return others
    aliases = tuple(name for name in held.aliases if name != decision.name)
    if not aliases and held.source == SOURCE:
        return others  # the row stood there for this name alone
    ambiguous = tuple(name for name in held.ambiguous if name != decision.name)
    less = held.model_copy(update={"aliases": aliases, "ambiguous": ambiguous})
    return [less if entry is held else entry for entry in entries]


def _holds(entry: Entry, decision: Decision) -> bool:
    if decision.kind == "alias":
        return entry.id == decision.entry_id and decision.name in entry.aliases
    label = {"accept": decision.label, "reject": "rejected", "topic": "topic"}[decision.kind]
    return fold(entry.name) == fold(decision.name) and entry.label == label and entry.source == SOURCE
