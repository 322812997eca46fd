"""Text outside tables in reading order: columns told from one another, words to lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.corners import opening_parts, with_corners_first
from extractors.pdf.drafts import Measure
from extractors.pdf.lines import Line, gather_lines, make_line
from extractors.pdf.panels import in_panels
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.survey import CardPart
from extractors.pdf.words import Word

GUTTER = 0.8
"""Share of the size: white on a line from which a gutter between columns may run there."""

EDGE = 0.05
"""Share of a page's height at its edges where browsers print addresses and dates: less than usual margins."""

COLUMN_LINES = 4
"""Lines that must stand side by side before they are two columns of text."""

PROSE_WORDS = 3.0
"""Words a line of a column of prose has on the average; fewer are labels beside values, which are read across."""

MAX_COLUMNS_DEEP = 4
"""Times a column may itself be parted into columns."""


@dataclass(slots=True)
class Column:
    """Lines of one column of running text, with the room they have."""

    lines: list[Line]
    measure: Measure

    @property
    def top(self) -> float:
        """Where its first line begins."""
        return self.lines[0].top


def arrange(
    words: Sequence[Word],
    barriers: Sequence[Box],
    areas: Sequence[Fill | Shape],
    height: float,
    cards: Sequence[CardPart] = (),
) -> list[Column]:
    """Upright words of a page as columns in reading order; text never runs on past one of the `barriers` (tables).

    `areas` are painted, `height` is that of the page. What a browser prints at its very edges is wider than the text
    and no measure of it.
    """
    parts = (part for panel in in_panels(words, areas) for part in _by_labels(panel, cards))
    return [column for part in parts if part for column in _arranged(part, barriers, height)]


def _by_labels(words: Sequence[Word], cards: Sequence[CardPart]) -> Iterator[list[Word]]:
    """The words of a part of a page, those of each row of labels by the columns that the labels begin."""
    done = float("-inf")
    for part in sorted(cards, key=lambda part: part.top):
        if not any(id(word) in part.words for word in words):
            continue
        yield [word for word in words if done < word.base < part.top]
        inside = [word for word in words if max(done, part.top) <= word.base <= part.bottom]
        if part.xs is None:
            yield from opening_parts(inside)
        else:
            for left, right in pairwise((float("-inf"), *part.xs, float("inf"))):
                yield [word for word in inside if left <= word.x0 < right]
        done = part.bottom
    yield [word for word in words if done < word.base]


def _arranged(words: Sequence[Word], barriers: Sequence[Box], height: float) -> list[Column]:
    lines = gather_lines(words)
    bands: list[list[Line]] = []
    for line in lines:
        if not bands or _parted(bands[-1][-1], line, barriers):
            bands.append([])
        bands[-1].append(line)
    inner = [line for line in lines if EDGE * height <= line.base <= (1 - EDGE) * height] or lines
    measure = Measure(min(line.x0 for line in inner), max(line.x1 for line in inner))
    columns = [column for band in bands for column in _columns(band, measure, 0)]
    return [Column(with_corners_first(column.lines), column.measure) for column in columns]


def _parted(above: Line, below: Line, barriers: Sequence[Box]) -> bool:
    """Whether a table begins or ends between two lines."""
    return any(above.base <= top < below.base or above.base < bottom <= below.base for _, top, _, bottom in barriers)


def _columns(lines: list[Line], measure: Measure, depth: int) -> list[Column]:
    """A band of lines as columns: runs of lines parted by a common gutter are read down, all else across."""
    columns: list[Column] = []
    start = 0
    while start < len(lines):
        run = _gutter_run(lines, start) if depth < MAX_COLUMNS_DEEP else None
        if run is None:
            if columns and columns[-1].lines[-1] is lines[start - 1] and columns[-1].measure == measure:
                columns[-1].lines.append(lines[start])
            else:
                columns.append(Column([lines[start]], measure))
            start += 1
            continue
        end, place = run
        left, right = _part(lines[start:end], place)
        for side in (left, right):
            inner = Measure(min(line.x0 for line in side), max(line.x1 for line in side))
            columns.extend(_columns(side, inner, depth + 1))
        start = end
    return columns


def _gutter_run(lines: Sequence[Line], start: int) -> tuple[int, float] | None:
    """Where the run of lines with a common gutter that begins at `start` ends, and the middle of its gutter."""
    best: tuple[int, float] | None = None
    for gap in _gaps(lines[start]):
        low, high = gap
        both = 1
        end = start + 1
        while end < len(lines):
            narrowed = _narrowed(lines[end], low, high)
            if narrowed is None:
                break
            low, high, on_both = narrowed
            both += on_both
            end += 1
        if both >= COLUMN_LINES and _is_prose(lines[start:end], (low + high) / 2) and (best is None or end > best[0]):
            best = (end, (low + high) / 2)
    return best


def _gaps(line: Line) -> list[tuple[float, float]]:
    """Stretches of white inside a line that are as wide as a gutter."""
    return [
        (before.x1, after.x0) for before, after in pairwise(line.words) if after.x0 - before.x1 >= GUTTER * line.size
    ]


def _narrowed(line: Line, low: float, high: float) -> tuple[float, float, bool] | None:
    """The gutter as far as a line leaves it white, and whether text stands on both sides; None when crossed."""
    left = max((word.x1 for word in line.words if word.x0 < (low + high) / 2), default=None)
    right = min((word.x0 for word in line.words if word.x1 > (low + high) / 2), default=None)
    new_low = low if left is None else max(low, left)
    new_high = high if right is None else min(high, right)
    if new_high - new_low < GUTTER * line.size:
        return None
    return new_low, new_high, left is not None and right is not None


def _is_prose(lines: Sequence[Line], place: float) -> bool:
    """Whether both sides of a gutter are lines of running text."""
    left = [sum(word.x1 <= place for word in line.words) for line in lines]
    right = [sum(word.x0 >= place for word in line.words) for line in lines]
    for counts in (left, right):
        filled = [count for count in counts if count]
        if len(filled) < COLUMN_LINES - 1 or sum(filled) < PROSE_WORDS * len(filled):
            return False
    return True


def _part(lines: Sequence[Line], place: float) -> tuple[list[Line], list[Line]]:
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for index, words in enumerate(
            ([w for w in line.words if w.x1 <= place + 0.01], [w for w in line.words if w.x1 > place + 0.01])
        ):
            if words:
                sides[index].append(make_line(words))
    return sides
