"""Painted areas on a picture of a page: the colours that cover much of it, and the rectangles that they fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.scans.engine import Picture
from extractors.pdf.scans.raster import Mask, Rectangle, closed, pieces_of, runs_of

Colours = NDArray[np.float32]
"""Colours by place: red, green and blue from 0 to 255."""

BLOCK = 4
"""Pixels of a side of the squares that areas are made of: 1.4 points at 200 dpi."""
LIKE = 12
"""Levels per channel within which squares are of one colour: scanners and JPEG spread their means by 5 to 10."""
LEAST = 25
"""Squares of a colour from which on it is looked at: half of a dot of 10 points."""
MOST_COLOURS = 16
HOLE = 40
"""Blocks that words leave open in the area they stand on: a few lines, or a long word."""
SMALLEST = 4
"""Blocks of a side of the smallest area: 6 points."""
LARGEST_DISC = 60
"""Blocks: 86 points."""
PALE = 9
"""Levels per channel that a colour differs by from the paper at least."""
WHOLE = 0.95
"""Share of a rectangle that a colour and the words on it fill when it is one area: squares on its edges are mixed."""
MOSTLY = 0.75
"""Share of the squares along the edge of an area that have its colour; words begin beside it."""
ROUND = (0.7, 0.86)
"""Shares of the square around it that a disc fills (0.785)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A painted area in pixels; `disc` when it is round."""

    box: Rectangle
    colour: str
    disc: bool = False


def grounds_of(picture: Picture) -> list[Ground]:
    """The painted areas of a page whose paper is white."""
    squares = _squares(picture)
    words: Mask = np.asarray((squares < 255 - PALE).any(axis=2))  # all that is not paper, until areas are taken out
    ink = words.copy()
    solid = [(colour, _solid(_near(squares, colour) & words)) for colour in _colours(squares[words])]
    apart = _solid(~words)  # paper and every colour: what lies beyond another is another area
    for _, mask in solid:
        words &= ~mask
        apart |= mask
    found: dict[Ground, None] = {}  # in order; pieces left and right of words are widened to one and the same
    for colour, mask in solid:
        told = "#" + "".join(f"{round(part):02x}" for part in colour)
        near = _near(squares, colour)
        others = apart & ~mask
        for box, disc in _areas(_with_words(mask, words, others), words):
            found[Ground(_pixels(box if disc else _widened(box, near, ink & ~others)), told, disc)] = None
    return list(found)


def _squares(picture: Picture) -> Colours:
    """The mean colour of each square of the page: grain is gone from it, and words leave it between colours."""
    height, width = (side // BLOCK for side in picture.shape[:2])
    parts = picture[: height * BLOCK, : width * BLOCK].reshape(height, BLOCK, width, BLOCK, 3)
    means: Colours = parts.mean(axis=(1, 3), dtype=np.float32)
    return means


def _colours(squares: Colours) -> Iterator[Colours]:
    """The colours of squares, the commonest first."""
    for _ in range(MOST_COLOURS):
        coarse = squares.astype(np.int64) >> 3
        codes = (coarse[:, 0] << 10) | (coarse[:, 1] << 5) | coarse[:, 2]
        if len(codes) < LEAST:
            return
        fullest = int(np.bincount(codes).argmax())
        near = _near(squares, squares[codes == fullest].mean(axis=0))
        if near.sum() < LEAST:
            return
        yield squares[near].mean(axis=0)
        squares = squares[~near]


def _near(squares: Colours, colour: Colours) -> Mask:
    near: Mask = (np.abs(squares - colour) <= LIKE).all(axis=-1)
    return near


def _areas(squares: Mask, words: Mask) -> Iterator[tuple[Rectangle, bool]]:
    """The rectangles of a colour, and whether each is a disc; words along an edge do not part what they stand on."""
    runs = runs_of(squares)
    for members in pieces_of(runs):
        box = runs.box(members)
        x0, top, x1, bottom = box
        share = int((runs.end[members] - runs.start[members]).sum()) / ((x1 - x0) * (bottom - top))
        round_one = 0.8 <= (x1 - x0) / (bottom - top) <= 1.25 and ROUND[0] <= share <= ROUND[1]
        if round_one and x1 - x0 <= LARGEST_DISC:
            yield box, True
            continue
        inside = (slice(top, bottom), slice(x0, x1))
        if (squares[inside] | words[inside]).mean() >= WHOLE:
            yield box, False
            continue
        for part in _rectangles(runs.row[members], runs.start[members], runs.end[members]):
            yield part, False


def _widened(box: Rectangle, near: Mask, ink: Mask) -> Rectangle:
    """The area with what is left and right of words that stand close to its edge: a strip that is too thin by itself.

    near: squares of its colour; ink: all that is neither paper nor an area of another colour.
    """
    x0, top, x1, bottom = box
    x0 -= _strip_beside(near[top:bottom, :x0][:, ::-1], ink[top:bottom, :x0][:, ::-1])
    return x0, top, x1 + _strip_beside(near[top:bottom, x1:], ink[top:bottom, x1:]), bottom


def _strip_beside(near: Mask, ink: Mask) -> int:
    """How many columns of squares from the first on belong to an area, the last of them of its colour."""
    bare = np.flatnonzero(ink.mean(axis=0) < WHOLE)
    reach = int(bare[0]) if len(bare) else ink.shape[1]
    coloured = np.flatnonzero(near[:, :reach].mean(axis=0) >= MOSTLY)
    return int(coloured[-1]) + 1 if len(coloured) else 0


def _with_words(squares: Mask, words: Mask, apart: Mask) -> Mask:
    """The squares of a colour and those that words on it leave open, but none of paper or another colour.

    apart: areas of paper and of other colours, beyond which words are not on this one.
    """
    across = squares | (closed(squares, HOLE, apart) & words)
    return _solid(across | (closed(across.T, HOLE, apart.T).T & words))


def _solid(squares: Mask) -> Mask:
    """The squares that lie in a block of the smallest area all of which is of the colour."""
    core = squares.copy()
    for axis in (0, 1):
        shifted = core
        for step in range(1, SMALLEST):
            core = core & np.roll(shifted, -step, axis=axis)
    grown = core.copy()
    for axis in (0, 1):
        shifted = grown
        for step in range(1, SMALLEST):
            grown = grown | np.roll(shifted, step, axis=axis)
    return grown


def _rectangles(rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> Iterator[Rectangle]:
    """The rectangles of runs that begin and end alike on neighbouring rows."""
    open_ones: list[list[int]] = []
    for row, start, end in sorted(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)):
        match = next(
            (one for one in open_ones if one[3] == row and abs(one[0] - start) <= 1 and abs(one[2] - end) <= 1), None
        )
        if match is None:
            open_ones.append([start, row, end, row + 1])
        else:
            match[3] = row + 1
    for x0, top, x1, bottom in open_ones:
        if min(x1 - x0, bottom - top) >= SMALLEST:  # thinner ones would pass for rulings
            yield (x0, top, x1, bottom)


def _pixels(box: Rectangle) -> Rectangle:
    x0, top, x1, bottom = box
    return (x0 * BLOCK, top * BLOCK, x1 * BLOCK, bottom * BLOCK)
