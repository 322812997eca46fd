"""Pictures and the like that the plan's tables show and that stand in no action: their rows may be actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.assembler.grid import one_line, page_of
from extractors.assembler.rows import ActionRow
from models.catalogue import finding
from models.document import Cell, Table
from models.finding import WHOLE_ACTION, Finding

BANNER = 0.6
"""Share of the columns that a cell spans which is a banner over rows, where icons are ornament."""


def unread_elsewhere(tables: Iterable[Table], actions: Iterable[ActionRow]) -> Iterator[Finding]:
    """A doubt for each row of the plan's tables that shows something unread and is no action's."""
    held = {cell.evidence for action in actions for cell in _cells(action) if cell.unread}
    for table in tables:
        for row in table.rows:
            left = [cell for cell in row if cell.unread and cell.evidence not in held and not _is_ornament(cell, table)]
            if left:
                place = "in a row of the table that is no action"
                yield finding("picture-beside-table", page=page_of(left[0]), place=place, fields=(WHOLE_ACTION,))


def _cells(action: ActionRow) -> Iterator[Cell]:
    for group in action.cells.values():
        yield from group
    yield from (cell for _, cell in (*action.other, *action.quarters))
    yield from action.theme_cells


def _is_ornament(cell: Cell, table: Table) -> bool:
    banner = cell.column_span >= max(2, round(BANNER * table.column_count)) and bool(one_line(cell))
    return cell.header or banner
