"""What a PDF shows and hides, what belongs to the page and not to the text, and files that cannot be read."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from builders.sheet import BOLD, LANDSCAPE, Sheet
from extractors.pdf.pdf_reader import read
from models.document import Document
from models.errors import DamagedFile, EmptyFile, EncryptedFile, ScannedFile

XS, YS = (50.0, 120.0, 400.0), (100.0, 130.0, 160.0)
ROWS = (("No", "Action"), ("1", "Hold a board"))


def words_of(document: Document) -> list[str]:
    texts = [block.text for block in document.blocks()]
    texts += [cell.text for table in document.tables() for cell in table.cells()]
    return [word for text in texts for word in text.split()]


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def picture(sheet: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    image = ImageReader(Image.new("RGB", (8, 8), "#c0c0c0"))
    sheet.canvas.drawImage(image, x0, sheet.height - bottom, x1 - x0, bottom - top)


def inkless(sheet: Sheet, x: float, base: float, text: str) -> None:
    line = sheet.canvas.beginText(x, sheet.height - base)
    line.setTextRenderMode(3)
    line.textOut(text)
    line.setTextRenderMode(0)
    sheet.canvas.drawText(line)


def test_text_without_ink_is_left_out_and_told() -> None:
    sheet = Sheet().table(XS, YS, ROWS)
    inkless(sheet, 130, 148, "secret")

    document = read(sheet.pdf(), "plan.pdf")

    assert words_of(document) == ["No", "Action", "1", "Hold", "a", "board"]
    assert codes(document) == ["unseen-text"]
    assert document.findings[0].page == 1


def test_text_without_ink_on_a_picture_is_what_recognition_read() -> None:
    sheet = Sheet()
    picture(sheet, 0, 0, 595, 842)
    inkless(sheet, 60, 100, "recognised words")

    document = read(sheet.pdf(), "plan.pdf")

    assert words_of(document) == ["recognised", "words"]
    assert codes(document) == ["recognised-text"]


def test_text_in_the_colour_of_its_ground_is_left_out_and_told() -> None:
    sheet = Sheet().text(60, 60, "plain to see").text(200, 60, "hidden", ink="#ffffff")
    sheet.fill(50, 80, 300, 110, "#1f3864").text(60, 100, "white on blue", ink="#ffffff")

    document = read(sheet.pdf(), "plan.pdf")

    assert words_of(document) == ["plain", "to", "see", "white", "on", "blue"]
    assert codes(document) == ["unseen-text"]


def test_text_painted_over_is_left_out_and_told() -> None:
    sheet = (
        Sheet().text(60, 60, "led by").text(90, 60, "Someone").fill(88, 48, 140, 66, "#000000").text(150, 60, "today")
    )

    document = read(sheet.pdf(), "plan.pdf")

    assert words_of(document) == ["led", "by", "today"]
    assert codes(document) == ["unseen-text"]


def test_text_outside_the_page_is_told() -> None:
    sheet = Sheet().text(60, 60, "inside").text(60, 900, "below")

    document = read(sheet.pdf(), "plan.pdf")

    assert words_of(document) == ["inside"]
    assert codes(document) == ["text-outside-page"]


def test_a_table_that_runs_off_its_page_is_an_error() -> None:
    sheet = Sheet()
    foot = sheet.height
    sheet.table(XS, (foot - 64, foot - 34, foot - 4), ROWS).text(60, foot + 20, "beyond")

    document = read(sheet.pdf(), "plan.pdf")

    assert codes(document) == ["table-off-page"]
    assert "6 characters beyond the edge were not read" in document.findings[0].message


def test_text_outside_its_clip_does_not_spill_into_the_next_cell() -> None:
    sheet = Sheet().table(XS, YS, ROWS)
    path = sheet.canvas.beginPath()
    path.rect(50, sheet.height - 160, 70, 30)
    sheet.canvas.saveState()
    sheet.canvas.clipPath(path, stroke=0)
    sheet.text(70, 148, "overflowing words and more", size=9)
    sheet.canvas.restoreState()

    document = read(sheet.pdf(), "plan.pdf")

    (table,) = document.tables()
    assert table.rows[1][1].text == "Hold a board"
    assert codes(document) == ["unseen-text"]


def test_a_page_that_is_a_picture_among_pages_of_text_is_told() -> None:
    sheet = Sheet().text(60, 60, "Page of text").next_page()
    picture(sheet, 20, 20, 575, 822)

    document = read(sheet.pdf(), "plan.pdf")

    assert [(finding.code, finding.page) for finding in document.findings] == [("page-without-text", 2)]


def test_headers_footers_and_page_numbers_are_furniture() -> None:
    sheet = Sheet()
    for page in range(1, 4):
        sheet.text(50, 40, "Community Safety Partnership").text(50, 810, f"Page {page} of 3")
        sheet.text(50, 100, f"Heading {'ABC'[page - 1]}", size=14, font=BOLD).text(
            50, 130, f"Body text {'xyz'[page - 1]} of it"
        )
        if page < 3:
            sheet.next_page()

    document = read(sheet.pdf(), "plan.pdf")

    furniture = [block.text for block in document.blocks() if block.kind == "furniture"]
    others = [block.text for block in document.blocks() if block.kind != "furniture"]
    assert furniture == [t for page in (1, 2, 3) for t in ("Community Safety Partnership", f"Page {page} of 3")]
    assert others == [
        t for letter, word in zip("ABC", "xyz", strict=True) for t in (f"Heading {letter}", f"Body text {word} of it")
    ]


@pytest.mark.parametrize(
    "marking", ["OFFICIAL", "OFFICIAL-SENSITIVE", "Official - Sensitive", "NOT PROTECTIVELY MARKED", "RESTRICTED"]
)
def test_a_protective_marking_is_furniture_on_a_single_page_too(marking: str) -> None:
    sheet = Sheet().text(260, 30, marking).text(50, 100, "Body text").table((50, 90, 300), (200, 220), (("1", "x"),))

    document = read(sheet.pdf(), "plan.pdf")

    assert [block.text for block in document.blocks() if block.kind == "furniture"] == [marking]


def test_headings_that_open_each_page_are_no_furniture() -> None:
    sheet = Sheet()
    for page in range(1, 5):
        sheet.text(50, 60, f"Action {page}", size=12, font=BOLD)
        sheet.table((50, 150, 400), (80, 110), (("Lead", f"Service {page}"),))
        if page < 4:
            sheet.next_page()

    document = read(sheet.pdf(), "plan.pdf")

    assert [(block.kind, block.text) for block in document.blocks()] == [
        ("heading", f"Action {n}") for n in range(1, 5)
    ]


def test_blocks_and_tables_come_in_the_order_of_reading() -> None:
    sheet = Sheet().table(XS, (300, 330, 360), ROWS).text(50, 250, "Between").table(XS, (100, 130, 160), ROWS)
    sheet.text(50, 60, "Before").text(50, 500, "After")

    items = read(sheet.pdf(), "plan.pdf").items

    assert [getattr(item, "text", "table") for item in items] == ["Before", "table", "Between", "table", "After"]


def test_a_slanted_stamp_over_the_page_is_furniture_and_spoils_nothing() -> None:
    sheet = Sheet().table(XS, YS, ROWS).turned(60, 150, "DRAFT COPY", 40, size=30)

    document = read(sheet.pdf(), "plan.pdf")

    (table,) = document.tables()
    assert [[cell.text for cell in row] for row in table.rows] == [list(row) for row in ROWS]
    assert [(block.kind, block.text) for block in document.blocks()] == [("furniture", "DRAFT COPY")]


def test_values_of_form_fields_are_read_in_their_cells() -> None:
    sheet = Sheet().table(XS, YS, (("Action", ""), ("Lead", "")))
    sheet.canvas.acroForm.textfield(x=126, y=717, width=200, height=20, value="Hold a board", borderWidth=0)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [cell.text for cell in table.rows[0]] == ["Action", "Hold a board"]


def test_a_file_that_only_its_owner_may_change_opens() -> None:
    document = read(_locked(user=""), "plan.pdf")

    assert words_of(document) == ["words"]


def test_a_file_with_a_password_says_so() -> None:
    with pytest.raises(EncryptedFile, match="password"):
        read(_locked(user="sesame"), "plan.pdf")


def _locked(user: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=StandardEncryption(user, ownerPassword="owner", canPrint=0))
    canvas.drawString(100, 700, "words")
    canvas.save()
    return out.getvalue()


def test_a_scan_says_so() -> None:
    sheet = Sheet()
    picture(sheet, 0, 0, 595, 842)

    with pytest.raises(ScannedFile):
        read(sheet.pdf(), "plan.pdf")


def test_blank_pages_say_so() -> None:
    with pytest.raises(EmptyFile):
        read(Sheet().pdf(), "plan.pdf")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_says_so(share: float) -> None:
    sheet = Sheet(LANDSCAPE)
    for _ in range(3):
        sheet.table(XS, YS, ROWS).next_page()
    data = sheet.text(50, 50, "end").pdf()

    with pytest.raises(DamagedFile):
        read(data[: int(len(data) * share)], "plan.pdf")


def test_rubbish_behind_the_sign_of_a_pdf_says_so() -> None:
    with pytest.raises(DamagedFile):
        read(b"%PDF-1.7\n" + bytes(range(256)) * 40, "plan.pdf")


def test_the_same_file_gives_the_same_document() -> None:
    data = Sheet().table(XS, YS, ROWS).text(50, 60, "Before").pdf()

    assert read(data, "plan.pdf") == read(data, "plan.pdf")
