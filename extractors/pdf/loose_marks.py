"""Coloured dots and squares drawn outside all tables, where a status would be: after a label, or under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import median

from extractors.pdf.source.geometry import Box, box_of, centred_in
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.words import Word
from models.reference.rag import status_of_colour

DOT = "●"
"""What a mark is read as; its colour tells."""

LARGEST, SMALLEST = 1.8, 0.4
"""Times the usual size of the page's words that a mark is high and wide."""

ROUND = 0.35
"""Share by which its width and height may differ."""

REACH = 3.0
"""Times that size within which words after a mark are its own, as those of a key are."""


WHITE = 0.8
"""Times that size of white before a mark at the end of a line in bold, as the wording of an action is."""


def loose_marks(
    areas: Iterable[Fill], shapes: Iterable[Shape], tables: Sequence[Box], words: Sequence[Word]
) -> list[Word]:
    """The marks of a page as words of one dot, each in its colour; none that words stand on or right after."""
    upright = [word for word in words if word.turn == 0]
    if not upright:
        return []
    size = median(word.size for word in upright)
    found: list[Word] = []
    painted: list[Fill | Shape] = [*areas, *(shape for shape in shapes if shape.filled)]
    for item in _of_status(painted, size):
        y = (item.top + item.bottom) / 2
        in_table = any(centred_in(box_of(item), table) for table in tables)
        level = [word for word in upright if word.top < y < word.bottom]
        own = any(item.x0 - 1 < word.x1 and word.x0 < item.x1 + REACH * size for word in level)
        labelled = not level or max(level, key=lambda word: word.x1).text.endswith(":")
        labelled = labelled or all(word.style.bold and word.x1 < item.x0 - WHITE * size for word in level)
        twice = any(abs(mark.x0 - item.x0) <= 1 and abs(mark.top - item.top) <= 1 for mark in found)
        if not in_table and not own and labelled and not twice:
            found.append(_as_word(item, level, upright[0]))
    return found


def _of_status(painted: Iterable[Fill | Shape], size: float) -> Iterator[Fill | Shape]:
    for item in painted:
        wide, high = item.x1 - item.x0, item.bottom - item.top
        fits = SMALLEST * size <= min(wide, high) and max(wide, high) <= LARGEST * size
        if fits and abs(wide - high) <= ROUND * max(wide, high) and item.colour and status_of_colour(item.colour):
            yield item


def _as_word(item: Fill | Shape, level: Sequence[Word], pattern: Word) -> Word:
    base = level[0].base if level else item.bottom
    last = max(level, key=lambda word: word.x1) if level else None
    style = replace((last or pattern).style, colour=item.colour, bold=False)
    order = last.order if last else item.order
    return Word([], DOT, item.x0, item.top, item.x1, item.bottom, base, style, 0, order, spaced=True)
