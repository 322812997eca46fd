"""Rows that no line parts: cells centred in them, painted cells, labels, headings between two tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from builders.sheet import BOLD, LANDSCAPE, LEADING, Sheet
from extractors.pdf.gaps.rows import DrawnRows
from extractors.pdf.pdf_reader import read
from models.document import Table

XS = (40.0, 90.0, 330.0, 400.0, 520.0, 800.0)
HEADER = ("No", "Action", "RAG", "Lead", "Progress")
LONG = "The board met in May and agreed its terms of reference with all partners of the borough. " * 3
LONGER = "The needs assessment was completed with the hospitals and was sent to every school in June. " * 5
ROWS = (
    ("1.1", "Hold a board that meets every quarter.", "", "Police", LONG.strip()),
    ("1.2", "Map the services for victims of violence and share the map with schools.", "", "", LONGER.strip()),
    ("1.3", "Test how shops sell knives.", "", "Trading Standards", LONG.strip()),
    ("1.4", "Train staff.", "", "Council", LONGER.strip()),
)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def height_of(row: Sequence[str]) -> float:
    cells = zip(pairwise(XS), row, strict=True)
    return max(Sheet(LANDSCAPE).paragraph(0, 0, right - left - 8, text) for (left, right), text in cells)


def set_centred(sheet: Sheet, top: float, rows: Sequence[Sequence[str]]) -> list[float]:
    """Rows whose cells are centred in them, from `top` on; where each begins, and the last ends."""
    tops = [top]
    for row in rows:
        height = height_of(row) + 10
        for (left, right), text in zip(pairwise(XS), row, strict=True):
            own = Sheet(LANDSCAPE).paragraph(0, 0, right - left - 8, text)
            sheet.paragraph(left + 4, tops[-1] + (height - own) / 2, right - left - 8, text)
        tops.append(tops[-1] + height)
    return tops


def test_cells_centred_where_nothing_is_drawn_keep_to_their_rows() -> None:
    sheet = Sheet(LANDSCAPE).words(XS, (60.0,), [HEADER], BOLD)
    set_centred(sheet, 85, ROWS)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[0] for row in texts(table)] == ["No", "1.1", "1.2", "1.3", "1.4"]
    assert [row[-1] for row in texts(table)[1:]] == [row[-1] for row in ROWS]


def test_rows_part_where_the_painted_cells_of_a_column_meet() -> None:
    sheet = Sheet(LANDSCAPE).fill(XS[0], 58, XS[-1], 74, "#d9e2f3").words(XS, (60.0,), [HEADER], BOLD)
    unnumbered = [("", *row[1:]) for row in ROWS]
    tops = set_centred(Sheet(LANDSCAPE), 74, unnumbered)
    for (top, bottom), ink in zip(pairwise(tops), ("#00b050", "#ffc000", "#00b050", "#ff0000"), strict=True):
        sheet.fill(XS[2], top, XS[3], bottom, ink)
    set_centred(sheet, 74, unnumbered)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[-1] for row in texts(table)[1:]] == [row[-1] for row in ROWS]


def test_words_marked_in_a_cell_part_no_rows() -> None:
    sheet = Sheet(LANDSCAPE).words(XS, (60.0,), [HEADER], BOLD)
    for row in range(4):
        top = 85.0 + 40 * row
        sheet.words(XS, (top,), [(f"1.{row + 1}", "Hold a board", "", "Police", "Started in")])
        sheet.words(XS, (top + LEADING,), [("", "every quarter.", "", "", "May.")])
        sheet.fill(XS[1] + 4, top + 1, XS[1] + 60, top + 10, "#ffff00")

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[1] for row in texts(table)] == ["Action", *["Hold a board every quarter."] * 4]


def test_labels_that_recur_begin_rows() -> None:
    sheet = Sheet(LANDSCAPE)
    top = 60.0
    for number in range(1, 5):
        sheet.line(40, top - 4, 600, top - 4)
        values = {
            "Action number": f"1.{number}",
            "Mandatory action": "Carry out sweeps of open spaces and of communal areas, and share all of the results.",
            "RAG": "Green",
            "Lead": "Police",
        }
        for label, value in values.items():
            sheet.text(44, top + 8, label, font=BOLD).text(200, top + 8, value)
            top += LEADING
        top += 10

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[0] for row in texts(table)] == ["Action number", "Mandatory action", "RAG", "Lead"] * 4


def test_a_heading_over_a_header_ends_the_table_before_it() -> None:
    sheet = Sheet(LANDSCAPE).words(XS, (60.0,), [HEADER], BOLD)
    sheet.words(XS, (80.0,), [("1.1", "Hold a board.", "Red", "Police", "Met in May.")])
    sheet.text(44, 120, "Theme 2: Trust in the police", size=12, font=BOLD)
    moved = (XS[0], XS[1], XS[2] - 40, XS[3] + 25, XS[4] + 40, XS[5])
    sheet.words(moved, (130.0,), [HEADER], BOLD)
    sheet.words(moved, (150.0,), [("2.1", "Map the services.", "Amber", "Council", "Drawn in June.")])

    first, last = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(first) == [list(HEADER), ["1.1", "Hold a board.", "Red", "Police", "Met in May."]]
    assert texts(last) == [list(HEADER), ["2.1", "Map the services.", "Amber", "Council", "Drawn in June."]]


def test_a_row_on_one_fill_of_its_own_colour_is_a_banner() -> None:
    sheet = Sheet(LANDSCAPE).fill(XS[0], 58, XS[-1], 76, "#d9e2f3").words(XS, (60.0,), [HEADER], BOLD)
    sheet.fill(XS[0], 76, XS[-1], 94, "#d9d9d9").text(XS[0] + 4, 89, "Domestic abuse", font=BOLD)
    for row in range(3):
        top = 98.0 + 20 * row
        sheet.fill(XS[2], top - 4, XS[3], top + 16, "#00b050")
        sheet.words(XS, (top,), [("", f"Hold board number {row}.", "", "Police", "It met in May.")])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    (banner,) = table.rows[1]
    assert (banner.text, banner.column_span) == ("Domestic abuse", table.column_count)


def test_words_joined_by_a_slash_at_which_a_line_ends_stay_one() -> None:
    sheet = Sheet(LANDSCAPE)
    sheet.table(
        (40, 120, 262), (60, 80, 120), [("No", "Lead"), ("1", "Police/council work with youth/\nschools teams")]
    )

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table)[1] == ["1", "Police/council work with youth/schools teams"]


def test_a_number_is_no_rest_of_a_header_whose_narrow_cell_is_painted_by_itself() -> None:
    xs = (40.0, 76.0, 330.0, 500.0, 620.0, 780.0)
    sheet = Sheet(LANDSCAPE).fill(xs[0], 56, xs[1], 96, "#1f3864").fill(xs[1] + 4, 56, xs[-1], 96, "#1f3864")
    sheet.words(xs, (60.0,), [HEADER], BOLD)
    sheet.text(xs[1] + 4, 90, "Wording of the standard", font=BOLD)
    for row in range(4):
        top = 100.0 + 30 * row
        if row % 2:
            sheet.fill(xs[0], top - 4, xs[-1], top + 26, "#eeeeee")
        sheet.words(xs, (top,), [(f"1.{row + 1}", f"Hold board number {row}.", "Red", "Police", "Met in May.")])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[0] for row in texts(table)] == [HEADER[0], "1.1", "1.2", "1.3", "1.4"]


def tables_of(*, columns: int, title: str) -> Sheet:
    """Small tables that print one header in bold over columns of their own, each a row or two, a line between them."""
    names = ("OBLIGATION", "DELIVERED SO FAR THIS YEAR", "SCORE")[:columns]
    sheet = Sheet(LANDSCAPE)
    for place, shift in enumerate((0, 30, -25)):
        xs = (44.0, 330.0 + shift, 640.0 + shift, 780.0)[: columns + 1]
        top = 80.0 + 110 * place
        sheet.text(44, top - 8, title)
        sheet.line(44, top, 780, top)
        sheet.words(xs, (top + 2,), [names], BOLD)
        sheet.line(44, top + 20, 780, top + 20)
        row = (f"Hold board {place} with residents of the borough.", "It met in May and in June.", "Red")[:columns]
        sheet.words(xs, (top + 22,), [row])
        sheet.line(44, top + 42, 780, top + 42)
    return sheet


@pytest.mark.parametrize("title", ["The table continues with the further actions of this theme.", "Theme: Trust"])
def test_a_header_printed_again_at_other_places_opens_a_table_of_its_own(title: str) -> None:
    document = read(tables_of(columns=3, title=title).pdf(), "plan.pdf")

    assert [[row[0] for row in texts(table)] for table in document.tables()] == [
        ["OBLIGATION", f"Hold board {place} with residents of the borough."] for place in range(3)
    ]
    assert [block.text for block in document.blocks()] == [title] * 3


def test_a_column_that_is_empty_all_the_way_down_is_told_by_its_name() -> None:
    xs = (40.0, 250.0, 300.0, 380.0, 500.0, 780.0)
    names = ("Description", "Red", "Amber", "Lead", "Local picture")
    sheet = Sheet(LANDSCAPE).words(xs, (60.0,), [names], BOLD)
    for row in range(4):
        said = (f"Hold board number {row} with residents.", "", "x", "Police", "It met in May and in June.")
        sheet.words(xs, (84.0 + 24 * row,), [said])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table)[0] == list(names)
    assert texts(table)[1] == ["Hold board number 0 with residents.", "", "x", "Police", "It met in May and in June."]


def test_a_number_that_hangs_beside_one_row_has_a_column_of_its_own() -> None:
    lines = ("All partners take part in the rescue and", "response offer, to the end of the year,", "and report on it.")
    sheet = Sheet(LANDSCAPE)
    for place, shift in enumerate((0, 30)):
        top = 66 + 90 * place
        for x, name in ((70, "The plan"), (340 + shift, "Score"), (460 + shift, "Lead")):
            sheet.text(x, top, name, font=BOLD)
        for row, line in enumerate(lines):
            sheet.text(70, top + 24 + 11 * row, line)
        sheet.text(50, top + 24, f"{place + 1}").text(340 + shift, top + 24, "Green")
        sheet.text(460 + shift, top + 24, "Police").text(460 + shift, top + 35, "Council")

    tables = [texts(table) for table in read(sheet.pdf(), "plan.pdf").tables()]

    assert [[" ".join(text.split()) for text in table[-1][:2]] for table in tables] == [
        ["1", " ".join(lines)],
        ["2", " ".join(lines)],
    ]


def test_a_title_in_bold_over_a_row_on_the_same_ground_is_a_row() -> None:
    sheet = Sheet(LANDSCAPE).words(XS, (60.0,), [HEADER], BOLD).line(XS[0], 76, XS[-1], 76)
    top = 80.0
    for theme in range(2):
        sheet.text(XS[0] + 4, top + 12, "Weapons" if theme else "Trust", font=BOLD)
        sheet.words(XS, (top + 18,), [("", f"Hold board number {theme}.", "Red", "Police", "It met in May.")])
        sheet.line(XS[0], top + 44, XS[-1], top + 44)
        top += 44
        sheet.words(XS, (top,), [("", f"Map the services {theme}.", "Red", "Police", "Drawn in June.")])
        sheet.line(XS[0], top + 22, XS[-1], top + 22)
        top += 22

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [next(filter(None, row)) for row in texts(table)][1:] == [
        "Trust",
        "Hold board number 0.",
        "Map the services 0.",
        "Weapons",
        "Hold board number 1.",
        "Map the services 1.",
    ]


def test_a_number_that_counts_on_opens_a_row_beside_cells_of_many_lines() -> None:
    sheet = Sheet(LANDSCAPE).words(
        (40.0, 260.0, 620.0, 720.0, 800.0), (60.0,), [("Action", "Update", "RAG", "Lead")], BOLD
    )
    top = 90.0
    for number, story in (("1.2.", 5), ("1.3.", 1)):
        sheet.text(44, top, f"{number} We will keep a small grants fund").text(44, top + 11, "for community groups.")
        for line in range(story):
            sheet.text(264, top + 11 * line, f"The team asked residents what they want, part {line} of its account.")
        for line, choice in enumerate(("[x] Red", "[ ] Amber", "[ ] Green")):
            sheet.text(624, top + 11 * line, choice)
        sheet.text(724, top, "Police")
        top += 11 * max(story, 3) + 2

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[0][:4] for row in texts(table)] == ["Acti", "1.2.", "1.3."]


def test_rows_are_numbered_by_a_word_and_a_number_too() -> None:
    sheet = Sheet(LANDSCAPE)
    xs = (50.0, 120.0, 420.0, 790.0)
    rows = [("Ref", "Action", "Progress"), *((f"Action {n}", *texts) for n, texts in enumerate(CENTRED, start=1))]
    top = 60.0
    for place, row in enumerate(rows):
        lines = max(text.count("\n") + 1 for text in row)
        for x, text in zip(xs, row, strict=False):
            own = text.split("\n")
            first = top + 5.5 * (lines - len(own))
            for at, line in enumerate(own):
                sheet.text(x + 4, first + 11 * (at + 1), line, font="Helvetica" if place else "Helvetica-Bold")
        top += 11 * lines + 5

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[0].text for row in table.rows] == ["Ref", "Action 1", "Action 2", "Action 3", "Action 4", "Action 5"]


CENTRED = (
    ("Hold a weekly meeting of the police,\nthe council and the probation service\nand share what is known", "Agreed."),
    ("Map the services", "The map is drawn and was shown to all\npartners in May, and to the schools\nof the borough"),
    ("Offer mentoring in four schools and\nat the youth club in the park for all\nwho were hurt", "40 were trained."),
    ("Train all staff", "More are to come, and the course is\nnow open to the voluntary sector\nand to schools"),
    ("Visit shops that sell knives and tell\ntheir owners of the law on the sale\nof blades", "31 shops."),
)


def test_the_lines_of_a_theme_that_stand_on_an_edge_between_its_rows_part_none_of_them() -> None:
    xs = (40.0, 70.0, 140.0, 330.0, 420.0, 800.0)
    wordings = [
        f"Hold a board for {name} that meets every quarter and tells." for name in ("ward", "school", "shop", "home")
    ]
    sheet = Sheet(LANDSCAPE).line(40, 58, 800, 58)
    sheet.words(xs, (60.0,), [("No", "Theme", "Action", "Lead", "Progress")], BOLD)
    sheet.line(40, 78, 800, 78)
    for place, wording in enumerate(wordings):
        top = 80 + 60 * place
        sheet.text(44, top + 26, str(place + 1)).text(334, top + 26, "Police")
        sheet.paragraph(144, top + 12, 180, wording)
        sheet.paragraph(424, top + 1, 370, LONG)
        sheet.line(140 if place in {0, 2} else 40, top + 58, 800, top + 58)
    for place in (0, 2):
        for line, text in enumerate((f"Theme {place // 2 + 1}:", "Safer", "streets")):
            sheet.text(74, 80 + 60 * place + 50 + LEADING * line, text, font=BOLD)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[0] for row in texts(table)] == ["No", "1", "2", "3", "4"]
    assert [" ".join(cell.text.split()) for cell in table.cells() if cell.column == 1] == [
        "Theme",
        "Theme 1: Safer streets",
        "Theme 2: Safer streets",
    ]
    assert [row[2] if len(row) == 5 else row[1] for row in texts(table)] == ["Action", *wordings]


def test_a_line_on_which_one_cell_surely_goes_on_begins_no_row_on_a_stripe() -> None:
    xs = (40.0, 160.0, 330.0, 560.0, 800.0)
    sheet = (
        Sheet(LANDSCAPE).fill(40, 58, 800, 74, "#1f3864").words(xs, (60.0,), [("Theme", "Action", "Progress", "Leads")])
    )
    for place in range(12):
        top = 74 + 30 * place
        if place % 2:
            sheet.fill(40, top, 800, top + 30, "#eeeeee")
        wording = f"{place // 6 + 1}.{place % 6 + 1} Share the plan for each of the\nwards with all partners."
        leads = "Jo Ellis, Lead\nAnn Price, Chief Inspector of Roads" if place in {0, 6} else "Jo Ellis, Lead"
        sheet.words(xs, (top,), [("", wording, "The board met in May.", leads)])
        if place in {0, 6}:
            sheet.words(xs, (top,), [("Weapons\nNobody is beyond help.",)], BOLD)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert len(table.rows) == 13


def test_rows_set_at_their_tops_are_not_read_as_centred() -> None:
    xs = (40.0, 140.0, 240.0, 330.0, 530.0, 590.0, 780.0)
    unit = "Education and the Violence Reduction Unit"
    calendar, visits = "A calendar to be delivered for those most at risk", "Home visits to be put in place"
    said = LONG[: len(LONG) // 3]
    rows = [
        ("Theme 1", "Education", "by end of December 2023", said * 2, "Red", visits),
        ("", unit, "by end of December 2023", said, "Amber", calendar),
        ("", "Education", "by end of December 2023", said * 2, "Green", visits),
        ("", unit, "by end of December 2023", said, "Red", calendar),
    ]
    sheet = Sheet(LANDSCAPE).words(xs, (40.0,), [("Strand", "Side", "Set for", "In practice", "Tone", "Asks")], BOLD)
    top = 60.0
    for row in rows:
        cells = zip(pairwise(xs), row, strict=True)
        top = 8 + max([sheet.paragraph(x + 4, top, right - x - 8, text) for (x, right), text in cells])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[4] for row in texts(table)] == ["Tone", "Red", "Amber", "Green", "Red"]


def test_a_table_of_one_row_between_lines_is_read_as_the_others_of_its_document() -> None:
    wording = "Establish training for all of the frontline staff with regard to disproportionality"
    sheet = Sheet(LANDSCAPE)
    for place, shift in enumerate((0, 40, -30, 25, -15)):  # columns at other places: a table of its own each
        xs = (40.0, 90.0, 330.0 + shift, 420.0 + shift, 520.0, 800.0)
        top = 60.0 + 100 * place
        sheet.text(40, top - 16, f"{place + 1}. Safer places", size=12, font=BOLD)
        sheet.words(xs, (top,), [HEADER], BOLD).line(40, top + 16, 800, top + 16)
        sheet.paragraph(94, top + 18, 200, wording)
        sheet.text(44, top + 38, "1").text(xs[2] + 4, top + 38, "Green").text(xs[3] + 4, top + 38, "Jo Ellis")
        sheet.paragraph(524, top + 18, 240, LONG[: len(LONG) // 2])
        sheet.line(40, top + 56, 800, top + 56)

    tables = list(read(sheet.pdf(), "plan.pdf").tables())

    assert [[row[0] for row in texts(table)] for table in tables] == [["No", "1"]] * 5


@pytest.mark.parametrize("rows", [2, 3, 4])
def test_a_page_without_words_in_the_first_column_goes_on_with_the_table(rows: int) -> None:
    xs = (60.0, 176.0, 224.0, 384.0, 676.0, 733.0)
    wordings = ("A calendar to be delivered for those most at risk", "Home visits to be put in place", HEADER[1])
    sheet = Sheet(LANDSCAPE).words(xs, (40.0,), [("Arm", "Item No.", "Promise", "Borough Response", "RAG")], BOLD)
    top = 60.0
    for place in range(2 + rows):
        if place == 2:
            sheet.next_page()
            top = 60.0
        theme = ("Theme 1: Evidence and evaluation", "Theme 2: Schools and colleges")[place] if place < 2 else ""
        row = (theme, f"{place + 1}.", wordings[place % 3], LONG[: len(LONG) // (1 + place % 2)], "Red" * (place < 2))
        cells = zip(pairwise(xs), row, strict=True)
        top = 8 + max([sheet.paragraph(x + 4, top, right - x - 8, text) for (x, right), text in cells])

    tables = list(read(sheet.pdf(), "plan.pdf").tables())

    assert [table.column_count for table in tables] == [5, 5]


@pytest.mark.parametrize(
    ("own", "every", "drawn"),
    [((1, 0), (8, 0), True), ((1, 0), (1, 0), False), ((0, 0), (8, 0), False), ((1, 0), (8, 4), False)],
)
def test_one_edge_tells_the_rows_of_a_table_where_all_of_the_document_are_drawn(
    own: tuple[int, int], every: tuple[int, int], *, drawn: bool
) -> None:
    assert DrawnRows(*own).all_drawn(DrawnRows(*every)) is drawn


def test_two_cells_on_one_ground_are_told_by_the_white_between_their_words() -> None:
    xs = (40.0, 140.0, 180.0, 400.0, 800.0)
    sheet = Sheet(LANDSCAPE).fill(40, 58, 800, 74, "#1f3864").fill(40, 74, 140, 314, "#eeeeee")
    sheet.words(xs, (60.0,), [("Theme", "No", "Action", "Progress")], BOLD)
    for place in range(6):
        top = 74 + 40 * place
        if place % 2 == 0:
            sheet.fill(140, top, 800, top + 40, "#eeeeee")
        theme = ("Calm homes", "Safer streets", "Skills for work")[place // 2] if place % 2 == 0 else ""
        sheet.words(xs, (top,), [(theme, str(place + 1), f"Hold board {place + 1}.", "It met in May.")])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [cell.text for cell in table.cells() if cell.column == 0 and cell.text] == [
        "Theme", "Calm homes", "Safer streets", "Skills for work",
    ]  # fmt: skip


def test_the_names_of_a_header_need_not_be_centred_as_the_cells_under_it_are() -> None:
    sheet = Sheet(LANDSCAPE).fill(XS[0], 40, XS[-1], 80, "#e7e6e6")
    sheet.text(44, 52, "Ref", font=BOLD).text(44, 63, "no", font=BOLD).text(44, 74, "now", font=BOLD)
    for x, name in zip(XS[1:], HEADER[1:], strict=False):
        sheet.text(x + 4, 52, name, font=BOLD)
    set_centred(sheet, 85, ROWS)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[0] for row in texts(table)] == ["Ref\nno\nnow", "1.1", "1.2", "1.3", "1.4"]


def test_a_heading_in_larger_type_right_over_a_table_is_none_of_its_rows() -> None:
    sheet = Sheet(LANDSCAPE).text(44, 60, "Our plan", size=12, font=BOLD).words(XS, (58.0,), [HEADER], BOLD)
    sheet.words(
        XS, (78.0, 98.0), [("1.1", "Hold a board.", "Red", "Police", "Met."), ("1.2", "Map.", "Red", "NHS", "Met.")]
    )

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table)[0] == list(HEADER)


def test_a_banner_between_centred_rows_is_a_row_of_its_own() -> None:
    sheet = Sheet(LANDSCAPE).words(XS, (40.0,), [HEADER], BOLD)
    tops = set_centred(sheet, 60, ROWS[:2])
    sheet.text(XS[0] + 4, tops[-1] + 12, "2 Public spaces and parks")
    set_centred(sheet, tops[-1] + 22, ROWS[2:])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [row[0] for row in texts(table)] == [
        "No",
        "1.1",
        "1.2",
        "2 Public spaces and parks",
        "1.3",
        "1.4",
    ]


def test_a_theme_in_lines_that_each_row_repeats_opens_no_table() -> None:
    xs = (30.0, 125.0, 158.0, 280.0, 374.0, 472.0, 652.0, 812.0)
    names = ("Theme", "No", "Answer", "Department", "Sponsor", "When", "Job")
    sheet = Sheet(LANDSCAPE).words(xs, (40.0,), [names], BOLD)
    for place in range(6):
        if place == 3:
            sheet.next_page()
        top = 60.0 + 130 * (place % 3)
        sheet.words(xs, (top,), [("POSITIVE\nDIVERSION FROM\nVIOLENCE",)], BOLD)
        row = (
            f"2.1.{place + 1}",
            LONG[: 88 * (1 + place % 3)].strip(),
            ("", "Police; NHS")[place % 2],
            "Jo Ellis",
            "2024",
            LONG,
        )
        for (x, right), text in zip(pairwise(xs[1:]), row, strict=True):
            sheet.paragraph(x + 4, top + 4, right - x - 8, text)
        sheet.line(30, top + 126, 812, top + 126)

    tables = list(read(sheet.pdf(), "plan.pdf").tables())

    assert [[row[1] for row in texts(table)] for table in tables] == [
        ["No", "2.1.1", "2.1.2", "2.1.3"], ["2.1.4", "2.1.5", "2.1.6"],
    ]  # fmt: skip
