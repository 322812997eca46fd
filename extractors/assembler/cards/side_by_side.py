"""Puts cards that stand beside each other, their labels printed again for each, under each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.assembler.grid import Grid, filled, grid_of
from extractors.assembler.labels import label_of
from models.document import Cell

FEWEST_LABELS = 3  # different ones that a card beside another prints again
MOST = 0.6  # share of the rows in which it does
WITH_VALUES = 2  # columns of a card: that of its labels and that of its values


def with_cards_below(grids: Mapping[int, Grid]) -> dict[int, Grid]:
    """The tables, each card that stands to the right of another under it."""
    return {place: _below(grid) for place, grid in grids.items()}


def _below(grid: Grid) -> Grid:
    starts = _starts(grid)
    if not starts:
        return grid
    parts = list(zip(starts, (*starts[1:], grid.column_count), strict=True))
    width = max(end - start for start, end in parts)
    rows: list[Sequence[Cell]] = []
    for block in _blocks(grid):
        said = filled(grid.beginning(block[0]))
        if len(block) == len(said) == 1 and said[0].column_span > width:
            rows.append((said[0].model_copy(update={"column": 0, "column_span": width, "row_span": 1}),))
            continue
        for start, end in parts:
            part = [[cell for cell in grid.beginning(row) if start <= cell.column < end] for row in block]
            if any(map(filled, part)):
                rows += ([_moved(cell, start, end) for cell in cells] for cells in part)
    return grid_of(grid.table, rows, width)


def _moved(cell: Cell, start: int, end: int) -> Cell:
    """A cell of a card that stands in some columns of a table, counted from the first of them."""
    span = min(cell.column_span, end - cell.column)
    return cell.model_copy(update={"column": cell.column - start, "column_span": span})


def _starts(grid: Grid) -> tuple[int, ...]:
    """The columns in which the cards begin, 0 for the first; none where no labels are printed again beside others."""
    labelled = [row for row in range(grid.row_count) if label_of(_first(grid, row)) and len(grid.beginning(row)) > 1]
    found = []
    for column in range(WITH_VALUES, grid.column_count - 1):
        again = [
            label
            for row in labelled
            for cell in grid.beginning(row)
            if cell.column == column and (label := label_of(cell)) and label == label_of(_first(grid, row))
        ]
        if len(set(again)) >= FEWEST_LABELS and len(again) >= MOST * len(labelled):
            found.append(column)
    return (0, *found) if found else ()


def _first(grid: Grid, row: int) -> Cell | None:
    cells = grid.beginning(row)
    return cells[0] if cells and cells[0].column == 0 else None


def _blocks(grid: Grid) -> Sequence[list[int]]:
    """The rows of each line of cards: up to where the first label is printed again, rows across on their own."""
    blocks: list[list[int]] = []
    opening = ""
    for row in range(grid.row_count):
        across = grid.is_across(row)
        label = label_of(_first(grid, row))
        if across or not blocks or not opening or label == opening:
            blocks.append([row])
            opening = "" if across else label
        else:
            blocks[-1].append(row)
    return blocks
