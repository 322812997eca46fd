"""Boxes to tick before lines of words, which the models take for letters or do not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.pdf.scans.lines_drawn import Grey
from extractors.pdf.scans.raster import Mask, Rectangle, pieces_of, runs_of
from extractors.pdf.scans.type import Sign, TypeLine

EMPTY, TICKED = "☐", "☒"
REACH = 2.0
"""Times the size that a box stands before its line at most, where it was not read as a part of it."""
SMALLEST, LARGEST = 0.6, 1.3
"""Times the size that a box is wide and high; small letters are half of it."""
SQUAT = 1.35
"""Times that it is wider than high, or higher than wide, at most."""
DARK = 60
"""Levels of grey below the ground from which on a pixel is ink."""
EDGE, DRAWN = 3, 0.75
"""Pixels in which the edge of a box lies, and the share of a row of them that is inked; of an O it is half."""
CLEAR = 0.15
"""Share of the inner half of a box that is inked at most when it is empty."""
ASIDE = 0.4
"""Times the size by which signs under one another begin apart at most."""
FAR = 3.5
"""Times the size between lines of one list of boxes at most."""
APART = 0.2
"""Times the size: white after a sign, at least; between letters of a word there is less."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What stands by itself at the beginning of a line, in pixels, and where the words begin."""

    box: Rectangle
    words: int


def add_boxes(lines: Sequence[TypeLine], grey: Grey) -> None:
    """Write a sign before lines that begin with a box, and before those that have a cross or tick in its place."""
    begun = [(line, first) for line in lines if line.signs and (first := _first(line, grey)) is not None]
    boxes = [(line, mark.box) for line, mark in begun if _is_box(line, mark.box, grey)]
    boxed = {id(line) for line, _ in boxes}
    for line, mark in begun:
        if id(line) in boxed:
            _write(line, mark, EMPTY if _inside(_inked(grey, mark.box)) <= CLEAR else TICKED)
        elif any(_is_listed(line, mark.box, other, box) for other, box in boxes):
            _write(line, mark, TICKED)


def _first(line: TypeLine, grey: Grey) -> _Mark | None:
    """The first that stands by itself before a line or at its beginning, as large as a letter, in pixels."""
    letters = [sign for sign in line.signs if not sign.text.isspace()][:2]
    left, right = max(round(letters[0].x0 - REACH * line.size), 0), round(letters[-1].x1)
    top, bottom = max(round(line.base - line.size), 0), round(line.base + 0.3 * line.size)
    runs = runs_of(_inked(grey, (left, top, right, bottom)))
    pieces = sorted(runs.box(members) for members in pieces_of(runs))
    ruled = max((place + 1 for place, piece in enumerate(pieces) if piece[3] - piece[1] >= bottom - top), default=0)
    if len(pieces) < ruled + 2:
        return None
    (x0, upper, x1, lower), following = pieces[ruled], pieces[ruled + 1]
    sized = SMALLEST * line.size <= lower - upper <= LARGEST * line.size and x1 - x0 <= LARGEST * line.size
    alone = following[0] - x1 >= APART * line.size
    if not (sized and alone):
        return None
    return _Mark((left + x0, top + upper, left + x1, top + lower), left + following[0])


def _inked(grey: Grey, box: Rectangle) -> Mask:
    x0, top, x1, bottom = box
    part = grey[top:bottom, x0:x1]
    around = grey[max(top - EDGE, 0) : bottom + EDGE, max(x0 - EDGE, 0) : x1 + EDGE]
    ground = np.percentile(around, 90) if around.size else 0.0
    return np.asarray(part < ground - DARK)


def _is_box(line: TypeLine, box: Rectangle, grey: Grey) -> bool:
    """Whether a mark has four straight edges; a square that is full is a bullet."""
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if width < SMALLEST * line.size or max(width, height) > SQUAT * min(width, height):
        return False
    ink = _inked(grey, box)
    sides = (ink[:EDGE], ink[-EDGE:], ink[:, :EDGE].T, ink[:, -EDGE:].T)
    return all(side.mean(axis=1).max() >= DRAWN for side in sides) and _inside(ink) < 1 - CLEAR


def _inside(ink: Mask) -> float:
    height, width = ink.shape
    return float(ink[height // 4 : height - height // 4, width // 4 : width - width // 4].mean())


def _is_listed(line: TypeLine, mark: Rectangle, other: TypeLine, box: Rectangle) -> bool:
    """Whether a mark stands where a line above or below has a box."""
    near = 0 < abs(other.base - line.base) <= FAR * line.size
    return near and max(abs(mark[0] - box[0]), abs(mark[2] - box[2])) <= ASIDE * line.size


def _write(line: TypeLine, mark: _Mark, sign: str) -> None:
    """Put a sign at the beginning of a line, in place of what was read there."""
    kept = [each for each in line.signs if each.x1 > mark.words]
    while kept and kept[0].text.isspace():
        del kept[0]
    if kept:
        kept[0] = replace(kept[0], x0=max(kept[0].x0, mark.words))
    x0, _, x1, _ = mark.box
    line.signs[:] = [Sign(sign, x0, x1, 1.0), Sign(" ", x1, mark.words, 1.0), *kept]
