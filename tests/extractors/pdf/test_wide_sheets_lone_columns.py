"""A spreadsheet printed so that its last column stands alone on a page is put together."""

from __future__ import annotations

from builders.bound import bound
from builders.sheet import LANDSCAPE, Sheet
from extractors import read_plan

HEADERS = ("No", "RAG", "VRU Mandatory Action", "Named Lead")
EDGES = [80.0, 100.0, 140.0, 180.0, 220.0]


def page(headers: tuple[str, ...], rows: list[list[str]], edges: list[float]) -> bytes:
    xs = [40.0 + 180 * place for place in range(len(headers) + 1)]
    return Sheet(LANDSCAPE).table(xs, edges, [list(headers), *rows]).pdf()


def left() -> bytes:
    rows = [[f"1.{number}", "Green", f"Share information {number}", "A Person"] for number in range(1, 4)]
    return page(HEADERS, rows, EDGES)


def alone(edges: list[float]) -> bytes:
    return page(("Narrative",), [[f"It was shared, part {number}."] for number in range(1, 4)], edges)


def test_a_column_alone_on_a_page_goes_on_with_the_rows_that_are_as_high() -> None:
    plan = read_plan(bound(left(), alone(EDGES)), "camden-2024.pdf")

    assert [action.narrative for action in plan.actions] == [f"It was shared, part {number}." for number in (1, 2, 3)]


def test_a_box_with_rows_of_other_heights_is_no_column_of_the_table() -> None:
    plan = read_plan(bound(left(), alone([80.0, 100.0, 190.0, 240.0, 300.0])), "camden-2024.pdf")

    assert [action.narrative for action in plan.actions] == ["", "", ""]
    assert sum(found.code == "no-narrative" for found in plan.findings) == 3
