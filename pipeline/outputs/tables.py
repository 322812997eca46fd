"""The CSV files over all plans of an outputs folder.

Rows of plans that have not changed are copied from the CSV files that stand there, so that one more document costs
little however many plans there are. An index in the folder's state says which rows are whose, and holds digests of the
plans, of the CSV files and of the tool: when any of them is not as it was, the rows are made anew.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import InputError
from models.plan import Plan
from models.rows import TABLES, Row
from pipeline.datapackage import Column, column_names, columns_of, describe_package
from pipeline.flatten import flatten
from pipeline.formulas import make_safe
from pipeline.outputs.folder import STATE, Folder
from pipeline.version import build

PACKAGE = "datapackage.json"
INDEX = f"{STATE}/tables.json"

_CHUNK = 1024 * 1024  # bytes hashed at a time


class PlanRows(Record):
    """Where a plan's rows are."""

    sha256: str = Field(description="SHA-256 of the plan's JSON.")
    rows: dict[str, tuple[int, int]] = Field(description="By CSV file: first byte, and one past the last.")


class Index(Record):
    """What the CSV files were made of."""

    build: str = Field(description="Build of the tool.")
    safe: bool = Field(description="Whether text like a formula was made safe.")
    files: dict[str, str] = Field(description="SHA-256 of each CSV file.")
    columns: dict[str, tuple[str, ...]] = Field(description="Columns of each CSV file.")
    plans: dict[str, PlanRows] = Field(description="By the path of the plan's JSON inside the outputs folder.")


def write_tables(
    files: Folder, names: Iterable[str], parse: Callable[[bytes, str, str], Plan], *, safe: bool
) -> list[InputError]:
    """Write the CSV files and datapackage.json. All are complete before the first is put in place.

    Args:
        files: the outputs folder.
        names: the JSON of every plan in it, in order.
        parse: gives the plan in some bytes, or raises an `InputError`; takes the bytes, the place to name to people,
            and the path inside the outputs folder.
        safe: make text safe that a spreadsheet would take for a formula.

    What is wrong with plans that had to be left out is given back.
    """
    faults: list[InputError] = []
    with ExitStack() as stack:
        tables = [_Table(table, stack.enter_context(files.write(table.file))) for table in TABLES]
        before = _Before(files, stack, safe=safe)  # closed before the new files take the place of those it reads
        plans: dict[str, PlanRows] = {}
        for name in names:
            try:
                data = files.read(name)
                digest = hashlib.sha256(data).hexdigest()
                rows = before.rows_of(name, digest) or _make_rows(parse(data, files.place(name), name), safe=safe)
            except InputError as error:
                faults.append(error)
                continue
            places = {table.name: table.write(rows[table.name]) for table in tables}
            plans[name] = PlanRows(sha256=digest, rows=places)
    digests = {table.name: table.digest() for table in tables}
    index = Index(build=build(), safe=safe, files=digests, columns=_columns(), plans=plans)
    for name, data in ((PACKAGE, describe_package()), (INDEX, index.model_dump_json().encode())):
        with files.write(name) as file:
            file.write(data)
    return faults


class _Table:
    """A CSV file that is being written."""

    def __init__(self, table: type[Row], file: BinaryIO) -> None:
        self.name = table.file
        self._file = file
        self._digest = hashlib.sha256()
        self._length = 0
        self.write(csv_bytes([column_names(table)]))

    def write(self, rows: bytes) -> tuple[int, int]:
        """Add rows; gives where they are."""
        start = self._length
        self._file.write(rows)
        self._digest.update(rows)
        self._length += len(rows)
        return start, self._length

    def digest(self) -> str:
        """SHA-256 of what was written."""
        return self._digest.hexdigest()


class _Before:
    """The CSV files that stand in the folder, as far as they can be trusted."""

    def __init__(self, files: Folder, stack: ExitStack, *, safe: bool) -> None:
        self._plans: dict[str, PlanRows] = {}
        self._files: dict[str, BinaryIO] = {}
        index = _read_index(files)
        if index is None or index.build != build() or index.safe != safe or index.columns != _columns():
            return
        if not all(files.exists(name) for name in index.files):
            return
        self._files = {name: stack.enter_context(files.open(name)) for name in index.files}
        if all(_digest_of(file) == index.files[name] for name, file in self._files.items()):
            self._plans = index.plans

    def rows_of(self, name: str, sha256: str) -> dict[str, bytes] | None:
        """The rows of a plan by CSV file, when its JSON still has that digest."""
        known = self._plans.get(name)
        if known is None or known.sha256 != sha256:
            return None
        return {table: self._read(table, start, end) for table, (start, end) in known.rows.items()}

    def _read(self, table: str, start: int, end: int) -> bytes:
        file = self._files[table]
        file.seek(start)
        return file.read(end - start)


def _columns() -> dict[str, tuple[str, ...]]:
    return {table.file: tuple(column_names(table)) for table in TABLES}


def _read_index(files: Folder) -> Index | None:
    if not files.exists(INDEX):
        return None
    try:
        index = Index.model_validate_json(files.read(INDEX))
    except ValidationError:
        return None
    return index if set(index.files) == {table.file for table in TABLES} else None


def _digest_of(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _make_rows(plan: Plan, *, safe: bool) -> dict[str, bytes]:
    rows = flatten([plan])
    return {table.file: csv_bytes(_cells(rows[table], columns_of(table), safe=safe)) for table in TABLES}


def csv_bytes(lines: Iterable[Iterable[str]]) -> bytes:
    """Lines of cells as CSV: UTF-8, each line ended by a line feed."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(lines)
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def _cells(rows: Iterable[Row], columns: Sequence[Column], *, safe: bool) -> Iterator[list[str]]:
    return ([_cell(column.value(row), safe=safe) for column in columns] for row in rows)


def _cell(value: object, *, safe: bool) -> str:
    """A value as a cell: true and false in lower case, null empty."""
    if isinstance(value, str):
        return make_safe(value) if safe else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
