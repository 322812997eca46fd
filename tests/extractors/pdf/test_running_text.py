"""Text outside tables: labels in bold over and before their values, and statuses that are drawn."""

from __future__ import annotations

import pytest

from builders.sheet import BOLD, LEADING, SIZE, Sheet
from extractors.pdf.pdf_reader import read
from models.document import Block

LONG = "The partnership meets each month and looks at what the police know of violence in the borough, and acts"
LEFT, TOP = 50.0, 100.0
OBLIQUE = "Helvetica-BoldOblique"


def blocks_of(sheet: Sheet) -> list[Block]:
    return [block for block in read(sheet.pdf(), "plan.pdf").blocks() if block.kind != "furniture"]


def test_a_label_in_bold_opens_a_paragraph_after_a_full_line() -> None:
    sheet = Sheet()
    for place, label in enumerate(("Owner:", "Update:", "Evidence:")):
        top = TOP + 2 * place * LEADING
        sheet.text(LEFT, top, label, font=BOLD).text(LEFT + 50, top, LONG)
        sheet.text(LEFT, top + LEADING, f"{LONG} on it all")

    assert [block.text for block in blocks_of(sheet)] == [
        f"{label} {LONG} {LONG} on it all" for label in ("Owner:", "Update:", "Evidence:")
    ]


@pytest.mark.parametrize(
    ("font", "size"), [(OBLIQUE, SIZE), (BOLD, 0.9 * SIZE)], ids=["another slant", "a little smaller"]
)
def test_a_label_in_other_type_than_the_bold_heading_over_it_is_not_part_of_it(font: str, size: float) -> None:
    sheet = Sheet()
    for place in range(3):
        top = TOP + 3 * place * LEADING
        sheet.text(LEFT, top, f"{place + 1} {LONG}", font=BOLD).text(LEFT, top + LEADING, "Owner", font=font, size=size)
        sheet.text(LEFT, top + 2 * LEADING, "Jo Ellis")

    assert [block.text for block in blocks_of(sheet)] == [
        text for place in range(3) for text in (f"{place + 1} {LONG}", "Owner", "Jo Ellis")
    ]


def test_a_sign_on_a_line_of_its_own_over_the_next_label_is_no_marker_of_it() -> None:
    sheet = Sheet()
    for place in range(3):
        top = TOP + 4 * place * LEADING
        sheet.text(LEFT, top, "Status", font=BOLD).text(LEFT, top + LEADING, "l", font="ZapfDingbats", ink="#00b050")
        sheet.text(LEFT, top + 2 * LEADING, "Update", font=BOLD).text(LEFT, top + 3 * LEADING, "It met in May.")

    blocks = blocks_of(sheet)

    assert [(block.kind, block.marker) for block in blocks if block.text == "Update"] == [("heading", "")] * 3


@pytest.mark.parametrize(("x", "below"), [(LEFT + 60, 0.0), (LEFT + 10, LEADING)], ids=["after the label", "under it"])
def test_a_drawn_square_after_or_under_a_label_is_a_sign_in_its_colour(x: float, below: float) -> None:
    sheet = Sheet()
    for place, colour in enumerate(("#00b050", "#ffc000", "#ff0000")):
        top = TOP + 4 * place * LEADING
        sheet.text(LEFT, top, "Status:", font=BOLD).text(LEFT, top + 2 * LEADING, "Update: It met in May.")
        sheet.fill(x, top + below - 7, x + 7, top + below, colour)

    dots = [block for block in blocks_of(sheet) if "●" in block.text]

    assert [[look.colour for look in block.looks if look.kind == "coloured"] for block in dots] == [
        ["#00b050"],
        ["#ffc000"],
        ["#ff0000"],
    ]


def test_a_large_word_that_is_turned_over_the_text_is_no_part_of_it() -> None:
    sheet = Sheet()
    for place in range(12):
        sheet.text(LEFT, TOP + place * LEADING, LONG)
    sheet.turned(200, 300, "SAMPLE", 90, size=50)

    assert not any("SAMPLE" in block.text for block in blocks_of(sheet))


def test_a_label_in_bold_on_a_line_of_its_own_ends_a_value_without_a_full_stop() -> None:
    sheet = Sheet()
    for place in range(3):
        top = TOP + 4 * place * LEADING
        sheet.text(LEFT, top, "Owner", font=BOLD).text(LEFT, top + LEADING, LONG)
        sheet.text(LEFT, top + 2 * LEADING, "Update", font=BOLD).text(LEFT, top + 3 * LEADING, f"{LONG} twice")

    assert [block.text for block in blocks_of(sheet)] == ["Owner", LONG, "Update", f"{LONG} twice"] * 3


def test_numbers_at_fixed_places_in_the_margin_belong_to_the_page() -> None:
    sheet = Sheet()
    for page in range(2):
        for number in range(1, 41):
            sheet.text(20, TOP + 14 * number, str(number), size=6)
        for place in range(15):
            sheet.text(LEFT, TOP + 5 + 17 * place, f"Line {place} of page {page}. {LONG}")
        sheet.next_page()

    document = read(sheet.pdf(), "plan.pdf")

    assert not document.tables()
    assert len([block for block in document.blocks() if block.kind == "furniture"]) == 80


def test_an_item_that_a_star_opens_at_the_foot_is_no_note_where_a_star_opens_others() -> None:
    sheet = Sheet()
    for place in range(20):
        sheet.text(LEFT, TOP + 2 * place * LEADING, LONG)
    for place, item in enumerate(("a drop-in each week", "Ask for Angela refreshed")):
        sheet.text(LEFT, TOP + (41 + place) * LEADING, f"* {item}", size=0.9 * SIZE)

    assert "note" not in {block.kind for block in blocks_of(sheet)}


def test_a_label_before_its_value_is_not_part_of_the_larger_heading_over_it() -> None:
    sheet = Sheet()
    for place in range(3):
        top = TOP + 3 * place * LEADING
        sheet.text(LEFT, top, f"{place + 1} {LONG}", font=BOLD, size=1.1 * SIZE)
        sheet.text(LEFT, top + LEADING, "Owner:", font=BOLD).text(LEFT + 34, top + LEADING, "Jo Ellis")

    assert [block.text for block in blocks_of(sheet)] == [
        text for place in range(3) for text in (f"{place + 1} {LONG}", "Owner: Jo Ellis")
    ]
