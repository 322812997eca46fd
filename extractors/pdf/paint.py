"""Colours of a cell: the fill that covers most of it, and the marks that are smaller than it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.common.rgb import from_hex
from extractors.common.signs import DOTS, read_marks
from extractors.pdf.bins import bins_between
from extractors.pdf.source.colours import is_white
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.words import Word
from models.document import Mark

SAMPLES = 6
"""Points looked at along either side of a cell to tell what shows."""

MOST = 0.5
"""Share of a cell that its fill covers."""

NOTABLE = 0.04
"""Share of a cell under which a patch of colour is a speck."""

MOST_OF_A_MARK = 0.5
"""Share of a patch of colour that lies in the cell whose mark it is."""

INSET = 1.0
"""Points off a cell's edges before its colour is looked at: borders and rounding."""

CHROMA = 0.2
"""Difference of the largest and smallest channel from which text is coloured rather than black or grey."""

CHROMA_OF_A_SIGN = 0.1
"""The same for a lone dot or square, which says nothing but its colour; spreadsheets' palest statuses have 0.15."""

BIN = 24.0
"""Points of height of the bins in which painted areas are looked up."""

ROUNDED = 0.8
"""Share of a cell's width and height that a shape must span to be its fill with rounded corners."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A cell's fill and marks."""

    fill: str | None
    marks: tuple[Mark, ...]


UNPAINTED = Paint(None, ())
"""Bare paper."""


class PaintIndex:
    """Painted areas and shapes of a page by height, in the order of painting."""

    def __init__(self, areas: Iterable[Fill], shapes: Iterable[Shape]) -> None:
        self._bins: dict[int, list[tuple[int, Fill | Shape]]] = {}
        painted: list[Fill | Shape] = [*areas, *(shape for shape in shapes if shape.filled)]
        painted.sort(key=lambda item: item.order)
        for rank, item in enumerate(painted):
            for place in bins_between(item.top, item.bottom, BIN):
                self._bins.setdefault(place, []).append((rank, item))

    def within(self, box: Box) -> list[Fill | Shape]:
        """What is painted in a box, in the order of painting."""
        x0, top, x1, bottom = box
        found = {
            rank: item
            for place in bins_between(top, bottom, BIN)
            for rank, item in self._bins.get(place, ())
            if item.x0 < x1 and item.x1 > x0 and item.top < bottom and item.bottom > top
        }
        return [found[rank] for rank in sorted(found)]


def paint_of(box: Box, index: PaintIndex, words: Sequence[Word]) -> Paint:
    """The fill and the marks of a cell that covers `box` and holds `words`."""
    x0, top, x1, bottom = box
    inset = min(INSET, (x1 - x0) / 4, (bottom - top) / 4)
    inner = (x0 + inset, top + inset, x1 - inset, bottom - inset)
    items = index.within(inner)
    if not items:
        return Paint(None, _text_marks(words, None))
    shown = _samples(inner, [item for item in items if isinstance(item, Fill) or _fills(item, inner)])
    colour, count = max(shown.items(), key=lambda pair: pair[1])
    fill = colour if colour and count >= MOST * SAMPLES * SAMPLES else None
    marks = [mark for item in items if (mark := _mark(item, inner, fill, words)) is not None]
    if fill is not None and is_white(fill):
        fill = None
    return Paint(fill, _unique([*marks, *_text_marks(words, fill)]))


def _fills(shape: Shape, box: Box) -> bool:
    wide = min(shape.x1, box[2]) - max(shape.x0, box[0]) >= ROUNDED * (box[2] - box[0])
    return wide and min(shape.bottom, box[3]) - max(shape.top, box[1]) >= ROUNDED * (box[3] - box[1])


def _samples(box: Box, items: Sequence[Fill | Shape]) -> Counter[str | None]:
    """How often each colour lies on top at points spread evenly over a box; None is bare paper or a pattern."""
    x0, top, x1, bottom = box
    counts: Counter[str | None] = Counter()
    for across in range(SAMPLES):
        x = x0 + (x1 - x0) * (across + 0.5) / SAMPLES
        column = [item for item in items if item.x0 <= x <= item.x1]
        for down in range(SAMPLES):
            y = top + (bottom - top) * (down + 0.5) / SAMPLES
            over = next((item for item in reversed(column) if item.top <= y <= item.bottom), None)
            counts[None if over is None else over.colour] += 1
    return counts


def _mark(item: Fill | Shape, box: Box, fill: str | None, words: Sequence[Word]) -> Mark | None:
    """The mark that a painted item is in a cell, when it is not the cell's fill."""
    if item.colour is None or item.colour == fill or is_white(item.colour):
        return None
    x0, top, x1, bottom = box
    width, height = min(item.x1, x1) - max(item.x0, x0), min(item.bottom, bottom) - max(item.top, top)
    if width * height < NOTABLE * (x1 - x0) * (bottom - top) and min(width, height) < 3.0:
        return None
    if width * height < MOST_OF_A_MARK * (item.x1 - item.x0) * (item.bottom - item.top):
        return None  # the next cell's, whose edge is not drawn
    reaches_out = item.x1 - item.x0 > 1.5 * (x1 - x0) or item.bottom - item.top > 1.5 * (bottom - top)
    if isinstance(item, Fill) and reaches_out:
        return None
    behind = isinstance(item, Fill) and any(_lies_on(word, item) for word in words)
    covers_all = width >= 0.95 * (x1 - x0) and height >= 0.95 * (bottom - top)
    if isinstance(item, Fill) and covers_all:
        return None
    return Mark(kind="highlight" if behind else "shape", colour=item.colour)


def _lies_on(word: Word, item: Fill | Shape) -> bool:
    x0, top, x1, bottom = word.page_box
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return item.x0 <= x <= item.x1 and item.top <= y <= item.bottom


def _text_marks(words: Sequence[Word], fill: str | None) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    lone = len(words) == 1
    for word in words:
        colour = word.style.colour
        if not word.text.isascii():
            marks += read_marks(word.text)
        if colour is None or colour == fill:
            continue
        red, green, blue = from_hex(colour)
        shape = lone and word.text in DOTS
        if max(red, green, blue) - min(red, green, blue) >= (CHROMA_OF_A_SIGN if shape else CHROMA):
            marks.append(Mark(kind="shape" if shape else "text", colour=colour))
    return _unique(marks)


def _unique(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple({(mark.kind, mark.colour): mark for mark in marks}.values())
