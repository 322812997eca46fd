"""A tidy table: what CSV, workbook and pandas are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | None
Row: TypeAlias = tuple[Value, ...]

# As in the other CSV files of the project.
LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. None is a missing value."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def joined(texts: Iterable[str]) -> str | None:
    """Several texts in one cell; None when there are none."""
    return LIST_SEPARATOR.join(texts) or None
