"""Reads forms: an action as a small table of labels and values instead of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.assembler.grid import Grid, filled, one_line
from extractors.assembler.numbers import read_number
from extractors.assembler.rows import ActionRow, Entry, LeftOver, ThemeLine, says_something
from extractors.assembler.stitch import joined_rows
from extractors.assembler.theme_titles import opens_theme
from models.document import Cell
from models.plan import PlanColumn
from models.reference.columns import ColumnField, fold_header, understand_header

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


def read_form(grid: Grid, table: int) -> Form | None:
    """The actions of a form; None when the table is none."""
    if not 2 <= grid.column_count <= MOST_COLUMNS or not _is_form(grid):
        return None
    opening_rows = joined_rows(grid.table)
    entries: list[Entry] = []
    current: list[Pair] = []
    repeated: list[str] = []
    labels: dict[str, ColumnField | None] = {}

    def close() -> None:
        if current:
            entries.append(_action(current, table, opens_page=current[0].row in opening_rows))
            current.clear()

    for row in range(grid.row_count):
        said = filled(grid.beginning(row))
        if not said and not any(says_something(cell) for cell in grid.beginning(row)):
            continue
        across = len(said) == 1 and said[0].column_span >= grid.column_count
        pairs = [] if across else _pairs(grid, row)
        if pairs is None or across:
            entry = _line(said, table)
            if current and isinstance(entry, LeftOver):
                current.append(Pair(row, "", current[-1].field, said))
                continue
            close()
            entries.append(entry)
            continue
        for pair in pairs:
            if pair.label in labels:
                repeated.append(pair.label)
            labels.setdefault(pair.label, pair.field)
            if pair.field in {"action_number", "mandatory_action"} and any(known.field == pair.field for known in current):
                close()
            current.append(pair)
    close()
    columns = tuple(PlanColumn(header=label, field=_kept(field)) for label, field in labels.items() if label)
    return Form(tuple(entries), columns, tuple(repeated))


def _kept(field: ColumnField | None) -> str | None:
    return None if field in {None, "other"} else field


def _is_form(grid: Grid) -> bool:
    first = dict.fromkeys(cell for row in range(grid.row_count) if (cell := grid.at(row, 0)) is not None)
    labels = [one_line(cell) for cell in first if one_line(cell) and cell.column_span < grid.column_count]
    known = [field for label in labels if (field := _label_field(label)) is not None]
    distinct = {field for field in known if field != "other"}
    if len(known) < len(labels) * MOST or len(distinct) < 3:
        return False
    return "mandatory_action" in distinct or {"action_number", "narrative"} <= distinct


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


def _line(said: Sequence[Cell], table: int) -> Entry:
    """A row across the form: its title, or text that belongs to nothing."""
    text = " ".join(one_line(cell) for cell in said)
    number = read_number(text)
    if number:
        cells: dict[ColumnField, tuple[Cell, ...]] = {"action_number": tuple(said)}
        return ActionRow(table, said[0].row, cells, (), (), number, "", opens_page=False)
    if opens_theme(text, alone=True):
        return ThemeLine(tuple(block for cell in said for block in cell.blocks), tuple(said))
    return LeftOver(tuple(said))


def _action(pairs: Sequence[Pair], table: int, *, opens_page: bool) -> ActionRow:
    cells: dict[ColumnField, tuple[Cell, ...]] = {}
    other: list[tuple[str, Cell]] = []
    themes: list[Cell] = []
    for pair in pairs:
        if pair.field == "theme":
            themes += pair.values
        elif pair.field in {None, "other"}:
            other += [(pair.label, cell) for cell in pair.values]
        elif pair.field:
            field: ColumnField = "named_leads" if pair.field == "leads" else pair.field
            cells[field] = (*cells.get(field, ()), *pair.values)
    printed = " ".join(one_line(cell) for cell in cells.get("action_number", ()))
    number = read_number(printed)
    return ActionRow(
        table, pairs[0].row, cells, tuple(other), tuple(themes), number, "" if number else printed, opens_page=opens_page
    )


def header_texts(form: Form) -> frozenset[str]:
    """The form's labels, folded."""
    return frozenset(fold_header(column.header) for column in form.columns)
