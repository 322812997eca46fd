"""Pages by way of pdfplumber: it opens the file, finds its pages and their boxes; our canvas takes what is drawn.

pdfplumber's own lists of characters and lines are not used: each of their objects is a dictionary of twenty entries,
and making them costs more than all the rest of a page.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self, cast

import pdfplumber
from pdfminer.casting import safe_float
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extractors.common.progress import at_page
from extractors.pdf.source.annotations import Annotator
from extractors.pdf.source.canvas import Canvas
from extractors.pdf.source.circles import refuse_circles
from extractors.pdf.source.geometry import Box, display_matrix, intersect
from extractors.pdf.source.interpreter import Interpreter
from extractors.pdf.source.layers import Layers
from extractors.pdf.source.model import PageContent
from extractors.pdf.source.streams import refuse_lost
from extractors.pdf.source.versions import from_head, has_older_parts, is_misleading, without_lists
from extractors.pdf.source.wrappers import RIGHTS, attachments, refuse_wrappers, rights_managed
from models.catalogue import finding
from models.errors import DamagedFile, EncryptedFile
from models.finding import Finding

# What pdfminer and pdfplumber raise on a broken file: their own errors, and those of Python they let through.
FAULTS = (
    PSException,
    PdfminerException,
    MalformedPDFException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    UnicodeError,
    ValueError,
    struct.error,
    zlib.error,
)

A4: Box = (0.0, 0.0, 595.28, 841.89)
"""Box of a page that names none."""

TAIL = 2048
"""Bytes at the end of a whole file in which its end mark stands."""

_AGAIN = "Save the document as PDF again and try that."


class PlumberSource:
    """A PDF file opened with pdfplumber; a context manager. Raises `EncryptedFile` and `DamagedFile`."""

    def __init__(self, data: bytes) -> None:
        # pdfminer writes what it finds odd to its log, words of the document among it.
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        data = from_head(data)
        refuse_circles(data)
        try:
            self._open(data)
            searched = self._was_searched()
            if b"%%EOF" not in data[-TAIL:] and searched:
                raise DamagedFile("The PDF is incomplete: its end is missing.", "Copy or download the file again.")
            self.findings = self._last_versions(data) if searched or is_misleading(data, self._pdf.doc.xrefs) else ()
            stated = self._stated_pages()
            refuse_wrappers(self._pdf.doc.catalog)
            self._layers = Layers.of(self._pdf.doc.catalog)
            form = resolve1(self._pdf.doc.catalog.get("AcroForm"))
            self._form = form if isinstance(form, dict) else {}
            self.files = attachments(self._pdf.doc.catalog)
        except FAULTS as error:
            raise _translated(error, rights=RIGHTS in data) from error
        if not self._pages:
            raise DamagedFile("No pages were found in the PDF.", _AGAIN)
        if stated > len(self._pages):
            raise DamagedFile(f"The PDF says it has {stated} pages, but only {len(self._pages)} were found.", _AGAIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    @property
    def page_count(self) -> int:
        """Pages of the file."""
        return len(self._pages)

    @property
    def title(self) -> str | None:
        """Title in the file's own properties."""
        title = self._pdf.metadata.get("Title")
        return title.strip() or None if isinstance(title, str) else None

    def pages(self) -> Iterator[PageContent]:
        """Every page in order. Raises `DamagedFile` at a page that cannot be read."""
        for number, page in enumerate(self._pages, start=1):
            at_page(number, len(self._pages))
            try:
                content = self._read(page, number)
            except FAULTS as error:
                raise DamagedFile(f"Page {number} of the PDF is damaged.", _AGAIN) from error
            yield content

    def _stated_pages(self) -> int:
        """Pages the file says it has; pdfminer passes over those whose object is broken. 0 when it does not say."""
        tree = resolve1(self._pdf.doc.catalog.get("Pages"))
        count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
        return count if isinstance(count, int) else 0

    def _open(self, data: bytes) -> None:
        self._pdf = pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False)
        self._pages = [page.page_obj for page in self._pdf.pages]

    def _was_searched(self) -> bool:
        """Whether the file's own list of its parts was missing, so that they had to be searched for."""
        return any(isinstance(table, PDFXRefFallback) for table in self._pdf.doc.xrefs)

    def _last_versions(self, data: bytes) -> tuple[Finding, ...]:
        """Open the file anew with the last version of each part, as viewers do; a doubt when there are several."""
        if not has_older_parts(data):
            return ()
        bare = without_lists(data)
        if bare is None:
            raise DamagedFile("The PDF is damaged and cannot be opened.", _AGAIN)
        self._pdf.close()
        self._open(bare)
        return (finding("older-parts-in-file"),)

    def _read(self, page: PDFPage, number: int) -> PageContent:
        visible = _box(page.mediabox) or A4
        crop = _box(page.cropbox)
        visible = (crop and intersect(visible, crop)) or visible
        matrix, width, height = display_matrix(visible, (page.rotate or 0) % 360)
        canvas = Canvas(self._pdf.rsrcmgr, width, height)
        interpreter = Interpreter(self._pdf.rsrcmgr, canvas, self._layers)
        refuse_lost(page.attrs.get("Contents"))
        with _unpacked_for_now(page):
            interpreter.render_contents(page.resources, page.contents, ctm=matrix)
        annotator = Annotator(interpreter, canvas, matrix, self._form)
        annotator.draw(page.annots)
        return canvas.content(number, tuple(annotator.notes), annotator.files)


@contextmanager
def _unpacked_for_now(page: PDFPage) -> Iterator[None]:
    """Let the contents of a page be unpacked for as long as it is read: pdfminer would keep those of all pages."""
    streams = [one for one in map(resolve1, page.contents) if isinstance(one, PDFStream) and one.data is None]
    packed = [one.rawdata for one in streams]
    yield
    for stream, data in zip(streams, packed, strict=True):
        stream.data, stream.rawdata = None, data


def _box(value: object) -> Box | None:
    """A page box with its corners in order; None when it is absent, broken or empty."""
    parts = resolve1(value)
    numbers = [safe_float(resolve1(part)) for part in parts] if isinstance(parts, (list, tuple)) else []
    if len(numbers) != 4 or None in numbers:
        return None
    x0, y0, x1, y1 = cast("list[float]", numbers)
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box[2] - box[0] > 1 and box[3] - box[1] > 1 else None


def _translated(error: BaseException, *, rights: bool) -> EncryptedFile | DamagedFile:
    """The error to raise for one of pdfminer's or pdfplumber's, which may wrap it; `rights`: they are managed."""
    cause: object = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, PDFPasswordIncorrect):
        return EncryptedFile("The PDF needs a password to open.", "Save a copy without the password.")
    if isinstance(cause, PDFEncryptionError) and rights:
        return rights_managed()
    if isinstance(cause, PDFEncryptionError):
        return EncryptedFile("The PDF is locked in a way this tool cannot open.", "Save a copy without protection.")
    return DamagedFile("The PDF is damaged and cannot be opened.", _AGAIN)
