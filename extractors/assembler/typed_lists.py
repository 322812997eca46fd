"""Tells list items whose marker is a typed dash from paragraphs that begin with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from extractors.assembler.grid import says
from extractors.assembler.rows import ActionRow
from models.document import Block, Cell, Item

_Any = TypeVar("_Any", bound=Item)
_DASHED = re.compile(r"([-\u2010-\u2015]|\*)\s+(?=\S)")
FEWEST = 2  # items that follow each other: one line alone may go on with the words before it
_WHO_LEADS = frozenset({"named_leads", "lead_organisations", "leads", "rag"})


def with_typed_lists(row: ActionRow) -> ActionRow:
    """The row with its typed dashes read as the markers of lists; of cells that are no running text, as they are."""
    cells = {
        name: group if name in _WHO_LEADS else tuple(_listed(cell) for cell in group)
        for name, group in row.cells.items()
    }
    return replace(row, cells=cells, other=tuple((header, _listed(cell)) for header, cell in row.other))


def with_typed_items(items: Iterable[_Any]) -> list[_Any | Block]:
    """Paragraphs, and tables, in a row, with the typed dashes that open several after each other read as markers."""
    return [item for _, run in groupby(items, _sign) for item in _items(tuple(run))]


def _listed(cell: Cell) -> Cell:
    blocks = with_typed_items(cell.blocks)
    return cell if tuple(blocks) == cell.blocks else cell.model_copy(update={"blocks": tuple(blocks)})


def _sign(block: Item) -> str:
    """The dash that opens a paragraph; none for all else."""
    dashed = _DASHED.match(says(block)) if isinstance(block, Block) and block.kind == "para" else None
    return dashed[1] if dashed else ""


def _items(run: Sequence[_Any]) -> Sequence[_Any | Block]:
    sign = _sign(run[0])
    if not sign or len(run) < FEWEST:
        return run
    return [_item(block, sign) if isinstance(block, Block) else block for block in run]


def _item(block: Block, sign: str) -> Block:
    cut = _DASHED.match(block.text)
    rest = block.after(cut.end()) if cut else block
    return rest.model_copy(update={"kind": "bullet", "marker": sign})
