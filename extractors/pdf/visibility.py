"""What of a page's text a reader of the page can see.

Text is left out when it shows nowhere: drawn without ink, on a layer that is off, outside the clip, in the colour of
its ground, or under something painted over it. One kind of inkless text is read all the same: that which lies on a
picture, for so text recognition leaves what it read on a scan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extractors.pdf.paint import PaintIndex
from extractors.pdf.source.colours import from_hex, is_white
from extractors.pdf.source.model import Fill, Glyph, PageContent, Picture
from extractors.pdf.words import Word

SAME_COLOUR = 0.03
"""Difference per channel, 0 to 1, up to which ink and ground cannot be told apart."""


def shown_glyphs(content: PageContent) -> tuple[list[tuple[int, Glyph]], int]:
    """The glyphs that show, or lie inkless on a picture, each with its place in the drawing; and how many others."""
    shown: list[tuple[int, Glyph]] = []
    hidden: list[Glyph] = []
    for order, glyph in enumerate(content.glyphs):
        reason = glyph.style.hidden
        if reason is None or (reason == "invisible" and _on_picture(glyph, content.pictures)):
            shown.append((order, glyph))
        elif not glyph.text.isspace():
            hidden.append(glyph)
    if not hidden:
        return shown, 0
    # Some programs draw a text once for each stripe of its background, clipped each time: it shows all the same.
    places = {_place(glyph) for _, glyph in shown}
    return shown, sum(_place(glyph) not in places for glyph in hidden)


def _place(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.text, round(glyph.x0), round(glyph.top)


def _on_picture(glyph: Glyph, pictures: Iterable[Picture]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(p.x0 <= x <= p.x1 and p.top <= y <= p.bottom for p in pictures)


def seen_words(words: Iterable[Word], content: PageContent, areas: Sequence[Fill]) -> tuple[list[Word], list[Word]]:
    """The words that stand out from their ground, and those that do not."""
    index = PaintIndex(areas, content.shapes)
    late = any(area.order for area in areas)
    last = _last_drawn(content) if late else {}
    seen, unseen = [], []
    for word in words:
        pale = is_white(word.style.colour)
        if (late or pale) and word.style.hidden is None and not _stands_out(word, index, content.pictures, last):
            unseen.append(word)
        else:
            seen.append(word)
    return seen, unseen


def _last_drawn(content: PageContent) -> dict[tuple[str, int, int], int]:
    """When each glyph was last drawn at its place, whole or in part."""
    return {_place(glyph): order for order, glyph in enumerate(content.glyphs)}


def _stands_out(
    word: Word, index: PaintIndex, pictures: Sequence[Picture], last: Mapping[tuple[str, int, int], int]
) -> bool:
    x0, top, x1, bottom = word.page_box
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    ground: str | None = "#ffffff"
    for item in index.within((x - 0.1, y - 0.1, x + 0.1, y + 0.1)):
        if item.order <= word.order:
            # A shape covers only part of the box around it, so what lies under a word inside is not known.
            ground = item.colour if isinstance(item, Fill) else None
        elif isinstance(item, Fill) and item.opaque and item.colour is not None:
            # Drawn again above it, if only stripe by stripe, or a picture's own words: it can be read.
            again = word.glyphs and last.get(_place(word.glyphs[0]), -1) >= item.order
            return bool(again) or any(p.x0 <= x <= p.x1 and p.top <= y <= p.bottom for p in pictures)
    if ground is None or not _same(word.style.colour, ground):
        return True
    return any(p.x0 <= x <= p.x1 and p.top <= y <= p.bottom and p.order <= word.order for p in pictures)


def _same(ink: str | None, ground: str) -> bool:
    if ink is None:
        return False
    return all(abs(a - b) <= SAME_COLOUR for a, b in zip(from_hex(ink), from_hex(ground), strict=True))
