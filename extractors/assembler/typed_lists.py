"""Tells list items whose marker is a typed dash from paragraphs that begin with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from extractors.assembler.grid import says
from extractors.assembler.rows import ActionRow
from models.document import Block, Cell, Item

_Any = TypeVar("_Any", bound=Item)
_DASHED = re.compile(r"([-\u2010-\u2015]|\*)\s+(?=\S)")
_INSIDE = re.compile(r"(?:^|(?<=\s))[o*•▪◦‣]\s+(?=\w)")
"""Signs that open an item wherever they stand between words."""
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
    parted = _parted_at_signs(cell.blocks)
    blocks = with_typed_items(parted)
    return cell if tuple(blocks) == cell.blocks else cell.model_copy(update={"blocks": tuple(blocks)})


def _parted_at_signs(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs parted at signs that open items alone, where there are several items: "For all: o staff o pupils"."""
    cuts = [[match.start() for match in _INSIDE.finditer(one.text)] if one.kind == "para" else [] for one in blocks]
    items = sum(map(len, cuts)) + sum(one.kind == "bullet" for one in blocks)
    if items < FEWEST or not any(cuts):
        return [*blocks]
    return [part for block, places in zip(blocks, cuts, strict=True) for part in _parts(block, places)]


def _parts(block: Block, cuts: Sequence[int]) -> Iterator[Block]:
    starts = sorted({0, *cuts})
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        part = block.without([(end, len(block.text))]).after(start)
        sign = _INSIDE.match(part.text)
        item = {"kind": "bullet", "marker": part.text[:1]}
        yield part.after(sign.end()).model_copy(update=item) if sign and start in cuts else part


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
