"""Pages of marks as PDF: by reportlab's canvas and by fpdf2."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from otherhand.engines.ruled import typeset
from otherhand.engines.strokes import Box, Mark, Spot, Stroke, Words
from otherhand.flow import Document
from otherhand.looks import Look

FONTS = Path(reportlab.__file__).parent / "fonts"
NAMES = {"sans": ("Helvetica", "Helvetica-Bold"), "serif": ("Times-Roman", "Times-Bold"), "narrow": ("Vera", "VeraBd")}


def _registered() -> None:
    for name in ("Vera", "VeraBd"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))


def canvas_pdf(document: Document, look: Look) -> bytes:
    """A PDF by reportlab's canvas."""
    _registered()
    names = NAMES[look.family]

    def measure(text: str, size: float, *, bold: bool = False) -> float:
        return float(pdfmetrics.stringWidth(_known(text), names[bold], size))

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(look.width, look.height), invariant=1)
    canvas.setTitle(document.title)
    for page in typeset(document, look, measure):
        for mark in page:
            _on_canvas(canvas, mark, look.height, names)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _known(text: str) -> str:
    return text.replace("▪", "•")


def _on_canvas(canvas: Any, mark: Mark, high: float, names: tuple[str, str]) -> None:
    match mark:
        case Words():
            canvas.setFillColor(HexColor(mark.ink))
            canvas.setFont(names[mark.bold], mark.size)
            if mark.turned:
                canvas.saveState()
                canvas.translate(mark.x, high - mark.y)
                canvas.rotate(90)
                canvas.drawString(0, 0, _known(mark.text))
                canvas.restoreState()
            else:
                canvas.drawString(mark.x, high - mark.y, _known(mark.text))
        case Box():
            canvas.setLineWidth(mark.width)
            canvas.setStrokeColor(HexColor(mark.line or "#000000"))
            canvas.setFillColor(HexColor(mark.fill or "#ffffff"))
            canvas.roundRect(
                mark.x0,
                high - mark.y1,
                mark.x1 - mark.x0,
                mark.y1 - mark.y0,
                mark.round,
                stroke=bool(mark.line),
                fill=bool(mark.fill),
            )
        case Stroke():
            canvas.setDash(1, 2) if mark.dotted else canvas.setDash()
            canvas.setLineWidth(mark.width)
            canvas.setStrokeColor(HexColor(mark.ink))
            canvas.line(mark.x0, high - mark.y0, mark.x1, high - mark.y1)
            canvas.setDash()
        case Spot():
            canvas.setFillColor(HexColor(mark.ink))
            half = mark.size / 2
            if mark.shape == "dot":
                canvas.circle(mark.x, high - mark.y, half, stroke=0, fill=1)
            else:
                canvas.rect(mark.x - half, high - mark.y - half, mark.size, mark.size, stroke=0, fill=1)


def fpdf_pdf(document: Document, look: Look) -> bytes:
    """A PDF by fpdf2."""
    from fpdf import FPDF  # noqa: PLC0415 - an extra

    made = FPDF(unit="pt", format=(look.width, look.height))
    made.set_creation_date(dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    made.set_auto_page_break(auto=False)
    made.set_title(document.title)
    for style, name in (("", "Vera"), ("B", "VeraBd")):
        made.add_font("Vera", style, FONTS / f"{name}.ttf")

    def measure(text: str, size: float, *, bold: bool = False) -> float:
        made.set_font("Vera", "B" if bold else "", size)
        return float(made.get_string_width(_known(text)))

    for page in typeset(document, look, measure):
        made.add_page()
        for mark in page:
            _on_fpdf(made, mark)
    return bytes(made.output())


def _on_fpdf(made: Any, mark: Mark) -> None:
    match mark:
        case Words():
            made.set_text_color(mark.ink)
            made.set_font("Vera", "B" if mark.bold else "", mark.size)
            if mark.turned:
                with made.rotation(90, mark.x, mark.y):
                    made.text(mark.x, mark.y, _known(mark.text))
            elif mark.text:
                made.text(mark.x, mark.y, _known(mark.text))
        case Box():
            made.set_line_width(mark.width)
            made.set_draw_color(mark.line or "#000000")
            made.set_fill_color(mark.fill or "#ffffff")
            style = ("D" if mark.line else "") + ("F" if mark.fill else "")
            if style:
                made.rect(
                    mark.x0,
                    mark.y0,
                    mark.x1 - mark.x0,
                    mark.y1 - mark.y0,
                    style,
                    round_corners=bool(mark.round),
                    corner_radius=mark.round,
                )
        case Stroke():
            made.set_line_width(mark.width)
            made.set_draw_color(mark.ink)
            made.set_dash_pattern(1, 2) if mark.dotted else made.set_dash_pattern()
            made.line(mark.x0, mark.y0, mark.x1, mark.y1)
            made.set_dash_pattern()
        case Spot():
            made.set_fill_color(mark.ink)
            half = mark.size / 2
            if mark.shape == "dot":
                made.circle(mark.x, mark.y, half, style="F")
            else:
                made.rect(mark.x - half, mark.y - half, mark.size, mark.size, "F")
