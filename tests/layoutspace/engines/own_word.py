"""A Word file whose XML is written here: automatic lists, grid spans, content controls, runs cut anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.description import TextBlock
from builders.word import TWIPS, pack
from builders.word_parts import (
    CONTENT_TYPES,
    NAMESPACES,
    PACKAGE_RELATIONS,
    SETTINGS,
    STYLES,
    THEME,
    core,
    document_relations,
    numbering,
)
from builders.word_text import complex_field, list_properties
from layoutspace.composed import Composed
from layoutspace.setting import Look, Setting

KIND = "docx"
BULLETS, NUMBERS = 1, 3
SHORT_NAME = 10  # letters of a name that is turned
HEADER_HEIGHT = 1500  # twips, for turned names
STYLE_OF = ("Title", "Heading1", "Heading2")
FIELD = re.compile(r"(\{pages?\})")


def missing() -> str:
    """Nothing: it is our own code."""
    return ""


def render(composed: Composed) -> bytes:
    """The document as a .docx file; the same bytes each time."""
    return _Writer(composed).file()


class _Writer:
    def __init__(self, composed: Composed) -> None:
        self.composed = composed
        self.setting = composed.setting
        self.look = composed.setting.look
        self.habit = composed.habit
        self.restarts: list[int] = []
        self.list = NUMBERS

    def file(self) -> bytes:
        body = "".join(self._part(part) for part in self.composed.parts)
        note = self.setting.footnote
        if note:
            body += self._paragraph(note, size=self.setting.size - 1)
        document = f"<w:document {NAMESPACES}><w:body>{body}{self._section()}</w:body></w:document>"
        return pack(
            {
                "[Content_Types].xml": CONTENT_TYPES,
                "_rels/.rels": PACKAGE_RELATIONS,
                "docProps/core.xml": core(self.composed.title),
                "word/document.xml": document,
                "word/_rels/document.xml.rels": document_relations([]),
                "word/styles.xml": STYLES,
                "word/settings.xml": SETTINGS,
                "word/numbering.xml": numbering(self.restarts),
                "word/theme/theme1.xml": THEME,
                "word/header1.xml": self._furniture("hdr", self.setting.head),
                "word/footer1.xml": self._furniture("ftr", self.setting.foot),
            }
        )

    def _part(self, part: Part) -> str:
        match part:
            case Heading():
                if self.habit % 3 == 0 and part.level:  # a heading by its look alone
                    return self._paragraph(part.text, bold=True, size=self.setting.size + 3)
                return self._paragraph(part.text, f'<w:pStyle w:val="{STYLE_OF[part.level]}"/>')
            case Paragraph():
                return self._paragraph(part.text)
            case PageBreak():
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case ArrangedTable():
                return self._table(part)

    def _paragraph(
        self, text: str, properties: str = "", *, bold: bool = False, size: float = 0, colour: str = ""
    ) -> str:
        inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{inner}{''.join(self._runs(text, bold=bold, size=size, colour=colour))}</w:p>"

    def _runs(self, text: str, *, bold: bool, size: float, colour: str) -> Iterator[str]:
        if not text:
            return
        look = "<w:b/>" if bold else ""
        look += f'<w:color w:val="{colour.lstrip("#")}"/>' if colour and colour != "#000000" else ""
        look += f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        step = 17 if self.habit % 2 else len(text)
        for start in range(0, len(text), step):
            yield f'<w:r>{properties}<w:t xml:space="preserve">{escape(text[start : start + step])}</w:t></w:r>'

    def _table(self, table: ArrangedTable) -> str:
        widths = [round(width * TWIPS) for width in table.weights]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        edge = f'<w:tblCellMar><w:left w:w="{round(self.look.padding * TWIPS)}" w:type="dxa"/></w:tblCellMar>'
        width = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        properties = f'<w:tblPr>{width}{self._borders(table)}<w:tblLayout w:type="fixed"/>{edge}</w:tblPr>'
        rows = "".join(self._rows(table, widths))
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"

    def _borders(self, table: ArrangedTable) -> str:
        drawing = self.look.drawing if table.plan else "ruled"
        sides: dict[str, tuple[str, ...]] = {
            "ruled": ("top", "left", "bottom", "right", "insideH", "insideV"),
            "dashes": ("top", "left", "bottom", "right", "insideH", "insideV"),
            "level": ("top", "bottom", "insideH"),
        }
        kind = "dashed" if drawing == "dashes" else "single"
        colour = self.look.rule.lstrip("#")
        lines = "".join(
            f'<w:{side} w:val="{kind}" w:sz="{round(self.look.rule_width * 8)}" w:space="0" w:color="{colour}"/>'
            for side in sides.get(drawing, ())
        )
        return f"<w:tblBorders>{lines}</w:tblBorders>" if lines else ""

    def _rows(self, table: ArrangedTable, widths: list[int]) -> Iterator[str]:
        open_spans: dict[int, tuple[int, int]] = {}
        for index, row in enumerate(table.rows):
            repeated = index < table.header_rows and table.repeat_header
            stripe = self.look.stripe if self.look.has_stripes and row.kind == "action" and index % 2 else ""
            cells: list[str] = []
            column = 0
            while column < len(row.cells):
                cell = row.cells[column]
                if cell is None:
                    left, width = open_spans[column]
                    open_spans[column] = (left - 1, width)
                    cells.append(_tc("<w:p/>", f"{_span(width)}<w:vMerge/>", sum(widths[column : column + width])))
                    column += width
                    continue
                if cell.row_span > 1:
                    open_spans[column] = (cell.row_span - 1, cell.column_span)
                cells.append(self._cell(cell, row, stripe, sum(widths[column : column + cell.column_span])))
                column += cell.column_span
            properties = ("<w:cantSplit/>" if self.habit % 4 == 1 else "") + ("<w:tblHeader/>" if repeated else "")
            if row.kind == "header" and self.look.upright_header:
                properties = f'<w:trHeight w:val="{HEADER_HEIGHT}"/>{properties}'
            yield f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"

    def _cell(self, cell: ArrangedCell, row: ArrangedRow, stripe: str, width: int) -> str:
        fill = (cell.fill or stripe).lstrip("#").upper()
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        merge = '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
        turned = '<w:textDirection w:val="btLr"/>' if is_upright(self.look, cell, row) else ""
        middle = '<w:vAlign w:val="center"/>' if self.look.middle else ""
        return _tc(self._content(cell, row), _span(cell.column_span) + merge + shading + turned + middle, width)

    def _content(self, cell: ArrangedCell, row: ArrangedRow) -> str:
        size = self.setting.size
        if cell.dot:
            return self._paragraph("●", colour=cell.dot, size=size + 4)
        if cell.list_number:
            if cell.list_number.strip(".") == "1":
                self.restarts.append(NUMBERS)
                self.list = 9 + len(self.restarts)
            return self._paragraph("", list_properties(self.list))
        colour = text_colour(self.look.header_text, self.look.banner_text, cell, row)
        written = [self._block(block, cell, size, colour) for block in cell.blocks]
        if self.habit % 5 == 2 and cell.role == "rag" and written:
            inside = f"<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{written[0]}</w:sdtContent></w:sdt>"
            return inside + "".join(written[1:])
        return "".join(written) or "<w:p/>"

    def _block(self, block: TextBlock, cell: ArrangedCell, size: float, colour: str) -> str:
        if block.kind == "bullet" and self.habit % 3 == 1:
            return self._paragraph(f"• {block.text}", size=size)
        listed = list_properties(BULLETS) if block.kind == "bullet" else ""
        return self._paragraph(block.text, listed, bold=cell.bold, size=size, colour=colour)

    def _furniture(self, tag: str, lines: tuple[str, ...]) -> str:
        content = "".join(f"<w:p>{''.join(self._fields(line))}</w:p>" for line in lines) or "<w:p/>"
        return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"

    def _fields(self, line: str) -> Iterator[str]:
        for piece in FIELD.split(line):
            if piece in {"{page}", "{pages}"}:
                yield complex_field("PAGE" if piece == "{page}" else "NUMPAGES", "<w:r><w:t>1</w:t></w:r>")
            else:
                yield from self._runs(piece, bold=False, size=self.setting.size, colour="")

    def _section(self) -> str:
        setting = self.setting
        sizes = [round(each * TWIPS) for each in (*setting.page, *setting.margins)]
        width, height, left, top, right, bottom = sizes
        turned = ' w:orient="landscape"' if width > height else ""
        references = "".join(
            f'<w:{each}Reference w:type="default" r:id="rId{each.capitalize()}"/>' for each in ("header", "footer")
        )
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
            f'w:header="400" w:footer="400"/>'
            f"{_frame(setting)}</w:sectPr>"
        )


def is_upright(look: Look, cell: ArrangedCell, row: ArrangedRow) -> bool:
    """Whether a cell's words run from below to above: a merged theme, or the name of a narrow column."""
    if row.kind == "header":
        return look.upright_header and 0 < len(cell.text) <= SHORT_NAME
    return look.upright_theme and cell.role == "theme" and cell.row_span > 2


def text_colour(header: str, banner: str, cell: ArrangedCell, row: ArrangedRow) -> str:
    """Colour of a cell's words: that of headers and banners where they are filled."""
    if not cell.fill or not cell.bold:
        return "#000000"
    return banner if row.kind == "banner" else header


def _frame(setting: Setting) -> str:
    if not setting.frame:
        return ""
    line = 'w:val="single" w:sz="8" w:space="24" w:color="auto"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right"))
    return f'<w:pgBorders w:offsetFrom="page">{sides}</w:pgBorders>'


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""


def _tc(content: str, properties: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'
