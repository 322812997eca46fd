"""Pages drawn by hand: a few strokes, fills and words each, to show one thing a PDF may do.

Coordinates are points from the top left of the page, as the reader gives them back.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Self

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

PORTRAIT = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)
SIZE = 9.0
LEADING = 11.0
PADDING = 4.0
BODY, BOLD = "Helvetica", "Helvetica-Bold"


class Sheet:
    """A PDF in the making. Every method that draws gives the sheet back, so that calls can be chained."""

    def __init__(self, size: tuple[float, float] = PORTRAIT, *, rotate: int = 0) -> None:
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=size, invariant=1, pageCompression=0)
        self.width, self.height = size
        self._rotate = rotate
        self.canvas.setPageRotation(rotate)

    def text(
        self, x: float, base: float, text: str, *, size: float = SIZE, font: str = BODY, ink: Color | str = "#000000"
    ) -> Self:
        """A line of text whose base line is `base` points from the top."""
        self.canvas.setFillColor(HexColor(ink) if isinstance(ink, str) else ink)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - base, text)
        return self

    def turned(self, x: float, base: float, text: str, angle: float, *, size: float = SIZE) -> Self:
        """A line of text that begins at a point and runs `angle` degrees anticlockwise from there."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - base)
        self.canvas.rotate(angle)
        self.canvas.setFillColor(HexColor("#000000"))
        self.canvas.setFont(BODY, size)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()
        return self

    def paragraph(
        self, x: float, top: float, width: float, text: str, *, font: str = BODY, size: float = SIZE
    ) -> float:
        """Text set in a column as word processors set it; the place below its last line."""
        base = top + size
        for line in wrapped(text, width, font, size):
            self.text(x, base, line, font=font, size=size)
            base += LEADING * size / SIZE
        return base - size

    def line(self, x0: float, top: float, x1: float, bottom: float, *, pen: float = 0.5, ink: str = "#000000") -> Self:
        """A stroke."""
        self.canvas.setStrokeColor(HexColor(ink))
        self.canvas.setLineWidth(pen)
        self.canvas.line(x0, self.height - top, x1, self.height - bottom)
        return self

    def fill(self, x0: float, top: float, x1: float, bottom: float, ink: Color | str) -> Self:
        """A filled rectangle."""
        self.canvas.setFillColor(HexColor(ink) if isinstance(ink, str) else ink)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        return self

    def dot(self, x: float, y: float, radius: float, ink: str) -> Self:
        """A filled disc around a point."""
        self.canvas.setFillColor(HexColor(ink))
        self.canvas.circle(x, self.height - y, radius, stroke=0, fill=1)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Self:
        """Every line of a table."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def words(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], font: str = BODY) -> Self:
        """The texts of a table, each in its cell with padding, its lines parted by line feeds."""
        for top, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                for index, line in enumerate(text.split("\n")):
                    self.text(x + PADDING, top + PADDING + SIZE + index * LEADING, line, font=font)
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> Self:
        """A table with every line and its texts."""
        return self.grid(xs, ys).words(xs, ys, rows)

    def next_page(self) -> Self:
        """Go on to a fresh page."""
        self.canvas.showPage()
        self.canvas.setPageRotation(self._rotate)
        return self

    def pdf(self) -> bytes:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._out.getvalue()


def wrapped(text: str, width: float, font: str = BODY, size: float = SIZE) -> list[str]:
    """Lines of a text as they fit a width; line feeds are kept."""
    lines = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if line and stringWidth(longer, font, size) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines
