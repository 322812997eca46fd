"""Letters that were read set as type: sizes, base lines and boxes, as a file with text would tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.scans.engine import Letter, Picture
from extractors.pdf.scans.raster import Mask, Rectangle, runs_of

ASCENT, X_HEIGHT, DESCENT = 0.72, 0.52, 0.21
"""Shares of the size that capitals, small letters and the tails of letters have in text faces."""
LOW = frozenset("acegmnopqrsuvwxyz.,:;…_-–—·•~+=<>*")
"""Letters and signs that reach no higher than small letters do."""
ALIKE = 0.14
"""Share of the size within which lines are of one size: measured on a raster, it is out by a pixel or two."""
SPACE = 0.33
"""Share of the size: white between letters from which on a space stands there that was not read."""
CONTRAST = 0.45
"""Share of the way from ground to the strongest ink from which on a pixel is ink."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A letter, or a space, in pixels of the picture; `confidence` is that of its word."""

    text: str
    x0: float
    x1: float
    confidence: float


@dataclass(slots=True)
class TypeLine:
    """A line of text in pixels of the picture on which it is level; `ink` is its colour."""

    signs: list[Sign]
    base: float
    size: float
    ink: str

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(sign.text for sign in self.signs)


def set_line(letters: Sequence[Letter], picture: Picture, box: Rectangle) -> TypeLine | None:
    """The line that letters make on the part of a picture in `box`; None when it holds no ink."""
    x0, top, _, _ = box
    ink, colour = _ink(picture)
    rows = np.flatnonzero(ink.sum(axis=1) >= 1)
    if not len(rows) or not letters:
        return None
    band = _tallest(ink)
    text = "".join(letter.text for letter in letters)
    above = X_HEIGHT if all(sign in LOW or sign.isspace() for sign in text) else ASCENT
    foot = _foot(ink, band)
    size = max((foot - band[0]) / above, 1.0)
    inked: Mask = np.asarray(ink.any(axis=0))
    signs = list(_signs(letters, inked, size))
    moved = [Sign(sign.text, x0 + sign.x0, x0 + sign.x1, sign.confidence) for sign in signs]
    return TypeLine(moved, top + foot, size, colour)


def settle_sizes(lines: Sequence[TypeLine]) -> None:
    """Give lines that are nearly of one size that size, the most letters first; the base line stays."""
    left = sorted(lines, key=lambda line: -len(line.signs))
    while left:
        near = [line for line in left if abs(line.size - left[0].size) <= ALIKE * left[0].size]
        size = median(line.size for line in near)
        for line in near:
            line.size = size
        left = [line for line in left if not any(line is other for other in near)]


def _ink(picture: Picture) -> tuple[Mask, str]:
    """Which pixels of a line are ink, and the colour of the ink as #rrggbb."""
    values = picture.astype(np.int16)
    ground = np.median(values.reshape(-1, 3), axis=0)
    away = np.abs(values - ground).max(axis=2)
    strongest = float(np.percentile(away, 99.5))
    ink: Mask = away > max(CONTRAST * strongest, 24)
    if not ink.any():
        return ink, "#000000"
    core = values[away >= 0.9 * strongest].reshape(-1, 3)
    mean = np.median(core, axis=0) if len(core) else ground
    return ink, _colour(mean)


def _colour(value: NDArray[np.float64]) -> str:
    """A colour; what is nearly grey and dark is black, what is nearly white is white."""
    spread = float(value.max() - value.min())
    if spread < 40:
        return "#000000" if float(value.mean()) < 128 else "#ffffff"
    return "#" + "".join(f"{round(part):02x}" for part in value)


def _tallest(ink: Mask) -> tuple[int, int]:
    """First row and the one after the last of the line's own ink: neighbouring lines reach into its picture."""
    counts = ink.sum(axis=1)
    runs = runs_of((counts > 0)[np.newaxis, :])
    weights = [counts[start:end].sum() for start, end in zip(runs.start, runs.end, strict=True)]
    place = int(np.argmax(weights))
    first, last = int(runs.start[place]), int(runs.end[place])
    # dots of i and accents are parted from their letters by a row or two
    if place and first - int(runs.end[place - 1]) <= 3 and weights[place - 1] < weights[place] / 2:
        first = int(runs.start[place - 1])
    return first, last


def _foot(ink: Mask, band: tuple[int, int]) -> int:
    """The row after that on which the letters stand: below it there is much less ink, tails and commas alone."""
    counts = np.append(ink.sum(axis=1), 0)
    middle = (band[0] + band[1]) // 2
    falls = counts[middle : band[1]] - counts[middle + 1 : band[1] + 1]
    return middle + int(np.argmax(falls)) + 1


def _signs(letters: Sequence[Letter], inked: NDArray[np.bool_], size: float) -> Iterator[Sign]:
    """The letters with their edges: half way to the next, at spaces and ends where the ink is."""
    width = len(inked)
    columns = np.flatnonzero(inked)
    begun, ended = float(columns[0]), float(columns[-1] + 1)
    kept = [letter for letter in letters if not letter.text.isspace()]
    if not kept:
        return
    spaced = _spaces(letters)
    edges: list[tuple[float, float]] = []
    left = min(begun, kept[0].at * width)
    for number, (here, after) in enumerate(pairwise(kept)):
        start, end = round(here.at * width), round(after.at * width)
        gap = _widest_white(inked, start, end)
        # white that reaches to where a letter was seen is of another gap: letters are seen a little off their place
        parts = gap is not None and start < gap[0] and gap[1] < end and gap[1] - gap[0] >= SPACE * size
        if number in spaced or parts:
            spaced.add(number)
            right, following = gap or ((here.at + after.at) / 2 * width,) * 2
        else:
            right = following = (here.at + after.at) / 2 * width
        edges.append((left, max(right, left + 1)))
        left = max(following, left + 1)
    edges.append((left, max(ended, left + 1)))
    sure = _by_word(kept, spaced)
    for number, (letter, (x0, x1)) in enumerate(zip(kept, edges, strict=True)):
        yield Sign(letter.text, x0, x1, sure[number])
        if number in spaced:
            yield Sign(" ", x1, edges[number + 1][0], 1.0)


def _spaces(letters: Sequence[Letter]) -> set[int]:
    """After which letters, counted without spaces, a space was read."""
    found: set[int] = set()
    count = 0
    for letter in letters:
        if letter.text.isspace():
            if count:
                found.add(count - 1)
        else:
            count += 1
    found.discard(count - 1)
    return found


def _widest_white(inked: NDArray[np.bool_], start: int, end: int) -> tuple[float, float] | None:
    """The widest stretch without ink between two columns, but for the margins of the line."""
    last = int(np.flatnonzero(inked)[-1])
    runs = runs_of(~inked[np.newaxis, start : min(end, last)])
    if not len(runs.row):
        return None
    place = int(np.argmax(runs.end - runs.start))
    return float(start + runs.start[place]), float(start + runs.end[place])


def _by_word(letters: Sequence[Letter], spaced: set[int]) -> list[float]:
    """For each letter the confidence of its word, which is that of its least sure letter."""
    sure: list[float] = []
    word: list[Letter] = []
    for number, letter in enumerate(letters):
        word.append(letter)
        if number in spaced or number == len(letters) - 1:
            sure += [min(one.confidence for one in word)] * len(word)
            word = []
    return sure
