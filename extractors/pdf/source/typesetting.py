"""Text set in a box as viewers set what is typed into forms and notes: in lines, as large as it fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pdfminer.fontmetrics import FONT_METRICS

from extractors.pdf.source.fields import Typed
from extractors.pdf.source.geometry import Box

PADDING = 2.0
"""Points between the box and its text."""
LEADING = 1.15
"""Line height as a multiple of the size."""
LARGEST, SMALLEST = 12.0, 3.0
"""Points: sizes that text is set in where none is named, and where it would not fit."""
DESCENT = 0.21
"""Share of the size below the base line."""
LONGEST = 20_000
"""Characters that are set; no form holds more."""
_WIDTHS: dict[str, int] = FONT_METRICS["Helvetica"][1]
_USUAL_WIDTH = 556
"""Thousandths of the size: width of a figure, for signs that the font does not have."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A character and its box, on the page as displayed."""

    text: str
    box: Box


def typeset(typed: Typed, box: Box) -> tuple[float, list[Placed]]:
    """The size of the text, and its characters in their places, spaces among them."""
    x0, top, x1, bottom = box
    width, height = max(x1 - x0 - 2 * PADDING, 1.0), max(bottom - top, 1.0)
    size = typed.size or LARGEST
    lines = _wrapped(typed.text, width, size)
    while len(lines) * LEADING * size > height and size > SMALLEST:
        size = max(size - 0.5, SMALLEST)
        lines = _wrapped(typed.text, width, size)
    leading = min(LEADING * size, height / len(lines))
    start = top if typed.from_top or len(lines) > 1 else top + (height - leading) / 2
    placed = []
    for number, line in enumerate(lines):
        upper = start + number * leading
        x = x0 + PADDING
        for character in line:
            end = x + _width(character, size)
            placed.append(Placed(character, (x, upper, end, upper + size)))
            x = end
        placed.append(Placed(" ", (x, upper, x + _width(" ", size), upper + size)))
    return size, placed


def _wrapped(text: str, width: float, size: float) -> list[str]:
    return [line for paragraph in text[:LONGEST].split("\n") for line in _lines(paragraph, width, size)] or [""]


def _lines(paragraph: str, width: float, size: float) -> Iterator[str]:
    line: list[str] = []
    taken, space = 0.0, _width(" ", size)
    for word in paragraph.split():
        wide = sum(_width(character, size) for character in word)
        if line and taken + space + wide > width:
            yield " ".join(line)
            line, taken = [], 0.0
        taken += wide + (space if line else 0.0)
        line.append(word)
    yield " ".join(line)


def _width(character: str, size: float) -> float:
    return _WIDTHS.get(character, _USUAL_WIDTH) * size / 1000
