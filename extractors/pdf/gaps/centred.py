"""Rows whose cells are centred between their edges, where nothing is drawn: about whose middles all cells stand.

A cell of one line then stands beside the middle line of the longest, so that no line of theirs tells where a row
begins. Of all ways to cut the lines into rows at level white, the best is found by dynamic programming.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.pdf.gaps.entries import FIGURE, Entry, Numbering
from extractors.pdf.gaps.lines import TextLine

MOST_LINES = 40
"""Lines of one row at the most: more than fill a page of small type on its side."""

OFF = 1.0
"""Lines by which a cell's middle may miss its row's, as far as it counts: it belongs to no such row, however far."""

ROW = 0.3
"""Lines that one more row costs, so that a cell is not cut where others are empty."""

ALONE = 0.8
"""Lines that a row of one cell costs: nothing tells where its middle is."""

UNNUMBERED, NUMBERED_TWICE = 1.0, 6.0
"""Lines that a row costs that has no number where others have, and one that has several."""

SECOND_FIGURE = 1.0
"""Lines that each figure after the first costs in one cell: figures are rows of their own, text goes on."""

CLOSE = 0.3
"""Lines by which the middle of a centred cell misses that of its row: those set at its top miss it by half or more."""

SHORTER = 2
"""Lines by which a cell must be shorter than its row to tell whether it is centred."""

LEAST_CELLS = 4
"""Such cells of a table from which it can be told."""

TELLING = 0.3
"""Share of the cells of rows of several lines that must tell: the columns of a list are all as long."""

MOSTLY = 0.85
"""Share of them that must be centred."""


@dataclass(frozen=True, slots=True)
class CentredRows:
    """Rows about whose middles the cells stand; the cells of rows of several lines, those that would tell, that do."""

    begins: tuple[bool, ...]
    cells: int
    telling: int
    centred: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of rows beforehand: which lines surely begin one, and how many lines the header has.

    No other line begins a row of the header, whose names may stand at the top or the bottom of their cells.
    """

    parted: Sequence[bool]
    header: int


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one cell: its reach in height, how many there are, and how many are figures."""

    top: float
    bottom: float
    count: int
    figures: int

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def are_centred(found: Sequence[CentredRows]) -> bool:
    """Whether the cells of a table are centred, by all its pieces."""
    telling = sum(each.telling for each in found)
    cells = sum(each.cells for each in found)
    return telling >= max(LEAST_CELLS, TELLING * cells) and sum(each.centred for each in found) >= MOSTLY * telling


def centred_rows(
    lines: Sequence[TextLine],
    placed: Sequence[Sequence[Entry]],
    numbering: Numbering,
    step: float,
    known: Known,
    *,
    goes_on: bool,
) -> CentredRows:
    """The rows of a piece of a table as if all cells were centred.

    goes_on: whether the table does, on the next page, which may cut its last row: that tells nothing.
    """
    parted = known.parted
    cuts = [cut for cut in _level_white(lines, parted) if not 0 < cut < known.header or parted[cut]]
    best = [0.0] + [float("inf")] * (len(cuts) - 1)
    back = [0] * len(cuts)
    for end in range(1, len(cuts)):
        for start in range(end - 1, -1, -1):
            first, last = cuts[start], cuts[end]
            if last - first > MOST_LINES or any(parted[first + 1 : last]):
                break
            cost = best[start] + _cost(placed, first, last, numbering, step)
            if cost < best[end]:
                best[end], back[end] = cost, start
    begins = [False] * len(lines)
    cells = telling = centred = 0
    end = len(cuts) - 1
    while end:
        start = back[end]
        begins[cuts[start]] = True
        if cuts[start] >= known.header and (not goes_on or end < len(cuts) - 1):
            of_row = _telling(placed, cuts[start], cuts[end], step)
            telling, centred = telling + len(of_row), centred + sum(of_row)
            blocks = _blocks(placed, cuts[start], cuts[end]).values()
            cells += len(blocks) * any(block.count > SHORTER for block in blocks)
        end = start
    return CentredRows(tuple(begins), cells, telling, centred)


def _level_white(lines: Sequence[TextLine], parted: Sequence[bool]) -> list[int]:
    """Places at which lines may be cut into rows: before the first, after the last, where no line reaches over."""
    cuts = [0]
    bottom = lines[0].bottom
    for index in range(1, len(lines)):
        if parted[index] or min(line.top for line in lines[index : index + 2]) >= bottom - 1.0:
            cuts.append(index)
        bottom = max(bottom, lines[index].bottom)
    return [*cuts, len(lines)]


def _blocks(placed: Sequence[Sequence[Entry]], first: int, end: int) -> dict[int, _Block]:
    blocks: dict[int, _Block] = {}
    for entry in (entry for own in placed[first:end] for entry in own):
        if entry.first != entry.last or not entry.words:
            continue
        top, bottom = min(word.top for word in entry.words), max(word.bottom for word in entry.words)
        figures = int(bool(FIGURE.match(entry.text)))
        known = blocks.get(entry.first, _Block(top, bottom, 0, 0))
        blocks[entry.first] = _Block(
            min(known.top, top), max(known.bottom, bottom), known.count + 1, known.figures + figures
        )
    return blocks


def _numbers(placed: Sequence[Sequence[Entry]], first: int, end: int, column: int) -> int:
    return sum(entry.first == entry.last == column and entry.is_numbered for own in placed[first:end] for entry in own)


def _cost(placed: Sequence[Sequence[Entry]], first: int, end: int, numbering: Numbering, step: float) -> float:
    blocks = _blocks(placed, first, end)
    cost = ROW
    if numbering.numbered:
        numbers = _numbers(placed, first, end, numbering.column)
        cost += UNNUMBERED if not numbers else NUMBERED_TWICE * (numbers - 1)
    if len(blocks) < 2:
        return cost + ALONE
    cost += SECOND_FIGURE * sum(max(0, block.figures - 1) for block in blocks.values())
    middle = _middle(blocks, numbering)
    return cost + sum(min(OFF, abs(block.middle - middle) / step) for block in blocks.values())


def _middle(blocks: dict[int, _Block], numbering: Numbering) -> float:
    key = blocks.get(numbering.column) if numbering.numbered else None
    return key.middle if key else median(block.middle for block in blocks.values())


def _telling(placed: Sequence[Sequence[Entry]], first: int, end: int, step: float) -> list[bool]:
    """For each cell that is much shorter than its row, whether it is centred in it."""
    blocks = _blocks(placed, first, end)
    most = max((block.count for block in blocks.values()), default=0)
    if len(blocks) < 2:
        return []
    tallest = max(blocks.values(), key=lambda block: block.count)
    return [
        abs(block.middle - tallest.middle) <= CLOSE * step for block in blocks.values() if most - block.count >= SHORTER
    ]
