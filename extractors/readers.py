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
    Reader("pdf", kinds.PDF, kinds.is_pdf, "extractors.pdf.reader"),
    Reader("docx", kinds.DOCX, kinds.is_docx, "extractors.docx.reader"),
    Reader("xlsx", kinds.XLSX, kinds.is_xlsx, "extractors.xlsx.reader"),
    Reader("html", kinds.HTML, kinds.is_html, "extractors.html.reader"),
    Reader("text", kinds.TEXT, kinds.is_text, "extractors.text.reader"),
)


def read_document(data: bytes, filename: str) -> Document:
    """Turn the bytes of a file into a neutral document.

    Raises `EmptyFile`, `UnsupportedKind`, or what the reader that takes the file raises.
    """
    if not data.strip():
        raise EmptyFile("The file is empty.", "Re-save the document and try again.")
    for reader in READERS:
        if reader.recognises(data):
            return reader.read(data, filename)
    kind = kinds.describe(data)
    if kind.endswith(kinds.ARCHIVE):
        raise UnsupportedKind(
            f"The file is {kind}, not a document.", "Unpack it, and give the documents that are in it."
        )
    raise UnsupportedKind(f"The file is {kind}, which this tool does not read.", "Save it as Word (.docx) or PDF.")


def sha256(data: bytes) -> str:
    """SHA-256 of the bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
