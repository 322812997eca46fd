"""Tells rows under a header that say how to fill in the table, as templates have them: "Who leads? | Describe ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.assembler.columns import Settled
from extractors.assembler.continuing import is_strange
from extractors.assembler.grid import Grid, filled, one_line
from extractors.assembler.headers import Header
from extractors.assembler.numbers import read_number
from models.document import Cell
from models.reference.columns import ColumnField
from models.reference.statuses import statuses_in

MOST_ROWS = 2
FEWEST_CELLS = 2
MOST = 0.75  # share of a row's cells that must ask for something, or cannot stand in their column
HALF = 0.5  # the same for the row below, from which on all of the table is written so

_ASKS = re.compile(
    r"\W*(?:please|e\.?g\b|i\.?e\b|for example|example|insert|enter|state|say|describe|explain|specify|give|provide"
    r"|list|name|select|choose|use|add|include|outline|set out|summari[sz]e|update|what|who|when|which|how|where|why"
    r")\b",
    re.IGNORECASE,
)


def instruction_rows(grid: Grid, header: Header, settled: Settled) -> Iterator[int]:
    """The rows right under the header that ask for what goes into the columns, and are no action."""
    fields = {column.index: column.field for column in settled.columns}
    for row in range(header.end_row, min(header.end_row + MOST_ROWS, grid.row_count - 1)):
        if _asking(grid, row, fields) < MOST or _asking(grid, row + 1, fields) >= HALF:
            return
        yield row


def _asking(grid: Grid, row: int, fields: dict[int, ColumnField | None]) -> float:
    """Share of the cells of a row that ask for something; none of one that has a number, or asks for wordings alone."""
    said = filled(grid.beginning(row))
    if len(said) < FEWEST_CELLS or any(fields.get(cell.column) == "action_number" and _number(cell) for cell in said):
        return 0.0
    asking = [cell for cell in said if _asks(cell, fields.get(cell.column))]
    beside = any(fields.get(cell.column) not in {None, "other", "mandatory_action"} for cell in asking)
    return len(asking) / len(said) if beside else 0.0


def _number(cell: Cell) -> bool:
    return read_number(one_line(cell)) is not None


def _asks(cell: Cell, field: ColumnField | None) -> bool:
    text = one_line(cell)
    several = field == "rag" and len(set(statuses_in(text))) > 1
    return several or _ASKS.match(text) is not None or text.endswith("?") or is_strange(cell, field)
