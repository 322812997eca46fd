"""Parts what stands over a plan on a sheet whose gridlines were printed: they make one table of all that is on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from models.document import Cell, Item, Table

FEWEST_COLUMNS = 3
"""Cells that say something in the header of a plan."""
SHARE = 0.75
"""Of the cells of the fullest row, from which on a row may be the header."""


def part_above(table: Table) -> Iterator[Item]:
    """The lines and small tables above the header as items of their own, then the rest of the table."""
    rows = table.rows
    said = [sum(bool(cell.text.strip()) for cell in row) for row in rows]
    fullest = max(said, default=0)
    first = next(place for place, count in enumerate(said) if count >= SHARE * fullest) if said else 0
    while first and said[first - 1] > 1:
        first -= 1
    reaches = any(cell.row < first < cell.row + cell.row_span for cell in table.cells())
    if not first or fullest < FEWEST_COLUMNS or reaches:
        yield table
        return
    for count, places in groupby(range(first), key=lambda place: min(said[place], 2)):
        held = list(places)
        if count == 1:
            yield from (block for place in held for cell in rows[place] for block in cell.blocks)
        elif count:
            yield _part(table, rows[held[0] : held[-1] + 1], held[0])
    yield _part(table, rows[first:], first)


def _part(table: Table, rows: Sequence[tuple[Cell, ...]], first: int) -> Table:
    moved = tuple(tuple(cell.model_copy(update={"row": cell.row - first}) for cell in row) for row in rows)
    return table.model_copy(update={"rows": moved})
