"""A sheet is one grid on which people set several things: each comes out as what it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from builders.small_books import HEADER, book, codes_of, outline, read_book, rows, texts_of
from builders.three_rows import only_table
from extractors import read_plan
from models.document import SheetPlace

PLAN = (HEADER, ("1", "Share information.", "Red", "It is shared."), ("2", "Meet.", "Green", "We meet."))


def test_a_table_may_begin_anywhere() -> None:
    document = read_book(rows(*PLAN, at=(4, 3)))

    assert texts_of(only_table(document)) == [list(row) for row in PLAN]


def test_evidence_is_sheet_and_cell() -> None:
    document = read_book(rows(*PLAN, at=(4, 3)), names=["Action plan"])

    cell = only_table(document).rows[1][3]
    assert cell.evidence == (SheetPlace(sheet="Action plan", cell="G6"),)
    assert cell.blocks[0].evidence == cell.evidence


def test_lines_over_a_table_are_its_headings() -> None:
    document = read_book(rows(("Camden Violence Reduction Plan 2025",), *PLAN))

    assert outline(document) == ["heading: Camden Violence Reduction Plan 2025", "table 3x4: No."]


def test_a_title_is_a_heading_though_the_key_stands_beside_it() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        sheet.write(0, 0, "Camden Violence Reduction Plan 2025", made.add_format({"bold": True, "font_size": 16}))
        rows(("Red", "Amber", "Green"), at=(0, 5))(sheet, made)
        rows(*PLAN, at=(2, 0))(sheet, made)

    document = read_book(write)

    assert outline(document)[0] == "heading: Camden Violence Reduction Plan 2025"
    assert outline(document)[-1] == "table 3x4: No."


def test_rows_without_lines_over_a_table_with_lines_are_not_of_it() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(("Updated", "4 April 2024", "Owner", "A. Officer"), bold_first=False)(sheet, made)
        for number, row in enumerate(PLAN, start=1):
            for column, text in enumerate(row):
                sheet.write(number, column, text, made.add_format({"border": 1, "bold": number == 1}))

    assert outline(read_book(write)) == ["table 1x4: Updated", "table 3x4: No."]


def test_rows_over_lines_that_begin_below_the_header_are_its_table() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        for number, row in enumerate(PLAN):
            for column, text in enumerate(row):
                sheet.write(number, column, text, made.add_format({"border": 1 if number else 0}))

    assert outline(read_book(write)) == ["table 3x4: No."]


def test_numbers_that_a_spreadsheet_made_dates_of_are_told() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(("Ref", "VRU Mandatory Action", "RAG", "Narrative"))(sheet, made)
        wordings = ("Share information.", "Meet monthly.", "Train all staff.", "Review licences.", "Visit schools.")
        for number, wording in enumerate(wordings, start=1):
            sheet.write_datetime(number, 0, datetime(2024, number, 1), made.add_format({"num_format": "d-mmm"}))  # noqa: DTZ001 - a date of the sheet has no zone
            rows((wording, "Green", f"Partners met {number} times."), at=(number, 1), bold_first=False)(sheet, made)

    plan = read_plan(book(write), "plan.xlsx")

    assert ("column-doubtful", "action_number") in [
        (found.code, next(iter(found.fields), None)) for found in plan.findings
    ]


def test_an_empty_row_parts_tables_of_different_columns() -> None:
    contacts = ("Name", "Telephone"), ("A. Officer", "020 7946 0000")

    document = read_book(lambda sheet, made: (rows(*PLAN)(sheet, made), rows(*contacts, at=(5, 0))(sheet, made))[0])

    assert outline(document) == ["table 3x4: No.", "table 2x2: Name"]


def test_rows_below_a_gap_go_on_with_the_table_whose_header_stands_out() -> None:
    further = ("3", "Train staff.", "Amber", "It is booked."), ("4", "Review.", "", "")

    document = read_book(
        lambda sheet, made: (rows(*PLAN)(sheet, made), rows(*further, at=(5, 0), bold_first=False)(sheet, made))[0]
    )

    assert outline(document) == ["table 5x4: No."]


def test_rows_below_a_heading_of_their_own_are_another_table() -> None:
    further = ("3", "Train staff.", "Amber", "It is booked."), ("4", "Review.", "Red", "Not yet.")

    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(*PLAN)(sheet, made)
        sheet.write(4, 0, "Other work")
        rows(*further, at=(5, 0), bold_first=False)(sheet, made)

    assert outline(read_book(write)) == ["table 3x4: No.", "para: Other work", "table 2x4: 3"]


def test_a_header_printed_again_opens_another_table() -> None:
    document = read_book(lambda sheet, made: (rows(*PLAN)(sheet, made), rows(*PLAN, at=(5, 0))(sheet, made))[0])

    assert outline(document) == ["table 3x4: No.", "table 3x4: No."]


def test_a_legend_beside_a_plan_is_a_table_of_its_own() -> None:
    long = [(str(number), "Do it.", "Red", "Done.") for number in range(1, 9)]
    legend = ("Red", "Late"), ("Green", "On time")

    document = read_book(
        lambda sheet, made: (rows(HEADER, *long)(sheet, made), rows(*legend, at=(0, 6))(sheet, made))[0]
    )

    assert outline(document) == ["table 9x4: No.", "table 2x2: Red"]


def test_an_empty_column_inside_a_table_parts_nothing() -> None:
    document = read_book(rows(("No.", "Action", None, "Narrative"), ("1", "Share.", None, "It is shared.")))

    assert texts_of(only_table(document)) == [["No.", "Action", "Narrative"], ["1", "Share.", "It is shared."]]


def test_merged_cells_cover_their_places() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(("Theme", "No.", "Action"), ("", "1", "Share."), ("", "2", "Meet."))(sheet, made)
        sheet.merge_range("A2:A3", "Governance")

    table = only_table(read_book(write))

    assert (table.rows[1][0].text, table.rows[1][0].row_span) == ("Governance", 2)
    assert [cell.text for cell in table.rows[2]] == ["2", "Meet."]


def test_a_text_centred_over_empty_cells_goes_over_them() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        across = made.add_format({"align": "center_across"})
        rows(HEADER, ("1", "Share.", "Red", "Done."), at=(0, 0))(sheet, made)
        sheet.write(2, 0, "Theme 2: Weapons", across)
        for column in (1, 2, 3):
            sheet.write_blank(2, column, None, across)
        rows(("1", "Sweep.", "Red", "Done."), at=(3, 0), bold_first=False)(sheet, made)

    table = only_table(read_book(write))

    assert [(cell.text, cell.column_span) for cell in table.rows[2]] == [("Theme 2: Weapons", 4)]


def test_a_banner_that_looks_as_those_inside_the_table_is_a_row_of_it() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        banner = made.add_format({"bold": True, "bg_color": "#1f3864", "font_color": "#ffffff"})
        sheet.merge_range("A1:D1", "1. Governance", banner)
        rows(HEADER, ("1", "Share.", "Red", "Done."), at=(1, 0))(sheet, made)
        sheet.merge_range("A4:D4", "2. Weapons", banner)
        rows(("1", "Sweep.", "Red", "Done."), at=(4, 0), bold_first=False)(sheet, made)

    assert outline(read_book(write)) == ["table 5x4: 1. Governance"]


def test_hidden_rows_columns_and_sheets_are_told_and_not_read() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(("No.", "Draft", "Action"), ("1", "old words", "Share."), ("2", "", "Secret."), ("3", "", "Meet."))(
            sheet, made
        )
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})

    def last_year(sheet: Any, made: Any) -> None:  # noqa: ANN401 - likewise
        rows(*PLAN)(sheet, made)
        sheet.hide()

    document = read_book(write, last_year, names=["Plan", "Last year"])

    assert texts_of(only_table(document)) == [["No.", "Action"], ["1", "Share."], ["3", "Meet."]]
    messages = [found.message for found in document.findings]
    assert codes_of(document) == ["hidden-sheet", "hidden-rows"]
    assert "“Last year” was not read" in messages[0]
    assert "column B of “Plan”, row 3 of “Plan”" in messages[1]
    assert document.findings[1].fields == ("action", "theme_number")


def test_sheets_with_names_of_their_own_are_headed_by_them() -> None:
    document = read_book(rows(*PLAN), rows(*PLAN), names=["Governance", "Sheet2"])

    assert outline(document) == ["heading: Governance", "table 3x4: No.", "table 3x4: No."]


def test_a_sheet_for_each_theme_gives_the_themes() -> None:
    data = book(rows(*PLAN), rows(*PLAN), names=["1. Governance", "2. Reducing access to weapons"])

    plan = read_plan(data, "plan.xlsx")

    assert [theme.title for theme in plan.themes] == ["Governance", "Reducing access to weapons"]
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.1", "2.2"]


def test_sheets_give_the_themes_where_actions_are_numbered_through_them_all() -> None:
    first = HEADER, ("1", "Share information.", "Red", "It is shared."), ("2", "Meet.", "Green", "We meet.")
    second = HEADER, ("3", "Train staff.", "Amber", "It is booked."), ("4", "Review cases.", "Red", "Not yet.")
    data = book(rows(*first), rows(*second), names=["Working together", "Skilled people"])

    plan = read_plan(data, "plan.xlsx")

    assert [theme.title for theme in plan.themes] == ["Working together", "Skilled people"]
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.3", "2.4"]


def test_lines_of_one_cell_outside_tables_stay_lines() -> None:
    document = read_book(rows(("We share.\nWe meet.",), *PLAN, bold_first=False))

    assert outline(document)[:2] == ["para: We share.", "para: We meet."]


def test_text_boxes_are_read_and_those_over_a_table_told() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(*PLAN, at=(6, 0))(sheet, made)
        sheet.insert_textbox(0, 0, "Camden plan 2025")
        sheet.insert_textbox(7, 1, "Awaiting sign-off")

    document = read_book(write)

    assert outline(document) == ["para: Camden plan 2025", "table 3x4: No.", "para: Awaiting sign-off"]
    assert codes_of(document) == ["floats-over-table"]


def test_a_coloured_shape_in_a_cell_is_a_mark_of_it() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(*PLAN)(sheet, made)
        sheet.insert_textbox(1, 2, "", {"fill": {"color": "#00b050"}, "width": 20, "height": 10})

    marks = only_table(read_book(write)).rows[1][2].marks

    assert [(mark.kind, mark.colour) for mark in marks] == [("shape", "#00b050")]


def test_a_title_across_the_top_of_a_table_names_borough_and_year() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        look = made.add_format({"bold": True, "bg_color": "#1f3864", "font_color": "#ffffff"})
        sheet.merge_range("A1:D1", "Camden Violence Reduction Plan 2025", look)
        rows(*PLAN, at=(1, 0))(sheet, made)

    plan = read_plan(book(write), "plan.xlsx")

    assert plan.plan_id == "camden-2025"


def test_a_last_row_whose_value_is_a_colour_alone_is_of_its_table() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(("Action", "Meet monthly."), ("Lead", "Police"), ("Progress", "We meet."), bold_first=False)(sheet, made)
        sheet.write(3, 0, "RAG", made.add_format({"bold": True}))
        sheet.write_blank(3, 1, None, made.add_format({"bg_color": "#00b050"}))

    assert outline(read_book(write)) == ["table 4x2: Action"]


def test_labels_and_values_across_all_columns_under_a_card_are_of_it() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        for card in range(2):
            top = card * 7
            rows(("Lead", "Due"), ("Police", f"May {card + 2024}"), at=(top, 0), bold_first=False)(sheet, made)
            for row, text in enumerate(("Action", f"Visit shop {card}", "Progress", "Done."), start=top + 2):
                sheet.merge_range(row, 0, row, 1, text)

    assert outline(read_book(write)) == ["table 6x2: Lead"] * 2
