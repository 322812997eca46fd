"""PDFs in other words: each page drawn anew from what shows on it, so that nothing of the file itself comes along.

Lines, fills, pictures as grey areas, and each glyph in its own place and width. What does not show is left out: the
file's properties, notes, form fields, attachments, layers that are off.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractors.pdf.source.model import Glyph, PageContent
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.words import gather_slanted, gather_words
from models.document import Document, PageBox
from models.errors import ScannedFile
from pipeline.anonymise.drawing import Drawing
from pipeline.anonymise.shape import blocks_of
from pipeline.anonymise.words import OtherWords

_SLACK = 1.5  # points by which the middle of a word may stand outside the box of its block

Place = tuple[float, float, float, float, str]


def other_pdf(data: bytes, document: Document, words: OtherWords) -> bytes:
    """The PDF in other words. Raises `ScannedFile` when its pages are pictures, whose words cannot be replaced."""
    drawing = Drawing()
    places = _places(document)
    with PlumberSource(data) as source:
        for content in source.pages():
            if document.page_count and not content.glyphs and places[content.number]:
                raise ScannedFile(
                    "The pages of the PDF are pictures, whose words cannot be replaced.",
                    "Describe the layout in words instead.",
                )
            drawing.page(content, _other_glyphs(content, places[content.number], words))
        title = source.title
    return drawing.file(words.text(title) if title else None)


def _places(document: Document) -> dict[int, list[Place]]:
    """Where each block of text stands, by page."""
    found: dict[int, list[Place]] = defaultdict(list)
    for block in blocks_of(document):
        for place in block.evidence:
            if isinstance(place, PageBox):
                found[place.page].append((*place.bbox, block.text))
    return found


def _other_glyphs(content: PageContent, places: Sequence[Place], words: OtherWords) -> list[str]:
    """What each glyph of a page says in the copy."""
    said = [glyph.text for glyph in content.glyphs]
    done: set[int] = set()
    numbered = list(enumerate(content.glyphs))
    number_of = {id(glyph): number for number, glyph in numbered}
    for word in [*gather_words(numbered), *gather_slanted(numbered)]:
        numbers = [number_of[id(glyph)] for glyph in word.glyphs]
        done.update(numbers)
        _put(said, numbers, content.glyphs, words, _around(word.text, word.page_box, places))
    for number, _ in numbered:  # those that no word was made of, e.g. letters drawn twice
        if number not in done:
            _put(said, [number], content.glyphs, words, "")
    return said


def _put(said: list[str], numbers: Sequence[int], glyphs: Sequence[Glyph], words: OtherWords, around: str) -> None:
    texts = [glyphs[number].text for number in numbers]
    whole = "".join(texts)
    inside = re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", around)
    if inside is None:
        other = words.text(whole)
    else:
        start = inside.start()
        other = words.with_kept(whole, [(first - start, last - start) for first, last in words.kept(around)])
    at = 0
    for number, text in zip(numbers, texts, strict=True):
        said[number] = other[at : at + len(text)]
        at += len(text)


def _around(word: str, box: Sequence[float], places: Iterable[Place]) -> str:
    """The text of the smallest block that holds a word at its place; nothing where none does."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return min((text for text in _holding(across, down, places) if word in text), key=len, default="")


def _holding(across: float, down: float, places: Iterable[Place]) -> Iterator[str]:
    for x0, top, x1, bottom, text in places:
        if x0 - _SLACK <= across <= x1 + _SLACK and top - _SLACK <= down <= bottom + _SLACK:
            yield text
