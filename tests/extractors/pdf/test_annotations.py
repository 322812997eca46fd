"""Fields, notes, strikes and stamps of a PDF are read as viewers show them, also where the file holds no drawing."""

from __future__ import annotations

import pytest

from builders.raw_pdf import CATALOG, FONT, pdf_of, stream
from extractors.pdf.pdf_reader import read
from models.document import Document

GRID = b"0.5 w 20 40 480 100 re S 20 90 m 500 90 l S 200 40 m 200 140 l S\n"
PLACES = {(0, 0): (24, 118), (0, 1): (204, 118), (1, 0): (24, 68), (1, 1): (204, 68)}
CELLS = {(0, 0): "No", (0, 1): "Narrative", (1, 0): "1.1", (1, 1): ""}
ROOM = b"/F 4 /Rect [204 44 496 86]"


def page(*annotations: bytes, last: str = "", form: bytes = b"", drawn: bytes = b"") -> bytes:
    """A table of two rows whose last cell says `last`, with annotations and a form."""
    content = GRID
    for place, (x, y) in PLACES.items():
        content += b"BT /F1 9 Tf %d %d Td (%s) Tj ET\n" % (x, y, (CELLS[place] or last).encode())
    listed = b" ".join(b"<< /Type /Annot %s >>" % one for one in annotations)
    return pdf_of(
        {
            1: CATALOG.replace(b"<<", b"<< /AcroForm << /Fields [] %s >>" % form),
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 520 180] /Contents 4 0 R /Annots [%s] "
            b"/Resources << /Font << /F1 5 0 R >> >> >>" % listed,
            4: stream(content + drawn),
            5: FONT,
            6: stream(
                b"BT /F1 9 Tf 2 4 Td (Drawn) Tj ET",
                b"/Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 5 0 R >> >>",
            ),
            7: b"<< /FT /Tx /V (From above) /DA (0 g) >>",
        }
    )


def last_cell(document: Document) -> str:
    (table,) = document.tables()
    return " ".join(list(table.cells())[-1].text.split())


def codes(document: Document) -> list[str]:
    return [found.code for found in document.findings]


@pytest.mark.parametrize(
    ("annotation", "form", "expected"),
    [
        (b"/Subtype /Widget /FT /Tx /V (Filled in) /DA (/Helv 9 Tf 0 g)", b"", "Filled in"),
        (b"/Subtype /Widget /FT /Tx /V <FEFF00C9> /DA (/Helv 0 Tf 0 g)", b"", "É"),
        (b"/Subtype /Widget /FT /Tx /V (Filled in)", b"/DA (/Helv 9 Tf 0 g)", "Filled in"),
        (b"/Subtype /Widget /Parent 7 0 R", b"", "From above"),
        (b"/Subtype /Widget /FT /Ch /V (A) /Opt [[(R) (Red)] [(A) (Amber)]]", b"", "Amber"),
        (b"/Subtype /Widget /FT /Ch /V [(Red) (Amber)]", b"", "Red Amber"),
        (b"/Subtype /Widget /FT /Ch /I [1] /Opt [(Red) (Amber)]", b"", "Amber"),
        (b"/Subtype /Widget /FT /Btn /AS /Yes", b"", "☒"),
        (b"/Subtype /Widget /FT /Btn /AS /Off", b"", "☐"),
        (b"/Subtype /Widget /FT /Btn /Ff 32768 /AS /Off", b"", "○"),
        (b"/Subtype /Widget /FT /Btn /Ff 65536 /V (Print)", b"", ""),
        (b"/Subtype /Widget /FT /Tx /Ff 8192 /V (secret)", b"", ""),
        (b"/Subtype /Widget /FT /Tx /V (New) /AP << /N 6 0 R >>", b"", "Drawn"),
        (b"/Subtype /Widget /FT /Tx /V (New) /AP << /N 6 0 R >>", b"/NeedAppearances true", "New"),
        (b"/Subtype /FreeText /Contents (Typed over) /DA (0 0 1 rg /Helv 9 Tf)", b"", "Typed over"),
        (b"/Subtype /FreeText /RC (<body><p>Typed over</p></body>)", b"", "Typed over"),
        (b"/Subtype /FreeText /Contents (Other) /AP << /N 6 0 R >>", b"", "Drawn"),
    ],
)
def test_what_viewers_show_of_a_field_or_note_is_read(annotation: bytes, form: bytes, expected: str) -> None:
    document = read(page(annotation + b" " + ROOM, form=form), "plan.pdf")

    assert last_cell(document) == expected
    assert codes(document) == []


@pytest.mark.parametrize("flag", [b"/F 2", b"/F 32"])
def test_hidden_fields_are_not_read(flag: bytes) -> None:
    assert last_cell(read(page(b"/Subtype /Widget /FT /Tx /V (no) %s /Rect [204 44 496 86]" % flag), "plan.pdf")) == ""


def test_a_long_entry_is_set_within_its_field() -> None:
    words = " ".join(["The profile was last refreshed in May and is due again."] * 8)
    document = read(
        page(b"/Subtype /Widget /FT /Tx /V (%s) /DA (/Helv 9 Tf 0 g) %s" % (words.encode(), ROOM)), "plan.pdf"
    )

    assert last_cell(document) == words


def test_a_note_on_white_takes_the_place_of_what_it_covers() -> None:
    note = b"/Subtype /FreeText /C [1 1 1] /Contents (Cancelled) /DA (0 g /Helv 9 Tf) " + ROOM
    document = read(page(note, last="On track"), "plan.pdf")

    assert last_cell(document) == "Cancelled"
    assert codes(document) == ["unseen-text"]


def test_what_a_closed_note_says_is_told_and_not_read() -> None:
    document = read(page(b"/Subtype /Text /Contents (Not true) " + ROOM, last="On track"), "plan.pdf")

    assert last_cell(document) == "On track"
    assert codes(document) == ["note-on-page"]
    assert "Not true" in document.findings[0].message


def test_a_file_attached_to_the_page_is_told() -> None:
    assert codes(read(page(b"/Subtype /FileAttachment " + ROOM, last="On track"), "plan.pdf")) == ["embedded-content"]


@pytest.mark.parametrize(
    ("annotations", "drawn"),
    [
        ([b"/Subtype /StrikeOut /QuadPoints [204 78 496 78 204 64 496 64] " + ROOM], b""),
        ([b"/Subtype /StrikeOut /F 4 /Rect [200 60 500 80]"], b""),
        ([], b"1 w 204 71 m 496 71 l S"),
        ([], b"1 w 200 71 m 500 71 l S"),
        ([], b"1 w 200 40 m 500 90 l S 200 90 m 500 40 l S"),
        ([], b"1 w 200 40 m 500 90 l 200 90 m 500 40 l S"),
    ],
    ids=["annotation", "without places", "line to the edge", "edge to edge", "cross", "cross in one stroke"],
)
def test_what_is_struck_out_is_told(annotations: list[bytes], drawn: bytes) -> None:
    document = read(page(*annotations, last="Sessions were held", drawn=drawn), "plan.pdf")
    (block,) = list(document.tables()[0].cells())[-1].blocks

    assert (block.text, block.struck) == ("Sessions were held", ((0, 18),))
    assert len(document.tables()[0].rows) == 2


@pytest.mark.parametrize(
    ("annotations", "drawn"),
    [
        ([], b"0.8 g BT /F1 80 Tf 60 60 Td (DRAFT) Tj ET"),
        ([], b"1 0 0 rg BT /F1 14 Tf 210 66 Td (APPROVED) Tj ET"),
        ([], b"0.8 g BT /F1 60 Tf 30 60 Td (Sample only) Tj ET"),
        ([b"/Subtype /Stamp /F 4 /Rect [210 64 310 84] /AP << /N 6 0 R >>"], b""),
    ],
    ids=["watermark", "stamp", "large words", "annotation"],
)
def test_stamps_and_watermarks_are_no_text_of_a_cell(annotations: list[bytes], drawn: bytes) -> None:
    document = read(page(*annotations, last="Sessions were held", drawn=drawn), "plan.pdf")
    furniture = [block.text for block in document.blocks() if block.kind == "furniture"]

    assert last_cell(document) == "Sessions were held"
    assert furniture


@pytest.mark.parametrize(
    ("annotations", "drawn"),
    [
        ([], b"q 100 0 0 30 210 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"),
        ([b"/Subtype /Ink /InkList [[210 50 300 80]] " + ROOM], b""),
        ([], b"210 60 m 230 50 l 260 80 l S"),
        ([], b"".join(b"%d 60 m %d 70 l %d 60 l h f " % (x, x + 2, x + 4) for x in range(210, 290, 5))),
    ],
    ids=["picture", "ink", "tick", "outlined letters"],
)
def test_a_cell_that_shows_a_picture_or_a_drawing_says_so(annotations: list[bytes], drawn: bytes) -> None:
    document = read(page(*annotations, drawn=drawn), "plan.pdf")
    cells = list(document.tables()[0].cells())

    assert [cell.unread > 0 for cell in cells] == [False, False, False, True]


@pytest.mark.parametrize("drawing", [b"", b"/AP << /N 6 0 R >>"])
def test_words_marked_to_be_blacked_out_are_left_out_and_counted(drawing: bytes) -> None:
    marked = b"/Subtype /Redact /Rect [230 60 250 80] " + drawing

    document = read(page(marked, last="Led by Zoe Marchmont"), "plan.pdf")

    assert "Marchmont" in last_cell(document)
    assert "Zoe" not in last_cell(document)
    assert codes(document) == ["unseen-text"]
