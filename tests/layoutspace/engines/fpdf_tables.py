"""A PDF whose tables fpdf2 sets."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any

from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from layoutspace.composed import CannotSetError, Composed
from layoutspace.engines.own_word import text_colour
from layoutspace.engines.type import EMBEDDED_SCALE, FONTS

KIND = "pdf"
MADE = datetime(2024, 1, 15, tzinfo=UTC)
LAYOUTS = {"ruled": "ALL", "level": "HORIZONTAL_LINES"}
LEADING = 1.25
SMALLEST = 4.0


def missing() -> str:
    """The package, where it is not installed."""
    return "" if find_spec("fpdf") else "fpdf2 (pip install fpdf2)"


def render(composed: Composed) -> bytes:
    """The document as a PDF; the same bytes each time."""
    size = composed.setting.size * EMBEDDED_SCALE
    while True:
        try:
            return _Writer(composed, size).file()
        except ValueError:  # a row is higher than a page, and fpdf2 does not cut rows
            size -= 1
            if size < SMALLEST:
                raise CannotSetError("a row is higher than a page, and fpdf2 cuts none") from None


def _writer_class() -> Any:  # noqa: ANN401 - not everybody has fpdf2
    from fpdf import FPDF  # noqa: PLC0415 - likewise

    class Pages(FPDF):
        """Pages with what stands on each of them."""

        composed: Composed

        def header(self) -> None:
            setting = self.composed.setting
            if setting.watermark:
                self.set_font("Vera", "B", 80)
                self.set_text_color(230, 230, 230)
                with self.rotation(35, setting.page[0] / 2, setting.page[1] / 2):
                    self.text(setting.page[0] / 2 - 170, setting.page[1] / 2, setting.watermark)
            self.set_text_color(40, 40, 40)
            if setting.frame:
                self.rect(14, 14, setting.page[0] - 28, setting.page[1] - 28)
            self._lines(setting.head, 18)
            if setting.side_tab:
                self.set_font("Vera", "B", 9)
                with self.rotation(90, 22, setting.page[1] / 2):
                    self.text(22, setting.page[1] / 2, setting.side_tab)
            self.set_xy(setting.margins[0], setting.margins[1])

        def footer(self) -> None:
            setting = self.composed.setting
            if setting.footnote and self.page_no() == 1:
                self.set_font("Vera", "", 6)
                self.text(setting.margins[0], setting.page[1] - setting.margins[3] + 10, setting.footnote)
            self._lines(setting.foot, setting.page[1] - setting.margins[3] + 14)

        def _lines(self, lines: tuple[str, ...], top: float) -> None:
            self.set_font("Vera", "", 7)
            for number, line in enumerate(lines):
                text = line.replace("{pages}", "{nb}").replace("{page}", str(self.page_no()))
                self.set_xy(self.composed.setting.margins[0], top + number * 12)
                self.cell(self.composed.setting.width, 10, text, align="C" if number == len(lines) - 1 else "L")

    return Pages


class _Writer:
    def __init__(self, composed: Composed, size: float) -> None:
        self.composed = composed
        self.setting = composed.setting
        self.look = composed.setting.look
        self.size = size
        self.pdf = _writer_class()(unit="pt", format=self.setting.page)
        self.pdf.composed = composed

    def file(self) -> bytes:
        pdf = self.pdf
        pdf.set_creation_date(MADE)
        pdf.set_title(self.composed.title)
        pdf.add_font("Vera", "", str(FONTS / "Vera.ttf"))
        pdf.add_font("Vera", "B", str(FONTS / "VeraBd.ttf"))
        left, top, right, bottom = self.setting.margins
        pdf.set_margins(left, top, right)
        pdf.set_auto_page_break(auto=True, margin=bottom)
        pdf.add_page()
        for part in self.composed.parts:
            self._part(part)
        return bytes(pdf.output())

    def _part(self, part: Part) -> None:
        pdf = self.pdf
        pdf.set_text_color(0, 0, 0)
        match part:
            case Heading():
                size = self.size + (6, 4, 2)[part.level]
                pdf.set_font("Vera", "B", size)
                if pdf.y + 70 > self.setting.page[1] - self.setting.margins[3]:
                    pdf.add_page()
                pdf.multi_cell(0, size * LEADING, part.text, new_x="LMARGIN", new_y="NEXT")
                pdf.ln(3)
            case Paragraph():
                pdf.set_font("Vera", "", self.size)
                if part.text:
                    pdf.multi_cell(0, self.size * LEADING, part.text, new_x="LMARGIN", new_y="NEXT")
                pdf.ln(5)
            case PageBreak():
                pdf.add_page()
            case ArrangedTable():
                self._table(part)
                pdf.ln(8)

    def _table(self, table: ArrangedTable) -> None:
        pdf = self.pdf
        drawing = self.look.drawing if table.plan else "ruled"
        pdf.set_font("Vera", "", self.size)
        pdf.set_draw_color(*_rgb(self.look.rule))
        pdf.set_line_width(self.look.rule_width)
        with pdf.table(
            width=min(sum(table.weights), pdf.epw - 0.01),
            col_widths=tuple(table.weights),
            borders_layout=LAYOUTS.get(drawing, "NONE"),
            line_height=self.size * LEADING,
            padding=self.look.padding,
            text_align="LEFT",
            v_align="M" if self.look.middle else "T",
            align="LEFT",
            first_row_as_headings=table.header_rows > 0,
            num_heading_rows=max(1, table.header_rows),
            repeat_headings=1 if table.repeat_header else 0,
            headings_style=self._plain_style(),
        ) as made:
            for index, row in enumerate(table.rows):
                stripe = self.look.stripe if self.look.has_stripes and row.kind == "action" and index % 2 else ""
                line = made.row()
                for cell in row.cells:
                    if cell is not None:
                        self._cell(line, cell, row, stripe)

    def _plain_style(self) -> Any:  # noqa: ANN401 - not everybody has fpdf2
        from fpdf.fonts import FontFace  # noqa: PLC0415 - likewise

        return FontFace(emphasis="BOLD")

    def _cell(self, line: Any, cell: ArrangedCell, row: ArrangedRow, stripe: str) -> None:  # noqa: ANN401 - likewise
        from fpdf.fonts import FontFace  # noqa: PLC0415 - likewise

        colour = text_colour(self.look.header_text, self.look.banner_text, cell, row)
        fill = cell.fill or stripe
        style = FontFace(
            emphasis="BOLD" if cell.bold else "",
            color=_rgb(colour),
            fill_color=_rgb(fill) if fill else None,
            size_pt=self.size,
        )
        text = "\n".join(("• " if block.kind == "bullet" else "") + block.text for block in cell.blocks)
        line.cell(text, colspan=cell.column_span, rowspan=cell.row_span, style=style)


def _rgb(colour: str) -> tuple[int, int, int]:
    plain = colour.lstrip("#")
    return int(plain[:2], 16), int(plain[2:4], 16), int(plain[4:], 16)
