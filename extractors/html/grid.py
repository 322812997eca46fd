"""Cells with spans laid on a grid, after the rules by which browsers form tables.

Source: HTML Living Standard, 4.9.12.1 "Forming a table", with two differences. Areas never overlap: a cell that
would run into one from above is cut short there. Columns in which no cell begins are folded into their neighbour on
the left: they cannot be seen, and Word and `colspan="100"` make many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import OversizedFile

MOST_COLUMNS_SPANNED = 1000
"""A larger `colspan` counts as this (HTML Living Standard, 4.9.11)."""
MOST_HANGING = 1000
"""Cells from above that reach down side by side into one row. Plans have three; every further row looks at them all."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a cell asks for: rows (0: all to the end of its group) and columns."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Area:
    """What it gets: first row and column of the grid, and how many of each."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class _Hanging:
    """Columns `start` up to but not including `end`, taken by a cell from above for `left` more rows."""

    start: int
    end: int
    left: int


def lay_out(groups: Sequence[Sequence[Sequence[Span]]]) -> tuple[list[list[Area]], int]:
    """The area of each cell, by row over all row groups, and the count of columns (0 for a table without cells).

    Raises `OversizedFile` when more than `MOST_HANGING` cells reach down into one row.
    """
    areas: list[list[Area]] = []
    for group in groups:
        hanging: list[_Hanging] = []
        for number, row in enumerate(group):
            placed, hanging = _lay_row(row, len(areas), len(group) - number, hanging)
            if len(hanging) > MOST_HANGING:
                raise OversizedFile(
                    "A table on the page has too many cells side by side to read.", "Save the page as PDF."
                )
            areas.append(placed)
    return _fold_columns(areas)


def _lay_row(
    row: Sequence[Span], index: int, rows_left: int, hanging: list[_Hanging]
) -> tuple[list[Area], list[_Hanging]]:
    placed: list[Area] = []
    taken = sorted(hanging, key=lambda span: span.start)
    after = [_Hanging(span.start, span.end, span.left - 1) for span in taken if span.left > 1]
    column = 0
    for span in row:
        while taken and taken[0].start <= column:
            column = max(column, taken.pop(0).end)
        limit = taken[0].start if taken else column + MOST_COLUMNS_SPANNED
        columns = max(1, min(span.columns, MOST_COLUMNS_SPANNED, limit - column))
        rows = rows_left if span.rows == 0 else max(1, min(span.rows, rows_left))
        placed.append(Area(index, column, rows, columns))
        if rows > 1:
            after.append(_Hanging(column, column + columns, rows - 1))
        column += columns
    return placed, after


def _fold_columns(areas: list[list[Area]]) -> tuple[list[list[Area]], int]:
    starts = sorted({area.column for row in areas for area in row})
    folded = [
        [
            Area(
                area.row,
                bisect_left(starts, area.column),
                area.rows,
                bisect_left(starts, area.column + area.columns) - bisect_left(starts, area.column),
            )
            for area in row
        ]
        for row in areas
    ]
    return folded, len(starts)
