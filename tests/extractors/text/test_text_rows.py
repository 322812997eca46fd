"""Rows of a text copy become rows of a table, however the copy wrote them."""

from __future__ import annotations

import pytest

from builders.copies import only_table, read_copy, tabbed, texts

PLAN = [
    ["No", "Action", "Lead", "Narrative"],
    ["1", "Set out the arrangements for governance", "CS", "The board meets quarterly to review."],
    ["2", "Review plans every year, with partners", "MPS", 'The "big" review is done.'],
]
WITH_TABS = "".join("\t".join(row) + "\n" for row in PLAN)
WITH_PIPES = "| No | Action | Lead | Narrative |\n|---:|:---|---|---|\n" + "".join(
    "| " + " | ".join(row) + " |\n" for row in PLAN[1:]
)
WITH_OPEN_PIPES = " | ".join(PLAN[0]) + "\n---|---|---|---\n" + "".join(" | ".join(row) + "\n" for row in PLAN[1:])
WITH_COMMAS = (
    "No,Action,Lead,Narrative\n1,Set out the arrangements for governance,CS,The board meets quarterly to review.\n"
    '2,"Review plans every year, with partners",MPS,"The ""big"" review is done."\n'
)
AS_A_GRID = """\
+----+--------------------+------+--------------------+
| No | Action             | Lead | Narrative          |
+====+====================+======+====================+
| 1  | Set out the        | CS   | The board meets    |
|    | arrangements for   |      | quarterly to       |
|    | governance         |      | review.            |
+----+--------------------+------+--------------------+
| 2  | Review plans every | MPS  | The "big" review   |
|    | year, with         |      | is done.           |
|    | partners           |      |                    |
+----+--------------------+------+--------------------+
"""
FROM_A_SPREADSHEET = (
    "No\tAction\tLead\tNarrative\n"
    "1\tSet out the arrangements for governance\tCS\tThe board meets quarterly to review.\n"
    '2\t"Review plans every year, with partners"\tMPS\t"The ""big"" review is done."\n'
)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(WITH_TABS, id="tabs"),
        pytest.param(WITH_TABS.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(WITH_TABS.replace("\n", "\r"), id="old Macintosh line ends"),
        pytest.param(WITH_TABS.replace("\n", "\t\t\n"), id="tabs behind every row"),
        pytest.param(WITH_PIPES, id="pipes"),
        pytest.param(WITH_OPEN_PIPES, id="pipes between fields only"),
        pytest.param(WITH_COMMAS, id="commas"),
        pytest.param(WITH_COMMAS.replace(",", ";").replace("year;", "year,"), id="semicolons"),
        pytest.param(FROM_A_SPREADSHEET, id="a spreadsheet's quotation marks"),
        pytest.param("\ufeff" + WITH_TABS, id="a byte order mark"),
    ],
)
def test_a_table_reads_the_same_however_it_is_written(copy: str) -> None:
    table = only_table(copy)

    assert texts(table) == PLAN
    assert [[cell.header for cell in row] for row in table.rows] == [[True] * 4, [False] * 4, [False] * 4]


def test_a_grid_of_dashes_reads_row_by_row() -> None:
    table = only_table(AS_A_GRID)

    assert [[" ".join(text.split()) for text in row] for row in texts(table)] == PLAN


def test_a_quoted_field_runs_over_lines() -> None:
    copy = 'No\tAction\tLead\n1\t"Set out\n\nthe ""plan"""\tCS\n2\tReview it all\tMPS\n'

    table = only_table(copy)

    assert texts(table)[1] == ["1", 'Set out\nthe "plan"', "CS"]


def test_a_row_broken_inside_a_cell_is_put_together() -> None:
    copy = tabbed("No | Action | Lead", "1 | Set out the", "arrangements | CS", "2 | Review | MPS", "3 | Act | MPS")

    table = only_table(copy)

    assert texts(table)[1:] == [["1", "Set out the arrangements", "CS"], ["2", "Review", "MPS"], ["3", "Act", "MPS"]]


def test_lines_under_a_row_go_on_with_its_last_cell() -> None:
    copy = tabbed("No | Action | Narrative", "1 | Set out | We meet.", "- every month", "2 | Review | Done.")

    table = only_table(copy)

    assert texts(table)[1:] == [["1", "Set out", "We meet.\n- every month"], ["2", "Review", "Done."]]


def test_text_between_rows_stands_in_the_column_that_groups_rows() -> None:
    copy = tabbed(
        "Theme | No | Action | Lead",
        "1. GOVERNANCE | 1 | Set out the arrangements for all to see | CS",
        " | 2 | Review the arrangements with partners | MPS",
        "",
        "2. ANALYSIS AND",
        "ENFORCEMENT",
        "Knowing where harm is done",
        "",
        " | 1 | Use data from all partners | MPS",
    )

    table = only_table(copy)

    assert texts(table)[3] == ["2. ANALYSIS AND ENFORCEMENT\nKnowing where harm is done", "", "", ""]


def test_text_between_rows_spans_a_table_without_such_a_column() -> None:
    copy = tabbed("No | Action | Lead", "Theme 1: Governance", "1 | Set out the plan | CS", "2 | Review it | MPS")

    table = only_table(copy)

    assert [(cell.text, cell.column_span) for cell in table.rows[1]] == [("Theme 1: Governance", 3)]


def test_a_header_printed_again_is_marked() -> None:
    copy = tabbed("No | Action | Lead", "1 | Set out the plan | CS", "", "No | Action | Lead", "2 | Review it | MPS")

    table = only_table(copy)

    assert [row[0].header for row in table.rows] == [True, False, True, False]


def test_a_header_of_two_rows_is_marked() -> None:
    copy = tabbed(
        "Ref |  | RAG | Action | Narrative",
        "Theme | Action No |  |  | ",
        "1. GOVERNANCE | 1 | Green | Set out the plan for every partner | We meet. We talk. We agree on all of it.",
    )

    table = only_table(copy)

    assert [row[0].header for row in table.rows] == [True, True, False]


def test_a_heading_over_a_header_begins_another_table() -> None:
    copy = tabbed(
        "Theme 1",
        "",
        "No | Action | Lead",
        "1 | Set out | CS",
        "",
        "Theme 2",
        "",
        "No | Action | Lead",
        "1 | Act | MPS",
    )

    items = read_copy(copy).items

    assert [type(item).__name__ for item in items] == ["Block", "Table", "Block", "Table"]


def test_tables_of_other_columns_are_kept_apart() -> None:
    copy = tabbed(
        "Author | Jane Smith",
        "Date | May 2024",
        "",
        "Version | Change | Date",
        "1.0 | First draft | Jan 2024",
        "",
        "Ref | Action | RAG | Lead | Narrative",
        "1.1 | Set out the plan for every partner | Green | CS | We meet every month to talk about it.",
        "1.2 | Review the plan with every partner | Red | MPS | We have yet to begin with this one.",
        "",
        "Key | Meaning",
        "Green | done",
    )

    tables = read_copy(copy).tables()

    assert [table.column_count for table in tables] == [2, 3, 5, 2]


def test_forms_of_one_small_table_an_action_are_kept_apart() -> None:
    copy = tabbed("Ref | 1.1", "Action | Set out", "Lead | CS", "", "Ref | 1.2", "Action | Review", "Lead | MPS")

    tables = read_copy(copy).tables()

    assert [texts(table)[0] for table in tables] == [["Ref", "1.1"], ["Ref", "1.2"]]


def test_page_numbers_and_markings_between_rows_are_furniture() -> None:
    copy = tabbed("No | Action | Lead", "1 | Set out | CS", "", "OFFICIAL", "Page 2 of 9", "", "2 | Review | MPS")

    document = read_copy(copy)

    assert [(block.kind, block.text) for block in document.blocks()] == [
        ("furniture", "OFFICIAL"),
        ("furniture", "Page 2 of 9"),
    ]
    assert len(document.tables()[0].rows) == 3


def test_every_cell_knows_its_place() -> None:
    copy = tabbed("Author | Jane Smith", "", "No | Action | Lead", "1 | Set out | CS")

    cells = [cell for table in read_copy(copy).tables() for cell in table.cells()]

    assert [place.model_dump() for cell in cells for place in cell.evidence][-1] == {"table": 1, "row": 1, "column": 2}
    assert all(block.evidence == cell.evidence for cell in cells for block in cell.blocks)


def test_a_row_with_a_stray_tab_keeps_all_its_words() -> None:
    rows = [f"{number} | Set out the plan for all partners | CS" for number in range(1, 8)]
    copy = tabbed("No | Action | Lead", *rows, "8 | Review the | plan for all partners | MPS")

    table = only_table(copy)

    assert table.column_count == 3
    assert texts(table)[-1] == ["8", "Review the plan for all partners", "MPS"]


def test_an_item_of_a_list_on_a_line_of_its_own_goes_on_with_its_cell_whatever_it_begins_with() -> None:
    copy = tabbed(
        "No | Action | Narrative", "1 | Set out | We met.", "• 42 sweeps in the year", "2 | Review | We looked."
    )

    table = only_table(copy)

    assert texts(table)[1] == ["1", "Set out", "We met.\n42 sweeps in the year"]
    assert len(table.rows) == 3
