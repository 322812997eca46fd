"""Two columns of text on a page, each with labels over and before their values."""

from __future__ import annotations

from collections.abc import Sequence

from builders.sheet import BOLD, LEADING, SIZE, Sheet
from extractors.assembler.assemble import assemble
from extractors.pdf.pdf_reader import read
from models.document import Document, PageBox, Table

LEFT, RIGHT, TOP, WIDTH = 50.0, 310.0, 80.0, 235.0
STORY = "The board met in May and agreed its terms; it will look at what each service did before the end of the year"


def column(sheet: Sheet, x: float, actions: Sequence[int], top: float = TOP) -> float:
    for number in actions:
        sheet.text(x, top + SIZE, f"1.{number} Hold board {number}", font=BOLD)
        for label, value in (("Post holder", "Jo Ellis"), ("Update", f"Board {number}. {STORY}")):
            sheet.text(x, top + SIZE + LEADING, label, font=BOLD)
            top = sheet.paragraph(x, top + 2 * LEADING, WIDTH, value) - LEADING
        top += 2 * LEADING
    return top


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks() if block.kind != "furniture"]


def expected(actions: Sequence[int]) -> list[str]:
    return [
        text
        for number in actions
        for text in (f"1.{number} Hold board {number}", "Post holder", "Jo Ellis", "Update", f"Board {number}. {STORY}")
    ]


def test_columns_of_text_whose_lines_face_each_other_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    column(sheet, LEFT, (1, 2, 3))
    column(sheet, RIGHT, (4, 5, 6))

    assert texts(read(sheet.pdf(), "plan.pdf")) == expected(range(1, 7))


def test_a_title_across_both_columns_is_read_before_what_stands_under_it() -> None:
    sheet = Sheet()
    for top, first in ((TOP, 1), (400.0, 3)):
        sheet.text(LEFT, top, "Governance and all that is done about it in each of the wards of the borough", size=14)
        column(sheet, LEFT, (first,), top + 2 * LEADING)
        column(sheet, RIGHT, (first + 1,), top + 2 * LEADING)

    read_as = texts(read(sheet.pdf(), "plan.pdf"))

    assert [text for text in read_as if text[:2] == "1."] == [
        f"1.{number} Hold board {number}" for number in range(1, 5)
    ]
    assert [place for place, text in enumerate(read_as) if text.startswith("Governance")] == [0, 11]


def test_tables_in_both_columns_are_two_and_stand_where_they_are_printed() -> None:
    sheet = Sheet()
    rows = (("Meeting", "How often"), ("Tasking", "Weekly"))
    for x, actions in ((LEFT, (1, 2)), (RIGHT, (3, 4))):
        under = column(sheet, x, actions) + LEADING
        sheet.table((x, x + 100, x + 200), (under, under + 20, under + 40), rows)

    document = read(sheet.pdf(), "plan.pdf")

    assert [len(table.rows) for table in document.tables()] == [2, 2]
    kinds = ["table" if isinstance(item, Table) else item.text[:3] for item in document.items]
    assert [kind for kind in kinds if kind == "table" or kind[:2] == "1."] == [
        "1.1", "1.2", "table", "1.3", "1.4", "table",
    ]  # fmt: skip


def test_places_on_the_second_page_are_told_by_the_pages_of_the_file() -> None:
    sheet = Sheet()
    column(sheet, LEFT, (1, 2))
    column(sheet, RIGHT, (3, 4))
    sheet.next_page()
    column(sheet, LEFT, (5, 6))
    column(sheet, RIGHT, (7, 8))

    document = read(sheet.pdf(), "plan.pdf")

    pages = [
        (block.text, place.page)
        for block in document.blocks()
        for place in block.evidence
        if isinstance(place, PageBox) and block.text[:2] == "1."
    ]
    assert pages == [(f"1.{number} Hold board {number}", 1 if number < 5 else 2) for number in range(1, 9)]


def test_statuses_in_bold_in_two_columns_of_a_table_without_lines_part_nothing() -> None:
    sheet = Sheet()
    for x, name in zip((LEFT, 80, 250, RIGHT, 400), ("No.", "Action", "Last", "Now", "Next"), strict=True):
        sheet.text(x, TOP, name, font=BOLD)
    for number in range(1, 9):
        base = TOP + 2 * number * LEADING
        sheet.text(LEFT, base, str(number)).text(80, base, f"Hold board {number} with all")
        for x, at in ((250.0, number), (RIGHT, number + 1), (400.0, number + 1)):
            sheet.text(x, base, ("Red", "Amber", "Green")[at % 3], font=BOLD)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert (table.column_count, len(table.rows)) == (5, 9)


def test_words_in_the_margin_left_of_a_column_do_not_hide_its_edge() -> None:
    sheet = Sheet()
    sheet.text(30, 790, "Version 2.2")
    column(sheet, LEFT, (1, 2, 3))
    column(sheet, RIGHT, (4, 5, 6))

    read_as = texts(read(sheet.pdf(), "plan.pdf"))

    assert [text for text in read_as if not text.startswith("Version")] == expected(range(1, 7))


def test_a_card_in_two_columns_goes_on_at_the_top_of_the_next_one() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 50, "Governance", font=BOLD)
    for number, x, top, under in (
        (1, LEFT, 60, (LEFT, 100)),
        (2, LEFT, 260, (RIGHT, 67)),
        (3, RIGHT, 300, (RIGHT, 340)),
    ):
        rows = ("Lead", "When", "RAG"), ("Police", f"May 202{number}", "Red")
        sheet.table((x, x + 70, x + 140, x + WIDTH), (top, top + 20, top + 40), rows)
        texts = (("Action",), (f"Hold board {number}.",), ("Progress",), (f"Met {number} times.",))
        sheet.table((under[0], under[0] + WIDTH), [under[1] + 20 * row for row in range(5)], texts)

    plan = assemble(read(sheet.pdf(), "plan.pdf"))

    told = [(action.timescale, action.mandatory_action, action.narrative) for action in plan.actions]
    assert told == [(f"May 202{number}", f"Hold board {number}.", f"Met {number} times.") for number in (1, 2, 3)]


def test_columns_of_prose_are_told_by_one_label_that_opens_lines_of_both() -> None:
    sheet = Sheet()
    for x, first in ((LEFT, 1), (RIGHT, 4)):
        for place in range(3):
            base = TOP + 6 * place * LEADING
            for line, text in enumerate(("The board met in May and looked", "at all that was said of it.")):
                sheet.text(x, base + line * LEADING, text)
            sheet.text(x, base + 3 * LEADING, f"Status: met {first + place} times")

    statuses = [text for text in texts(read(sheet.pdf(), "plan.pdf")) if text.startswith("Status")]

    assert statuses == [f"Status: met {number} times" for number in range(1, 7)]
