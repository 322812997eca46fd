"""A Word file made with python-docx, as a script that fills a template would."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.word import with_fixed_dates
from layoutspace.composed import Composed
from layoutspace.engines.own_word import text_colour

KIND = "docx"
FIELD = re.compile(r"(\{pages?\})")
SIDES = {
    "ruled": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "dashes": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "level": ("top", "bottom", "insideH"),
}


def missing() -> str:
    """Nothing: the project itself needs python-docx."""
    return ""


def render(composed: Composed) -> bytes:
    """The document as a .docx file; the same bytes each time."""
    return _Writer(composed).file()


class _Writer:
    def __init__(self, composed: Composed) -> None:
        self.composed = composed
        self.setting = composed.setting
        self.look = composed.setting.look
        self.file_: Any = docx.Document()

    def file(self) -> bytes:
        normal = self.file_.styles["Normal"]
        normal.font.size = Pt(self.setting.size)
        normal.font.name = "Times New Roman" if self.setting.serif else "Arial"
        normal.paragraph_format.space_after = Pt(2)
        self._section()
        for part in self.composed.parts:
            self._part(part)
        if self.setting.footnote:
            self.file_.add_paragraph(self.setting.footnote)
        buffer = io.BytesIO()
        self.file_.save(buffer)
        return with_fixed_dates(buffer.getvalue())

    def _section(self) -> None:
        section = self.file_.sections[0]
        width, height = self.setting.page
        section.page_width, section.page_height = Pt(width), Pt(height)
        section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
        left, top, right, bottom = self.setting.margins
        section.left_margin, section.right_margin = Pt(left), Pt(right)
        section.top_margin, section.bottom_margin = Pt(top), Pt(bottom)
        section.header_distance = section.footer_distance = Pt(20)
        for place, lines in ((section.header, self.setting.head), (section.footer, self.setting.foot)):
            for number, line in enumerate(lines):
                paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
                _with_fields(paragraph, line)

    def _part(self, part: Part) -> None:
        match part:
            case Heading():
                self.file_.add_heading(part.text, part.level)
            case Paragraph():
                self.file_.add_paragraph(part.text)
            case PageBreak():
                self.file_.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case ArrangedTable():
                self._table(part)
                self.file_.add_paragraph()

    def _table(self, table: ArrangedTable) -> None:
        made = self.file_.add_table(len(table.rows), len(table.weights))
        made.autofit = False
        self._borders(made, table)
        grid = [list(row.cells) for row in made.rows]
        for index, row in enumerate(table.rows):
            if index < table.header_rows and table.repeat_header:
                made.rows[index]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for column, cell in enumerate(row.cells):
                grid[index][column].width = Pt(table.weights[column])
                stripe = self.look.has_stripes and row.kind == "action" and index % 2 == 1
                if stripe:
                    _shade(grid[index][column], self.look.stripe)
                if cell is not None:
                    self._cell(grid[index][column], cell, row)
        for index, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                if cell is not None and (cell.row_span > 1 or cell.column_span > 1):
                    last = grid[index + cell.row_span - 1][column + cell.column_span - 1]
                    grid[index][column].merge(last)

    def _cell(self, made: Any, cell: ArrangedCell, row: ArrangedRow) -> None:  # noqa: ANN401 - python-docx has no types
        if cell.fill:
            _shade(made, cell.fill)
        if cell.dot:
            run = made.paragraphs[0].add_run("●")
            run.font.color.rgb = RGBColor.from_string(cell.dot.lstrip("#").upper())
            return
        colour = text_colour(self.look.header_text, self.look.banner_text, cell, row)
        for number, block in enumerate(cell.blocks):
            paragraph = made.paragraphs[0] if number == 0 else made.add_paragraph()
            if block.kind == "bullet":
                paragraph.style = self.file_.styles["List Bullet"]
            run = paragraph.add_run(block.text)
            run.bold = cell.bold or None
            if colour != "#000000":
                run.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())

    def _borders(self, made: Any, table: ArrangedTable) -> None:  # noqa: ANN401 - python-docx has no types
        drawing = self.look.drawing if table.plan else "ruled"
        borders = OxmlElement("w:tblBorders")
        for side in SIDES.get(drawing, ()):
            line = OxmlElement(f"w:{side}")
            line.set(qn("w:val"), "dashed" if drawing == "dashes" else "single")
            line.set(qn("w:sz"), str(round(self.look.rule_width * 8)))
            line.set(qn("w:color"), self.look.rule.lstrip("#"))
            borders.append(line)
        made._tbl.tblPr.append(borders)


def _shade(made: Any, colour: str) -> None:  # noqa: ANN401 - python-docx has no types
    properties = made._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:shd")):
        properties.remove(old)
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour.lstrip("#").upper())
    properties.append(shading)


def _with_fields(paragraph: Any, line: str) -> None:  # noqa: ANN401 - python-docx has no types
    for piece in FIELD.split(line):
        if piece not in {"{page}", "{pages}"}:
            paragraph.add_run(piece)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE" if piece == "{page}" else "NUMPAGES")
        paragraph._p.append(field)
