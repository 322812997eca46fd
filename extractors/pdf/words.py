"""Glyphs gathered into words: runs of ink on one base line, in one direction, with no gap a reader would see.

Turned text is brought upright first: a word's `x0, top, x1, bottom` are in its reading frame, in which every line
runs left to right and lines follow each other downwards. `page_box` leads back to the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Glyph, Style

GAP = 0.16
"""Share of the size: white between two glyphs that makes them two words. Kerning stays under 0.1, a space over 0.2."""

OVERLAP = 0.2
"""Share of the size a glyph may step back over the one before it (accents, tight kerning) and still follow it."""

DOUBLED = 0.15
"""Share of the size within which the same word drawn again is the same ink: bold made by drawing twice."""

BASE_SLACK = 0.08
"""Share of the size base lines of one run may differ by."""

SET_APART = 0.04
"""Share of the size: white inside a word, at a column's edge, that tells two words set side by side."""

NEAR = 2.0
"""Times the size within which the next glyph of a slanted run stands."""

TURN_SLACK = 5
"""Degrees from a quarter turn that still count as one (pages scanned a little askew)."""


@dataclass(slots=True, eq=False)
class Word:
    """A word in its reading frame. `turn` is 0, 90, 180 or 270 degrees clockwise; `order` its place in the drawing.

    `spaced` and `trailing`: a space was drawn before it, after it.
    """

    glyphs: Sequence[Glyph]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    style: Style
    turn: int
    order: int
    spaced: bool = False
    trailing: bool = False
    struck: tuple[tuple[int, int], ...] = ()
    """Ranges of its text that a line runs through."""
    under: tuple[tuple[int, int], ...] = ()
    """Those that a line runs under."""
    boxed: tuple[tuple[int, int], ...] = ()
    """Those with a line around them."""
    ground: tuple[tuple[int, int, str], ...] = ()
    """Those with an area of a colour behind them that is no wider than the words."""
    mixed: bool = False
    """Whether its glyphs differ in font or colour."""

    @property
    def size(self) -> float:
        """Size of its letters in points."""
        return self.style.size

    @property
    def page_box(self) -> Box:
        """Its box on the page."""
        return turn_back((self.x0, self.top, self.x1, self.bottom), self.turn)


def quarter_turn(angle: int) -> int | None:
    """The quarter turn nearest to an angle; None when it is none (a slanted stamp)."""
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= TURN_SLACK else None


def turn_upright(box: Box, turn: int) -> Box:
    """A box of the page in the reading frame of text turned by `turn` degrees."""
    x0, top, x1, bottom = box
    if turn == 90:
        return (top, -x1, bottom, -x0)
    if turn == 180:
        return (-x1, -bottom, -x0, -top)
    if turn == 270:
        return (-bottom, x0, -top, x1)
    return box


def turn_back(box: Box, turn: int) -> Box:
    """The box on the page of a box in the reading frame."""
    return turn_upright(box, (360 - turn) % 360)


def gather_words(glyphs: Iterable[tuple[int, Glyph]]) -> list[Word]:
    """Words of upright and quarter-turned glyphs, each given with its place in the order of drawing, and in that order.

    Spaces only part them. Near-linear.
    """
    words: list[Word] = []
    current: Word | None = None
    run: list[Glyph] = []
    pending_space = False
    turns: dict[int, int | None] = {}
    for order, glyph in glyphs:
        style = glyph.style
        angle = style.angle
        if angle == 0:
            turn, x0, top, x1, bottom = 0, glyph.x0, glyph.top, glyph.x1, glyph.bottom
        else:
            if angle not in turns:
                turns[angle] = quarter_turn(angle)
            found = turns[angle]
            if found is None:
                continue
            turn = found
            x0, top, x1, bottom = turn_upright((glyph.x0, glyph.top, glyph.x1, glyph.bottom), turn)
        base = bottom - style.descent
        text = glyph.text
        if text == " " or text.isspace():
            if current is not None and abs(base - current.base) < current.style.size and turn == current.turn:
                current.trailing = True
            pending_space = True
            continue
        if current is not None and not pending_space and turn == current.turn:
            size = style.size
            gap = x0 - current.x1
            level = abs(base - current.base) <= BASE_SLACK * size
            if gap < 0 and level and _is_again(current, text, x0, size):
                continue
            alike = abs(size - current.style.size) <= BASE_SLACK * size
            if -OVERLAP * size < gap < GAP * size and level and alike:
                run.append(glyph)
                current.text += text
                current.mixed = current.mixed or style is not current.style
                current.x1 = max(current.x1, x1)
                continue
        run = [glyph]
        current = Word(run, text, x0, top, x1, bottom, base, style, turn, order, spaced=pending_space)
        words.append(current)
        pending_space = False
    return words


def gather_slanted(glyphs: Iterable[tuple[int, Glyph]]) -> list[Word]:
    """Runs of slanted text (stamps across the page, headings set aslant), each as one word with its spaces in it.

    Its box is the upright one around it, on the page.
    """
    runs: list[list[tuple[int, Glyph]]] = []
    for order, glyph in glyphs:
        angle = glyph.style.angle
        if angle == 0 or quarter_turn(angle) is not None:
            continue
        last = runs[-1][-1][1] if runs else None
        if last is None or last.style.angle != glyph.style.angle or not _follows(last, glyph):
            runs.append([])
        runs[-1].append((order, glyph))
    words = []
    for run in runs:
        inked = [glyph for _, glyph in run]
        text = " ".join("".join(glyph.text for glyph in inked).split())
        if text:
            box = (
                min(g.x0 for g in inked),
                min(g.top for g in inked),
                max(g.x1 for g in inked),
                max(g.bottom for g in inked),
            )
            words.append(Word(inked, text, *box, box[3], inked[0].style, 0, run[0][0], spaced=True, trailing=True))
    return words


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Whether a slanted glyph is near the one before it."""
    across = abs((glyph.x0 + glyph.x1) - (last.x0 + last.x1)) / 2
    down = abs((glyph.top + glyph.bottom) - (last.top + last.bottom)) / 2
    return max(across, down) <= NEAR * glyph.style.size


def _is_again(word: Word, text: str, x0: float, size: float) -> bool:
    """Whether a glyph is the word's last glyph drawn a second time."""
    last = word.glyphs[-1]
    width = (last.x1 - last.x0) if word.turn in {0, 180} else (last.bottom - last.top)
    begun = word.x1 - width
    return last.text == text and abs(x0 - begun) < min(0.3 * width, DOUBLED * size)


def split_at(word: Word, x: float) -> tuple[Word, ...]:
    """An upright word cut at the glyphs beside `x` when the white between them is more than between its others."""
    gaps = [(after.x0 - before.x1, index) for index, (before, after) in enumerate(pairwise(word.glyphs), start=1)]
    near = [(gap, index) for gap, index in gaps if word.glyphs[index - 1].x1 - 1 <= x <= word.glyphs[index].x0 + 1]
    usual = sorted(abs(gap) for gap, _ in gaps)[len(gaps) // 2]
    if not near or len(gaps) < 2 or max(near)[0] <= max(3 * usual, SET_APART * word.style.size):
        return (word,)
    cut = max(near)[1]
    return (part_of(word, 0, cut), part_of(word, cut, len(word.glyphs)))


def part_of(word: Word, start: int, end: int) -> Word:
    """The word of some of a word's glyphs."""
    glyphs = word.glyphs[start:end]
    text = "".join(glyph.text for glyph in glyphs)
    offset = sum(len(glyph.text) for glyph in word.glyphs[:start])

    def clipped(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        moved = ((max(0, a - offset), min(len(text), b - offset)) for a, b in ranges)
        return tuple((a, b) for a, b in moved if a < b)

    return replace(
        word,
        glyphs=glyphs,
        text=text,
        x0=glyphs[0].x0,
        x1=max(glyph.x1 for glyph in glyphs),
        order=word.order + start,
        spaced=word.spaced if start == 0 else True,
        trailing=word.trailing if end == len(word.glyphs) else False,
        struck=clipped(word.struck),
        under=clipped(word.under),
        boxed=clipped(word.boxed),
        ground=tuple((a, b, colour) for first, last, colour in word.ground for a, b in clipped([(first, last)])),
    )


def characters_between(word: Word, start: float, end: float, slack: float = 0.0) -> tuple[int, int] | None:
    """The range of a word's text whose glyphs have their middles between two places of its line; None for none."""
    position, first, last = 0, None, 0
    for glyph in word.glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        if start - slack <= middle <= end + slack:
            first = position if first is None else first
            last = position + len(glyph.text)
        position += len(glyph.text)
    return None if first is None else (first, last)


def without_doubles(words: list[Word]) -> list[Word]:
    """The words without those drawn again on the same spot, as bold and shadows are made by some programs."""
    seen: dict[tuple[str, int, int, int], list[Word]] = {}
    kept = []
    for word in words:
        reach = max(0.6, DOUBLED * word.style.size)
        column, row = int(word.x0 // 4), int(word.base // 4)
        twin = None
        for near_column in {int((word.x0 - reach) // 4), column, int((word.x0 + reach) // 4)}:
            for near_row in {int((word.base - reach) // 4), row, int((word.base + reach) // 4)}:
                for other in seen.get((word.text, word.turn, near_column, near_row), ()):
                    if abs(other.x0 - word.x0) <= reach and abs(other.base - word.base) <= reach:
                        twin = other
        if twin is None:
            kept.append(word)
            seen.setdefault((word.text, word.turn, column, row), []).append(word)
        else:
            # The later one lies on top: its colour shows, and it is the one that something may cover.
            twin.style, twin.order = word.style, word.order
            twin.spaced, twin.trailing = twin.spaced or word.spaced, twin.trailing or word.trailing
    return kept
