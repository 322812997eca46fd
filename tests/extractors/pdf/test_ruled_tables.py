"""Ruled tables of a PDF: cells, spans, fills, marks, and what only looks like a table."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import CMYKColor, CMYKColorSep, Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from builders.sheet import BOLD, LANDSCAPE, PORTRAIT, Sheet
from builders.three_rows import TEXTS, XS, YS, only_table
from extractors.pdf.pdf_reader import read
from models.document import Cell, Document, PageBox, Table


def grid_of(table: Table) -> list[list[str]]:
    places = [["" for _ in range(table.column_count)] for _ in table.rows]
    for cell in table.cells():
        places[cell.row][cell.column] = cell.text
    return places


def cell_at(table: Table, row: int, column: int) -> Cell:
    (cell,) = [cell for cell in table.cells() if (cell.row, cell.column) == (row, column)]
    return cell


def test_a_table_with_every_line_is_read_cell_by_cell() -> None:
    data = Sheet().table(XS, YS, TEXTS).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert grid_of(table) == [list(row) for row in TEXTS]
    assert table.pages == (1,)
    assert table.column_edges == XS
    assert not table.open_top
    assert not table.open_bottom


def test_every_cell_and_block_says_where_it_was_read() -> None:
    data = Sheet().table(XS, YS, TEXTS).pdf()

    cell = cell_at(only_table(read(data, "plan.pdf")), 1, 2)

    assert cell.evidence == (PageBox(page=1, bbox=(200.0, 130.0, 400.0, 160.0)),)
    (box,) = cell.blocks[0].evidence
    assert isinstance(box, PageBox)
    assert 200 < box.bbox[0] < 210
    assert 130 < box.bbox[1] < box.bbox[3] < 160


def test_lines_that_are_missing_make_spans() -> None:
    sheet = Sheet()
    for y in (100, 190):
        sheet.line(50, y, 400, y)
    for y in (130, 160):
        sheet.line(120, y, 400, y)
    for x in (50, 120, 400):
        sheet.line(x, 100, x, 190)
    sheet.line(200, 130, 200, 190)
    sheet.words(XS, YS, (("Theme", "Banner over both", ""), ("", "b", "c"), ("", "d", "e")))

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    theme, banner = cell_at(table, 0, 0), cell_at(table, 0, 1)
    assert (theme.row_span, theme.column_span, theme.text) == (3, 1, "Theme")
    assert (banner.row_span, banner.column_span, banner.text) == (1, 2, "Banner over both")
    assert cell_at(table, 2, 2).text == "e"


@pytest.mark.parametrize("angle", [90, 270])
def test_a_turned_theme_is_read_along_its_line(angle: int) -> None:
    sheet = Sheet().grid((50, 90, 300), (100, 300)).words((50, 90), (100,), (("", "1"),))
    if angle == 90:
        sheet.turned(66, 250, "1. Governance and", angle).turned(77, 250, "leadership", angle)
    else:
        sheet.turned(77, 120, "1. Governance and", angle).turned(66, 120, "leadership", angle)

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert " ".join(block.text for block in cell_at(table, 0, 0).blocks) == "1. Governance and leadership"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_displayed(rotate: int) -> None:
    sheet = Sheet(PORTRAIT, rotate=rotate)
    width, height = PORTRAIT
    canvas = sheet.canvas
    canvas.saveState()
    # reportlab takes the size as displayed, so a page on its side is 842 wide and 595 high to draw on.
    if rotate == 90:
        canvas.translate(height, 0)
    elif rotate == 180:
        canvas.translate(width, height)
    elif rotate == 270:
        canvas.translate(0, width)
    canvas.rotate(rotate)
    sheet.table(XS, YS, TEXTS)
    canvas.restoreState()

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert grid_of(table) == [list(row) for row in TEXTS]
    assert table.column_edges == XS


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_table_whose_letters_are_all_turned_is_read_upright(angle: int) -> None:
    sheet = Sheet(PORTRAIT)
    width, height = PORTRAIT
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(width if angle < 270 else 0, height if angle > 90 else 0)
    canvas.rotate(angle)
    sheet.height = height if angle == 180 else width
    sheet.text(50, 60, "A heading that says what the table below is about").table(XS, YS, TEXTS)
    canvas.restoreState()

    document = read(sheet.pdf(), "plan.pdf")

    table = only_table(document)
    assert grid_of(table) == [list(row) for row in TEXTS]
    assert [getattr(item, "text", "table") for item in document.items][1] == "table"
    (box,) = cell_at(table, 0, 0).evidence
    assert isinstance(box, PageBox)
    x0, top, x1, bottom = box.bbox
    assert (x1 - x0, bottom - top) == ((70, 30) if angle == 180 else (30, 70))
    assert 0 <= x0 < x1 <= width
    assert 0 <= top < bottom <= height


def test_a_table_cut_by_the_page_end_is_open_below() -> None:
    sheet = Sheet()
    for y in (700, 730):
        sheet.line(50, y, 400, y)
    for x in XS:
        sheet.line(x, 700, x, 800)
    sheet.words(XS, (700, 730), (("No", "RAG", "Action"), ("1", "Green", "Hold a board")))

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert table.open_bottom
    assert not table.open_top
    assert grid_of(table)[1] == ["1", "Green", "Hold a board"]


@pytest.mark.parametrize("opened", ["above", "below"])
def test_a_text_that_the_open_end_of_a_table_runs_through_is_the_cells(opened: str) -> None:
    sheet = Sheet()
    edge, far = (100.0, 200.0) if opened == "above" else (200.0, 100.0)
    for y in (150.0, far):
        sheet.line(50, y, 400, y)
    for x in XS:
        sheet.line(x, 100, x, 200)
    sheet.words(XS, (100, 150), (("1", "Green", "Hold a board"), ("2", "Red", "Write a plan")))
    sheet.text(55, edge - 8, "Theme").text(55, edge + 3, "one")

    document = read(sheet.pdf(), "plan.pdf")

    row = grid_of(only_table(document))[0 if opened == "above" else 1]
    assert set(row[0].split()) == {"Theme", "one", "1" if opened == "above" else "2"}
    assert not document.blocks()


def test_a_piece_of_one_row_with_one_filled_cell_is_still_a_table() -> None:
    data = Sheet().table((50, 120, 400), (100, 200), (("", "the rest of a long narrative"),)).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert grid_of(table) == [["", "the rest of a long narrative"]]


@pytest.mark.parametrize(
    ("ink", "expected"),
    [
        ("#ffc000", "#ffc000"),
        (Color(0, 0.69, 0.314), "#00b050"),
        (CMYKColor(0, 1, 1, 0), "#ed1c24"),
        (CMYKColorSep(0, 0.5, 1, 0, spotName="Amber", density=1), "#f68712"),
        (Color(0.5, 0.5, 0.5), "#808080"),
    ],
)
def test_fills_of_every_colour_space_are_told_in_one(ink: Color | str, expected: str) -> None:
    data = Sheet().fill(120, 130, 200, 160, ink).table(XS, YS, TEXTS).pdf()

    cell = cell_at(only_table(read(data, "plan.pdf")), 1, 1)

    assert cell.fill == expected


def test_white_and_no_shading_are_no_fill() -> None:
    data = Sheet().fill(120, 130, 200, 160, "#ffffff").table(XS, YS, TEXTS).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert {cell.fill for cell in table.cells()} == {None}
    assert {cell.marks for cell in table.cells()} == {()}


def test_shading_drawn_as_thin_strips_is_one_fill() -> None:
    sheet = Sheet()
    for step in range(60):
        sheet.fill(120, 130 + step / 2, 200, 130.5 + step / 2, "#00b050")
    data = sheet.table(XS, YS, TEXTS).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert grid_of(table) == [list(row) for row in TEXTS]
    assert cell_at(table, 1, 1).fill == "#00b050"


def test_shading_drawn_with_a_broad_pen_is_a_fill() -> None:
    data = Sheet().line(120, 145, 200, 145, pen=30, ink="#ff0000").table(XS, YS, TEXTS).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert cell_at(table, 1, 1).fill == "#ff0000"
    assert len(table.rows) == 3


def test_a_dot_a_highlight_and_coloured_text_are_marks() -> None:
    sheet = (
        Sheet()
        .fill(203, 163, 260, 178, "#ffff00")
        .table(XS, YS, (("No", "RAG", "Action"), ("1", "", "x"), ("", "", "y")))
    )
    sheet.dot(160, 145, 6, "#ff0000").text(204, 143, "late", ink="#c00000")

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert [(mark.kind, mark.colour) for mark in cell_at(table, 1, 1).marks] == [("shape", "#ff0000")]
    assert [(mark.kind, mark.colour) for mark in cell_at(table, 1, 2).marks] == [("text", "#c00000")]
    assert [(mark.kind, mark.colour) for mark in cell_at(table, 2, 2).marks] == [("highlight", "#ffff00")]


def test_a_split_cell_keeps_both_colours() -> None:
    data = Sheet().fill(120, 130, 160, 160, "#ffc000").fill(160, 130, 200, 160, "#00b050").table(XS, YS, TEXTS).pdf()

    cell = cell_at(only_table(read(data, "plan.pdf")), 1, 1)

    colours = {cell.fill, *(mark.colour for mark in cell.marks)}
    assert {"#ffc000", "#00b050"} <= colours


def test_white_lines_part_shaded_cells() -> None:
    sheet = Sheet().fill(50, 100, 400, 190, "#dddddd")
    for y in (130, 160):
        sheet.line(50, y, 400, y, pen=1, ink="#ffffff")
    for x in (120, 200):
        sheet.line(x, 100, x, 190, pen=1, ink="#ffffff")
    sheet.words(XS, YS, TEXTS)

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert grid_of(table) == [list(row) for row in TEXTS]


def test_lines_that_nobody_sees_part_nothing() -> None:
    sheet = Sheet().table((50, 120, 400), (100, 200), (("1", "one cell"),))
    sheet.line(50, 150, 400, 150, ink="#ffffff").line(250, 100, 250, 200, ink="#ffffff")

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert grid_of(table) == [["1", "one cell"]]


def test_underlines_page_frames_and_boxes_are_no_tables() -> None:
    sheet = Sheet()
    sheet.canvas.rect(20, 20, 555, 802)
    sheet.text(50, 100, "A heading with a line under it", font=BOLD, size=14).line(50, 104, 400, 104)
    sheet.line(50, 152, 92, 152).text(50, 150, "underlined words in a sentence")
    sheet.canvas.rect(50, 500, 300, 60)
    sheet.text(60, 310, "A note in a box that stands by itself.")

    document = read(sheet.pdf(), "plan.pdf")

    assert document.tables() == ()
    assert [block.text for block in document.blocks()] == [
        "A heading with a line under it",
        "underlined words in a sentence",
        "A note in a box that stands by itself.",
    ]


def test_the_net_of_a_chart_is_no_table() -> None:
    sheet = Sheet().grid([100 + 30 * step for step in range(11)], [100 + 20 * step for step in range(9)])
    sheet.text(104, 114, "41").text(220, 194, "12")

    document = read(sheet.pdf(), "plan.pdf")

    assert document.tables() == ()
    assert {block.text for block in document.blocks()} == {"41", "12"}


def test_two_tables_side_by_side_are_two() -> None:
    left, right = (50.0, 100.0, 200.0), (300.0, 350.0, 500.0)
    rows = (("a", "b"), ("c", "d"))
    data = Sheet().table(left, (100, 130, 160), rows).table(right, (102, 132, 162), rows).pdf()

    document = read(data, "plan.pdf")

    assert [table.column_edges for table in document.tables()] == [left, right]


def test_a_table_inside_a_cell_is_read_as_lines_of_that_cell() -> None:
    sheet = Sheet(LANDSCAPE).grid((50, 200, 700), (100, 120, 300)).words((50, 200), (100, 120), (("a", "b"), ("c", "")))
    sheet.table((220, 300, 400), (150, 170, 190), (("inner", "one"), ("two", "three")))

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert cell_at(table, 1, 1).text.split() == ["inner", "one", "two", "three"]


def test_a_word_too_long_for_its_column_stays_whole_and_in_its_cell() -> None:
    sheet = Sheet().grid((50, 100, 200), (100, 130)).text(54, 113, "Organisation").text(120, 113, "x")

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert grid_of(table) == [["Organisation", "x"]]


def test_a_low_row_with_one_filled_cell_is_still_a_table() -> None:
    data = Sheet().table(XS, (30.0, 43.5), (("", "", "better understanding."),)).pdf()

    table = only_table(read(data, "plan.pdf"))

    assert grid_of(table) == [["", "", "better understanding."]]


def test_an_underlined_address_that_fills_its_cell_cuts_no_row() -> None:
    address = "www.example.org/services-"
    end = 208 + stringWidth(address, "Helvetica", 9)
    sheet = Sheet().table((50.0, 120.0, 207.5, end + 0.5), (100.0, 130.0, 170.0), TEXTS[:1])
    sheet.text(54, 143, "1").text(208, 143, address, ink="#0000ee").text(208, 154, "near-you.", ink="#0000ee")
    sheet.line(208, 144.2, end, 144.2, ink="#0000ee")

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert grid_of(table)[1] == ["1", "", "www.example.org/services-near-you."]


def test_upright_lines_alone_are_a_row_where_the_page_before_has_their_columns() -> None:
    sheet = Sheet().table(XS, (60.0, 90.0, 780.0), (("No", "RAG", "Action"), ("1", "Green", "Hold a board")))
    sheet.next_page()
    for x in XS:
        sheet.line(x, 40, x, 800)
    sheet.text(204, 60, "and say what it did")

    first, second = read(sheet.pdf(), "plan.pdf").tables()

    assert second.column_edges == first.column_edges
    assert (second.open_top, second.open_bottom) == (True, True)
    assert grid_of(second) == [["", "", "and say what it did"]]


def test_empty_rows_after_the_rest_of_a_narrative_make_no_chart_of_a_table_that_goes_on() -> None:
    sheet = Sheet().table(XS, (60.0, 90.0, 780.0), (("No", "RAG", "Action"), ("1", "Green", "Hold a board")))
    sheet.next_page().table(XS, [40.0 + 30 * step for step in range(9)], (("", "", "and say what it did"),))

    document = read(sheet.pdf(), "plan.pdf")

    _, second = document.tables()
    assert grid_of(second)[0] == ["", "", "and say what it did"]
    assert not document.blocks()


def two_outer_lines(*texts: tuple[float, str]) -> Document:
    """A page whose table has no upright lines but the outer ones, after one that shows all columns."""
    sheet = Sheet().table(XS, (60.0, 90.0, 780.0), (("No", "RAG", "Action"), ("1", "Green", "Hold a board")))
    sheet.next_page()
    for x in (XS[0], XS[-1]):
        sheet.line(x, 40, x, 800)
    for x, text in texts:
        sheet.text(x, 60, text)
    return read(sheet.pdf(), "plan.pdf")


def test_the_two_outer_lines_are_a_row_where_all_words_keep_to_the_columns_before() -> None:
    document = two_outer_lines((204, "and say what it did"))

    first, second = document.tables()

    assert second.column_edges == first.column_edges
    assert grid_of(second) == [["", "", "and say what it did"]]


def test_the_two_outer_lines_are_a_frame_where_words_cross_the_columns_before() -> None:
    document = two_outer_lines((54, "A paragraph that runs from one side of its frame to the other"))

    assert len(document.tables()) == 1


@pytest.mark.parametrize("outer", [(50.0, 100.0, 190.0), (400.0, 100.0, 190.0)])
def test_a_line_as_long_as_the_side_of_a_table_closes_a_column_whose_one_cell_runs_over_the_page(
    outer: tuple[float, float, float],
) -> None:
    at, top, bottom = outer
    inner = [x for x in XS if x != at]
    sheet = Sheet().line(at, top, at, bottom)
    for x in inner:
        sheet.line(x, top, x, bottom)
    for y in YS[1:-1]:
        sheet.line(inner[0], y, inner[-1], y)
    sheet.words(XS, YS, TEXTS)

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert table.column_edges == XS
    assert [cell.row_span for cell in table.cells() if cell.column == (0 if at == XS[0] else 2)] == [3]


@pytest.mark.parametrize(("at", "top", "bottom"), [(30.0, 20.0, 500.0), (45.0, 100.0, 190.0)])
def test_a_line_longer_than_a_table_or_close_to_it_closes_no_column(at: float, top: float, bottom: float) -> None:
    sheet = Sheet().table(XS, YS, TEXTS).line(at, top, at, bottom)

    assert only_table(read(sheet.pdf(), "plan.pdf")).column_edges == XS


def test_upright_lines_alone_are_no_table_of_their_own() -> None:
    sheet = Sheet()
    for x in XS:
        sheet.line(x, 40, x, 800)
    sheet.text(54, 60, "News of the week").text(204, 60, "and what it did")

    assert read(sheet.pdf(), "plan.pdf").tables() == ()


def test_a_turned_theme_that_an_edge_of_a_row_runs_through_is_in_one_cell() -> None:
    sheet = Sheet().grid((50, 90, 300), (100, 200, 240)).words((50, 90), (100, 200), (("", "1"), ("", "2")))
    sheet.turned(72, 236, "Supporting every victim", 90)

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert [row[0] for row in grid_of(table)] == ["Supporting every victim", ""]


def test_a_row_with_words_in_one_column_alone_is_no_banner_where_they_begin_with_that_column() -> None:
    ys = (100.0, 130.0, 160.0, 190.0, 220.0)
    rows = (
        ("No", "RAG", "Action"),
        ("", "", "and say so"),
        ("1", "Green", "Hold a board"),
        ("2", "Red", "Write a plan"),
    )
    sheet = Sheet().words(XS, ys, rows)
    for y in ys:
        sheet.line(50, y, 400, y)
    for x in (50, 400):
        sheet.line(x, 100, x, 220)
    for x in (120, 200):
        sheet.line(x, 100, x, 130)

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert grid_of(table) == [list(row) for row in rows]


def test_rows_of_a_form_that_no_lines_part_begin_at_its_labels() -> None:
    labels = (("Item",), ("The ask",), ("Named lead",), ("Narrative of current", "provision and delivery"), ("Cost",))
    values = (
        ("3",),
        ("Embed safeguarding in the review of each home move, with all the partners, and",
         "co-ordinate a lead officer in each school."),
        ("Ines Lloyd, Head of Housing", "Rhys Patel, Public Health Consultant"),
        ("The team ran 20 sessions in September and reached 23 young people. Feedback from",
         "young people was positive: most would recommend it to a friend of their own age."),
        ("£12k",),
    )  # fmt: skip
    sheet = Sheet().fill(40, 60, 500, 80, "#dddddd").text(44, 73, "Action 3: Safe homes", font=BOLD)
    base, left = 92.0, 44.0
    for own, said in zip(labels, values, strict=True):
        for place, text in enumerate(own):
            sheet.text(left, base + 11 * place, text, font=BOLD)
        for place, text in enumerate(said):
            sheet.text(154, base + 11 * place, text)
        base += 11 * max(len(own), len(said))
    for x, top in ((40, 60), (150, 80), (500, 60)):
        sheet.line(x, top, x, base)
    sheet.line(40, 60, 500, 60).line(40, base, 500, base)

    table = only_table(read(sheet.pdf(), "plan.pdf"))

    assert cell_at(table, 0, 0).column_span == 2
    assert [[" ".join(text.split()) for text in row] for row in grid_of(table)[1:]] == [
        [" ".join(own), " ".join(said)] for own, said in zip(labels, values, strict=True)
    ]
