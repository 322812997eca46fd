"""Takes lines at the head of pages that name a section for headings: "Standing with communities" over its actions.

Where each theme begins a page, some plans print its name in the page's head alone, on all pages of that theme. A line
counts as such a head if all pages of a stretch have one at the same height, above all else, and others follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extractors.assembler.choosing import names_plan
from extractors.assembler.numbers import read_number
from extractors.assembler.themes.titles import fold_name
from models.document import Block, Document, Item, PageBox
from models.reference.columns import is_column_name
from models.reference.words import known_words

MOST_WORDS = 12  # of a theme's title
FEWEST_PAGES = 3  # of a stretch; two are enough where a head is printed again
FEWEST_HEADS = 2
PLACE = 3.0  # points by which heads of pages differ in height

_Head = tuple[int, int, Block]
"""A line's page, its place among the items, and itself."""


def with_section_heads(document: Document) -> Document:
    """The document, each such head a heading on the first of its pages."""
    heads = dict(_of_sections(document.items) if document.page_count is None else _of_pages(document.items))
    if not heads:
        return document
    items = tuple(heads.get(place, item) for place, item in enumerate(document.items))
    return document.model_copy(update={"items": items})


def _of_sections(items: Sequence[Item]) -> Iterator[tuple[int, Block]]:
    """The heads of a Word document's sections: each stands before what its section holds."""
    found: list[_Head] = []
    before = None
    for place, item in enumerate(items):
        if isinstance(item, Block) and item.kind == "furniture" and _may_name_section(item):
            before = (len(found), place, item)
        elif before and not (isinstance(item, Block) and item.aside):
            found.append(before)
            before = None
    yield from _first_of_each(found, many=True)


def _of_pages(items: Sequence[Item]) -> Iterator[tuple[int, Block]]:
    tops = _tops_of_text(items)
    lines = [
        (round(box.bbox[1] / PLACE), (box.page, place, item))
        for place, item in enumerate(items)
        if isinstance(item, Block) and (box := _box(item)) and _may_name_section(item)
        if box.bbox[3] <= min((top for other, top in tops.get(box.page, ()) if other != place), default=box.bbox[3])
    ]
    heights = {height for height, _ in lines}
    for height in sorted(heights):
        at_height = [head for known, head in lines if known == height]
        for stretch in _stretches(at_height):
            yield from _first_of_each(stretch, many=len(stretch) >= FEWEST_PAGES)


def _tops_of_text(items: Iterable[Item]) -> dict[int, list[tuple[int, float]]]:
    """For each page, where its tables and paragraphs begin, with their places among the items."""
    tops: dict[int, list[tuple[int, float]]] = {}
    for place, item in enumerate(items):
        if isinstance(item, Block):
            boxes = [] if item.aside else item.evidence
        else:
            boxes = [box for cell in item.cells() for box in cell.evidence]
        for box in boxes:
            if isinstance(box, PageBox):
                tops.setdefault(box.page, []).append((place, box.bbox[1]))
    return tops


def _box(block: Block) -> PageBox | None:
    place = block.evidence[0] if len(block.evidence) == 1 else None
    return place if isinstance(place, PageBox) else None


def _may_name_section(block: Block) -> bool:
    text = block.text
    if block.kind == "note" or block.marker or not text or len(text.split()) > MOST_WORDS:
        return False
    opens = text[0].isalnum() and not text[0].islower() and text[-1] not in ".;,:"
    # letters of a watermark that text covers in part stand at the head of pages too: "AMPL"
    cut = text.isupper() and " " not in text and text.casefold() not in known_words()
    return opens and not (cut or read_number(text) or names_plan(text) or is_column_name(text))


def _stretches(heads: Sequence[_Head]) -> Iterator[list[_Head]]:
    """The heads of pages that follow one another, one a page."""
    pages = {page: [head for head in heads if head[0] == page] for page, _, _ in heads}
    alone = sorted(page for page, of_page in pages.items() if len(of_page) == 1)
    for _, group in groupby(enumerate(alone), key=lambda one: one[1] - one[0]):
        yield [pages[page][0] for _, page in group]


def _first_of_each(stretch: Sequence[_Head], *, many: bool) -> Iterator[tuple[int, Block]]:
    """The first line of each head, as a heading, where a stretch has several heads and none comes again later.

    many: whether so many pages or sections have one that they must be heads; else one must stand on two pages.
    """
    groups = [list(group) for _, group in groupby(stretch, key=lambda head: _name(head[2]))]
    names = {_name(group[0][2]) for group in groups}
    sure = many or any(len(group) > 1 for group in groups)
    if len(names) < max(FEWEST_HEADS, len(groups)) or not sure:
        return
    for group in groups:
        _, place, block = group[0]
        if block.kind != "heading":
            yield place, block.model_copy(update={"kind": "heading", "level": 0})


def _name(block: Block) -> str:
    """What a head says, without what counts pages."""
    return fold_name("".join(char for char in block.text if not char.isdigit()))
