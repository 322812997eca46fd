"""PDF by reportlab's own tables."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Drawn
from reportlab.platypus.doctemplate import LayoutError

from otherhand.flow import Break, Cell, Document, Flow, Gap, Para, Table, places
from otherhand.looks import Look

FAMILIES = {"sans": "Helvetica", "serif": "Times", "narrow": "Helvetica"}
PLAIN = {"Times": "Times-Roman"}
MARKS = {"dot": "l", "square": "n", "triangle": "s", "tick": "4"}  # in Zapf Dingbats
BULLETS = {"▪": "•", "☐": "", "☒": ""}


def platypus_pdf(document: Document, look: Look) -> bytes:
    """The document by reportlab's layout. A row higher than a page is cut even where rows are kept whole."""
    try:
        return _set(document, look, cut=False)
    except LayoutError:
        return _set(document, look, cut=True)


def _set(document: Document, look: Look, *, cut: bool) -> bytes:
    buffer = io.BytesIO()
    made = BaseDocTemplate(
        buffer,
        pagesize=(look.width, look.height),
        invariant=1,
        title=document.title,
        leftMargin=look.margin,
        rightMargin=look.margin,
    )
    wide, high = look.width - 2 * look.margin, look.height - 2 * look.margin
    count = 2 if look.two_columns else 1
    each = wide / count - (12 if count == 2 else 0)
    frames = [Frame(look.margin + at * (each + 24), look.margin, each, high, 0, 0, 0, 0) for at in range(count)]
    made.addPageTemplates([PageTemplate("page", frames, onPage=lambda canvas, _: _around(canvas, document, look))])
    made.build(
        [
            *_flowables(document.flow, look, each, cut=cut),
            *(_paragraph(Para(note, size=0.8), look) for note in document.notes),
        ]
    )
    return buffer.getvalue()


def _around(canvas: Any, document: Document, look: Look) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.drawString(look.margin, look.height - look.margin * 0.6, document.running_head)
    canvas.drawString(look.margin, look.margin * 0.5, document.running_foot)
    numbers = look.page_numbers.replace(" of {all}", "").replace("{n}", str(canvas.getPageNumber()))
    canvas.drawRightString(look.width - look.margin, look.margin * 0.5, numbers)
    if look.page_frame:
        canvas.rect(
            look.margin * 0.75, look.margin * 0.75, look.width - look.margin * 1.5, look.height - look.margin * 1.5
        )
    if document.watermark:
        canvas.translate(look.width / 2, look.height / 2)
        canvas.rotate(40)
        canvas.setFont("Helvetica-Bold", 90)
        canvas.setFillGray(0.9)
        canvas.drawCentredString(0, 0, document.watermark)
    if look.line_numbers:
        canvas.setFillGray(0.5)
        for at in range(1, int((look.height - 2 * look.margin) / (look.size * 1.25))):
            canvas.drawRightString(look.margin - 6, look.height - look.margin - at * look.size * 1.25, str(at))
    canvas.restoreState()


def _flowables(flow: Flow, look: Look, width: float, *, cut: bool) -> list[Any]:
    made: list[Any] = []
    for item in flow:
        match item:
            case Break():
                made.append(PageBreak())
            case Gap():
                made.append(Spacer(1, item.lines * look.size))
            case Para():
                made.append(_paragraph(item, look))
            case Table():
                made += [_table(item, look, width, cut=cut), Spacer(1, look.size * 0.5)]
    return made


def _paragraph(para: Para, look: Look) -> Paragraph:
    family = FAMILIES[look.family]
    size = look.size * para.size
    ink = para.ink if para.ink and not para.shape else look.accent if para.level else "#000000"
    style = ParagraphStyle(
        "x", fontName=PLAIN.get(family, family), fontSize=size, leading=size * 1.2, textColor=HexColor(ink),
        leftIndent=10 if para.bullet else 18 if para.indent else 0, bulletIndent=2, spaceAfter=2,
        keepWithNext=1 if para.level else 0,
    )  # fmt: skip
    text = escape(para.text)
    if para.bold or para.level:
        text = f"<b>{text}</b>"
    if para.italic:
        text = f"<i>{text}</i>"
    if para.shape:
        text = f'<font name="ZapfDingbats" color="{para.ink}" size="{size * 1.2}">{MARKS[para.shape]}</font> {text}'
    if para.label:
        text = f"<b>{escape(para.label)}</b>{text}"
    return Paragraph(text, style, bulletText=BULLETS.get(para.bullet, para.bullet) or None)


def _table(table: Table, look: Look, width: float, *, cut: bool) -> Drawn:
    columns = len(table.widths)
    values: list[list[Any]] = [[""] * columns for _ in table.rows]
    drawing = "grid" if table.use != "plan" else look.drawing
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if look.middle else "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), look.padding) for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")),
        *_lines(drawing, look),
    ]
    if drawing in {"stripes", "tinted"}:
        style += [
            ("BACKGROUND", (0, at), (-1, at), HexColor(look.stripe))
            for at in range(table.head, len(table.rows))
            if at % 2
        ]
    for place in places(table):
        values[place.row][place.column] = [_paragraph(para, look) for para in place.cell.paras]
        style += _cell_style(place.cell, place.row, place.column)
    whole = all(row.whole for row in table.rows) or table.again  # it repeats the head in mid-page before a cut row
    return Drawn(
        values, colWidths=[width * table.share * share for share in table.widths], style=style,
        repeatRows=table.head if table.again else 0,
        splitInRow=0 if whole and not cut else 1, hAlign="LEFT",
        cornerRadii=[6] * 4 if drawing == "rounded" else None,
    )  # fmt: skip


def _cell_style(cell: Cell, row: int, column: int) -> list[tuple[Any, ...]]:
    style: list[tuple[Any, ...]] = []
    end = (column + cell.across - 1, row + cell.down - 1)
    if cell.across > 1:
        style.append(("SPAN", (column, row), (column + cell.across - 1, row)))
    if cell.down > 1:  # drawn as one cell: a real span would not be cut by pages
        style.append(("LINEBELOW", (column, row), (column, row + cell.down - 2), 2, HexColor("#ffffff")))
    if cell.fill:
        style.append(("BACKGROUND", (column, row), end, HexColor(cell.fill)))
    return style


def _lines(drawing: str, look: Look) -> list[tuple[Any, ...]]:
    ink, thick = HexColor(look.line), look.line_width
    whole = ((0, 0), (-1, -1), thick, ink)
    match drawing:
        case "grid" | "gaps":
            return [("GRID", *whole)]
        case "level":
            return [("LINEBELOW", *whole), ("LINEABOVE", *whole)]
        case "upright":
            return [("LINEBEFORE", *whole), ("LINEAFTER", *whole)]
        case "dotted":
            return [("GRID", *whole, None, (1, 2))]
        case "double":
            return [("GRID", *whole, None, None, None, 2, 1.5)]
        case "frame":
            return [("BOX", *whole)]
        case "rounded":
            return [("BOX", *whole), ("LINEBELOW", (0, 0), (-1, -2), 0.4, ink)]
        case "tinted":
            return [("GRID", (0, 0), (-1, -1), 1.5, HexColor("#ffffff"))]
        case _:
            return []
