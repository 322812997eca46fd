"""Reads forms: an action as a small table of labels and values instead of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.assembler.grid import Grid, filled, one_line
from extractors.assembler.headers import stand_ins
from extractors.assembler.numbers import read_number
from extractors.assembler.rows import ActionRow, Entry, LeftOver, ThemeLine, says_something
from extractors.assembler.stitch import joined_rows
from extractors.assembler.theme_titles import opens_theme
from models.document import Cell
from models.plan import PlanColumn
from models.reference.columns import ColumnField, role_of, understand_header

MOST_COLUMNS = 6  # three pairs of label and value side by side
LONGEST_LABEL = 80  # characters
MOST = 0.6  # share of the first column's cells that must be known labels


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the cells beside it."""

    row: int
    label: str
    field: ColumnField | None
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The entries of a form, its labels as printed, and label words printed again for each action."""

    entries: tuple[Entry, ...]
    columns: tuple[PlanColumn, ...]
    repeated: tuple[str, ...]


def read_form(grid: Grid, table: int, *, after: Form | None = None) -> Form | None:
    """The actions of a form; None when the table is none.

    after: the form just before, whose last action a page break may have left for this table to finish.
    """
    if not 2 <= grid.column_count <= MOST_COLUMNS or not (_is_form(grid) or (after and _finishes(grid, after))):
        return None
    reader = _FormReader(grid, table)
    for row in range(grid.row_count):
        reader.take(row)
    reader.close()
    columns = tuple(PlanColumn(header=label, field=_kept(field)) for label, field in reader.labels.items() if label)
    return Form(tuple(reader.entries), columns, tuple(reader.repeated))


class _FormReader:
    """Gathers pairs until the next action begins."""

    def __init__(self, grid: Grid, table: int) -> None:
        self.grid = grid
        self.table = table
        self.opening_rows = joined_rows(grid.table)
        self.entries: list[Entry] = []
        self.current: list[Pair] = []
        self.repeated: list[str] = []
        self.labels: dict[str, ColumnField | None] = {}

    def take(self, row: int) -> None:
        """Read one row."""
        begun = self.grid.beginning(row)
        if not any(says_something(cell) for cell in begun):
            return
        said = filled(begun)
        across = len(said) == 1 and said[0].column_span >= self.grid.column_count
        pairs = None if across else _pairs(self.grid, row)
        if pairs is None:
            self._take_line(row, said)
            return
        for pair in pairs:
            if pair.label in self.labels:
                self.repeated.append(pair.label)
            self.labels.setdefault(pair.label, pair.field)
            self._take_pair(pair)

    def _take_pair(self, pair: Pair) -> None:
        begins = pair.field in {"action_number", "mandatory_action"}
        if begins and any(known.field == pair.field for known in self.current):
            self.close()
        self.current.append(pair)

    def _take_line(self, row: int, said: tuple[Cell, ...]) -> None:
        """A row without a label: an action's number as a title, a theme's name, or more of the value above."""
        text = " ".join(one_line(cell) for cell in said)
        if read_number(text):
            self._take_pair(Pair(row, "", "action_number", said))
        elif opens_theme(text, alone=True):
            self.close()
            self.entries.append(ThemeLine(tuple(block for cell in said for block in cell.blocks), said))
        elif self.current:
            last = self.current[-1]
            self.current[-1] = Pair(last.row, last.label, last.field, (*last.values, *said))
        else:
            self.entries.append(LeftOver(said))

    def close(self) -> None:
        """End the action that is being gathered."""
        if self.current:
            first = self.current[0].row
            self.entries.append(_action(self.current, self.table, opens_page=first in self.opening_rows))
            self.current = []


def _kept(field: ColumnField | None) -> str | None:
    role = role_of(field)
    return None if role is None or role.fills == ("other",) else role.name


def _is_form(grid: Grid) -> bool:
    first = dict.fromkeys(cell for row in range(grid.row_count) if (cell := grid.at(row, 0)) is not None)
    labels = [one_line(cell) for cell in first if one_line(cell) and cell.column_span < grid.column_count]
    known = [field for label in labels if (field := _label_field(label)) is not None]
    distinct = {field for field in known if field != "other"}
    if len(known) < len(labels) * MOST or len(distinct) < 3:
        return False
    return "mandatory_action" in distinct or {"action_number", "narrative"} <= distinct


def _finishes(grid: Grid, form: Form) -> bool:
    """Whether the table's labels are among those of the form."""
    known = {column.header for column in form.columns}
    labels = [one_line(cell).rstrip(" :") for row in range(grid.row_count) if (cell := grid.at(row, 0))]
    return any(labels) and all(label in known for label in labels if label)


def _label_field(text: str) -> ColumnField | None:
    return understand_header(text.rstrip(" :")) if len(text) <= LONGEST_LABEL else None


def _pairs(grid: Grid, row: int) -> list[Pair] | None:
    """The pairs of a row; None when it does not begin with a label."""
    cells = [cell for cell in grid.covering(row) if cell.row == row]
    pairs: list[Pair] = []
    place = 0
    while place < len(cells):
        label = one_line(cells[place]).rstrip(" :")
        values = cells[place + 1 : place + 2]
        if not label and pairs:
            pairs[-1] = Pair(row, pairs[-1].label, pairs[-1].field, (*pairs[-1].values, *cells[place:]))
            break
        if not label or len(label) > LONGEST_LABEL:
            return None
        field = _label_field(label)
        if field is None and pairs:
            pairs[-1] = Pair(row, pairs[-1].label, pairs[-1].field, (*pairs[-1].values, *cells[place:]))
            break
        pairs.append(Pair(row, label, field, tuple(values)))
        place += 2
    return pairs


def _action(pairs: Sequence[Pair], table: int, *, opens_page: bool) -> ActionRow:
    cells: dict[ColumnField, tuple[Cell, ...]] = {}
    other: list[tuple[str, Cell]] = []
    themes: list[Cell] = []
    fields = stand_ins(pair.field for pair in pairs)
    for pair in pairs:
        field = fields.get(pair.field, pair.field)
        if field == "theme":
            themes += pair.values
        elif field is None or field == "other":
            other += [(pair.label, cell) for cell in pair.values]
        else:
            cells[field] = (*cells.get(field, ()), *pair.values)
    printed = " ".join(one_line(cell) for cell in cells.get("action_number", ()))
    number = read_number(printed)
    return ActionRow(
        table,
        pairs[0].row,
        cells,
        tuple(other),
        tuple(themes),
        number,
        "" if number else printed,
        opens_page=opens_page,
    )
