"""How the words of a line look: what stands out from plain black letters, by its place in the line's text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.common.ink import PLAIN_INK, Ink, Span
from extractors.pdf.lines import SMALL, Line
from extractors.pdf.source.model import Style
from extractors.pdf.words import Word

RAISED = 0.15
"""Share of a line's size by which small letters stand higher when they are raised; a smaller font does not."""

_BLACK = frozenset({None, "#000000", "#ffffff"})


def spans_of(line: Line) -> Iterator[Span]:
    """The stretches of a line's text that are not plain."""
    position = 0
    for index, (word, joined) in enumerate(zip(line.words, line.joined, strict=True)):
        position += 1 if index and not joined else 0
        raised = word.size < SMALL * line.size and line.base - word.base > RAISED * line.size
        style = word.style
        if raised or word.mixed or style.bold or style.unsure or style.colour not in _BLACK or _is_decorated(word):
            for start, end, ink in _word_spans(word, raised=raised):
                yield position + start, position + end, ink
        position += len(word.text)


def _is_decorated(word: Word) -> bool:
    return bool(word.struck or word.under or word.boxed or word.ground)


def _word_spans(word: Word, *, raised: bool) -> Iterator[Span]:
    """The stretches of a word, parted where its look changes."""
    edges = {0, len(word.text)}
    for ranges in (word.struck, word.under, word.boxed, [(start, end) for start, end, _ in word.ground]):
        edges.update(*ranges)
    styles = _styles(word) if word.mixed else [(0, word.style)]
    edges |= {start for start, _ in styles}
    places = sorted(edge for edge in edges if 0 <= edge <= len(word.text))
    for start, end in pairwise(places):
        style = next(style for first, style in reversed(styles) if first <= start)
        ink = Ink(
            bold=style.bold,
            unsure=style.unsure,
            raised=raised,
            colour=None if style.colour in _BLACK else style.colour,
            struck=_holds(word.struck, start),
            underlined=_holds(word.under, start),
            boxed=_holds(word.boxed, start),
            ground=next((colour for first, last, colour in word.ground if first <= start < last), None),
        )
        if ink != PLAIN_INK:
            yield start, end, ink


def _styles(word: Word) -> list[tuple[int, Style]]:
    """Where each style of a word begins."""
    found: list[tuple[int, Style]] = []
    position = 0
    for glyph in word.glyphs:
        if not found or found[-1][1] != glyph.style:
            found.append((position, glyph.style))
        position += len(glyph.text)
    return found or [(0, word.style)]


def _holds(ranges: tuple[tuple[int, int], ...], place: int) -> bool:
    return any(start <= place < end for start, end in ranges)
