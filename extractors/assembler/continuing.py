"""Whether the rows of a table without a header fit the columns of the plan's table before it."""

from __future__ import annotations

from extractors.assembler.columns import Settled
from extractors.assembler.grid import Grid, filled, one_line
from extractors.assembler.numbers import LONGEST_LABEL
from extractors.assembler.roles.cells import LOOKS, looks
from extractors.assembler.roles.content import shown_colour
from models.document import Cell
from models.reference.columns import ColumnField
from models.reference.phrases import says_nothing
from models.reference.statuses import status_words

MOST_STRANGE = 0.4
"""Share of the cells that may say what their column cannot hold. Rows of a plan have next to none, the rows of a table
about something else two in three."""
FEWEST_ROWS = 2

_STATE = list(LOOKS).index("state")
_NUMBER = list(LOOKS).index("number")
_IN_WORDS = frozenset({"theme", "mandatory_action", "narrative", "named_leads", "lead_organisations", "leads"})


def strangeness(settled: Settled, grid: Grid) -> float:
    """Share of the cells of a table that cannot stand in the columns they would have, 0 to 1."""
    told = [
        is_strange(cell, column.field)
        for row in range(grid.row_count)
        for cell in filled(grid.beginning(row))
        if cell.column_span == 1 and (column := settled.columns[cell.column]).field
    ]
    return sum(told) / len(told) if told else 0.0


def has_other_numbers(settled: Settled, grid: Grid) -> bool:
    """Whether something else than numbers stands where the actions' numbers would, in every row that has anything."""
    places = [column.index for column in settled.of("action_number")]
    texts = [text for row in range(grid.row_count) for place in places if (text := _own(grid, row, place))]
    if len(texts) < FEWEST_ROWS or any(looks(text)[_NUMBER] for text in texts):
        return False
    return any(len(text) > LONGEST_LABEL or len(text.split()) > 1 for text in texts)


def _own(grid: Grid, row: int, column: int) -> str:
    cell = grid.at(row, column)
    return one_line(cell) if cell and cell.row == row and cell.column_span == 1 else ""


def is_strange(cell: Cell, field: ColumnField | None) -> bool:
    """Whether a cell says what a column of this field cannot hold."""
    text = one_line(cell)
    if says_nothing(text):
        return False
    if field == "action_number":
        return not looks(text)[_NUMBER]
    if field == "rag":
        return not (status_words(text) or shown_colour(cell) or looks(text)[_STATE])
    return field in _IN_WORDS and not any(map(str.isalpha, text))
