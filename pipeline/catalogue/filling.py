"""Fills the tables of a new catalogue, plan by plan."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from models.catalogue import catalogue as finding_catalogue
from models.errors import InputError
from models.rows import TABLES, FindingRow
from pipeline.catalogue.rows import Value, Values, rows_of, storable
from pipeline.catalogue.tables import fingerprint, key_names, table_name
from pipeline.datapackage import column_names
from pipeline.outputs.folder import Folder
from pipeline.store import parse_kept_plan
from pipeline.version import build, tool_version

_CODE = len(key_names(FindingRow)) + column_names(FindingRow).index("code")  # its place in a finding's row


@dataclass(slots=True)
class Filling:
    """What went into a catalogue so far."""

    plans: int = 0
    taken_over: int = 0
    faults: list[InputError] = field(default_factory=list)


def previous_plans(connection: sqlite3.Connection, previous: Path) -> dict[str, str]:
    """Open the catalogue before beside the new one; gives the SHA-256 of the JSON of each plan it holds, by file.

    None for one that another version of the tool made, whose rows may be others.
    Raises `sqlite3.DatabaseError` for a file that is no catalogue.
    """
    connection.execute("ATTACH ? AS previous", (f"{previous.resolve().as_uri()}?mode=ro&immutable=1",))
    if dict(connection.execute("SELECT name, value FROM previous.about")) != _about():
        return {}
    return dict(connection.execute("SELECT file, json_sha256 FROM previous.built_from WHERE plan_id IS NOT NULL"))


def _about() -> dict[str, str]:
    return {"tool": "vvrap", "tool_version": tool_version(), "build": build(), "schema": fingerprint()}


class Filler:
    """Puts plans into empty tables."""

    def __init__(self, connection: sqlite3.Connection, known: dict[str, str]) -> None:
        """Take what there is before the first plan: about the tool, and the catalogue of findings.

        known: SHA-256 of the JSON, by file, of plans whose rows stand in the attached catalogue `previous`.
        """
        self.filling = Filling()
        self._connection = connection
        self._known = known
        self._codes = set(finding_catalogue())
        connection.executemany("INSERT INTO about VALUES (?, ?)", _about().items())
        codes = [(one.code, one.about, one.severity, one.title, one.action) for one in finding_catalogue().values()]
        connection.executemany("INSERT INTO finding_codes VALUES (?, ?, ?, ?, ?)", codes)

    def add(self, name: str, folder: Folder) -> None:
        """Add the plan in a JSON file; one that holds no plan is put down as left out."""
        file = PurePosixPath(name)
        data = b""
        fault = None
        try:
            data = folder.read(name)
            self._add_plan(data, file, folder.place(name))
            self.filling.plans += 1
        except InputError as error:
            fault = error
            self.filling.faults.append(error)
        plan_id = None if fault else storable(file.stem)
        self._insert("built_from", [(storable(file.name), plan_id, len(data), _digest(data))])
        if fault:
            self._insert("left_out", [(storable(file.name), storable(fault.problem), storable(fault.remedy))])

    def _add_plan(self, data: bytes, file: PurePosixPath, place: str) -> None:
        if self._known.get(storable(file.name)) == _digest(data):
            self._take_over(storable(file.stem))
            self.filling.taken_over += 1
            return
        rows = rows_of(parse_kept_plan(data, place, str(file)))
        self._name_codes(row[_CODE] for row in rows.findings)
        for table, several in zip(TABLES, ([rows.plan], rows.actions, rows.mentions, rows.findings), strict=True):
            self._insert(table_name(table), several)

    def _insert(self, table: str, rows: Sequence[Values]) -> None:
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - names of our own tables

    def _take_over(self, plan_id: str) -> None:
        codes = self._connection.execute("SELECT code FROM previous.findings WHERE plan_id = ?", (plan_id,))
        self._name_codes(code for (code,) in codes.fetchall())
        for table in TABLES:
            name = table_name(table)
            self._connection.execute(
                f"INSERT INTO {name} SELECT * FROM previous.{name} WHERE plan_id = ? ORDER BY rowid",  # noqa: S608 - names of our own tables
                (plan_id,),
            )

    def _name_codes(self, codes: Iterable[Value]) -> None:
        """Add codes that this version's catalogue of findings does not know, so that no finding points nowhere."""
        for code in codes:
            if code not in self._codes:
                self._codes.add(str(code))
                self._connection.execute("INSERT INTO finding_codes (code) VALUES (?)", (code,))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
