"""Conditional formatting gives cells their colours; what cannot be worked out is told."""

from __future__ import annotations

from typing import Any

import pytest

from builders.small_books import HEADER, codes_of, read_book, rows
from extractors.xlsx.formulas import NotUnderstoodError, holds
from models.document import Cell, Document

GREEN = {"bg_color": "#00b050"}


def rag_cell(rule: dict[str, Any], value: str | float | None = "Green", **look: Any) -> tuple[Cell, Document]:  # noqa: ANN401 - xlsxwriter's formats
    """The RAG cell (C2) of a small plan with a rule for its column, and the document."""

    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(HEADER, ("1", "Share information.", None, "It is shared."))(sheet, made)
        sheet.write("C2", value, made.add_format({"border": 1}))
        format_ = (
            {"format": made.add_format(look or GREEN)} if rule["type"] not in {"3_color_scale", "icon_set"} else {}
        )
        sheet.conditional_format("C2:C9", {**rule, **format_})

    document = read_book(write)
    (table,) = document.tables()
    return table.rows[1][2], document


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ({"type": "cell", "criteria": "==", "value": '"green"'}, "Green"),
        ({"type": "cell", "criteria": "==", "value": 3}, 3),
        ({"type": "cell", "criteria": "between", "minimum": 2, "maximum": 4}, 3),
        ({"type": "cell", "criteria": "not between", "minimum": 5, "maximum": 9}, 3),
        ({"type": "cell", "criteria": ">=", "value": 3}, 3),
        ({"type": "cell", "criteria": "==", "value": "$C$2"}, "x"),
        ({"type": "text", "criteria": "containing", "value": "green"}, "Now Green"),
        ({"type": "text", "criteria": "not containing", "value": "red"}, "Green"),
        ({"type": "text", "criteria": "begins with", "value": "G"}, "Green"),
        ({"type": "text", "criteria": "ends with", "value": "en"}, "Green"),
        ({"type": "no_blanks"}, "x"),
        ({"type": "formula", "criteria": '=$C2="Green"'}, "Green"),
        ({"type": "formula", "criteria": '=AND(LEFT(C2,1)="G",$A2="1")'}, "G"),
        ({"type": "formula", "criteria": '=ISNUMBER(SEARCH("een",C2))'}, "Green"),
        ({"type": "formula", "criteria": '=OR(C2="x",NOT(ISBLANK(C2)))'}, "Green"),
    ],
    ids=str,
)
def test_a_rule_that_holds_fills_the_cell(rule: dict[str, Any], value: str | float) -> None:
    cell, document = rag_cell(rule, value)

    assert cell.fill == "#00b050"
    assert codes_of(document) == []


@pytest.mark.parametrize(
    "rule",
    [
        {"type": "cell", "criteria": "==", "value": '"Red"'},
        {"type": "text", "criteria": "containing", "value": "red"},
        {"type": "formula", "criteria": '=ISNUMBER(SEARCH("red",C2))'},
        {"type": "formula", "criteria": "=C2+1>3"},
    ],
    ids=str,
)
def test_a_rule_that_does_not_hold_fills_nothing(rule: dict[str, Any]) -> None:
    cell, document = rag_cell(rule)

    assert cell.fill is None
    assert codes_of(document) == []


def test_a_rule_on_an_empty_cell_is_asked_too() -> None:
    cell, _ = rag_cell({"type": "blanks"}, None)

    assert cell.fill == "#00b050"


def test_a_rule_may_strike_words_out() -> None:
    cell, _ = rag_cell({"type": "cell", "criteria": "==", "value": '"Green"'}, font_strikeout=True)

    assert cell.blocks[0].struck == ((0, 5),)


def test_the_rule_first_in_order_gives_the_colour() -> None:
    def write(sheet: Any, made: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        rows(HEADER, ("1", "Share.", "Green", "Done."))(sheet, made)
        for colour in ("#00b050", "#ff0000"):
            sheet.conditional_format("C2", {"type": "no_blanks", "format": made.add_format({"bg_color": colour})})

    (table,) = read_book(write).tables()

    assert table.rows[1][2].fill == "#00b050"


@pytest.mark.parametrize(
    "rule",
    [
        {"type": "3_color_scale"},
        {"type": "icon_set", "icon_style": "3_traffic_lights"},
        {"type": "data_bar", "bar_color": "#ff0000"},
        {"type": "top", "value": 3},
        {"type": "formula", "criteria": "=C2<TODAY()"},
        {"type": "formula", "criteria": "=COUNTIF($C$2:$C$9,C2)>1"},
    ],
    ids=str,
)
def test_a_rule_that_is_not_worked_out_is_told(rule: dict[str, Any]) -> None:
    cell, document = rag_cell(rule, 3)

    assert cell.fill is None
    (found,) = document.findings
    assert (found.code, found.fields) == ("conditional-colour-not-read", ("rag",))
    assert "C2:C9" in found.message


def test_a_rule_that_could_show_no_status_is_passed_over() -> None:
    _, document = rag_cell({"type": "formula", "criteria": "=C2<TODAY()"}, 3, bg_color="#dddddd")

    assert codes_of(document) == []


@pytest.mark.parametrize("formula", ["", "(", "A1:B2=1", "Other!A1=1", "NOW()>1", '"open', "A1=", "LEFT()", "1 2", ")"])
def test_a_formula_of_another_kind_is_not_understood(formula: str) -> None:
    with pytest.raises(NotUnderstoodError):
        holds(formula, lambda _row, _column: "x", (2, 2), (2, 2))
