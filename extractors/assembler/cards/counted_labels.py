"""Parts labels that count the cards from their numbers: "Youth priority 3" is label and number of the third card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractors.assembler.grid import Grid, grid_of, one_line
from extractors.assembler.labels import FEWEST_CARDS, LONGEST_LABEL, counted
from models.document import Block, Cell
from models.reference.columns import fold_header

FEWEST_COLUMNS = 2


def with_numbers_apart(grids: Mapping[int, Grid]) -> dict[int, Grid]:
    """The tables, with the number of each label that counts in a row of its own over it.

    Such labels stand first in their rows and end with 1, 2, 3 and so on through the document, each once.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for grid in grids.values():
        for cell in _first_cells(grid):
            stem, number = counted(one_line(cell))
            if number:
                found[fold_header(stem)].append(number)
    counting = {
        stem
        for stem, numbers in found.items()
        if len(numbers) >= FEWEST_CARDS and numbers == [str(place) for place in range(1, len(numbers) + 1)]
    }
    return {place: _parted(grid, counting) for place, grid in grids.items()} if counting else dict(grids)


def _first_cells(grid: Grid) -> list[Cell]:
    if grid.column_count < FEWEST_COLUMNS:
        return []
    first = [row[0] for row in grid.table.rows if row and row[0].column == 0]
    return [cell for cell in first if cell.column_span < grid.column_count and len(one_line(cell)) <= LONGEST_LABEL]


def _parted(grid: Grid, counting: set[str]) -> Grid:
    """The table with a row for the number of each label that counts, and the label under it without that."""
    parts = {id(cell): counted(one_line(cell)) for cell in _first_cells(grid)}
    rows: list[Sequence[Cell]] = []
    for row in grid.table.rows:
        stem, number = parts.get(id(row[0]), ("", "")) if row else ("", "")
        if not number or fold_header(stem) not in counting:
            rows.append(row)
            continue
        text = Block(kind="para", text=number, evidence=row[0].evidence)
        label = row[0].model_copy(update={"blocks": (row[0].blocks[0].model_copy(update={"text": stem}),)})
        rows += [(Cell(row=0, column=0, column_span=grid.column_count, blocks=(text,)),), (label, *row[1:])]
    return grid_of(grid.table, rows, grid.column_count)
