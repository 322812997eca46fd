"""Takes the number off an action's wording, where it opens that instead of standing in a column of its own."""

from __future__ import annotations

from extractors.assembler.grid import says
from extractors.assembler.numbers import ActionNumber, opening_number, read_number
from models.document import Cell


def without_opening_number(cell: Cell) -> tuple[ActionNumber, Cell] | None:
    """The number that opens a cell, on a line of its own or before the words, and the cell without it, or None."""
    if not cell.blocks:
        return None
    first, *others = cell.blocks
    alone = read_number(says(first)) if others else None
    if alone:
        return alone, cell.model_copy(update={"blocks": tuple(others)})
    opened = opening_number(says(first))
    if not opened:
        return None
    number, rest = opened
    cut = len(first.text) - len(rest)
    block = first.after(cut).model_copy(update={"text": rest, "marker": ""})
    return number, cell.model_copy(update={"blocks": (block, *others)})
