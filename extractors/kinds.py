"""What a file is, told by its bytes and never by its name."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.common.encoding import decode

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"
TEXT = "text/plain"

_PDF_HEADER = re.compile(rb"%PDF-\d")
_PDF_HEADER_REACH = 1024
"""Bytes in which readers look for the header of a PDF (ISO 32000-1, annex H, note 13)."""

_ZIP = b"PK\x03\x04"
_ZIP_LOCAL_HEADER_BYTES = 30
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

_OFFICE_FOLDERS = {
    "word/": DOCX,
    "xl/": XLSX,
    "ppt/": "a PowerPoint presentation (.pptx)",
    "visio/": "a Visio drawing (.vsdx)",
}
_XLSB = "xl/workbook.bin"
_ZIP_MEMBERS = {
    "Index/Document.iwa": "an Apple Pages document",
    "META-INF/container.xml": "an e-book (.epub)",
}
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text (.odt)",
    b"application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods)",
    b"application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation (.odp)",
}
_OLE_STREAMS = {
    "DRMContent": "a document protected by rights management (a sensitivity label)",
    "WordDocument": "an old Word document (.doc)",
    "Workbook": "an old Excel workbook (.xls)",
    "Book": "an old Excel workbook (.xls)",
    "PowerPoint Document": "an old PowerPoint presentation (.ppt)",
    "__substg1.0_": "an Outlook e-mail (.msg)",
    "VisioDocument": "an old Visio drawing (.vsd)",
}


@dataclass(frozen=True, slots=True)
class Convertible:
    """A kind that another program makes into one that we read.

    Attributes:
        called: in plain words with their article.
        ending: of the names of such files.
        target: the ending of what is made of it: docx, xlsx or pdf.
    """

    called: str
    media_type: str
    ending: str
    target: str


CONVERTIBLE = (
    Convertible("an old Word document (.doc)", "application/msword", "doc", "docx"),
    Convertible("an RTF document", "application/rtf", "rtf", "docx"),
    Convertible("an OpenDocument text (.odt)", "application/vnd.oasis.opendocument.text", "odt", "docx"),
    Convertible("an OpenDocument spreadsheet (.ods)", "application/vnd.oasis.opendocument.spreadsheet", "ods", "xlsx"),
    Convertible("an OpenDocument presentation (.odp)", "application/vnd.oasis.opendocument.presentation", "odp", "pdf"),
    Convertible("an old Excel workbook (.xls)", "application/vnd.ms-excel", "xls", "xlsx"),
    Convertible(
        "a binary Excel workbook (.xlsb)", "application/vnd.ms-excel.sheet.binary.macroEnabled.12", "xlsb", "xlsx"
    ),
    Convertible("an old PowerPoint presentation (.ppt)", "application/vnd.ms-powerpoint", "ppt", "pdf"),
    Convertible(
        "a PowerPoint presentation (.pptx)",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "pptx",
        "pdf",
    ),
)
"""What is read by way of LibreOffice: texts as Word, sheets as Excel, slides as pages."""

MAILS = frozenset({"an e-mail", "an Outlook e-mail (.msg)"})
WINMAIL = "a winmail.dat of Outlook"
"""What Outlook makes of a mail's attachments for programs of others."""
ARCHIVE = " archive"
"""Ends the description of a file that contains other files."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x78\x9f\x3e\x22", WINMAIL),
    (b".PFILE", "a file protected by rights management (a sensitivity label)"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
)
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1")

_HEAD_CHARACTERS = 100_000
"""How far into a text its kind is looked for: past the head of pages that carry long scripts and styles."""
_PROLOG = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>|<!\[.*?\]>", re.DOTALL)
_PAGE_START = re.compile(r"<(?:!doctype\s+html|(?:html|head|body|title|meta|frameset)\b)", re.IGNORECASE)
_FRAGMENT_START = re.compile(
    r"<(?:table|div|section|main|article|header|nav|h[1-6]|p|ul|ol|center|font|span|form|style|script|link)\b",
    re.IGNORECASE,
)
_TABLE_TAGS = re.compile(r"<table\b.*?<tr\b.*?<t[dh]\b", re.IGNORECASE | re.DOTALL)
_ROW_TAG = re.compile(r"<tr\b", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    r"(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|X-[\w-]+|Content-Type): ",
    re.IGNORECASE,
)
_MACHINE_HEADER = re.compile(r"(?:MIME-Version|Received|Message-ID|Return-Path|Content-Type): ", re.IGNORECASE)
_MBOX_LINE = re.compile(r"\AFrom \S+[^\n]*\d{4}\n")
_MAIL_HEADERS_WANTED = 2
_WORD_XML = re.compile(r"<\?mso-application\s+progid=.Word\.Document|schemas\.microsoft\.com/office/word/2003/wordml")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF: its header at the start, or after junk within the first 1024 bytes."""
    header = _PDF_HEADER.search(data, 0, _PDF_HEADER_REACH)
    if header is None or _signature(data) is not None:
        return False
    return header.start() == 0 or b" obj" in data


def may_have_attachments(data: bytes) -> bool:
    """Whether a PDF may have attached files, told quickly: each is a stream of its own that says what it is."""
    return any(mark in data for mark in (b"EmbeddedFile", b"/Collection", b"FileAttachment"))


def is_docx(data: bytes) -> bool:
    """Whether the bytes are a Word document, whole, truncated, or locked with a password.

    A locked Office file hides what is in it, so a workbook with a password is taken too: its reader can only say
    that it is locked.
    """
    if data.startswith(_OLE):
        return _ENCRYPTED_PACKAGE in data
    return data.startswith(_ZIP) and _zip_kind(data) == DOCX


def is_xlsx(data: bytes) -> bool:
    """Whether the bytes are an Excel workbook (.xlsx, .xlsm), whole or truncated."""
    return data.startswith(_ZIP) and _zip_kind(data) == XLSX


def is_html(data: bytes) -> bool:
    """Whether the bytes are a web page or a piece of one; a text that merely carries tags in its cells is not."""
    text = _text_of(data)
    return text is not None and _other_text(text) is None and _is_markup(text)


def is_text(data: bytes) -> bool:
    """Whether the bytes are plain text that may hold a plan."""
    text = _text_of(data)
    return text is not None and _other_text(text) is None and not _is_markup(text)


def is_mail(data: bytes) -> bool:
    """Whether the bytes are a mail, or the beginning of one."""
    return describe(data) in MAILS


def convertible(data: bytes) -> Convertible | None:
    """The kind of a file that LibreOffice makes into one that we read; None for any other."""
    called = describe(data)
    return next((kind for kind in CONVERTIBLE if kind.called == called), None)


def describe(data: bytes) -> str:
    """The kind of a file in plain words with their article, for people; never fails."""
    if is_pdf(data):
        return "a PDF document"
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(_ZIP):
        kind = _zip_kind(data)
        return {DOCX: "a Word document (.docx)", XLSX: "an Excel workbook (.xlsx)"}.get(kind, kind)
    signature = _signature(data)
    if signature is not None:
        return signature
    text = _text_of(data)
    if text is None:
        return "of an unknown kind"
    return _other_text(text) or ("a web page" if _is_markup(text) else "plain text")


def _signature(data: bytes) -> str | None:
    """The kind told by the first bytes, of formats that are neither text nor containers we look into."""
    if data.startswith((_ZIP, _OLE)):
        return "a container"
    for start, kind in _SIGNATURES:
        if data.startswith(start) and not (kind.endswith(("BMP picture", "program")) and _text_of(data) is not None):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP picture"
    if data[4:8] == b"ftyp":
        return "a HEIC picture" if data[8:12] in _HEIC_BRANDS else "a video"
    return None


def _zip_kind(data: bytes) -> str:
    names = _zip_names(data)
    if _XLSB in names:
        return "a binary Excel workbook (.xlsb)"
    for name in names:
        for folder, kind in _OFFICE_FOLDERS.items():
            if name.startswith(folder):
                return kind
    for media_type, kind in _OPEN_DOCUMENTS.items():
        # The member `mimetype` comes first and is stored as it is (OpenDocument 1.3, part 2, 3.3).
        if data[_ZIP_LOCAL_HEADER_BYTES:].startswith(b"mimetype" + media_type):
            return kind
    return next((kind for member, kind in _ZIP_MEMBERS.items() if member in names), "a zip archive")


def _zip_names(data: bytes) -> list[str]:
    """Names of the members: from the directory at the end, or, when a cut has taken that away, from each header."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError):
        return list(_local_names(data))


def _local_names(data: bytes) -> Iterable[str]:
    start = data.find(_ZIP)
    while start >= 0:
        length = int.from_bytes(data[start + 26 : start + 28], "little")
        first = start + _ZIP_LOCAL_HEADER_BYTES
        yield data[first : first + length].decode("cp437")
        start = data.find(_ZIP, start + len(_ZIP))


def _ole_kind(data: bytes) -> str:
    if _ENCRYPTED_PACKAGE in data:
        return "a password-protected Office file"
    for stream, kind in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            return kind
    return "a file of an old Office program"


def _text_of(data: bytes) -> str | None:
    """The first characters of a text, or None when the bytes are no text."""
    if data.startswith((_ZIP, _OLE, b"%PDF-")):
        return None
    text = decode(data)
    return None if text is None else text[:_HEAD_CHARACTERS]


def _is_markup(text: str) -> bool:
    start = _skip_prolog(text)
    if _PAGE_START.match(text, start):
        return True
    rows = len(_ROW_TAG.findall(text))
    tabbed = sum("\t" in line.strip() for line in text.splitlines())
    if _TABLE_TAGS.search(text) is not None and rows > tabbed:
        return True
    return _FRAGMENT_START.match(text, start) is not None and tabbed == 0


def _skip_prolog(text: str) -> int:
    start = 1 if text.startswith("\ufeff") else 0
    while prolog := _PROLOG.match(text, start):
        start = prolog.end()
    return start


def _other_text(text: str) -> str | None:
    """The kind of a file that is made of characters but is neither a page nor a plain text."""
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith("{\\rtf"):
        return "an RTF document"
    if _is_mail(head):
        return "a web archive (.mht)" if _is_web_archive(head) else "an e-mail"
    if head.startswith("%!PS"):
        return "a PostScript file"
    if head.startswith(("{", "[")) and _is_json(head):
        return "a JSON file"
    if head.startswith("<?xml") and not _is_markup(text):
        return "a Word XML document" if _WORD_XML.search(text) else "an XML file"
    return "an SVG picture" if re.match(r"<svg\b", head[_skip_prolog(head) :], re.IGNORECASE) else None


def _is_mail(head: str) -> bool:
    """Whether the text opens with headers of a message, the first line among them; exported mails have one before."""
    lines = _headers(head)
    headers = [line for line in lines if _MAIL_HEADER.match(line)]
    if not lines or not headers or lines[0] != headers[0] or len(headers) < _MAIL_HEADERS_WANTED:
        return False
    return any(_MACHINE_HEADER.match(line) for line in headers)


def _is_web_archive(head: str) -> bool:
    """Whether headers are those of a saved page: its parts belong together, and it was sent to nobody."""
    headers = " ".join(_headers(head)).lower()
    sent = re.search(r"(?:^| )(?:to|cc|bcc|received|return-path|message-id): ", headers)
    return re.search(r"content-type:\s*multipart/related", headers) is not None and sent is None


def _headers(head: str) -> list[str]:
    """The lines of a message's headers."""
    opening = _MBOX_LINE.sub("", head.replace("\r", ""), count=1)
    return [line for line in opening.split("\n\n", 1)[0].split("\n") if line]


def _is_json(head: str) -> bool:
    """Whether the text is JSON, or the beginning of one too long to look at whole."""
    try:
        _, end = json.JSONDecoder().raw_decode(head)
    except ValueError:
        return len(head) >= _HEAD_CHARACTERS - 1 and re.match(r'[\[{]\s*["\[{]', head) is not None
    rest = head[end:].lstrip()
    return not rest or rest[0] == head[0]
