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
from itertools import accumulate
from typing import BinaryIO, TypeAlias

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

_Known: TypeAlias = tuple[str, tuple[int, ...]]
"""SHA-256 of a plan's JSON, and how many bytes its rows take in each CSV file, in the order of `TABLES`."""


_NO_PLANS: tuple[tuple[int, ...], ...] = ((),) * len(TABLES)


class Index(Record):
    """What the CSV files were made of."""

    build: str = Field(description="Build of the tool.")
    safe: bool = Field(description="Whether text like a formula was made safe.")
    stamps: dict[str, str] = Field(description="Stamp of each CSV file, in the order of the files.")
    columns: dict[str, tuple[str, ...]] = Field(description="Columns of each CSV file.")
    plans: dict[str, _Known] = Field(
        description="SHA-256 and bytes of rows by the path of the plan's JSON, in the order of their rows."
    )


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
        tables = [stack.enter_context(files.write(table.file)) for table in TABLES]
        for table, file in zip(TABLES, tables, strict=True):
            file.write(_head(table))
        plans: dict[str, _Known] = {}
        for name, digest in digests.items():
            known = before.plans.get(name)
            if known and known[0] == digest:
                before.take(name, tables)
                plans[name] = known
                continue
            before.copy_taken(tables)
            try:
                data = files.read(name)
                rows = _make_rows(parse(data, files.place(name), name), safe=safe)
            except InputError as error:
                faults.append(error)
                continue
            for file, own in zip(tables, rows, strict=True):
                file.write(own)
            plans[name] = hashlib.sha256(data).hexdigest(), tuple(map(len, rows))
        before.copy_taken(tables)
    stamps = {table.file: files.stamp(table.file) for table in TABLES}
    index = Index(build=build(), safe=safe, stamps=stamps, columns=_columns(), plans=plans)
    for name, data in ((PACKAGE, describe_package()), (INDEX, index.model_dump_json().encode())):
        with files.write(name) as file:
            file.write(data)
    return faults


class _Before:
    """The CSV files that stand in the folder, as far as they can be trusted.

    Attributes:
        plans: those whose rows stand in them, in the order of the rows.
    """

    def __init__(self, files: Folder, stack: ExitStack, *, safe: bool) -> None:
        self.plans: dict[str, _Known] = {}
        self._files: list[BinaryIO] = []
        self._first = self._next = 0  # of the plans taken and not copied yet, and one past the last
        index = _read_index(files)
        if index is None or index.build != build() or index.safe != safe or index.columns != _columns():
            return
        if not files.exists(PACKAGE) or any(files.stamp(name) != stamp for name, stamp in index.stamps.items()):
            return
        self._files = [stack.enter_context(files.open(table.file)) for table in TABLES]
        self.plans = index.plans
        self._numbers = {name: number for number, name in enumerate(index.plans)}
        lengths = zip(*(lengths for _, lengths in index.plans.values()), strict=True) if index.plans else _NO_PLANS
        heads = [len(_head(table)) for table in TABLES]
        self._edges = [list(accumulate(each, initial=head)) for each, head in zip(lengths, heads, strict=True)]

    def is_of(self, digests: Mapping[str, str]) -> bool:
        """Whether the files hold just these plans."""
        return bool(self._files) and {name: digest for name, (digest, _) in self.plans.items()} == digests

    def take(self, name: str, tables: Sequence[BinaryIO]) -> None:
        """Take the rows of a plan over. Those that stand one after the other are copied together, when asked to."""
        number = self._numbers[name]
        if number != self._next:
            self.copy_taken(tables)
            self._first = number
        self._next = number + 1

    def copy_taken(self, tables: Sequence[BinaryIO]) -> None:
        """Copy what was taken."""
        if self._first < self._next:
            for source, table, edges in zip(self._files, tables, self._edges, strict=True):
                copy_range(source, table, edges[self._first], edges[self._next])
        self._first = self._next


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
    return index if right and all(len(lengths) == len(TABLES) for _, lengths in index.plans.values()) else None


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
