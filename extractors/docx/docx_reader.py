"""The Word reader: the bytes of a .docx to a neutral document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from extractors import kinds
from extractors.common.limits import refuse_too_many_cells
from extractors.docx.accepted import accept
from extractors.docx.colours import Palette, read_palette
from extractors.docx.contents import StoryReader
from extractors.docx.controls import ControlSettler
from extractors.docx.counts import Counts
from extractors.docx.floating import find_floating
from extractors.docx.instructions import drop_instructions
from extractors.docx.margins import furniture, part_sections
from extractors.docx.misplaced_text import find_misplaced_text
from extractors.docx.names import BODY, CELL, PICTURE, Element, v, w
from extractors.docx.notes import Notes, note_formats
from extractors.docx.numbering import Numbering
from extractors.docx.package import Package, open_package
from extractors.docx.paragraphs import ParagraphReader
from extractors.docx.runs import RunReader
from extractors.docx.styles import StyleSheet
from extractors.docx.unseen import UnseenWords
from extractors.docx.word_tables import TableReader
from models.document import Block, Document, Item, Table
from models.errors import EmptyFile, ScannedFile


def read(data: bytes, filename: str) -> Document:
    """Read a Word document as it looks with all tracked changes accepted.

    Blocks and tables come in reading order, page headers before and page footers after them. Evidence is the cell:
    `CellPlace.table` counts the tables of the returned document, so tables inside a cell share its place, and a table
    that only lays out others is not counted. Raises an `InputError` when the file cannot be read.
    """
    package = open_package(data)
    refuse_too_many_cells(sum(1 for _ in package.document.iter(CELL)))
    counts = Counts()
    palette = read_palette(package.theme, package.settings)
    styles = StyleSheet(package.styles, palette)
    _accept_all(package, styles, counts)
    outside = (*find_misplaced_text(package.document), *find_floating(package.document))
    _take_out_unseen(package, styles, palette, counts)
    stories = _Stories(package, styles, palette, counts)
    headers = furniture(package.document, package.margins, "header", stories.side)
    footers = furniture(package.document, package.margins, "footer", stories.side)
    items = tuple(stories.main(package.document, headers))
    _refuse_empty(items, package.document)
    return Document(
        filename=filename,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kinds.DOCX,
        reader="docx",
        title=package.title,
        items=(*items, *(block for section in footers for block in section)),
        findings=(*counts.findings(), *outside),
    )


class _Stories:
    """Readers for the body and for what stands beside it; each story beside it counts its lists for itself."""

    def __init__(self, package: Package, styles: StyleSheet, palette: Palette, counts: Counts) -> None:
        self._package = package
        self._styles = styles
        self._palette = palette
        self._counts = counts

    def main(self, document: Element, headers: Sequence[Sequence[Block]]) -> Iterator[Item]:
        """The body, with the page headers of each section before it."""
        formats = note_formats(document, self._package.settings)
        notes = Notes(self._package.footnotes, self._package.endnotes, self.side, self._counts, formats)
        reader = self._reader(notes)
        several = any(headers[1:])
        bodies = part_sections(document) if several else [document]
        for section, body in enumerate(bodies):
            if section < len(headers):
                yield from headers[section]
            yield from reader.items(body)

    def side(self, story: Element) -> Iterator[Item]:
        return self._reader(None).items(story)

    def _reader(self, notes: Notes | None) -> StoryReader:
        numbering = Numbering(self._package.numbering, self._styles)
        runs = RunReader(self._styles, self._palette, self._counts, notes)
        paragraphs = ParagraphReader(self._styles, self._palette, numbering, runs, notes)
        tables = TableReader(self._styles, self._palette, self._counts)
        return StoryReader(paragraphs, tables, notes, self._counts)


def _accept_all(package: Package, styles: StyleSheet, counts: Counts) -> None:
    controls = ControlSettler(styles, package.glossary, counts, package.data)
    for part in (package.document, package.footnotes, package.endnotes, *package.margins.values()):
        if part is not None:
            accept(part, counts)
            drop_instructions(part)
            controls.settle(part)
    counts.embedded += sum(1 for _ in package.document.iter(w("altChunk"), w("subDoc")))
    if package.comments is not None:
        counts.comments = sum(1 for _ in package.comments.iter(w("comment")))


def _take_out_unseen(package: Package, styles: StyleSheet, palette: Palette, counts: Counts) -> None:
    words = UnseenWords(styles, palette, counts)
    body = package.document.find(BODY)
    for story in (body, package.footnotes, package.endnotes, *package.margins.values()):
        if story is not None:
            words.take_out(story)


def _refuse_empty(items: tuple[Item, ...], document: Element) -> None:
    """A document without a word is no plan without actions: say what it is."""
    if any(_has_words(item) for item in items):
        return
    if next(document.iter(PICTURE, v("imagedata")), None) is not None:
        raise ScannedFile(
            "The Word document contains pictures but no text.",
            "Ask for the document that the pictures were made from, or run text recognition over it.",
        )
    raise EmptyFile("The Word document contains no text.", "Re-save the document and try again.")


def _has_words(item: Item) -> bool:
    if isinstance(item, Table):
        return any(cell.text.strip() for cell in item.cells())
    return bool(item.text)
