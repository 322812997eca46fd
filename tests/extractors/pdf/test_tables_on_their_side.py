"""Tables on their side without lines: an action a column, labels at the left, one table a theme under another."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builders.sheet import BOLD, LANDSCAPE, Sheet
from extractors.pdf.pdf_reader import read
from models.document import Table

LABELS = ("#", "What we will do", "Who", "By when", "How it goes")
ROWS = dict(enumerate(LABELS))
FIRST = (
    ("1.1", "Map the services for victims.", "Council", "May", "The map is drawn\nand was shown to\nall partners."),
    ("1.2", "Hold a board.", "Police", "June", "It met twice."),
    ("1.3", "Train all staff in schools\nin safeguarding.", "Health", "", "40 were trained.\nMore are to come."),
)
SECOND = (("2.1", "Visit shops that sell knives.", "Trading Standards", "July", "31 shops were visited."),)
LEFT, RIGHT = 50.0, 790.0
THEME = "Theme 2 - Prevention"


def texts(table: Table) -> list[list[str]]:
    return [[" ".join(cell.text.split()) for cell in row] for row in table.rows]


def turned(actions: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[label, *(" ".join(one[row].split()) for one in actions)] for row, label in enumerate(LABELS)]


def draw(
    sheet: Sheet,
    top: float,
    xs: tuple[float, ...],
    actions: tuple[tuple[str, ...], ...],
    drawing: str,
    rows: Mapping[int, str] = ROWS,
) -> float:
    """A table on its side between level lines, with painted labels, or with nothing drawn; the place below it.

    rows: those of its rows that are drawn, with their labels.
    """
    for row, label in rows.items():
        values = [one[row] for one in actions]
        bottom = top + 10 + 12 * max(value.count("\n") + 1 for value in values)
        if drawing == "painted labels":
            sheet.fill(xs[0], top, xs[1], bottom, "#d9e2f3")
        if drawing == "level lines":
            sheet.line(LEFT, top, RIGHT, top)
        sheet.words(xs[:2], (top, bottom), [[label]], font=BOLD)
        sheet.words(xs[1:], (top, bottom), [values])
        top = bottom
    if drawing == "level lines":
        sheet.line(LEFT, top, RIGHT, top)
    return top


@pytest.mark.parametrize("drawing", ["level lines", "painted labels", "nothing"])
def test_tables_of_other_columns_under_each_other_are_read_apart(drawing: str) -> None:
    sheet = Sheet(LANDSCAPE)
    bottom = draw(sheet, 80, (LEFT, 150, 370, 560, RIGHT), FIRST, drawing)
    sheet.text(LEFT, bottom + 16, THEME, font=BOLD, size=10)
    draw(sheet, bottom + 24, (LEFT, 320, RIGHT), SECOND, drawing)

    document = read(sheet.pdf(), "plan.pdf")

    assert [texts(table) for table in document.tables()] == [turned(FIRST), turned(SECOND)]
    assert THEME in [block.text for block in document.blocks()]


def test_a_banner_of_an_upright_table_is_no_heading_though_its_cells_have_little_padding() -> None:
    xs = (50.0, 90.0, 300.0, 500.0, 790.0)
    rows = [["No", "Action", "Lead", "Progress"], [THEME], ["2.1", "Hold a board.", "Police", "It met in May."]]
    sheet = Sheet(LANDSCAPE)
    for row, top in enumerate((80, 100, 120, 140)):
        sheet.line(xs[0], top, xs[-1], top)
        if row < len(rows):
            sheet.words(xs[: len(rows[row]) + 1], (top, top + 20), [rows[row]], font=BOLD if row < 2 else "Helvetica")
    for row, top in enumerate((160, 180)):
        sheet.line(xs[0], top, xs[-1], top)
        said = [f"2.{row + 2}", "Map the services.", "Council", "The map is drawn."]
        sheet.words(xs, (top - 20, top), [said])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [THEME] in texts(table)


OTHERS = (
    ("2.2", "Share data with schools.", "Education", "May", "Shared in June."),
    ("2.3", "Meet residents.", "Housing", "July", "Met twice."),
)


@pytest.mark.parametrize("drawing", ["level lines", "painted labels", "nothing"])
def test_a_label_opens_a_table_of_its_own_without_a_title_over_it(drawing: str) -> None:
    sheet = Sheet(LANDSCAPE)
    bottom = draw(sheet, 60, (LEFT, 150, 370, 560, RIGHT), FIRST, drawing)
    bottom = draw(sheet, bottom + 26, (LEFT, 170, RIGHT), SECOND, drawing)
    draw(sheet, bottom + 26, (LEFT, 140, 480, RIGHT), OTHERS, drawing)

    tables = read(sheet.pdf(), "plan.pdf").tables()

    assert [texts(table) for table in tables] == [turned(FIRST), turned(SECOND), turned(OTHERS)]


@pytest.mark.parametrize("drawing", ["level lines", "painted labels", "nothing"])
def test_the_one_row_of_a_table_that_a_page_has_at_its_foot_goes_with_the_others(drawing: str) -> None:
    xs = (LEFT, 140, 480, RIGHT)
    sheet = Sheet(LANDSCAPE)
    bottom = draw(sheet, 60, (LEFT, 150, 370, 560, RIGHT), FIRST, drawing)
    draw(sheet, bottom + 26, xs, OTHERS, drawing, {0: LABELS[0]})
    sheet.next_page()
    draw(sheet, 60, xs, OTHERS, drawing, dict(list(ROWS.items())[1:]))

    tables = [texts(table) for table in read(sheet.pdf(), "plan.pdf").tables()]

    assert tables == [turned(FIRST), turned(OTHERS)[:1], turned(OTHERS)[1:]]


@pytest.mark.parametrize("opening", ["Ref number 2023/24", "Number"])
def test_an_opening_label_may_name_a_year(opening: str) -> None:
    sheet = Sheet(LANDSCAPE)
    bottom = draw(sheet, 60, (LEFT, 170, 370, 560, RIGHT), FIRST, "nothing", {**ROWS, 0: opening})
    draw(sheet, bottom + 26, (LEFT, 190, RIGHT), SECOND, "nothing", {**ROWS, 0: opening})

    first, second = (texts(table) for table in read(sheet.pdf(), "plan.pdf").tables())

    assert (first[0], second[0]) == ([opening, "1.1", "1.2", "1.3"], [opening, "2.1"])


def test_a_label_beside_colours_alone_opens_no_table_though_it_stands_in_each() -> None:
    labels = ("Our items 2023/24", "Who", "BRAG", "Borough response")
    blocks = [
        [("Hold a board.", "Map the services."), ("", ""), ("#00b050", "#ffc000"), ("It met twice.", "Drawn.")],
        [("Train all staff.", "Visit shops."), ("", ""), ("#ff0000", "#00b050"), ("40 were trained.", "31.")],
        [("Offer mentoring.", "Share data."), ("", ""), ("#00b050", "#ff0000"), ("It began.", "Each week.")],
    ]
    sheet = Sheet(LANDSCAPE)
    top = 80.0
    for place, values in enumerate(blocks):
        xs = (LEFT, 160.0 + 12 * place, 420.0 + 30 * place, RIGHT)
        for label, own in zip(labels, values, strict=True):
            sheet.fill(xs[0], top, xs[1], top + 22, "#1f3864")
            sheet.text(xs[0] + 4, top + 13, label, font=BOLD, ink="#ffffff")
            for x0, x1, value in zip(xs[1:], xs[2:], own, strict=False):
                if value.startswith("#"):
                    sheet.fill(x0, top, x1, top + 22, value)
                else:
                    sheet.text(x0 + 4, top + 13, value)
            top += 22
        top += 24

    tables = list(read(sheet.pdf(), "plan.pdf").tables())

    assert [[row[0].text for row in table.rows] for table in tables] == [list(labels)] * 3
    assert [[cell.fill for cell in table.rows[2][1:]] for table in tables] == [list(values[2]) for values in blocks]
