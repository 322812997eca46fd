"""Breaks text into the lines of a column, as a word processor does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from builders.arrangement import ArrangedCell
from builders.layout import PdfStyle
from builders.pdf_surface import BOLD, text_width

AFTER_HYPHEN = re.compile(r"(?<=\w-)(?=\w)")  # a word may be broken after a hyphen of its own
BULLET_INDENT = 4.0
HANGING_INDENT = 12.0
LEAST_ROOM = 1.0  # points that must be left where a line ends early


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of a cell: its words and what goes before them; indent and the gap over it in points.

    `bullet`: a glyph stands before it. `opens`: it is the first line of its block.
    """

    text: str
    font: str
    indent: float = 0.0
    bullet: bool = False
    opens: bool = False
    gap: float = 0.0


def wrap(text: str, font: str, size: float, width: float, first: float | None = None) -> list[str]:
    """Lines no wider than `width`, the first no wider than `first`.

    Only a word wider than the column is broken where it has no hyphen.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        for position, piece in enumerate(AFTER_HYPHEN.split(word)):
            room = first if first is not None and not lines else width
            space = " " if line and position == 0 else ""
            if text_width(line + space + piece, font, size) <= room:
                line += space + piece
                continue
            if line:
                lines.append(line)
            *broken, line = _chop(piece, font, size, width)
            lines += broken
    return [*lines, line] if line else lines


def _chop(piece: str, font: str, size: float, width: float) -> list[str]:
    parts = []
    while text_width(piece, font, size) > width:
        length = len(piece) - 1
        while length > 1 and text_width(piece[:length], font, size) > width:
            length -= 1
        parts.append(piece[:length])
        piece = piece[length:]
    return [*parts, piece]


def set_cell(cell: ArrangedCell, width: float, style: PdfStyle) -> list[SetLine]:
    """The lines of a cell `width` points wide, padding left out."""
    lines: list[SetLine] = []
    for index, block in enumerate(cell.blocks):
        light = not cell.bold or (cell.strapline and index == len(cell.blocks) - 1)
        font = style.font if light else BOLD[style.font]
        gap = style.paragraph_gap if index else 0.0
        if block.kind == "para":
            set_lines = [SetLine(text, font) for text in wrap(block.text, font, style.size, width)]
        else:
            set_lines = _bullet_lines(block.text, font, width, style)
        if set_lines:
            first = set_lines[0]
            if lines and gap == 0.0:
                check_break(lines[-1], first, width, style)
            lines += [replace(first, gap=gap, opens=True), *set_lines[1:]]
    return lines


def check_break(last: SetLine, first: SetLine, width: float, style: PdfStyle) -> None:
    """Refuse a paragraph that nobody could tell from the one before it.

    Without a gap, or at the end of a page, only the room left on a paragraph's last line shows that the next word was
    not meant to follow.
    """
    if last.font != first.font or first.bullet:
        return
    joined = f"{last.text} {first.text.split(' ', 1)[0]}"
    if last.indent + text_width(joined, last.font, style.size) > width - LEAST_ROOM:
        raise ValueError(f"the column is too narrow to show where the paragraph {last.text!r} ends")


def _bullet_lines(text: str, font: str, width: float, style: PdfStyle) -> list[SetLine]:
    after = HANGING_INDENT if style.hanging_bullets else 0.0
    texts = wrap(text, font, style.size, width - after, width - HANGING_INDENT)
    return [
        SetLine(line, font, indent=HANGING_INDENT if index == 0 else after, bullet=index == 0)
        for index, line in enumerate(texts)
    ]
