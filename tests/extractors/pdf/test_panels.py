"""Cards without lines: painted panels beside text, and numbers and statuses in the corners of a paragraph."""

from __future__ import annotations

from builders.sheet import BOLD, LEADING, Sheet
from extractors.pdf.pdf_reader import read

LEFT, TOP = 50.0, 100.0
CARD = 12 * LEADING
"""Points from one card to the next."""


def texts_of(sheet: Sheet) -> list[str]:
    return [block.text for block in read(sheet.pdf(), "plan.pdf").blocks() if block.kind != "furniture"]


def test_a_painted_panel_beside_text_is_read_after_it() -> None:
    sheet = Sheet()
    for place in range(3):
        top = TOP
        sheet.next_page() if place else None
        sheet.fill(LEFT - 5, top - LEADING, LEFT + 95, top + 5.5 * LEADING, "#f0f0f0")
        for line, (label, value) in enumerate((("Team", "Police"), ("Owner", "Jo Ellis"), ("Due", "May"))):
            sheet.text(LEFT, top + 1.8 * line * LEADING, label, font=BOLD)
            sheet.text(LEFT, top + 1.8 * line * LEADING + 0.8 * LEADING, value)
        sheet.text(LEFT + 110, top + 0.3 * LEADING, f"{place + 1} Set up a board", font=BOLD)
        for line in range(6):
            sheet.text(LEFT + 110, top + (1.5 + line) * LEADING, f"The board met {line} times in May and saw the plan.")

    beside = " ".join(f"The board met {line} times in May and saw the plan." for line in range(6))

    assert [text for text in texts_of(sheet) if text not in {"Team", "Owner", "Due", "Police", "May"}] == [
        text for place in range(3) for text in (f"{place + 1} Set up a board", beside, "Jo Ellis")
    ]


def test_a_number_beside_the_lines_of_a_wording_stands_before_them() -> None:
    sheet = Sheet()
    for place in range(3):
        top = TOP + place * CARD
        sheet.text(LEFT, top + 0.5 * LEADING, f"1.{place + 1}", font=BOLD)
        sheet.text(LEFT + 40, top, "Set up a board that looks at what the police and the council know", font=BOLD)
        sheet.text(LEFT + 40, top + LEADING, "of violence in the borough", font=BOLD)

    wording = "Set up a board that looks at what the police and the council know of violence in the borough"

    assert texts_of(sheet) == [text for place in range(3) for text in (f"1.{place + 1}", wording)]


def test_a_status_far_behind_a_wording_is_no_part_of_it() -> None:
    sheet = Sheet()
    for place in range(3):
        sheet.text(LEFT, TOP + place * CARD, "1.1 Set up a board", font=BOLD)
        sheet.text(LEFT + 400, TOP + place * CARD, "Green").text(LEFT, TOP + place * CARD + 2 * LEADING, "It met.")

    assert texts_of(sheet) == ["Green", "1.1 Set up a board", "It met."] * 3
