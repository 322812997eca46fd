"""How much of a picture shows: its own mask, looked at coarsely (ISO 32000-1, 8.9.5 and 11.6.5.3)."""

from __future__ import annotations

from dataclasses import dataclass

from pdfminer.casting import safe_int
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1

from extractors.pdf.source.geometry import Matrix
from extractors.pdf.source.regions import Veil

COARSE = 64
"""Places looked at along either side of a mask: letters under a picture are larger than what lies between."""
LARGEST = 64_000_000
"""Pixels of a mask that is looked at."""
_UNKNOWN = ((0.5,),)
"""A mask that cannot be read: whether anything shows through is not known, so nothing beneath is taken for hidden."""

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class PictureLook:
    """The mask of a picture as rows of shares that show, from the top; None when all of it shows."""

    rows: Rows | None = None

    def veil(self, matrix: Matrix) -> Veil | None:
        """The mask in its place; `matrix` puts the unit square on the page."""
        a, b, c, d, e, f = matrix
        size = a * d - b * c
        if self.rows is None or not size:
            return None
        inverse = (d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size)
        return Veil(inverse, self.rows)


OPAQUE = PictureLook()
UNKNOWN = PictureLook(_UNKNOWN)


def look_of(picture: PDFStream) -> PictureLook:
    """How much of a picture shows."""
    soft, hard = resolve1(picture.get("SMask")), resolve1(picture.get("Mask"))
    if isinstance(soft, PDFStream):
        return PictureLook(_shares(soft, reverse=False))
    if isinstance(hard, PDFStream):
        return PictureLook(_shares(hard, reverse=True))
    if resolve1(picture.get("ImageMask")) is True:
        return PictureLook(_shares(picture, reverse=True))
    return UNKNOWN if isinstance(hard, list) else OPAQUE


def _shares(mask: PDFStream, *, reverse: bool) -> Rows | None:
    """The shares of a mask that show; None when all of them do. In stencils (`reverse`) a 0 paints."""
    width, height = (safe_int(resolve1(mask.get(key))) or 0 for key in ("Width", "Height"))
    bits = 1 if reverse else safe_int(resolve1(mask.get("BitsPerComponent"))) or 8
    decode = resolve1(mask.get("Decode"))
    if isinstance(decode, list) and decode and resolve1(decode[0]) == 1:
        reverse = not reverse
    if width < 1 or height < 1 or width * height > LARGEST or bits not in {1, 8}:
        return _UNKNOWN
    try:
        data = mask.get_data()
    except PDFException:
        return _UNKNOWN
    row_bytes = (width * bits + 7) // 8
    if len(data) < row_bytes * height:
        return _UNKNOWN
    rows = []
    for y in _places(height):
        row = data[y * row_bytes : (y + 1) * row_bytes]
        shares = (row[x] / 255 if bits == 8 else float(row[x >> 3] >> (7 - (x & 7)) & 1) for x in _places(width))
        rows.append(tuple(1 - share if reverse else share for share in shares))
    return None if all(share == 1 for row in rows for share in row) else tuple(rows)


def _places(count: int) -> list[int]:
    step = max(count / COARSE, 1.0)
    return [int(place * step + step / 2) if step > 1 else place for place in range(min(count, COARSE))]
