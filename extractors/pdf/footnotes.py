"""Notes at the foot of a page: small print under all else, opened by the mark that the text cites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pdf.lines import Line
from extractors.pdf.rulings import Ruling

SMALLER = 0.95
"""Share of the size of the body text up to which a line is small print."""

LONGEST_RULE = 230.0
"""Points: the rule over notes is a third of the text's width in word processors, never all of it."""

UNDER_RULE = 14.0
"""Points from the rule to the top of the first note."""

BEGINS = 6.0
"""Points by which the rule's start may miss that of the note."""

_MARK = re.compile(r"^(?:\d{1,2}|[*†‡§¹²³]{1,3}|\[\d{1,2}\]|\(\d{1,2}\))\s?(?=[A-Z“\"‘'(h])")
"""A note's mark before its first word."""


def split_notes(lines: Sequence[Line], rulings: Sequence[Ruling], body_size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page's last column of text without its notes, and the notes.

    Notes are the last lines: from the first that opens with a mark, in small print or under a short rule, all down to
    the end being no larger.
    """
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        small = line.size <= SMALLER * body_size or _has_rule(line, rulings)
        if line.bold or not small:
            break
        if _MARK.match(line.text) and not _is_listed(line, lines):
            start = index
    return list(lines[:start]), list(lines[start:])


def _is_listed(line: Line, lines: Sequence[Line]) -> bool:
    """Whether the star that opens a line opens others too: a list has one mark for all its items, notes never do."""
    alike = (one for one in lines if one.words[0].text == line.words[0].text and abs(one.x0 - line.x0) <= BEGINS)
    return not line.text[0].isalnum() and len(line.words) > 1 and sum(1 for _ in alike) > 1


def _has_rule(line: Line, rulings: Sequence[Ruling]) -> bool:
    """Whether a short rule that begins where the line does stands right over it."""
    return any(
        ruling.level
        and ruling.length <= LONGEST_RULE
        and 0 <= line.top - ruling.at <= UNDER_RULE
        and abs(ruling.start - line.x0) <= BEGINS
        for ruling in rulings
    )
