"""Unstacks a form whose labels stand over their values, in rows of their own."""

from __future__ import annotations

from extractors.assembler.grid import Grid, filled, one_line
from extractors.assembler.headers import find_header
from models.document import Cell, Table
from models.reference.columns import is_column_name, understand_header

FEWEST_LABEL_ROWS = 2  # with one it is an upright table
FEWEST_FIELDS = 4


def unstack(table: Table) -> Table | None:
    """The form with each label beside its value, a pair a row; None when its labels do not stand over their values."""
    grid = Grid(table)
    header = find_header(grid)
    if header is not None and header.names_plan():
        return None
    pairs: list[tuple[Cell, Cell | None]] = []
    lines: dict[int, Cell] = {}
    row = label_rows = 0
    while row < grid.row_count:
        cells = filled(grid.beginning(row))
        if cells and row + 1 < grid.row_count and all(is_column_name(one_line(cell).rstrip(" :")) for cell in cells):
            pairs += [(cell, _under(grid, cell)) for cell in cells]
            label_rows += 1
            row += 2
        elif len(cells) == 1 and cells[0].column_span == grid.column_count:
            lines[len(pairs)] = cells[0]
            row += 1
        elif not cells:
            row += 1
        else:
            return None
    fields = {understand_header(one_line(label)) for label, _ in pairs}
    if label_rows < FEWEST_LABEL_ROWS or "mandatory_action" not in fields or len(fields) < FEWEST_FIELDS:
        return None
    return _form(pairs, lines, table)


def _under(grid: Grid, label: Cell) -> Cell | None:
    """The value under a label: the cell of the same columns in the next row."""
    value = grid.at(label.row + 1, label.column)
    same = value is not None and (value.column, value.column_span) == (label.column, label.column_span)
    return value if same else None


def _form(pairs: list[tuple[Cell, Cell | None]], lines: dict[int, Cell], table: Table) -> Table | None:
    rows: list[tuple[Cell, ...]] = []
    for place, (label, value) in enumerate(pairs):
        if value is None:
            return None
        if place in lines:
            rows.append((_moved(lines[place], len(rows), 0, 2),))
        rows.append((_moved(label, len(rows), 0, 1), _moved(value, len(rows), 1, 1)))
    return Table(rows=tuple(rows), column_count=2, pages=table.pages) if len(pairs) not in lines else None


def _moved(cell: Cell, row: int, column: int, columns: int) -> Cell:
    return cell.model_copy(update={"row": row, "column": column, "row_span": 1, "column_span": columns})
