"""The places of a table's cells: rows of cells with spans and merges to areas that never overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, takewhile


class Merge(Enum):
    """What a cell says of itself and the cell above it (w:vMerge) or before it (w:hMerge)."""

    NONE = "none"
    RESTART = "restart"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class CellShape:
    """A cell as its row states it."""

    span: int = 1
    """Grid columns, at least 1."""
    down: Merge = Merge.NONE
    across: Merge = Merge.NONE


@dataclass(frozen=True, slots=True)
class RowShape:
    """A row: the grid columns left empty before its first cell (w:gridBefore), and its cells."""

    before: int
    cells: tuple[CellShape, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the grid and the cells that make it, as (row, index in the row), the one that speaks first."""

    row: int
    column: int
    row_span: int
    column_span: int
    members: tuple[tuple[int, int], ...]

    @property
    def right(self) -> int:
        """The grid line at the right edge."""
        return self.column + self.column_span


@dataclass(slots=True)
class _Growing:
    """An area that the next row may still make longer."""

    row: int
    column: int
    column_span: int
    members: list[tuple[int, int]]
    row_span: int = 1

    def finished(self) -> Area:
        return Area(self.row, self.column, self.row_span, self.column_span, tuple(self.members))


def place(rows: Sequence[RowShape]) -> tuple[Area, ...]:
    """The areas of a table, by row and then column. Every cell of every row is a member of exactly one.

    A cell that says it continues one above joins it only where that one covers the same columns; otherwise it is a
    cell of its own, so that no text moves to a column it does not stand in.
    """
    areas: list[_Growing] = []
    above: dict[tuple[int, int], _Growing] = {}
    for index, row in enumerate(rows):
        below: dict[tuple[int, int], _Growing] = {}
        for area, down in _across(index, row):
            key = area.column, area.column_span
            upper = above.get(key) if down is Merge.CONTINUE else None
            if upper is not None:
                upper.members.extend(area.members)
                upper.row_span += 1
                area = upper  # noqa: PLW2901 - the area it has joined takes its place
            else:
                areas.append(area)
            if down is not Merge.NONE:
                below[key] = area
        above = below
    return tuple(area.finished() for area in sorted(areas, key=lambda each: (each.row, each.column)))


def simplify(areas: Sequence[Area], widths: Sequence[float], tolerance: float) -> tuple[Area, ...]:
    """The same areas on as few grid lines as they need.

    Lines that no cell ends at go, and so do lines closer together than `tolerance` (in the unit of `widths`), which
    come of edges dragged almost into line; but never so that a cell would lose all its width. `widths` may be too
    short or empty: columns of unknown width are never narrow.
    """
    used = sorted({edge for area in areas for edge in (area.column, area.right)})
    positions = _positions(used, widths)
    merged = {used[0]: 0} if used else {}
    kept: list[list[int]] = [[used[0]]] if used else []
    pairs = {(area.column, area.right) for area in areas}
    for edge in used[1:]:
        group = kept[-1]
        near = _gap(positions, group[0], edge) <= tolerance
        if near and not any((earlier, edge) in pairs for earlier in group):
            group.append(edge)
        else:
            kept.append([edge])
        merged[edge] = len(kept) - 1
    return tuple(
        Area(area.row, merged[area.column], area.row_span, merged[area.right] - merged[area.column], area.members)
        for area in areas
    )


def _positions(edges: Sequence[int], widths: Sequence[float]) -> dict[int, float | None]:
    """The distance of each grid line from the left, None beyond the widths that are known."""
    known = list(takewhile(bool, widths))
    reached = [0.0, *accumulate(known)]
    return {edge: reached[edge] if edge <= len(known) else None for edge in edges}


def _gap(positions: dict[int, float | None], left: int, right: int) -> float:
    first, second = positions[left], positions[right]
    return float("inf") if first is None or second is None else second - first


def _across(index: int, row: RowShape) -> list[tuple[_Growing, Merge]]:
    """The areas of one row, cells that continue the one before them taken in by it."""
    areas: list[tuple[_Growing, Merge]] = []
    column = row.before
    open_to_the_right = False
    for number, cell in enumerate(row.cells):
        if cell.across is Merge.CONTINUE and open_to_the_right:
            areas[-1][0].column_span += cell.span
            areas[-1][0].members.append((index, number))
        else:
            areas.append((_Growing(index, column, cell.span, [(index, number)]), cell.down))
        open_to_the_right = cell.across is not Merge.NONE
        column += cell.span
    return areas
