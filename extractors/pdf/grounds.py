"""Cells painted on a broader place of another colour, which shows between them: lines that nothing draws.

Web pages rule tables so (a background, and cells with a hair of space between them).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice, takewhile

from extractors.pdf.rulings import Ruling
from extractors.pdf.source.geometry import area_of, box_of, lies_in
from extractors.pdf.source.model import Fill

MOST_PAINTED = 2000
"""Painted places of a page past which they are a picture's, not cells'."""

LEAST_CELLS = 4
"""Cells of such a table on a page."""

SHOWS = 3.0
"""Points that a ground shows between two cells at the most; where more shows, the cells are boxes of their own."""

TOUCH = 0.5
"""Points by which cells may overlap: browsers round the space between them, at times to nothing."""

LOWEST, NARROWEST = 7.0, 8.0
"""Points: the lowest and the narrowest cell that may hold a word."""

COVERED = 0.5
"""Share of a ground that its cells cover; where a page cuts the table, the rest of the page shows it."""


def rulings_of_grounds(areas: Sequence[Fill]) -> list[Ruling]:
    """The edges of cells that are painted on a ground right after it, nearly touching; `areas` in order of drawing."""
    rulings: list[Ruling] = []
    if len(areas) > MOST_PAINTED:
        return rulings
    for place, ground in enumerate(areas):
        if ground.bottom - ground.top < 2 * LOWEST:
            continue
        cells = list(takewhile(partial(_lies_on, ground=ground), islice(areas, place + 1, None)))
        if len(cells) >= LEAST_CELLS and _cover(cells, ground) and _nearly_touch(cells):
            rulings += [edge for cell in cells for edge in _edges(cell)]
    return rulings


def _lies_on(cell: Fill, ground: Fill) -> bool:
    inside = lies_in(box_of(cell), box_of(ground), slack=1.0)
    large = cell.bottom - cell.top >= LOWEST and cell.x1 - cell.x0 >= NARROWEST
    return inside and large and cell.opaque and cell.colour != ground.colour


def _cover(cells: Sequence[Fill], ground: Fill) -> bool:
    return sum(area_of(box_of(cell)) for cell in cells) >= COVERED * area_of(box_of(ground))


def _nearly_touch(cells: Sequence[Fill]) -> bool:
    """Whether every cell has a neighbour beside it and most one under or over it, with a hair of ground between."""
    beside = [any(_follows(one.x0, one.x1, two.x0, two.x1) and _level(one, two) for two in cells) for one in cells]
    stacked = [any(_follows(one.top, one.bottom, two.top, two.bottom) for two in cells) for one in cells]
    return all(beside) and all(stacked)


def _follows(start: float, end: float, other_start: float, other_end: float) -> bool:
    return -TOUCH <= other_start - end <= SHOWS or -TOUCH <= start - other_end <= SHOWS


def _level(one: Fill, two: Fill) -> bool:
    return min(one.bottom, two.bottom) - max(one.top, two.top) > 0


def _edges(cell: Fill) -> list[Ruling]:
    return [
        *(Ruling(level=True, at=at, start=cell.x0, end=cell.x1) for at in (cell.top, cell.bottom)),
        *(Ruling(level=False, at=at, start=cell.top, end=cell.bottom) for at in (cell.x0, cell.x1)),
    ]
