"""Draws text, fills, rules and dots on the pages of a PDF, in the many ways that programs draw them."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

import reportlab
from reportlab.lib.colors import CMYKColor, CMYKColorSep, Color
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from builders.layout import PdfStyle

BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold", "Vera": "VeraBd"}
BULLETS = {
    "symbol": ("•", "Symbol"),
    "dingbat": ("●", "ZapfDingbats"),
    "delete": ("•", "Helvetica"),
    "embedded": ("•", "Vera"),
}
INKS = {  # the inks a designer takes for these colours; the plain formula gives greens that print as teal or grey
    "#ff0000": (0.0, 1.0, 1.0, 0.0),
    "#ffc000": (0.0, 0.25, 1.0, 0.0),
    "#00b050": (0.75, 0.0, 1.0, 0.0),
    "#0070c0": (0.9, 0.5, 0.0, 0.0),
    "#ffc7ce": (0.0, 0.28, 0.12, 0.0),
    "#ffeb9c": (0.0, 0.06, 0.45, 0.0),
    "#c6efce": (0.28, 0.0, 0.28, 0.0),
    "#9bc2e6": (0.42, 0.14, 0.0, 0.0),
}
STRIP_HEIGHT = 2.5  # points; a shading drawn as strips is cut this thin
RULE_WIDTH = 0.5
DOUBLING = 0.15  # points by which a doubled glyph is moved
BLACK = "#000000"


class Box(NamedTuple):
    """A rectangle of the page as displayed: points from its top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@cache
def register_fonts() -> None:
    """Make the TrueType fonts known that come with reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def text_width(text: str, font: str, size: float) -> float:
    """Width of a line in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


class Surface:
    """A PDF in the making. All places are points from the top left of the page as a person sees it."""

    def __init__(self, style: PdfStyle, title: str, encryption: StandardEncryption | None = None) -> None:
        register_fonts()
        self.style = style
        short, long = sorted(style.page)
        self.width, self.height = (long, short) if style.landscape else (short, long)
        turned = style.rotation in {90, 270}
        media = (self.height, self.width) if turned else (self.width, self.height)  # the canvas turns its box itself
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer, pagesize=(self.width, self.height), invariant=1, pageCompression=1, encrypt=encryption
        )
        self._canvas.setTitle(title)
        self._media = media
        self.page = 0

    def open_page(self) -> None:
        """Begin a page."""
        self.page += 1
        self._canvas.setPageRotation(self.style.rotation)
        width, height = self._media
        match self.style.rotation:
            case 90:
                self._canvas.transform(0, 1, -1, 0, width, 0)
            case 180:
                self._canvas.transform(-1, 0, 0, -1, width, height)
            case 270:
                self._canvas.transform(0, -1, 1, 0, 0, height)
            case 0:
                pass
        if self.style.scale != 1.0:
            self._canvas.scale(self.style.scale, self.style.scale)

    def close_page(self) -> None:
        """End the page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The whole file."""
        self._canvas.save()
        return self._buffer.getvalue()

    def text(self, x: float, baseline: float, text: str, font: str, size: float, colour: str = BLACK) -> None:
        """Draw one line of text from `x` on, in the style's way of placing glyphs."""
        self._canvas.setFillColor(_rgb(colour))
        self._canvas.setFont(font, self._unit(size))
        self._draw_line(x, baseline, text, font, size)

    def bullet(self, x: float, baseline: float, size: float, colour: str = BLACK) -> None:
        """Draw the glyph that opens a list item."""
        glyph, font = BULLETS[self.style.bullet]
        self._canvas.setFillColor(_rgb(colour))
        self._canvas.setFont(font, self._unit(size))
        self._string(x, baseline, glyph)

    def vertical_text(self, x: float, bottom: float, text: str, font: str, size: float) -> None:
        """Draw a line that runs upwards from `bottom`, its baseline at `x`."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(self._unit(x), self._unit(self.height - bottom))
        canvas.rotate(90)
        canvas.setFillColor(_rgb(BLACK))
        canvas.setFont(font, self._unit(size))
        canvas.drawString(0, 0, text)
        canvas.restoreState()

    def _draw_line(self, x: float, baseline: float, text: str, font: str, size: float) -> None:
        match self.style.glyphs:
            case "line":
                self._string(x, baseline, text)
            case "doubled":
                self._string(x, baseline, text)
                self._string(x + DOUBLING, baseline, text)
            case "word":
                self._pieces(x, baseline, text.split(" "), " ", font, size)
            case "glyph":
                self._pieces(x, baseline, list(text), "", font, size)

    def _pieces(self, x: float, baseline: float, pieces: list[str], gap: str, font: str, size: float) -> None:
        step = text_width(gap, font, size) if gap else 0.0
        for piece in pieces:
            if piece.strip():
                self._string(x, baseline, piece)
            x += text_width(piece, font, size) + step

    def _string(self, x: float, baseline: float, text: str) -> None:
        self._canvas.drawString(self._unit(x), self._unit(self.height - baseline), text)

    def fill(self, box: Box, colour: str) -> None:
        """Shade a rectangle, whole, as a path, or in strips."""
        self._canvas.setFillColor(self._colour(colour))
        match self.style.fill_shape:
            case "rectangle":
                self._rectangle(box)
            case "path":
                self._path(box)
            case "strips":
                top = box.top
                while top < box.bottom:
                    self._rectangle(Box(box.x0, top, box.x1, min(top + STRIP_HEIGHT, box.bottom)))
                    top += STRIP_HEIGHT

    def outline(self, box: Box) -> None:
        """Draw the four sides of a rectangle as one shape."""
        self._canvas.setStrokeColor(_rgb(BLACK))
        self._canvas.setLineWidth(self._unit(RULE_WIDTH))
        self._canvas.rect(*self._placed(box), stroke=1, fill=0)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a ruling, as a line or as a thin rectangle."""
        if self.style.rule == "rectangle":
            half = RULE_WIDTH / 2
            self._canvas.setFillColor(_rgb(BLACK))
            self._rectangle(Box(x0 - half, y0 - half, x1 + half, y1 + half))
            return
        self._canvas.setStrokeColor(_rgb(BLACK))
        self._canvas.setLineWidth(self._unit(RULE_WIDTH))
        flipped = self.height
        self._canvas.line(self._unit(x0), self._unit(flipped - y0), self._unit(x1), self._unit(flipped - y1))

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a filled circle round (x, y)."""
        self._canvas.setFillColor(self._colour(colour))
        self._canvas.circle(self._unit(x), self._unit(self.height - y), self._unit(radius), stroke=0, fill=1)

    def _rectangle(self, box: Box) -> None:
        self._canvas.rect(*self._placed(box), stroke=0, fill=1)

    def _path(self, box: Box) -> None:
        x, y, width, height = self._placed(box)
        path = self._canvas.beginPath()
        path.moveTo(x, y)
        path.lineTo(x + width, y)
        path.lineTo(x + width, y + height)
        path.lineTo(x, y + height)
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _placed(self, box: Box) -> tuple[float, float, float, float]:
        unit = self._unit
        return (unit(box.x0), unit(self.height - box.bottom), unit(box.x1 - box.x0), unit(box.bottom - box.top))

    def _unit(self, points: float) -> float:
        return points / self.style.scale

    def _colour(self, colour: str) -> Color:
        if self.style.fill_space == "rgb":
            return _rgb(colour)
        inks = INKS.get(colour) or _inks(colour)
        if self.style.fill_space == "cmyk":
            return CMYKColor(*inks)
        return CMYKColorSep(*inks, spotName=f"Spot {colour[1:]}", density=1)


def _inks(colour: str) -> tuple[float, float, float, float]:
    """Cyan, magenta, yellow and black of a colour by the plain formula, without a press in mind."""
    light = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    white = max(light)
    cyan, magenta, yellow = ((white - part) / (white or 1.0) for part in light)
    return cyan, magenta, yellow, 1 - white


def _rgb(colour: str) -> Color:
    return Color(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
