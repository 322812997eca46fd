"""Puts a table beside another whose columns it goes on with: a spreadsheet printed over two pages across."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assembler.grid import Grid, make_rows, one_line
from extractors.assembler.headers import find_header, look_for_header
from models.document import Block, Cell, Item, Join, PageBox, Table
from models.reference.columns import understand_header

FEWEST_ROWS = 3
LEVEL = 2.0
"""Points by which the tops of a row may differ from page to page."""
_OPENING = frozenset({"action_number", "mandatory_action"})
"""What stands in the left part of a plan's table, and never in the part that goes on with it."""


def runs_on(left: Table, between: Sequence[Item], right: Table) -> bool:
    """Whether the right table holds further columns of the left one's rows.

    It stands on the next page with nothing but furniture between, has as many rows, and names columns that the left
    table lacks, but none by which rows are known: in a header in the same rows, or over rows that are just as high.
    """
    if not left.pages or not right.pages or right.pages[0] != left.pages[-1] + 1:
        return False
    if any(not isinstance(item, Block) or item.kind != "furniture" for item in between):
        return False
    if len(left.rows) != len(right.rows) or len(left.rows) < FEWEST_ROWS:
        return False
    first, second = find_header(Grid(left)) or look_for_header(Grid(left)), look_for_header(Grid(right))
    if first is None:
        return False
    held = first.fields() - {"other"}
    if second is not None and (first.first_row, first.end_row) == (second.first_row, second.end_row):
        added = second.fields() - {"other"}
        return bool(held & _OPENING) and bool(added) and not added & (held | _OPENING)
    names = [understand_header(one_line(cell)) for cell in right.rows[first.first_row]]
    return bool(held & _OPENING) and not _OPENING & set(names) and any(names) and _rows_are_level(left, right)


def _rows_are_level(left: Table, right: Table) -> bool:
    """Whether every row of one begins as high on its page as that of the other."""
    pairs = zip(map(_top, left.rows), map(_top, right.rows), strict=True)
    return all(a is not None and b is not None and abs(a - b) <= LEVEL for a, b in pairs)


def _top(row: Sequence[Cell]) -> float | None:
    return next((place.bbox[1] for cell in row for place in cell.evidence if isinstance(place, PageBox)), None)


def beside(left: Table, right: Table) -> Table:
    """One table of both, the columns of the right after those of the left."""
    shift = left.column_count
    moved = [cell.model_copy(update={"column": cell.column + shift}) for cell in right.cells()]
    reason = "its columns continue on the next page"
    return Table(
        rows=make_rows([*left.cells(), *moved], len(left.rows)),
        column_count=shift + right.column_count,
        pages=tuple(dict.fromkeys((*left.pages, *right.pages))),
        joins=(*left.joins, Join(kind="table", row=0, page=right.pages[0], reason=reason)),
    )
