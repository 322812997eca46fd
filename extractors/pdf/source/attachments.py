"""The files attached to a PDF, and how many words its own pages have."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import pypdfium2
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from extractors.pdf.source.circles import refuse_circles
from extractors.pdf.source.plumber import FAULTS
from extractors.pdf.source.wrappers import attached
from models.errors import DamagedFile


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a PDF. `read` gives its bytes and may raise `DamagedFile`; None for a link to a file."""

    name: str
    read: Callable[[], bytes] | None


@dataclass(frozen=True, slots=True)
class Attachments:
    """All files attached to a PDF; a portfolio is shown as a list of them."""

    files: tuple[Attachment, ...]
    is_portfolio: bool


def attachments_of(data: bytes) -> Attachments:
    """The files of the document, then those pinned to its pages. Raises `DamagedFile`."""
    refuse_circles(data)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        files = tuple(map(_attachment, _specifications(document)))
        return Attachments(files, "Collection" in document.catalog)
    except FAULTS as error:
        raise DamagedFile("The PDF is damaged and cannot be opened.", "Save the document as PDF again.") from error


def words_of_short(data: bytes, most_pages: int) -> int | None:
    """How many words a PDF has; None when it has more pages, or cannot be opened."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > most_pages:
                return None
            return sum(len(page.get_textpage().get_text_bounded().split()) for page in document)
    except pypdfium2.PdfiumError:
        return None


def _specifications(document: PDFDocument) -> Iterator[dict[str, object]]:
    yield from attached(document.catalog)
    for page in PDFPage.create_pages(document):
        notes = resolve1(page.annots)
        for note in map(resolve1, notes if isinstance(notes, list) else []):
            specification = resolve1(note.get("FS")) if isinstance(note, dict) else None
            if isinstance(specification, dict):
                yield specification


def _attachment(specification: dict[str, object]) -> Attachment:
    name = next((text for key in ("UF", "F") if (text := _text(specification.get(key)))), "attachment")
    held = resolve1(specification.get("EF"))
    streams = [one for one in map(resolve1, held.values()) if isinstance(one, PDFStream)] if held else []
    return Attachment(name, partial(_unpacked, streams[0]) if streams else None)


def _text(value: object) -> str:
    found = resolve1(value)
    return " ".join(decode_text(found).split()) if isinstance(found, bytes) else ""


def _unpacked(stream: PDFStream) -> bytes:
    try:
        content: bytes = stream.get_data()
    except FAULTS as error:
        raise DamagedFile("This attached file is damaged.", "Open the PDF and save the file inside it.") from error
    return content
