"""Small Word documents written by hand, one trap each: the XML is spelt out so that a test shows what it is about."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from extractors.docx.docx_reader import read
from models.document import Cell, Document, Table

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_ROOTS = {
    "styles": "w:styles", "numbering": "w:numbering", "settings": "w:settings", "footnotes": "w:footnotes",
    "endnotes": "w:endnotes", "comments": "w:comments", "theme": "a:theme", "header1": "w:hdr", "header2": "w:hdr",
    "footer1": "w:ftr", "glossaryDocument": "w:glossaryDocument",
}  # fmt: skip


def run(words: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{_wrap("w:rPr", properties)}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; content that is no XML is made a run of it."""
    return f"<w:p>{_wrap('w:pPr', properties)}{''.join(_as_run(each) for each in content)}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """A cell of paragraphs and tables; content that is no block is put in a paragraph of its own."""
    blocks = "".join(each if each.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else paragraph(each) for each in content)
    return f"<w:tc>{_wrap('w:tcPr', properties)}{blocks or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no XML is made of its words."""
    return f"<w:tr>{_wrap('w:trPr', properties)}{''.join(_as_cell(each) for each in cells)}</w:tr>"


def table(*rows: str, properties: str = "", widths: tuple[int, ...] = ()) -> str:
    """A table."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "") -> str:
    """A content control around whatever it is given."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def style(style_id: str, kind: str = "paragraph", name: str = "", based_on: str = "", content: str = "") -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name or style_id}"/>{base}{content}</w:style>'
    )


def simple_list(number_format: str = "decimal") -> str:
    """The contents of a numbering part with one list, number 1, of one level."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/><w:lvlText w:val="%1"/></w:lvl>'
    abstract = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    return f'{abstract}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def word_file(*body: str, title: str = "", **parts: str) -> bytes:
    """A .docx file with this body. `parts` are the contents of other parts by name: styles, numbering, header1 ..."""
    body_xml = "".join(each if each.startswith("<") else paragraph(each) for each in body)
    members = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body_xml}</w:body></w:document>",
        "_rels/.rels": _relationships({"main": (f"{_OFFICE}/officeDocument", "word/document.xml"),
                                       "core": (_CORE, "docProps/core.xml")}),
        "word/_rels/document.xml.rels": _relationships(
            {name: (f"{_OFFICE}/{name.rstrip('12')}", f"{name}.xml") for name in parts}
        ),
        "docProps/core.xml": '<p:coreProperties xmlns:p="x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                             f"<dc:title>{escape(title)}</dc:title></p:coreProperties>",
    }  # fmt: skip
    for name, content in parts.items():
        members[f"word/{name}.xml"] = f"<{_ROOTS[name]} {NAMESPACES}>{content}</{_ROOTS[name]}>"
    return zipped(members)


def zipped(members: dict[str, str]) -> bytes:
    """A zip file of text members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def members_of(data: bytes) -> dict[str, str]:
    """The members of a file made by `word_file`, to change and zip again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def read_body(*body: str, **parts: str) -> Document:
    """What the reader makes of a document with this body."""
    return read(word_file(*body, **parts), "plan.docx")


def read_table(*body: str, **parts: str) -> Table:
    """The one table of such a document."""
    (only,) = read_body(*body, **parts).tables()
    return only


def read_cell(*content: str, properties: str = "", **parts: str) -> Cell:
    """The one cell of a document with a table of a single cell."""
    (only,) = read_table(table(row(cell(*content, properties=properties))), "After.", **parts).cells()
    return only


def grid_of(read: Table) -> list[list[str]]:
    """The texts of a table's cells by row."""
    return [[each.text for each in cells] for cells in read.rows]


def codes_of(document: Document) -> list[str]:
    """The codes of a document's findings."""
    return [finding.code for finding in document.findings]


def _relationships(links: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f"<Relationship Id={quoteattr(identifier)} Type={quoteattr(kind)} Target={quoteattr(target)}/>"
        for identifier, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{rows}</Relationships>'


def _wrap(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>" if content else ""


def _as_run(content: str) -> str:
    return content if content.startswith("<") else run(content)


def _as_cell(content: str) -> str:
    return content if content.startswith("<") else cell(content)
