"""Rows of boxes that style rules lay out side by side."""

from __future__ import annotations

import pytest

from extractors import read_document
from models.document import Block, Table

ROWS = (("Ref", "Action", "Lead"), ("1.1", "Set up a board", "Police"), ("1.2", "Share the profile", "Housing"))


def page(rows: str, rule: str) -> bytes:
    return f"<style>.row {{ {rule} }}</style><h1>Plan</h1><div class=plan>{rows}</div>".encode()


def boxes(*rows: tuple[str, ...], tag: str = "div") -> str:
    return "".join(f"<{tag} class=row>{''.join(f'<{tag}>{text}</{tag}>' for text in texts)}</{tag}>" for texts in rows)


def said(table: Table) -> list[tuple[str, ...]]:
    return [tuple(" ".join(block.text for block in cell.blocks) for cell in row) for row in table.rows]


@pytest.mark.parametrize("tag", ["div", "span"])
@pytest.mark.parametrize("rule", ["display: grid; grid-template-columns: 1fr 3fr 1fr", "display: flex; gap: 4px"])
def test_boxes_side_by_side_row_after_row_are_a_table(rule: str, tag: str) -> None:
    (table,) = read_document(page(boxes(*ROWS, tag=tag), rule), "plan.html").tables()

    assert said(table) == list(ROWS)


def test_a_row_of_one_box_runs_across_the_table() -> None:
    rows = (ROWS[0], ("Theme 1: Governance",), *ROWS[1:])

    (table,) = read_document(page(boxes(*rows), "display: grid"), "plan.html").tables()

    assert [cell.column_span for cell in table.rows[1]] == [3]


def test_a_card_of_two_full_rows_and_many_of_one_box_is_a_table() -> None:
    alone = [(text,) for text in ("Action", "Set up a board", "Progress", "It met in May", "Outcome", "Fewer assaults")]
    rows = (("Ref", "RAG", "Lead"), ("1.1", "Red", "Police"), *alone)

    (table,) = read_document(page(boxes(*rows), "display: grid"), "plan.html").tables()

    assert said(table) == list(rows)


@pytest.mark.parametrize(
    "rule", ["display: flex; flex-direction: column", "display: flex; flex-flow: column wrap", "display: block"]
)
def test_boxes_one_under_another_are_no_table(rule: str) -> None:
    document = read_document(page(boxes(*ROWS), rule), "plan.html")

    assert document.tables() == ()
    assert [item.text for item in document.items if isinstance(item, Block)][1:] == [*ROWS[0], *ROWS[1], *ROWS[2]]


def test_a_list_with_a_sign_beside_each_item_is_no_table() -> None:
    items = "".join(f"<li class=row><span>!</span><span>{text}</span></li>" for _, text, _ in ROWS)

    document = read_document(page(f"<ul>{items}</ul>", "display: flex"), "plan.html")

    assert document.tables() == ()
