"""What belongs to the page and not to its text, wherever it stands, is told before tables are looked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders.sheet import BOLD, LANDSCAPE, Sheet
from extractors.pdf.pdf_reader import read
from models.document import Document, Table

XS = (50.0, 90.0, 300.0, 420.0, 780.0)
HEADER = ("No", "Action", "Lead", "Progress")
ROWS = (
    ("1.1", "Hold a board.", "Police", "It met in May and will meet again."),
    ("1.2", "Map the services.", "Council", "The map is drawn."),
)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def furniture(document: Document) -> set[str]:
    return {block.text for block in document.blocks() if block.kind == "furniture"}


def ruled(sheet: Sheet, top: float = 150.0, *, foot: float | None = None) -> Sheet:
    ys = [top, top + 20, top + 40, foot or top + 60]
    return sheet.table(XS, ys, [HEADER, *ROWS])


def test_a_letterhead_a_fifth_of_the_page_deep_is_furniture() -> None:
    head = ("Barnet Council", "Community safety", "Report to the board", "Agenda item 6")
    sheet = Sheet(LANDSCAPE)
    for _ in range(3):
        sheet.next_page()
        for line, text in enumerate(head):
            sheet.text(50, 40 + 22 * line, text)
        ruled(sheet)

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == set(head)


def test_the_number_of_a_page_in_a_cell_drawn_to_its_foot_is_furniture() -> None:
    sheet = Sheet(LANDSCAPE)
    for number in range(1, 4):
        sheet.next_page()
        ruled(sheet, foot=LANDSCAPE[1] - 20)
        sheet.text(700, LANDSCAPE[1] - 30, f"Page {number} of 3")

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == {"Page 1 of 3", "Page 2 of 3", "Page 3 of 3"}
    assert [texts(table)[-1][-1] for table in document.tables()] == [ROWS[-1][-1]] * 3


def test_a_header_printed_again_without_lines_is_the_tables() -> None:
    sheet = Sheet(LANDSCAPE)
    for _ in range(3):
        sheet.next_page()
        sheet.words(XS, (50.0, 70.0, 90.0), [HEADER, *ROWS])

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == set()
    assert [texts(table)[0] for table in document.tables()] == [list(HEADER)] * 3


def test_a_note_at_the_foot_is_no_text_of_the_page() -> None:
    sheet = ruled(Sheet(LANDSCAPE), 60)
    sheet.text(50, 160, "What follows is agreed by all.")
    sheet.line(50, 500, 180, 500).text(50, 512, "1 See the annual report of 2008.", size=6)

    document = read(sheet.pdf(), "plan.pdf")

    assert [(block.kind, block.text) for block in document.blocks()] == [
        ("para", "What follows is agreed by all."),
        ("note", "1 See the annual report of 2008."),
    ]


def test_a_tab_in_the_margin_makes_no_column() -> None:
    sheet = Sheet(LANDSCAPE)
    for _ in range(2):
        sheet.next_page()
        sheet.fill(10, 200, 26, 300, "#1f3864")
        sheet.words(XS, (50.0, 80.0, 110.0, 140.0), [HEADER, *ROWS, ("1.3", "Offer mentoring.", "Council", "Begun.")])

    tables = read(sheet.pdf(), "plan.pdf").tables()

    assert [table.column_count for table in tables] == [4, 4]


def test_dots_that_lead_to_the_numbers_of_pages_make_no_table() -> None:
    sheet = Sheet(LANDSCAPE).text(50, 60, "Contents", font=BOLD)
    for line, text in enumerate(("Introduction", "How progress is rated", "Action plan", "Next steps", "Contacts")):
        sheet.text(50, 90 + 16 * line, f"{line + 1} {text}").text(200, 90 + 16 * line, "." * 60)
        sheet.text(500, 90 + 16 * line, str(line + 2))

    assert read(sheet.pdf(), "plan.pdf").tables() == ()


def test_a_large_number_that_counts_the_pages_is_furniture() -> None:
    sheet = Sheet(LANDSCAPE)
    for number in (1, 2):
        sheet.next_page()
        ruled(sheet)
        sheet.text(380, LANDSCAPE[1] - 30, f"Restricted until published | {number}/2", size=14)

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == {"Restricted until published | 1/2", "Restricted until published | 2/2"}


def test_a_label_at_the_foot_of_pages_with_numbers_that_count_on_is_the_tables() -> None:
    sheet = Sheet(LANDSCAPE)
    for number in (1, 2):
        sheet.next_page()
        sheet.text(50, LANDSCAPE[1] - 30, f"Action number 4.{number}", size=14)

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == set()


def test_a_tab_that_sticks_out_into_the_margin_and_lies_on_the_table_is_the_pages() -> None:
    sheet = Sheet(LANDSCAPE)
    for number in range(2):
        sheet.next_page()
        rows = [(f"{number + 1}.{row}", *ROWS[0][1:]) for row in range(3)]
        ruled_rows(sheet, rows)
        sheet.fill(20, 200, 62, 218, "#1f3864").text(24, 212, "PLAN")

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == {"PLAN"}
    assert [[row[0] for row in texts(table)] for table in document.tables()] == [
        ["No", "1.0", "1.1", "1.2"],
        ["No", "2.0", "2.1", "2.2"],
    ]


def ruled_rows(sheet: Sheet, rows: Sequence[tuple[str, ...]]) -> Sheet:
    return sheet.table(XS, [150.0 + 30 * row for row in range(len(rows) + 2)], [HEADER, *rows])


def test_a_header_on_paint_that_is_printed_again_is_no_tab() -> None:
    sheet = Sheet(LANDSCAPE)
    for _ in range(2):
        sheet.next_page()
        sheet.fill(XS[0] - 10, 48, XS[-1], 68, "#d9e2f3").words(XS, (50.0, 70.0, 90.0), [HEADER, *ROWS])

    assert furniture(read(sheet.pdf(), "plan.pdf")) == set()


def test_a_note_and_a_page_number_on_one_line_are_furniture() -> None:
    note = "1 Figures are for the twelve months to December 2023."
    sheet = Sheet(LANDSCAPE)
    for number in (1, 2):
        sheet.next_page()
        for row, top in enumerate((490, 512, 534)):
            sheet.line(XS[0], top, XS[-1], top)
            sheet.words(XS, (top,), [(HEADER, *ROWS)[row]])
        sheet.line(XS[0], 556, XS[-1], 556)
        sheet.text(54, 572, note, size=8).text(740, 572, f"- {number} -", size=8)

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == {f"{note} - {number} -" for number in (1, 2)}
    assert [texts(table)[-1] for table in document.tables()] == [list(ROWS[-1])] * 2


def test_a_bare_number_beside_a_wording_at_the_foot_of_a_page_is_the_rows() -> None:
    sheet = Sheet(LANDSCAPE)
    for number in (4, 5):
        sheet.next_page()
        sheet.words(XS, (505.0,), [HEADER], font=BOLD)
        sheet.words(XS, (525.0,), [(f"1.{number}", "Hold a board.", "Police", "It met in May and will meet again.")])
        sheet.text(54, 570, str(number)).text(420, 570, "It is planned for the autumn.")

    document = read(sheet.pdf(), "plan.pdf")

    assert not {"4", "5"} & furniture(document)


def test_the_upper_line_of_a_header_near_the_top_of_each_page_is_the_tables() -> None:
    sheet = Sheet(LANDSCAPE)
    for _ in range(3):
        sheet.next_page()
        sheet.text(94, 40, "Duty").text(304, 40, "Who")  # half a line over the names of one line
        sheet.text(54, 45, "No").text(424, 45, "Progress").text(94, 50, "agreed").text(304, 50, "leads")
        sheet.words(XS, (60.0, 80.0), ROWS)

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == set()
    assert {table.rows[0][1].text for table in document.tables()} == {"Duty\nagreed"}


def test_a_header_whose_names_stand_close_is_the_tables() -> None:
    xs = (50.0, 71.0, 130.0, 190.0, 260.0, 500.0)
    names = ("Sr", "Strand of it", "What we do", "Point person", "Return")
    sheet = Sheet(LANDSCAPE)
    for page in range(3):
        sheet.next_page()
        rows = [(str(number), "Calm streets", "Meet often.", "Jo Ellis", "Met in May.") for number in (page, page + 1)]
        sheet.words(xs, (30.0, 50.0, 70.0), [names, *rows])

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == set()
    assert [texts(table)[0] for table in document.tables()] == [list(names)] * 3


def test_a_note_with_the_number_of_its_page_far_beside_it_is_furniture() -> None:
    sheet = Sheet(LANDSCAPE)
    for page in range(1, 4):
        sheet.next_page().words(XS, (150.0, 170.0, 190.0), [HEADER, *ROWS])
        sheet.text(50, 560, "1 Figures are for the twelve months to December.").text(770, 560, str(page))

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == {f"1 Figures are for the twelve months to December. {page}" for page in range(1, 4)}
    assert [texts(table) for table in document.tables()] == [[list(HEADER), *map(list, ROWS)]] * 3


def test_a_name_on_the_ground_of_a_header_under_it_is_the_tables() -> None:
    sheet = Sheet(LANDSCAPE)
    for _ in range(3):
        sheet.next_page().fill(50, 30, 300, 45, "#e7e6e6").fill(50, 45, 780, 60, "#e7e6e6")
        sheet.text(54, 41, "Reference").words(XS, (43.0,), [HEADER]).words(XS, (60.0, 80.0), ROWS)

    assert furniture(read(sheet.pdf(), "plan.pdf")) == set()


@pytest.mark.parametrize("pages", [((250, 480), (60, 200, 520), (60, 150)), ((60, 260), (60, 320), (60, 380))])
def test_a_label_that_stands_at_the_top_of_pages_and_elsewhere_is_the_texts(pages: Sequence[Sequence[float]]) -> None:
    sheet = Sheet(LANDSCAPE)
    for tops in pages:
        sheet.next_page()
        for place, top in enumerate(tops):
            sheet.text(50, top, "Reply").text(50, top + 20, f"The panel was told of case {place} in {top}.")

    assert furniture(read(sheet.pdf(), "plan.pdf")) == set()


def test_a_label_is_the_texts_although_two_pages_end_with_the_same_value() -> None:
    sheet = Sheet(LANDSCAPE)
    foot = LANDSCAPE[1] - 40
    for values in (("March", "Quarterly"), ("May", "Quarterly"), ("June", "Weekly")):
        sheet.next_page()
        for y, value in zip((150, foot), values, strict=True):
            sheet.text(50, y - 20, f"Narrative: It goes on until {value} and then ends.")
            sheet.text(50, y, f"Target date: {value}")
        sheet.text(50, 250, "Target date: Yearly")

    document = read(sheet.pdf(), "plan.pdf")

    assert furniture(document) == set()


def test_numbers_of_lines_in_the_margin_are_the_pages() -> None:
    sheet = Sheet(LANDSCAPE)
    lines = ("THEME A - Leading the partnership", "What partners do:", "They meet each month.", "They share data.")
    for first in (1, 5):
        sheet.next_page()
        for place, text in enumerate(lines):
            sheet.text(28, 60 + 20 * place, str(first + place)).text(50, 60 + 20 * place, text)
        ruled(sheet)
        sheet.text(28, 560, "1").text(50, 560, "Community safety")

    document = read(sheet.pdf(), "plan.pdf")

    assert {str(number) for number in range(1, 9)} <= furniture(document)
    assert lines[0] in {block.text for block in document.blocks()}


def test_numbers_of_every_fifth_line_are_the_pages() -> None:
    sheet = Sheet(LANDSCAPE)
    for page in range(2):
        sheet.next_page()
        for place in range(1, 22):
            sheet.text(50, 60 + 20 * place, f"Partners met {place + 21 * page} times.")
            if not place % 5:
                sheet.text(28, 60 + 20 * place, str(place))

    assert {"5", "10", "15", "20"} <= furniture(read(sheet.pdf(), "plan.pdf"))


def test_numbers_that_hang_beside_some_lines_alone_are_the_texts() -> None:
    sheet = Sheet(LANDSCAPE)
    for place in range(6):
        top = 60 + 40 * place
        sheet.text(28, top, str(place + 1)).text(50, top, "Hold a board of all partners who")
        sheet.text(50, top + 12, "work against violence here.")

    assert furniture(read(sheet.pdf(), "plan.pdf")) == set()
