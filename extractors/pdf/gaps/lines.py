"""Base lines of a page cut into pieces: the runs of words between which a reader sees a column's white."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.common.flow import BULLETS
from extractors.pdf.edges import LevelEdge
from extractors.pdf.gaps.tolerances import DEFAULT
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.words import Word
from models.reference.columns import is_column_name

_LEADERS = re.compile(r"^[.·…_\-=]{4,}$")
"""Dots that lead from a heading to its page number, over white that parts no columns."""

_SIGNS = frozenset(BULLETS) | frozenset("·–—-*o✓✔")
"""What opens an item of a list and stands apart from its text."""

INDENT = 3.0
"""Times the size of white between an item's sign and its text, at the most."""

LEAST_NAMES = 2
"""Names of columns in a header."""

NAMED = 0.5
"""Share of a header's pieces that name columns the reader knows."""

LEAST_LINES = 8
"""Lines of a page that may stand in two parts side by side."""

LEAST_WORDS = 20
"""Words of the sparser part."""

LEAST_FACING = 5
"""Lines of the sparser part that face the other."""

CROSSING = 0.1
"""Share of the lines that may run over the white between two parts."""

GUTTER = 0.9
"""Share of the size that this white is wide, at the least."""

MOST_GUTTERS = 4
"""White stretches that are tried, the widest first."""

LEVEL = 0.06
"""Share of the size within which two base lines are one: the lines of a table's row were set together."""

AGREEING = 0.25
"""Share of the sparser part's lines that have a partner at their height when the two parts are one table."""

OFFSET = 0.75
"""Share of the size up to which lines of neighbouring columns are one line of a table; those of a cell are 1 apart."""

LEAST_OVER = 3
"""Level edges over a gutter with which it parts columns of one table: rules over and under two columns are fewer."""

REACH = 20.0
"""Points by which such an edge runs past the gutter on both sides."""

DEEPEST = 2
"""Times a part may be parted again."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Words of one line with no column's white between them; a painted swatch has a reach and no words."""

    words: tuple[Word, ...]
    x0: float
    x1: float

    @property
    def text(self) -> str:
        """The words, a space between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True, eq=False)
class TextLine:
    """A base line of a page from edge to edge: its pieces from left to right."""

    page: int
    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    base: float
    size: float

    @property
    def x0(self) -> float:
        """Where its first piece begins."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Where its last piece ends."""
        return self.pieces[-1].x1

    @property
    def words(self) -> Iterable[Word]:
        """All its words from left to right."""
        return (word for piece in self.pieces for word in piece.words)

    @property
    def heads(self) -> bool:
        """Whether it looks like a table's header: names of columns side by side."""
        names = sum(is_column_name(piece.text) for piece in self.pieces)
        return names >= LEAST_NAMES and names >= NAMED * len(self.pieces)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.style.bold for word in self.words)

    @property
    def several(self) -> bool:
        """Whether it has pieces that white parts."""
        return len(self.pieces) > 1


@dataclass(frozen=True, slots=True)
class Edge:
    """An upright edge that is drawn: its place, and the heights between which it runs."""

    at: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Swatch:
    """A painted place that holds no word: its reach, and the heights between which it stands."""

    x0: float
    x1: float
    top: float
    bottom: float


def text_lines(
    words: Iterable[Word], page: int, edges: Sequence[Edge] = (), swatches: Sequence[Swatch] = ()
) -> list[TextLine]:
    """Upright words as lines from top to bottom, cut where white or a drawn edge parts them."""
    lines = gather_lines(word for word in words if word.turn == 0)
    ordered = sorted(edges, key=lambda edge: edge.at)
    places = [edge.at for edge in ordered]
    waiting = sorted(swatches, key=lambda swatch: swatch.top)
    found = []
    for line in lines:
        own = [swatch for swatch in waiting if swatch.top <= line.base - line.size / 4 <= swatch.bottom]
        waiting = [swatch for swatch in waiting if swatch not in own] if own else waiting
        found.append(_text_line(line, page, ordered, places, own))
    return _with_offset_lines(found)


def _with_offset_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, those that stand beside the one before them a little lower put into it.

    Cells that are centred between the edges of a row have their lines at heights of their own.
    """
    found: list[TextLine] = []
    for line in lines:
        above = found[-1] if found else None
        if above and line.base - above.base <= OFFSET * min(line.size, above.size) and _stand_beside(above, line):
            found[-1] = TextLine(
                page=above.page,
                pieces=tuple(sorted((*above.pieces, *line.pieces), key=lambda piece: piece.x0)),
                top=min(above.top, line.top),
                bottom=max(above.bottom, line.bottom),
                base=above.base,
                size=above.size,
            )
        else:
            found.append(line)
    return found


def _stand_beside(one: TextLine, two: TextLine) -> bool:
    """Whether no piece of one line stands over a piece of the other, or a mere space beside it."""
    white = DEFAULT.piece * min(one.size, two.size)
    return not any(a.x0 < b.x1 + white and b.x0 < a.x1 + white for a in one.pieces for b in two.pieces)


def _text_line(
    line: Line, page: int, edges: Sequence[Edge], places: Sequence[float], swatches: Sequence[Swatch]
) -> TextLine:
    sizes = sorted(word.style.size for word in line.words)
    size = sizes[len(sizes) // 2]
    middle = line.base - size / 4
    words = [word for word in line.words if not _LEADERS.match(word.text)] or line.words
    if len(words) == len(line.words) - 1 and _LEADERS.match(line.words[-2].text) and words[-1].text.isalnum():
        return _made(line, page, size, [Piece(tuple(line.words), line.x0, line.x1)])
    runs: list[list[Word]] = [[words[0]]]
    reach = words[0].x1
    for before, word in pairwise(words):
        white = word.x0 - reach
        least = min(before.style.size, word.style.size)
        parted = white >= DEFAULT.piece * least
        if not parted and places and white >= DEFAULT.hinted * least:
            first = bisect_left(places, reach - 0.5)
            while first < len(places) and places[first] <= word.x0 + 0.5 and not parted:
                parted = edges[first].top <= middle <= edges[first].bottom
                first += 1
        if parted and not (_is_sign(runs[-1]) and word.text[:1].isalpha() and white < INDENT * size):
            runs.append([])
        runs[-1].append(word)
        reach = max(reach, word.x1)
    pieces = [Piece(tuple(run), run[0].x0, max(word.x1 for word in run)) for run in runs]
    pieces += [Piece((), swatch.x0 + 1.0, swatch.x1 - 1.0) for swatch in swatches]
    pieces.sort(key=lambda piece: piece.x0)
    return _made(line, page, size, pieces)


def _made(line: Line, page: int, size: float, pieces: Sequence[Piece]) -> TextLine:
    return TextLine(
        page=page,
        pieces=tuple(pieces),
        top=min(word.top for word in line.words),
        bottom=max(word.bottom for word in line.words),
        base=line.base,
        size=size,
    )


def _is_sign(run: Sequence[Word]) -> bool:
    return len(run) == 1 and run[0].text in _SIGNS


def leading(lines: Sequence[TextLine]) -> float:
    """The usual distance of base lines in points."""
    steps = [
        below.base - above.base
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < below.base - above.base < 2.2 * below.size
    ]
    if not steps:
        return 1.2 * lines[0].size
    return Counter(round(step * 2) for step in steps).most_common(1)[0][0] / 2


def side_by_side(words: Sequence[Word], level: Sequence[LevelEdge] = (), depth: int = 0) -> list[list[Word]]:
    """The parts of a page that stand beside each other, by a gutter over which base lines do not agree.

    The columns of one table share their base lines; two tables, or a table and a newspaper's column, hardly any. Cells
    that are centred share none either, but then level edges run over the gutter.
    """
    bases = _bases(words) if depth <= DEEPEST else []
    if len(bases) < LEAST_LINES:
        return [list(words)]
    sizes = sorted(word.style.size for word in words)
    size = sizes[len(sizes) // 2]
    for place in _gutters(words, CROSSING * len(bases), GUTTER * size):
        left = [word for word in words if word.x0 + word.x1 < 2 * place]
        right = [word for word in words if word.x0 + word.x1 >= 2 * place]
        if min(len(left), len(right)) < LEAST_WORDS or _are_one_table(left, right, level, place):
            continue
        if _disagree(_bases(left), _bases(right), size):
            return [part for half in (left, right) for part in side_by_side(half, level, depth + 1)]
    return [list(words)]


def _are_one_table(left: Sequence[Word], right: Sequence[Word], level: Sequence[LevelEdge], place: float) -> bool:
    """Whether level edges run over a gutter between lines that face each other, or a band that both have words on.

    Such are rows of one table, and its header.
    """
    low = max(min(word.top for word in side) for side in (left, right))
    high = min(max(word.bottom for word in side) for side in (left, right))
    past = [edge for edge in level if _runs_past(edge, place)]
    if sum(low <= edge.at <= high for edge in past) >= LEAST_OVER:
        return True
    shades = [edge.at for edge in past if edge.shaded]
    return any(all(_stand_on(side, *band) for side in (left, right)) for band in pairwise(shades))


def _stand_on(words: Sequence[Word], top: float, bottom: float) -> bool:
    return any(top <= (word.top + word.bottom) / 2 <= bottom for word in words)


def _runs_past(edge: LevelEdge, place: float) -> bool:
    return any(piece.start + REACH <= place <= piece.end - REACH for piece in edge.pieces)


def _bases(words: Sequence[Word]) -> list[float]:
    """Heights of the base lines of some words."""
    bases: list[float] = []
    for word in sorted(words, key=lambda word: word.base):
        if not bases or word.base - bases[-1] > 0.2 * word.style.size:
            bases.append(word.base)
    return bases


def _gutters(words: Sequence[Word], most: float, narrowest: float) -> list[float]:
    """Middles of the widest upright stretches that hardly any word crosses."""
    depths: Counter[int] = Counter()
    for word in words:
        depths[round(word.x0)] += 1
        depths[round(word.x1)] -= 1
    found = []
    depth = 0
    for start, end in pairwise(sorted(depths)):
        depth += depths[start]
        if depth <= most and end - start >= narrowest:
            found.append((end - start, (start + end) / 2))
    return [middle for _, middle in sorted(found, reverse=True)[:MOST_GUTTERS]]


def _disagree(left: Sequence[float], right: Sequence[float], size: float) -> bool:
    """Whether the base lines of two parts are not those of one table."""
    low, high = max(left[0], right[0]) - 2, min(left[-1], right[-1]) + 2
    facing = [[base for base in bases if low <= base <= high] for bases in (left, right)]
    few, many = sorted(facing, key=len)
    if len(few) < LEAST_FACING:
        return False
    met = 0
    for base in few:
        place = bisect_left(many, base - LEVEL * size)
        met += place < len(many) and many[place] <= base + LEVEL * size
    return met < AGREEING * len(few)
