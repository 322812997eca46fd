"""Joins the blocks of a cell that a page break cut."""

from __future__ import annotations

import re
from collections.abc import Container

from extractors.assembler.grid import says
from models.document import Block
from models.reference.phrases import says_nothing

_OPENS_PARAGRAPH = re.compile(r"[-–]\s?\w|[A-Z][\w&'’/ ]{1,40}\s?:\s|[A-Z]{2,8}\s?[-–]\s?\w")
SENTENCE_END = re.compile(r"[.!?:;…]['\"’”)\]]*$")
_OPEN_END = re.compile(r"\b(?:and|or|of|the|to|for|with|in|a|an|by|from|at|that|which)$", re.IGNORECASE)
"""A word after which a sentence must go on, whatever follows: a name, a number."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/_=?&#%~-]$", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"[\w%-]*[/_=?&#%~]|[\w-]+\.\w")
"""A web address that a break cuts at one of its signs, and what may be the rest of it."""


def runs_on(before: Block, after: Block) -> bool:
    """Whether a paragraph that stands last before a page break goes on in the first block after it.

    After the end of a sentence, a dash or a speaker's label opens a paragraph of its own. Else the reader's measure
    decides where there is one: the paragraph goes on when the next word would not have fitted on its last line. Without
    a measure, an unfinished sentence does.
    """
    if after.marker or after.kind in {"bullet", "heading"} or not before.text or not after.text:
        return False
    if SENTENCE_END.search(before.text) and _OPENS_PARAGRAPH.match(after.text):
        return False
    if before.last_line_room is not None and after.first_word_width is not None:
        return after.first_word_width > before.last_line_room
    return not SENTENCE_END.search(before.text) or after.text[0].islower()


def joined_blocks(
    before: tuple[Block, ...], after: tuple[Block, ...], words: Container[str] = frozenset()
) -> tuple[Block, ...]:
    """The blocks of a cell from those before and after a page break; a paragraph that the break cuts is one block.

    words: the words of the whole document, by which a word that the break cuts is known.
    """
    if not before or not after or not runs_on(before[-1], after[0]):
        return before + after
    return (*before[:-1], join(before[-1], after[0], words), *after[1:])


def join(before: Block, after: Block, words: Container[str] = frozenset()) -> Block:
    """One block from two halves. A hyphen at the break keeps its word whole, and so does a narrow column."""
    hyphened = re.search(r"\w[-‐‑]$", before.text) and after.text[:1].isalpha()
    address = _ADDRESS.search(before.text) and _ADDRESS_PART.match(after.text)
    space = "" if hyphened or address or _is_cut_word(before.text, after.text, words) else " "
    return before.followed_by(after, space)


def _is_cut_word(before: str, after: str, words: Container[str]) -> bool:
    """Whether two halves are no words of the document, and their whole is one."""
    head, tail = before.rsplit(None, 1)[-1], re.match(r"[^\W\d_]*", after)
    end = tail.group() if tail else ""
    return end.islower() and head.isalpha() and head + end in words and head not in words


def sentence_goes_on(before: tuple[Block, ...], after: tuple[Block, ...]) -> bool:
    """Whether words after a page break finish a sentence begun before it."""
    if not before or not after:
        return False
    end, start = says(before[-1]), says(after[0])
    said = bool(end) and not says_nothing(end) and not says_nothing(start)
    amid = start[:1].islower() or (_OPEN_END.search(end) is not None and runs_on(before[-1], after[0]))
    return said and not SENTENCE_END.search(end) and amid
