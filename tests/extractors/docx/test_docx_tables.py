"""Every cell of a Word table comes out where it stands on the page."""

from __future__ import annotations

import pytest

from builders.wordml import (
    cell,
    codes_of,
    control,
    grid_of,
    paragraph,
    read_body,
    read_cell,
    read_table,
    row,
    run,
    table,
)
from models.document import CellPlace, Table

RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def places_of(read: Table) -> dict[str, tuple[int, int, int, int]]:
    """Row, column, row span and column span of each cell by its text."""
    return {each.text: (each.row, each.column, each.row_span, each.column_span) for each in read.cells()}


def test_cells_merged_across_cover_their_columns() -> None:
    read = read_table(table(row(cell("Ref", properties=span(2)), "RAG"), row("Theme", "No", "Red")))

    assert places_of(read)["Ref"] == (0, 0, 1, 2)
    assert places_of(read)["RAG"] == (0, 2, 1, 1)
    assert read.column_count == 3


def test_cells_merged_down_cover_their_rows() -> None:
    read = read_table(
        table(
            row(cell("Theme", properties=RESTART), "1.1"),
            row(cell(properties=CONTINUE), "1.2"),
            row(cell(properties='<w:vMerge w:val="continue"/>'), "1.3"),
        )
    )

    assert places_of(read)["Theme"] == (0, 0, 3, 1)
    assert [len(cells) for cells in read.rows] == [2, 1, 1]


def test_a_cell_merged_both_ways_covers_a_rectangle() -> None:
    read = read_table(
        table(
            row(cell("Block", properties=span(2) + RESTART), "a"),
            row(cell(properties=span(2) + CONTINUE), "b"),
            row("c", "d", "e"),
        )
    )

    assert places_of(read)["Block"] == (0, 0, 2, 2)


def test_cells_merged_across_in_the_old_way_speak_together() -> None:
    merged = row(cell("Left", properties='<w:hMerge w:val="restart"/>'), cell("right", properties="<w:hMerge/>"), "end")
    read = read_table(table(merged, row("a", "b", "c")))

    assert places_of(read)["Left\nright"] == (0, 0, 1, 2)
    assert places_of(read)["end"] == (0, 2, 1, 1)


def test_a_cell_that_continues_nothing_stands_for_itself() -> None:
    read = read_table(table(row("a", "b"), row(cell("Alone", properties=CONTINUE), "c")))

    assert places_of(read)["Alone"] == (1, 0, 1, 1)


def test_a_cell_that_continues_one_of_another_width_stands_for_itself() -> None:
    read = read_table(
        table(
            row(cell("Theme", properties=RESTART), "a", "b"),
            row(cell("Wide", properties=span(2) + CONTINUE), "c"),
        )
    )

    assert places_of(read)["Theme"] == (0, 0, 1, 1)
    assert places_of(read)["Wide"] == (1, 0, 1, 2)


def test_text_under_a_merged_cell_is_not_shown_by_word_and_is_counted() -> None:
    document = read_body(
        table(row(cell("Theme", properties=RESTART), "a"), row(cell("two words", properties=CONTINUE), "b"))
    )

    assert grid_of(document.tables()[0]) == [["Theme", "a"], ["b"]]
    assert document.findings[0].message.startswith("2 words do not show")


def test_a_row_that_starts_late_keeps_its_columns() -> None:
    late = row("1.2", "Green", properties='<w:gridBefore w:val="1"/>')
    read = read_table(table(row("Theme", "1.1", "Red"), late))

    assert places_of(read)["1.2"] == (1, 1, 1, 1)
    assert places_of(read)["Green"] == (1, 2, 1, 1)


def test_a_row_that_ends_early_leaves_its_last_columns_empty() -> None:
    early = row("a", "b", properties='<w:gridAfter w:val="1"/>')
    read = read_table(table(row("x", "y", "z"), early))

    assert places_of(read)["b"] == (1, 1, 1, 1)
    assert read.column_count == 3


def test_rows_of_different_lengths_are_read_as_they_are() -> None:
    read = read_table(table(row("a"), row("b", "c", "d"), row("e", "f")))

    assert grid_of(read) == [["a"], ["b", "c", "d"], ["e", "f"]]
    assert read.column_count == 3


def test_grid_lines_that_no_cell_ends_at_are_no_columns() -> None:
    read = read_table(table(row(cell("a", properties=span(3)), "b"), row(cell("c", properties=span(3)), "d")))

    assert read.column_count == 2
    assert places_of(read)["d"] == (1, 1, 1, 1)


def test_edges_dragged_almost_into_line_are_one_edge() -> None:
    above = row("No", cell("Action", properties=span(2)), "RAG")
    below = row(cell("1", properties=span(2)), "Act", "Red")
    read = read_table(table(above, below, widths=(1000, 40, 3000, 900)))

    assert read.column_count == 3
    assert [places_of(read)[text][1] for text in ("No", "Action", "RAG", "1", "Act", "Red")] == [0, 1, 2, 0, 1, 2]


def test_a_narrow_column_with_cells_of_its_own_stays_a_column() -> None:
    read = read_table(table(row("No", "", "Act"), row("1", "", "Do"), widths=(1000, 60, 3000)))

    assert read.column_count == 3
    assert places_of(read)["Act"] == (0, 2, 1, 1)


@pytest.mark.parametrize("columns", ["0", "-3", "many"])
def test_a_span_that_makes_no_sense_is_one_column(columns: str) -> None:
    read = read_table(table(row(cell("a", properties=f'<w:gridSpan w:val="{columns}"/>'), "b")))

    assert read.column_count == 2


def test_rows_that_repeat_as_headers_are_marked_so() -> None:
    read = read_table(
        table(row("Ref", "RAG", properties="<w:tblHeader/>"), row("1", "Red", properties='<w:tblHeader w:val="0"/>'))
    )

    assert [each.header for each in read.cells()] == [True, True, False, False]


def test_cells_say_where_they_stand() -> None:
    read = read_table(table(row(cell("a", properties=span(2)), "b"), row("c", "d", "e")))

    assert [each.evidence for each in read.cells()] == [
        (CellPlace(table=0, row=each.row, column=each.column),) for each in read.cells()
    ]


def test_a_table_inside_a_cell_comes_as_lines_of_the_cell() -> None:
    inner = table(row("Lead", "Police"), row("When", "May"))
    outer = table(row("Ref", "Narrative"), row("1", cell("Before", inner, "After")))

    document = read_body(outer)

    assert grid_of(document.tables()[0])[1] == ["1", "Before\nLead\nPolice\nWhen\nMay\nAfter"]
    assert codes_of(document) == ["nested-table"]


def test_the_cells_of_a_table_inside_a_cell_have_the_place_of_that_cell() -> None:
    document = read_body(table(row("a", "b"), row("c", cell(table(row("deep")), "x"))), table(row("next")))

    deep = next(block for block in document.tables()[0].rows[1][1].blocks if block.text == "deep")
    assert deep.evidence == (CellPlace(table=0, row=1, column=1),)
    assert document.tables()[1].rows[0][0].evidence == (CellPlace(table=1, row=0, column=0),)


def test_a_table_that_only_frames_another_is_taken_away() -> None:
    document = read_body(table(row(cell("Theme 1", table(row("Ref", "Action"), row("1", "Do"))))), table(row("Last")))

    assert [block.text for block in document.blocks()] == ["Theme 1"]
    assert [grid_of(read) for read in document.tables()] == [[["Ref", "Action"], ["1", "Do"]], [["Last"]]]
    assert document.tables()[0].rows[0][0].evidence == (CellPlace(table=0, row=0, column=0),)
    assert codes_of(document) == []


def test_a_table_that_sets_tables_side_by_side_is_taken_away() -> None:
    document = read_body(table(row(cell(table(row("a", "b"))), cell(table(row("c"))))))

    assert [grid_of(read) for read in document.tables()] == [[["a", "b"]], [["c"]]]


def test_a_page_of_a_side_bar_and_a_wider_table_is_taken_apart() -> None:
    plan = table(row("Ref", "RAG", "Action"), row("1", "Red", "Do"))

    document = read_body(table(row(cell("Side bar"), cell(plan))))

    assert [block.text for block in document.blocks()] == ["Side bar"]
    assert grid_of(document.tables()[0]) == [["Ref", "RAG", "Action"], ["1", "Red", "Do"]]


def test_a_table_of_one_cell_with_words_stays_a_table() -> None:
    document = read_body(table(row("Theme 1: Governance")))

    assert grid_of(document.tables()[0]) == [["Theme 1: Governance"]]


def test_a_content_control_around_anything_loses_and_moves_nothing() -> None:
    within_cell = cell(control(paragraph("block")), paragraph(control(run("run"))))
    body = control(table(control(row("1.1", control(cell("Green")), within_cell)), row("1.2", "Red", "x")))

    read = read_table(body)

    assert grid_of(read) == [["1.1", "Green", "block\nrun"], ["1.2", "Red", "x"]]


def test_a_table_without_rows_is_no_table() -> None:
    document = read_body("Words", table(), table("<w:tr/>"))

    assert document.tables() == ()


def test_a_picture_in_a_cell_is_not_passed_over_in_silence() -> None:
    picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"

    read = read_table(paragraph("Logo", picture), table(row("Ref", cell(paragraph(picture)))))

    assert [one.unread for one in read.cells()] == [0, 1]


@pytest.mark.parametrize(
    "drawn",
    [
        "<w:drawing><c:chart/></w:drawing>",
        '<w:drawing><a:graphicData uri="http://schemas.microsoft.com/office/drawing/2014/chartex"/></w:drawing>',
        '<w:drawing><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas"/></w:drawing>',
        "<w:drawing><w14:contentPart/></w:drawing>",
        "<w:object><o:OLEObject/></w:object>",
    ],
)
def test_a_chart_or_a_drawing_by_pen_in_a_cell_keeps_it_from_being_empty(drawn: str) -> None:
    assert [one.unread for one in read_table(table(row("Ref", cell(paragraph(f"<w:r>{drawn}</w:r>"))))).cells()] == [
        0,
        1,
    ]


def test_a_chart_or_an_embedded_file_is_not_passed_over_in_silence() -> None:
    chart = "<w:r><w:drawing><c:chart/></w:drawing></w:r>"
    embedded = '<w:r><w:object><v:shape filled="f"><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r>'

    document = read_body(paragraph("Words", chart, embedded), "<w:altChunk/>")

    assert codes_of(document) == ["embedded-content"]
    assert document.findings[0].message.startswith("3 charts")


def test_every_paragraph_and_soft_line_of_a_cell_is_a_block() -> None:
    read = read_cell("First", paragraph("second", "<w:r><w:br/></w:r>", "third"))

    assert [block.text for block in read.blocks] == ["First", "second", "third"]
