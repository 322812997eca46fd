"""Words in little room: while a long document's other pages are looked at, most of what is held is these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import pack, unpack_from
from typing import overload

from extractors.pdf.source.model import Glyph, Style
from extractors.pdf.words import Word

_PAIR = "2d"
_BYTES = 16  # of a pair of numbers


class Packer:
    """Packs the words of one document. What is the same in many of them is held once."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._orders: dict[int, int] = {}

    def pack(self, words: Iterable[Word]) -> None:
        """Pack the words of a page: most say what others say, and stand on a line with others."""
        numbers: dict[float, float] = {}
        for word in words:
            word.text = self._texts.setdefault(word.text, word.text)
            word.order = self._orders.setdefault(word.order, word.order)  # which begins anew on each page
            word.glyphs = PackedGlyphs(word.glyphs, word.text)
            word.x0, word.x1, word.top, word.bottom, word.base = (
                numbers.setdefault(number, number) if number else number  # a zero may be less than nothing
                for number in (word.x0, word.x1, word.top, word.bottom, word.base)
            )


class PackedGlyphs(Sequence[Glyph]):
    """The glyphs, each made again when it is looked at."""

    __slots__ = ("_boxes", "_styles", "_texts")

    def __init__(self, glyphs: Sequence[Glyph], text: str) -> None:
        """Take the glyphs of a word and its text. Most words have one style, one height, and a character a glyph."""
        texts = [glyph.text for glyph in glyphs]
        self._texts: Sequence[str] = text if texts == list(text) else tuple(texts)
        first = glyphs[0] if glyphs else None
        alike = all(glyph.style is first.style for glyph in glyphs) if first else False
        self._styles: Style | tuple[Style, ...] = (
            first.style if first and alike else tuple(glyph.style for glyph in glyphs)
        )
        across = [pack(_PAIR, glyph.x0, glyph.x1) for glyph in glyphs]
        down = [pack(_PAIR, glyph.top, glyph.bottom) for glyph in glyphs]
        self._boxes = b"".join([*across, *(down[:1] if len(set(down)) == 1 else down)])

    def __len__(self) -> int:
        """How many."""
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> Glyph: ...
    @overload
    def __getitem__(self, place: slice) -> list[Glyph]: ...
    def __getitem__(self, place: int | slice) -> Glyph | list[Glyph]:
        """One, or some of them."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        text = self._texts[place]  # raises where there is none
        count = len(self)
        place %= count
        level = len(self._boxes) == (count + 1) * _BYTES  # one top and bottom for all
        x0, x1 = unpack_from(_PAIR, self._boxes, place * _BYTES)
        top, bottom = unpack_from(_PAIR, self._boxes, (count if level else count + place) * _BYTES)
        style = self._styles if isinstance(self._styles, Style) else self._styles[place]
        return Glyph(text, x0, top, x1, bottom, style)
