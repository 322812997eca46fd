"""Headings right over the plan's tables name its themes where the numbers begin anew with each."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading, table
from builders.simple import as_html
from extractors import read_plan
from extractors.assembler.assemble import assemble
from models.document import Block, Cell, Look, PageBox, Table
from pipeline.check import check

TITLE = heading("Richmond Violence Reduction Action Plan 2024")
NAMES = ("Ref", "Action", "Lead agency", "RAG", "Update")


def rows(*numbers: str) -> list[tuple[str, ...]]:
    return [
        NAMES,
        *((number, f"Hold meeting {number} with every ward.", "Police", "Red", "Held.") for number in numbers),
    ]


@pytest.mark.parametrize(("first", "second"), [(("1.1", "1.2"), ("2.1", "2.2")), (("1", "2"), ("1", "2"))])
def test_headings_over_tables_whose_numbers_begin_anew_are_themes(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    plan = assemble(
        document(TITLE, heading("Safer streets"), table(rows(*first)), heading("Calm homes"), table(rows(*second)))
    )

    assert [(theme.number, theme.title) for theme in plan.themes] == [(1, "Safer streets"), (2, "Calm homes")]
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.1", "2.2"]
    assert {"theme-unnamed", "heading-not-taken"}.isdisjoint(found.code for found in plan.findings)


def test_headings_of_a_web_page_name_themes_too() -> None:
    data = as_html("Safer streets", rows("1.1", "1.2"), ("Calm homes", rows("2.1", "2.2")))

    plan = read_plan(data, "richmond-violence-action-plan-2024.html")

    assert [theme.title for theme in plan.themes] == ["Safer streets", "Calm homes"]


@pytest.mark.parametrize("names", [("Under way", "Finished"), ("January", "February"), ("Digital harm", "Other")])
def test_headings_of_state_or_time_over_tables_that_number_on_name_no_themes(names: tuple[str, str]) -> None:
    plan = assemble(document(TITLE, heading(names[0]), table(rows("1", "2")), heading(names[1]), table(rows("3", "4"))))

    assert [theme.title for theme in plan.themes if theme.title] == []
    assert "heading-not-taken" in {found.code for found in plan.findings}


def test_other_headings_over_tables_that_number_on_name_themes() -> None:
    plan = assemble(
        document(TITLE, heading("Digital harm"), table(rows("1", "2")), heading("Mental health"), table(rows("3", "4")))
    )

    assert [theme.title for theme in plan.themes] == ["Digital harm", "Mental health"]
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.3", "2.4"]


def test_a_lone_cell_over_each_header_names_its_tables_theme() -> None:
    first, second = ([("Safer streets",), *rows("1", "2")], [("Calm homes",), *rows("1", "2")])

    plan = assemble(document(TITLE, table(first), table(second)))

    assert [(theme.number, theme.title) for theme in plan.themes] == [(1, "Safer streets"), (2, "Calm homes")]
    assert "text-left-over" not in {found.code for found in plan.findings}


def test_a_lone_cell_beside_others_that_surely_name_themes_does_so_where_the_numbers_go_on() -> None:
    first, second = ([("Calm homes",), *rows("1", "2")], [("Targeting lawbreakers",), *rows("3", "4")])

    plan = assemble(document(TITLE, table(first), table(second)))

    assert [theme.title for theme in plan.themes] == ["Calm homes", "Targeting lawbreakers"]


def test_a_lone_cell_over_the_only_header_is_left_over() -> None:
    plan = assemble(document(TITLE, table([("As of May",), *rows("1", "2")])))

    assert plan.themes == ()
    assert "text-left-over" in {found.code for found in plan.findings}


def test_a_theme_that_is_continued_under_a_heading_of_its_own_is_one() -> None:
    plan = assemble(
        document(
            TITLE,
            heading("Safer streets"),
            table(rows("1", "2")),
            heading("Safer streets (continued)"),
            table(rows("3", "4")),
            heading("Calm homes"),
            table(rows("1", "2")),
        )
    )

    assert [theme.title for theme in plan.themes] == ["Safer streets", "Calm homes"]
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"]


def test_a_heading_beside_others_that_name_themes_by_their_words_is_one_too() -> None:
    plan = assemble(
        document(TITLE, heading("GOVERNANCE"), table(rows("1", "2")), heading("Calm homes"), table(rows("3", "4")))
    )

    assert [theme.title for theme in plan.themes] == ["GOVERNANCE", "Calm homes"]
    assert "heading-not-taken" not in {found.code for found in plan.findings}


def test_a_chapter_of_prose_that_is_called_as_a_theme_names_none() -> None:
    prose = Block(kind="para", text="The partnership meets each quarter and reports to the board.")
    before = (heading("Governance"), prose, heading("What we know"), prose)

    plan = assemble(
        document(
            TITLE, *before, heading("Safer streets"), table(rows("1", "2")), heading("Calm homes"), table(rows("1"))
        )
    )

    assert [theme.title for theme in plan.themes] == ["Safer streets", "Calm homes"]


def line(text: str) -> Block:
    return Block(kind="para", text=text)


@pytest.mark.parametrize("names", [("1. Safer streets", "2. Calm homes"), ("Safer streets", "Calm homes")])
def test_lines_set_like_other_text_right_over_each_table_are_themes(names: tuple[str, str]) -> None:
    intro = line("This plan was agreed by all partners in May and is read each quarter.")
    first, second = table(rows("AB1", "AB2")), table(rows("CD1", "CD2"))

    plan = assemble(document(TITLE, intro, line(names[0]), first, line(names[1]), second))

    assert [(theme.number, theme.title) for theme in plan.themes] == [(1, "Safer streets"), (2, "Calm homes")]
    assert "theme-missing" not in {found.code for found in check(plan).findings}


@pytest.mark.parametrize("over", ["The partners have agreed what follows.", "and the rest of it", "Table 2: Actions"])
def test_other_lines_between_tables_are_none_and_the_lack_of_themes_is_told(over: str) -> None:
    plan = check(assemble(document(TITLE, line(over), table(rows("1", "2")), line(over), table(rows("3", "4")))))

    assert [theme.title for theme in plan.themes if theme.title] == []
    assert [found.fields for found in plan.findings if found.code == "theme-missing"] == [("theme_number", "theme")]


def test_a_line_amid_prose_names_no_theme_of_a_table_with_banners() -> None:
    prose = [
        Block(kind="para", text=f"The board met {count} times in the year and agreed its terms.") for count in "234"
    ]
    banners = [
        NAMES,
        ("Disrupting offenders",),
        *rows("1", "2")[1:],
        ("Evidence and evaluation",),
        *rows("1", "2")[1:],
    ]

    plan = assemble(document(TITLE, Block(kind="para", text="Governance"), *prose, _with_banners(banners)))

    assert [theme.title for theme in plan.themes] == ["Disrupting offenders", "Evidence and evaluation"]


def _with_banners(texts: list[tuple[str, ...]]) -> Table:
    cells = [
        (cell(row, 0, said[0], spans=(1, len(NAMES))),)
        if len(said) == 1
        else tuple(cell(row, column, text) for column, text in enumerate(said))
        for row, said in enumerate(texts)
    ]
    return Table(rows=tuple(cells), column_count=len(NAMES))


@pytest.mark.parametrize(
    ("cut", "titles"),
    [(False, ["Safer streets", "Calm homes"]), (True, ["Safer streets for all"])],
)
def test_words_in_the_column_of_themes_at_the_top_of_a_page_go_on_with_a_name_that_the_break_cut(
    *, cut: bool, titles: list[str]
) -> None:
    names = ("Theme", *NAMES)
    said = [("Safer streets", 1), ("", 1), ("", 2), ("for all" if cut else "Calm homes", 2 if cut else 3), ("", 3)]
    said = [said[0], said[3], said[4]] if cut else said
    numbers = [str(place) for place in range(1, len(said) + 1)]
    body = [(theme, *texts) for (theme, _), texts in zip(said, rows(*numbers)[1:], strict=True)]
    pages = [page for _, page in said]
    pieces = [
        _on_page(page, names, [texts for texts, own in zip(body, pages, strict=True) if own == page])
        for page in dict.fromkeys(pages)
    ]

    plan = assemble(document(TITLE, *pieces))

    assert [theme.title for theme in plan.themes] == titles


def test_a_name_at_the_top_of_a_page_is_another_theme_where_rows_print_theirs_again() -> None:
    names = ("Theme", *NAMES)
    themes = ("Safer streets", "Safer streets", "Calm homes", "Ways out", "Ways out")
    body = [(theme, *texts) for theme, texts in zip(themes, rows("1", "2", "4", "5", "7")[1:], strict=True)]
    pieces = [_on_page(1, names, body[:2]), _on_page(2, names, body[2:3]), _on_page(3, names, body[3:])]

    plan = assemble(document(TITLE, *pieces))

    assert [theme.title for theme in plan.themes] == ["Safer streets", "Calm homes", "Ways out"]


def _on_page(page: int, names: tuple[str, ...], texts: list[tuple[str, ...]]) -> Table:
    cells = [
        tuple(
            Cell(
                row=row,
                column=column,
                blocks=(Block(kind="para", text=text, evidence=(PageBox(page=page, bbox=(0, 0, 10, 10)),)),)
                if text
                else (),
            )
            for column, text in enumerate(said)
        )
        for row, said in enumerate([names, *texts])
    ]
    edges = tuple(float(100 * edge) for edge in range(len(names) + 1))
    return Table(rows=tuple(cells), column_count=len(names), pages=(page,), column_edges=edges)


def bold(text: str) -> Block:
    return Block(kind="para", text=text, looks=(Look(start=0, end=len(text), kind="bold"),))


def test_bold_lines_over_tables_are_headings_though_the_numbers_go_on() -> None:
    items = (bold("Safer streets"), table(rows("1", "2")), bold("Calm homes"), table(rows("3", "4")))

    plan = assemble(document(TITLE, *items))

    assert [(theme.number, theme.title) for theme in plan.themes] == [(1, "Safer streets"), (2, "Calm homes")]


def test_bold_lines_with_numbers_and_strap_lines_are_headings() -> None:
    strap = Block(kind="para", text="Everyone knows who does what and when.")
    items = (
        bold("1. SAFER STREETS"),
        strap,
        table(rows("1", "2")),
        bold("2. CALM HOMES"),
        strap,
        table(rows("1", "2")),
    )

    plan = assemble(document(TITLE, *items))

    assert [(theme.number, theme.title) for theme in plan.themes] == [(1, "SAFER STREETS"), (2, "CALM HOMES")]
    assert {theme.description for theme in plan.themes} == {strap.text}


def test_bold_lines_over_tables_that_are_states_are_no_themes_where_the_numbers_go_on() -> None:
    items = (bold("Under way"), table(rows("1", "2")), bold("Finished"), table(rows("3", "4")))

    plan = assemble(document(TITLE, *items))

    assert plan.themes == ()


def test_the_numbered_chapter_that_holds_the_plan_is_not_its_first_theme() -> None:
    lines = [Block(kind="para", text=text) for text in ("A. Governance of the work", "B. Weapons and those who carry")]
    items = (heading("3. Our action plan"), lines[0], table(rows("1", "2")), lines[1], table(rows("1", "2")))

    plan = assemble(document(TITLE, *items))

    assert [(theme.number, theme.title) for theme in plan.themes] == [
        (1, "Governance of the work"),
        (2, "Weapons and those who carry"),
    ]
