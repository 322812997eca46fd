"""Puts a person's decisions from the review into the boroughs' registry files: all, or none when one is faulty.

A name of several boroughs gets the same id in the file of each, so that it is one body wherever plans are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from models.errors import ReferenceDataError
from pipeline.tagging.registry.entry import Entry, RegistryLabel, split_list
from pipeline.tagging.registry.files import (
    BOROUGHS_FOLDER,
    GENERAL_FILENAME,
    Fault,
    Registry,
    RegistryFile,
    Row,
    read_registry,
    registry_text,
)
from pipeline.tagging.registry.review import REVIEW_FILENAME, free_id
from pipeline.tagging.registry.together import change
from pipeline.tagging.words import fold, is_acronym

_ALIAS = re.compile(r"^alias(?: of)? (?P<id>\S+)$", re.IGNORECASE)
Kind = Literal["accept", "alias", "reject", "topic"]
_LABELS = ("agency", "panel", "service")
SOURCE = "decided in review"
"""Source of a row that a decision made."""
Drafts = dict[str, list[Entry]]
"""What the file of a borough is to hold, by the borough's slug."""


class Decision(NamedTuple):
    """What a person decided about a name."""

    line: int
    boroughs: tuple[str, ...]
    name: str
    kind: Kind
    label: str
    entry_id: str


class Applied(NamedTuple):
    """What became of a borough's file."""

    borough: str
    path: Path
    decisions: int


def parse_decisions(rows: Iterable[tuple[int, dict[str, str]]], registry: Registry) -> list[Decision]:
    """The decided rows. Raises `ReferenceDataError` naming every row that cannot be carried out."""
    decisions: list[Decision] = []
    faults: list[Fault] = []
    for line, cells in rows:
        word = cells.get("decision", "")
        if not word:
            continue
        alias = _ALIAS.match(word)
        kind = "alias" if alias else word.lower()
        reason = _reason(cells, kind, alias.group("id") if alias else "", registry)
        if reason:
            faults.append(Fault(REVIEW_FILENAME, line, reason))
            continue
        target = alias.group("id") if alias else cells["suggested_id"]
        decisions.append(
            Decision(
                line,
                split_list(cells["boroughs"]),
                cells["name"],
                kind,  # type: ignore[arg-type]  # `_reason` lets only these kinds pass
                cells["suggested_label"],
                target,
            )
        )
    if faults:
        raise ReferenceDataError(
            "Nothing was changed, because these decisions cannot be carried out:\n" + "\n".join(map(str, faults)),
            "Correct the lines named.",
        )
    return decisions


def _reason(cells: dict[str, str], kind: str, alias_of: str, registry: Registry) -> str:
    """Why the row cannot be carried out; empty when it can."""
    boroughs = split_list(cells["boroughs"])
    if not boroughs:
        return "no borough is named"
    if not cells["name"]:
        return "the name is empty"
    if kind not in {"accept", "alias", "reject", "topic"}:
        return f"“{cells['decision']}” is not accept, alias of ID, reject or topic"
    reasons = (_reason_in_borough(cells, kind, alias_of, registry, borough) for borough in boroughs)
    return next((reason for reason in reasons if reason), "")


def _reason_in_borough(cells: dict[str, str], kind: str, alias_of: str, registry: Registry, borough: str) -> str:
    if borough not in registry.slugs():
        return f"“{borough}” is not a borough"
    known = {entry.id: entry for entry in (*registry.general_entries(), *registry.borough_entries(borough))}
    if kind == "alias":
        return _reason_against_alias(known.get(alias_of), alias_of)
    return _reason_against_entry(cells, known, borough) if kind == "accept" else ""


def _reason_against_alias(entry: Entry | None, alias_of: str) -> str:
    if entry is None:
        return f"there is no entry “{alias_of}” to be an alias of"
    return "" if entry.is_entity() else f"{alias_of} is {entry.label}: nothing is tagged by its names"


def _reason_against_entry(cells: dict[str, str], known: dict[str, Entry], borough: str) -> str:
    if cells["suggested_label"] not in _LABELS:
        return f"the label “{cells['suggested_label']}” is not agency, panel or service"
    taken = known.get(cells["suggested_id"])
    if taken and (fold(taken.name), taken.label, taken.scope) == (
        fold(cells["name"]),
        cells["suggested_label"],
        borough,
    ):
        return ""  # it was carried out before
    return f"the id {taken.id} is taken by “{taken.name}”" if taken else ""


def apply_decisions(decisions: Sequence[Decision], folder: Path, ordinary: frozenset[str]) -> list[Applied]:
    """Write the decisions into the boroughs' files of the registry folder: all of them, or none.

    Hold `changing` around it. Each new file is checked whole before the first is written. `ordinary`: words that are
    also everyday words; a name that is one of them is entered as ambiguous. Raises `ReferenceDataError` when a file
    would be faulty.
    """
    registry = read_registry(folder)
    general = {entry.id: entry for entry in registry.general_entries()}
    drafts: Drafts = {}
    for borough in sorted({borough for decision in decisions for borough in decision.boroughs}):
        entries = {entry.id: entry for entry in registry.borough_entries(borough)}
        for decision in (d for d in decisions if borough in d.boroughs):
            _carry_out(decision, borough, entries, general, ordinary)
        drafts[borough] = list(entries.values())
    names = write_drafts(registry, drafts, folder)
    counts = Counter(borough for decision in decisions for borough in decision.boroughs)
    return [Applied(borough, folder / name, counts[borough]) for borough, name in names.items()]


def write_drafts(registry: Registry, drafts: Drafts, folder: Path) -> dict[str, str]:
    """Write boroughs' files, all of them or none. Gives the name of each inside the folder; hold `changing` around it.

    Raises `ReferenceDataError` when a file would be faulty.
    """
    _check(registry, drafts)
    names = {borough: f"{BOROUGHS_FOLDER}/{borough}.csv" for borough in drafts}
    change(folder, {names[borough]: registry_text(entries) for borough, entries in drafts.items()})
    return names


def _carry_out(
    decision: Decision, borough: str, entries: dict[str, Entry], general: dict[str, Entry], ordinary: frozenset[str]
) -> None:
    name = decision.name
    doubtful = (name,) if name.casefold() in ordinary and not is_acronym(name) else ()
    if decision.kind == "alias":
        held = entries.get(decision.entry_id)
        base = held or general[decision.entry_id]
        aliases = (*held.aliases, name) if held else (name,)
        entries[base.id] = base.model_copy(
            update={
                "aliases": tuple(dict.fromkeys(alias for alias in aliases if alias != base.name)),
                "scope": borough,
                "ambiguous": tuple(dict.fromkeys((*_own_ambiguous(held, base), *doubtful))),
                **({} if held else {"source": SOURCE, "notes": ""}),
            }
        )
        return
    labels: dict[str, str] = {"accept": decision.label, "reject": "rejected", "topic": "topic"}
    label: RegistryLabel = labels[decision.kind]  # type: ignore[assignment]  # checked by `parse_decisions`
    entry_id = decision.entry_id if decision.kind == "accept" else free_id(name, {**general, **entries})
    if any(fold(entry.name) == fold(name) and entry.label == label for entry in entries.values()):
        return
    try:
        entries[entry_id] = Entry(
            id=entry_id,
            label=label,
            name=name,
            scope=borough,
            ambiguous=doubtful if decision.kind == "accept" else (),
            source=SOURCE,
        )
    except ValidationError as error:
        raise ReferenceDataError(
            f"{REVIEW_FILENAME}, line {decision.line}: {error.errors()[0]['msg']}.", "Correct the line named."
        ) from error


def _own_ambiguous(held: Entry | None, base: Entry) -> tuple[str, ...]:
    """Ambiguous names the row may keep: of a general row only those the extension repeats, which is its name."""
    return held.ambiguous if held else tuple(name for name in base.ambiguous if name == base.name)


def _check(registry: Registry, drafts: Drafts) -> None:
    files = dict(registry.boroughs)
    for borough, entries in drafts.items():
        rows = tuple(Row(entry, line) for line, entry in enumerate(entries, start=2))
        files[borough] = RegistryFile(f"{BOROUGHS_FOLDER}/{borough}.csv", rows, ())
    faults = [fault for fault in Registry(registry.general, files).faults() if fault.file != GENERAL_FILENAME]
    if faults:
        raise ReferenceDataError(
            "Nothing was changed, because the registry would have faulty rows:\n" + "\n".join(map(str, faults)),
            "Change the decisions that lead to them.",
        )
