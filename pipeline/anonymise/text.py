"""Text files in other words: every line, tab and column in its place."""

from __future__ import annotations

import re

from pipeline.anonymise.html import other_tag
from pipeline.anonymise.words import OtherWords

_TAG = r"</?(?:table|tr|td|th|span|font|b|i|u|s|p|br|div|strong|em|del|ins|ul|ol|li)\b[^<>]{0,500}>"
_BETWEEN = re.compile(rf"({_TAG}|\t|\||\s{{2,}}|\n|,(?=\")|(?<=\"),|\")", re.IGNORECASE)
"""What parts the cells of a line: tabs, pipes, wide gaps, tags, commas between quotes."""


def other_text(text: str, words: OtherWords) -> bytes:
    """The text in other words, in UTF-8."""
    parts = _BETWEEN.split(text)
    for place, part in enumerate(parts):
        if place % 2 == 0:
            parts[place] = words.text(part)
        elif part.startswith("<"):
            parts[place] = other_tag(part, words.text)
    return "".join(parts).encode("utf-8")
