"""Columns by the votes of lines: sparse ones, narrow ones, and those of the page beside."""

from __future__ import annotations

from itertools import pairwise

from reportlab.pdfbase.pdfmetrics import stringWidth

from builders.sheet import BOLD, LANDSCAPE, Sheet
from extractors.pdf.gaps.entries import counting
from extractors.pdf.gaps.lines import text_lines
from extractors.pdf.gaps.votes import count_votes, gaps_of, scale_of, worth
from extractors.pdf.pdf_reader import read
from extractors.pdf.source.plumber import PlumberSource
from extractors.pdf.survey import survey
from models.document import Table

XS = (50.0, 90.0, 300.0, 350.0, 780.0)
HEADER = ("No", "Action", "RAG", "Progress")
ROWS = tuple((f"1.{n}", f"Hold board number {n}.", "", f"Board {n} met in May.") for n in range(1, 13))


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def gaps(sheet: Sheet) -> list[tuple[int, int]]:
    with PlumberSource(sheet.pdf()) as source:
        (page,) = map(survey, source.pages())
    lines = text_lines(page.words, 1)
    ballots = count_votes(lines, scale_of(page.width))
    votes = ballots.of(0, len(lines))
    assert worth(votes) > 0
    return [(round(gap.start), round(gap.end)) for gap in gaps_of(votes, ballots.scale)]


def test_lines_vote_for_the_white_between_their_words() -> None:
    sheet = Sheet(LANDSCAPE).words((50.0, 200.0, 400.0), (60.0, 80.0, 100.0), [("a", "b", "c")] * 3)

    found = gaps(sheet)

    assert [end for _, end in found] == [204, 404]


def test_a_narrow_gap_is_kept_beside_lines_that_nearly_fill_their_column() -> None:
    sheet = Sheet(LANDSCAPE)
    ends = (380, 380, 380, 380, 380, 398.5, 398.5, 396)
    for row, end in enumerate(ends):
        y = 60 + 20 * row
        sheet.text(50, y, "a").text(end - stringWidth("provision", "Helvetica", 9), y, "provision", size=9)
        if row < 5:
            sheet.text(400, y, "Green")

    found = gaps(sheet)

    assert [end for _, end in found][-1] == 400


def test_a_few_words_amid_a_gap_are_a_column() -> None:
    rows = [HEADER, *ROWS[:3], ("1.4", "Map the services.", "Red", "Drawn."), *ROWS[4:]]
    sheet = Sheet(LANDSCAPE).words(XS, [60.0 + 20 * row for row in range(len(rows))], rows)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [list(row) for row in rows]


def test_a_table_under_a_title_of_its_own_has_columns_of_its_own() -> None:
    other = (50.0, 90.0, 420.0, 480.0, 780.0)
    sheet = Sheet(LANDSCAPE).words(XS, [60.0 + 20 * row for row in range(4)], [HEADER, *ROWS[:3]])
    sheet.text(50, 170, "Theme 2: Reducing access to weapons", font=BOLD, size=12)
    second = [("2.1", "Test how shops sell knives to those who are under age.", "Red", "Begun.")]
    sheet.words(other, (180.0, 200.0), [HEADER, *second])

    first, last = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(first) == [list(HEADER), *map(list, ROWS[:3])]
    assert texts(last) == [list(HEADER), *map(list, second)]


def test_numbers_count_on() -> None:
    assert counting(["1.1", "1.2", "2.1", "2.1a"]) == 1.0
    assert counting(["12", "40", "7"]) == 0.0


def test_a_header_on_shaded_cells_over_the_lines_is_the_tables() -> None:
    sheet = Sheet(LANDSCAPE)
    for left, right in pairwise(XS):
        sheet.fill(left, 60, right, 80, "#1f3864")
    sheet.words(XS, (60.0,), [HEADER]).table(XS, (80.0, 100.0, 120.0), ROWS[:2])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [list(HEADER), *map(list, ROWS[:2])]


def test_a_last_row_under_the_lines_is_the_tables() -> None:
    last = ("1.3", "Offer mentoring.", "Red", "Not begun.")
    sheet = Sheet(LANDSCAPE).table(XS, (60.0, 80.0, 100.0, 120.0), [HEADER, *ROWS[:2]]).words(XS, (120.0,), [last])

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [list(HEADER), *map(list, ROWS[:2]), list(last)]


def test_dotted_borders_are_lines() -> None:
    sheet = Sheet(LANDSCAPE).words(XS, (60.0, 80.0), [HEADER, ROWS[0]])
    for y in (60.0, 80.0, 100.0):
        for step in range(int((XS[-1] - XS[0]) / 3)):
            sheet.fill(XS[0] + 3 * step, y, XS[0] + 3 * step + 1.5, y + 1.5, "#000000")
    for x in XS:
        for step in range(14):
            sheet.fill(x, 60 + 3 * step, x + 1.5, 61.5 + 3 * step, "#000000")

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert texts(table) == [list(HEADER), list(ROWS[0])]


def test_a_title_in_bold_alone_in_the_first_column_is_a_banner() -> None:
    sheet = Sheet(LANDSCAPE).words((50.0, 300.0, 500.0, 780.0), (60.0,), [("Action", "Lead", "Progress")], BOLD)
    sheet.text(54, 93, "Trust and confidence", font=BOLD)
    rows = [("1.1 Hold a board.", "Police", "Met."), ("1.2 Map the services.", "Council", "Drawn.")]
    sheet.words((50.0, 300.0, 500.0, 780.0), (100.0, 120.0), rows)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    (banner,) = table.rows[1]
    assert (banner.column_span, banner.text) == (3, "Trust and confidence")
