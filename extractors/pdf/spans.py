"""A grid's cells: unit places joined wherever no ruling parts them, each a rectangle of rows and columns."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.pdf.grid import Grid
from extractors.pdf.source.geometry import Box


@dataclass(frozen=True, slots=True)
class Area:
    """Rows and columns a cell covers, both from 0, the last ones not included."""

    row: int
    column: int
    row_end: int
    column_end: int


def cell_areas(grid: Grid) -> list[Area]:
    """The cells of a grid in reading order; together they cover it without overlap."""
    rows, columns = grid.row_count, grid.column_count
    seen = [[False] * columns for _ in range(rows)]
    areas = []
    for row in range(rows):
        for column in range(columns):
            if not seen[row][column]:
                places = _connected(grid, row, column, seen)
                areas.extend(_rectangles(places))
    return sorted(areas, key=lambda area: (area.row, area.column))


def _connected(grid: Grid, row: int, column: int, seen: list[list[bool]]) -> set[tuple[int, int]]:
    """Every place that can be reached from one without crossing a ruling."""
    places = {(row, column)}
    seen[row][column] = True
    stack = [(row, column)]
    while stack:
        r, c = stack.pop()
        steps = (
            (r, c + 1, c + 1 < grid.column_count and not grid.down[r][c + 1]),
            (r, c - 1, c > 0 and not grid.down[r][c]),
            (r + 1, c, r + 1 < grid.row_count and not grid.across[r + 1][c]),
            (r - 1, c, r > 0 and not grid.across[r][c]),
        )
        for next_row, next_column, open_ in steps:
            if open_ and not seen[next_row][next_column]:
                seen[next_row][next_column] = True
                places.add((next_row, next_column))
                stack.append((next_row, next_column))
    return places


def _rectangles(places: set[tuple[int, int]]) -> list[Area]:
    """Connected places as rectangles: as they are, or else by their widest runs, stacked where they match."""
    top, left = min(r for r, _ in places), min(c for _, c in places)
    bottom, right = max(r for r, _ in places) + 1, max(c for _, c in places) + 1
    if len(places) == (bottom - top) * (right - left):
        return [Area(top, left, bottom, right)]
    finished: list[Area] = []
    growing: dict[tuple[int, int], Area] = {}
    for row in range(top, bottom):
        runs = _runs(sorted(c for r, c in places if r == row))
        kept = {}
        for start, end in runs:
            before = growing.get((start, end))
            kept[start, end] = Area(before.row if before else row, start, row + 1, end)
        finished.extend(area for ends, area in growing.items() if ends not in kept)
        growing = kept
    return finished + list(growing.values())


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1)
        else:
            runs.append((column, column + 1))
    return runs


def area_box(grid: Grid, area: Area) -> Box:
    """The rectangle of a cell on the page."""
    return (grid.xs[area.column], grid.ys[area.row], grid.xs[area.column_end], grid.ys[area.row_end])
