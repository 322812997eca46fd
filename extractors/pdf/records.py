"""Drafts and tables of pages made into the records of the neutral document."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import filterfalse

from extractors.common.ink import looks_of, raised_ranges, struck_ranges, unsure_ranges, with_notes
from extractors.pdf.blocks import make_blocks
from extractors.pdf.drafts import Draft, Measure
from extractors.pdf.gaps.columns import BEFORE_COLUMN
from extractors.pdf.lines import Line
from extractors.pdf.pagelayout import PageCell, PageTable
from extractors.pdf.source.geometry import Box
from extractors.pdf.survey import Survey
from extractors.pdf.typography import Typography
from extractors.pdf.words import turn_upright
from models.document import Block, BlockKind, Cell, PageBox, Table

PLACES = 2
"""Decimals of a point that are kept: enough to draw the box, few enough to give the same file on every machine."""

WIDEST_PADDING = 20.0
"""Points: white at the left of a column past this is an indent or centred text, and says nothing of the right."""

LARGEST_PADDING = 9.0
"""Points: the most white a cell usually has at its left; Word's own is 5.4, browsers' 1 to 6."""

PLACED = 0.05
"""Points by which a padding may miss the one that a column's edge was placed with."""

SETTLED = 8
"""Full lines of a column from which its longest line tells its width better than its padding does."""

SHORTFALL = 0.6
"""Share of the size by which the longest of many full lines may miss the edge that the padding suggests."""


def union_box(boxes: Iterable[Box]) -> Box:
    """The rectangle around some boxes."""
    listed = list(boxes)
    return (
        min(box[0] for box in listed),
        min(box[1] for box in listed),
        max(box[2] for box in listed),
        max(box[3] for box in listed),
    )


def page_box(box: Box, page: Survey) -> PageBox:
    """A box of a page, given in the frame in which it is read, as evidence on the page as displayed."""
    x0, top, x1, bottom = (round(value, PLACES) for value in _askew(page.frame.box_out(box), page))
    return PageBox(page=page.printed, bbox=(x0, top, x1, bottom), recognised=page.by_recognition)


def _askew(box: Box, page: Survey) -> Box:
    """Where a box of a page that was set straight stands on the page as displayed: turned about its middle."""
    if not page.skew:
        return box
    x0, top, x1, bottom = box
    across, down = (x0 + x1 - page.frame.width) / 2, (top + bottom - page.frame.height) / 2
    sine, cosine = math.sin(math.radians(page.skew)), math.cos(math.radians(page.skew))
    right = across * cosine - down * sine - across
    lower = across * sine + down * cosine - down
    return (x0 + right, top + lower, x1 + right, bottom + lower)


def to_block(draft: Draft, page: Survey, kind: BlockKind | None = None, level: int | None = None) -> Block:
    """The record of a draft; `kind` and `level` replace its own."""
    spans = draft.spans
    block = Block(
        kind=kind or draft.kind,
        text=draft.text,
        marker=draft.marker,
        level=draft.level if level is None else level,
        struck=struck_ranges(spans),
        looks=looks_of(spans),
        unsure=unsure_ranges(spans),
        evidence=(page_box(union_box(draft.page_boxes), page),),
        last_line_room=None if draft.room is None else round(draft.room, PLACES),
        first_word_width=None if draft.opening is None else round(draft.opening, PLACES),
    )
    return with_notes(block, raised_ranges(spans))


def to_table(table: PageTable, page: Survey, typography: Typography) -> Table:
    """The record of a page's table."""
    grid = table.grid
    measures = column_measures(table.cells)
    rows: list[list[Cell]] = [[] for _ in range(grid.row_count)]
    for cell in table.cells:
        area = cell.area
        blocks = [
            to_block(draft, page)
            for lines in cell.lines
            for draft in make_blocks(lines, measures[area.column, area.column_end, lines[0].turn, id(cell)], typography)
        ]
        rows[area.row].append(
            Cell(
                row=area.row,
                column=area.column,
                row_span=area.row_end - area.row,
                column_span=area.column_end - area.column,
                blocks=tuple(blocks),
                fill=cell.paint.fill,
                marks=cell.paint.marks,
                unread=cell.unread,
                evidence=(page_box(cell.box, page),),
            )
        )
    return Table(
        rows=tuple(tuple(row) for row in rows),
        column_count=grid.column_count,
        pages=(page.printed,),
        column_edges=tuple(round(x, PLACES) for x in grid.xs),
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )


def column_measures(cells: Sequence[PageCell]) -> dict[tuple[int, int, int, int], Measure]:
    """The room of the lines of each cell, by first and last column, turn and `id` of the cell.

    Upright cells of one column share their padding; turned text has the height of its own cell to run in.
    """
    groups: dict[tuple[int, int, int, int], list[tuple[PageCell, list[Line]]]] = {}
    for cell in cells:
        for lines in cell.lines:
            turn = lines[0].turn
            own = id(cell) if turn in {90, 270} else 0
            groups.setdefault((cell.area.column, cell.area.column_end, turn, own), []).append((cell, lines))
    usual = _usual_padding([members for (_, _, turn, _), members in groups.items() if turn == 0])
    placed = {start for (start, _, turn, _), members in groups.items() if turn == 0 and _is_placed(members)}
    found = {}
    for (start, end, turn, _), members in groups.items():
        level = turn == 0
        short = max(0.0, usual - BEFORE_COLUMN) if level and end in placed else 0.0
        measure = _measure(members, turn, usual if level else 0.0, short)
        found.update({(start, end, turn, id(cell)): measure for cell, _ in members})
    return found


Members = Sequence[tuple[PageCell, list[Line]]]


def _usual_padding(columns: Sequence[Members]) -> float:
    """The white that most columns of a table leave at their left, in points; 0 when none tells.

    Columns whose edge was itself placed before their words tell nothing.
    """
    telling = sorted(p for p in map(_padding, filterfalse(_is_placed, columns)) if 0 <= p <= LARGEST_PADDING)
    return telling[len(telling) // 2] if telling else 0.0


def _padding(column: Members) -> float:
    """The white at the left of a column, in points."""
    return min(line.x0 for _, lines in column for line in lines) - column[0][0].box[0]


def _is_placed(column: Members) -> bool:
    """Whether the left edge of a column was put before its words because nothing drawn tells where it is."""
    return abs(_padding(column) - BEFORE_COLUMN) <= PLACED


def _measure(members: Members, turn: int, usual: float, short: float) -> Measure:
    """The room of some cells; `short` are points by which the edge at their right was placed too far to the right."""
    boxes = [turn_upright(cell.box, turn) for cell, _ in members]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes) - short
    lines = [line for _, group in members for line in group]
    size = max(line.size for line in lines)
    start = min(line.x0 for line in lines)
    reach = max(line.x1 for line in lines)
    padding = min(max(start - left, usual), WIDEST_PADDING, max(0.0, right - reach))
    edge = max(reach, right - padding)
    full = [line for _, group in members for line in group[:-1] if line.x1 > edge - 4 * size]
    if len(full) >= SETTLED and reach < edge - SHORTFALL * size:
        edge = reach
    return Measure(min(start, left + padding), edge)
