"""Pieces of a table on pages that show too few rows of it, found by the columns it has on the pages beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.pdf.gaps.columns import before_words, keeps_to
from extractors.pdf.gaps.entries import MOSTLY_LABELS, RECURS, entries_of
from extractors.pdf.gaps.lines import TextLine
from extractors.pdf.gaps.model import (
    NEAR_EDGE,
    Sheet,
    TableRun,
    Taken,
    VotedTable,
    covers,
    crossed,
    ends_in_time,
    fills_row,
    is_banner,
)
from extractors.pdf.gaps.segments import Part

LEAST_GAPS = 2
"""Gaps of a table whose columns are looked for on the pages beside it."""

LEAST_LABELS = 2
"""Labels of a table in a piece of it."""

LEAST_COLUMNS = 3
"""Columns that one line of a piece found by known columns fills."""

LEAST_LINES = 3
"""Lines of such a piece that has no edge of its own."""

PARTED = 2.6
"""Times the size of white that ends such a piece."""

SLACK = 4.0
"""Points by which such a piece may reach past the table's words."""

LEAST_ACROSS = 2
"""Lines of a table that fill rows of it over several columns, where such a row may be cut by the page."""

HEAD = 0.2
"""Share of a page's height in which a piece that only goes on must begin."""


def adopt(
    table: VotedTable,
    parts: dict[int, list[Part]],
    sheets: dict[int, Sheet],
    taken: Taken,
    block_rows: frozenset[str],
) -> None:
    """Add the pieces on neighbouring pages that show too few rows to be found there by themselves.

    block_rows: the labels that begin rows of the document's blocks.
    """
    labels = _labels(table) if len(table.gaps) < LEAST_GAPS else frozenset[str]()
    if len(table.gaps) < LEAST_GAPS and not labels:
        return
    numbers = sorted(parts)
    pages = table.pages
    reach = (
        min(line.x0 for piece in table.pieces for line in piece.lines) - SLACK,
        max(line.x1 for piece in table.pieces for line in piece.lines) + SLACK,
    )
    # Pieces are looked for next to pages that have some, so from the first towards the last and back again.
    for number in (*numbers, *reversed(numbers)):
        if not pages & {number - 1, number, number + 1}:
            continue
        for part in parts[number]:
            if part.block != table.block:
                continue
            for run in _fitting_runs(part, table, sheets[number], taken, reach):
                lines = part.lines[slice(*run)]
                goes_on = _ends_page(table, number - 1, parts, taken)
                labelled = sum(line.pieces[0].text in labels for line in lines) >= LEAST_LABELS
                labelled = labelled or (part.block > 0 and any(line.pieces[0].text in block_rows for line in lines))
                whole = labelled or _is_piece(lines, table, part, sheets[number], goes_on=goes_on)
                first, end = run if whole else _drawn_rows(part, *run, sheets[number], reach)
                if first < end:
                    taken.take(part.lines[first:end])
                    pages.add(number)
                    table.pieces.append(TableRun(part, first, end))
    table.pieces.sort(key=lambda piece: (piece.part.page, piece.first))
    table.pieces = joined(table.pieces)
    for one, two in pairwise(table.pieces):
        between = one.part.lines[one.end : two.first] if one.part is two.part else ()
        if between and not any(line in taken for line in between) and _are_rows(between, sheets[one.part.page], reach):
            taken.take(between)
            one.end = two.first
    table.pieces = joined(table.pieces)
    _run_to_edges(table, sheets, taken, reach)


def _run_to_edges(table: VotedTable, sheets: dict[int, Sheet], taken: Taken, reach: tuple[float, float]) -> None:
    """Let the last row of a page run to its foot, and the first begin at its head, where texts fill rows of the table.

    Such a text is parted from the row over it by an edge, and closed by one or goes on beyond the page.
    """
    x0, x1 = reach[0] + SLACK, reach[1] - SLACK

    def fills(part: Part, index: int) -> bool:
        return part.lines[index] not in taken and fills_row(part.lines, index, sheets[part.page], x0, x1)

    across = sum(
        fills_row(piece.part.lines, index, sheets[piece.part.page], x0, x1)
        for piece in table.pieces
        for index in range(piece.first, piece.end)
        if crossed(piece.part.lines[index], table.gaps)
    )
    for piece in table.pieces if across >= LEAST_ACROSS else ():
        part, pages = piece.part, table.pages
        end, first = piece.end, piece.first
        while end < len(part.lines) and fills(part, end):
            end += 1
        while first and fills(part, first - 1):
            first -= 1
        after, before = part.lines[piece.end : end], part.lines[first : piece.first]
        cut = end == len(part.lines) and part.page + 1 in pages
        if after and (cut or _are_rows(after, sheets[part.page], reach)):
            taken.take(after)
            piece.end = end
        cut = first == 0 and part.page - 1 in pages
        if before and (cut or _are_rows(before, sheets[part.page], reach)):
            taken.take(before)
            piece.first = first


def _labels(table: VotedTable) -> frozenset[str]:
    """The labels of a table of labels and values, which recur card after card; none of another."""
    texts = [line.pieces[0].text for piece in table.pieces for line in piece.lines if line.several]
    times = Counter(texts)
    labels = frozenset(text for text, count in times.items() if count >= RECURS)
    return labels if sum(times[text] for text in labels) >= MOSTLY_LABELS * len(texts) else frozenset()


def joined(pieces: Sequence[TableRun]) -> list[TableRun]:
    """Pieces with those that meet put together."""
    joined: list[TableRun] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.part is piece.part and piece.first <= last.end:
            last.end = max(last.end, piece.end)
        else:
            joined.append(piece)
    return joined


def _fitting_runs(
    part: Part, table: VotedTable, sheet: Sheet, taken: Taken, reach: tuple[float, float]
) -> Iterator[tuple[int, int]]:
    """Runs of lines not yet taken that follow each other closely and keep to the columns of a table."""
    x0, x1 = reach
    start: int | None = None
    for index, line in enumerate(part.lines):
        fits = line not in taken and line.x0 >= x0 and ends_in_time(line, x1, table.gaps)
        fits = fits and (keeps_to(line, table.gaps) or is_banner(part.lines, index, sheet, x0, x1))
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


def _ends_page(table: VotedTable, number: int, parts: dict[int, list[Part]], taken: Taken) -> bool:
    """Whether a table has lines on a page, and no other one has any below them."""
    last = [piece for piece in table.pieces if piece.part.page == number][-1:]
    foot = max((piece.lines[-1].bottom for piece in last), default=None)
    below = (line for part in parts.get(number, ()) for line in part.lines if foot is not None and line.top > foot)
    return foot is not None and not any(line in taken for line in below)


def _drawn_rows(part: Part, first: int, end: int, sheet: Sheet, reach: tuple[float, float]) -> tuple[int, int]:
    """Which of a run of lines are rows at the foot or head of their page, edges as wide as the table over and under.

    None where those at the outer edge have not several cells.
    """
    heights = [edge.at for edge in sheet.level if covers(edge, reach[0] + SLACK, reach[1] - SLACK) and not edge.shaded]

    def drawn(y: float, line: TextLine) -> bool:
        return any(abs(at - y) <= NEAR_EDGE * line.size for at in heights)

    inner = range(first, end)
    tops = [index for index in inner if drawn(part.lines[index].top, part.lines[index]) and part.lines[index].several]
    bottoms = [index + 1 for index in inner if drawn(part.lines[index].bottom, part.lines[index])]
    if tops and bottoms and end == len(part.lines) and bottoms[-1] == end:
        return tops[0], end
    if tops and bottoms and first == 0 and tops[0] == 0:
        return 0, bottoms[-1]
    return first, first


def _are_rows(lines: Sequence[TextLine], sheet: Sheet, reach: tuple[float, float]) -> bool:
    """Whether lines between two pieces of a table fill rows across it: edges as wide as it close over and under them.

    A title between two tables stands further off.
    """
    x0, x1 = reach[0] + SLACK, reach[1] - SLACK
    edges = [edge for edge in sheet.level if covers(edge, x0, x1) and not edge.shaded]
    ends = ((lines[0].top, lines[0].size), (lines[-1].bottom, lines[-1].size))
    right = max((edge.end for edge in edges), default=reach[1])
    inside = all(line.x0 >= reach[0] and line.x1 <= right for line in lines)
    close = all(two.top - one.bottom <= PARTED * two.size for one, two in pairwise(lines))
    return inside and close and all(any(abs(edge.at - y) <= NEAR_EDGE * size for edge in edges) for y, size in ends)


def _is_piece(lines: Sequence[TextLine], table: VotedTable, part: Part, sheet: Sheet, *, goes_on: bool) -> bool:
    """Whether a run of lines is a piece of a table: its columns are filled, or it goes on from the page before."""
    xs = [float("-inf"), *map(before_words, table.gaps), float("inf")]
    used = max(len({entry.first for entry in entries_of(line, xs)}) for line in lines)
    index = part.lines.index(lines[0])
    inside = any(part.drawn[index + 1 : index + len(lines)]) or (lines[0].several and part.drawn[index])
    if used >= LEAST_COLUMNS and (len(lines) >= LEAST_LINES or inside):
        return True
    begins = goes_on and lines[0].top <= HEAD * sheet.height
    return begins and min(line.x0 for line in lines) >= table.gaps[0].start
