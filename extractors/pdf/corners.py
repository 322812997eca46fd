"""What stands in the corners of a paragraph: its number, in the middle of its lines or over them, and its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.common.shapes import is_number
from extractors.common.signs import are_dots
from extractors.pdf.lines import Line, gather_lines, make_line, pieces_of
from extractors.pdf.words import Word
from models.reference.columns import is_column_name
from models.reference.statuses import is_bare_status

GAP = 1.5
"""Times the size of white before a status at the end of a line."""

ALIGNED = 1.0
"""Points within which lines of a paragraph begin at one place."""

CHIP_WORDS = 6
"""Words of a status with its label, at most."""

LEADING = 2.0
"""Times the size from line to line of a paragraph, at most."""


def with_corners_first(lines: Sequence[Line]) -> list[Line]:
    """The lines from top to bottom, a number beside a paragraph and a status at its right end put before it."""
    ordered: list[Line] = []
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else None
        if is_number(line.text):
            beside = [one for one in (below, *ordered[-1:]) if one is not None and _is_left_of(line, one)]
            if beside:
                ordered.insert(_begin(ordered, line, beside[0]), line)
                continue
        status, rest = _status_at_end(line)
        ordered += [make_line(words) for words in (status, rest) if words] if status else [line]
    return ordered


def opening_parts(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words over the labels of a card in parts: its wording with the number in front of it, then its status."""
    pieces = [piece for line in gather_lines(words) for piece in pieces_of(line, GAP)]
    chips = [piece for piece in pieces if _is_chip(piece, pieces)]
    yield [word for piece in pieces if piece not in chips for word in piece.words]
    yield [word for piece in chips for word in piece.words]


def _is_chip(piece: Line, pieces: Sequence[Line]) -> bool:
    """Whether a piece of a line is a status, its label before it: a few words right of all the lines."""
    if is_number(piece.text):
        return False
    left = [one for one in pieces if one.x0 < piece.x0 - piece.size and not is_number(one.text)]
    far = bool(left) and max(one.x1 for one in left) < piece.x0
    return is_bare_status(piece.text.rpartition(":")[2].strip()) or (far and len(piece.words) <= CHIP_WORDS)


def _is_left_of(number: Line, line: Line) -> bool:
    return number.x1 < line.x0 and line.bottom > number.top and line.base - number.base <= LEADING * line.size


def _begin(lines: Sequence[Line], number: Line, below: Line) -> int:
    """Where the paragraph begins that goes on below the number beside it."""
    place, under = len(lines), below
    while place:
        line = lines[place - 1]
        beside = abs(line.x0 - below.x0) <= ALIGNED and line.bottom > number.top and line.bold == below.bold
        if not beside or under.base - line.base > LEADING * line.size:
            break
        place, under = place - 1, line
    return place


def _status_at_end(line: Line) -> tuple[list[Word], list[Word]]:
    """The words of a line that are a status far from those before it, its label among them, and the others."""
    words = line.words
    for place in range(len(words) - 1, 0, -1):
        if words[place].x0 - words[place - 1].x1 >= GAP * line.size:
            last, before = make_line(words[place:]).text, make_line(words[:place]).text
            label, _, said = last.rpartition(":")
            found = (is_bare_status(said) or (said.strip() and are_dots(said))) and (not label or is_column_name(label))
            found = found and not (before.endswith(":") or is_column_name(before))  # whose value it is
            return (words[place:], words[:place]) if found else ([], [])
    return [], []
