"""PDF files written by hand, object by object, for what no library writes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>"
)
WORDS = b"BT /F1 10 Tf 72 500 Td (Some words of a page) Tj ET\n"


def stream(content: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object."""
    data = zlib.compress(content) if packed else content
    packing = b"/Filter /FlateDecode" if packed else b""
    return b"<< /Length %d %s %s >>\nstream\n%s\nendstream" % (len(data), packing, entries, data)


def pdf_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, of which number 1 is the catalog."""
    data = b"%PDF-1.7\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(data), max(objects) + 1
    lines = [
        b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f") for number in range(size)
    ]
    data += b"xref\n0 %d\n%s" % (size, b"".join(lines))
    return data + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def page_of(content: bytes, resources: bytes = b"", others: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF of one page with this content."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    main = {1: CATALOG, 2: pages, 3: PAGE % resources, 4: stream(content), 5: FONT}
    return pdf_of({**main, **(others or {})})


def changed(data: bytes, objects: Mapping[int, bytes]) -> bytes:
    """The PDF with some objects written anew behind its end, as programs do that save only what changed."""
    start = int(data.rpartition(b"startxref")[2].split()[0])
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start_of_list = len(data)
    lines = [b"%d 1\n%010d 00000 n \n" % item for item in sorted(places.items())]
    data += b"xref\n%strailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n" % (b"".join(lines), max(objects) + 1, start)
    return data + b"startxref\n%d\n%%%%EOF\n" % start_of_list
