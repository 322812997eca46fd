"""What belongs to words: underlines, strikes through what was withdrawn, boxes around them, colours behind them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.pdf.bins import bin_at, bins_between
from extractors.pdf.rulings import Ruling
from extractors.pdf.source.colours import is_white
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.words import Word, characters_between

STRIKE_BAND = (0.12, 0.5)
"""Shares of the size above the base line between which a strike runs: from the middle of small letters upwards."""

UNDERLINE_BAND = (-0.35, 0.1)
"""Shares of the size above the base line (below it when negative) between which an underline runs."""

END_SLACK = 2.0
"""Points by which the ends of a decoration may miss the ends of the letters it belongs to."""

LEAST_INKED = 0.1
"""Share of a strike's length that the letters it runs through take at least."""

MEETING = 1.0
"""Points by which a border may miss the one it meets."""

HUGGING = 2.4
"""Times the size of its letters up to which what is drawn around a word, or behind it, may be high."""

WIDEST_BOX = 150.0
"""Points up to which it may be wide: a few words."""

SNUG = 4.0
"""Points of white at most between words and a box drawn around them."""

LARGEST_TEXT = 14.0
"""Points: the largest size of text that is looked at for it."""

BUCKET = 16.0
"""Points of height of the bins in which words are looked up."""


class WordIndex:
    """Upright words by height, so that those around a line are found without looking at all."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._bins: dict[int, list[Word]] = {}
        for word in words:
            if word.turn == 0:
                for place in bins_between(word.top, word.bottom, BUCKET):
                    self._bins.setdefault(place, []).append(word)
        for bin_ in self._bins.values():
            bin_.sort(key=lambda word: word.x0)
        self._starts = {place: [word.x0 for word in bin_] for place, bin_ in self._bins.items()}
        self._widest = max((word.x1 - word.x0 for bin_ in self._bins.values() for word in bin_), default=0.0)

    def around(self, at: float, start: float, end: float) -> list[Word]:
        """Words at the height `at` that overlap the stretch from `start` to `end`, from left to right."""
        place = bin_at(at, BUCKET)
        words, starts = self._bins.get(place, []), self._starts.get(place, [])
        first, last = bisect_left(starts, start - self._widest), bisect_left(starts, end)
        return [word for word in words[first:last] if word.x1 > start and word.top - 2 <= at <= word.bottom + 2]


def take_decorations(segments: Sequence[Ruling], words: Sequence[Word]) -> list[Ruling]:
    """The segments that are no decoration of words. Words that are struck are told so (`Word.struck`)."""
    index = WordIndex(words)
    uprights = sorted((segment for segment in segments if not segment.level), key=lambda segment: segment.at)
    ends = _shared_ends(segments)
    rulings = []
    for segment in segments:
        if not segment.level or segment.length <= 0:
            rulings.append(segment)
            continue
        around = index.around(segment.at, segment.start, segment.end)
        struck = [word for word in around if _in_band(segment, word, STRIKE_BAND)]
        under = [word for word in around if _in_band(segment, word, UNDERLINE_BAND)]
        if struck and (_ends_with(segment, struck) or _runs_through(segment, struck, around, ends)):
            for word in struck:
                _strike(word, segment)
        elif not (under and _ends_with(segment, under)) or (
            _is_border(segment, uprights, ends) and not _has_their_ink(segment, under, uprights)
        ):
            rulings.append(segment)
        else:
            for word in under:
                word.under = _with_range(word.under, characters_between(word, segment.start, segment.end, END_SLACK))
    own = _note_boxes(rulings, uprights, index)
    return [ruling for ruling in rulings if id(ruling) not in own] if own else rulings


def _runs_through(segment: Ruling, struck: Sequence[Word], around: Sequence[Word], ends: set[tuple[int, int]]) -> bool:
    """Whether a segment strikes all the words it meets and runs on into the white beside them, as to a cell's edge.

    A border meets no words in their middle; should it do so by chance, the next cell's goes on from its end.
    """
    inked = sum(min(word.x1, segment.end) - max(word.x0, segment.start) for word in struck)
    if len(struck) < len(around) or inked < LEAST_INKED * segment.length:
        return False
    places = ((round(segment.start), round(segment.at)), (round(segment.end), round(segment.at)))
    return not any(place in ends for place in places)


def strike_out(words: Iterable[Word], boxes: Sequence[Box]) -> None:
    """Strike the words in some boxes, each as far as it lies in one."""
    for word in words if boxes else ():
        x0, top, x1, bottom = word.page_box
        for box in boxes:
            if box[0] <= x1 and x0 <= box[2] and box[1] <= (top + bottom) / 2 <= box[3]:
                reach = Ruling(level=True, at=0.0, start=box[0], end=box[2])
                _strike(word, reach if word.turn == 0 else replace(reach, start=word.x0, end=word.x1))


def note_surroundings(shapes: Iterable[Shape], areas: Iterable[Fill], words: Sequence[Word]) -> None:
    """Tell words of the rings drawn around them, and of the colours behind them that reach no further."""
    index: WordIndex | None = None
    drawn: list[Fill | Shape] = [*areas, *shapes]
    for item in drawn:
        height = item.bottom - item.top
        if height > HUGGING * LARGEST_TEXT or item.x1 - item.x0 > WIDEST_BOX:
            continue
        index = index or WordIndex(words)
        for word in index.around((item.top + item.bottom) / 2, item.x0, item.x1):
            middle = (word.top + word.bottom) / 2
            if height > HUGGING * word.size or not item.top <= middle <= item.bottom:
                continue
            held = characters_between(word, item.x0, item.x1)
            if held is None:
                continue
            if isinstance(item, Fill):
                if item.colour is not None and not is_white(item.colour):
                    word.ground = (*word.ground, (*held, item.colour))
            elif not item.filled and item.x1 - item.x0 > 0.5 * (word.x1 - word.x0):
                word.boxed = _with_range(word.boxed, held)


def _note_boxes(rulings: Sequence[Ruling], uprights: Sequence[Ruling], index: WordIndex) -> set[int]:
    """Tell words of four lines around them; the ids of the lines that are theirs alone and no part of a grid."""
    levels = sorted(
        (line for line in rulings if line.level and line.length <= WIDEST_BOX), key=lambda line: (line.start, line.at)
    )
    own: set[int] = set()
    for place, above in enumerate(levels):
        for below in levels[place + 1 :]:
            if below.start - above.start > MEETING:
                break
            height = below.at - above.at
            level = above.at + height / 2
            closed = abs(below.end - above.end) <= MEETING and 0 < height <= HUGGING * LARGEST_TEXT
            if closed and all(meets(x, level, uprights) for x in (above.start, above.end)):
                words = _box(index.around(level, above.start, above.end), above, height)
                own |= _own_lines(above, below, words, rulings)
    return own


def _box(words: Iterable[Word], edge: Ruling, height: float) -> list[Word]:
    held = [word for word in words if height <= HUGGING * word.size]
    for word in held:
        word.boxed = _with_range(word.boxed, characters_between(word, edge.start, edge.end))
    return held


def _own_lines(above: Ruling, below: Ruling, words: Sequence[Word], rulings: Sequence[Ruling]) -> set[int]:
    """The four lines of a box, when it fits its words closely and stands alone in a cell.

    Cells that do not touch have others at their own height, and leave white behind all words but the longest.
    """
    if not words or words[0].x0 - above.start > SNUG or above.end - words[-1].x1 > SNUG:
        return set()
    sides = [
        line
        for line in rulings
        if not line.level
        and above.at - MEETING <= line.start
        and line.end <= below.at + MEETING
        and min(abs(line.at - above.start), abs(line.at - above.end)) <= MEETING
    ]
    others = [line for line in rulings if line is not above and line is not below and all(line is not s for s in sides)]
    touching = any(_touches(line, above, below) for line in others)
    beside = any(line.level and abs(line.at - above.at) <= MEETING for line in others)
    around = [line.at for line in others if not line.level and line.start < above.at and line.end > below.at]
    inside = any(at < above.start for at in around) and any(at > above.end for at in around)
    return set() if touching or beside or not inside else {id(line) for line in (above, below, *sides)}


def _touches(line: Ruling, above: Ruling, below: Ruling) -> bool:
    """Whether a line comes up to a box, or through it."""
    across, down = (above.start - MEETING, above.end + MEETING), (above.at - MEETING, below.at + MEETING)
    along, at = (across, down) if line.level else (down, across)
    return at[0] <= line.at <= at[1] and line.start <= along[1] and line.end >= along[0]


def _with_range(ranges: tuple[tuple[int, int], ...], found: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    return ranges if found is None else (*ranges, found)


def _is_border(segment: Ruling, uprights: Sequence[Ruling], ends: set[tuple[int, int]]) -> bool:
    """Whether a segment is the border of a cell that its words fill.

    It runs from one upright line to another, or goes on beyond one as the next cell's border (a page may cut off the
    last upright line). `ends`: where level segments end and begin, in whole points.
    """
    met = [place for place in (segment.start, segment.end) if meets(place, segment.at, uprights)]
    if len(met) == 2:
        return True
    return any((round(place), round(segment.at)) in ends for place in met)


def _has_their_ink(segment: Ruling, words: Sequence[Word], uprights: Sequence[Ruling]) -> bool:
    """Whether a segment has the colour of its words, and no upright line has: an address that fills its cell."""
    return all(word.style.colour == segment.colour for word in words) and all(
        upright.colour != segment.colour for upright in uprights
    )


def _shared_ends(segments: Sequence[Ruling]) -> set[tuple[int, int]]:
    """Places at which one level segment ends and another begins."""
    starts = {(round(segment.start), round(segment.at)) for segment in segments if segment.level}
    return starts & {(round(segment.end), round(segment.at)) for segment in segments if segment.level}


def meets(place: float, at: float, uprights: Sequence[Ruling]) -> bool:
    """Whether some upright line, of those sorted by their places, passes a place at the height `at`."""
    first = bisect_left(uprights, place - MEETING, key=lambda upright: upright.at)
    last = bisect_left(uprights, place + MEETING, key=lambda upright: upright.at)
    return any(upright.start - MEETING <= at <= upright.end + MEETING for upright in uprights[first:last])


def _in_band(segment: Ruling, word: Word, band: tuple[float, float]) -> bool:
    above = (word.base - segment.at) / word.style.size
    return band[0] <= above <= band[1]


def _ends_with(segment: Ruling, words: Sequence[Word]) -> bool:
    """Whether the segment starts and ends where some letters of the words do, and letters fill most of it."""
    inked = sum(min(word.x1, segment.end) - max(word.x0, segment.start) for word in words)
    if inked < 0.6 * segment.length:
        return False
    starts = any(abs(glyph.x0 - segment.start) <= END_SLACK for glyph in words[0].glyphs)
    ends = any(abs(glyph.x1 - segment.end) <= END_SLACK for glyph in words[-1].glyphs)
    # A strike or underline may run on over the space behind its last word.
    beyond = 0 <= segment.end - words[-1].x1 <= 0.5 * words[-1].style.size
    return starts and (ends or beyond)


def _strike(word: Word, segment: Ruling) -> None:
    """Note which characters of the word the segment runs through."""
    word.struck = _with_range(word.struck, characters_between(word, segment.start, segment.end, END_SLACK))
