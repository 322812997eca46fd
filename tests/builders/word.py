"""Renders a plan as a Word file, written part by part so that its bytes are the same each time."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from builders.arrange import arrange
from builders.arrangement import ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.description import PlanDescription
from builders.layout import Layout, PdfStyle
from builders.word_parts import (
    CONTENT_TYPES,
    NAMESPACES,
    PACKAGE_RELATIONS,
    SETTINGS,
    STYLES,
    THEME,
    core,
    document_relations,
    footer_xml,
    header_xml,
    numbering,
)
from builders.word_table import WordTableWriter
from builders.word_text import RunStyle, TextWriter, WordState, list_properties, paragraph, run, text_box

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a ZIP file can hold
TWIPS = 20  # in a point
HEADING_STYLES = ("Title", "Heading1", "Heading2")
OUTLINE_LIST = 4


def render_word(description: PlanDescription, layout: Layout) -> bytes:
    """The plan as a .docx file; the same bytes each time."""
    return render_word_parts(arrange(description, layout), layout, description.title)


def render_word_parts(parts: tuple[Part, ...], layout: Layout, title: str) -> bytes:
    """A .docx file of any parts."""
    state = WordState()
    body = _body(parts, layout, state)
    document = f"<w:document {NAMESPACES}><w:body>{body}{_section(layout.pdf)}</w:body></w:document>"
    return pack(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": PACKAGE_RELATIONS,
            "docProps/core.xml": core(title),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": document_relations(state.links),
            "word/styles.xml": STYLES,
            "word/settings.xml": SETTINGS,
            "word/numbering.xml": numbering(state.restarts),
            "word/theme/theme1.xml": THEME,
            "word/header1.xml": header_xml(layout.pdf.header_lines),
            "word/footer1.xml": footer_xml(layout.pdf.footer_lines),
        }
    )


def pack(parts: dict[str, str]) -> bytes:
    """A ZIP of the parts, in order, with a fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return buffer.getvalue()


def with_fixed_dates(data: bytes) -> bytes:
    """The same package with every member dated alike."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return buffer.getvalue()


def _body(parts: tuple[Part, ...], layout: Layout, state: WordState) -> str:
    tables = WordTableWriter(layout, state)
    text = TextWriter(layout.word, state)
    xml: list[str] = []
    for part in parts:
        match part:
            case Heading():
                xml.append(_heading(part, layout, text))
            case Paragraph():
                xml.append(paragraph(text.runs(part.text)))
            case PageBreak():
                xml.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
            case ArrangedTable():
                xml.append(tables.table(part))
    return "".join(xml)


def _heading(heading: Heading, layout: Layout, text: TextWriter) -> str:
    style = f'<w:pStyle w:val="{HEADING_STYLES[heading.level]}"/>'
    if heading.level == 0 and layout.word.text_boxes:
        return text_box(paragraph(run(heading.text, RunStyle(bold=True)), style), text.state.next_id())
    if heading.list_number:
        bare = heading.text.removeprefix(heading.list_number).strip()
        return paragraph(text.runs(bare), style + list_properties(OUTLINE_LIST))
    return paragraph(text.runs(heading.text), style)


def _section(style: PdfStyle) -> str:
    short, long = sorted(style.page)
    width, height = (long, short) if style.landscape else (short, long)
    turned = ' w:orient="landscape"' if style.landscape else ""
    size = f'<w:pgSz w:w="{round(width * TWIPS)}" w:h="{round(height * TWIPS)}"{turned}/>'
    edge = round(style.margin * TWIPS)
    margins = (
        f'<w:pgMar w:top="{edge}" w:right="{edge}" w:bottom="{edge}" w:left="{edge}" w:header="300" w:footer="300"/>'
    )
    references = (
        '<w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/>'
    )
    return f"<w:sectPr>{references}{size}{margins}</w:sectPr>"


def plain_docx(*paragraphs: str) -> bytes:
    """A small .docx with paragraphs alone: a document that is no plan."""
    layout = Layout("plain", columns=())
    return render_word_parts(tuple(Paragraph(escape(text)) for text in paragraphs), layout, "Document")
