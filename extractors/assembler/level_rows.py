"""Parts rows that run together: each of several statuses in one cell is level with a paragraph of the wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from extractors.assembler.rows import ActionRow, Entry
from extractors.common.signs import are_dots
from models.document import Block, Cell, Mark, PageBox
from models.reference.statuses import is_bare_status

LEVEL = 3.0  # points between the tops of what stands on one line

Place: TypeAlias = tuple[int, float]
"""A page and the top of something on it, in points."""


def parted_rows(row: Entry) -> list[Entry]:
    """The rows that run together in one: all its paragraphs, from the top of one status to that of the next.

    Only where each status is level with a paragraph that may open a wording, the first with the first.
    """
    if not isinstance(row, ActionRow) or row.number or row.label:
        return [row]
    statuses = [block for cell in row.cells.get("rag", ()) for block in cell.blocks if _is_status(block)]
    wordings = [block for cell in row.cells.get("mandatory_action", ()) for block in cell.blocks]
    starts = [place for block in statuses if (place := _place(block))]
    opens = [place for block in wordings if block.kind != "bullet" and (place := _place(block))]
    if len(starts) < 2 or len(starts) < len(statuses):
        return [row]
    level = [[place for place in opens if _is_level(place, start)] for start in starts]
    if not all(len(found) == 1 for found in level) or level[0] != opens[:1] or starts != sorted({*starts}):
        return [row]
    bounds = [*starts, None]
    parts = [_part(row, above, below) for above, below in zip(starts, bounds[1:], strict=True)]
    return [parts[0], *(replace(part, theme_cells=()) for part in parts[1:])]


def _is_status(block: Block) -> bool:
    shown = block.text or block.marker
    return is_bare_status(shown) or (bool(shown) and are_dots(shown))


def _place(block: Block) -> Place | None:
    return next(((one.page, one.bbox[1]) for one in block.evidence if isinstance(one, PageBox)), None)


def _is_level(one: Place, other: Place) -> bool:
    return one[0] == other[0] and abs(one[1] - other[1]) <= LEVEL


def _part(row: ActionRow, above: Place, below: Place | None) -> ActionRow:
    """What of a row begins at or under one place and above another."""

    def is_here(block: Block) -> bool:
        place = _place(block)
        under = place is not None and (place > above or _is_level(place, above))
        return under and not (below is not None and place is not None and (place > below or _is_level(place, below)))

    cells = {name: tuple(_cell(cell, is_here) for cell in group) for name, group in row.cells.items()}
    other = tuple((header, _cell(cell, is_here)) for header, cell in row.other)
    return replace(row, cells=cells, other=other)


def _cell(cell: Cell, is_here: Callable[[Block], bool]) -> Cell:
    kept = tuple(block for block in cell.blocks if is_here(block))
    evidence = tuple(place for block in kept for place in block.evidence)
    return cell.model_copy(update={"blocks": kept, "marks": _marks(cell, kept), "evidence": evidence or cell.evidence})


def _marks(cell: Cell, kept: Sequence[Block]) -> tuple[Mark, ...]:
    """The marks of a cell that are those of some of its paragraphs: of the colours that no other paragraph has."""
    own = {look.colour for block in kept for look in block.looks}
    others = {look.colour for block in cell.blocks if block not in kept for look in block.looks}
    return tuple(mark for mark in cell.marks if mark.colour in own or (kept and not own and mark.colour not in others))
