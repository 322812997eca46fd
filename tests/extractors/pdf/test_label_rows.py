"""Cards set like running text, whose labels stand beside each other, each over its value."""

from __future__ import annotations

from builders.sheet import BODY, BOLD, LEADING, Sheet
from extractors.pdf.pdf_reader import read
from models.document import Table

LEFT, TOP = 50.0, 100.0
PLACES = (LEFT, LEFT + 150, LEFT + 300)
LABELS = ("Lead officer", "Service", "Finish")
CARD = 9 * LEADING
"""Points from one card to the next."""


def draw_card(sheet: Sheet, number: int, top: float, *, status: str = "Green") -> None:
    sheet.text(LEFT + 20, top, "Set up a board that looks at what the police know of", font=BOLD)
    sheet.text(LEFT + 20, top + LEADING, "violence in the borough", font=BOLD)
    sheet.text(LEFT, top + 0.4 * LEADING, f"1.{number}", font=BOLD)
    sheet.text(LEFT + 400, top + 0.3 * LEADING, status, font=BOLD)
    for x, label, lines in zip(PLACES, LABELS, (("Jo Ellis, Head", "of Safety"), ("Police",), ("May",)), strict=True):
        sheet.text(x, top + 2.8 * LEADING, label, size=8, font=BOLD)
        for at, line in enumerate(lines):
            sheet.text(x, top + (3.8 + at) * LEADING, line)
    sheet.text(LEFT, top + 6 * LEADING, "What we did", size=8, font=BOLD)
    sheet.text(LEFT, top + 7 * LEADING, f"The board met {number} times and has now seen all of the plan.")


def says(number: int, status: str = "Green") -> list[str]:
    wording = "Set up a board that looks at what the police know of violence in the borough"
    fields = ["Lead officer", "Jo Ellis, Head of Safety", "Service", "Police", "Finish", "May", "What we did"]
    return [f"1.{number}", wording, status, *fields, f"The board met {number} times and has now seen all of the plan."]


def texts_of(sheet: Sheet) -> list[str]:
    return [block.text for block in read(sheet.pdf(), "plan.pdf").blocks() if block.kind != "furniture"]


def test_each_value_follows_its_label() -> None:
    sheet = Sheet()
    for place in range(4):
        draw_card(sheet, place + 1, TOP + place * CARD)

    assert texts_of(sheet) == [text for place in range(4) for text in says(place + 1)]


def test_a_status_may_be_in_words_that_are_no_known_status() -> None:
    sheet = Sheet()
    for place in range(4):
        draw_card(sheet, place + 1, TOP + place * CARD, status="Sailing")

    assert texts_of(sheet) == [text for place in range(4) for text in says(place + 1, "Sailing")]


def test_a_table_whose_header_is_printed_again_is_a_table() -> None:
    sheet = Sheet()
    for place in range(4):
        top = TOP + place * CARD
        for line, row in enumerate((LABELS, *(("Jo Ellis", "Police", "May"),) * 6)):
            for x, text in zip(PLACES, row, strict=True):
                sheet.text(x, top + line * LEADING, text, font=BOLD if row is LABELS else BODY)

    document = read(sheet.pdf(), "plan.pdf")

    assert any(isinstance(item, Table) for item in document.items)


def test_groups_of_rows_with_figures_in_columns_stay_a_table() -> None:
    sheet = Sheet()
    rows = (("Men", "45.1", "2.3"), ("Women", "54.9", "2.1"), ("All", "100", "0.5"))
    for page in range(3):
        sheet.next_page() if page else None
        for place, group in enumerate(("Sex of those asked", "Income", "Region", "Education")):
            top = TOP + place * 5 * LEADING
            sheet.text(LEFT, top, group, size=8, font=BOLD)
            for line, row in enumerate(rows, start=1):
                for x, text in zip(PLACES, row, strict=True):
                    sheet.text(x, top + line * LEADING, text, size=8)

    tables = [item for item in read(sheet.pdf(), "figures.pdf").items if isinstance(item, Table)]

    assert [table.column_count for table in tables] == [3, 3, 3]


def test_labels_with_a_line_drawn_under_them_are_rows_of_a_table() -> None:
    sheet = Sheet()
    for place in range(4):
        top = TOP + place * 6 * LEADING
        for line, row in enumerate((LABELS, ("Jo Ellis", "Police", "May"), ("What we did",), ("It met.",))):
            for x, text in zip(PLACES, row, strict=False):
                sheet.text(x, top + line * LEADING, text, font=BODY if line % 2 else BOLD)
            sheet.line(LEFT, top + (line + 0.3) * LEADING, PLACES[-1] + 150, top + (line + 0.3) * LEADING)

    document = read(sheet.pdf(), "plan.pdf")

    assert any(isinstance(item, Table) for item in document.items)
