"""A PDF whose tables reportlab sets and cuts in its own way."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer, Table
from reportlab.platypus import PageBreak as Break
from reportlab.platypus import Paragraph as Text
from reportlab.platypus.doctemplate import LayoutError

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.description import TextBlock
from layoutspace.composed import Composed
from layoutspace.engines.own_word import text_colour
from layoutspace.engines.paper import draw_furniture
from layoutspace.engines.type import runs, type_of

KIND = "pdf"
LEADING = 1.2
PAD = 6.0  # that a frame of reportlab adds at each side


def missing() -> str:
    """Nothing: reportlab is among the tools of development."""
    return ""


def render(composed: Composed) -> bytes:
    """The document as a PDF; the same bytes each time."""
    cut = composed.setting.rows == "cut"
    try:
        return _Writer(composed).file(cut=cut)
    except (LayoutError, TypeError):  # a row that does not fit on any page must be cut (reportlab fails to say so)
        return _Writer(_unmerged(composed)).file(cut=True)


def _unmerged(composed: Composed) -> Composed:
    """The document without cells over several rows below headers, for reportlab does not cut rows beside them."""
    return replace(composed, parts=tuple(map(_unmerged_part, composed.parts)))


def _unmerged_part(part: Part) -> Part:
    if not isinstance(part, ArrangedTable):
        return part
    rows = list(part.rows)
    for index, row in enumerate(rows):
        if row.kind != "header":
            cells = [replace(cell, row_span=1) if cell else cell for cell in row.cells]
            rows[index] = replace(row, cells=tuple(cells))
    return replace(part, rows=tuple(rows))


class _Writer:
    def __init__(self, composed: Composed) -> None:
        self.composed = composed
        self.setting = composed.setting
        self.look = composed.setting.look
        self.face = type_of(composed)
        self.size = self.setting.size * self.face.scale
        self.pages = 0

    def file(self, *, cut: bool) -> bytes:
        """The file, made twice: only then is it known how many pages there are."""
        self._build(cut=cut)
        return self._build(cut=cut)

    def _build(self, *, cut: bool) -> bytes:
        left, top, right, bottom = self.setting.margins
        wide, high = self.setting.page
        frame = Frame(left - PAD, bottom - PAD, wide - left - right + 2 * PAD, high - top - bottom + 2 * PAD)
        buffer = io.BytesIO()
        made = BaseDocTemplate(buffer, pagesize=self.setting.page, invariant=1, title=self.composed.title)
        made.addPageTemplates([PageTemplate(frames=[frame], onPage=self._furniture)])
        total = self.pages
        self.total = total or 1
        self.pages = 0
        made.build([piece for part in self.composed.parts for piece in self._part(part, cut=cut)])
        return buffer.getvalue()

    def _furniture(self, canvas: Any, document: Any) -> None:  # noqa: ANN401 - untyped
        self.pages += 1
        draw_furniture(canvas, self.setting, self.face, document.page, self.total)

    def _style(self, *, bold: bool, size: float, colour: str = "#000000", indent: float = 0.0) -> ParagraphStyle:
        return ParagraphStyle(
            f"{bold}{size}{colour}{indent}",
            fontName=self.face.bold if bold else self.face.plain,
            fontSize=size,
            leading=size * LEADING,
            textColor=colour,
            leftIndent=indent,
            bulletIndent=1,
            bulletFontName=self.face.plain,
            bulletFontSize=size,
            spaceAfter=2,
            splitLongWords=1,
        )

    def _part(self, part: Part, *, cut: bool) -> list[Any]:
        match part:
            case Heading():
                style = self._style(bold=True, size=self.size + (6, 4, 2)[part.level])
                style.keepWithNext = 1
                return [Text(self._marked(part.text, bold=True), style), Spacer(1, 4)]
            case Paragraph():
                if not part.text:
                    return [Spacer(1, 8)]
                return [Text(self._marked(part.text), self._style(bold=False, size=self.size)), Spacer(1, 4)]
            case PageBreak():
                return [Break()]
            case ArrangedTable():
                return [self._table(part, cut=cut), Spacer(1, 8)]

    def _marked(self, text: str, *, bold: bool = False) -> str:
        font = self.face.bold if bold else self.face.plain
        return "".join(
            f'<font name="ZapfDingbats">{escape(piece)}</font>' if face == "ZapfDingbats" else escape(piece)
            for piece, face in runs(text, font)
        )

    def _table(self, table: ArrangedTable, *, cut: bool) -> Any:  # noqa: ANN401 - untyped
        data = [[self._cell(cell, row) if cell else "" for cell in row.cells] for row in table.rows]
        commands: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if self.look.middle else "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), self.look.padding),
            ("RIGHTPADDING", (0, 0), (-1, -1), self.look.padding),
            ("TOPPADDING", (0, 0), (-1, -1), self.look.padding),
            ("BOTTOMPADDING", (0, 0), (-1, -1), self.look.padding),
            *self._rules(table),
        ]
        for index, row in enumerate(table.rows):
            if self.look.has_stripes and row.kind == "action" and index % 2:
                commands.append(("BACKGROUND", (0, index), (-1, index), self.look.stripe))
            for column, cell in enumerate(row.cells):
                if cell is None:
                    continue
                end = (column + cell.column_span - 1, index + cell.row_span - 1)
                if end != (column, index):
                    commands.append(("SPAN", (column, index), end))
                if cell.fill:
                    commands.append(("BACKGROUND", (column, index), end, cell.fill))
        return Table(
            data,
            colWidths=list(table.weights),
            repeatRows=table.header_rows if table.repeat_header else 0,
            splitInRow=1 if cut else 0,
            style=commands,
            hAlign="LEFT",
        )

    def _rules(self, table: ArrangedTable) -> list[tuple[Any, ...]]:
        drawing = self.look.drawing if table.plan else "ruled"
        whole, width, colour = ((0, 0), (-1, -1)), self.look.rule_width, self.look.rule
        match drawing:
            case "ruled":
                return [("GRID", *whole, width, colour)]
            case "dashes":
                return [(name, *whole, width, colour, 0, (3, 2)) for name in ("INNERGRID", "BOX")]
            case "level":
                return [(name, *whole, width, colour) for name in ("LINEABOVE", "LINEBELOW")]
            case _:
                return []

    def _cell(self, cell: ArrangedCell, row: ArrangedRow) -> list[Any]:
        if cell.dot:
            style = self._style(bold=False, size=self.size + 3, colour=cell.dot)
            return [Text(self._marked("●"), style)]
        colour = text_colour(self.look.header_text, self.look.banner_text, cell, row)
        return [self._block(block, cell, colour) for block in cell.blocks]

    def _block(self, block: TextBlock, cell: ArrangedCell, colour: str) -> Any:  # noqa: ANN401 - untyped
        text = self._marked(block.text, bold=cell.bold)
        if block.kind == "bullet":
            return Text(text, self._style(bold=cell.bold, size=self.size, colour=colour, indent=10), bulletText="•")
        return Text(text, self._style(bold=cell.bold, size=self.size, colour=colour))
