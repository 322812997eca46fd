"""Takes signs that say something by their colour alone out of paragraphs: a coloured dot or circle after "RAG:"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.common.signs import COLOURS, DOTS, SELECTOR, are_dots, read_marks
from models.document import Block, Mark


def without_signs(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Mark, ...]]:
    """The paragraphs without those that are nothing but coloured signs, and a mark for each colour shown."""
    marks: dict[Mark, None] = {}
    kept: list[Block] = []
    for block in blocks:
        found = _marks(block)
        marks.update(dict.fromkeys(found))
        if not found or set("".join(block.text.split())) - DOTS - {SELECTOR} - set(COLOURS):
            kept.append(block)
    return tuple(kept), tuple(marks)


def _marks(block: Block) -> list[Mark]:
    """The colours of its emoji, and of its dots where it has nothing else."""
    found = list(read_marks(block.text))
    if are_dots(block.text):
        colours = [look.colour for look in block.looks if look.kind == "coloured" and look.colour]
        found += [Mark(kind="shape", colour=colour) for colour in colours]
    return found
