"""Printed markup settled: words that are struck out beside the words that took their place are no longer the plan's.

A document printed with its tracked changes shows what was deleted struck through and what was inserted underlined,
both in the colour of who revised it.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.document import Block, Document, Item, Table

_BESIDE = 2
"""Characters that may stand between what was deleted and what was inserted."""


def settled(document: Document) -> Document:
    """The document without the words that its printed markup withdraws; each block keeps them apart."""
    blocks = [block for block in _blocks(document.items) if block.struck and block.looks]
    revisers = {colour for block in blocks for place in block.struck if (colour := _replaced(block, place))}
    if not revisers:
        return document
    return document.model_copy(update={"items": tuple(_settled_item(item, revisers) for item in document.items)})


def _blocks(items: Iterable[Item]) -> Iterable[Block]:
    for item in items:
        if isinstance(item, Table):
            yield from (block for cell in item.cells() for block in cell.blocks)
        else:
            yield item


def _settled_item(item: Item, revisers: set[str]) -> Item:
    if isinstance(item, Block):
        return _settled_block(item, revisers)
    rows = tuple(
        tuple(
            cell.model_copy(update={"blocks": tuple(_settled_block(block, revisers) for block in cell.blocks)})
            if any(block.struck for block in cell.blocks)
            else cell
            for cell in row
        )
        for row in item.rows
    )
    return item.model_copy(update={"rows": rows})


def _settled_block(block: Block, revisers: set[str]) -> Block:
    ranges = [place for place in block.struck if _ink(block, place) in revisers]
    if not ranges:
        return block
    words = tuple(block.text[start:end].strip() for start, end in ranges)
    return block.without(ranges).model_copy(update={"withdrawn": words})


def _replaced(block: Block, place: tuple[int, int]) -> str | None:
    """The colour of struck words beside which underlined ones of the same colour stand; None for others."""
    colour = _ink(block, place)
    if colour is None:
        return None
    start, end = place
    beside = any(
        look.kind == "underlined"
        and (0 <= look.start - end <= _BESIDE or 0 <= start - look.end <= _BESIDE)
        and _ink(block, (look.start, look.end)) == colour
        for look in block.looks
    )
    return colour if beside else None


def _ink(block: Block, place: tuple[int, int]) -> str | None:
    """The one colour that all of a stretch is written in; None for black or several."""
    start, end = place
    return next(
        (look.colour for look in block.looks if look.kind == "coloured" and look.start <= start and end <= look.end),
        None,
    )
