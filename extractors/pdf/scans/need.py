"""Which pages are pictures: those without text that shows, and those whose letters mean other letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.common.garbled import REPLACEMENT, is_garbled
from extractors.pdf.drawn import OUTLINED_LINES, letters, lines_of
from extractors.pdf.source.model import Glyph, PageContent
from extractors.pdf.visibility import is_scanned

FEWEST_LETTERS = 40
"""Letters that show, under which a page with a picture or with drawn letters has no text of its own; page numbers and
the stamps of scanning programs have fewer."""
UNREADABLE = 0.3
"""Share of a page's letters without a text behind their shape from which on the page is looked at."""
SAMPLE = 250
"""Letters of a page by which it is told whether they are a language."""


def needs_recognition(content: PageContent) -> bool:
    """Whether a page has to be read by its picture."""
    if is_scanned(content):
        return _inked(_on_top(content)) < FEWEST_LETTERS
    middle = max((len(content.glyphs) - SAMPLE) // 2, 0)
    sample = _shown(content.glyphs[middle : middle + SAMPLE])
    if _inked(sample) < FEWEST_LETTERS:
        sample = _shown(content.glyphs)
    count = _inked(sample)
    if count < FEWEST_LETTERS:
        return bool(content.shapes) and lines_of(letters(content.shapes, ())) >= OUTLINED_LINES
    if sum(glyph.text.count(REPLACEMENT) for glyph in sample) >= UNREADABLE * count:
        return True
    return is_garbled("".join(_spaced(sample)))


def _shown(glyphs: Iterable[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if glyph.style.hidden is None]


def _inked(glyphs: Iterable[Glyph]) -> int:
    return sum(not glyph.text.isspace() for glyph in glyphs)


def _on_top(content: PageContent) -> Iterator[Glyph]:
    """The letters that are drawn after the last large picture, and so show."""
    page = content.width * content.height
    last = max((p.order for p in content.pictures if (p.x1 - p.x0) * (p.bottom - p.top) >= page / 4), default=0)
    yield from (glyph for glyph in content.glyphs[last:] if glyph.style.hidden is None)


def _spaced(glyphs: list[Glyph]) -> Iterator[str]:
    """The text of letters, with spaces where they stand apart."""
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        if before is not None and not -0.5 < (glyph.x0 - before.x1) / max(glyph.style.size, 1.0) < 0.16:
            yield " "
        yield glyph.text
