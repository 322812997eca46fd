"""A picture of a page read: straightened, its lines, areas and words told, as the content of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.pdf.scans.boxes import add_boxes
from extractors.pdf.scans.certainty import doubtful_signs
from extractors.pdf.scans.discs import discs_of, without_discs
from extractors.pdf.scans.dots import dots_before
from extractors.pdf.scans.engine import TALL, Engine, Letter, Picture
from extractors.pdf.scans.grounds import Ground, grounds_of
from extractors.pdf.scans.lines_drawn import Grey, level_lines, upright_lines, without_lines
from extractors.pdf.scans.lines_unseen import outer_edges, unseen_level, unseen_upright
from extractors.pdf.scans.raster import Rectangle
from extractors.pdf.scans.straight import skew_of
from extractors.pdf.scans.type import DESCENT, TypeLine, set_line, settle_sizes
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Glyph, PageContent, Shape, Stroke, Style
from extractors.pdf.source.regions import Patch, Region
from extractors.pdf.upright import Frame

DPI = 200
"""Dots an inch at which pages are looked at: office scanners' own, and letters of 8 points have 15 pixels."""
STRAIGHT = 0.1
"""Degrees under which a page is left as it is: over its width that is a pixel for a line of words."""
FONT = "recognised"
GRAIN, DARKEST_PAPER = 4, 160
"""Levels by which a scanner's grain spreads the colour of paper, and the darkest that is taken for paper."""
TRIED = 4
"""Lines that are read to see whether a page is upside down."""
READABLE = 0.8
"""Mean confidence under which lines may be upside down; lines the right way up have over 0.95."""
LONGEST_STROKE = 80
"""Pixels: 29 points; three letters over one another, or one of a large heading, are no longer."""
LONGEST_BLUR = 160
"""Pixels: 58 points, a long word."""
EDGE = 6
"""Pixels within the box of a line of words that are white, so that a ruling there parts cells."""


@dataclass(frozen=True, slots=True)
class Upright:
    """The picture of a page the right way up, and how it was turned: degrees of skew, and quarter turns clockwise."""

    picture: Picture
    lines: list[Rectangle]
    skew: float
    turn: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen on a page the right way up, in pixels; each line of words with its turn."""

    rulings: Sequence[Rectangle]
    lines: Sequence[tuple[TypeLine, int]]
    grounds: Sequence[Ground]
    dots: Sequence[Rectangle]


def read_page(picture: Image.Image, number: int, engine: Engine, dpi: float = DPI) -> PageContent:
    """The content of a page by its picture, as displayed."""
    upright = _upright(_with_white_paper(np.asarray(picture.convert("RGB"))), engine)
    grey: Grey = upright.picture.max(axis=2).astype(np.int16)  # by which a line is darker than the green beside it too
    level = [line for line in level_lines(grey) if not _is_letters(line, upright.lines)]
    across = [line for line in upright_lines(grey) if not _is_letters(line, upright.lines)]
    discs = [Ground(box, colour, disc=True) for box, colour in discs_of(upright.picture)]
    bare = without_discs(without_lines(upright.picture, [*level, *across]), [disc.box for disc in discs])
    grounds = [*grounds_of(without_discs(upright.picture, [disc.box for disc in discs])), *discs]
    areas = [ground.box for ground in grounds if not ground.disc]
    level += unseen_level(level, areas, upright.lines)
    across += unseen_upright(across, areas, upright.lines)
    edges, sides = outer_edges(areas, level, across)
    level, across = [*level, *edges], [*across, *sides]
    boxes = [part for box in upright.lines for part in _parted(box, across)]
    lines = [(line, turn) for box in boxes for line, turn in [_read(bare, box, engine)] if line is not None]
    settle_sizes([line for line, _ in lines])
    add_boxes([line for line, turn in lines if turn == 0], grey)
    seen = Seen(
        rulings=[*level, *across],
        lines=lines,
        grounds=grounds,
        dots=dots_before([line for line, turn in lines if turn == 0], grey, [*boxes, *(disc.box for disc in discs)]),
    )
    return _content(number, upright, seen, (picture.width, picture.height), 72 / dpi)


def _with_white_paper(picture: Picture) -> Picture:
    """The picture with its paper white: scans have it grey or yellow."""
    light = picture[::4, ::4].reshape(-1, 3)
    paper = np.array([_commonest(np.bincount(light[:, channel], minlength=256)) for channel in range(3)])
    if (paper >= 253).all():
        return picture
    white = np.minimum(np.arange(256)[:, np.newaxis] * (255 / paper), 255).astype(np.uint8)
    return np.stack([white[picture[:, :, channel], channel] for channel in range(3)], axis=2)


def _commonest(counts: NDArray[np.int64]) -> int:
    """The commonest light level, of all within the grain around it."""
    smooth = np.convolve(counts, np.ones(2 * GRAIN + 1), "same")
    return int(smooth[DARKEST_PAPER:].argmax()) + DARKEST_PAPER


def _upright(picture: Picture, engine: Engine) -> Upright:
    skew = skew_of(picture)
    if abs(skew) >= STRAIGHT:
        turned = Image.fromarray(picture).rotate(skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        picture = np.asarray(turned)
    else:
        skew = 0.0
    lines = engine.find_lines(picture)
    turn = 0
    if _area(box for box in lines if _is_tall(box)) > _area(box for box in lines if not _is_tall(box)):
        picture, turn = np.ascontiguousarray(np.rot90(picture)), 90
        lines = engine.find_lines(picture)
    longest = sorted((box for box in lines if not _is_tall(box)), key=lambda box: box[0] - box[2])[:TRIED]
    if longest and _sureness(picture, longest, engine) < READABLE:
        other = np.ascontiguousarray(picture[::-1, ::-1])
        height, width = picture.shape[:2]
        flipped = [(width - x1, height - bottom, width - x0, height - top) for x0, top, x1, bottom in longest]
        if _sureness(other, flipped, engine) > _sureness(picture, longest, engine):
            picture, turn = other, turn + 180
            lines = [(width - x1, height - bottom, width - x0, height - top) for x0, top, x1, bottom in lines]
    return Upright(picture, lines, skew, turn % 360)


def _sureness(picture: Picture, boxes: Sequence[Rectangle], engine: Engine) -> float:
    read = [engine.read_line(picture[top:bottom, x0:x1]) for x0, top, x1, bottom in boxes]
    return float(np.mean([_mean(letters) for letters in read]))


def _mean(letters: Sequence[Letter]) -> float:
    return float(np.mean([letter.confidence for letter in letters])) if letters else 0.0


def _area(boxes: Iterable[Rectangle]) -> int:
    return sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes)


def _is_tall(box: Rectangle) -> bool:
    x0, top, x1, bottom = box
    return bottom - top >= TALL * (x1 - x0)


def _is_letters(stroke: Rectangle, lines: Iterable[Rectangle]) -> bool:
    """Whether a short stroke lies in lines of words for most of its length: strokes of letters that touch.

    In the midst of a line it may be longer: blurred letters beside one another look like one.
    """
    x0, top, x1, bottom = stroke
    is_level = x1 - x0 >= bottom - top
    if max(x1 - x0, bottom - top) > (LONGEST_BLUR if is_level else LONGEST_STROKE):
        return False
    inside = 0
    for left, upper, right, lower in lines:
        edge = 0 if is_level else EDGE  # a level stroke may be as long as its word
        midst = (lower - upper) / 4 if x1 - x0 > LONGEST_STROKE else 0
        if x0 >= left + edge and x1 <= right - edge and top < lower - midst and bottom > upper + midst:
            inside += min(bottom, lower) - max(top, upper)
    return inside >= (bottom - top) / 2


def _parted(box: Rectangle, across: Iterable[Rectangle]) -> Iterator[Rectangle]:
    """The box of a line of words, cut at the rulings that cross it: the words beside them are of two cells."""
    x0, top, x1, bottom = box
    if not _is_tall(box):
        crossing = (line for line in across if line[1] <= top + EDGE and line[3] >= bottom - EDGE)
        cuts = sorted(left for left, *_ in crossing if x0 + EDGE < left < x1 - EDGE)
        for cut in cuts:
            if cut - 1 - x0 > 4:
                yield (x0, top, cut - 1, bottom)
            x0 = cut + 3
    if x1 - x0 > 4 and bottom - top > 4:
        yield (x0, top, x1, bottom)


def _read(picture: Picture, box: Rectangle, engine: Engine) -> tuple[TypeLine | None, int]:
    """A line in a box and how it is turned; of a turned one, in pixels of the picture turned upright."""
    x0, top, x1, bottom = box
    part = picture[top:bottom, x0:x1]
    if not _is_tall(box):
        return set_line(engine.read_line(part), part, box), 0
    height, width = picture.shape[:2]
    rising, falling = np.ascontiguousarray(np.rot90(part, -1)), np.ascontiguousarray(np.rot90(part))
    up, down, level = (engine.read_line(each) for each in (rising, falling, part))
    best = max(up, down, level, key=_mean)
    if best is level:
        return set_line(level, part, box), 0
    if best is up:
        return set_line(up, rising, (height - bottom, x0, height - top, x1)), 270
    return set_line(down, falling, (top, width - x1, bottom, width - x0)), 90


def _content(number: int, upright: Upright, seen: Seen, size: tuple[int, int], point: float) -> PageContent:
    """All that was seen as the content of a page; `point` are points a pixel."""
    frame = Frame(upright.turn, size[0] * point, size[1] * point)

    def placed(box: tuple[float, float, float, float]) -> Box:
        x0, top, x1, bottom = (value * point for value in box)
        return frame.box_out((x0, top, x1, bottom))

    fills = tuple(Fill(*placed(ground.box), ground.colour, 0) for ground in seen.grounds if not ground.disc)
    discs = [(ground.box, ground.colour) for ground in seen.grounds if ground.disc]
    height, width = upright.picture.shape[:2]
    return PageContent(
        number=number,
        width=frame.width,
        height=frame.height,
        glyphs=tuple(
            _placed_glyph(text, placed(_turned_back(box, turn, width, height)), style, turn + frame.turn)
            for line, turn in seen.lines
            for text, box, style in _letters(line, point)
        ),
        strokes=tuple(_stroke(*placed(line)) for line in seen.rulings),
        fills=fills,
        shapes=tuple(
            Shape(*placed(box), colour, filled=True, order=0)
            for box, colour in (*discs, *((dot, "#000000") for dot in seen.dots))
        ),
        pictures=(),
        patches=tuple(Patch(Region((fill.x0, fill.top, fill.x1, fill.bottom)), fill.colour, 0) for fill in fills),
        recognised=True,
        skew=upright.skew,
    )


def _placed_glyph(text: str, box: Box, style: Style, turn: int) -> Glyph:
    return Glyph(text, *box, replace(style, angle=turn % 360))


def _stroke(x0: float, top: float, x1: float, bottom: float) -> Stroke:
    """A ruling as a stroke, which has no thickness of its own."""
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Stroke(x0, middle, x1, middle, bottom - top, "#000000", 0)
    middle = (x0 + x1) / 2
    return Stroke(middle, top, middle, bottom, x1 - x0, "#000000", 0)


def _letters(line: TypeLine, point: float) -> Iterator[tuple[str, tuple[float, float, float, float], Style]]:
    """The letters of a line with their boxes in pixels of the picture on which it is level."""
    top, bottom = line.base - (1 - DESCENT) * line.size, line.base + DESCENT * line.size
    size = line.size * point
    sure = Style(FONT, size, DESCENT * size, bold=False, italic=False, colour=line.ink)
    unsure = replace(sure, unsure=True)
    for sign, doubt in zip(line.signs, doubtful_signs(line), strict=True):
        yield sign.text, (sign.x0, top, sign.x1, bottom), unsure if doubt else sure


def _turned_back(
    box: tuple[float, float, float, float], turn: int, width: int, height: int
) -> tuple[float, float, float, float]:
    """A box of a turned line's own picture on the page, which is so wide and high."""
    x0, top, x1, bottom = box
    if turn == 270:
        return (top, height - x1, bottom, height - x0)
    if turn == 90:
        return (width - bottom, x0, width - top, x1)
    return box
