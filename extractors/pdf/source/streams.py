"""What a content stream draws, when all of it can be unpacked."""

from __future__ import annotations

import zlib

from pdfminer import settings
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

_LAST_OPERATORS = (b"Q", b"ET", b"EMC", b"EX", b"S", b"f", b"n")
"""What contents end with that are drawn to their end."""


def refuse_lost(contents: object) -> None:
    """Raises `PDFException` when a page names contents that are not there: it would pass for an empty page."""
    whole = resolve1(contents)
    parts = whole if isinstance(whole, list) else [contents]
    if any(isinstance(part, PDFObjRef) and not isinstance(resolve1(part), PDFStream) for part in parts):
        raise PDFException("contents of a page are not there")


def unpack(stream: PDFStream) -> bytes:
    """The operators of a content stream.

    Raises `PDFException` when the packed data is damaged: pdfminer would give what stands before the damage as if it
    were all. Data that merely lacks its end mark, as some writers leave it, is whole when it ends as contents do.
    """
    settings.STRICT = True
    try:
        return stream.get_data()
    except PDFException as error:
        if not _is_short(error.__cause__):
            raise
    finally:
        settings.STRICT = False
    data = stream.get_data()
    if not data.rstrip().endswith(_LAST_OPERATORS):
        raise PDFException("contents of a page break off")
    return data


def _is_short(cause: BaseException | None) -> bool:
    return isinstance(cause, zlib.error) and "incomplete or truncated" in str(cause)
