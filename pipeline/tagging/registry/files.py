"""Registry files: read, checked, merged for a borough, written whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pydantic import ValidationError

from models.errors import ReferenceDataError
from pipeline.files import write_whole
from pipeline.tagging.registry.entry import COLUMNS, GENERAL_SCOPES, Entry, entry_from_row, row_from_entry
from pipeline.tagging.registry.together import pending

GENERAL_FILENAME = "general.csv"
BOROUGHS_FOLDER = "boroughs"
_REQUIRED = frozenset({"id", "label", "name", "scope"})
_HEADER_LINE = 1


class Fault(NamedTuple):
    """What is wrong with a row: where, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class Row(NamedTuple):
    """An entry and the line it stands on."""

    entry: Entry
    line: int


class RegistryFile(NamedTuple):
    """One file: its rows that are sound, and the faults of the others."""

    name: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def package_registry() -> Path:
    """The folder of the registry that ships with the package."""
    return Path(str(resources.files("pipeline.tagging.registry")))


def parse_registry_file(name: str, text: str) -> RegistryFile:
    """Read one file from its text; a row that breaks a rule is left out and becomes a fault."""
    reader = csv.DictReader(io.StringIO(text))
    header = set(reader.fieldnames or ())
    missing = sorted(_REQUIRED - header)
    if missing:
        return RegistryFile(name, (), (Fault(name, _HEADER_LINE, f"the column {missing[0]} is missing"),))
    unknown = sorted(str(column) for column in header - set(COLUMNS))
    if unknown:
        return RegistryFile(name, (), (Fault(name, _HEADER_LINE, f"there is no column “{unknown[0]}”"),))
    rows: list[Row] = []
    faults: list[Fault] = []
    lines_by_id: dict[str, int] = {}
    for cells in reader:
        line = reader.line_num
        if None in cells:
            faults.append(Fault(name, line, "the row has more cells than the header; is a comma unquoted?"))
            continue
        try:
            entry = entry_from_row(cells)
        except ValidationError as error:
            faults.append(Fault(name, line, _reason(error)))
            continue
        if entry.id in lines_by_id:
            faults.append(Fault(name, line, f"the id {entry.id} is already on line {lines_by_id[entry.id]}"))
            continue
        lines_by_id[entry.id] = line
        rows.append(Row(entry, line))
    return RegistryFile(name, tuple(rows), tuple(faults))


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message}" if place else message


class Registry:
    """The general file and the boroughs' files of a folder."""

    def __init__(self, general: RegistryFile, boroughs: dict[str, RegistryFile]) -> None:
        self.general = general
        self.boroughs = boroughs

    def faults(self) -> tuple[Fault, ...]:
        """Everything wrong, file by file, in order of line."""
        general_ids = {row.entry.id: row.entry for row in self.general.rows}
        found = [*self.general.faults, *_cross_faults(self.general, {}, None)]
        for slug, file in sorted(self.boroughs.items()):
            found += [*file.faults, *_cross_faults(file, general_ids, slug)]
        return tuple(found)

    def general_entries(self) -> tuple[Entry, ...]:
        """The general file's entries."""
        return tuple(row.entry for row in self.general.rows)

    def borough_entries(self, slug: str) -> tuple[Entry, ...]:
        """A borough's own entries; none when it has no file."""
        file = self.boroughs.get(slug)
        return tuple(row.entry for row in file.rows) if file else ()

    def slugs(self) -> tuple[str, ...]:
        """Every borough the registry knows: by file, or by the scope of its council's row."""
        councils = {entry.scope for entry in self.general_entries() if entry.scope not in GENERAL_SCOPES}
        return tuple(sorted(councils | set(self.boroughs)))


def _cross_faults(file: RegistryFile, general: dict[str, Entry], slug: str | None) -> Iterator[Fault]:
    """Faults that show only when rows are seen together."""
    known = {**general, **{row.entry.id: row.entry for row in file.rows}}
    holders: dict[str, tuple[str, int]] = {}
    for entry, line in file.rows:
        if entry.parent_id and entry.parent_id not in known:
            yield Fault(
                file.name, line, f"parent_id {entry.parent_id} is not an id in this file or in {GENERAL_FILENAME}"
            )
        elif entry.parent_id and _runs_in_a_circle(entry, known):
            yield Fault(file.name, line, "parent_id leads back to the row itself")
        if slug is None and slug_scope(entry) and not entry.parent_id:
            yield Fault(file.name, line, f"scope {entry.scope}: a borough's own row belongs in its file")
        if slug is not None and entry.scope != slug:
            yield Fault(file.name, line, f"scope is {entry.scope}, but the file is for {slug}")
        extended = general.get(entry.id)
        if extended is not None and extended.label != entry.label:
            yield Fault(
                file.name, line, f"label is {entry.label}, but {entry.id} is a {extended.label} in {GENERAL_FILENAME}"
            )
        for name in entry.names():
            if name in entry.ambiguous:
                continue
            holder = holders.setdefault(name, (entry.id, line))
            if holder[0] != entry.id:
                yield Fault(
                    file.name,
                    line,
                    f"“{name}” is a name of {holder[0]} (line {holder[1]}) too; list it as ambiguous in both",
                )


def slug_scope(entry: Entry) -> bool:
    """The scope is a borough."""
    return entry.scope not in GENERAL_SCOPES


def _runs_in_a_circle(entry: Entry, known: dict[str, Entry]) -> bool:
    seen = {entry.id}
    parent = entry.parent_id
    while parent is not None and parent in known:
        if parent in seen:
            return True
        seen.add(parent)
        parent = known[parent].parent_id
    return False


def read_registry(folder: Path | None = None) -> Registry:
    """Read a registry folder; a file it lacks is taken from the package. Does not raise on faulty rows: see `faults`.

    Raises `ReferenceDataError` when a file cannot be read at all.
    """
    package = package_registry()
    folder = folder or package
    files = {path.stem: path for path in sorted((package / BOROUGHS_FOLDER).glob("*.csv"))}
    if folder != package:
        files |= {path.stem: path for path in sorted((folder / BOROUGHS_FOLDER).glob("*.csv"))}
    own_general = folder / GENERAL_FILENAME
    general = own_general if own_general.exists() else package / GENERAL_FILENAME
    general_file = _read(general)
    boroughs = {slug: _read(path) for slug, path in files.items()}
    for name, text in pending(folder).items():
        if name == GENERAL_FILENAME:
            general_file = parse_registry_file(name, text)
        else:
            boroughs[PurePosixPath(name).stem] = parse_registry_file(name, text)
    return Registry(general_file, boroughs)


@cache
def load_registry(folder: Path | None = None) -> Registry:
    """The registry of a folder, read once. Raises `ReferenceDataError` naming every faulty row."""
    registry = read_registry(folder)
    faults = registry.faults()
    if faults:
        raise ReferenceDataError(
            "The registry has faulty rows:\n" + "\n".join(map(str, faults)), "Correct the lines named."
        )
    return registry


def _read(path: Path) -> RegistryFile:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceDataError(f"{path.name} cannot be read: {error}.", "Save it as CSV in UTF-8.") from error
    name = path.name if path.name == GENERAL_FILENAME else f"{BOROUGHS_FOLDER}/{path.name}"
    return parse_registry_file(name, text)


def registry_text(entries: Iterable[Entry]) -> str:
    """A registry file with these entries."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row_from_entry(entry) for entry in entries)
    return buffer.getvalue()


def write_registry_file(path: Path, entries: Iterable[Entry]) -> None:
    """Write a registry file in one step. Raises `OutputError`; then the old one is unharmed."""
    write_whole(path, registry_text(entries).encode("utf-8"))
