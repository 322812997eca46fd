"""Boxes to tick that a page draws with lines or fills, as the signs that they look like: empty, ticked, crossed, full.

A sign is put beside the words that its box belongs to. A box alone is put where it stands only when it is marked: what
stands around it, in a table of columns to tick, says the rest. Dots of a colour alone are no boxes: they say a status.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.pdf.box_outlines import OVER, Outline, is_box, outlines_of
from extractors.pdf.decoration import MEETING, WordIndex
from extractors.pdf.rulings import Ruling
from extractors.pdf.source.canvas import TICK_BOX
from extractors.pdf.source.colours import is_white
from extractors.pdf.source.geometry import Box, box_of
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.words import Word
from models.reference.rag import is_grey

LEAST_OF_TEXT = 0.55
"""Share of the letters' size from which on an outline beside words is a box to tick; smaller ones are bullets."""

LEAST_MARK = 0.3
"""Share of a box's side that its mark is at least long."""

BESIDE = 1.6
"""Times the size of the letters that a box may stand from its words."""

ALIKE = 0.2
"""Share by which the sides of boxes of one list may differ."""

LIST_REACH = 150.0
"""Points within which the boxes of one list follow each other, side by side or one under the other."""

IN_LINE = 3.0
"""Points by which the middles of boxes of one list may be out of line."""

_TICKS, _CROSSES, _DOTS = frozenset("✓✔🗸Vv/√"), frozenset("XxХх×✕✖✗✘☓"), frozenset("•●■⬛")


@dataclass(slots=True)
class TickBoxes:
    """The signs of a page's boxes, as words, and the `id`s of the shapes, fills, lines and words that they replace."""

    signs: list[Word] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


def find_tick_boxes(
    shapes: Sequence[Shape], areas: Sequence[Fill], segments: Sequence[Ruling], words: Sequence[Word]
) -> TickBoxes:
    """The drawn boxes to tick of a page that lies upright."""
    outlines = outlines_of(shapes, areas, segments) if words else []
    if not outlines:
        return TickBoxes()
    index = WordIndex(words)
    drawn: list[Shape | Fill] = [*areas, *shapes]
    small = [item for item in drawn if _length(box_of(item)) <= TICK_BOX + 2 * OVER]
    lines = [line for line in segments if line.length <= TICK_BOX + 2 * OVER]
    boxes = [box for box in outlines if _is_clear(box, index)]
    for box in boxes:
        _look_into(box, small, lines)
    boxes += _full_ones(boxes, small)
    return _signs(boxes, words, index)


def _is_clear(box: Outline, index: WordIndex) -> bool:
    """Whether no letters stand in a box but those that mark it."""
    for word in index.around(box.middle[1], box.box[0], box.box[2]):
        sign = _sign_in(word)
        if sign and box.box[0] <= (word.x0 + word.x1) / 2 <= box.box[2]:
            box.mark, box.parts = sign, [*box.parts, id(word)]
        elif min(word.x1, box.box[2]) - max(word.x0, box.box[0]) > MEETING:
            return False
    return True


def _look_into(box: Outline, small: Iterable[Shape | Fill], lines: Iterable[Ruling]) -> None:
    """Note what is drawn in a box."""
    inner = [item for item in small if id(item) not in box.parts and _marks(box_of(item), box)]
    box.parts += map(id, inner)
    for item in inner:
        if (isinstance(item, Fill) or item.filled) and not is_white(item.colour):
            box.mark, box.colour = box.mark or "full", item.colour
    drawn = [item for item in inner if isinstance(item, Shape) and not item.filled and not item.hollow]
    slants = sorted(box_of(item) for item in drawn)
    level = [id(line) for line in lines if id(line) not in box.parts and _lies_in(line, box)]
    box.parts += level
    if slants or level:
        crossed = any(all(abs(a - b) <= OVER / 2 for a, b in zip(*pair, strict=True)) for pair in pairwise(slants))
        box.mark = "cross" if crossed or not slants else "tick"


def _sign_in(word: Word) -> str:
    if word.text in _TICKS:
        return "tick"
    return "cross" if word.text in _CROSSES else "full" if word.text in _DOTS else ""


def _marks(item: Box, box: Outline) -> bool:
    """Whether something drawn may be the mark of a box: it lies in it, reaches little over it, and is no dot."""
    x, y = (item[0] + item[2]) / 2, (item[1] + item[3]) / 2
    inside = box.box[0] <= x <= box.box[2] and box.box[1] - OVER / 2 <= y <= box.box[3]
    return inside and LEAST_MARK * box.side <= _length(item) <= box.side + 2 * OVER


def _length(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _lies_in(line: Ruling, box: Outline) -> bool:
    along, at = ((0, 2), (1, 3)) if line.level else ((1, 3), (0, 2))
    return (
        box.box[at[0]] < line.at < box.box[at[1]]
        and box.box[along[0]] - OVER <= line.start
        and line.end <= box.box[along[1]] + OVER
        and line.length >= LEAST_MARK * box.side
    )


def _full_ones(boxes: Sequence[Outline], small: Iterable[Shape | Fill]) -> list[Outline]:
    """Squares and discs that are full, with no outline of their own, in a list with boxes that have one."""
    taken = {part for box in boxes for part in box.parts}
    found: list[Outline] = []
    for item in small:
        if isinstance(item, Shape) and not item.filled:
            continue
        if id(item) in taken or is_white(item.colour) or not is_box(box_of(item)):
            continue
        one = Outline(box_of(item), isinstance(item, Shape), [id(item)], "full", item.colour)
        if any(_is_of_one_list(one, box) for box in boxes):
            found.append(one)
    return found


def _is_of_one_list(one: Outline, other: Outline) -> bool:
    across, down = abs(one.middle[0] - other.middle[0]), abs(one.middle[1] - other.middle[1])
    alike = abs(one.side - other.side) <= ALIKE * max(one.side, other.side) + MEETING
    return alike and min(across, down) <= IN_LINE and max(across, down) <= LIST_REACH


def _signs(boxes: Sequence[Outline], words: Sequence[Word], index: WordIndex) -> TickBoxes:
    found = TickBoxes()
    marks = {part for box in boxes for part in box.parts}
    for box in boxes:
        hued = box.colour is not None and not is_grey(box.colour)
        if hued and not any(other is not box and _is_of_one_list(box, other) for other in boxes):
            continue
        beside = _beside(box, index, marks)
        if beside is not None and box.side >= LEAST_OF_TEXT * beside.style.size:
            found.signs.append(_word(box, beside.style.size, beside))
        elif beside is None and box.mark and not hued and not box.round:
            found.signs.append(_word(box, box.side, words[0]))
        else:
            continue
        found.taken.update(box.parts)
    return found


def _beside(box: Outline, index: WordIndex, marks: set[int]) -> Word | None:
    """The word that a box stands beside: the next one, else the one before it."""
    reach = BESIDE * TICK_BOX
    near = [
        word for word in index.around(box.middle[1], box.box[0] - reach, box.box[2] + reach) if id(word) not in marks
    ]
    after = [word for word in near if -MEETING <= word.x0 - box.box[2] <= BESIDE * word.style.size]
    before = [word for word in near if -MEETING <= box.box[0] - word.x1 <= BESIDE * word.style.size]
    return after[0] if after else before[-1] if before else None


def _word(box: Outline, size: float, like: Word) -> Word:
    x0, top, x1, bottom = box.box
    lone = not (like.top <= box.middle[1] <= like.bottom)
    return Word(
        [],
        box.sign,
        x0,
        top if lone else like.top,
        x1,
        bottom if lone else like.bottom,
        bottom if lone else like.base,
        replace(like.style, size=size, bold=False, colour=None) if lone else like.style,
        0,
        like.order,
        spaced=True,
    )
