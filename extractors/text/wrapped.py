"""Rows and cells that a text copy broke over several lines, put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.common.markup import continues, fold
from extractors.common.shapes import is_number
from extractors.text.lines import Line

_NARROW = 30
"""Characters of a line that stood in a narrow cell and was broken by it."""
_STARTS_ANEW = re.compile(
    r"\W*(?:(?:\d{1,2}|[IVX]{1,4})[.):]?\s+[^\W\d]|(?:theme|priority|section|outcome)\b)", re.IGNORECASE
)


def join_broken_rows(lines: Sequence[Line]) -> list[Line]:
    """Put rows together that a line break inside a cell cut.

    A row is taken for cut when the lines from it on, up to a gap, give together exactly as many fields as most rows of
    the same stretch have, and the next piece does not open as rows do, with nothing or a number.
    """
    usual = _usual_widths(lines)
    joined: list[Line] = []
    position = 0
    while position < len(lines):
        end = _row_end(lines, position, usual.get(lines[position].group, 0))
        fields = lines[position].fields
        for line in lines[position + 1 : end + 1]:
            fields = (*fields[:-1], f"{fields[-1]}\n{line.fields[0]}", *line.fields[1:])
        joined.append(Line(fields, lines[position].group))
        position = end + 1
    return joined


def join_lone_lines(lines: Sequence[str]) -> str:
    """The text of a cell whose lines stood by themselves; a line feed where a line is a paragraph of its own."""
    joined: list[str] = []
    above = ""
    for line in lines:
        if joined and not _STARTS_ANEW.match(line) and (_is_narrow_break(above, line) or continues(joined[-1], line)):
            joined[-1] = fold(joined[-1], line)
        else:
            joined.append(line)
        above = line
    return "\n".join(joined)


def _is_narrow_break(above: str, line: str) -> bool:
    narrow = len(above) <= _NARROW and len(line) <= _NARROW
    return narrow and above.isupper() == line.isupper() and above[-1] not in ".:;!?"


def _usual_widths(lines: Sequence[Line]) -> dict[int, int]:
    counts: dict[int, Counter[int]] = {}
    for line in lines:
        if line.is_row:
            counts.setdefault(line.group, Counter())[len(line.fields)] += 1
    return {group: max(counter, key=lambda width: (counter[width], width)) for group, counter in counts.items()}


def _row_end(lines: Sequence[Line], start: int, usual: int) -> int:
    first = lines[start]
    total = len(first.fields)
    if total < 2 or total >= usual:
        return start
    for end in range(start + 1, len(lines)):
        line = lines[end]
        opening = line.fields[0].strip()
        if line.group != first.group or not opening or (line.is_row and is_number(opening)):
            return start
        total += len(line.fields) - 1
        if total >= usual:
            return end if total == usual and line.is_row else start
    return start
