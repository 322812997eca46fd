"""Grids of the pieces of a table that lines voted for: where its columns meet, and where its rows part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.edges import LevelEdge
from extractors.pdf.gaps.centred import are_centred
from extractors.pdf.gaps.columns import BEFORE_COLUMN, with_empty_columns, with_hanging_numbers, with_labels
from extractors.pdf.gaps.entries import NUMBER, entries_of, find_numbering
from extractors.pdf.gaps.lines import TextLine, leading
from extractors.pdf.gaps.model import (
    AT_CUT,
    NEAR_EDGE,
    Sheet,
    TableRun,
    VotedTable,
    covers,
    crossed,
    fills_row,
    is_banner,
)
from extractors.pdf.gaps.rows import Drawn, DrawnRows, RowFinder, together
from extractors.pdf.gaps.segments import HEADING_LINES, LARGER, Part
from extractors.pdf.gaps.spanning import titles_of, upright_edges, with_drawn_spans
from extractors.pdf.grid import Grid
from extractors.pdf.source.geometry import Box

MARGIN = 2.0
"""Points by which a table without edges reaches past its words."""

WIDENED = 24.0
"""Points by which drawn edges may reach past a table's words and still tell its ends: wide padding, a bleeding band."""

LEAST_EDGES = 3
"""Level edges that end together where a table does, however far beyond its words."""

HEADER_LINES = 3
"""Lines of a header over a banner."""

HEADED = 0.7
"""Share of the columns that a header over a banner names."""

COMMON = 0.3
"""Share of a column's pieces that begin at one place when its words usually do."""

LEAST_COLUMNS = 3
"""Columns that one line of a piece found by known columns fills."""


TILE = 0.6
"""Share of a column's width that a painted cell of it takes up."""

TILE_SLACK = 6.0
"""Points by which a painted cell may reach past the edges of its column that its words tell."""

LEAST_TILES = 2
"""Painted cells of one width in a column."""


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """Lines of a piece between two titles."""

    part: Part
    lines: list[TextLine]


@dataclass(frozen=True, slots=True, eq=False)
class TableRows:
    """The lines of a table in its columns, and what edges say of its rows."""

    table: VotedTable
    xs: tuple[float, ...]
    runs: tuple[_Run, ...]
    finders: tuple[RowFinder, ...]
    drawn: DrawnRows


def rows_of(table: VotedTable, sheets: dict[int, Sheet], labels: frozenset[str]) -> TableRows:
    """The lines of a table in its columns. labels: those that begin rows of the document."""
    lines = [line for piece in table.pieces for line in piece.lines]
    gaps = with_empty_columns(with_labels(table.gaps, lines), lines)
    table = VotedTable(with_hanging_numbers(gaps, lines), table.pieces)
    ends = _ends(table, sheets)
    inner = [_edge_in(index, table, sheets) for index in range(len(table.gaps))]
    xs = (ends[0], *(edge.at for edge in inner), ends[1])
    starts = [start for edge in inner for start in edge.starts]
    step = leading(lines)
    runs = [run for piece in table.pieces for run in _without_titles(piece, table, sheets, ends)]
    placed = [[entries_of(line, xs, starts) for line in run.lines] for run in runs]
    numbering = find_numbering(placed, len(xs) - 1, labels)
    finders = [
        RowFinder(run.lines, own, xs, step, numbering, _drawn(xs, sheets[run.part.page]))
        for run, own in zip(runs, placed, strict=True)
    ]
    return TableRows(table, xs, tuple(runs), tuple(finders), together(finder.drawn_rows() for finder in finders))


def grids_of(found: TableRows, sheets: dict[int, Sheet], *, alike: DrawnRows) -> Iterator[tuple[int, Grid]]:
    """The grid of each piece of a table, with the number of its page. alike: what all tables' edges say of rows."""
    runs, finders, pages = found.runs, found.finders, found.table.pages
    all_drawn = found.drawn.all_drawn(alike)
    goes_on = [run.part.page + 1 in pages and run.lines[-1] is run.part.lines[-1] for run in runs]
    centred = [] if all_drawn else [finder.centred(goes_on=on) for finder, on in zip(finders, goes_on, strict=True)]
    begins: list[Sequence[bool]] = [finder.begins(all_drawn=all_drawn) for finder in finders]
    if are_centred(centred) and _fit_better(finders, [each.begins for each in centred], begins):
        begins = [each.begins for each in centred]
    for run, finder, own in zip(runs, finders, begins, strict=True):
        sheet = sheets[run.part.page]
        yield sheet.number, _grid(run, list(found.xs), finder, own, sheet, pages)


def _fit_better(rows: Sequence[RowFinder], ones: Sequence[Sequence[bool]], others: Sequence[Sequence[bool]]) -> bool:
    """Whether some rows keep numbers apart, and tear no more texts than others do."""
    apart = all(finder.numbers_apart(begins) for finder, begins in zip(rows, ones, strict=True))
    torn = [sum(finder.torn(begins) for finder, begins in zip(rows, each, strict=True)) for each in (ones, others)]
    return apart and torn[0] <= torn[1]


def _drawn(xs: Sequence[float], sheet: Sheet) -> Drawn:
    heights = _tiled(xs, sheet.tiles)
    partly: list[tuple[float, frozenset[int]]] = []
    for edge in (edge for edge in sheet.level if covers(edge, xs[0], xs[-1])):
        columns = _columns_of(edge, xs)
        if len(columns) < len(xs) - 1:
            partly.append((edge.at, columns))
        else:
            heights.add(edge.at)
    return Drawn(tuple(sorted(heights)), tuple(partly))


def _columns_of(edge: LevelEdge, xs: Sequence[float]) -> frozenset[int]:
    """The columns over which an edge lies."""
    return frozenset(place for place, sides in enumerate(pairwise(xs)) if covers(edge, *sides))


def _tiled(xs: Sequence[float], tiles: Sequence[Box]) -> set[float]:
    """Where the cells of one column meet that are each painted all over: rows meet there."""
    heights: set[float] = set()
    for left, right in pairwise(xs):
        own = [box for box in tiles if left - TILE_SLACK <= box[0] and box[2] <= right + TILE_SLACK]
        own = [box for box in own if box[2] - box[0] >= TILE * (right - left)]
        places = Counter((round(box[0]), round(box[2])) for box in own)
        usual = [box for box in own if places[round(box[0]), round(box[2])] >= LEAST_TILES]
        heights.update(at for box in usual for at in (box[1], box[3]))
    return heights


def _ends(table: VotedTable, sheets: dict[int, Sheet]) -> tuple[float, float]:
    """Where a table begins and ends across the page: with its words, or with the edges drawn beyond them."""
    lines = [line for piece in table.pieces for line in piece.lines]
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts: Counter[float] = Counter()
    ends: Counter[float] = Counter()
    for piece in table.pieces:
        top, bottom = piece.lines[0].top, piece.lines[-1].bottom
        for edge in sheets[piece.part.page].level:
            if top - WIDENED <= edge.at <= bottom + WIDENED and covers(edge, x0, x1):
                starts[round(edge.start, 1)] += 1
                ends[round(edge.end, 1)] += 1
    return (
        min([x0 - MARGIN, *(at for at, count in starts.items() if count >= LEAST_EDGES or at >= x0 - WIDENED)]),
        max([x1 + MARGIN, *(at for at, count in ends.items() if count >= LEAST_EDGES or at <= x1 + WIDENED)]),
    )


@dataclass(frozen=True, slots=True)
class _Inner:
    """Where two columns meet, and where the words of the right one usually begin."""

    at: float
    starts: tuple[float, ...]


def _edge_in(index: int, table: VotedTable, sheets: dict[int, Sheet]) -> _Inner:
    """Where in a gap the columns meet: at the edge drawn there most often, else just before the column's words."""
    gap = table.gaps[index]
    end = table.gaps[index + 1].middle if index + 1 < len(table.gaps) else float("inf")
    starts = [
        piece.x0
        for run in table.pieces
        for line in run.lines
        for piece in line.pieces
        if gap.middle <= piece.x0 and piece.x1 <= end
    ]
    furthest = min([gap.end, *starts]) + MARGIN
    drawn = Counter(
        round(edge.at, 1)
        for piece in table.pieces
        for edge in sheets[piece.part.page].upright
        if gap.start - MARGIN <= edge.at <= furthest
        and edge.top < piece.lines[-1].base
        and edge.bottom > piece.lines[0].base - piece.lines[0].size / 2
    )
    places = Counter(starts)
    usual = [start for start, count in places.items() if count >= COMMON * len(starts)]
    at = drawn.most_common(1)[0][0] if drawn else max(gap.middle, min(starts, default=gap.end) - BEFORE_COLUMN)
    return _Inner(at, tuple(usual))


def _without_titles(
    piece: TableRun, table: VotedTable, sheets: dict[int, Sheet], ends: tuple[float, float]
) -> Iterator[_Run]:
    """The lines of a piece, parted at titles: lines of one piece from the left edge over most of the columns.

    One that stands between drawn edges, or under a header with no row yet, is a row of the table, its banner.
    """
    run: list[TextLine] = []
    left = min(line.x0 for line in piece.lines)
    sheet = sheets[piece.part.page]
    headings = _headings(piece.lines, left, table.pieces[0].lines[0].pieces[0].text, sheet, ends)
    headings |= _outside(piece.lines, sheet.closed)
    for index, line in enumerate(piece.lines):
        wide = not line.several and line.x0 <= left + 3 and crossed(line, table.gaps) > max(1, len(table.gaps) // 2)
        if index in headings or (wide and not _is_inside(run, table, piece, index, sheet, ends)):
            if run:
                yield _Run(piece.part, run)
            run = []
        else:
            run.append(line)
    if run:
        yield _Run(piece.part, run)


def _is_inside(
    run: Sequence[TextLine], table: VotedTable, piece: TableRun, index: int, sheet: Sheet, ends: tuple[float, float]
) -> bool:
    """Whether a line over most columns is a row of the table: under its header alone, or in a row drawn for it."""
    drawn = is_banner(piece.lines, index, sheet, *ends) or fills_row(piece.lines, index, sheet, *ends)
    return drawn or _is_header(run, table)


def _headings(
    lines: Sequence[TextLine], left: float, opening: str, sheet: Sheet, ends: tuple[float, float]
) -> set[int]:
    """Places of headings in larger type: over what begins as the table does, `opening`, with the lines under them.

    And of any outside the rows that level lines part.
    """
    edges = [edge for edge in sheet.level if covers(edge, *ends) and lines[0].top < edge.at < lines[-1].bottom]
    sizes = sorted(line.size for line in lines)
    large = LARGER * sizes[len(sizes) // 2]
    found: set[int] = set()
    for index, line in enumerate(lines):
        if line.several or line.size < large or line.x0 > left + 3:
            continue
        end = index + 1
        while end < len(lines) and not lines[end].several and end - index < HEADING_LINES:
            end += 1
        opens = end < len(lines) and lines[end].pieces[0].text == opening
        if opens or (edges and not is_banner(lines, index, sheet, *ends)):
            found.update(range(index, end if opens else index + 1))
    return found


def _outside(lines: Sequence[TextLine], boxes: Sequence[Box]) -> set[int]:
    """Places of lines of one piece that stand outside the boxes in which most others stand: over and under cards."""
    held = [any(top <= line.base <= bottom for _, top, _, bottom in boxes) for line in lines]
    if sum(held) <= len(lines) / 2:
        return set()
    return {index for index, inside in enumerate(held) if not inside and not lines[index].several}


def _is_header(lines: Sequence[TextLine], table: VotedTable) -> bool:
    """Whether lines are the header of a table and nothing more: few, and its first names most columns."""
    if not lines or len(lines) > HEADER_LINES:
        return False
    named = len(lines[0].pieces)
    return named >= max(LEAST_COLUMNS, HEADED * (len(table.gaps) + 1)) and not any(map(_opens_row, lines))


def _opens_row(line: TextLine) -> bool:
    return any(piece.words and NUMBER.match(piece.words[0].text) for piece in line.pieces[:2])


def _grid(run: _Run, xs: list[float], finder: RowFinder, begins: Sequence[bool], sheet: Sheet, pages: set[int]) -> Grid:
    lines = run.lines
    level = [edge for edge in sheet.level if covers(edge, xs[0], xs[-1])]
    rows: list[list[int]] = []
    for index, begin in enumerate(begins):
        if begin or not rows:
            rows.append([])
        rows[-1].append(index)
    titles = titles_of([[finder.placed[i] for i in row] for row in rows])
    first, last, size = finder.reach(rows[0])[0], finder.reach(rows[-1])[1], lines[0].size
    wide = [(edge, _columns_of(edge, xs)) for edge in level]
    cuts = [_cut(finder, above, below, wide, sheet.level) for above, below in pairwise(rows)]
    top = _outer(first - 1.0, first - NEAR_EDGE * size, first + AT_CUT, level)
    bottom = _outer(last + 1.0, last - AT_CUT, last + NEAR_EDGE * size, level)
    ys = [top[0], *(at for at, _ in cuts), bottom[0]]
    across = _across(finder, rows, [edges for _, edges in cuts], xs)
    number, part = sheet.number, run.part
    return Grid(
        xs=list(xs),
        ys=ys,
        across=[[True] * (len(xs) - 1), *across, [True] * (len(xs) - 1)],
        down=with_drawn_spans(
            [
                upright_edges([finder.placed[i] for i in row], len(xs), titled=titled)
                for row, titled in zip(rows, titles, strict=True)
            ],
            [{entry.first for i in row for entry in finder.placed[i]} for row in rows],
            (xs, ys),
            sheet,
        ),
        open_top=top[1] is None and part.first and lines[0] is part.lines[0] and number - 1 in pages,
        open_bottom=bottom[1] is None and part.last and lines[-1] is part.lines[-1] and number + 1 in pages,
    )


def _across(
    finder: RowFinder, rows: Sequence[Sequence[int]], drawn: Sequence[Sequence[LevelEdge]], xs: Sequence[float]
) -> list[list[bool]]:
    """Whether each column is parted between a row and the next: by edges, by the row's key, or by its words.

    drawn: the edges between them. A cell that runs over rows has one text: words well below others in it are another's.
    """
    bare = [
        finder.labelled or not any(covers(edge, *sides) for edges in drawn for edge in edges) for sides in pairwise(xs)
    ]
    keyed = [finder.key_in(row) for row in rows]
    first = [0] * (len(xs) - 1)
    across: list[list[bool]] = []
    for place, (edges, row) in enumerate(zip(drawn, rows[1:], strict=True)):
        key = finder.key_of(row[0]) if keyed[place] is None else keyed[place + 1]
        across.append(
            [
                none or column == key or _are_over(edges, *sides) or finder.begins_apart(row[0], column, first[column])
                for column, (none, sides) in enumerate(zip(bare, pairwise(xs), strict=True))
            ]
        )
        first = [row[0] if parted else known for parted, known in zip(across[-1], first, strict=True)]
    return across


def _cut(
    finder: RowFinder,
    above: Sequence[int],
    below: Sequence[int],
    wide: Sequence[tuple[LevelEdge, frozenset[int]]],
    every: Sequence[LevelEdge],
) -> tuple[float, list[LevelEdge]]:
    """Where two rows part: at the wide level edge between them, or half way; and all edges there, of cells as well.

    An edge lies between the lines of its own columns: a cell beside it may run over both rows.
    """
    middle = (finder.reach(above)[1] + finder.reach(below)[0]) / 2
    near = []
    for edge, columns in wide:
        sides = finder.reach(above, columns)[1], finder.reach(below, columns)[0]
        if min(sides) - AT_CUT <= edge.at <= max(sides) + AT_CUT:
            near.append(edge)
    if not near:
        return middle, []
    best = min(near, key=lambda edge: abs(edge.at - middle))
    return best.at, [edge for edge in every if abs(edge.at - best.at) <= AT_CUT]


def _outer(usual: float, low: float, high: float, level: Sequence[LevelEdge]) -> tuple[float, LevelEdge | None]:
    """Where a table begins or ends: at a level edge near its words, or just beyond them."""
    near = [edge for edge in level if low <= edge.at <= high]
    if not near:
        return usual, None
    best = min(near, key=lambda edge: abs(edge.at - usual))
    return best.at, best


def _are_over(edges: Sequence[LevelEdge], left: float, right: float) -> bool:
    """Whether edges at one height part the cells of one column; where the text alone tells, all are parted.

    So are those of a column over which none lies at all, and all values beside labels.
    """
    return not edges or any(covers(edge, left, right) for edge in edges)
