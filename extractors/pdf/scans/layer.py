"""The text that another program left on a scan: read only where it agrees with the picture, which it makes sure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from extractors.pdf.source.model import Glyph, PageContent
from extractors.pdf.words import Word, gather_words

NEAR = 0.6
"""Times the size within which a word of the layer begins where the recognised one does."""


def confirmed(page: PageContent, layer: PageContent) -> PageContent:
    """A recognised page, its doubtful words sure where the text laid over the scan says the same at the same place."""
    typed = [glyph for glyph in layer.glyphs if glyph.style.hidden in {None, "invisible"}]
    doubtful = {id(glyph) for glyph in page.glyphs if glyph.style.unsure}
    if not typed or not doubtful:
        return page
    said: dict[str, list[Word]] = defaultdict(list)
    for word in gather_words(enumerate(typed)):
        said[word.text].append(word)
    sure: set[int] = set()
    for word in gather_words(enumerate(page.glyphs)):
        if any(id(glyph) in doubtful for glyph in word.glyphs) and any(
            _stands_at(word, one) for one in said[word.text]
        ):
            sure |= {id(glyph) for glyph in word.glyphs}
    return replace(page, glyphs=tuple(_sure(glyph) if id(glyph) in sure else glyph for glyph in page.glyphs))


def _stands_at(word: Word, other: Word) -> bool:
    reach = NEAR * max(word.size, other.size)
    (ax0, atop, ax1, abottom), (bx0, btop, bx1, bbottom) = word.page_box, other.page_box
    across, down = abs(ax0 + ax1 - bx0 - bx1) / 2, abs(atop + abottom - btop - bbottom) / 2
    return across <= reach and down <= reach


def _sure(glyph: Glyph) -> Glyph:
    return replace(glyph, style=replace(glyph.style, unsure=False))
