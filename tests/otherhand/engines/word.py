"""Word documents by python-docx."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from docx import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell as WordCell

from builders.word import with_fixed_dates
from otherhand.engines.web import GLYPHS
from otherhand.flow import Break, Cell, Document, Gap, Para, Table, places
from otherhand.looks import Look

FAMILIES = {"sans": "Arial", "serif": "Georgia", "narrow": "Arial Narrow"}
EDGES = {
    "grid": ("top", "left", "bottom", "right", "insideH", "insideV"), "level": ("top", "bottom", "insideH"),
    "upright": ("left", "right", "insideV"),
    "frame": ("top", "left", "bottom", "right"), "none": (), "stripes": (), "tinted": (),
}  # fmt: skip


def word(document: Document, look: Look) -> bytes:
    """The document as a .docx file."""
    made = WordDocument()
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FAMILIES[look.family], Pt(round(look.size * 2) / 2)
    normal.paragraph_format.space_after = Pt(2)
    _page(made, document, look)
    width = (look.width - 2 * look.margin) / 2 - 18 if look.two_columns else look.width - 2 * look.margin
    counts = Counts(made)
    for item in document.flow:
        match item:
            case Break():
                if item.head:
                    header = made.add_section(WD_SECTION.NEW_PAGE).header
                    header.is_linked_to_previous = False
                    header.paragraphs[0].text = item.head
                else:
                    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Gap():
                made.add_paragraph()
            case Para() if item.level and look.bold_headings:
                _write(made.add_paragraph(), replace(item, ink=item.ink or look.accent), look)
            case Para() if item.level:
                heading = made.add_heading(item.text, level=item.level)
                heading.runs[0].font.size = Pt(look.size * item.size)
                heading.runs[0].font.name = FAMILIES[look.family]
            case Para():
                _write(made.add_paragraph(), item, look)
            case Table():
                _table(made, item, look, width, counts)
    for note in document.notes:
        _write(made.add_paragraph(), Para(note, size=0.8), look)
    buffer = io.BytesIO()
    made.core_properties.title = document.title
    made.save(buffer)
    return with_fixed_dates(buffer.getvalue())


def _page(made: Any, document: Document, look: Look) -> None:
    """The paper, and what stands round the text of each page."""
    section = made.sections[0]
    section.page_width, section.page_height = Pt(look.width), Pt(look.height)
    section.orientation = WD_ORIENT.LANDSCAPE if look.width > look.height else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(look.margin)
    section.header.paragraphs[0].text = document.running_head
    section.footer.paragraphs[0].text = document.running_foot
    if look.page_numbers:
        _page_number(section.footer.add_paragraph(), look.page_numbers)
    if look.two_columns:
        section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), "2")


def _page_number(paragraph: Any, form: str) -> None:
    """Page numbers as fields."""
    for part in form.replace("{n}", "\0PAGE\0").replace("{all}", "\0NUMPAGES\0").split("\0"):
        run = paragraph.add_run("" if part in {"PAGE", "NUMPAGES"} else part)
        if part in {"PAGE", "NUMPAGES"}:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), part)
            paragraph._p.append(field)
            inner = OxmlElement("w:r")
            text = OxmlElement("w:t")
            text.text = "1"
            inner.append(text)
            field.append(inner)
            del run


class Counts:
    """The lists of a document that Word counts: one numbering for each name."""

    def __init__(self, made: Any) -> None:
        self.root = made.part.numbering_part.element
        self.known: dict[str, str] = {}

    def of(self, counted: str) -> str:
        """The numbering's id for "name:form", the form as Word has it: "2.%1"."""
        if counted not in self.known:
            number = str(900 + len(self.known))
            abstract = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{counted.split(":", 1)[1]}"/><w:lvlJc w:val="left"/>'
                '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
            )
            self.root.insert(0, abstract)
            self.root.append(
                parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
            )
            self.known[counted] = number
        return self.known[counted]


def _count(paragraph: Any, number: str) -> None:
    """Has Word count a paragraph."""
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
    )


def _write(paragraph: Any, para: Para, look: Look) -> None:
    """Fills a paragraph."""
    if para.bullet == "•":
        paragraph.style = "List Bullet"
    elif para.bullet:
        paragraph.add_run(f"{para.bullet} ")
    if para.indent:
        paragraph.paragraph_format.left_indent = Pt(24)
    if para.label:
        paragraph.add_run(para.label).bold = True
    if para.shape:
        dot = paragraph.add_run(f"{GLYPHS[para.shape]} ")
        dot.font.color.rgb = RGBColor.from_string(para.ink[1:])
        dot.font.size = Pt(look.size * 1.3)
    run = paragraph.add_run(para.text)
    run.bold, run.italic = para.bold or None, para.italic or None
    if para.size != 1:
        run.font.size = Pt(look.size * para.size)
    if para.ink and not para.shape:
        run.font.color.rgb = RGBColor.from_string(para.ink[1:])


def _table(made: Any, table: Table, look: Look, width: float, counts: Counts) -> None:
    columns = len(table.widths)
    drawn = made.add_table(rows=len(table.rows), cols=columns)
    drawn.autofit = False
    drawing = "grid" if table.use != "plan" else look.drawing
    _borders(drawn._tbl.tblPr, drawing, look)
    for at, share in enumerate(table.widths):
        drawn.columns[at].width = Pt(width * table.share * share)
        for cell in drawn.columns[at].cells:
            cell.width = Pt(width * table.share * share)
    for number, row in enumerate(table.rows):
        properties = drawn.rows[number]._tr.get_or_add_trPr()
        if row.whole:
            properties.append(OxmlElement("w:cantSplit"))
        if table.again and number < table.head:
            properties.append(OxmlElement("w:tblHeader"))
    striped = drawing in {"stripes", "tinted"}
    for place in places(table):
        cell = drawn.cell(place.row, place.column)
        if place.cell.across > 1 or place.cell.down > 1:
            cell = cell.merge(drawn.cell(place.row + place.cell.down - 1, place.column + place.cell.across - 1))
        stripe = look.stripe if striped and place.row % 2 and place.row >= table.head else ""
        _fill(cell, place.cell, place.cell.fill or stripe, look, counts)
    made.add_paragraph()


def _fill(cell: WordCell, described: Cell, colour: str, look: Look, counts: Counts) -> None:
    paragraphs = described.paras or (Para(""),)
    for at, para in enumerate(paragraphs):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        if para.counted:
            _count(paragraph, counts.of(para.counted))
        else:
            _write(paragraph, para, look)
    properties = cell._tc.get_or_add_tcPr()
    if colour:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:])):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)
    if described.turned:
        turned = OxmlElement("w:textDirection")
        turned.set(qn("w:val"), "btLr")
        properties.append(turned)
    if described.middle or look.middle:
        middle = OxmlElement("w:vAlign")
        middle.set(qn("w:val"), "center")
        properties.append(middle)


def _borders(properties: Any, drawing: str, look: Look) -> None:
    kind = {"dotted": "dotted", "double": "double"}.get(drawing, "single")
    edges = EDGES.get(drawing, EDGES["grid"])
    borders = OxmlElement("w:tblBorders")
    for name in EDGES["grid"]:
        edge = OxmlElement(f"w:{name}")
        edge.set(qn("w:val"), kind if name in edges else "nil")
        edge.set(qn("w:sz"), str(max(2, round(look.line_width * 8))))
        edge.set(qn("w:color"), look.line[1:])
        borders.append(edge)
    room = OxmlElement("w:tblCellMar")
    for name in ("top", "left", "bottom", "right"):
        side = OxmlElement(f"w:{name}")
        side.set(qn("w:w"), str(round(look.padding * 20)))
        side.set(qn("w:type"), "dxa")
        room.append(side)
    before = [each for each in properties if each.tag == qn("w:tblLook")]
    for made in (borders, room):
        before[0].addprevious(made)
