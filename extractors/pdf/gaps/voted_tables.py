"""Tables of a document told by the white between words: found page by page, pooled over pages, made into grids."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.pdf.gaps.columns import keeps_to, with_pieces_between
from extractors.pdf.gaps.grids import grids_of, rows_of
from extractors.pdf.gaps.labels import block_labels, blocks_apart
from extractors.pdf.gaps.lines import TextLine, leading, side_by_side, text_lines
from extractors.pdf.gaps.model import (
    NEAR_EDGE,
    Sheet,
    TableRun,
    Taken,
    VotedTable,
    covers,
    crossed,
    edge_between,
    ends_in_time,
    is_banner,
)
from extractors.pdf.gaps.neighbours import adopt, joined
from extractors.pdf.gaps.rows import together
from extractors.pdf.gaps.segments import LARGER, Part, Pool, Segment, find_segments, headers_again, pool_pages
from extractors.pdf.gaps.tolerances import DEFAULT
from extractors.pdf.gaps.votes import Gap, Scale, count_votes, scale_of
from extractors.pdf.grid import Grid

BODY_STEP = 1.5
"""Times the usual distance of lines from which a lone label under a table is none of its lines."""

FULL, MOSTLY_FULL = 0.7, 0.5
"""Share of the longest line that a full line has, and share of the lines of running text that are full."""

ACROSS = 0.5
"""Share of the width of lines that a ruled table takes up when it stands between them and not beside them."""

EMPTY = 24.0
"""Times the size of paper without a word or an edge, across the page, that no table has."""

PROSE = 3.0
"""Words a line of running text has on the average; labels and values have fewer."""


def voted_grids(sheets: Sequence[Sheet]) -> dict[int, list[Grid]]:
    """The grids of every page, by its number, that the words of all pages vote for."""
    if not sheets:
        return {}
    scale = scale_of(max(sheet.width for sheet in sheets))
    by_number = {sheet.number: sheet for sheet in sheets}
    parts: dict[int, list[Part]] = {}
    for sheet in sheets:
        parts[sheet.number] = [
            part
            for words in side_by_side([word for word in sheet.words if word.turn == 0], sheet.level)
            for part in _parts(sheet, text_lines(words, sheet.number, sheet.upright, sheet.swatches), scale)
        ]
    again = headers_again(part for own in parts.values() for part in own)
    labels = block_labels([part for own in parts.values() for part in own])
    parts = blocks_apart(parts, labels.openers, again)
    segments = [segment for own in parts.values() for part in own for segment in find_segments(part, again)]
    taken = Taken()
    for segment in segments:
        taken.take(segment.lines)
    tables = [table for pool in pool_pages(segments, again) if (table := _table(pool, taken, by_number)) is not None]
    for table in tables:
        adopt(table, parts, by_number, taken, labels.rows)
    found = [rows_of(table, by_number, labels.rows) for table in tables]
    alike = together(each.drawn for each in found)
    grids: dict[int, list[Grid]] = {}
    for rows in found:
        for number, grid in grids_of(rows, by_number, alike=alike):
            grids.setdefault(number, []).append(grid)
    return grids


def _parts(sheet: Sheet, lines: Sequence[TextLine], scale: Scale) -> Iterator[Part]:
    """Lines parted where a ruled table stands between them, or empty paper: no other table runs over it."""
    if not lines:
        return
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    tops = [
        top
        for left, top, right, _ in sheet.ruled
        if min(right, x1) - max(left, x0) >= ACROSS * (x1 - x0) and lines[0].base < top < lines[-1].base
    ]
    bases = [bisect_left(lines, top, key=lambda line: line.base) for top in tops]
    ends = sorted({0, len(lines), *bases, *_far_below(lines, [edge.at for edge in sheet.level])})
    for first, end in pairwise(ends):
        part = _part(sheet, lines[first:end], scale)
        yield replace(part, first=first == 0, last=end == len(lines))


def _far_below(lines: Sequence[TextLine], heights: Sequence[float]) -> list[int]:
    """Places of lines with much empty paper over them, such as the foot of a page under the end of a table."""
    found = []
    for place, (above, line) in enumerate(pairwise(lines), start=1):
        over = max([above.bottom, *(at for at in heights if above.bottom < at < line.top)])
        if line.top - over > EMPTY * max(above.size, line.size):
            found.append(place)
    return found


def _part(sheet: Sheet, lines: Sequence[TextLine], scale: Scale) -> Part:
    heights = [edge.at for edge in sheet.level]
    drawn = [False] * len(lines)
    for index, line in enumerate(lines):
        low = lines[index - 1].base - 1 if index else line.top - NEAR_EDGE * line.size
        drawn[index] = any(low < at < line.base - 0.6 * line.size for at in heights)
    return Part(sheet.number, tuple(lines), count_votes(lines, scale), tuple(drawn))


def _table(pool: Pool, taken: Taken, sheets: dict[int, Sheet]) -> VotedTable | None:
    """The table of a pool, its pieces with the lines beside them that keep to its columns."""
    gaps = with_pieces_between(pool.gaps, [line for segment in pool.segments for line in segment.lines])
    if not gaps or (len(gaps) == 1 and _is_prose(pool, gaps[0])):
        return None
    table = VotedTable(gaps)
    pieces = [_extended(segment, gaps, taken, sheets[segment.part.page]) for segment in pool.segments]
    table.pieces = joined(pieces)
    return table


def _drawn_beside(
    lines: Sequence[TextLine],
    last: TextLine,
    gaps: Sequence[Gap],
    taken: Taken,
    sheet: Sheet,
    reach: tuple[float, float],
) -> int:
    """How many of the lines beside a table, nearest first, are rows of it that edges as wide as its own bound.

    The cells of a row may be centred, so that a line of it may stand far from the table's.
    """
    heights = [edge.at for edge in sheet.level if covers(edge, *reach) and not edge.shaded]
    goes_on = bool(lines) and lines[0].base > last.base and lines[0].x0 >= gaps[0].start
    if not lines or not (goes_on or _parted(last, lines[0], heights)):
        return 0
    count = 0
    for index, line in enumerate(lines):
        if line in taken or line.x0 < reach[0] or not keeps_to(line, gaps[:1]):
            break  # further columns may be one in a row of its own
        beyond = lines[index + 1] if index + 1 < len(lines) else None
        outer = line.bottom if line.base > last.base else line.top
        closed = any(abs(at - outer) <= NEAR_EDGE * line.size for at in heights)
        if closed and (beyond is None or _parted(line, beyond, heights)):
            count = index + 1
    return count


def _parted(one: TextLine, two: TextLine, heights: Sequence[float]) -> bool:
    above, below = sorted((one, two), key=lambda line: line.base)
    return edge_between(above, below, heights)


def _is_prose(pool: Pool, gap: Gap) -> bool:
    """Whether both sides of the one gap are running text: the columns of a newspaper, or a note beside it.

    Its lines have many words and, on the left, mostly fill their column.
    """
    counts: tuple[list[int], list[int]] = ([], [])
    widths = []
    for line in (line for segment in pool.segments for line in segment.lines):
        for side in (0, 1):
            own = [piece for piece in line.pieces if (piece.x0 > gap.middle) == bool(side)]
            words = sum(len(piece.words) for piece in own)
            if words:
                counts[side].append(words)
            if words and not side:
                widths.append(own[-1].x1 - own[0].x0)
    full = sum(width >= FULL * max(widths) for width in widths)
    return full >= MOSTLY_FULL * len(widths) and all(sum(side) >= PROSE * len(side) for side in counts)


def _extended(segment: Segment, gaps: Sequence[Gap], taken: Taken, sheet: Sheet) -> TableRun:
    """A segment with the lines under it that cross no gap, and those over it, headers, that cross half at most."""
    lines = segment.part.lines
    x0, x1 = min(line.x0 for line in segment.lines) - 2, max(line.x1 for line in segment.lines) + 2
    step = leading(segment.lines)
    end, first = segment.end, segment.first

    def fits(line: TextLine) -> bool:
        return line.x0 >= x0 and ends_in_time(line, x1, gaps) and not crossed(line, gaps)

    while end < len(lines) and lines[end] not in taken:
        line, above = lines[end], lines[end - 1]
        label = line.x0 < gaps[0].start and line.x1 < gaps[0].end and line.bottom - above.bottom > BODY_STEP * step
        apart = line.top - above.bottom > DEFAULT.near_below * line.size
        over_next = line.size >= LARGER * segment.lines[0].size and end + 1 < len(lines) and lines[end + 1] in taken
        keeps = line.x0 >= x0 and ends_in_time(line, x1, gaps) and keeps_to(line, gaps)
        if over_next or ((not keeps or apart or label) and not is_banner(lines, end, sheet, x0, x1)):
            break
        end += 1
    end += _drawn_beside(lines[end:], lines[end - 1], gaps, taken, sheet, (x0, x1))
    wide = [edge.at for edge in sheet.level if covers(edge, x0, x1) and not edge.shaded]
    while first and lines[first - 1] not in taken:
        line, below = lines[first - 1], lines[first]
        if not line.several and edge_between(line, below, wide) and not is_banner(lines, first - 1, sheet, x0, x1):
            break  # a title over the first line of the table
        heads = line.x0 > gaps[0].start and line.x1 <= x1 and crossed(line, gaps) <= max(1, len(gaps) // 2 + 1)
        apart = below.top - line.bottom > DEFAULT.near_above * line.size
        apart = apart or (not line.several and line.size >= LARGER * below.size)  # a heading
        if (apart or not (fits(line) or heads)) and not is_banner(lines, first - 1, sheet, x0, x1):
            break
        first -= 1
    first -= _drawn_beside(lines[:first][::-1], lines[first], gaps, taken, sheet, (x0, x1))
    taken.take(lines[first:end])
    return TableRun(segment.part, first, end)
