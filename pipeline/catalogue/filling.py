"""Puts plans into the tables of a catalogue, and takes them out."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from models.catalogue import catalogue as finding_catalogue
from models.errors import InputError
from models.rows import TABLES, FindingRow
from pipeline.catalogue.rows import Value, Values, rows_of
from pipeline.catalogue.schema import VERSION, file_of, storable
from pipeline.catalogue.sql_tables import (
    COUNT_NAMES_OF_PLAN,
    NAMES_OF_PLANS,
    fingerprint,
    forget_words,
    key_names,
    learn_words,
    table_name,
)
from pipeline.datapackage import column_names
from pipeline.outputs.folder import Folder
from pipeline.plan_json import parse_kept_plan
from pipeline.version import build, tool_version

_FEW = 20  # plans that are put into the tables that are there, however few stand in them

_CODE = len(key_names(FindingRow)) + column_names(FindingRow).index("code")  # its place in a finding's row


@dataclass(slots=True)
class Filling:
    """What a catalogue holds, as far as it is filled."""

    plans: int = 0
    taken_over: int = 0
    faults: list[InputError] = field(default_factory=list)


def is_of_this_tool(connection: sqlite3.Connection) -> bool:
    """Whether just this version of the tool made a catalogue; another's rows may be others.

    Raises `sqlite3.DatabaseError` for a file that is no catalogue.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version == VERSION and dict(connection.execute("SELECT name, value FROM about")) == _about())


def _about() -> dict[str, str]:
    return {"tool": "vvrap", "tool_version": tool_version(), "build": build(), "schema": fingerprint()}


class Filler:
    """The tables of a catalogue."""

    def __init__(
        self, connection: sqlite3.Connection, folder: Folder, digests: Mapping[str, str], *, complete: bool = False
    ) -> None:
        """Take them as they are.

        digests: SHA-256 of each JSON that is to be in them, by its path in the outputs folder.
        complete: whether what follows from the rows, the index of words among it, is there and must be kept with them.
        """
        self.filling = Filling()
        self._connection = connection
        self._folder = folder
        self._complete = complete
        self._known = {file: (plan_id, digest) for file, plan_id, digest in connection.execute(_BUILT_FROM)}
        self._names = {file_of(name): name for name in digests}
        self._wanted = {file: digests[name] for file, name in self._names.items()}
        self._codes = set(finding_catalogue())

    def begin(self) -> None:
        """Put in what there is before the first plan: about the tool, and the catalogue of findings."""
        self._insert("about", list(_about().items()))
        codes = [(one.code, one.about, one.severity, one.title, one.action) for one in finding_catalogue().values()]
        self._insert("finding_codes", codes)

    def is_of_these(self) -> bool:
        """Whether the tables hold just these plans, and none was left out; counts them, if so."""
        same = self._in_place()
        if same != self._wanted:
            return False
        self.filling.plans = self.filling.taken_over = len(same)
        return True

    @property
    def count(self) -> int:
        """How many files the tables were made of."""
        (count,) = self._connection.execute("SELECT count(*) FROM built_from").fetchone()
        return int(count)

    def is_mostly_other(self) -> bool:
        """Whether so many plans are to come in that new tables, their indexes built at once, are made more quickly."""
        known: dict[str, str] = {file: digest for file, (_, digest) in self._known.items()}
        staying = sum(known.get(file) == digest for file, digest in self._wanted.items())
        return len(self._wanted) - staying > max(staying, _FEW)

    def change(self) -> None:
        """Make the tables hold these plans. A JSON that holds no plan is put down as left out."""
        in_place = self._in_place()
        coming = [file for file, digest in self._wanted.items() if in_place.get(file) != digest]
        self.filling.taken_over = self.filling.plans = len(self._wanted) - len(coming)
        for file, (plan_id, _) in self._known.items():
            if file not in self._wanted:
                self._take_out(file, plan_id)
        for file in coming:
            if file in self._known:
                self._take_out(file, self._known[file][0])
            self._add(self._names[file])
        self._connection.execute(
            "DELETE FROM finding_codes WHERE title IS NULL AND code NOT IN (SELECT code FROM findings)"
        )

    def _in_place(self) -> dict[str, str]:
        """Digests of the plans in the tables, by file; those left out are not among them."""
        return {file: digest for file, (plan_id, digest) in self._known.items() if plan_id is not None}

    def _add(self, name: str) -> None:
        file = PurePosixPath(name)
        data = b""
        fault = None
        try:
            data = self._folder.read(name)
            self._add_plan(data, file, self._folder.place(name))
            self.filling.plans += 1
        except InputError as error:
            fault = error
            self.filling.faults.append(error)
        plan_id = None if fault else storable(file.stem)
        digest = hashlib.sha256(data).hexdigest()
        self._insert("built_from", [(file_of(name), plan_id, len(data), digest)])
        if fault:
            self._insert("left_out", [(file_of(name), storable(fault.problem), storable(fault.remedy))])

    def _add_plan(self, data: bytes, file: PurePosixPath, place: str) -> None:
        rows = rows_of(parse_kept_plan(data, place, str(file)))
        self._name_codes(row[_CODE] for row in rows.findings)
        for table, several in zip(TABLES, ([rows.plan], rows.actions, rows.mentions, rows.findings), strict=True):
            self._insert(table_name(table), several)
        if self._complete:
            for statement in (COUNT_NAMES_OF_PLAN, learn_words()):
                self._connection.execute(statement, (storable(file.stem),))

    def _take_out(self, file: str, plan_id: str | None) -> None:
        if plan_id is not None:
            if self._complete:
                self._connection.execute(forget_words(), (plan_id,))
            for table in (*map(table_name, TABLES), NAMES_OF_PLANS):
                self._connection.execute(f"DELETE FROM {table} WHERE plan_id = ?", (plan_id,))  # noqa: S608 - names of our own tables
        for table in ("built_from", "left_out"):
            self._connection.execute(f"DELETE FROM {table} WHERE file = ?", (file,))  # noqa: S608 - likewise

    def _insert(self, table: str, rows: Sequence[Values]) -> None:
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - names of our own tables

    def _name_codes(self, codes: Iterable[Value]) -> None:
        """Add codes that this version's catalogue of findings does not know, so that no finding points nowhere."""
        for code in codes:
            if code not in self._codes:
                self._codes.add(str(code))
                self._connection.execute("INSERT OR IGNORE INTO finding_codes (code) VALUES (?)", (code,))


_BUILT_FROM = "SELECT file, plan_id, json_sha256 FROM built_from"
