"""Finds the RAG of a plan that has no column for it: the shading of a column of something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.assembler.grid import Grid, one_line
from extractors.assembler.headers import Column
from extractors.assembler.numbers import read_number
from models.document import Cell
from models.plan import RagColour
from models.reference.rag import status_of_colour

MOST = 0.6  # share of a column's cells that must be shaded
LARGEST_STEP = 2  # from one number to the next of a theme: none to "2a", two where one is left out


def shaded_column(tables: Sequence[tuple[Grid, Sequence[Sequence[Cell]]]], columns: Sequence[Column]) -> int | None:
    """The one column whose cells are shaded in colours of a status that the rest of their rows does not have.

    The colours must change from an action to the next of the same theme: each theme may have a colour of its own.
    tables: those under the same header, each with the cells of its columns below that.
    """
    numbers = next((column.index for column in columns if column.field == "action_number"), None)
    found = [
        column.index
        for column in columns
        if column.field != "theme"
        and _show_statuses([(grid, bodies[column.index]) for grid, bodies in tables], numbers)
    ]
    return found[0] if len(found) == 1 else None


def row_shade(grid: Grid, row: int, *, without: frozenset[int]) -> str | None:
    """The fill that most cells have which begin in a row, columns `without` apart; None for none."""
    fills = [cell.fill for cell in grid.beginning(row) if cell.column not in without]
    fill, times = Counter(fills).most_common(1)[0] if fills else (None, 0)
    return fill if times > len(fills) / 2 else None


def _show_statuses(bodies: Sequence[tuple[Grid, Sequence[Cell]]], numbers: int | None) -> bool:
    shown = [[(grid, cell, _status(grid, cell)) for cell in body] for grid, body in bodies]
    coloured = [status for body in shown for _, _, status in body if status]
    if len(coloured) < max(2, sum(map(len, shown)) * MOST):
        return False
    return any(
        first and second and first != second and _goes_on((grid, before), (below, after), numbers)
        for (grid, before, first), (below, after, second) in pairwise(one for body in shown for one in body)
    )


def _status(grid: Grid, cell: Cell) -> RagColour | None:
    if cell.fill is None or cell.fill == row_shade(grid, cell.row, without=frozenset({cell.column})):
        return None
    return status_of_colour(cell.fill)


def _goes_on(before: tuple[Grid, Cell], after: tuple[Grid, Cell], numbers: int | None) -> bool:
    """Whether the number of one row follows that of another, so that both are of one theme."""
    if numbers is None:
        return False
    first, second = (read_number(one_line(grid.at(cell.row, numbers))) for grid, cell in (before, after))
    return bool(first and second and 0 <= second.last - first.last <= LARGEST_STEP and second.theme == first.theme)
