"""Helpers for tests of the text reader: a copy in, plain values out."""

from __future__ import annotations

from extractors.text.text_reader import read
from models.document import Document, Table


def read_copy(text: str) -> Document:
    """The neutral document of a text copy."""
    return read(text.encode("utf-8"), "plan.txt")


def only_table(text: str) -> Table:
    """The one table of a text copy."""
    (table,) = read_copy(text).tables()
    return table


def texts(table: Table) -> list[list[str]]:
    """What each cell says, by row."""
    return [[cell.text for cell in row] for row in table.rows]


def tabbed(*rows: str) -> str:
    """Rows written with " | " between their fields, as rows with tabs; a row may stand for any line."""
    return "\n".join(row.replace(" | ", "\t") for row in rows) + "\n"
