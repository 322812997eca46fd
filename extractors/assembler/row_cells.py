"""Sorts the cells of a row by the fields that their columns fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.assembler.columns import Settled
from extractors.assembler.grid import Grid, one_line
from extractors.assembler.headers import Column
from extractors.assembler.periods import latest_column
from models.document import Cell
from models.reference.columns import ColumnField

Headed = tuple[str, Cell]
"""A cell and the header over it."""


@dataclass(slots=True)
class RowCells:
    """The cells of an action. quarters: those of several RAG columns; other: those of columns without a field."""

    cells: dict[ColumnField, tuple[Cell, ...]] = field(default_factory=dict)
    other: list[Headed] = field(default_factory=list)
    quarters: list[Headed] = field(default_factory=list)
    themes: list[Cell] = field(default_factory=list)


def sort_cells(grid: Grid, settled: Settled, row: int, end: int) -> RowCells:
    """Sort the cells that cover the rows from `row` up to `end`, each once."""
    several = {name: len({column.header for column in settled.of(name)}) > 1 for name in ("rag", "narrative")}
    found = RowCells()
    updates: list[Headed] = []
    for column, cell in _cells(grid, settled.columns, row, end):
        name = column.field
        if name == "theme":
            found.themes += [cell] if row <= cell.row < end else []
        elif name is None or name == "other":
            found.other.append((column.header or f"Column {column.index + 1}", cell))
        elif several.get(name):
            (found.quarters if name == "rag" else updates).append((column.header, cell))
        else:
            found.cells[name] = (*found.cells.get(name, ()), cell)
    if updates:
        found.cells["narrative"], earlier = _latest_update(updates)
        found.other += earlier
    if settled.shaded is not None:
        shades = [cell for column, cell in _cells(grid, settled.columns, row, end) if column.index == settled.shaded]
        found.cells["rag"] = tuple(cell.model_copy(update={"blocks": (), "marks": ()}) for cell in shades)
    return found


def _cells(grid: Grid, columns: Sequence[Column], row: int, end: int) -> Iterator[tuple[Column, Cell]]:
    """Each cell of the rows with its first column, column by column."""
    taken: set[tuple[int, int]] = set()
    for column in columns:
        for place in range(row, end):
            cell = grid.at(place, column.index)
            if cell and (cell.row, cell.column) not in taken:
                taken.add((cell.row, cell.column))
                yield column, cell


def _latest_update(updates: Sequence[Headed]) -> tuple[tuple[Cell, ...], list[Headed]]:
    """Of narratives of several times: the cells of the latest that says something, and all others."""
    said = [(header, cell) for header, cell in updates if one_line(cell)]
    header, _ = latest_column(said, every=updates) or updates[-1]
    return (
        tuple(cell for name, cell in updates if name == header),
        [(name, cell) for name, cell in updates if name != header],
    )
