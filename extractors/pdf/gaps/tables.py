"""Tables of a document told by the white between words: found page by page, pooled over pages, made into grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.pdf.gaps.grids import grids_of
from extractors.pdf.gaps.lines import Piece, TextLine, leading, side_by_side, text_lines
from extractors.pdf.gaps.model import NEAR_EDGE, Sheet, TableRun, Taken, VotedTable, crossed, ends_in_time, is_banner
from extractors.pdf.gaps.neighbours import adopt, joined
from extractors.pdf.gaps.segments import Part, Pool, Segment, find_segments, pool_pages
from extractors.pdf.gaps.tolerances import DEFAULT
from extractors.pdf.gaps.votes import Gap, Scale, count_votes, scale_of
from extractors.pdf.grid import Grid
from extractors.pdf.rows import ONE_SPACE

BODY_STEP = 1.5
"""Times the usual distance of lines from which a lone label under a table is none of its lines."""

FULL, MOSTLY_FULL = 0.7, 0.5
"""Share of the longest line that a full line has, and share of the lines of running text that are full."""

LEAST_PIECES = 2
"""Pieces that stand in a column by themselves; the one of a header is enough."""

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
            _part(sheet, lines, scale)
            for words in side_by_side([word for word in sheet.words if word.turn == 0], sheet.level)
            if (lines := text_lines(words, sheet.number, sheet.upright, sheet.swatches))
        ]
    segments = [segment for own in parts.values() for part in own for segment in find_segments(part)]
    taken = Taken()
    for segment in segments:
        taken.take(segment.lines)
    tables = [table for pool in pool_pages(segments) if (table := _table(pool, taken, by_number)) is not None]
    for table in tables:
        adopt(table, parts, by_number, taken)
    grids: dict[int, list[Grid]] = {}
    for table in tables:
        for number, grid in grids_of(table, by_number):
            grids.setdefault(number, []).append(grid)
    return grids


def _part(sheet: Sheet, lines: list[TextLine], scale: Scale) -> Part:
    heights = [edge.at for edge in sheet.level]
    drawn = [False] * len(lines)
    for index, line in enumerate(lines):
        low = lines[index - 1].base - 1 if index else line.top - NEAR_EDGE * line.size
        drawn[index] = any(low < at < line.base - 0.6 * line.size for at in heights)
    return Part(sheet.number, tuple(lines), count_votes(lines, scale), tuple(drawn))


def _table(pool: Pool, taken: Taken, sheets: dict[int, Sheet]) -> VotedTable | None:
    """The table of a pool, its pieces with the lines beside them that keep to its columns."""
    gaps = _with_pieces_between(pool.gaps, [line for segment in pool.segments for line in segment.lines])
    if not gaps or (len(gaps) == 1 and _is_prose(pool, gaps[0])):
        return None
    table = VotedTable(gaps)
    pieces = [_extended(segment, gaps, taken, sheets[segment.part.page]) for segment in pool.segments]
    table.pieces = joined(pieces)
    return table


def _with_pieces_between(gaps: tuple[Gap, ...], lines: Sequence[TextLine]) -> tuple[Gap, ...]:
    """The gaps without those that bound a column in which no piece stands by itself, the weaker one first.

    Labels that recur may have their spaces at one place; the words on both sides are still those of one column.
    """
    places = [(*reach, line.heads) for line in lines for piece in line.pieces for reach in _reaches(piece, line.size)]
    kept = list(gaps)
    while kept:
        ends = [float("-inf"), *(gap.middle for gap in kept), float("inf")]
        own = [[heads for x0, x1, heads in places if left <= x0 and x1 <= right] for left, right in pairwise(ends)]
        empty = next((place for place, found in enumerate(own) if len(found) < LEAST_PIECES and not any(found)), None)
        if empty is None:
            break
        kept.remove(min(kept[max(0, empty - 1) : empty + 1], key=lambda gap: gap.score))
    return tuple(kept)


def _reaches(piece: Piece, size: float) -> Iterator[tuple[float, float]]:
    """Where the parts of a piece begin and end that stand more than a space apart."""
    start = piece.x0
    for before, after in pairwise(piece.words):
        if after.x0 - before.x1 > ONE_SPACE * size:
            yield start, before.x1
            start = after.x0
    yield start, piece.x1


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
        label = line.x0 < gaps[0].start and line.x1 < gaps[0].end and line.base - above.base > BODY_STEP * step
        apart = line.top - above.bottom > DEFAULT.near_below * line.size
        if (not fits(line) or apart or label) and not is_banner(lines, end, sheet, x0, x1):
            break
        end += 1
    while first and lines[first - 1] not in taken:
        line, below = lines[first - 1], lines[first]
        heads = line.x0 > gaps[0].start and line.x1 <= x1 and crossed(line, gaps) <= max(1, len(gaps) // 2 + 1)
        apart = below.top - line.bottom > DEFAULT.near_above * line.size
        if (apart or not (fits(line) or heads)) and not is_banner(lines, first - 1, sheet, x0, x1):
            break
        first -= 1
    taken.take(lines[first:end])
    return TableRun(segment.part, first, end)
