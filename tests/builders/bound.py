"""Several PDFs bound into one, as packs are and prints of wide spreadsheets."""

from __future__ import annotations

import io

import pypdfium2


def bound(*documents: bytes) -> bytes:
    """All pages, one document after the other."""
    whole = pypdfium2.PdfDocument.new()
    for document in documents:
        whole.import_pages(pypdfium2.PdfDocument(document))
    written = io.BytesIO()
    whole.save(written)
    return written.getvalue()
