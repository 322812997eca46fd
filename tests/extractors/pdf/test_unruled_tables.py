"""Tables of a PDF without upright lines: stripes, level lines, bands; and prose that is none."""

from __future__ import annotations

from itertools import pairwise

from reportlab.pdfbase import pdfmetrics

from builders.sheet import BOLD, LANDSCAPE, LEADING, SIZE, Sheet
from extractors.pdf.pdf_reader import read
from models.document import Table

XS = (50.0, 90.0, 150.0, 400.0, 780.0)
HEADER = ("No", "RAG", "Mandatory action", "Narrative of provision")
LONG = (
    "The partnership meets each month and looks at what the police, the council and the health service know of "
    "violence in the borough, and sets work going where it is needed most."
)
ROWS = tuple(
    (str(number), "Green", f"Action {number}: {LONG}", f"{LONG} {LONG} Item {number}.") for number in range(1, 7)
)


def texts(table: Table) -> list[list[str]]:
    places = [["" for _ in range(table.column_count)] for _ in table.rows]
    for cell in table.cells():
        places[cell.row][cell.column] = cell.text
    return places


def set_row(sheet: Sheet, top: float, row: tuple[str, ...], font: str = "Helvetica") -> float:
    """One row of a table; the place below it."""
    bottoms = [
        sheet.paragraph(x + 4, top + 4, right - x - 8, text, font=font)
        for x, right, text in zip(XS, XS[1:], row, strict=False)
    ]
    return max(bottoms) + 4


def striped(*, first: int = 0) -> Sheet:
    sheet = Sheet(LANDSCAPE)
    tops = [60.0]
    scratch = Sheet(LANDSCAPE)
    for row in (HEADER, *ROWS):
        tops.append(set_row(scratch, tops[-1], row))
    for index in range(1, len(ROWS) + 1):
        if index % 2 == first:
            sheet.fill(XS[0], tops[index], XS[-1], tops[index + 1], "#eeeeee")
    set_row(sheet, tops[0], HEADER, BOLD)
    for top, row in zip(tops[1:], ROWS, strict=False):
        set_row(sheet, top, row)
    return sheet


def test_stripes_without_lines_are_rows_and_white_space_is_columns() -> None:
    data = striped().pdf()

    (table,) = read(data, "plan.pdf").tables()

    assert texts(table) == [list(HEADER), *map(list, ROWS)]


def test_the_last_row_may_be_the_white_one() -> None:
    data = striped(first=1).pdf()

    (table,) = read(data, "plan.pdf").tables()

    assert texts(table) == [list(HEADER), *map(list, ROWS)]
    assert {cell.fill for cell in table.rows[1]} == {"#eeeeee"}
    assert {cell.fill for cell in table.rows[2]} == {None}


def test_level_lines_alone_are_enough() -> None:
    sheet = Sheet(LANDSCAPE)
    top = set_row(sheet, 60, HEADER, BOLD)
    for row in ROWS:
        sheet.line(XS[0], top, XS[-1], top)
        top = set_row(sheet, top, row)
    sheet.line(XS[0], top, XS[-1], top)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [list(HEADER), *map(list, ROWS)]


def test_a_column_of_colours_only_is_a_column() -> None:
    sheet = Sheet(LANDSCAPE)
    top = set_row(sheet, 60, HEADER, BOLD)
    for index, (number, _, action, narrative) in enumerate(ROWS):
        sheet.line(XS[0], top, XS[-1], top)
        scratch = set_row(Sheet(LANDSCAPE), top, (number, "", action, narrative))
        sheet.fill(XS[1], top + 0.5, XS[2], scratch - 0.5, "#ffc000" if index % 2 else "#00b050")
        top = set_row(sheet, top, (number, "", action, narrative))
    sheet.line(XS[0], top, XS[-1], top)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [cell.fill for row in table.rows[1:] for cell in row if cell.column == 1] == ["#00b050", "#ffc000"] * 3
    assert [row[2] for row in texts(table)[1:]] == [row[2] for row in ROWS]


def test_a_banner_across_the_columns_is_one_cell() -> None:
    sheet = Sheet(LANDSCAPE)
    top = 60.0
    for index, row in enumerate(ROWS):
        sheet.line(XS[0], top, XS[-1], top)
        if index == 2:
            sheet.text(54, top + 4 + SIZE, "Theme 2: Analysis and enforcement of the law", font=BOLD)
            top += 20
            sheet.line(XS[0], top, XS[-1], top)
        top = set_row(sheet, top, row)
    sheet.line(XS[0], top, XS[-1], top)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    (banner,) = table.rows[2]
    assert (banner.column_span, banner.text) == (4, "Theme 2: Analysis and enforcement of the law")


def test_a_header_and_the_first_banner_stand_over_the_first_stripe() -> None:
    sheet = Sheet(LANDSCAPE)
    set_row(sheet, 40, HEADER, BOLD)
    sheet.text(XS[0] + 4, 80, "1. Governance of the whole partnership", font=BOLD)
    top = 86.0
    for index, row in enumerate(ROWS[:4]):
        below = set_row(Sheet(LANDSCAPE), top, row)
        if index % 2 == 0:
            sheet.fill(XS[0], top, XS[-1], below, "#eeeeee")
        set_row(sheet, top, row)
        top = below

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [cell.text for cell in table.rows[0]] == list(HEADER)
    assert [(cell.column_span, cell.text) for cell in table.rows[1]] == [(4, "1. Governance of the whole partnership")]
    assert texts(table)[2:] == [list(row) for row in ROWS[:4]]


def test_a_title_over_the_first_stripe_is_no_banner_of_the_table() -> None:
    sheet = Sheet(LANDSCAPE)
    sheet.text(XS[0] + 4, 80, "1. Governance of the whole partnership", font=BOLD)
    top = 86.0
    for index, row in enumerate(ROWS[:4]):
        below = set_row(Sheet(LANDSCAPE), top, row)
        if index % 2 == 0:
            sheet.fill(XS[0], top, XS[-1], below, "#eeeeee")
        set_row(sheet, top, row)
        top = below

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [list(row) for row in ROWS[:4]]


def test_a_page_with_few_rows_keeps_the_columns_of_the_pages_before() -> None:
    sheet = Sheet(LANDSCAPE)
    last = (("No", "", "Action", "Narrative"), ("7", "", "Share data", "Done"))
    for rows in ((HEADER, *ROWS[:4]), (HEADER, *ROWS[:4]), last):
        sheet.next_page()
        tops = [60.0]
        for row in rows:
            tops.append(set_row(sheet, tops[-1], row))
        for top in tops:
            sheet.line(XS[0], top, XS[-1], top)
    status = "Started"  # set to the right, it leaves less than a column's white before the next one
    place = XS[2] - 1 - pdfmetrics.stringWidth(status, "Helvetica", SIZE)
    sheet.text(place, tops[1] + 4 + SIZE, status).text(place, tops[0] + 4 + SIZE, "RAG")

    tables = read(sheet.pdf(), "plan.pdf").tables()

    assert [table.column_count for table in tables] == [4, 4, 4]
    assert texts(tables[2])[1] == ["7", status, "Share data", "Done"]


def test_a_page_with_one_long_row_is_read_by_the_columns_of_the_others() -> None:
    sheet = striped()
    sheet.next_page()
    set_row(sheet, 60, ("7", "Red", "Action 7", f"{LONG} {LONG} {LONG} {LONG}"))

    first, second = read(sheet.pdf(), "plan.pdf").tables()

    assert second.pages == (2,)
    assert second.column_count == first.column_count
    assert texts(second) == [["7", "Red", "Action 7", f"{LONG} {LONG} {LONG} {LONG}"]]


def test_a_page_on_which_only_the_last_column_goes_on_is_still_the_table() -> None:
    sheet = striped()
    sheet.next_page()
    sheet.paragraph(XS[3] + 4, 60, XS[4] - XS[3] - 8, f"{LONG} {LONG}")

    _, second = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(second) == [["", "", "", f"{LONG} {LONG}"]]


def test_bands_of_cells_with_white_gaps_are_a_table() -> None:
    sheet = Sheet(LANDSCAPE)
    for row, texts_ in enumerate((("No", "Action", "Lead"), ("1", "Board", "CSP"), ("2", "Plan", "MPS"))):
        for column, text in enumerate(texts_):
            x, top = 50 + column * 120, 60 + row * 24
            sheet.fill(x, top, x + 118, top + 22, "#1f3864" if row == 0 else "#dce6f1")
            sheet.text(x + 4, top + 14, text, ink="#ffffff" if row == 0 else "#000000")

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [["No", "Action", "Lead"], ["1", "Board", "CSP"], ["2", "Plan", "MPS"]]
    assert {cell.fill for cell in table.rows[0]} == {"#1f3864"}


def test_prose_between_rules_is_no_table() -> None:
    sheet = Sheet(LANDSCAPE)
    top = 60.0
    for _ in range(5):
        sheet.line(50, top, 780, top)
        top = sheet.paragraph(50, top + 4, 730, f"{LONG} {LONG}") + 4
    sheet.line(50, top, 780, top)

    document = read(sheet.pdf(), "plan.pdf")

    assert document.tables() == ()
    assert [block.text for block in document.blocks()] == [f"{LONG} {LONG}"] * 5


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    sheet = Sheet(LANDSCAPE)
    left, right = f"Left {LONG} {LONG} {LONG}", f"Right {LONG} {LONG} {LONG}"
    sheet.line(50, 50, 780, 50)
    sheet.paragraph(50, 60, 340, left)
    sheet.paragraph(440, 60, 340, right)
    sheet.line(50, 540, 780, 540)

    document = read(sheet.pdf(), "plan.pdf")

    assert document.tables() == ()
    assert [block.text for block in document.blocks()] == [left, right]


def test_figures_under_a_ruled_header_are_rows() -> None:
    sheet = Sheet().line(50, 60, 400, 60).line(50, 80, 400, 80).line(50, 140, 400, 140)
    for row, texts_ in enumerate(
        (("Year", "Robbery", "Knife"), ("2021", "1,204", "310"), ("2022", "1,187", "295"), ("2023", "998", "281"))
    ):
        for x, text in zip((54, 200, 320), texts_, strict=True):
            sheet.text(x, 73 + row * 18 + (4 if row else 0), text)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Year", "Robbery", "Knife"],
        ["2021", "1,204", "310"],
        ["2022", "1,187", "295"],
        ["2023", "998", "281"],
    ]


def test_lists_in_two_cells_of_a_row_are_not_rows() -> None:
    rows = (("No", "Lead", "Organisation", "Narrative"), ("1", "Jo Bell\nAl Day\nMo Ray", "MPS\nAFC\nCSS", LONG[:40]))
    data = Sheet(LANDSCAPE).table((50, 90, 200, 300, 700), (60, 80, 130), rows).pdf()

    (table,) = read(data, "plan.pdf").tables()

    assert texts(table) == [list(row) for row in rows]


def test_words_that_fill_a_narrow_column_without_lines_are_no_writers_break() -> None:
    sheet = Sheet(LANDSCAPE)
    needed = pdfmetrics.stringWidth("Children's Services", "Helvetica", SIZE)
    edges = (40.0, 120.0, 120.0 + needed + 16, 350.0, 500.0)  # two points too narrow, with nine of padding a side
    tops = [60.0 + 40 * row for row in range(6)]
    for row in (1, 3):
        sheet.fill(edges[0], tops[row], edges[-1], tops[row + 1], "#eeeeee")
    for top in tops:
        sheet.line(edges[0], top, edges[-1], top)
    for top in tops[:-1]:
        for x, lines in zip(edges, (["1"], ["Children's", "Services"], ["Meet monthly"], ["Done"]), strict=False):
            for index, line in enumerate(lines):
                sheet.text(x + 9, top + 12 + index * 11, line)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table)[1] == ["1", "Children's Services", "Meet monthly", "Done"]


def centred_rows() -> list[tuple[float, float, tuple[str, ...]]]:
    """Top, bottom and texts of rows whose cells are centred between the edges."""
    rows: list[tuple[float, float, tuple[str, ...]]] = []
    top = 60.0
    for row in (HEADER, *ROWS):
        heights = [
            Sheet(LANDSCAPE).paragraph(0, 0, right - x - 8, text)
            for x, right, text in zip(XS, XS[1:], row, strict=False)
        ]
        rows.append((top, top + max(heights) + 8, row))
        top = rows[-1][1]
    return rows


def set_centred(sheet: Sheet, top: float, bottom: float, row: tuple[str, ...]) -> None:
    for x, right, text in zip(XS, XS[1:], row, strict=False):
        height = Sheet(LANDSCAPE).paragraph(0, 0, right - x - 8, text)
        sheet.paragraph(x + 4, (top + bottom - height) / 2, right - x - 8, text)


def test_cells_centred_between_level_lines_keep_to_their_rows() -> None:
    sheet = Sheet(LANDSCAPE)
    for top, bottom, row in centred_rows():
        sheet.line(XS[0], top, XS[-1], top).line(XS[0], bottom, XS[-1], bottom)
        set_centred(sheet, top, bottom, row)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [list(HEADER), *map(list, ROWS)]


def test_cells_centred_in_stripes_keep_to_their_rows() -> None:
    sheet = Sheet(LANDSCAPE)
    rows = centred_rows()
    for top, bottom, _ in rows[::2]:
        sheet.fill(XS[0], top, XS[-1], bottom, "#eeeeee")
    for top, bottom, row in rows:
        set_centred(sheet, top, bottom, row)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [list(HEADER), *map(list, ROWS)]


def test_spaces_of_labels_that_recur_are_no_edge_of_a_column() -> None:
    sheet = Sheet(LANDSCAPE)
    values = {"Expected outcome": "Fewer knives", "Theme": "Weapons", "Actions taken by all": "Two sweeps were held"}
    top = 60.0
    for _ in range(6):
        for label, value in values.items():
            sheet.line(50, top, 780, top).text(54, top + 13, label).text(240, top + 13, value)
            top += 20
    sheet.line(50, top, 780, top)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table)[:3] == [[label, value] for label, value in values.items()]


def test_a_heading_in_larger_type_between_two_tables_is_no_row() -> None:
    sheet = Sheet(LANDSCAPE)
    top = 60.0
    for theme in ("Weapons", "Trust"):
        sheet.text(54, top + 14, f"Theme: {theme}", size=12, font=BOLD)
        top += 20
        for row in (HEADER, *(("1", "Red", f"{theme} one", "Done"), ("2", "Amber", f"{theme} two", "Begun"))):
            sheet.line(XS[0], top, XS[-1], top)
            top = set_row(sheet, top, row)
        sheet.line(XS[0], top, XS[-1], top)
        top += 8

    tables = read(sheet.pdf(), "plan.pdf").tables()

    assert [texts(table)[-1][2] for table in tables] == ["Weapons two", "Trust two"]
    assert not any("Theme" in cell.text for table in tables for cell in table.cells())


def test_a_banner_on_one_broad_fill_among_filled_cells_is_one_cell() -> None:
    sheet = Sheet(LANDSCAPE)
    top = 60.0
    for row in (HEADER, ("1", "Red", "Sweeps of open spaces", "Done"), ("2", "Amber", "Bleed-control kits", "Begun")):
        for x, right in pairwise(XS):
            sheet.fill(x, top, right, top + 20, "#1f3864" if row is HEADER else "#eeeeee")
        top = set_row(sheet, top, row) + 20 - (LEADING + 8)
        if row is HEADER:
            sheet.fill(XS[0], top, XS[-1], top + 20, "#bdd6ee").text(54, top + 13, "A safe start")
            top += 20

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [(cell.text, cell.column_span) for cell in table.rows[1]] == [("A safe start", 4)]
    assert [cell.text for cell in table.rows[2]] == ["1", "Red", "Sweeps of open spaces", "Done"]


def test_the_rest_of_a_row_on_its_stripe_under_the_header_is_no_row_of_colours() -> None:
    sheet = striped()
    sheet.next_page()
    top = set_row(sheet, 60, HEADER, BOLD)
    for left, right in pairwise(XS):  # word processors paint a row cell by cell
        sheet.fill(left, top, right, top + 30, "#eeeeee")
    sheet.text(XS[3] + 4, top + 13, "and with all schools of the borough")
    sheet.text(XS[3] + 4, top + 24, "by the end of the year.")
    top += 30
    for row in ROWS[:3]:
        top = set_row(sheet, top, ("9" + row[0], *row[1:]))

    first, second = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(second)[0] == list(HEADER)
    assert [*map(str.split, texts(second)[1])] == [
        [],
        [],
        [],
        ["and", "with", "all", "schools", "of", "the", "borough", "by", "the", "end", "of", "the", "year."],
    ]
    assert len(second.rows) == 5
    assert second.column_edges == first.column_edges
