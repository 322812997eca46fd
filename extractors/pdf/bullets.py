"""List markers: which first signs of a line are bullets, whether set as glyphs or drawn as small shapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from extractors.common.symbols import CHOICES
from extractors.pdf.decoration import WordIndex
from extractors.pdf.lines import Line, make_line
from extractors.pdf.source.model import Fill, Shape
from extractors.pdf.words import Word

BULLET = "\u2022"
GLYPHS = frozenset("•●▪◦■□○‣⁃∙◘◙▫◼◻◾◽►▶▸▹➢➤➔➜❖◆◇♦✓✔✗✘❑❒❏⬤⚫⚪🔴🟠🟡🟢🔵")
"""Signs that open a list item wherever they stand first, with or without white after them."""

TICK_BOXES = frozenset("☐☑☒🗹🗷🗵⊠")
"""Boxes to tick: what they say belongs to the text, and a line that one opens is one of its own."""

WITH_GAP = frozenset("·-–—*>§Øüvqnlo→")
"""Signs that open a list item only when set apart: a hanging gap after them, or a font of dingbats."""

DASHES = frozenset("-–—*>→")
HANGING_GAP = 0.5
"""Share of the size: white after a dash that a typed space (about 0.28) does not make, but a tab does."""

WIDER, LEAST_SPACES = 1.3, 2
"""Times the spaces of its line that the white after a dash is wider when it opens an item, and spaces that tell."""

TYPED_SPACE = 0.3
"""Share of the size of white that a space takes, about: an o with no more after it may be a letter."""

DINGBATS = ("wingdings", "webdings", "dingbats", "symbol")
SMALL_SHAPE = 0.55
"""Share of the letters' size up to which a drawn dot beside a line is its bullet and not a mark of its own."""

REACH = 3.0
"""Times the letters' size that a drawn bullet may stand before its text."""

LARGEST_TEXT = 14.0
"""Points: the largest size of text that is looked at for lists."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A line whose first sign is a list marker: the marker, where it stands, and the rest of the line, if any."""

    marker: str
    x0: float
    rest: Line | None


def marked(line: Line, following: Line | None = None) -> Marked | None:
    """The list marker that opens a line; None when nothing does. `following` is the next line of the column."""
    first = line.words[0]
    others = line.words[1:]
    sign = first.text[0]
    if len(first.text) == 1 or (sign in GLYPHS and len(first.text) > 1):
        rest = make_line([_without_sign(first), *others]) if len(first.text) > 1 else _rest(others)
        if sign in GLYPHS or _is_set_apart(line, sign, following):
            return Marked(_plain(sign, first), line.x0, rest)
    return None


def _rest(words: Sequence[Word]) -> Line | None:
    return make_line(words) if words else None


def _plain(sign: str, word: Word) -> str:
    """The marker as shown: letters of dingbat fonts stand for bullets."""
    if sign in CHOICES:
        return sign
    return BULLET if sign.isalnum() or sign in "§·" or _is_dingbat(word) else sign


def _is_dingbat(word: Word) -> bool:
    name = word.style.font.lower()
    return any(part in name for part in DINGBATS)


def _is_set_apart(line: Line, sign: str, following: Line | None) -> bool:
    first, others = line.words[0], line.words[1:]
    if sign in TICK_BOXES or (sign not in WITH_GAP and not _is_dingbat(first)):
        return False
    if sign in "§Øüvqnl":
        return _is_dingbat(first)
    if sign == "o":
        return _is_letter_bullet(line, following)
    if sign == "·" or _is_dingbat(first):
        return not others or not line.joined[1]
    if not others:
        return False
    gap = others[0].x0 - first.x1
    hangs = following is not None and abs(following.x0 - others[0].x0) <= 1.0 and following.x0 > first.x0 + 1.0
    if gap >= HANGING_GAP * line.size:
        return True
    return (hangs or gap >= WIDER * _usual_space(others) or _is_placed_before(first, others)) and not line.joined[1]


def _is_placed_before(sign: Word, words: Sequence[Word]) -> bool:
    """Whether a sign has a place of its own: no space is typed after it, where one is between all the other words."""
    typed = [word.spaced for word in words[1:]]
    return not (sign.trailing or words[0].spaced) and bool(typed) and all(typed)


def _usual_space(words: Sequence[Word]) -> float:
    """White between the words of a line, in points; endless where too few of them tell."""
    spaces = [after.x0 - before.x1 for before, after in pairwise(words) if after.x0 > before.x1]
    return median(spaces) if len(spaces) >= LEAST_SPACES else inf


def _is_letter_bullet(line: Line, following: Line | None) -> bool:
    """Whether a small o is a ring: set in Word's font for it, or with a gap after it that no typed space makes."""
    first, others = line.words[0], line.words[1:]
    if "courier" in first.style.font.lower():
        return not others or others[0].x0 - first.x1 > 0.1 * line.size
    if not others or line.joined[1]:
        return False
    hangs = following is not None and abs(following.x0 - others[0].x0) <= 1.0 and following.x0 > first.x0 + 1.0
    return others[0].x0 - first.x1 >= (TYPED_SPACE if hangs else HANGING_GAP) * line.size


def _without_sign(word: Word) -> Word:
    """A word without its first sign, which was its bullet."""
    glyphs = word.glyphs[1:] if len(word.glyphs) == len(word.text) else word.glyphs
    start = glyphs[0].x0 if word.turn == 0 and len(glyphs) < len(word.glyphs) else word.x0
    return replace(
        word,
        glyphs=glyphs,
        text=word.text[1:],
        x0=start,
        spaced=True,
        struck=_shifted(word.struck),
        under=_shifted(word.under),
        boxed=_shifted(word.boxed),
        ground=tuple((max(0, a - 1), b - 1, colour) for a, b, colour in word.ground if b > 1),
    )


def _shifted(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    return tuple((max(0, start - 1), end - 1) for start, end in ranges if end > 1)


def drawn_bullets(shapes: Iterable[Shape], areas: Iterable[Fill], words: Sequence[Word]) -> tuple[list[Word], set[int]]:
    """Small drawn dots that stand before a line of text, as words of one bullet, and the ids of those shapes."""
    drawn: list[Shape | Fill] = [*shapes, *areas]
    small = [item for item in drawn if max(item.x1 - item.x0, item.bottom - item.top) <= 8.0]
    if not small:
        return [], set()
    index = WordIndex(words)
    before: dict[int, list[Shape | Fill]] = {}
    texts: dict[int, Word] = {}
    for item in small:
        beside = index.around((item.top + item.bottom) / 2, item.x0, item.x1 + REACH * LARGEST_TEXT)
        text = next((word for word in beside if word.x0 >= item.x1 - 0.5), None)
        if text is None or text.x0 - item.x1 > REACH * text.style.size:
            continue
        if max(item.x1 - item.x0, item.bottom - item.top) <= SMALL_SHAPE * text.style.size:
            before.setdefault(id(text), []).append(item)
            texts[id(text)] = text
    bullets: list[Word] = []
    taken: set[int] = set()
    for key, items in before.items():
        # Several dots in a row are a drawing (an icon, a rating), not a list marker.
        if len(items) == 1 or _is_one_place(items):
            item, text = items[0], texts[key]
            taken.update(map(id, items))
            bullets.append(
                Word(
                    [],
                    BULLET,
                    item.x0,
                    text.top,
                    item.x1,
                    text.bottom,
                    text.base,
                    text.style,
                    0,
                    text.order,
                    spaced=True,
                )
            )
    return bullets, taken


def _is_one_place(items: Sequence[Shape | Fill]) -> bool:
    """Whether shapes lie on each other: one dot drawn with its outline."""
    return max(item.x0 for item in items) - min(item.x0 for item in items) <= 1.0
