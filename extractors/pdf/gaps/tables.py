"""Tables of a document told by the white between words: found page by page, pooled over pages, made into grids."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pdf.gaps.grids import grids_of
from extractors.pdf.gaps.lines import TextLine, leading, side_by_side, text_lines
from extractors.pdf.gaps.model import NEAR_EDGE, Sheet, TableRun, Taken, VotedTable, crossed, is_banner
from extractors.pdf.gaps.neighbours import adopt, joined
from extractors.pdf.gaps.segments import Part, Pool, Segment, find_segments, pool_pages
from extractors.pdf.gaps.tolerances import DEFAULT
from extractors.pdf.gaps.votes import Gap, Scale, count_votes, scale_of
from extractors.pdf.grid import Grid

BODY_STEP = 1.5
"""Times the usual distance of lines from which a lone label under a table is none of its lines."""

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
            for words in side_by_side([word for word in sheet.words if word.turn == 0])
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
    gaps = pool.gaps
    if not gaps or (len(gaps) == 1 and _is_prose(pool, gaps[0])):
        return None
    table = VotedTable(gaps)
    pieces = [_extended(segment, gaps, taken, sheets[segment.part.page]) for segment in pool.segments]
    table.pieces = joined(pieces)
    return table


def _is_prose(pool: Pool, gap: Gap) -> bool:
    """Whether both sides of the one gap are running text: the columns of a newspaper, or a note beside it."""
    counts: tuple[list[int], list[int]] = ([], [])
    for line in (line for segment in pool.segments for line in segment.lines):
        for side in (0, 1):
            words = sum(len(piece.words) for piece in line.pieces if (piece.x0 > gap.middle) == bool(side))
            if words:
                counts[side].append(words)
    return all(sum(side) >= PROSE * len(side) for side in counts)


def _extended(segment: Segment, gaps: Sequence[Gap], taken: Taken, sheet: Sheet) -> TableRun:
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
