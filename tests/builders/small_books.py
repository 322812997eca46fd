"""Small workbooks for tests, each of a sheet or two that shows one thing Excel may do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from builders.word import EPOCH
from builders.workbook import MADE
from extractors.xlsx.xlsx_reader import read
from models.document import Block, Document, Table

HEADER = ("No.", "Action", "RAG", "Narrative")
Writer = Callable[[Any, Any], None]
"""Writes on a worksheet of a workbook, both of xlsxwriter."""


def book(*writers: Writer, names: Sequence[str] = ()) -> bytes:
    """A workbook of a sheet for each of the writers."""
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    made.set_properties({"created": MADE})
    for number, write in enumerate(writers):
        write(made.add_worksheet(names[number] if number < len(names) else None), made)
    made.close()
    return buffer.getvalue()


def rows(*texts: Sequence[str | float | None], at: tuple[int, int] = (0, 0), bold_first: bool = True) -> Writer:
    """Writes rows of values, the first in bold."""

    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        bold = made.add_format({"bold": True})
        for number, row in enumerate(texts):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at[0] + number, at[1] + column, value, bold if bold_first and not number else None)

    return write


def read_book(*writers: Writer, names: Sequence[str] = ()) -> Document:
    """The neutral document of such a workbook."""
    return read(book(*writers, names=names), "plan.xlsx")


def texts_of(table: Table) -> list[list[str]]:
    """The texts of a table, row by row."""
    return [[cell.text for cell in row] for row in table.rows]


def outline(document: Document) -> list[str]:
    """Blocks by their kind and text, tables by their first cell and size."""
    return [
        f"{item.kind}: {item.text}"
        if isinstance(item, Block)
        else f"table {len(item.rows)}x{item.column_count}: {next(iter(item.rows[0])).text}"
        for item in document.items
    ]


def codes_of(document: Document) -> list[str]:
    """Codes of the findings."""
    return [found.code for found in document.findings]


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its zip changed, or added where it has none."""
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                zipfile.ZipInfo(name, EPOCH), change(content) if name == part else content, zipfile.ZIP_DEFLATED
            )
        if part not in old.namelist():
            new.writestr(zipfile.ZipInfo(part, EPOCH), change(b""))
    return copy.getvalue()
