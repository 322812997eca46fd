"""Shares the width of a page among columns, so that no word is cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from reportlab.pdfbase.pdfmetrics import stringWidth

from builders.arrangement import ArrangedRow

LONGEST_WHOLE = 22  # letters; a longer word is an address, which may be broken
SMALLEST = 5.0
STEP = 0.5
ROOM = 1.12  # fonts of other engines are a little wider than the one measured


def word_width(text: str, size: float, *, bold: bool = True) -> float:
    """Width of the widest word that must stay whole, in points."""
    font = "Helvetica-Bold" if bold else "Helvetica"
    return (
        max((stringWidth(word, font, size) for word in text.split() if len(word) <= LONGEST_WHOLE), default=0.0) * ROOM
    )


def share(
    rows: Iterable[ArrangedRow], columns: int, width: float, size: float, padding: float
) -> tuple[tuple[float, ...], float]:
    """Widths in points that fill `width`, and the size of type at which they do, smaller than `size` if they must."""
    least = [0.0] * columns
    wanted = [1.0] * columns
    for row in rows:
        for place, cell in enumerate(row.cells):
            if cell is None or cell.column_span > 1:
                continue
            least[place] = max(least[place], word_width(cell.text, 1.0))
            wanted[place] = (
                max(wanted[place], len(cell.text) / 3) if row.kind == "header" else max(wanted[place], len(cell.text))
            )
    weights = [sqrt(each) for each in wanted]
    while True:
        needed = [each * size + 2 * padding + 2 for each in least]
        if sum(needed) <= width or size <= SMALLEST:
            break
        size -= STEP
    spare = max(0.0, width - sum(needed))
    return tuple(_shared(needed, weights, spare)), size


def _shared(needed: Sequence[float], weights: Sequence[float], spare: float) -> Iterable[float]:
    total = sum(weights)
    return [least + spare * weight / total for least, weight in zip(needed, weights, strict=True)]
