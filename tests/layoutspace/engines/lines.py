"""Breaks the blocks of a cell into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builders.description import TextBlock
from layoutspace.engines.type import width

HANGING = 9.0  # points by which list items stand in


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is drawn: its text, how far it stands in, and the bullet before it."""

    text: str
    indent: float = 0.0
    bullet: str = ""


def broken(blocks: tuple[TextBlock, ...], room: float, font: str, size: float, bullet: str = "•") -> list[Line]:
    """The lines of all blocks in a column so many points wide."""
    lines: list[Line] = []
    for block in blocks:
        indent = HANGING if block.kind == "bullet" else 0.0
        for number, text in enumerate(_wrapped(block.text, room - indent, font, size)):
            lines.append(Line(text, indent, bullet if indent and number == 0 else ""))
    return lines


def _wrapped(text: str, room: float, font: str, size: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        for piece in _pieces(word, room, font, size):
            joined = f"{line} {piece}" if line else piece
            if line and width(joined, font, size) > room:
                yield line
                line = piece
            else:
                line = joined
    if line:
        yield line


def _pieces(word: str, room: float, font: str, size: float) -> Iterator[str]:
    """The word, cut where it is wider than the whole column: only addresses are."""
    while width(word, font, size) > room and len(word) > 1:
        fits = next((count for count in range(len(word) - 1, 1, -1) if width(word[:count], font, size) <= room), 1)
        yield word[:fits]
        word = word[fits:]
    yield word
