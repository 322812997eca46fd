"""Files that cannot be read as a plan: empty, cut, locked, of another kind, pictures of pages, no plan, traps."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from builders import content, surroundings
from builders.arrange import arrange
from builders.arrangement import Heading, PageBreak, Paragraph, Part, plain_table
from builders.cases import PAGE_CASES
from builders.html import render_html_parts
from builders.layout import A4, Layout, PdfStyle
from builders.pdf import render_parts
from builders.word import EPOCH, pack, render_word, render_word_parts
from builders.word_parts import CONTENT_TYPES, NAMESPACES, PACKAGE_RELATIONS

CASE = PAGE_CASES[0]
TITLE = "Community Safety Strategy"
BOMB_BYTES = 300 * 1024 * 1024  # what the bomb unpacks to: some 300 kB packed
BOMB_CHUNK = 1024 * 1024
LAUGHS = 9  # each entity says the one before it ten times
USER_PASSWORD = "open-sesame"  # noqa: S105 - the lock of a test file
OWNER_PASSWORD = "only-the-owner"  # noqa: S105 - likewise
OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
SECTOR = 512


def good_pdf(encryption: StandardEncryption | None = None) -> bytes:
    """A plan as PDF, locked or not."""
    parts = arrange(CASE.plan, CASE.layout)
    return render_parts(parts, CASE.layout.pdf, CASE.plan.title, encryption)


def good_docx() -> bytes:
    """A plan as Word."""
    return render_word(CASE.plan, CASE.layout)


def truncated(data: bytes, share: float = 0.6) -> bytes:
    """The first part of a file, as a broken download leaves it."""
    return data[: int(len(data) * share)]


def pdf_with_user_password(strength: int = 128) -> bytes:
    """A PDF that asks for a password before it opens."""
    return good_pdf(StandardEncryption(USER_PASSWORD, OWNER_PASSWORD, strength=strength))


def pdf_with_owner_password(strength: int = 128) -> bytes:
    """A PDF that opens for anybody, with printing and copying forbidden."""
    return good_pdf(StandardEncryption("", OWNER_PASSWORD, canPrint=0, canCopy=0, strength=strength))


def scanned_pdf(pages: int = 3) -> bytes:
    """Pages that hold a grey picture each and no text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    picture = ImageReader(Image.new("L", (60, 85), 200))
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def blank_pdf() -> bytes:
    """A page with nothing on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _strategy() -> tuple[Part, ...]:
    """A document with headings, prose and tables, none of them a plan's."""
    return (
        Heading(TITLE, level=0),
        plain_table(surroundings.VERSION_TABLE, (1.0, 3.0, 1.5, 1.5), header=True),
        PageBreak(),
        *(Paragraph(text) for text in surroundings.STRATEGY_PARAGRAPHS),
        plain_table(surroundings.CRIME_TABLE, (1.0, 1.0, 1.0, 1.0), header=True),
        Heading("Glossary"),
        plain_table(surroundings.GLOSSARY_TABLE, (1.0, 4.0), header=True),
    )


def pdf_without_plan() -> bytes:
    """A strategy as PDF."""
    return render_parts(_strategy(), PdfStyle(landscape=False), TITLE)


def docx_without_plan() -> bytes:
    """The same as Word."""
    return render_word_parts(_strategy(), Layout("strategy", columns=()), TITLE)


def html_without_plan() -> bytes:
    """The same as a web page."""
    return render_html_parts(_strategy(), Layout("strategy", columns=()), TITLE)


def text_without_plan() -> bytes:
    """The same as plain text."""
    return "\n\n".join(surroundings.STRATEGY_PARAGRAPHS).encode("utf-8")


def png() -> bytes:
    """A picture of one grey pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\x00\x80")), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def xlsx() -> bytes:
    """The outside of a workbook."""
    return pack(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "xl/workbook.xml": "<workbook/>",
            "xl/worksheets/sheet1.xml": "<worksheet/>",
        }
    )


def archive() -> bytes:
    """A ZIP of a plan, not the plan itself."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        zipped.writestr(zipfile.ZipInfo("plan.txt", EPOCH), "a plan")
    return buffer.getvalue()


def noise() -> bytes:
    """Bytes that mean nothing."""
    return bytes((number * 197 + (number >> 3) * 31 + 7) % 256 for number in range(4096))


def locked_docx() -> bytes:
    """The outside of a .docx that Word has locked with a password."""
    return _old_container("EncryptedPackage")


def _old_container(stream: str) -> bytes:
    return OLE_HEADER + bytes(SECTOR) + stream.encode("utf-16-le") + bytes(SECTOR)


def docx_without_text_part() -> bytes:
    """A Word container whose main part is missing."""
    return pack(
        {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": PACKAGE_RELATIONS, "word/styles.xml": "<styles/>"}
    )


def docx_of_broken_xml() -> bytes:
    """A Word container whose main part ends in the middle of a tag."""
    return _docx_of(f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>plan</w:t")


def docx_without_words() -> bytes:
    """A Word document with one empty paragraph."""
    return _docx_of(f"<w:document {NAMESPACES}><w:body><w:p/></w:body></w:document>")


def entity_bomb() -> bytes:
    """A Word document whose text is an entity of a thousand million copies of a word."""
    entities = "".join(f'<!ENTITY laugh{level} "{f"&laugh{level - 1};" * 10}">' for level in range(1, LAUGHS + 1))
    bomb = f'<!DOCTYPE bomb [<!ENTITY laugh0 "ha">{entities}]>'
    body = f"<w:body><w:p><w:r><w:t>&laugh{LAUGHS};</w:t></w:r></w:p></w:body>"
    return _docx_of(f"{bomb}<w:document {NAMESPACES}>{body}</w:document>")


def zip_bomb() -> bytes:
    """A Word document of a few hundred kilobytes that unpacks to hundreds of megabytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        zipped.writestr(zipfile.ZipInfo("_rels/.rels", EPOCH), PACKAGE_RELATIONS)
        with zipped.open(zipfile.ZipInfo("word/document.xml", EPOCH), "w") as part:
            part.write(f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>".encode())
            for _ in range(BOMB_BYTES // BOMB_CHUNK):
                part.write(b" " * BOMB_CHUNK)
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return buffer.getvalue()


def _docx_of(document: str) -> bytes:
    return pack({"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": PACKAGE_RELATIONS, "word/document.xml": document})


def unnumbered_prose() -> bytes:
    """A Word document that speaks of a plan without holding one."""
    plan = content.small_plan("camden")
    return render_word_parts(
        (Heading(plan.title, level=0), Paragraph(plan.issuer), Paragraph("Our action plan will be published in May.")),
        Layout("prose", columns=()),
        plan.title,
    )
