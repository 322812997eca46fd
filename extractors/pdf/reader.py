"""The PDF reader: bytes in, a neutral document out.

One `Table` for each table of each page, blocks outside tables in reading order, findings about what cannot be read.
Joining the pieces of a table over pages is the assembler's work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from extractors import kinds
from extractors.pdf.furniture import find_furniture, page_edge
from extractors.pdf.lines import Line
from extractors.pdf.open_rows import add_open_rows
from extractors.pdf.pagelayout import PageLayout, lay_out
from extractors.pdf.pagetext import read_texts, to_blocks
from extractors.pdf.records import to_table
from extractors.pdf.source.model import PageSource
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.survey import Survey, survey
from extractors.pdf.typography import body_size, study
from extractors.pdf.unruled import add_voted_grids
from extractors.pdf.upright import Frame
from models.catalogue import finding
from models.document import Block, Document, Item, PageBox, Table
from models.errors import EmptyFile, ScannedFile
from models.finding import Finding


def read(data: bytes, filename: str) -> Document:
    """Read a PDF.

    Raises `EncryptedFile` when a password is needed, `DamagedFile` when the file is broken or cut short, `ScannedFile`
    when every page is a picture without text, `EmptyFile` when nothing is drawn at all.
    """
    with PlumberSource(data) as source:
        return read_source(source, filename, hashlib.sha256(data).hexdigest())


def read_source(source: PageSource, filename: str, sha256: str) -> Document:
    """As `read`, from any source of pages."""
    surveys = [survey(content) for content in source.pages()]
    add_open_rows(surveys)
    tell_furniture(surveys)
    add_voted_grids(surveys)
    layouts = [lay_out(page) for page in surveys]
    if not any(layout.words or layout.tables or layout.stamps for layout in layouts):
        _refuse(layouts)
    typography = study(lines_of(layouts))
    texts = read_texts(layouts, typography)
    blocks = to_blocks(texts, typography)
    items: list[Item] = []
    for layout in layouts:
        tables = [to_table(table, layout.page, typography) for table in layout.tables]
        items.extend(_in_order(blocks[layout.number], tables, layout.page.frame))
    return Document(
        filename=filename,
        sha256=sha256,
        media_type=kinds.PDF,
        reader="pdf",
        page_count=source.page_count,
        title=source.title,
        items=tuple(items),
        findings=(*source.findings, *_findings(layouts, {text.page.number: bool(text.drafts) for text in texts})),
    )


def tell_furniture(pages: Sequence[Survey]) -> None:
    """Tell each page which of its words are headers, footers and page numbers."""
    edges = [page_edge(page.number, page.height, page.words, page.ruled) for page in pages]
    furniture = find_furniture(edges, body_size(word for page in pages for word in page.words))
    for page in pages:
        page.furniture = frozenset(furniture & {id(word) for word in page.words}) if furniture else frozenset()


def _refuse(layouts: Sequence[PageLayout]) -> None:
    if any(layout.page.ink for layout in layouts):
        raise ScannedFile(
            "The PDF holds pictures of pages and no text.",
            "Get the document as Word or as a PDF saved from Word, or run text recognition over it.",
        )
    raise EmptyFile("Nothing is drawn on any page of the PDF.", "Save the document again and drop it in once more.")


def lines_of(layouts: Sequence[PageLayout]) -> Iterator[list[Line]]:
    """The lines of a document, column by column: each cell, and each column of running text."""
    for layout in layouts:
        for table in layout.tables:
            for cell in table.cells:
                yield from cell.lines
        for column in layout.columns:
            yield column.lines


def _in_order(blocks: Sequence[Block], tables: Sequence[Table], frame: Frame) -> list[Item]:
    """Furniture, then the other blocks, in reading order, with each table before the first that begins below its top.

    A block beside a table (a side note) comes after it.
    """
    items: list[Item] = [block for block in blocks if block.kind == "furniture"]
    waiting = list(tables)
    for block in blocks[len(items) :]:
        while waiting and _top(waiting[0], frame) <= _top(block, frame):
            items.append(waiting.pop(0))
        items.append(block)
    return items + waiting


def _top(item: Item, frame: Frame) -> float:
    """Where an item begins, in the frame in which its page is read."""
    evidence = [box for cell in item.cells() for box in cell.evidence] if isinstance(item, Table) else item.evidence
    return min(frame.box_in(box.bbox)[1] for box in evidence if isinstance(box, PageBox))


def _findings(layouts: Sequence[PageLayout], has_text: dict[int, bool]) -> Iterator[Finding]:
    for layout in layouts:
        page = layout.number
        if layout.page.pictures and not layout.tables and not has_text[page]:
            yield finding("page-without-text", page=page)
        for _ in range(layout.page.nested):
            yield finding("nested-table", page=page)
        if layout.page.unreadable:
            yield finding("unreadable-characters", page=page, count=layout.page.unreadable)
        if layout.page.outside:
            yield finding("text-outside-page", page=page, count=layout.page.outside)
        if layout.page.hidden:
            yield finding("unseen-text", page=page, count=layout.page.hidden)
