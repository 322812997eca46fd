"""Reads statuses that a plan prints in brackets at the end of its texts: "… was recruited. (RAG: Amber)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.assembler.grid import one_line
from extractors.assembler.rag_key import SHOWN, Key, status_named
from extractors.assembler.rows import ActionRow, Entry
from models.document import Block, Cell, Mark
from models.plan import RagColour
from models.reference.columns import ColumnField

TEXTS: tuple[ColumnField, ...] = ("narrative", "mandatory_action", "timescale")
FEWEST_ROWS = 3
MOST = 0.6  # share of the rows with such a text that must end so: "(now green)" may end a single one by chance

_BRACKETED = re.compile(r"\s*[(\[](?P<said>[^()\[\]]{1,40})[)\]]\s*\.?\s*$")
_NAME = re.compile(r"^(?:(?:rag|status|rating|currently|now|is)\b[\s:–-]*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Parted:
    """The cells of a text without the status that ends it, a cell that says only this, and the words around it."""

    cells: tuple[Cell, ...]
    status: Cell
    around: str


def with_statuses_in_texts(entries: Sequence[Entry], key: Key) -> tuple[list[Entry], list[str]]:
    """The entries, each action with its status taken out of the text that it ends, where no column tells any.

    key: what phrases stand for by the document's own key. Also gives the words that only say that it is a status.
    """
    rows = [entry for entry in entries if isinstance(entry, ActionRow)]
    if any(row.quarters or any(map(_says, row.cells.get("rag", ()))) for row in rows):
        return [*entries], []
    for name in TEXTS:
        told = [row for row in rows if any(map(one_line, row.cells.get(name, ())))]
        found = {id(row): parted for row in told if (parted := _parted(row.cells[name], key))}
        if len(found) >= max(FEWEST_ROWS, MOST * len(told)):
            kept = [
                replace(entry, cells={**entry.cells, name: parted.cells, "rag": (parted.status,)})
                if isinstance(entry, ActionRow) and (parted := found.get(id(entry)))
                else entry
                for entry in entries
            ]
            return kept, [parted.around for parted in found.values()]
    return [*entries], []


def _says(cell: Cell) -> bool:
    return bool(one_line(cell) or cell.fill or cell.marks)


def _parted(cells: Sequence[Cell], key: Key) -> _Parted | None:
    """None where no status ends the text of some cells."""
    last = next((place for place in range(len(cells) - 1, -1, -1) if one_line(cells[place])), None)
    if last is None:
        return None
    cell = cells[last]
    block = next(block for block in reversed(cell.blocks) if block.text)
    match = _BRACKETED.search(block.text)
    said = _NAME.sub("", match["said"]).strip() if match else ""
    status = status_named(said, key) if said else None
    if match is None or status is None:
        return None
    kept = block.without([(match.start(), len(block.text))])
    blocks = tuple(kept if one is block else one for one in cell.blocks if one is not block or kept.text)
    text = cell.model_copy(update={"blocks": blocks})
    around = match["said"].removesuffix(said)
    return _Parted((*cells[:last], text, *cells[last + 1 :]), _cell_of(cell, block, said, status), around)


def _cell_of(cell: Cell, block: Block, said: str, status: RagColour) -> Cell:
    """A cell that says a status, with a mark where it says it in the words of a key."""
    marks = () if status_named(said, {}) else (Mark(kind="key", colour=SHOWN[status]),)
    shown = Block(kind="para", text=said, evidence=block.evidence)
    return Cell(row=cell.row, column=cell.column, blocks=(shown,), marks=marks, evidence=cell.evidence)
