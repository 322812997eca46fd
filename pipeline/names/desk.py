"""Names met in the plans of an outputs folder: gather those that nobody has decided on, decide, take a decision back.

For the command line and the pages: values in, values out. review.csv in the outputs folder holds a row a name with the
decision on it, under the lock of that folder; the registry folder, under a lock of its own, what follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from models.base import Record
from models.errors import ReferenceDataError, UsageError
from models.mention import MentionLabel
from pipeline.corrections import ledger
from pipeline.corrections.applying import put_corrected
from pipeline.outputs.paths import plan_file
from pipeline.outputs.store import Outputs
from pipeline.outputs.versions import changing as changing_plans
from pipeline.registries import RegistryFolder
from pipeline.tagging.registry.decisions import Decision, apply_decisions, parse_decisions
from pipeline.tagging.registry.entry import Entry, split_list
from pipeline.tagging.registry.files import Registry, package_registry, read_registry
from pipeline.tagging.registry.names import NameIndex
from pipeline.tagging.registry.review import (
    REVIEW_FILENAME,
    ReviewRow,
    cells_of,
    collect,
    earlier_rows,
    read_review,
    write_cells,
)
from pipeline.tagging.registry.sighting import Sighting, sightings
from pipeline.tagging.registry.together import changing
from pipeline.tagging.registry.undoing import is_entered, undo_decision
from pipeline.tagging.words import fold

Choice = Literal["agency", "panel", "service", "same", "none"]
"""What a person says of a name: what it is, the same as another, or no name at all."""
PLANS_AT_A_TIME = 20
"""Plans that are written under one lock when names are looked for again: a minute at most, for others may wait."""

Cells = dict[str, str]


class Name(Record):
    """A name in the review."""

    name: str = Field(description="As written.")
    boroughs: tuple[str, ...] = Field(description="Slugs of the boroughs it was found in.")
    count: int = Field(default=0, ge=0, description="How often it was found, over all plans.")
    label: str = Field(default="", description="What it most likely is.")
    known_as: str = Field(default="", description="Id of an entry with nearly this name; else empty.")
    reason: str = Field(default="", description="Why a person is asked.")
    around: tuple[str, ...] = Field(default=(), description="Longer and shorter names considered at the same places.")
    examples: tuple[str, ...] = Field(default=(), description="Sentences in which it was found, with plan and action.")
    decision: str = Field(default="", description="What was decided, as in review.csv; empty while undecided.")
    entered: bool = Field(default=False, description="Whether the decision is in the registry.")


class Gathered(Record):
    """What looking through the plans gave."""

    plans: int = Field(ge=0, description="Plans looked through.")
    left_out: tuple[str, ...] = Field(description="plan_ids of plans whose borough is not known.")
    rows: tuple[ReviewRow, ...] = Field(description="Names to decide on, the most useful first.")


def gather(outputs: Outputs, registry: Path | None = None) -> Gathered:
    """Look for names in all plans, and write review.csv. Decisions that stand in it are kept.

    registry: the folder to look up names in; None for the package's. Raises `ReferenceDataError`, `OutputError`.
    """
    from pipeline.tagging import load_tagger  # noqa: PLC0415 - loading spaCy waits until somebody looks for names

    tagger = load_tagger(registry)
    met: list[Sighting] = []
    indexes: dict[str, NameIndex] = {}
    plans, left_out = 0, []
    for plan in outputs.read_plans():
        if plan.borough is None:
            left_out.append(plan.plan_id)
            continue
        plans += 1
        indexes.setdefault(plan.borough.slug, tagger.index((plan.borough.slug,)))
        met += sightings(tagger.tag_plan(plan), [(item.section, item.mention) for item in tagger.queue(plan)])
    path = outputs.folder / REVIEW_FILENAME
    folder = registry or package_registry()
    with outputs.locked():
        rows = collect(met, indexes, earlier_rows(path))
        listed = {fold(row.name) for row in rows}
        entered = [cells for cells, done in _with_state(_cells(path), read_registry(folder)) if done]
        settled = [cells for cells in entered if fold(cells["name"]) not in listed]
        write_cells(path, [*map(cells_of, rows), *settled])
    return Gathered(plans=plans, left_out=tuple(left_out), rows=tuple(rows))


def use_in_plans(outputs: Outputs, registry: RegistryFolder | None = None) -> int:
    """Give the plans that are there the names as the registry has them now. Gives how many plans changed."""
    changed = 0
    plan_ids = outputs.plan_ids()
    for first in range(0, len(plan_ids), PLANS_AT_A_TIME):
        with changing_plans(outputs, lambda: None) as journal:
            for plan_id in plan_ids[first : first + PLANS_AT_A_TIME]:
                if outputs.files.exists(plan_file(plan_id)):
                    plan = outputs.read_plan(plan_file(plan_id))
                    corrections = ledger.read(outputs, plan_id)
                    changed += put_corrected(outputs, journal, plan, corrections, registry, names_anew=True) != plan
    return changed


def names(outputs: Outputs, registry: Path | None = None) -> tuple[Name, ...]:
    """The names of the review, those that wait before those decided. Raises `ReferenceDataError` for a faulty file."""
    known = read_registry(registry or package_registry())
    found = [_name(cells, entered=entered) for cells, entered in _with_state(_cells(_review(outputs)), known)]
    return tuple(sorted(found, key=lambda one: one.entered))


def entries_of(registry: Path | None, boroughs: Sequence[str]) -> tuple[Entry, ...]:
    """What a name of these boroughs may be the same as: the bodies that the registry has for each of them, by name."""
    return _entries(read_registry(registry or package_registry()), boroughs)


def decide(outputs: Outputs, registry: Path | None, name: str, choice: Choice, same_as: str = "") -> None:
    """Decide on a name, in the review and in the registry files of all its boroughs.

    same_as: name or id of the entry it is the same as. Raises `UsageError` when the review has no such name or the
    registry no such entry, `ReferenceDataError` when the decision cannot be carried out.
    """
    from pipeline.tagging.shipped import shipped_models  # noqa: PLC0415 - a second of loading

    folder = registry or package_registry()
    with outputs.locked(), changing(folder):
        known = read_registry(folder)
        rows = _cells(_review(outputs))
        cells = _row(rows, name)
        words = {"agency": "accept", "panel": "accept", "service": "accept", "none": "reject"}
        cells["decision"] = words.get(choice) or f"alias of {_entry_id(known, split_list(cells['boroughs']), same_as)}"
        if choice in {"agency", "panel", "service"}:
            cells["suggested_label"] = choice
        apply_decisions(
            parse_decisions([(_line(rows, cells), cells)], known), folder, shipped_models().sequence.vocabulary
        )
        write_cells(_review(outputs), rows)


def undo(outputs: Outputs, registry: Path | None, name: str) -> None:
    """Take the decision on a name back. Raises `UsageError` when there is none."""
    folder = registry or package_registry()
    with outputs.locked(), changing(folder):
        rows = _cells(_review(outputs))
        cells = _row(rows, name)
        decision = _decision(cells, read_registry(folder))
        if decision is None:
            raise UsageError(f"Nothing was decided about “{name}”.", "Look at the list again.")
        undo_decision(decision, folder)
        cells["decision"] = ""
        write_cells(_review(outputs), rows)


def _review(outputs: Outputs) -> Path:
    return outputs.folder / REVIEW_FILENAME


def _cells(path: Path) -> list[Cells]:
    return [cells for _, cells in read_review(path)] if path.exists() else []


def _with_state(rows: Sequence[Cells], registry: Registry) -> list[tuple[Cells, bool]]:
    """The rows, each with whether the registry holds its decision."""
    decisions = [_decision(cells, registry) for cells in rows]
    return [
        (cells, decision is not None and is_entered(decision, registry))
        for cells, decision in zip(rows, decisions, strict=True)
    ]


def _decision(cells: Cells, registry: Registry) -> Decision | None:
    """What was decided on a row; None for nothing, or what cannot be carried out."""
    try:
        return next(iter(parse_decisions([(0, cells)], registry)), None)
    except ReferenceDataError:
        return None


def _row(rows: Sequence[Cells], name: str) -> Cells:
    found = next((cells for cells in rows if cells["name"] == name), None)
    if found is None:
        raise UsageError(f"“{name}” is not on the list any more.", "Look at the list again.")
    return found


def _line(rows: Sequence[Cells], cells: Cells) -> int:
    return next(line for line, one in enumerate(rows, start=2) if one is cells)


def _entries(registry: Registry, boroughs: Sequence[str]) -> tuple[Entry, ...]:
    general = {entry.id: entry for entry in registry.general_entries()}
    found: dict[str, Entry] | None = None
    for borough in boroughs:
        here = general | {entry.id: entry for entry in registry.borough_entries(borough)}
        found = here if found is None else {key: entry for key, entry in found.items() if key in here}
    bodies = [entry for entry in (found or general).values() if entry.is_entity()]
    return tuple(sorted(bodies, key=lambda entry: entry.name.casefold()))


def _entry_id(registry: Registry, boroughs: Sequence[str], wanted: str) -> str:
    """The id of the entry that is meant by an id or a name."""
    for entry in _entries(registry, boroughs):
        if wanted == entry.id or fold(wanted) in {fold(name) for name in entry.names()}:
            return entry.id
    raise UsageError(
        f"No entry is called “{wanted}”." if wanted else "No entry was chosen.",
        "Choose one from the list.",
    )


def _name(cells: Cells, *, entered: bool) -> Name:
    count = cells.get("count", "")
    return Name(
        name=cells["name"],
        boroughs=split_list(cells["boroughs"]),
        count=int(count) if count.isdecimal() else 0,
        label=cells["suggested_label"],
        known_as=cells.get("known_as", ""),
        reason=cells.get("reason", ""),
        around=split_list(cells.get("inside_or_around", "")),
        examples=tuple(part for part in cells.get("examples", "").split(" | ") if part),
        decision=cells["decision"],
        entered=entered,
    )


LABELS: tuple[MentionLabel, ...] = ("service", "panel", "agency")
"""What a name may be."""
