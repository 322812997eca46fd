"""Turns a table that lies on its side: an action a column, the names of the fields down the first."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.assembler.grid import Grid, filled, make_rows, one_line
from extractors.assembler.headers import find_header
from models.document import Cell, Table
from models.reference.columns import is_column_name, understand_header

FEWEST_COLUMNS = 3  # the names and two actions; with fewer it is a form
FEWEST_FIELDS = 3  # known names down the first column
MOST = 0.6  # share of the names that must be known
FEW = 0.1  # share of the other cells that may happen to be a field's name, such as "Partners"


@dataclass(frozen=True, slots=True)
class Turned:
    """The table with an action a row, and the cells across it that stood over the names."""

    table: Table
    titles: tuple[Cell, ...]


def turn(table: Table) -> Turned | None:
    """The table with an action a row; None when it does not lie on its side."""
    grid = Grid(table)
    first = title_rows(grid)
    if grid.column_count < FEWEST_COLUMNS or grid.row_count - first < FEWEST_FIELDS or find_header(grid):
        return None
    return turn_from(table, first) if _names_fields(grid, first) else None


def turn_from(table: Table, first: int) -> Turned:
    """The table with its columns as rows, from a row on; those above are its titles."""
    grid = Grid(table)
    cells = [cell for cell in table.cells() if cell.row >= first]
    rows = make_rows([_turned_cell(cell, first) for cell in cells], grid.column_count)
    titles = tuple(cell for cell in table.cells() if cell.row < first)
    return Turned(Table(rows=rows, column_count=grid.row_count - first, pages=table.pages), titles)


def title_rows(grid: Grid) -> int:
    """Rows at the top that one cell fills from side to side."""
    row = 0
    while row < grid.row_count:
        cells = filled(grid.beginning(row))
        if len(cells) != 1 or cells[0].column_span < grid.column_count:
            break
        row += 1
    return row


def _names_fields(grid: Grid, first: int) -> bool:
    """Whether the first column names fields, and none of the others does; two wordings at least stand side by side."""
    labels = [cell for row in range(first, grid.row_count) if (cell := grid.at(row, 0)) and cell.row == row]
    if any(cell.column_span > 1 for cell in labels):
        return False
    fields = [understand_header(one_line(cell)) for cell in labels if one_line(cell)]
    known = [field for field in fields if field is not None]
    if len(known) < len(fields) * MOST or len(set(known) - {"other"}) < FEWEST_FIELDS:
        return False
    wordings = [cell for cell in labels if understand_header(one_line(cell)) == "mandatory_action"]
    if not wordings or len(filled(grid.covering(wordings[0].row)[1:])) < FEWEST_COLUMNS - 1:
        return False
    values = [cell for row in range(first, grid.row_count) for cell in grid.beginning(row) if cell.column]
    return sum(is_column_name(one_line(cell)) for cell in values) <= len(values) * FEW


def _turned_cell(cell: Cell, first: int) -> Cell:
    places = {"row": cell.column, "column": cell.row - first}
    return cell.model_copy(update={**places, "row_span": cell.column_span, "column_span": cell.row_span})
