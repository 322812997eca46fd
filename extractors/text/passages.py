"""Running text of a text copy: paragraphs, bullets, headings, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from extractors.common.markup import read_blocks
from extractors.common.shapes import is_prose, opens_title, words
from extractors.text.segments import Passage
from models.document import Block

_MARKED_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
"""Headings as Markdown writes them."""
_HEADING_WORDS_LIMIT = 16
"""Words of the longest title of a plan seen, with the name of its borough."""


def passage_blocks(passage: Passage) -> Iterator[Block]:
    """The blocks of a passage. A short line alone between two gaps, which is no sentence and no label, is a heading."""
    if passage.furniture:
        yield from _as(read_blocks("\n".join(passage.lines)), "furniture")
        return
    alone = len(passage.lines) == 1 and _stands_as_heading(passage.lines[0])
    for marked, lines in groupby(passage.lines, key=_MARKED_HEADING.match):
        text = "\n".join(lines)
        if marked is not None:
            yield from _as(read_blocks(text[marked.end() :]), "heading", len(marked.group(1)) - 1)
        elif alone:
            yield from _as(read_blocks(text), "heading")
        else:
            yield from read_blocks(text)


def _as(blocks: tuple[Block, ...], kind: str, level: int = 0) -> Iterator[Block]:
    for block in blocks:
        yield block.model_copy(update={"kind": kind, "level": level} if block.kind == "para" else {})


def _stands_as_heading(line: str) -> bool:
    plain = line.strip()
    if is_prose(plain) or not 0 < len(words(plain)) <= _HEADING_WORDS_LIMIT or plain[-1] in ".,;!?":
        return False
    return ":" not in plain or opens_title(plain)
