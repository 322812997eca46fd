"""One page taken apart: its tables, each cell with its words, and the words outside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.pdf.bands import banded_grids
from extractors.pdf.bullets import drawn_bullets
from extractors.pdf.decoration import take_decorations
from extractors.pdf.flow import Column, arrange
from extractors.pdf.grid import Grid, cluster_rulings, make_grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.paint import UNPAINTED, Paint, PaintIndex, paint_of
from extractors.pdf.refine import refine
from extractors.pdf.rulings import Ruling, join_collinear, merge_strips, split_fills, split_strokes, visible_rulings
from extractors.pdf.source.fonts import REPLACEMENT
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, PageContent, Shape
from extractors.pdf.spans import Area, area_box, cell_areas
from extractors.pdf.visibility import seen_words, shown_glyphs
from extractors.pdf.words import Word, gather_words, without_doubles

SCANNED = 0.3
"""Share of a page that pictures cover when they may be what is to be read; logos cover less."""


CHART = 0.155
"""Share of filled cells under which a net of many cells is a chart's (on government reports: 0.03 to 0.15)."""

MANY = 20
"""Cells from which a net may be a chart's."""

BOX = 4
"""Cells up to which a grid with text in one of them only is a box with a shadow or a tab, no table."""


@dataclass(slots=True)
class PageCell:
    """A cell of a page's table: its place in the grid, its box, its words as lines by turn, its paint."""

    area: Area
    box: Box
    words: list[Word] = field(default_factory=list)
    lines: list[list[Line]] = field(default_factory=list)
    paint: Paint = UNPAINTED


@dataclass(slots=True)
class PageTable:
    """A table, or the piece of one, on a page."""

    grid: Grid
    cells: list[PageCell]


@dataclass(slots=True)
class PageLayout:
    """A page taken apart."""

    number: int
    width: float
    height: float
    tables: list[PageTable]
    words: list[Word]
    """Words outside the tables, in the order of drawing."""
    columns: list[Column] = field(default_factory=list)
    """Upright words outside the tables, in reading order."""
    hidden: int = 0
    """Words and characters left out because they show nowhere."""
    outside: int = 0
    """Characters drawn outside the page."""
    unreadable: int = 0
    """Glyphs whose text the file does not tell."""
    pictures: bool = False
    """Whether a picture covers much of the page."""
    ink: bool = False
    """Whether anything at all is drawn."""


def lay_out(content: PageContent) -> PageLayout:
    """Take a page apart."""
    glyphs, hidden = shown_glyphs(content)
    words = without_doubles(gather_words(glyphs))
    segments, areas = _segments(content)
    words, unseen = seen_words(words, content, areas)
    segments = take_decorations(segments, words)
    bullets, taken = drawn_bullets(content.shapes, areas, words)
    words.extend(bullets)
    areas = [area for area in areas if id(area) not in taken]
    shapes = [shape for shape in content.shapes if id(shape) not in taken]
    rulings = visible_rulings(join_collinear(segments), areas)
    grids = ruled_grids(rulings)
    grids.extend(_banded(rulings, areas, words, grids, content.height))
    grids = [refine(grid, words) for grid in sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))]
    tables, rest = fill_tables(grids, words, areas, shapes)
    return PageLayout(
        number=content.number,
        width=content.width,
        height=content.height,
        tables=tables,
        words=rest,
        columns=arrange([word for word in rest if word.turn == 0], [table.grid.box for table in tables]),
        hidden=hidden + sum(len(word.text) for word in unseen),
        outside=content.outside,
        unreadable=sum(glyph.text.count(REPLACEMENT) for _, glyph in glyphs),
        pictures=_covered_by_pictures(content),
        ink=bool(content.glyphs or content.strokes or content.fills or content.shapes or content.pictures),
    )


def _banded(
    rulings: Sequence[Ruling], areas: Sequence[Fill], words: Sequence[Word], ruled: Sequence[Grid], height: float
) -> list[Grid]:
    """Tables without upright rulings, from what the ruled tables leave."""
    boxes = [grid.box for grid in ruled]

    def free(x: float, y: float) -> bool:
        return not any(x0 - 1 <= x <= x1 + 1 and top - 1 <= y <= bottom + 1 for x0, top, x1, bottom in boxes)

    return banded_grids(
        [r for r in rulings if r.level and free((r.start + r.end) / 2, r.at)],
        [a for a in areas if free((a.x0 + a.x1) / 2, (a.top + a.bottom) / 2)],
        [w for w in words if free((w.x0 + w.x1) / 2, (w.top + w.bottom) / 2)],
        height,
    )


def _covered_by_pictures(content: PageContent) -> bool:
    """Whether pictures cover so much of a page that it may be a scan."""
    covered = sum((picture.x1 - picture.x0) * (picture.bottom - picture.top) for picture in content.pictures)
    return covered >= SCANNED * content.width * content.height


def _segments(content: PageContent) -> tuple[list[Ruling], list[Fill]]:
    """Everything drawn that may be a ruling, and the painted areas."""
    from_pen, broad = split_strokes(content.strokes)
    from_fills, areas = split_fills(merge_strips(content.fills))
    return from_pen + from_fills, sorted([*areas, *broad], key=lambda fill: fill.order)


def ruled_grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """Grids of two columns or more, the outermost only, from top to bottom."""
    grids = []
    for cluster in cluster_rulings(rulings):
        grid = make_grid(cluster)
        if grid is not None and grid.column_count >= 2 and grid.row_count >= 1:
            grids.append(grid)
    return sorted(_outermost(grids), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _outermost(grids: list[Grid]) -> list[Grid]:
    return [grid for grid in grids if not any(_holds(other, grid) for other in grids if other is not grid)]


def _holds(outer: Grid, inner: Grid) -> bool:
    a, b = outer.box, inner.box
    return a[0] <= b[0] + 1 and a[1] <= b[1] + 1 and a[2] >= b[2] - 1 and a[3] >= b[3] - 1


def fill_tables(
    grids: Sequence[Grid], words: Sequence[Word], areas: Sequence[Fill], shapes: Sequence[Shape]
) -> tuple[list[PageTable], list[Word]]:
    """The tables with their words and paint, and the words that are in none."""
    tables: list[PageTable] = []
    places: list[dict[tuple[int, int], PageCell]] = []
    for grid in grids:
        cells = [PageCell(area, area_box(grid, area)) for area in cell_areas(grid)]
        tables.append(PageTable(grid, cells))
        places.append(
            {
                (row, column): cell
                for cell in cells
                for row in range(cell.area.row, cell.area.row_end)
                for column in range(cell.area.column, cell.area.column_end)
            }
        )
    rest: list[Word] = []
    for word in words:
        cell = _cell_of(word, grids, places)
        if cell is None:
            rest.append(word)
        else:
            cell.words.append(word)
    paint = PaintIndex(areas, shapes)
    for table in tables:
        for cell in table.cells:
            cell.lines = lines_by_turn(cell.words)
            cell.paint = paint_of(cell.box, paint, cell.words)
    kept = [table for table in tables if _is_table(table)]
    for table in tables:
        if not any(table is other for other in kept):
            rest.extend(word for cell in table.cells for word in cell.words)
    return kept, sorted(rest, key=lambda word: word.order)


def _is_table(table: PageTable) -> bool:
    """Whether a grid holds a table rather than a chart's net of lines, a boxed note, or nothing at all."""
    filled = sum(bool(cell.words) for cell in table.cells)
    if len(table.cells) >= MANY and filled < CHART * len(table.cells):
        return False
    return filled > 1 or (filled == 1 and len(table.cells) > BOX)


def _cell_of(word: Word, grids: Sequence[Grid], places: Sequence[dict[tuple[int, int], PageCell]]) -> PageCell | None:
    x0, top, x1, bottom = word.page_box
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    for grid, cells in zip(grids, places, strict=True):
        left, upper, right, lower = grid.box
        if left <= x <= right and upper <= y <= lower:
            row = min(bisect_right(grid.ys, y), grid.row_count) - 1
            column = min(bisect_right(grid.xs, x), grid.column_count) - 1
            return cells[row, column]
    return None


def lines_by_turn(words: Sequence[Word]) -> list[list[Line]]:
    """Words as lines, those of each turn together, upright text first."""
    turns = sorted({word.turn for word in words})
    return [gather_lines(word for word in words if word.turn == turn) for turn in turns]
