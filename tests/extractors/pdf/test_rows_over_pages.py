"""Rows at a page's edge: those that run across their table, and labels that the edge cuts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders.sheet import PORTRAIT, Sheet, wrapped
from extractors.assembler.assemble import assemble
from extractors.pdf.pdf_reader import read

XS = (40.0, 180.0, 320.0, 550.0)
NARRATIVE = "The trading standards team took over the contract in September and told the board."


def across(sheet: Sheet, top: float, text: str) -> float:
    """A row over all columns; where it ends."""
    bottom = top + 20
    for y in (top, bottom):
        sheet.line(XS[0], y, XS[-1], y)
    for x in (XS[0], XS[-1]):
        sheet.line(x, top, x, bottom)
    sheet.text(XS[0] + 4, top + 13, text)
    return bottom


def card(sheet: Sheet, top: float, values: Sequence[str]) -> float:
    """Labels over values in three columns; where they end."""
    sheet.table(XS, (top, top + 20, top + 40), [("Ref number", "RAG", "Lead agency"), values])
    return top + 40


@pytest.mark.parametrize("foot", [(), ("Barnet Council", "Community safety", "Report to the board", "Item 6")])
def test_rows_across_a_table_that_open_a_page_are_its_own(foot: Sequence[str]) -> None:
    sheet = Sheet(PORTRAIT)
    top = 760 if not foot else 600
    for line, text in enumerate(foot):
        sheet.text(50, 660 + 22 * line, text)
    for ref, place in (("1.1", 60.0), ("1.2", 300.0)):
        end = card(sheet, place, (ref, "Green", "Police"))
        for text in ("What we will do", f"Hold board {ref}.", "Update", NARRATIVE):
            end = across(sheet, end, text)
    card(sheet, top, ("1.3", "Red", "Council"))
    sheet.next_page()
    for line, text in enumerate(foot):
        sheet.text(50, 660 + 22 * line, text)
    end = 50.0
    for text in ("What we will do", "Keep a register of venues.", "Update", NARRATIVE):
        end = across(sheet, end, text)

    plan = assemble(read(sheet.pdf(), "plan.pdf"))

    assert [(action.ref, action.narrative) for action in plan.actions][-1] == ("1.3", NARRATIVE)


def test_a_box_that_opens_a_page_goes_on_with_no_table_of_other_ends() -> None:
    sheet = Sheet(PORTRAIT)
    sheet.table(XS, (720, 740, 760), [("Ref number", "RAG", "Lead agency"), ("1.1", "Green", "Police")])
    sheet.next_page()
    for y in (60.0, 90.0):
        sheet.line(80, y, 500, y)
    for x in (80.0, 500.0):
        sheet.line(x, 60, x, 90)
    sheet.text(84, 75, "A note in a box.")

    tables = list(read(sheet.pdf(), "plan.pdf").tables())

    assert [table.pages for table in tables] == [(1,)]


def labelled(number: int) -> list[tuple[str, str]]:
    """The first rows of a card."""
    wording = f"Hold board number {number} with all of the partners."
    return [("Action number", f"1.{number}"), ("Mandatory action", wording), ("Lead organisation", "Police")]


def test_a_label_that_a_page_cuts_is_one() -> None:
    sheet = Sheet(PORTRAIT)
    columns = (40.0, 180.0, 550.0)
    for number, top in ((1, 60.0), (2, 220.0)):
        rows = [*labelled(number), ("Narrative of current\ndelivery", NARRATIVE)]
        sheet.table(columns, (top, top + 20, top + 40, top + 60, top + 100), rows)
    sheet.table(columns, (720, 740, 760, 780), labelled(3))
    for x in columns:
        sheet.line(x, 780, x, 812)
    sheet.words(columns, (780.0,), [("Narrative of current", "The team took over the contract in")])
    sheet.next_page()
    for x in columns:
        sheet.line(x, 40, x, 60)
    sheet.line(columns[0], 60, columns[-1], 60)
    sheet.words(columns, (42.0,), [("delivery", "September and told the board.")])

    plan = assemble(read(sheet.pdf(), "plan.pdf"))

    assert plan.actions[-1].narrative == "The team took over the contract in\nSeptember and told the board."


def test_a_theme_at_the_top_of_a_page_is_no_rest_of_one_with_rows_below_its_name() -> None:
    xs = (40.0, 130.0, 160.0, 220.0, 380.0, 560.0)
    names = ("Workstream", "Ref", "RAG", "Mandatory action", "Progress update")
    themes = {1: "Skills for work", 4: "Digital harm"}
    sheet = Sheet(PORTRAIT)
    for number in range(1, 7):
        place = (number - 1) % 3
        if not place:
            sheet.next_page().words(xs, (60.0,), [names])
        row = (themes.get(number, ""), str(number), "Green", f"Hold board {number} of the borough.", "It met in May.")
        sheet.words(xs, (80.0 + 20 * place,), [row])

    plan = assemble(read(sheet.pdf(), "plan.pdf"))

    assert [(theme.number, theme.title) for theme in plan.themes] == [(1, "Skills for work"), (2, "Digital harm")]
    assert [action.theme_number for action in plan.actions] == [1, 1, 1, 2, 2, 2]


def test_a_cell_that_runs_over_the_whole_page_joins_what_stands_on_both_sides_of_it() -> None:
    xs, ys = (50.0, 90.0, 180.0, 300.0, 400.0), (100.0, 130.0, 160.0, 190.0)
    sheet = Sheet()
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1])
    for y in ys[1:-1]:
        sheet.line(xs[0], y, xs[1], y).line(xs[2], y, xs[-1], y)
    rows = [("1.1", "", "Meet.", "Red"), ("1.2", "Theme 1", "Map.", "Green"), ("1.3", "", "Train.", "Red")]
    sheet.words(xs, ys, rows)

    (table,) = read(sheet.pdf(), "plan.pdf").tables()

    assert [(cell.text, cell.row_span) for cell in table.rows[0]] == [
        ("1.1", 1), ("Theme 1", 3), ("Meet.", 1), ("Red", 1),
    ]  # fmt: skip
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["1.2", "Map.", "Green"],
        ["1.3", "Train.", "Red"],
    ]


def test_a_theme_whose_strap_line_ends_the_page_is_no_first_half_of_the_next() -> None:
    xs = (40.0, 140.0, 280.0, 360.0, 550.0)
    sheet = Sheet(PORTRAIT)
    for page, (name, strap) in enumerate((("Young people", "A chance for all."), ("Public spaces", "Open to all."))):
        sheet.next_page()
        ys = [60.0 + 40 * row for row in range(4)]
        if not page:
            sheet.table(xs, (40.0, 60.0), [("Theme", "Mandatory action", "RAG", "Progress update")])
        for y in (ys[0], ys[-1]):
            sheet.line(xs[0], y, xs[-1], y)
        for y in ys[1:-1]:
            sheet.line(xs[1], y, xs[-1], y)
        for x in xs:
            sheet.line(x, ys[0], x, ys[-1])
        for row, top in enumerate(ys[:-1]):
            sheet.words(xs[1:], (top,), [(f"Hold board {row} of {page}.", "Green", "It met in May with all.")])
        sheet.text(44, ys[-1] - 18, name).text(44, ys[-1] - 6, strap)

    plan = assemble(read(sheet.pdf(), "plan.pdf"))

    assert [theme.title for theme in plan.themes] == ["Young people", "Public spaces"]


def test_a_frame_around_the_page_that_touches_a_table_is_no_part_of_it() -> None:
    xs, ys = (40.0, 80.0, 300.0, 400.0, 540.0), [60.0 + 20 * row for row in range(4)]
    rows = [("No", "Action", "RAG", "Progress"), ("1.1", "Meet.", "Red", "Met."), ("1.2", "Map.", "Green", "Drawn.")]
    sheet = Sheet(PORTRAIT).table(xs, ys, rows).text(44, 700, "It is for all partners of the borough.")
    for y in (20.0, 800.0):
        sheet.line(38, y, 560, y)
    for x in (38.0, 560.0):
        sheet.line(x, 20, x, 800)

    document = read(sheet.pdf(), "plan.pdf")

    (table,) = document.tables()
    assert [[cell.text for cell in row] for row in table.rows] == [list(row) for row in rows]
    assert [block.text for block in document.blocks()] == ["It is for all partners of the borough."]


LEVEL_XS = (40.0, 160.0, 300.0, 420.0, 550.0)


def level_card(sheet: Sheet, top: float, number: str, *, rows: range = range(4)) -> float:
    """Labels beside values between level lines alone; where they end."""
    texts = (
        ("Unique code", number, "On track?", "Green"),
        ("Risk level", "High", "Up to", "Graham Rahman"),
        ("Deliverable", f"Hold the board of case {number} and tell partners of it each month."),
        ("Submission", f"The co-ordinator of {number} met all partners, who have welcomed the offer to them."),
    )
    for row in rows:
        sheet.line(LEVEL_XS[0], top, LEVEL_XS[-1], top)
        sheet.words(LEVEL_XS, (top,), [texts[row]])
        top += 20
    sheet.line(LEVEL_XS[0], top, LEVEL_XS[-1], top)
    return top


def test_a_row_between_level_lines_alone_at_a_pages_foot_is_its_tables() -> None:
    sheet = Sheet(PORTRAIT)
    sheet.text(40, 60, "Lewisham Violence Action Plan 2024", size=16)
    sheet.paragraph(40, 90, 480, "Progress is reported to the partnership each quarter and published in May.")
    level_card(sheet, 760, "1.1", rows=range(1))
    sheet.next_page()
    end = level_card(sheet, 60, "1.1", rows=range(1, 4))
    for number in ("1.2", "1.3", "1.4"):
        end = level_card(sheet, end + 40, number)

    plan = assemble(read(sheet.pdf(), "plan.pdf"))

    assert [(action.ref, action.rag) for action in plan.actions] == [(f"1.{n}", "green") for n in range(1, 5)]


def test_cards_of_few_lines_on_a_page_have_the_columns_of_their_like() -> None:
    sheet = Sheet(PORTRAIT)
    sheet.text(40, 60, "Lewisham Violence Action Plan 2024", size=16)
    leads = ("", "Ade Cole", "", "", "Mei Patel", "Liam Grant\nInes Price", "", "Hugh Ali")
    end = 80.0
    for number, lead in enumerate(leads, start=1):
        if number == 4:
            sheet.next_page()
            end = 40.0
        wording = wrapped(f"1.{number} {WORDINGS[number % len(WORDINGS)]}", 380)
        tops = (end + 20, end + 46, end + 54 + 11 * len(wording))
        for x0, x1, bottom in ((40, 160, tops[2]), (300, 420, tops[1])):
            sheet.fill(x0, tops[0], x1, bottom, "#D9D9F3")
        for y in tops:
            sheet.line(LEVEL_XS[0], y, LEVEL_XS[-1], y)
        sheet.words(LEVEL_XS, tops, [("Champion", lead, "RYG", "Green"), ("Detail", "\n".join(wording))])
        end = tops[-1]

    plan = assemble(read(sheet.pdf(), "plan.pdf"))

    assert [(action.ref, " ".join(action.mandatory_action.split())) for action in plan.actions] == [
        (f"1.{number}", WORDINGS[number % len(WORDINGS)]) for number in range(1, len(leads) + 1)
    ]


WORDINGS = (
    "Set out how the partnership and its sub groups work together, and support a public health approach with a chart.",
    "Implement a regular meeting on violence attended by the police and other suitable partners.",
    "Local plans to be reviewed to ensure that they complement the work on drugs of the partnership.",
)


def level_rows(sheet: Sheet, top: float, rows: Sequence[Sequence[str]], *, closed: bool = True) -> float:
    """Rows between level lines, a lone text over all columns; where they end. closed: whether a line ends them."""
    for row in rows:
        sheet.line(LEVEL_XS[0], top, LEVEL_XS[-1], top)
        if len(row) > 1:
            sheet.words(LEVEL_XS, (top,), [row])
            top += 20
            continue
        for line in wrapped(row[0], 490):
            sheet.text(LEVEL_XS[0] + 4, top + 12, line)
            top += 11
        top += 8
    if closed:
        sheet.line(LEVEL_XS[0], top, LEVEL_XS[-1], top)
    return top


def test_texts_between_level_lines_are_rows_of_the_table_also_where_a_page_cuts_them() -> None:
    names = ("Mandatory action", "RAG rating", "Lead officer", "No")
    update = "The panel met in May and told all partners what it had found out about the risk. It will meet again. "
    pages = [[("Hold a board.", "Green", "Ben Nowak", f"{page}.{row}") for row in range(1, 4)] for page in range(1, 4)]
    sheet = Sheet(PORTRAIT)
    sheet.text(40, 60, "Lewisham Violence Action Plan 2024", size=16)
    left: list[str] = []
    for place, actions in enumerate(pages):
        if place:
            sheet.next_page()
        rows: list[Sequence[str]] = [names, ("Progress update",), *([(text,) for text in left])]
        for action in actions:
            rows += [action, (update * (3 if action is actions[-1] else 2),)]
        end = level_rows(sheet, 90 if place == 0 else 40, rows, closed=place == len(pages) - 1)
        left = ["After that it asked residents what they want."]
        assert end < PORTRAIT[1]

    plan = assemble(read(sheet.pdf(), "plan.pdf"))

    assert [action.ref for action in plan.actions] == [action[3] for actions in pages for action in actions]
    said = [action.narrative.split()[-2:] for action in plan.actions]
    assert said == [
        ["they", "want."] if row == 2 and page < 2 else ["meet", "again."] for page in range(3) for row in range(3)
    ]
