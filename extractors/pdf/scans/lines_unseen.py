"""Rulings that are not seen on a colour as dark as they are: those at its edge go on through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.pdf.scans.raster import Rectangle

NEAR = 8
"""Pixels between the end of a ruling and the edge of an area that it ends at: areas are made of squares of four."""
THIN = 2
APART = 10
"""Pixels within which two rulings are one."""
FEWEST_EDGES = 4
"""Of an area, its own and those of three parts: a header of two columns may have a name over one."""
SEEN = 0.85
"""Share of the edge of an area that rulings are seen along, from which on all of it is."""
INTO_WORDS = 6
"""Pixels by which words reach over a ruling that they cross; what ends beside it is of one cell."""


def unseen_level(
    level: Sequence[Rectangle], grounds: Iterable[Rectangle], words: Sequence[Rectangle]
) -> Iterator[Rectangle]:
    """How the level rulings that end at a painted area go on through it, unless they would cross words there.

    Where the area is one cell over several rows, its parts all have its colour.
    """
    for ground in grounds:
        x0, top, x1, bottom = ground
        heights = sorted(
            line[1]
            for line in level
            if (abs(line[2] - x0) <= NEAR or abs(line[0] - x1) <= NEAR) and top - NEAR < line[1] < bottom + NEAR
        )
        last = -APART
        for height in heights:
            if height - last >= APART and not _crosses(height, ground, words):
                yield (x0, height, x1, height + THIN)
                last = height


def unseen_upright(
    across: Sequence[Rectangle], grounds: Sequence[Rectangle], words: Sequence[Rectangle]
) -> Iterator[Rectangle]:
    """The same of upright rulings."""
    turned = [_turned(line) for line in across]
    for ground in grounds:
        found = list(unseen_level(turned, [_turned(ground)], [_turned(word) for word in words]))
        if not _is_one_cell(ground, [line[1] for line in found], words):
            yield from (_turned(line) for line in found)


def _is_one_cell(ground: Rectangle, cuts: Sequence[int], words: Iterable[Rectangle]) -> bool:
    """Whether an area is a banner: all its words stand in one of the parts that several rulings would cut it into."""
    x0, top, x1, bottom = ground
    edges = [x0, *(cut for cut in cuts if x0 + NEAR < cut < x1 - NEAR), x1]
    inside = [(word[0] + word[2]) / 2 for word in words if top < (word[1] + word[3]) / 2 < bottom]
    holding = sum(any(start < middle < end for middle in inside) for start, end in pairwise(edges))
    return len(edges) >= FEWEST_EDGES and holding == 1


def outer_edges(
    grounds: Iterable[Rectangle], level: Sequence[Rectangle], across: Sequence[Rectangle]
) -> tuple[list[Rectangle], list[Rectangle]]:
    """The edges, level and upright, of painted areas in a table with upright rulings, where no ruling is seen.

    A pale ruling between a dark area and paper is neither darker nor lighter than both.
    """
    of_tables = [
        ground
        for ground in grounds
        if any(_meets(line, ground) for line in across)
        or (_is_column(ground, across) and any(_borders(line, ground) for line in level))
    ]
    sides = _edges(map(_turned, of_tables), [_turned(line) for line in across])
    return list(_edges(of_tables, level)), [_turned(side) for side in sides]


def _edges(grounds: Iterable[Rectangle], level: Sequence[Rectangle]) -> Iterator[Rectangle]:
    """The upper and lower edges of areas of which no ruling, or less than nearly all of it, is seen."""
    for x0, top, x1, bottom in grounds:
        for height in (top, bottom):
            seen = [line for line in level if line[0] < x1 and line[2] > x0 and abs(line[1] - height) <= APART]
            length = sum(min(line[2], x1) - max(line[0], x0) for line in seen)
            if length < SEEN * (x1 - x0):
                at = seen[0][1] if seen else height
                yield (x0, at, x1, at + THIN)


def _meets(line: Rectangle, ground: Rectangle) -> bool:
    x0, top, x1, bottom = ground
    return x0 - NEAR <= line[0] <= x1 + NEAR and line[1] <= bottom + NEAR and line[3] >= top - NEAR


def _is_column(ground: Rectangle, across: Iterable[Rectangle]) -> bool:
    """Whether an area is as wide as a column that upright rulings part elsewhere; letters of a watermark are not."""
    places = [line[0] for line in across]
    return all(any(abs(place - side) <= NEAR for place in places) for side in (ground[0], ground[2]))


def _borders(line: Rectangle, ground: Rectangle) -> bool:
    """Whether a level ruling runs along the upper or lower edge of an area, or ends at one of its corners."""
    x0, top, x1, bottom = ground
    meets = line[0] <= x1 + NEAR and line[2] >= x0 - NEAR
    return meets and min(abs(line[1] - top), abs(line[1] - bottom)) <= NEAR


def _crosses(height: int, ground: Rectangle, words: Iterable[Rectangle]) -> bool:
    x0, top, x1, bottom = ground
    inside = (word for word in words if word[0] < x1 and word[2] > x0 and word[1] < bottom and word[3] > top)
    return any(word[1] + INTO_WORDS < height < word[3] - INTO_WORDS for word in inside)


def _turned(box: Rectangle) -> Rectangle:
    x0, top, x1, bottom = box
    return (top, x0, bottom, x1)
