"""Renders a plan as PDF: pages, headings, paragraphs; tables are set by `pdf_table`."""

from __future__ import annotations

from reportlab.lib.pdfencrypt import StandardEncryption

from builders.arrange import arrange
from builders.arrangement import ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.description import PlanDescription
from builders.layout import Layout, PdfStyle
from builders.pdf_surface import BOLD, Surface
from builders.pdf_table import TableSetter
from builders.pdf_text import wrap

HEADING_SIZES = (20.0, 14.0, 11.0)
FURNITURE_SIZE = 7.0
FURNITURE_TOP = 16.0
FURNITURE_STEP = 9.0
PARAGRAPH_SIZE = 10.0
GAP = 6.0


class Pager:
    """Where on which page the next thing goes; opens pages and draws their furniture."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.style: PdfStyle = surface.style
        self.left = self.style.margin
        self.right = surface.width - self.style.margin
        self.bottom = surface.height - self.style.margin
        self.y = self.style.margin
        self.blank = True
        self._open()

    def new_page(self) -> None:
        """Close the page and open the next."""
        self.surface.close_page()
        self._open()

    def need(self, height: float) -> None:
        """Open a page unless `height` points are left on this one."""
        if self.y + height > self.bottom and not self.blank:
            self.new_page()

    def advance(self, height: float) -> None:
        """Move down the page."""
        self.y += height
        self.blank = False

    def _open(self) -> None:
        self.surface.open_page()
        self.y = self.style.margin
        self.blank = True
        for index, line in enumerate(self.style.header_lines):
            self._furniture(line, FURNITURE_TOP + index * FURNITURE_STEP)
        foot = self.surface.height - FURNITURE_TOP
        for index, line in enumerate(self.style.footer_lines):
            self._furniture(line, foot - index * FURNITURE_STEP)
        if self.style.page_numbers:
            number = f"Page {self.surface.page}"
            self.surface.text(self.right - 40.0, foot, number, self.style.font, FURNITURE_SIZE)

    def _furniture(self, line: str, baseline: float) -> None:
        self.surface.text(self.left, baseline, line, self.style.font, FURNITURE_SIZE)


def render_pdf(description: PlanDescription, layout: Layout, encryption: StandardEncryption | None = None) -> bytes:
    """The plan as a PDF file; the same bytes each time unless it is encrypted."""
    return render_parts(arrange(description, layout), layout.pdf, description.title, encryption)


def render_parts(
    parts: tuple[Part, ...], style: PdfStyle, title: str, encryption: StandardEncryption | None = None
) -> bytes:
    """A PDF of any parts."""
    pager = Pager(Surface(style, title, encryption))
    for part in parts:
        match part:
            case Heading():
                _heading(pager, part)
            case Paragraph():
                _lines(pager, part.text, style.font, PARAGRAPH_SIZE)
            case PageBreak():
                if not pager.blank:
                    pager.new_page()
            case ArrangedTable():
                TableSetter(pager, part).draw()
                pager.advance(GAP)
    pager.surface.close_page()
    return pager.surface.finish()


def _heading(pager: Pager, heading: Heading) -> None:
    _lines(pager, heading.text, BOLD[pager.style.font], HEADING_SIZES[heading.level])


def _lines(pager: Pager, text: str, font: str, size: float) -> None:
    step = size * pager.style.leading
    for line in wrap(text, font, size, pager.right - pager.left):
        pager.need(step)
        pager.surface.text(pager.left, pager.y + size, line, font, size)
        pager.advance(step)
    pager.advance(GAP if not pager.blank else 0.0)
