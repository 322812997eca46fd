"""Takes signs that say something by their colour alone out of paragraphs: a coloured dot or circle after "RAG:"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.common.markup import read_marks
from models.document import Block, Mark

_DOTS = frozenset("●⬤■◼◾•⚫⏺")
_SELECTOR = "\ufe0f"
"""Asks for a sign to be drawn in colours."""


def without_signs(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Mark, ...]]:
    """The paragraphs without those that are nothing but coloured signs, and a mark for each colour shown."""
    marks: dict[Mark, None] = {}
    kept: list[Block] = []
    for block in blocks:
        found = _marks(block)
        marks.update(dict.fromkeys(found))
        if not found or set("".join(block.text.split())) - _DOTS - {_SELECTOR} - set(_signs(block.text)):
            kept.append(block)
    return tuple(kept), tuple(marks)


def _signs(text: str) -> list[str]:
    return [sign for sign in text if read_marks(sign)]


def _marks(block: Block) -> list[Mark]:
    """The colours of its emoji, and of its dots where it has nothing else."""
    found = list(read_marks(block.text))
    if set("".join(block.text.split())) <= _DOTS:
        colours = [look.colour for look in block.looks if look.kind == "coloured" and look.colour]
        found += [Mark(kind="shape", colour=colour) for colour in colours]
    return found
