"""Tables of a document told by the white between words: found page by page, pooled over pages, made into grids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.pdf.edges import LevelEdge
from extractors.pdf.gaps.lines import Edge, Swatch, TextLine, leading, side_by_side, text_lines
from extractors.pdf.gaps.rows import Drawn, Entry, Numbering, RowFinder, entries_of, find_numbering
from extractors.pdf.gaps.segments import Part, Pool, Segment, find_segments, pool_pages
from extractors.pdf.gaps.tolerances import DEFAULT
from extractors.pdf.gaps.votes import Gap, count_votes, scale_of
from extractors.pdf.grid import Grid
from extractors.pdf.words import Word

MARGIN = 2.0
"""Points by which a table without edges reaches past its words."""

BEFORE_COLUMN = 4.0
"""Points before a column's first letter where its edge is put when nothing drawn tells: a usual padding."""

WIDENED = 24.0
"""Points by which drawn edges may reach past a table's words and still tell its ends: wide padding, a bleeding band."""

SHARE = 0.5
"""Share of a table's width, or of a column's, that a level edge covers to part its rows, or the cells of the column."""

AT_CUT = 2.0
"""Points by which an edge between two rows may run into the letters' boxes."""

BODY_STEP = 1.5
"""Times the usual distance of lines from which a lone label under a table is none of its lines."""

NEAR_EDGE = 1.6
"""Times the size of white between a line and the edges drawn over and under it when they make it a row."""

LEAST_GAPS = 2
"""Gaps of a table whose columns are looked for on the pages beside it."""

LEAST_COLUMNS = 3
"""Columns that one line of a piece found by known columns fills."""

LEAST_LINES = 3
"""Lines of such a piece that has no edge of its own."""

PARTED = 2.6
"""Times the size of white that ends such a piece."""

HEAD = 0.2
"""Share of a page's height in which a piece that only goes on must begin."""


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


@dataclass(slots=True, eq=False)
class _Piece:
    """A run of lines of a part: one table on one page."""

    part: Part
    first: int
    end: int

    @property
    def lines(self) -> tuple[TextLine, ...]:
        return self.part.lines[self.first : self.end]


@dataclass(slots=True, eq=False)
class _Table:
    """A table over its pages."""

    gaps: tuple[Gap, ...]
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def pages(self) -> set[int]:
        return {piece.part.page for piece in self.pieces}


class _Taken:
    """Which lines belong to a table already."""

    def __init__(self) -> None:
        self._lines: set[int] = set()

    def take(self, lines: Iterable[TextLine]) -> None:
        self._lines.update(map(id, lines))

    def __contains__(self, line: TextLine) -> bool:
        return id(line) in self._lines


def voted_grids(sheets: Sequence[Sheet]) -> dict[int, list[Grid]]:
    """The grids of every page, by its number, that the words of all pages vote for."""
    if not sheets:
        return {}
    scale = scale_of(max(sheet.width for sheet in sheets))
    by_number = {sheet.number: sheet for sheet in sheets}
    parts: dict[int, list[Part]] = {}
    for sheet in sheets:
        parts[sheet.number] = [
            _part(sheet, lines, scale)
            for words in side_by_side([word for word in sheet.words if word.turn == 0])
            if (lines := text_lines(words, sheet.number, sheet.upright, sheet.swatches))
        ]
    segments = [segment for own in parts.values() for part in own for segment in find_segments(part)]
    taken = _Taken()
    for segment in segments:
        taken.take(segment.lines)
    tables = [table for pool in pool_pages(segments) if (table := _table(pool, taken)) is not None]
    for table in tables:
        _adopt(table, parts, by_number, taken)
    grids: dict[int, list[Grid]] = {}
    for table in tables:
        for number, grid in _grids(table, by_number):
            grids.setdefault(number, []).append(grid)
    return grids


def _part(sheet: Sheet, lines: list[TextLine], scale: object) -> Part:
    heights = [edge.at for edge in sheet.level]
    drawn = [False] * len(lines)
    for index, line in enumerate(lines):
        low = lines[index - 1].base - 1 if index else line.top - NEAR_EDGE * line.size
        drawn[index] = any(low < at < line.base - 0.6 * line.size for at in heights)
    return Part(sheet.number, tuple(lines), count_votes(lines, scale), tuple(drawn))


# ---- the lines of a table


def _table(pool: Pool, taken: _Taken) -> _Table | None:
    """The table of a pool, its pieces with the lines beside them that keep to its columns."""
    gaps = pool.gaps
    if not gaps:
        return None
    table = _Table(gaps)
    for segment in pool.segments:
        piece = _extended(segment, gaps, taken)
        last = table.pieces[-1] if table.pieces else None
        if last and last.part is piece.part and piece.first <= last.end:
            last.end = max(last.end, piece.end)
        else:
            table.pieces.append(piece)
    return table


def _extended(segment: Segment, gaps: Sequence[Gap], taken: _Taken) -> _Piece:
    """A segment with the lines under it that cross no gap, and those over it, headers, that cross half at most."""
    lines = segment.part.lines
    x0, x1 = min(line.x0 for line in segment.lines) - 2, max(line.x1 for line in segment.lines) + 2
    step = leading(segment.lines)
    end, first = segment.end, segment.first

    def fits(line: TextLine) -> bool:
        return line.x0 >= x0 and line.x1 <= x1 and not crossed(line, gaps)

    while end < len(lines) and lines[end] not in taken:
        line, above = lines[end], lines[end - 1]
        label = line.x0 < gaps[0].start and line.x1 < gaps[0].end and line.base - above.base > BODY_STEP * step
        if not fits(line) or line.top - above.bottom > DEFAULT.near_below * line.size or label:
            break
        end += 1
    while first and lines[first - 1] not in taken:
        line, below = lines[first - 1], lines[first]
        heads = line.x0 > gaps[0].start and line.x1 <= x1 and crossed(line, gaps) <= max(1, len(gaps) // 2 + 1)
        if below.top - line.bottom > DEFAULT.near_above * line.size or not (fits(line) or heads):
            break
        first -= 1
    taken.take(lines[first:end])
    return _Piece(segment.part, first, end)


def crossed(line: TextLine, gaps: Sequence[Gap]) -> int:
    """How many gaps a line's pieces run over."""
    return sum(any(piece.x0 < gap.middle < piece.x1 for piece in line.pieces) for gap in gaps)


def _adopt(table: _Table, parts: dict[int, list[Part]], sheets: dict[int, Sheet], taken: _Taken) -> None:
    """Add the pieces on neighbouring pages that show too few rows to be found there by themselves."""
    if len(table.gaps) < LEAST_GAPS:
        return
    numbers = sorted(parts)
    # Pieces are looked for next to pages that have some, so from the first towards the last and back again.
    for number in (*numbers, *reversed(numbers)):
        if not table.pages & {number - 1, number, number + 1}:
            continue
        for part in parts[number]:
            for first, end in _fitting_runs(part, table, sheets[number], taken):
                lines = part.lines[first:end]
                if _is_piece(lines, table, part, sheets[number]):
                    taken.take(lines)
                    table.pieces.append(_Piece(part, first, end))
    table.pieces.sort(key=lambda piece: (piece.part.page, piece.first))


def _fitting_runs(part: Part, table: _Table, sheet: Sheet, taken: _Taken) -> Iterator[tuple[int, int]]:
    """Runs of lines not yet taken that follow each other closely and keep to the columns of a table."""
    x0 = min(line.x0 for piece in table.pieces for line in piece.lines) - 4
    x1 = max(line.x1 for piece in table.pieces for line in piece.lines) + 4
    start: int | None = None
    for index, line in enumerate(part.lines):
        fits = line not in taken and line.x0 >= x0 and line.x1 <= x1
        fits = fits and (not crossed(line, table.gaps) or _between_edges(line, sheet, x0, x1))
        if start is not None:
            above = part.lines[index - 1]
            apart = line.top - above.bottom > PARTED * line.size and not part.drawn[index]
            if not fits or apart:
                yield start, index
                start = None
        if fits and start is None:
            start = index
    if start is not None:
        yield start, len(part.lines)


def _is_piece(lines: Sequence[TextLine], table: _Table, part: Part, sheet: Sheet) -> bool:
    """Whether a run of lines is a piece of a table: its columns are filled, or it goes on from the page before."""
    xs = [float("-inf"), *(gap.middle for gap in table.gaps), float("inf")]
    used = max(len({entry.first for entry in entries_of(line, xs)}) for line in lines)
    index = part.lines.index(lines[0])
    inside = any(part.drawn[index + 1 : index + len(lines)])
    if used >= LEAST_COLUMNS and (len(lines) >= LEAST_LINES or inside):
        return True
    begins = lines[0].top <= HEAD * sheet.height and part.page - 1 in table.pages
    return begins and min(line.x0 for line in lines) >= table.gaps[0].start


def _between_edges(line: TextLine, sheet: Sheet, x0: float, x1: float) -> bool:
    """Whether a line stands by itself between two edges that go over the whole table: a banner."""
    wide = [edge.at for edge in sheet.level if _covers(edge, x0, x1)]
    reach = NEAR_EDGE * line.size
    above = any(line.top - reach <= at <= line.top + AT_CUT for at in wide)
    below = any(line.bottom - AT_CUT <= at <= line.bottom + reach for at in wide)
    return above and below


def _covers(edge: LevelEdge, x0: float, x1: float) -> bool:
    shared = sum(max(0.0, min(piece.end, x1) - max(piece.start, x0)) for piece in edge.pieces)
    return shared >= SHARE * (x1 - x0)


# ---- grids


def _grids(table: _Table, sheets: dict[int, Sheet]) -> Iterator[tuple[int, Grid]]:
    """The grid of each piece of a table, with the number of its page."""
    ends = _ends(table, sheets)
    xs = [ends[0], *(_edge_in(gap, table, sheets) for gap in table.gaps), ends[1]]
    step = leading([line for piece in table.pieces for line in piece.lines])
    runs = [run for piece in table.pieces for run in _without_titles(piece, table, sheets, ends)]
    numbering = find_numbering(
        [entries_of(line, xs) for _, lines in runs for line in lines], len(xs) - 1
    )
    for piece, lines in runs:
        yield piece.part.page, _grid(piece, lines, xs, step, numbering, sheets[piece.part.page], table)


def _ends(table: _Table, sheets: dict[int, Sheet]) -> tuple[float, float]:
    """Where a table begins and ends across the page: with its words, or with the edges drawn a little beyond them."""
    lines = [line for piece in table.pieces for line in piece.lines]
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts, ends = [x0 - MARGIN], [x1 + MARGIN]
    for piece in table.pieces:
        top, bottom = piece.lines[0].top, piece.lines[-1].bottom
        for edge in sheets[piece.part.page].level:
            if top - WIDENED <= edge.at <= bottom + WIDENED and _covers(edge, x0, x1):
                starts.append(edge.start if x0 - WIDENED <= edge.start else x0 - MARGIN)
                ends.append(edge.end if edge.end <= x1 + WIDENED else x1 + MARGIN)
    return min(starts), max(ends)


def _edge_in(gap: Gap, table: _Table, sheets: dict[int, Sheet]) -> float:
    """Where in a gap the columns meet: at the edge drawn there most often, else just before the column's words."""
    drawn = Counter(
        round(edge.at, 1)
        for number in sorted(table.pages)
        for edge in sheets[number].upright
        if gap.start - MARGIN <= edge.at <= gap.end + MARGIN
    )
    if drawn:
        return drawn.most_common(1)[0][0]
    return max(gap.middle, gap.end - BEFORE_COLUMN)


def _without_titles(
    piece: _Piece, table: _Table, sheets: dict[int, Sheet], ends: tuple[float, float]
) -> Iterator[tuple[_Piece, list[TextLine]]]:
    """The lines of a piece, parted at titles: lines of one piece from the left edge over most of the columns.

    One that stands between drawn edges is a row of the table, its banner.
    """
    run: list[TextLine] = []
    left = min(line.x0 for line in piece.lines)
    for line in piece.lines:
        wide = not line.several and line.x0 <= left + 3 and crossed(line, table.gaps) > max(1, len(table.gaps) // 2)
        if wide and not _between_edges(line, sheets[piece.part.page], *ends):
            if run:
                yield piece, run
            run = []
        else:
            run.append(line)
    if run:
        yield piece, run


def _grid(
    piece: _Piece,
    lines: Sequence[TextLine],
    xs: list[float],
    step: float,
    numbering: Numbering,
    sheet: Sheet,
    table: _Table,
) -> Grid:
    level = [edge for edge in sheet.level if _covers(edge, xs[0], xs[-1])]
    finder = RowFinder(lines, xs, step, numbering, Drawn(tuple(edge.at for edge in level)))
    rows: list[list[int]] = []
    for index, begins in enumerate(finder.begins()):
        if begins or not rows:
            rows.append([])
        rows[-1].append(index)
    boxes = [(min(lines[i].top for i in row), max(lines[i].bottom for i in row)) for row in rows]
    size = lines[0].size
    cuts = [_cut(above, below, level) for (_, above), (below, _) in pairwise(boxes)]
    top = _outer(boxes[0][0] - 1.0, boxes[0][0] - NEAR_EDGE * size, boxes[0][0] + AT_CUT, level)
    bottom = _outer(boxes[-1][1] + 1.0, boxes[-1][1] - AT_CUT, boxes[-1][1] + NEAR_EDGE * size, level)
    ys = [top[0], *(at for at, _ in cuts), bottom[0]]
    drawn = [edge for _, edge in cuts]
    number = piece.part.page
    return Grid(
        xs=list(xs),
        ys=ys,
        across=[
            [True] * (len(xs) - 1),
            *([_is_over(edge, left, right) for left, right in pairwise(xs)] for edge in drawn),
            [True] * (len(xs) - 1),
        ],
        down=[_down([finder.placed[i] for i in row], len(xs)) for row in rows],
        open_top=top[1] is None and lines[0] is piece.part.lines[0] and number - 1 in table.pages,
        open_bottom=bottom[1] is None and lines[-1] is piece.part.lines[-1] and number + 1 in table.pages,
    )


def _cut(above: float, below: float, level: Sequence[LevelEdge]) -> tuple[float, LevelEdge | None]:
    """Where two rows part: at the level edge between them, or half way."""
    low, high = min(above, below) - AT_CUT, max(above, below) + AT_CUT
    middle = (above + below) / 2
    near = [edge for edge in level if low <= edge.at <= high]
    if not near:
        return middle, None
    best = min(near, key=lambda edge: abs(edge.at - middle))
    return best.at, best


def _outer(
    usual: float, low: float, high: float, level: Sequence[LevelEdge]
) -> tuple[float, LevelEdge | None]:
    """Where a table begins or ends: at a level edge near its words, or just beyond them."""
    near = [edge for edge in level if low <= edge.at <= high]
    if not near:
        return usual, None
    best = min(near, key=lambda edge: abs(edge.at - usual))
    return best.at, best


def _is_over(edge: LevelEdge | None, left: float, right: float) -> bool:
    """Whether an edge parts the cells of one column; one that the text alone tells parts all."""
    if edge is None:
        return True
    shared = sum(max(0.0, min(piece.end, right) - max(piece.start, left)) for piece in edge.pieces)
    return shared >= SHARE * (right - left)


def _down(placed: Sequence[Sequence[Entry]], count: int) -> list[bool]:
    """Which of the `count` upright edges a row has: those its words do not run over."""
    entries = [entry for line in placed for entry in line]
    if len({(entry.first, entry.last) for entry in entries}) == 1 and entries[0].first != entries[0].last:
        return [True, *[False] * (count - 2), True]
    inner = []
    for edge in range(1, count - 1):
        over = sum(entry.first < edge <= entry.last for entry in entries)
        parted = sum(
            any(entry.last == edge - 1 for entry in line) and any(entry.first == edge for entry in line)
            for line in placed
        )
        inner.append(not over or parted > over)
    return [True, *inner, True]
