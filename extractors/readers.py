"""The readers, and which of them takes a file: told by content, never by name.

Adding a format is one entry here and one package with a function `read(data, filename) -> Document`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from extractors import kinds
from extractors.converted.converted_reader import read as read_by_conversion
from models.document import Document
from models.errors import EmptyFile, UnsupportedKind

ReadFunction = Callable[[bytes, str], Document]


@dataclass(frozen=True, slots=True)
class Reader:
    """A format we read: how to recognise it, and the module that reads it (loaded when first used)."""

    name: str
    media_type: str
    recognises: Callable[[bytes], bool]
    module: str

    def read(self, data: bytes, filename: str) -> Document:
        """Read a whole file. Raises an `InputError` when it cannot be read; doubts are findings of the document."""
        read = cast("ReadFunction", import_module(self.module).read)
        return read(data, filename)


READERS = (
    Reader("pdf", kinds.PDF, kinds.is_pdf, "extractors.pdf.pdf_reader"),
    Reader("docx", kinds.DOCX, kinds.is_docx, "extractors.docx.docx_reader"),
    Reader("xlsx", kinds.XLSX, kinds.is_xlsx, "extractors.xlsx.xlsx_reader"),
    Reader("html", kinds.HTML, kinds.is_html, "extractors.html.html_reader"),
    Reader("text", kinds.TEXT, kinds.is_text, "extractors.text.text_reader"),
)


def read_document(data: bytes, filename: str) -> Document:
    """Turn the bytes of a file into a neutral document.

    Raises `EmptyFile`, `UnsupportedKind`, what the reader that takes the file raises, or, of a kind that LibreOffice
    has to open first, what `extractors.converted.converted_reader.read` raises.
    """
    if not data.strip():
        raise EmptyFile("The file is empty.", "Re-save the document and try again.")
    reader = _reader_of(data)
    if reader is not None:
        return reader.read(data, filename)
    conversion = kinds.convertible(data)
    if conversion is not None:
        return read_by_conversion(data, filename, conversion, _read_made)
    raise _refusal(data)


def _reader_of(data: bytes) -> Reader | None:
    return next((reader for reader in READERS if reader.recognises(data)), None)


def _read_made(data: bytes, filename: str) -> Document:
    """What a converter made, which is never converted a second time."""
    reader = _reader_of(data)
    if reader is None:
        raise _refusal(data)
    return reader.read(data, filename)


def _refusal(data: bytes) -> UnsupportedKind:
    kind = kinds.describe(data)
    if kind.endswith(kinds.ARCHIVE):
        return UnsupportedKind(f"The file is {kind}, not a document.", "Unpack it and use the documents inside it.")
    if kind in kinds.MAILS:
        return UnsupportedKind(f"The file is {kind}, not a document.", "Use the documents attached to it instead.")
    return UnsupportedKind(f"The file is {kind}, which this tool does not read.", "Save it as Word (.docx) or PDF.")


def sha256(data: bytes) -> str:
    """SHA-256 of the bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
