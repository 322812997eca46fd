"""The CSV files over all plans of an outputs folder.

Rows of plans that have not changed are copied from the CSV files that stand there, so that one more document costs
little however many plans there are. An index in the folder's state says which rows are whose, and holds digests of the
plans and stamps of the CSV files: when any of them, or the tool, is not as it was, the rows are made anew.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import BinaryIO

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import InputError
from models.plan import Plan
from models.rows import TABLES, Row
from pipeline.datapackage import Column, column_names, columns_of, describe_package
from pipeline.files import copy_range
from pipeline.flatten import flatten
from pipeline.formulas import make_safe
from pipeline.outputs.folder import STATE, Folder
from pipeline.version import build

PACKAGE = "datapackage.json"
INDEX = f"{STATE}/tables.json"

_Places = tuple[tuple[int, int], ...]
"""Where a plan's rows are in each CSV file, in the order of `TABLES`: first byte, and one past the last."""


class PlanRows(Record):
    """How many bytes a plan's rows take."""

    sha256: str = Field(description="SHA-256 of the plan's JSON.")
    lengths: tuple[int, ...] = Field(description="Bytes in each CSV file, in the order of the files.")


class Index(Record):
    """What the CSV files were made of."""

    build: str = Field(description="Build of the tool.")
    safe: bool = Field(description="Whether text like a formula was made safe.")
    stamps: dict[str, str] = Field(description="Stamp of each CSV file, in the order of the files.")
    columns: dict[str, tuple[str, ...]] = Field(description="Columns of each CSV file.")
    plans: dict[str, PlanRows] = Field(description="By the path of the plan's JSON, in the order of their rows.")


def write_tables(
    files: Folder, digests: Mapping[str, str], parse: Callable[[bytes, str, str], Plan], *, safe: bool
) -> list[InputError]:
    """Write the CSV files and datapackage.json. All are complete before the first is put in place.

    Where nothing has changed, nothing is written.

    Args:
        files: the outputs folder.
        digests: SHA-256 of the JSON of every plan in it, in order.
        parse: gives the plan in some bytes, or raises an `InputError`; takes the bytes, the place to name to people,
            and the path inside the outputs folder.
        safe: make text safe that a spreadsheet would take for a formula.

    What is wrong with plans that had to be left out is given back.
    """
    faults: list[InputError] = []
    with ExitStack() as stack:
        before = _Before(files, stack, safe=safe)  # closed before the new files take the place of those it reads
        if before.is_of(digests):
            return []
        tables = [_Table(table, stack.enter_context(files.write(table.file))) for table in TABLES]
        plans: dict[str, PlanRows] = {}
        for name, known in digests.items():
            places = before.places(name, known)
            if places is not None:
                for table, source, place in zip(tables, before.files, places, strict=True):
                    table.copy(source, place)
                plans[name] = PlanRows(sha256=known, lengths=tuple(end - start for start, end in places))
                continue
            try:
                data = files.read(name)
                rows = _make_rows(parse(data, files.place(name), name), safe=safe)
            except InputError as error:
                faults.append(error)
                continue
            for table, own in zip(tables, rows, strict=True):
                table.write(own)
            plans[name] = PlanRows(sha256=hashlib.sha256(data).hexdigest(), lengths=tuple(map(len, rows)))
        for table in tables:
            table.finish()
    stamps = {table.file: files.stamp(table.file) for table in TABLES}
    index = Index(build=build(), safe=safe, stamps=stamps, columns=_columns(), plans=plans)
    for name, data in ((PACKAGE, describe_package()), (INDEX, index.model_dump_json().encode())):
        with files.write(name) as file:
            file.write(data)
    return faults


class _Table:
    """A CSV file that is being written."""

    def __init__(self, table: type[Row], file: BinaryIO) -> None:
        self._file = file
        self._source: BinaryIO | None = None
        self._range = (0, 0)
        self.write(_head(table))

    def write(self, rows: bytes) -> None:
        """Add rows."""
        self.finish()
        self._file.write(rows)

    def copy(self, source: BinaryIO, place: tuple[int, int]) -> None:
        """Add rows that stand in another file. Those that stand there one after the other are copied together."""
        start, end = place
        if self._source is source and self._range[1] == start:
            self._range = (self._range[0], end)
            return
        self.finish()
        self._source, self._range = source, place

    def finish(self) -> None:
        """Copy what is still to be copied."""
        if self._source is not None:
            copy_range(self._source, self._file, *self._range)
        self._source = None


class _Before:
    """The CSV files that stand in the folder, as far as they can be trusted."""

    def __init__(self, files: Folder, stack: ExitStack, *, safe: bool) -> None:
        self.files: list[BinaryIO] = []
        self._plans: dict[str, PlanRows] = {}
        self._places: dict[str, _Places] = {}
        index = _read_index(files)
        if index is None or index.build != build() or index.safe != safe or index.columns != _columns():
            return
        if not files.exists(PACKAGE) or any(files.stamp(name) != stamp for name, stamp in index.stamps.items()):
            return
        self.files = [stack.enter_context(files.open(table.file)) for table in TABLES]
        self._plans = index.plans
        ends = [len(_head(table)) for table in TABLES]
        for name, rows in index.plans.items():
            self._places[name] = tuple((end, end + length) for end, length in zip(ends, rows.lengths, strict=True))
            ends = [end for _, end in self._places[name]]

    def is_of(self, digests: Mapping[str, str]) -> bool:
        """Whether the files hold just these plans."""
        return bool(self.files) and {name: rows.sha256 for name, rows in self._plans.items()} == digests

    def places(self, name: str, sha256: str) -> _Places | None:
        """Where a plan's rows are, when its JSON still has that digest."""
        known = self._plans.get(name)
        return self._places[name] if known and known.sha256 == sha256 else None


def _head(table: type[Row]) -> bytes:
    return csv_bytes([column_names(table)])


def _columns() -> dict[str, tuple[str, ...]]:
    return {table.file: tuple(column_names(table)) for table in TABLES}


def _read_index(files: Folder) -> Index | None:
    if not files.exists(INDEX):
        return None
    try:
        index = Index.model_validate_json(files.read(INDEX))
    except ValidationError:
        return None
    right = list(index.stamps) == [table.file for table in TABLES]
    return index if right and all(len(rows.lengths) == len(TABLES) for rows in index.plans.values()) else None


def _make_rows(plan: Plan, *, safe: bool) -> list[bytes]:
    rows = flatten([plan])
    return [csv_bytes(_cells(rows[table], columns_of(table), safe=safe)) for table in TABLES]


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
