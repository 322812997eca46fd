"""Blocks of a page outside its tables: furniture, headings, paragraphs, notes, and turned or slanted text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.pdf.blocks import make_blocks
from extractors.pdf.drafts import Draft, Measure
from extractors.pdf.folding import fold_into
from extractors.pdf.footnotes import split_notes
from extractors.pdf.headings import is_heading, levels
from extractors.pdf.lines import Line, make_line
from extractors.pdf.pagelayout import PageLayout, lines_by_turn
from extractors.pdf.records import to_block
from extractors.pdf.survey import Survey
from extractors.pdf.typography import Typography
from models.document import Block


@dataclass(slots=True)
class PageText:
    """Drafts of one page in reading order, furniture apart."""

    page: Survey
    furniture: list[Draft] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    notes: list[Draft] = field(default_factory=list)


def read_texts(layouts: Sequence[PageLayout], typography: Typography) -> list[PageText]:
    """The text outside tables of every page."""
    return [_page_text(layout, typography) for layout in layouts]


def _page_text(layout: PageLayout, typography: Typography) -> PageText:
    text = PageText(layout.page)
    for column in layout.columns:
        kept: list[Line] = []
        for line in column.lines:
            of_page = [word for word in line.words if id(word) in layout.page.furniture]
            if of_page:
                text.furniture.append(_lone(make_line(of_page), typography))
            own = [word for word in line.words if id(word) not in layout.page.furniture]
            if own:
                kept.append(make_line(own) if of_page else line)
        if column is layout.columns[-1]:
            kept, notes = split_notes(kept, layout.page.rulings, typography.body_size)
            text.notes.extend(make_blocks(notes, column.measure, typography))
        text.drafts.extend(make_blocks(kept, column.measure, typography))
    text.furniture.extend(_lone(make_line([stamp]), typography) for stamp in layout.stamps)
    turned = [word for word in layout.words if word.turn != 0]
    tabs = [word for word in turned if id(word) in layout.page.furniture]
    text.furniture.extend(_lone(line, typography) for lines in lines_by_turn(tabs) for line in lines)
    for lines in lines_by_turn([word for word in turned if id(word) not in layout.page.furniture]):
        measure = Measure(min(line.x0 for line in lines), max(line.x1 for line in lines))
        text.drafts.extend(make_blocks(lines, measure, typography))
    return text


def _lone(line: Line, typography: Typography) -> Draft:
    draft = Draft("para")
    fold_into(draft, line, typography, Measure(line.x0, line.x1))
    return draft


def to_blocks(texts: Sequence[PageText], typography: Typography) -> dict[int, list[Block]]:
    """The blocks of each page by its number, in reading order, furniture first."""
    headings = [draft for text in texts for draft in text.drafts if is_heading(draft, typography.body_size)]
    depth = levels(headings)
    blocks: dict[int, list[Block]] = {}
    for text in texts:
        page = [to_block(draft, text.page, "furniture") for draft in text.furniture]
        for draft in text.drafts:
            level = depth.get(id(draft))
            page.append(to_block(draft, text.page, None if level is None else "heading", level))
        page.extend(to_block(draft, text.page, "note") for draft in text.notes)
        blocks[text.page.number] = page
    return blocks
