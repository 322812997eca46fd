"""What a cell of a workbook says and how it looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders.small_books import HEADER, book, changed, codes_of, read_book, rows
from extractors import read_plan
from extractors.xlsx.xlsx_reader import read
from models.document import Cell, Document

Write = Callable[[Any, Any], None]


def table_with(write: Write) -> tuple[Cell, Document]:
    """The narrative's cell of a small plan, once `write` has written into D2, and the document."""

    def whole(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(HEADER, ("1", "Share information.", "Red", "It is shared."))(sheet, made)
        write(sheet, made)

    document = read_book(whole)
    (table,) = document.tables()
    return table.rows[1][3], document


def test_line_breaks_part_blocks() -> None:
    cell, _ = table_with(lambda sheet, _: sheet.write("D2", "First line\n• one\n• two"))

    assert [(block.kind, block.text) for block in cell.blocks] == [
        ("para", "First line"),
        ("bullet", "one"),
        ("bullet", "two"),
    ]


def test_struck_stretches_of_rich_text_are_kept_as_struck() -> None:
    cell, _ = table_with(
        lambda sheet, made: sheet.write_rich_string(
            "D2", "It is ", made.add_format({"font_strikeout": True}), "shared", " weekly"
        )
    )

    assert cell.text == "It is shared weekly"
    assert cell.blocks[0].struck == ((6, 12),)


def test_a_cell_struck_as_a_whole_is_struck() -> None:
    cell, _ = table_with(lambda sheet, made: sheet.write("D2", "Old words", made.add_format({"font_strikeout": True})))

    assert cell.blocks[0].struck == ((0, 9),)


def test_a_coloured_dot_is_a_shape() -> None:
    cell, _ = table_with(lambda sheet, made: sheet.write("D2", "●", made.add_format({"font_color": "#00b050"})))

    assert [(mark.kind, mark.colour) for mark in cell.marks] == [("shape", "#00b050")]


def test_a_letter_of_a_font_of_signs_is_the_sign_it_draws() -> None:
    cell, _ = table_with(lambda sheet, made: sheet.write("D2", "ü", made.add_format({"font_name": "Wingdings"})))

    assert cell.text == "✓"


def test_words_in_the_colour_of_their_ground_are_told_and_not_read() -> None:
    cell, document = table_with(
        lambda sheet, made: sheet.write("D2", "two words", made.add_format({"font_color": "#ffffff"}))
    )

    assert cell.text == ""
    assert codes_of(document) == ["hidden-text"]


def test_a_formula_counts_by_its_stored_value() -> None:
    cell, document = table_with(lambda sheet, _: sheet.write_formula("D2", '="It is "&"shared"', None, "It is shared"))

    assert cell.text == "It is shared"
    assert codes_of(document) == []


def test_a_formula_without_a_stored_value_is_told() -> None:
    data = book(rows(HEADER, ("1", "Share.", "Red", "")), names=["Plan"])
    data = changed(
        data,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</row></sheetData>", b'<c r="D2"><f>A1&amp;B1</f></c></row></sheetData>'),
    )

    document = read(data, "plan.xlsx")

    assert codes_of(document) == ["formula-without-value"]


def test_an_error_of_a_formula_is_told() -> None:
    cell, document = table_with(lambda sheet, _: sheet.write_formula("D2", "=A99", None, "#REF!"))

    assert cell.text == "#REF!"
    assert codes_of(document) == ["formula-error"]


def test_comments_are_told_and_in_no_cell() -> None:
    cell, document = table_with(lambda sheet, _: sheet.write_comment("D2", "Is this still so?"))

    assert cell.text == "It is shared."
    assert codes_of(document) == ["comments-in-file"]


def test_a_chart_is_told() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=Sheet1!$A$2:$A$2"})
        sheet.insert_chart("H2", chart)

    _, document = table_with(write)

    assert codes_of(document) == ["embedded-content"]


@pytest.mark.parametrize(
    ("look", "fill"),
    [
        ({"bg_color": "#ff0000"}, "#ff0000"),
        ({"pattern": 2, "bg_color": "#ffffff", "fg_color": "#00b050"}, "#80d8a8"),
        ({"bg_color": "#ffffff"}, None),
        ({"bold": True}, None),
    ],
    ids=["solid", "half pattern", "white", "none"],
)
def test_fills_are_read_as_seen(look: dict[str, Any], fill: str | None) -> None:
    cell, _ = table_with(lambda sheet, made: sheet.write("D2", "words", made.add_format(look)))

    assert cell.fill == fill


@pytest.mark.parametrize(("tint", "fill"), [(b"0.4", b"#e86b84"), (b"-0.25", b"#93172f")])
def test_colours_of_the_theme_are_lightened_and_darkened(tint: bytes, fill: bytes) -> None:
    data = book(
        lambda sheet, made: (
            rows(HEADER)(sheet, made),
            sheet.write("D2", "words", made.add_format({"bg_color": "#123456"})),
            sheet.write("C2", "words"),
        )[0]
    )
    data = changed(
        data,
        "xl/styles.xml",
        lambda part: part.replace(b'fgColor rgb="FF123456"', b'fgColor theme="5" tint="%s"' % tint),
    )
    data = changed(
        data,
        "xl/theme/theme1.xml",
        lambda part: part.replace(b'<a:accent2><a:srgbClr val="C0504D"/>', b'<a:accent2><a:srgbClr val="C41E3F"/>'),
    )

    (table,) = read(data, "plan.xlsx").tables()

    assert (table.rows[1][-1].fill or "").encode() == fill


def test_a_number_typed_with_two_places_keeps_them() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        two = made.add_format({"num_format": "0.00"})
        rows(HEADER, *(("", f"Do {word}.", "Red", "Done.") for word in ("this", "that")))(sheet, made)
        sheet.write_number("A2", 4.09, two)
        sheet.write_number("A3", 4.10, two)

    plan = read_plan(book(write), "plan.xlsx")

    assert [action.ref for action in plan.actions] == ["4.09", "4.10"]
