"""Writes a PDF of pages drawn from what a source of pages gives: no font, picture or property of another file."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Glyph, PageContent, Shape, Stroke

_ADVANCE = 500
"""Thousandths of the size that every glyph of the copy is wide, before it is stretched to fill its place."""
_LETTERS = range(33, 127)
_OTHERS = (*range(128, 256), *range(1, 32))
"""Codes for what is no letter of ASCII."""
_ROUND = 0.5523
"""Share of the radius at which the handles of four curves stand that make a circle."""
_GREY = "#c8c8c8"
_LIGHT = 0.5  # opacity of what lets something show through
_THIN = 0.75  # points of a line whose width nobody tells
_PICTURE = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"


@dataclass(slots=True)
class _Face:
    """A font of the copy, and which of its codes stands for which text."""

    name: str
    bold: bool
    italic: bool
    descent: int  # thousandths of the size
    codes: dict[str, int] = field(default_factory=dict)

    def code(self, text: str) -> int | None:
        """The code of a text; None when the font is full."""
        if text not in self.codes:
            used = set(self.codes.values())
            own = ord(text) if len(text) == 1 and (ord(text) in _LETTERS or text == " ") else None
            code = own if own is not None else next((one for one in _OTHERS if one not in used), None)
            if code is None:
                return None
            self.codes[text] = code
        return self.codes[text]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the copy, in the coordinates of PDF; `struck` are the boxes that annotations strike out."""

    width: float
    height: float
    content: bytes
    struck: list[Box]


class Drawing:
    """A PDF in the making."""

    def __init__(self) -> None:
        self._faces: dict[object, list[_Face]] = {}
        self._pages: list[_Page] = []

    def page(self, content: PageContent, texts: Sequence[str]) -> None:
        """Draw a page, its glyphs saying `texts`."""
        height = content.height
        paint: dict[int, list[str]] = {}
        for fill in content.fills:
            paint.setdefault(fill.order, []).append(_marked(_fill(fill, height), artifact=fill.artifact))
        for picture in content.pictures:
            box = (picture.x0, picture.top, picture.x1, picture.bottom)
            paint.setdefault(picture.order, []).append(f"q {_placed(box, height)} cm /P Do Q")
        for shape in content.shapes:
            paint.setdefault(shape.order, []).append(_shape(shape, height))
        for stroke in content.strokes:
            paint.setdefault(stroke.order, []).append(_marked(_stroke(stroke, height), artifact=stroke.artifact))
        parts: list[str] = []
        for number, glyph in enumerate(content.glyphs):
            parts += paint.pop(number, ())
            if glyph.style.hidden in {None, "invisible"} and texts[number]:
                parts.append(_marked(self._glyph(glyph, texts[number], height), artifact=glyph.style.artifact))
        for order in sorted(paint):
            parts += paint[order]
        struck = [(x0, height - bottom, x1, height - top) for x0, top, x1, bottom in content.extras.struck]
        self._pages.append(_Page(content.width, height, "\n".join(parts).encode("ascii"), struck))

    def file(self, title: str | None) -> bytes:
        """The bytes of the whole."""
        bodies: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]

        def add(body: str | bytes) -> int:
            bodies.append(body.encode("ascii") if isinstance(body, str) else body)
            return len(bodies)

        faces = [face for several in self._faces.values() for face in several]
        fonts = " ".join(f"/{face.name} {_font(face, add)} 0 R" for face in faces)
        picture = add(_stream(b"\xc8", _PICTURE))
        resources = add(
            f"<< /Font << {fonts} >> /XObject << /P {picture} 0 R >> "
            f"/ExtGState << /L << /ca {_LIGHT} >> /O << /ca 1 >> >> >>"
        )
        pages = []
        for page in self._pages:
            stream = add(_stream(page.content))
            notes = " ".join(f"{add(_strike(box))} 0 R" for box in page.struck)
            pages.append(
                add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width:.3f} {page.height:.3f}] "
                    f"/Resources {resources} 0 R /Contents {stream} 0 R /Annots [{notes}] >>"
                )
            )
        kids = " ".join(f"{page} 0 R" for page in pages)
        bodies[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode("ascii")
        return _written(bodies, add(f"<< /Title <feff{_utf16(title)}> >>") if title else 0)

    def _glyph(self, glyph: Glyph, text: str, height: float) -> str:
        style = glyph.style
        size = style.size
        cos, sin = math.cos(math.radians(style.angle)), math.sin(math.radians(style.angle))
        wide, high = glyph.x1 - glyph.x0, glyph.bottom - glyph.top
        flat = abs(cos) >= abs(sin)
        along = (wide - size * abs(sin)) / abs(cos) if flat else (high - size * abs(cos)) / abs(sin)
        if size <= 0 or along <= 0:
            return ""
        rise = (-style.descent, size - style.descent)
        corners = [(x * cos + up * sin, x * sin - up * cos) for x in (0.0, along) for up in rise]
        x = glyph.x0 - min(across for across, _ in corners)
        y = height - (glyph.top - min(down for _, down in corners))
        face, code = self._coded(glyph, text)
        matrix = f"{cos:.5f} {-sin:.5f} {sin:.5f} {cos:.5f} {x:.3f} {y:.3f}"
        stretch = along / (_ADVANCE / 1000 * size) * 100
        mode = 3 if style.hidden else 0
        return (
            f"BT {_colour(style.colour)} rg {mode} Tr /{face.name} {size:.4f} Tf {stretch:.3f} Tz "
            f"{matrix} Tm <{code:02x}> Tj ET"
        )

    def _coded(self, glyph: Glyph, text: str) -> tuple[_Face, int]:
        style = glyph.style
        descent = round(style.descent / style.size * 1000)
        several = self._faces.setdefault((style.font, style.bold, style.italic, descent), [])
        for face in several:
            code = face.code(text)
            if code is not None:
                return face, code
        count = sum(map(len, self._faces.values()))
        face = _Face(f"F{count}", style.bold, style.italic, descent)
        several.append(face)
        code = face.code(text)
        assert code is not None  # noqa: S101 - an empty font has room
        return face, code


def _marked(drawn: str, *, artifact: bool) -> str:
    return f"/Artifact << /Type /Pagination >> BDC {drawn} EMC" if artifact else drawn


def _fill(fill: Fill, height: float) -> str:
    box = (fill.x0, fill.top, fill.x1, fill.bottom)
    drawn = f"{_colour(fill.colour)} rg {_rectangle(box, height)} re f"
    return drawn if fill.opaque else f"/L gs {drawn} /O gs"


def _stroke(stroke: Stroke, height: float) -> str:
    start, end = f"{stroke.x0:.3f} {height - stroke.top:.3f}", f"{stroke.x1:.3f} {height - stroke.bottom:.3f}"
    return f"{_colour(stroke.colour)} RG {stroke.width:.3f} w {start} m {end} l S"


def _shape(shape: Shape, height: float) -> str:
    """A disc for what is filled, a ring or box for what is hollow, and a slanted line for anything else."""
    box = (shape.x0, shape.top, shape.x1, shape.bottom)
    ink = _colour(shape.colour)
    if shape.filled:
        return f"{ink} rg {_circle(box, height)} f"
    if shape.hollow == "ring":
        return f"{ink} RG {_THIN} w {_circle(box, height)} s"
    if shape.hollow == "box":
        return f"{ink} RG {_THIN} w {_rectangle(box, height)} re S"
    start, end = f"{shape.x0:.3f} {height - shape.top:.3f}", f"{shape.x1:.3f} {height - shape.bottom:.3f}"
    return f"{ink} RG {_THIN} w {start} m {end} l S"


def _circle(box: Box, height: float) -> str:
    x0, top, x1, bottom = box
    x, y, a, b = (x0 + x1) / 2, height - (top + bottom) / 2, (x1 - x0) / 2, (bottom - top) / 2
    p, q = a * _ROUND, b * _ROUND
    points = (
        (x + a, y + q, x + p, y + b, x, y + b),
        (x - p, y + b, x - a, y + q, x - a, y),
        (x - a, y - q, x - p, y - b, x, y - b),
        (x + p, y - b, x + a, y - q, x + a, y),
    )
    curves = " ".join(" ".join(f"{number:.3f}" for number in one) + " c" for one in points)
    return f"{x + a:.3f} {y:.3f} m {curves}"


def _rectangle(box: Box, height: float) -> str:
    x0, top, x1, bottom = box
    return f"{x0:.3f} {height - bottom:.3f} {x1 - x0:.3f} {bottom - top:.3f}"


def _strike(box: Box) -> str:
    """A note that strikes out what stands in a box."""
    x0, low, x1, high = (f"{edge:.3f}" for edge in box)
    corners = f"{x0} {high} {x1} {high} {x0} {low} {x1} {low}"
    return (
        f"<< /Type /Annot /Subtype /StrikeOut /Rect [{x0} {low} {x1} {high}] /QuadPoints [{corners}] /F 4 /C [0 0 0] >>"
    )


def _placed(box: Box, height: float) -> str:
    x0, top, x1, bottom = box
    return f"{x1 - x0:.3f} 0 0 {bottom - top:.3f} {x0:.3f} {height - bottom:.3f}"


def _colour(colour: str | None) -> str:
    """Red, green and blue of #rrggbb; grey for a pattern."""
    code = colour or _GREY
    return " ".join(f"{int(code[place : place + 2], 16) / 255:.3f}" for place in (1, 3, 5))


def _font(face: _Face, add: Callable[[str | bytes], int]) -> int:
    """Write a font, which takes whatever letters the viewer has in its stead."""
    name = f"Other{face.name}-{'Bold' if face.bold else ''}{'Italic' if face.italic else ''}".rstrip("-")
    flags = 32 | (64 if face.italic else 0) | (1 << 18 if face.bold else 0)
    descriptor = add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} "
        f"/FontBBox [0 {-face.descent} 1000 {1000 - face.descent}] "
        f"/ItalicAngle {-12 if face.italic else 0} /Ascent {1000 - face.descent} /Descent {-face.descent} "
        f"/CapHeight 700 /StemV {140 if face.bold else 80} >>"
    )
    rows = [f"<{code:02x}> <{_utf16(text)}>" for text, code in sorted(face.codes.items(), key=lambda pair: pair[1])]
    groups = "\n".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar" for part in _by_hundred(rows))
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Other def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{groups}\nendcmap end end"
    )
    to_unicode = add(_stream(mapping.encode("ascii")))
    names = " ".join(
        f"{code} /uni{ord(text):04X}"
        for text, code in face.codes.items()
        if len(text) == 1 and code not in _LETTERS and text != " " and ord(text) < 0x10000
    )
    widths = " ".join([str(_ADVANCE)] * 256)
    return add(
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar 0 /LastChar 255 /Widths [{widths}] "
        f"/FontDescriptor {descriptor} 0 R /ToUnicode {to_unicode} 0 R "
        f"/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{names}] >> >>"
    )


def _by_hundred(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    return (rows[start : start + 100] for start in range(0, len(rows), 100))


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex()


def _stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data, 9)
    head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode("ascii")
    return head + packed + b"\nendstream"


def _written(bodies: Sequence[bytes], info: int) -> bytes:
    """A file of numbered objects with the list of their places."""
    file = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    for place in places:
        file += b"%010d 00000 n \n" % place
    named = b" /Info %d 0 R" % info if info else b""
    file += b"trailer\n<< /Size %d /Root 1 0 R%b >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, named, start)
    return bytes(file)
