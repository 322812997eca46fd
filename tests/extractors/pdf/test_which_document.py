"""A PDF is read as viewers show it: its last version, or not at all; what only wraps the document is called by name."""

from __future__ import annotations

import re

import pytest

from builders.raw_pdf import CATALOG, FONT, PAGE, changed, page_of, pdf_of, stream
from builders.viewer import text_of
from extractors.pdf.pdf_reader import read
from models.errors import DamagedFile, EncryptedFile, InputError, UnsupportedKind

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FIRST = page_of(b"BT /F1 10 Tf 72 500 Td (It is amber) Tj ET\n")
SECOND = changed(FIRST, {4: stream(b"BT /F1 10 Tf 72 500 Td (It is red) Tj ET\n")})
JUNK = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"


def words_of(data: bytes) -> str:
    return " ".join(block.text for block in read(data, "plan.pdf").blocks())


def codes_of(data: bytes) -> list[str]:
    return [found.code for found in read(data, "plan.pdf").findings]


def with_start(data: bytes, start: int) -> bytes:
    head, _, tail = data.rpartition(b"startxref\n")
    return head + b"startxref\n%d\n" % start + tail.partition(b"\n")[2]


def with_place(data: bytes, number: int, place: int) -> bytes:
    """The file with another place for a part in its last list."""
    return re.sub(rb"(\n%d 1\n)\d{10}" % number, b"\\g<1>%010d" % place, data)


@pytest.mark.parametrize("data", [SECOND, JUNK + SECOND, b"\n" + SECOND], ids=["plain", "after junk", "after a line"])
def test_the_last_version_is_read_whatever_stands_before_the_head(data: bytes) -> None:
    assert words_of(data) == text_of(data) == "It is red"
    assert codes_of(data) == []


@pytest.mark.parametrize(
    "data",
    [
        with_start(SECOND, 7),
        with_start(SECOND, 10**6),
        JUNK + with_start(SECOND, len(FIRST) + 40),
        with_place(SECOND, 4, 15),
        SECOND.replace(b"/Prev ", b"/Prev 9"),
    ],
    ids=["start astray", "start past the end", "start astray after junk", "place astray", "list before astray"],
)
def test_where_the_list_of_parts_leads_astray_the_last_of_each_is_read_and_told(data: bytes) -> None:
    assert words_of(data) == "It is red"
    assert codes_of(data) == ["older-parts-in-file"]


def test_a_list_that_leads_astray_is_no_doubt_where_every_part_is_there_once() -> None:
    data = with_start(FIRST, 7)

    assert words_of(data) == "It is amber"
    assert codes_of(data) == []


def test_a_count_of_pages_that_refers_to_itself_gets_one_line() -> None:
    count = b"<< /Length 6 0 R >>\nstream\n1\nendstream"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 6 0 R >>"

    with pytest.raises(DamagedFile):
        read(pdf_of({1: CATALOG, 2: pages, 3: PAGE % b"", 4: stream(b"BT ET"), 5: FONT, 6: count}), "plan.pdf")


@pytest.mark.parametrize(
    ("catalog", "others", "kind", "name"),
    [
        (b"/AcroForm << /XFA 7 0 R /Fields [] >>", {7: stream(b"<xdp/>")}, UnsupportedKind, "XFA form"),
        (
            b"/AcroForm << /XFA [(config) 7 0 R] /Fields [3 0 R] >>",
            {7: stream(b"<dynamicRender>required</dynamicRender>")},
            UnsupportedKind,
            "XFA form",
        ),
        (
            b"/Collection << >> /Names << /EmbeddedFiles << /Names [(plan.pdf) 7 0 R] >> >>",
            {7: b"<< /Type /Filespec /F (plan.pdf) >>"},
            UnsupportedKind,
            "portfolio",
        ),
        (
            b"/Names << /EmbeddedFiles << /Names [(plan.docx) 7 0 R] >> >>",
            {4: stream(b"BT /F1 10 Tf 72 500 Td (See the file) Tj ET"), 7: b"<< /Type /Filespec /F (plan.docx) >>"},
            UnsupportedKind,
            "attached files",
        ),
        (
            b"/AF [7 0 R] /Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>",
            {7: b"<< /Type /Filespec /F (MicrosoftIRMServices Protected PDF.pdf) /AFRelationship /EncryptedPayload >>"},
            EncryptedFile,
            "rights management",
        ),
    ],
    ids=["dynamic form", "form drawn by a program", "portfolio", "cover", "rights management"],
)
def test_what_only_wraps_a_document_is_called_by_its_name(
    catalog: bytes, others: dict[int, bytes], kind: type[InputError], name: str
) -> None:
    root = CATALOG.replace(b" >>", b" " + catalog + b" >>")

    with pytest.raises(kind, match=name):
        read(pdf_of({1: root, 2: PAGES, 3: PAGE % b"", 4: stream(b"BT ET"), 5: FONT, **others}), "plan.pdf")
