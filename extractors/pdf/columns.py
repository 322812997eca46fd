"""Columns from white space: stretches that no word of any row crosses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.rows import ONE_SPACE
from extractors.pdf.words import Word

NARROWEST_GAP = 0.6
"""Share of the size of white between columns, at the least: twice a space, which prose does not leave by chance."""

HINTED_GAP = 0.15
"""As `NARROWEST_GAP`, where an edge of shading falls into the gap."""

SPANNING = 0.34
"""Share of the rows that may run across a gap: banners, titles, notes."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one x to another, in points."""

    start: float
    end: float


def column_gaps(
    rows: Sequence[Sequence[Word]], swatches: Sequence[Sequence[Stretch]], hints: Sequence[float]
) -> list[Stretch]:
    """The gaps between columns, from left to right; empty when the words do not stand in columns.

    `swatches` are the reaches of painted cells in each row, `hints` x places where shading changes. Rows that run
    across what the other rows leave white (banners) do not count against a gap, if they are few.
    """
    filled = [(row, painted) for row, painted in zip(rows, swatches, strict=True) if row]
    if len(filled) < 2:
        return []
    sizes = sorted(word.style.size for row, _ in filled for word in row)
    size = sizes[len(sizes) // 2]
    hints = [*hints, *(x for _, painted in filled for area in painted for x in (area.start, area.end))]
    spans = []
    several = []
    for row, painted in filled:
        words = [(word.x0, word.x1) for word in row]
        swatch = _clear_of(painted, row)
        spans.append(_united(words, HINTED_GAP * size) + swatch)
        if len(_united(words, ONE_SPACE * size)) + len(swatch) > 1:
            several.append(spans[-1])
    if len(several) < max(2, (1 - SPANNING) * len(filled)):
        several = spans
    edges = sorted({x for span in several for pair in span for x in pair})
    allowed = int(SPANNING * len(several)) if len(several) > 3 else 0
    gaps = _white(edges, several, allowed)
    inner = [gap for gap in gaps if _is_wide(gap, size, hints)]
    return [gap for gap in inner if _has_both_sides(gap, several)]


def _clear_of(painted: Sequence[Stretch], row: Sequence[Word]) -> list[tuple[float, float]]:
    """Painted stretches that no word of the row touches; the others are behind words and add nothing."""
    return [
        (area.start + 1.0, area.end - 1.0)
        for area in painted
        if area.end - area.start > 3.0 and not any(word.x0 < area.end and word.x1 > area.start for word in row)
    ]


def _united(pairs: list[tuple[float, float]], join: float) -> list[tuple[float, float]]:
    united: list[tuple[float, float]] = []
    for start, end in sorted(pairs):
        if united and start <= united[-1][1] + join:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united


def _white(edges: Sequence[float], spans: Sequence[Sequence[tuple[float, float]]], allowed: int) -> list[Stretch]:
    """Stretches between edges over which no more than `allowed` rows have words, joined where they meet."""
    events: dict[float, int] = {}
    for span in spans:
        for start, end in span:
            events[start] = events.get(start, 0) + 1
            events[end] = events.get(end, 0) - 1
    depth = 0
    least = allowed
    white: list[Stretch] = []
    for left, right in pairwise(edges):
        depth += events.get(left, 0)
        if depth > least:
            continue
        if white and white[-1].end == left:
            white[-1] = Stretch(white[-1].start, right)
        else:
            white.append(Stretch(left, right))
    return [_clearest(stretch, spans) for stretch in white]


def _clearest(stretch: Stretch, spans: Sequence[Sequence[tuple[float, float]]]) -> Stretch:
    """The part of a stretch that the fewest rows cross: where columns are nearest, some words may reach into it."""
    marks = sorted(
        {stretch.start, stretch.end}
        | {x for span in spans for pair in span for x in pair if stretch.start < x < stretch.end}
    )
    best, fewest = stretch, len(spans) + 1
    for left, right in pairwise(marks):
        middle = (left + right) / 2
        count = sum(any(start < middle < end for start, end in span) for span in spans)
        if count < fewest or (count == fewest and right - left > best.end - best.start):
            best, fewest = Stretch(left, right), count
    return best


def _is_wide(gap: Stretch, size: float, hints: Sequence[float]) -> bool:
    width = gap.end - gap.start
    hinted = any(gap.start - 2 <= hint <= gap.end + 2 for hint in hints)
    return width >= (HINTED_GAP if hinted else NARROWEST_GAP) * size


def _has_both_sides(gap: Stretch, spans: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Whether some row has words on both sides of the gap."""
    return any(
        any(end <= gap.start + 0.1 for _, end in span) and any(start >= gap.end - 0.1 for start, _ in span)
        for span in spans
    )
