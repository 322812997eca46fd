"""A file's kind is told by its bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from builders import broken
from extractors import kinds
from extractors.readers import READERS, read_document
from models.errors import UnsupportedKind

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
ROWS = "Ref\tAction\tNarrative\n1.1\tSet out\t<p>We meet.</p> <ul> • one • two\n1.2\tReview\t<p>Done.</p>\n"
PAGE = "<html><body><table><tr><td>Ref</td></tr></table></body></html>"


def archive(*names: str) -> bytes:
    """A zip archive with these members, each a little long."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name in names:
            written.writestr(name, "x" * 200)
    return buffer.getvalue()


def readers_of(data: bytes) -> list[str]:
    """Names of the readers that would take the bytes."""
    tests = {reader.name: reader.recognises for reader in READERS}
    return [name for name, test in tests.items() if test(data)]


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        pytest.param(b"%PDF-1.7\n", "pdf", id="the header of a PDF"),
        pytest.param(b"\x00junk\r\n%PDF-1.4\n1 0 obj\n", "pdf", id="a PDF after junk"),
        pytest.param(archive("[Content_Types].xml", "word/document.xml"), "docx", id="a Word document"),
        pytest.param(archive("[Content_Types].xml", "word/document.xml")[:300], "docx", id="half a Word document"),
        pytest.param(archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx", id="a workbook"),
        pytest.param(
            archive("xl/workbook.xml", "xl/embeddings/word/document.xml"), "xlsx", id="a workbook with a document in it"
        ),
        pytest.param(broken.locked_docx(), "docx", id="a Word document with a password"),
        pytest.param(PAGE.encode(), "html", id="a page"),
        pytest.param(b"\xef\xbb\xbf \n<!-- saved --><!DOCTYPE HTML>" + PAGE.encode(), "html", id="a page with a mark"),
        pytest.param(PAGE.encode("utf-16"), "html", id="a page in UTF-16"),
        pytest.param(PAGE.encode("utf-16-le"), "html", id="a page in UTF-16 without a mark"),
        pytest.param(b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html", id="XHTML"),
        pytest.param(b"<table><tr><td>Ref</td></tr></table>", "html", id="a piece of a page"),
        pytest.param(b"Our plan\n<table>\n<tr>\n<td>Ref</td></tr></table>", "html", id="text around a table of tags"),
        pytest.param(ROWS.encode(), "text", id="rows with scraps of tags"),
        pytest.param(("<p>" + ROWS).encode(), "text", id="rows that open with a tag"),
        pytest.param(ROWS.encode("utf-16"), "text", id="rows in UTF-16"),
        pytest.param("Café – “plan”\n".encode("cp1252"), "text", id="text in Windows-1252"),
        pytest.param(b"[1] A note\n{braces}\n", "text", id="text that opens like JSON"),
        pytest.param(b"From: the board\nTo: the borough\n\nRef\tAction\n", "text", id="a letter"),
        pytest.param(b"MZ and BM are two letters of a code\n", "text", id="text that opens like a program"),
        pytest.param(b"How to write %PDF-1.4 at the start of a file\n", "text", id="text about PDF"),
    ],
)
def test_one_reader_takes_it(data: bytes, reader: str) -> None:
    takers = readers_of(data)

    assert takers == [reader]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (archive("xl/workbook.bin"), "a binary Excel workbook (.xlsb)"),
        (archive("ppt/presentation.xml"), "a PowerPoint presentation (.pptx)"),
        (archive("notes.txt"), "a zip archive"),
        (archive("Index/Document.iwa"), "an Apple Pages document"),
        (OLE + "WordDocument".encode("utf-16-le"), "an old Word document (.doc)"),
        (OLE + "Workbook".encode("utf-16-le"), "an old Excel workbook (.xls)"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "an old PowerPoint presentation (.ppt)"),
        (OLE, "a file of an old Office program"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x01", "a WebP picture"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "a HEIC picture"),
        (b"{\\rtf1\\ansi Plan}", "an RTF document"),
        (b'{"actions": []}', "a JSON file"),
        (b'{"a": 1}\n{"a": 2}\n', "a JSON file"),
        (b'<?xml version="1.0"?><plan/>', "an XML file"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a Word XML document"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "an SVG picture"),
        (b"Received: by mail\nMIME-Version: 1.0\nSubject: plan\n\nHello", "an e-mail"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n<html>", "a web archive (.mht)"),
        (b"\x00\x01\x02\x03\x04" * 40, "of an unknown kind"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_no_reader_takes_is_called_by_its_name(data: bytes, words: str) -> None:
    described = kinds.describe(data)

    assert readers_of(data) == []
    assert described == words


def test_an_open_document_is_told_by_its_first_member() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        written.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        written.writestr("content.xml", "<x/>")

    described = kinds.describe(buffer.getvalue())

    assert described == "an OpenDocument text (.odt)"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", archive("word/document.xml"), archive("xl/workbook.xml"), PAGE.encode(), ROWS.encode()]
)
def test_what_a_reader_takes_can_be_described_too(data: bytes) -> None:
    described = kinds.describe(data)

    assert described in {
        "a PDF document",
        "a Word document (.docx)",
        "an Excel workbook (.xlsx)",
        "a web page",
        "plain text",
    }


@pytest.mark.parametrize("data", [archive("plan.docx"), b"7z\xbc\xaf\x27\x1c" + bytes(40)])
def test_an_archive_is_to_be_unpacked_and_not_saved_as_word(data: bytes) -> None:
    with pytest.raises(UnsupportedKind, match=r"archive, not a document\. Unpack it"):
        read_document(data, "plans.zip")
