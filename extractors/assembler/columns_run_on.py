"""Puts a table beside another whose columns it goes on with: a spreadsheet printed over two pages across."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assembler.grid import Grid, make_rows
from extractors.assembler.headers import find_header, look_for_header
from models.document import Block, Item, Join, Table

FEWEST_ROWS = 3
_OPENING = frozenset({"action_number", "mandatory_action"})
"""What stands in the left part of a plan's table, and never in the part that goes on with it."""


def runs_on(left: Table, between: Sequence[Item], right: Table) -> bool:
    """Whether the right table holds further columns of the left one's rows.

    It stands on the next page with nothing but furniture between, has as many rows and its header in the same ones, and
    its header names columns that the left table lacks, but none by which rows are known.
    """
    if not left.pages or not right.pages or right.pages[0] != left.pages[-1] + 1:
        return False
    if any(not isinstance(item, Block) or item.kind != "furniture" for item in between):
        return False
    if len(left.rows) != len(right.rows) or len(left.rows) < FEWEST_ROWS:
        return False
    first, second = find_header(Grid(left)) or look_for_header(Grid(left)), look_for_header(Grid(right))
    if first is None or second is None or (first.first_row, first.end_row) != (second.first_row, second.end_row):
        return False
    held, added = first.fields() - {"other"}, second.fields() - {"other"}
    return bool(held & _OPENING) and bool(added) and not added & (held | _OPENING)


def beside(left: Table, right: Table) -> Table:
    """One table of both, the columns of the right after those of the left."""
    shift = left.column_count
    moved = [cell.model_copy(update={"column": cell.column + shift}) for cell in right.cells()]
    reason = "its columns go on on the next page"
    return Table(
        rows=make_rows([*left.cells(), *moved], len(left.rows)),
        column_count=shift + right.column_count,
        pages=tuple(dict.fromkeys((*left.pages, *right.pages))),
        joins=(*left.joins, Join(kind="table", row=0, page=right.pages[0], reason=reason)),
    )
