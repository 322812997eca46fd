"""The PDF reader: bytes in, a neutral document out.

One `Table` for each table of each page, blocks outside tables in reading order, findings about what cannot be read.
Joining the pieces of a table over pages is the assembler's work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from extractors import kinds
from extractors.pdf.drawn import OUTLINED_LINES, place_of, repeated
from extractors.pdf.drawn import lines_of as lines_of_letters
from extractors.pdf.furniture import find_furniture, page_edge
from extractors.pdf.grid import Grid
from extractors.pdf.label_rows import add_label_rows
from extractors.pdf.labelled_boxes import add_labelled_boxes
from extractors.pdf.line_numbers import line_numbers
from extractors.pdf.lines import Line
from extractors.pdf.open_rows import add_open_rows, add_rows_across
from extractors.pdf.outer_rows import with_outer_rows
from extractors.pdf.packed import Packer
from extractors.pdf.pagelayout import PageLayout, lay_out_pages
from extractors.pdf.pagetext import read_texts, to_blocks
from extractors.pdf.records import to_table
from extractors.pdf.scans.engine import INSTALL
from extractors.pdf.scans.source import RecognisingSource
from extractors.pdf.source.geometry import Box, area_of, box_of, centred_in
from extractors.pdf.source.model import PageSource, Picture
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.survey import Survey, closed_boxes, pack_words, survey
from extractors.pdf.text_columns import in_columns
from extractors.pdf.typography import body_size, study
from extractors.pdf.unruled import add_voted_grids
from extractors.pdf.upright import Frame
from extractors.pdf.white_columns import add_white_columns
from extractors.pdf.wide_sheets.source import WideSource
from extractors.pdf.words import Word
from models.catalogue import finding
from models.document import Block, Document, Item, PageBox, Table
from models.errors import EmptyFile, ScannedFile, UnsupportedKind
from models.finding import Finding

NOTABLE_PICTURE, LARGE_PICTURE = 0.1, 0.2
"""Shares of a page that pictures cover from which on they are told of: of a page without text, and of one with some."""

EDGE = 14.0
"""Points from the edge of the page: about a line of text, and less than the margins of printers."""

COVER_WORDS = 150
"""Words under which a PDF without a table, but with attached files, is no document of its own."""

MANY_PAGES = 60
"""Pages from which on glyphs are packed while they wait: that takes 4 % longer and saves half a megabyte a page. The
longest plan seen has 41."""

LOWEST_ROWS = 24.0
"""Points: height of a picture that may hold rows of a table."""


def read(data: bytes, filename: str) -> Document:
    """Read a PDF; pages that are pictures are recognised where the extra `ocr` is installed.

    Raises `EncryptedFile` when a password is needed, `DamagedFile` when the file is broken or cut short, `ScannedFile`
    when every page is a picture without text, `EmptyFile` when nothing is drawn at all.
    """
    with PlumberSource(data) as source:
        pages = WideSource(RecognisingSource(source, data))
        return pages.told(read_source(pages, filename, hashlib.sha256(data).hexdigest()))


def read_source(source: PageSource, filename: str, sha256: str) -> Document:
    """As `read`, from any source of pages."""
    waits_long = source.page_count > MANY_PAGES
    packer = Packer()
    surveys = [pack_words(page, packer) if waits_long else page for page in map(survey, source.pages())]
    add_open_rows(surveys)
    add_labelled_boxes(surveys)
    tell_furniture(surveys)
    for page in surveys:
        own = [word for word in page.words if id(word) not in page.furniture] if page.ruled else []
        page.ruled = [with_outer_rows(grid, _outside(own, page.ruled, grid), page.areas) for grid in page.ruled]
    add_white_columns(surveys)
    parts = in_columns(surveys)
    if len(parts) > len(surveys):
        add_rows_across(parts)
    surveys = parts
    add_label_rows(surveys)
    add_voted_grids(surveys)
    layouts = lay_out_pages(surveys)
    if not any(layout.words or layout.tables or layout.stamps for layout in layouts):
        _refuse(layouts)
    if source.files and not any(layout.tables for layout in layouts):
        _refuse_cover(layouts)
    typography = study(lines_of(layouts))
    texts = read_texts(layouts, typography)
    blocks = to_blocks(texts, typography)
    findings = (
        *source.findings,
        *_attached(source, layouts),
        *_findings(layouts, {text.page.printed for text in texts if text.drafts}),
    )
    items: list[Item] = []
    surveys.clear()
    texts.clear()
    layouts.reverse()
    while layouts:  # a page is let go when its tables have been made
        layout = layouts.pop()
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
        findings=findings,
    )


def tell_furniture(pages: Sequence[Survey]) -> None:
    """Tell each page which of its words are headers, footers and page numbers."""
    edges = [
        page_edge(page.number, page.height, page.words, [*page.ruled, *closed_boxes(page)], page.areas)
        for page in pages
    ]
    numbers = line_numbers([(page.words, [grid.box for grid in page.ruled], _drawn_from(page)) for page in pages])
    furniture = find_furniture(edges, body_size(word for page in pages for word in page.words)) | numbers
    for page in pages:
        page.furniture = frozenset(furniture & {id(word) for word in page.words}) if furniture else frozenset()


def _drawn_from(page: Survey) -> list[float]:
    """Where the strokes and fills of a page begin."""
    return [*(r.start if r.level else r.at for r in page.rulings), *(area.x0 for area in page.areas)]


def _outside(words: Sequence[Word], grids: Sequence[Grid], own: Grid) -> list[Word]:
    """The words that no other grid than one holds."""
    boxes = [grid.box for grid in grids if grid is not own]
    return [word for word in words if not any(centred_in(box_of(word), box) for box in boxes)]


def _attached(source: PageSource, layouts: Sequence[PageLayout]) -> Iterator[Finding]:
    files = source.files + sum(layout.page.files for layout in layouts)
    if files:
        yield finding("embedded-content", count=files)


def _refuse(layouts: Sequence[PageLayout]) -> None:
    if any(layout.page.by_recognition for layout in layouts):
        raise ScannedFile(
            "The pages of the PDF are pictures, and no words could be read from them.", "Ask for the document as Word."
        )
    if any(layout.page.ink for layout in layouts):
        raise ScannedFile(
            "The PDF contains pictures of pages but no text.",
            f"Ask for the document as Word, or add text recognition ({INSTALL}) and read it again.",
        )
    raise EmptyFile("All pages of the PDF are blank.", "Re-save the document and try again.")


def _refuse_cover(layouts: Sequence[PageLayout]) -> None:
    """A page of a few words around attached files is their cover."""
    if sum(len(layout.words) for layout in layouts) < COVER_WORDS:
        raise UnsupportedKind(
            "The PDF is only a cover for attached files.", "Open it, save the attached documents and use those instead."
        )


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


def _findings(layouts: Sequence[PageLayout], with_text: set[int]) -> Iterator[Finding]:
    furniture = repeated([layout.page.pictures for layout in layouts])
    first = min((layout.page.printed for layout in layouts if layout.tables), default=len(layouts))
    if recognised := [layout.page.printed for layout in layouts if layout.page.by_recognition]:
        yield finding("pages-recognised", pages=_listed(recognised))
    for layout in layouts:
        page, number = layout.page, layout.page.printed
        shown = [picture for picture in page.pictures if place_of(picture) not in furniture]
        if not layout.tables and _is_unread(page, shown, has_text=number in with_text, among_tables=number > first):
            yield finding("page-without-text", page=number)
        elif layout.tables and any(_goes_on_with_table(picture, layout) for picture in shown):
            place = f"below or beside the table on page {number}, about as wide as it"
            yield finding("picture-beside-table", page=number, place=place)
        counts = {
            "unreadable-characters": page.unreadable,
            "text-outside-page": page.outside,
            "unseen-text": page.hidden,
            "recognised-text": page.recognised,
        }
        if page.outside and any(_reaches_edge(table.grid.box, page) for table in layout.tables):
            yield finding("table-off-page", page=number, count=page.outside)
            counts.pop("text-outside-page")
        for _ in range(page.nested):
            yield finding("nested-table", page=number)
        yield from (finding(code, page=number, count=count) for code, count in counts.items() if count)
        yield from (finding("note-on-page", page=number, text=text) for text in page.notes)


def _listed(numbers: Sequence[int]) -> str:
    """Numbers of pages, those that follow each other as a range: "1 to 4, 7"."""
    ranges: list[list[int]] = []
    for number in dict.fromkeys(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in ranges)


def _is_unread(page: Survey, pictures: Sequence[Picture], *, has_text: bool, among_tables: bool) -> bool:
    """Whether what a page without a table shows is a picture, or letters drawn as outlines, rather than text.

    Before the plan's tables, covers with a photograph and a title are usual.
    """
    covered = sum(area_of(box_of(one)) for one in pictures) / (page.width * page.height)
    lines = lines_of_letters(page.letters)
    if not has_text:
        return page.scanned or covered >= NOTABLE_PICTURE or lines >= 1
    return among_tables and (covered >= LARGE_PICTURE or lines >= OUTLINED_LINES)


def _reaches_edge(box: Box, page: Survey) -> bool:
    """Whether a table ends within a line of the lower or right edge of its page."""
    return box[3] > page.height - EDGE or box[2] > page.width - EDGE


def _goes_on_with_table(picture: Picture, layout: PageLayout) -> bool:
    """Whether a picture stands beside a table, as wide as half of it or more, so that it may hold rows."""
    if any(centred_in(box_of(picture), table.grid.box) for table in layout.tables):
        return False
    boxes = [table.grid.box for table in layout.tables]
    widest = max(box[2] - box[0] for box in boxes)
    wide = picture.x1 - picture.x0 >= widest / 2 and picture.bottom - picture.top >= LOWEST_ROWS
    return wide and picture.top >= min(box[1] for box in boxes)
