"""Makes two entries of a registry one, where a body has come to stand in it twice."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from models.errors import ReferenceDataError, UsageError
from pipeline.tagging.registry.entry import Entry
from pipeline.tagging.registry.files import (
    BOROUGHS_FOLDER,
    GENERAL_FILENAME,
    Registry,
    RegistryFile,
    Row,
    read_registry,
    registry_text,
)
from pipeline.tagging.registry.together import change


class Merged(NamedTuple):
    """What became of two entries: the files that were written, and the names the kept entry gained."""

    files: tuple[Path, ...]
    names: tuple[str, ...]


def merge_entries(kept_id: str, gone_id: str, folder: Path) -> Merged:
    """Give the names of one entry to another, in every file, and take its id away: all files are written, or none.

    Hold `changing` around it. Rows whose parent it was get the other for a parent. Raises `UsageError` for ids that are
    not in the registry, are the same or have different labels, `ReferenceDataError` when a file would be faulty.
    """
    registry = read_registry(folder)
    files = {file.name: [row.entry for row in file.rows] for file in (registry.general, *registry.boroughs.values())}
    general = {entry.id: entry for entry in registry.general_entries()}
    _refuse_what_makes_no_sense(kept_id, gone_id, [entry for entries in files.values() for entry in entries])
    drafts: dict[str, list[Entry]] = {}
    names: dict[str, None] = {}
    for name, entries in files.items():
        merged = _merged(entries, kept_id, gone_id, general.get(kept_id))
        if merged != entries:
            drafts[name] = merged
            names |= dict.fromkeys(one for entry in entries if entry.id == gone_id for one in entry.names())
    _check(registry, drafts)
    change(folder, {name: registry_text(entries) for name, entries in drafts.items()})
    return Merged(tuple(folder / name for name in drafts), tuple(names))


def _refuse_what_makes_no_sense(kept_id: str, gone_id: str, entries: list[Entry]) -> None:
    if kept_id == gone_id:
        raise UsageError(f"Both ids are {kept_id}.", "Name the entry to keep, then the one to remove.")
    labels = {entry.id: entry.label for entry in entries}
    for entry_id in (kept_id, gone_id):
        if entry_id not in labels:
            raise UsageError(f"There is no entry {entry_id} in the registry.", "Check the spelling of the id.")
    if labels[kept_id] != labels[gone_id]:
        raise UsageError(
            f"{kept_id} has the label {labels[kept_id]} and {gone_id} the label {labels[gone_id]}, "
            "so they cannot be the same.",
            "Change the label of one of them in its file first, if it is wrong.",
        )


def _merged(entries: list[Entry], kept_id: str, gone_id: str, general: Entry | None) -> list[Entry]:
    """A file's rows after the merge, each in its place; the same list when the file has nothing to do with it."""
    gone = next((entry for entry in entries if entry.id == gone_id), None)
    holds_kept = any(entry.id == kept_id for entry in entries)
    result = []
    for entry in entries:
        if gone is not None and entry.id == kept_id:
            result.append(_with_names(entry, gone))
        elif entry.id != gone_id:
            result.append(entry.model_copy(update={"parent_id": kept_id}) if entry.parent_id == gone_id else entry)
        elif not holds_kept:
            base = general or entry
            result.append(_with_names(base.model_copy(update={"id": kept_id, "scope": entry.scope}), entry))
    return result


def _with_names(kept: Entry, gone: Entry) -> Entry:
    """The kept entry with the names of the other as aliases."""
    aliases = tuple(dict.fromkeys(name for name in (*kept.aliases, *gone.names()) if name != kept.name))
    return kept.model_copy(
        update={
            "aliases": aliases,
            "ambiguous": tuple(dict.fromkeys((*kept.ambiguous, *gone.ambiguous))),
            "parent_id": None if kept.parent_id == gone.id else kept.parent_id,
        }
    )


def _check(registry: Registry, drafts: dict[str, list[Entry]]) -> None:
    def drafted(file: RegistryFile) -> RegistryFile:
        if file.name not in drafts:
            return file
        return RegistryFile(file.name, tuple(Row(entry, line) for line, entry in enumerate(drafts[file.name], 2)), ())

    merged = Registry(drafted(registry.general), {slug: drafted(file) for slug, file in registry.boroughs.items()})
    faults = [fault for fault in merged.faults() if fault not in registry.faults()]
    if faults:
        raise ReferenceDataError(
            "Nothing was changed, because the registry would have faulty rows:\n" + "\n".join(map(str, faults)),
            f"Correct these rows in {GENERAL_FILENAME} or {BOROUGHS_FOLDER}/ first.",
        )
