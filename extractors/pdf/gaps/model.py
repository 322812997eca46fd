"""What the finding of tables by votes hands on: a page's material, runs of lines, tables over pages; and banners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.pdf.edges import LevelEdge
from extractors.pdf.gaps.lines import Edge, Swatch, TextLine
from extractors.pdf.gaps.segments import Part
from extractors.pdf.gaps.votes import Gap
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill
from extractors.pdf.words import Word

SHARE = 0.5
"""Share of a table's width, or of a column's, that a level edge covers to part its rows, or the cells of the column."""

AT_CUT = 2.0
"""Points by which an edge between two rows may run into the letters' boxes."""

LINES_BESIDE = 8
"""Lines over and under a heading of a table that are looked at for where cells begin."""

AT_START = 1.0
"""Points by which a heading over a table may begin beside the edges of the table."""

NEAR_EDGE = 1.6
"""Times the size of white between a line and the edges drawn over and under it when they make it a row."""

ONE_SIZE = 0.03
"""Share by which the sizes of lines of one text may differ."""

BANNER_LINES = 2
"""Lines of a banner between two rulings at the most."""

SHADED_LINES = 4
"""Lines of a banner on shading at the most."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What of a page may make up tables: words in order of drawing, level and upright edges, painted swatches."""

    number: int
    width: float
    height: float
    words: Sequence[Word]
    level: Sequence[LevelEdge] = ()
    upright: Sequence[Edge] = ()
    swatches: Sequence[Swatch] = ()
    stripes: Sequence[Fill] = ()
    """Painted places wider than a cell."""
    tiles: Sequence[Box] = ()
    """Painted places of a cell's size, wider than the words on them."""
    ruled: Sequence[Box] = ()
    """Where tables stand that rulings bound."""
    closed: Sequence[Box] = ()
    """Boxes that level lines part into rows: what they hold are tables of their own."""


@dataclass(slots=True, eq=False)
class TableRun:
    """A run of lines of a part: one table on one page."""

    part: Part
    first: int
    end: int

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Its lines from top to bottom."""
        return self.part.lines[self.first : self.end]


@dataclass(slots=True, eq=False)
class VotedTable:
    """A table over its pages."""

    gaps: tuple[Gap, ...]
    pieces: list[TableRun] = field(default_factory=list)

    @property
    def block(self) -> int:
        """The block of labels that it is; see `Part`."""
        return self.pieces[0].part.block

    @property
    def pages(self) -> set[int]:
        """Pages it stands on."""
        return {piece.part.page for piece in self.pieces}


class Taken:
    """Which lines belong to a table already."""

    def __init__(self) -> None:
        self._lines: set[int] = set()

    def take(self, lines: Iterable[TextLine]) -> None:
        """Note that lines belong to a table."""
        self._lines.update(map(id, lines))

    def __contains__(self, line: TextLine) -> bool:
        return id(line) in self._lines


def crossed(line: TextLine, gaps: Sequence[Gap]) -> int:
    """How many gaps a line's pieces run over."""
    return sum(any(piece.x0 < gap.middle < piece.x1 for piece in line.pieces) for gap in gaps)


def ends_in_time(line: TextLine, x1: float, gaps: Sequence[Gap]) -> bool:
    """Whether a line ends where a table does, as far as its other lines tell; one in the last column may be longer."""
    return line.x1 <= x1 or line.x0 >= gaps[-1].start


def is_banner(lines: Sequence[TextLine], index: int, sheet: Sheet, x0: float, x1: float) -> bool:
    """Whether a line is one of a few, of one piece each, that alone fill a row drawn over a whole table.

    Between two lines may also stand the notes of one table and the title of the next, which are longer.
    """
    wide = [edge for edge in sheet.level if covers(edge, x0, x1)]
    heights = [edge.at for edge in wide]
    if lines[index].several or not wide or _stands_outside(lines, index, wide):
        return False
    first = last = index
    while first and index - first <= SHADED_LINES and not edge_between(lines[first - 1], lines[first], heights):
        first -= 1
    while last + 1 < len(lines) and last - index <= SHADED_LINES:
        if edge_between(lines[last], lines[last + 1], heights):
            break
        last += 1
    count = last - first + 1
    if count > SHADED_LINES or any(line.several for line in lines[first : last + 1]):
        return False
    top, bottom = lines[first], lines[last]
    above = [e for e in wide if top.top - NEAR_EDGE * top.size <= e.at <= top.top + AT_CUT]
    below = [e for e in wide if bottom.bottom - AT_CUT <= e.at <= bottom.bottom + NEAR_EDGE * bottom.size]
    shaded = any(e.shaded for e in above) and any(e.shaded for e in below)
    return bool(above and below) and (shaded or count <= BANNER_LINES)


def fills_row(lines: Sequence[TextLine], index: int, sheet: Sheet, x0: float, x1: float) -> bool:
    """Whether a line is one of a text that alone fills a row drawn over a whole table, or goes on at the page's edge.

    It has one size and weight, or one ground; a note of one table and the title of the next, between the edges of both,
    have not.
    """
    heights = [edge.at for edge in sheet.level if covers(edge, x0, x1) and not edge.shaded]
    first = last = index
    while first and not edge_between(lines[first - 1], lines[first], heights):
        first -= 1
    while last + 1 < len(lines) and not edge_between(lines[last], lines[last + 1], heights):
        last += 1
    top, bottom, whole = lines[first], lines[last], lines[first : last + 1]
    alike = all(abs(line.size - top.size) <= ONE_SIZE * top.size and line.bold == top.bold for line in whole)
    alike = alike or any(_holds(ground, whole, x0, x1) for ground in sheet.stripes)
    close = all(two.top - one.bottom <= two.size for one, two in pairwise(whole))
    if any(line.several for line in whole) or not alike or not close:
        return False
    above = any(top.top - NEAR_EDGE * top.size <= at <= top.top + AT_CUT for at in heights)
    below = any(bottom.bottom - AT_CUT <= at <= bottom.bottom + NEAR_EDGE * bottom.size for at in heights)
    return (above and (below or last + 1 == len(lines))) or (below and first == 0)


def _holds(ground: Fill, lines: Sequence[TextLine], x0: float, x1: float) -> bool:
    """Whether lines stand on a painted place that reaches over a whole table."""
    shared = min(ground.x1, x1) - max(ground.x0, x0)
    return shared >= SHARE * (x1 - x0) and all(ground.top <= line.base <= ground.bottom for line in lines)


def _stands_outside(lines: Sequence[TextLine], index: int, wide: Sequence[LevelEdge]) -> bool:
    """Whether a line begins where edges do, before all cells over and under it: a heading has no padding."""
    line = lines[index]
    if line.x0 > min(edge.start for edge in wide) + AT_START:
        return False
    above = [each.x0 for each in lines[:index] if each.several][-LINES_BESIDE:]
    below = [each.x0 for each in lines[index + 1 :] if each.several][:LINES_BESIDE]
    return line.x0 < min(above + below, default=line.x0) - AT_START


def edge_between(above: TextLine, below: TextLine, heights: Sequence[float]) -> bool:
    """Whether one of some heights lies between two lines."""
    return any(above.base - AT_CUT < at < below.base - 0.6 * below.size for at in heights)


def covers(edge: LevelEdge, x0: float, x1: float) -> bool:
    """Whether an edge lies over enough of a stretch to part what stands over it from what stands under it."""
    shared = sum(max(0.0, min(piece.end, x1) - max(piece.start, x0)) for piece in edge.pieces)
    return shared >= SHARE * (x1 - x0)
