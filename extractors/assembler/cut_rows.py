"""Tells whether a page break cuts a row: whether the first row of a page is the rest of the last row before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from extractors.assembler.grid import Grid, cell_text, distinct, one_line
from extractors.assembler.headers import Column
from extractors.assembler.numbers import opening_number, read_number
from extractors.assembler.paragraphs import SENTENCE_END, runs_on, sentence_goes_on
from models.document import Cell
from models.reference.columns import role_of

Row: TypeAlias = Sequence[Cell | None]
"""The cell at each column of a row."""

FIRST_EMPTY = "the first column is empty at the top of the page"
NUMBER_BELOW = "its number is after the break and its text continues"
NO_LINE = "no line closes the row at the break"
UNSURE = frozenset({FIRST_EMPTY, NUMBER_BELOW, NO_LINE})
"""Reasons that also hold for two rows: each stands without a number or a wording that would tell."""


@dataclass(frozen=True, slots=True)
class RowKeys:
    """The columns by which rows are told apart.

    key: those that number the rows (without a header: the first column); action: the wording; short: those whose text
    is too short to be cut (leads, dates); long: the rest. Columns of themes belong to none, since a theme's cell goes
    on over many rows.
    """

    key: tuple[int, ...]
    action: tuple[int, ...]
    short: tuple[int, ...]
    long: tuple[int, ...]

    @classmethod
    def of(cls, column_count: int, columns: Sequence[Column]) -> RowKeys:
        """The keys of a table with these columns; none where no header was found."""
        if not columns:
            return cls((0,), (), (), tuple(range(1, column_count)))
        places: dict[str, list[int]] = {"key": [], "action": [], "short": [], "long": []}
        for column in columns:
            role = role_of(column.field)
            part = role.row_part if role else "long"
            if part:
                places[part].append(column.index)
        if not places["key"] and not places["action"]:
            places["key"] = [0]
        return cls(*(tuple(places[name]) for name in ("key", "action", "short", "long")))


def why_cut(above: Row, below: Grid, row: int, keys: RowKeys, *, opened: bool) -> str | None:
    """Why row `row` of the grid below continues the row above; None when it is a row of its own.

    above: the cell at each column of the last row before the break.
    `opened`: no ruling closes the row at the page break.
    """
    key_above, key_below = _said(above, keys.key), _text(below, row, keys.key)
    if not any(cell_text(cell).strip() for cell in below.covering(row)):
        return None if below.row_count > row + 1 or not opened else "the row at the top of the page is empty"
    if opened and _first_cell_goes_on(_said(above, (0,)), _text(below, row, (0,))):
        return "its first cell continues after the break"
    if key_above and key_below:
        return _repeated_key(above, below, row, keys, key_above == key_below)
    if key_above and not key_below:
        if (
            keys.short
            and _text(below, row, keys.action or keys.long)
            and _both_say(above, below, row, keys.short)
            and not opened
            and not _goes_on(above, below, row, keys)
            and not _runs_over(above, below, row, keys)
        ):
            return None
        if not keys.action and not _is_number(key_above):
            return FIRST_EMPTY
        return "the row at the top of the page has no number of its own"
    if key_below:
        return _key_after_break(above, below, row, keys, key_below, opened=opened)
    return _without_keys(above, below, row, keys, opened=opened)


def _first_cell_goes_on(above: str, below: str) -> bool:
    """Whether the first cell after a break opens with a small letter and ends what the one before began: a label."""
    return bool(above) and below[:1].islower() and not _is_number(below) and not SENTENCE_END.search(above)


def _repeated_key(above: Row, below: Grid, row: int, keys: RowKeys, same: bool) -> str | None:  # noqa: FBT001 - private
    if not same or not keys.action:
        return None
    action_above, action_below = _said(above, keys.action), _text(below, row, keys.action)
    if not action_below or action_below == action_above or _goes_on(above, below, row, keys):
        return "its number is printed again at the top of the page"
    return None


def _key_after_break(above: Row, below: Grid, row: int, keys: RowKeys, key: str, *, opened: bool) -> str | None:
    """A number in the middle of a tall row may stand after the break."""
    if not keys.action or not _is_number(key):
        return None
    if not _said(above, (*keys.action, *keys.long)):
        # a short cell alone is no row: the first line of one in the middle of a row that the break cuts
        return NUMBER_BELOW if opened and _said(above, keys.short) else None
    goes_on = _goes_on(above, below, row, keys) or (opened and _runs_over(above, below, row, keys))
    if keys.short and _both_say(above, below, row, keys.short) and not (opened and goes_on):
        return None
    if goes_on or (opened and not _text(below, row, keys.action)):
        return NUMBER_BELOW
    wording = _said(above, keys.action)
    begun = not wording or not SENTENCE_END.search(wording)
    if opened and begun and not _said(above, keys.short) and _text(below, row, keys.short):
        return NUMBER_BELOW  # all short cells stand in the middle of the row, and the wording may, too
    return None


def _without_keys(above: Row, below: Grid, row: int, keys: RowKeys, *, opened: bool) -> str | None:
    action_above, action_below = _said(above, keys.action), _text(below, row, keys.action)
    numbered = opening_number(action_above) is not None and opening_number(action_below) is not None
    apart = keys.short and _both_say(above, below, row, keys.short) and not _goes_on(above, below, row, keys)
    if numbered or apart:
        return None
    if keys.action and action_above and not action_below:
        return "the row at the top of the page has no action of its own"
    if _goes_on(above, below, row, keys):
        return "a sentence continues after the break"
    if opened and (not action_below or not action_above):
        return NO_LINE
    return None


def _text(grid: Grid, row: int, columns: tuple[int, ...]) -> str:
    return _of_cells(grid.at(row, column) for column in columns)


def _said(row: Row, columns: tuple[int, ...]) -> str:
    return _of_cells(row[column] for column in columns)


def _of_cells(cells: Iterable[Cell | None]) -> str:
    parts = [one_line(cell) or _marker(cell) for cell in distinct(cells)]
    return " ".join(filter(None, parts))


def _marker(cell: Cell) -> str:
    return " ".join(block.marker for block in cell.blocks if block.marker)


def _is_number(text: str) -> bool:
    return read_number(text) is not None


def _both_say(above: Row, below: Grid, row: int, columns: tuple[int, ...]) -> bool:
    """Whether some short column says something on both sides of the break."""
    return any(one_line(above[column]) and one_line(below.at(row, column)) for column in columns)


def _goes_on(above: Row, below: Grid, row: int, keys: RowKeys) -> bool:
    """Whether a sentence in some long column goes on over the break."""
    for column in (*keys.action, *keys.long):
        before, after = above[column], below.at(row, column)
        if before and after and sentence_goes_on(before.blocks, after.blocks):
            return True
    return False


def _runs_over(above: Row, below: Grid, row: int, keys: RowKeys) -> bool:
    """Whether some unfinished line of an action or a lead was full, so that its next word had to follow the break."""
    for column in (*keys.action, *keys.short):
        before, after = above[column], below.at(row, column)
        if before and after and before.blocks and after.blocks:
            last, first = before.blocks[-1], after.blocks[0]
            measured = last.last_line_room is not None and first.first_word_width is not None
            if measured and not SENTENCE_END.search(last.text) and runs_on(last, first):
                return True
    return False
