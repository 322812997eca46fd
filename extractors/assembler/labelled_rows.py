"""Reads rows that run across the table under an action and tell more of it: "Progress: We met in May."."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.assembler.grid import one_line
from extractors.assembler.labels import opening_label
from extractors.assembler.themes.titles import opens_theme
from models.document import Cell
from models.reference.columns import ColumnField, is_column_name, role_of, understand_header

ACROSS = 0.6  # share of the table's columns that such a cell spans
BESIDE_LABEL = 0.5  # the same for one with a label's cell beside it
FEWEST_WORDS = 6  # of a narrative without a label; shorter lines may be titles
_TOLD_BELOW: frozenset[ColumnField] = frozenset({"narrative", "other"})
"""Fields whose label may open the cell itself; "Outcome: …" there is the name of a theme."""
_NEVER_BELOW: frozenset[ColumnField] = frozenset({"theme", "action_number", "mandatory_action"})


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """What a row tells of the action above it: the field, the label as printed or nothing, and the cell without it."""

    field: ColumnField
    label: str
    cell: Cell


def read_labelled(said: tuple[Cell, ...], column_count: int, *, narrative_below: bool) -> LabelledRow | None:
    """What the cells of a row that say something tell of the action above; None when the row is of another kind.

    narrative_below: no column is for the narratives, and texts across the table stand under most actions.
    """
    if len(said) == 2 and _spans(said[1], column_count, BESIDE_LABEL):
        return _beside_label(said)
    if not is_across(said, column_count):
        return None
    (cell,) = said
    text = one_line(cell)
    if narrative_below and not opens_with_label(cell) and len(text.split()) >= FEWEST_WORDS:
        return None if opens_theme(text, alone=True) else LabelledRow("narrative", "", cell)
    return _opening_label(cell)


def opens_with_label(cell: Cell) -> bool:
    """Whether a cell opens with the name of a field that it tells."""
    return _opening_label(cell) is not None


def is_across(said: tuple[Cell, ...], column_count: int) -> bool:
    """Whether one cell that runs across the table is all that a row says."""
    return len(said) == 1 and _spans(said[0], column_count, ACROSS)


def _spans(cell: Cell, column_count: int, share: float) -> bool:
    return cell.column_span >= max(2, round(column_count * share))


def _beside_label(said: tuple[Cell, ...]) -> LabelledRow | None:
    label = one_line(said[0]).rstrip(" :")
    role = role_of(understand_header(label)) if is_column_name(label) else None
    if role is None or role.name in _NEVER_BELOW:
        return None
    return LabelledRow("other" if role.instead else role.name, label, said[1])


def _opening_label(cell: Cell) -> LabelledRow | None:
    label, rest = opening_label(cell)
    role = role_of(understand_header(label)) if rest and is_column_name(label) else None
    if role is None or not (role.name in _TOLD_BELOW or role.is_detail):
        return None
    return LabelledRow(role.name, label, cell.model_copy(update={"blocks": rest}))
