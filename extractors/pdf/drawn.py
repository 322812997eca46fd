"""What a page shows that is no text: pictures, drawings by hand, and letters drawn as outlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.pdf.source.geometry import Box, area_of, box_of, centred_in, intersect, lies_in
from extractors.pdf.source.model import Picture, Shape
from extractors.pdf.words import Word

SMALLEST = 4.0
"""Points: what is smaller on either side is a dot or a spacer."""

HOME = 0.6
"""Share of a picture that lies in the one cell it belongs to."""

MUCH = 0.3
"""Share of a cell from which on a picture across several cells is shown in it."""

LARGEST_LETTER = 24.0
"""Points: letters drawn as outlines are no larger, on either side."""

LINE = 12
"""Outlines side by side that make a line of text, and in a cell a word or two."""

WIDE = 60.0
"""Points a line of outlined letters is long at least."""

SLOT = 6.0
"""Points of height within which outlines stand on one line."""

OUTLINED_LINES = 4
"""Lines of letters drawn as outlines that no logo has."""

WORDS_ON = 5
"""Words from which on a picture under them is the ground of a page."""


def without_grounds(pictures: Iterable[Picture], words: Sequence[Word]) -> list[Picture]:
    """The pictures that words are not set on."""
    shown = [p for p in pictures if min(p.x1 - p.x0, p.bottom - p.top) >= SMALLEST]
    return [picture for picture in shown if len(_words_on(picture, words)) < WORDS_ON]


def _words_on(picture: Picture, words: Sequence[Word]) -> list[Word]:
    box = box_of(picture)
    return [word for word in words if word.order >= picture.order and centred_in(word.page_box, box)]


def shown_in(box: Box, pictures: Iterable[Picture], words: Sequence[Word]) -> int:
    """How many pictures a cell shows that is `box` and holds `words`; one that its words are set on is its ground."""
    count = 0
    for picture in pictures:
        shared = intersect(box, box_of(picture))
        if shared is None:
            continue
        size = area_of(shared)
        home = size >= HOME * area_of(box_of(picture))
        if (home or size >= MUCH * area_of(box)) and not _words_on(picture, words):
            count += 1
    return count


def letters(shapes: Iterable[Shape], words: Sequence[Word]) -> list[Shape]:
    """The shapes of the size of letters that are not on or beside a word."""
    small = [s for s in shapes if s.filled and max(s.x1 - s.x0, s.bottom - s.top) <= LARGEST_LETTER]
    if len(small) < LINE:
        return []
    boxes = [word.page_box for word in words]
    return [shape for shape in small if not any(_meets(shape, box) for box in boxes)]


def _meets(shape: Shape, box: Box) -> bool:
    return shape.x0 < box[2] and shape.x1 > box[0] and shape.top < box[3] and shape.bottom > box[1]


def lines_of(outlines: Iterable[Shape]) -> int:
    """How many lines of text some outlined letters make."""
    lines: dict[int, list[Shape]] = {}
    for shape in outlines:
        lines.setdefault(round(shape.bottom / SLOT), []).append(shape)
    wide = [line for line in lines.values() if max(s.x1 for s in line) - min(s.x0 for s in line) >= WIDE]
    return sum(len(line) >= LINE for line in wide)


def drawn_in(box: Box, shapes: Iterable[Shape], outlines: Iterable[Shape], *, empty: bool) -> bool:
    """Whether a cell shows a drawing, or words as outlines; `empty`: it says nothing, in words or by a mark."""
    inside = [shape for shape in shapes if _is_inside(shape, box)] if empty else []
    if any(max(shape.x1 - shape.x0, shape.bottom - shape.top) >= SMALLEST for shape in inside):
        return True
    return sum(_is_inside(shape, box) for shape in outlines) >= LINE


def _is_inside(shape: Shape, box: Box) -> bool:
    place = box_of(shape)
    return lies_in(place, box, slack=-1.0) and area_of(place) <= 0.9 * area_of(box)


def repeated(pages: Iterable[Sequence[Picture]]) -> set[Box]:
    """The places, in whole points, at which pictures stand on more than one page: letterheads and logos."""
    places = Counter(place for pictures in pages for place in {place_of(picture) for picture in pictures})
    return {place for place, times in places.items() if times > 1}


def place_of(picture: Picture) -> Box:
    """A picture's place in whole points."""
    return (round(picture.x0), round(picture.top), round(picture.x1), round(picture.bottom))
