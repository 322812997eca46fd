"""Text that marked content states for its glyphs (`ActualText`, ISO 32000-1, 14.9.4), where the glyphs tell none."""

from __future__ import annotations

from dataclasses import replace

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from extractors.common.letters import LIGATURES
from extractors.pdf.source.fonts import REPLACEMENT
from extractors.pdf.source.model import Glyph

_SOFT_HYPHEN = "\u00ad"


def stated_text(properties: dict[str, object]) -> str | None:
    """The text that marked content states; None when it states none."""
    stated = resolve1(properties.get("ActualText"))
    if not isinstance(stated, bytes):
        return None
    return "".join(LIGATURES.get(character, character) for character in decode_text(stated))


def restate(glyphs: list[Glyph], start: int, text: str) -> None:
    """Give the glyphs from `start` on the stated text, where a glyph tells none or is the hyphen of a broken word.

    What shows as letters stays: a text that is stated and not shown is not what a reader sees.
    """
    own = "".join(glyph.text for glyph in glyphs[start:])
    unread = REPLACEMENT in own
    if not (unread or (text == _SOFT_HYPHEN and own == "-")):
        return
    places = [place for place in range(start, len(glyphs)) if not glyphs[place].text.isspace()]
    if not places:
        return
    if len(places) == len(text):
        for place, character in zip(places, text, strict=True):
            glyphs[place] = replace(glyphs[place], text=character)
        return
    before, found, after = own.partition(REPLACEMENT)
    if found and REPLACEMENT not in after and text.startswith(before) and text.endswith(after):
        (place,) = (place for place in places if glyphs[place].text == REPLACEMENT)
        glyphs[place] = replace(glyphs[place], text=text[len(before) : len(text) - len(after)])
        return
    first, *others = places
    box = [glyphs[place] for place in places]
    glyphs[first] = replace(
        glyphs[first],
        text=text,
        x0=min(glyph.x0 for glyph in box),
        top=min(glyph.top for glyph in box),
        x1=max(glyph.x1 for glyph in box),
        bottom=max(glyph.bottom for glyph in box),
    )
    for place in reversed(others):
        del glyphs[place]
