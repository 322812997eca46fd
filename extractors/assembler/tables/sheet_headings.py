"""Takes off the letters and numbers that a spreadsheet prints round a table: A, B, C over it, 1, 2, 3 beside it."""

from __future__ import annotations

from string import ascii_uppercase

from extractors.assembler.grid import Grid, make_rows, one_line
from models.document import Cell, Table

FEWEST = 3  # letters over columns, and numbers beside rows


def without_sheet_headings(table: Table) -> tuple[Table, tuple[Cell, ...]]:
    """The table without such a first row and column, and the cells taken off; as it is where there are none."""
    grid = Grid(table)
    letters = [one_line(grid.at(0, column)) for column in range(1, grid.column_count)]
    numbers = [one_line(grid.at(row, 0)) for row in range(1, grid.row_count)]
    if min(len(letters), len(numbers)) < FEWEST or one_line(grid.at(0, 0)) or not _count_on(letters, numbers):
        return table, ()
    taken = tuple(cell for cell in table.cells() if cell.row == 0 or cell.column == 0)
    kept = [
        cell.model_copy(update={"row": cell.row - 1, "column": cell.column - 1})
        for cell in table.cells()
        if cell.row and cell.column
    ]
    return (
        table.model_copy(
            update={
                "rows": make_rows(kept, grid.row_count - 1),
                "column_count": grid.column_count - 1,
                "column_edges": table.column_edges[1:],
                "joins": tuple(join.model_copy(update={"row": max(0, join.row - 1)}) for join in table.joins),
            }
        ),
        taken,
    )


def _count_on(letters: list[str], numbers: list[str]) -> bool:
    """Whether the letters follow each other as those of columns do, and the numbers rise."""
    if "".join(letters) not in ascii_uppercase or not all(letters):
        return False
    rows = [int(text) for text in numbers if text.isdecimal()]
    return len(rows) == len(numbers) and rows == sorted(set(rows))
