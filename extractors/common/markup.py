"""Scraps of HTML and Markdown in a text copy, read into blocks.

A text copy of a web page or of a database field keeps pieces of its markup: `<p>`, `<br>`, lists that are never
closed, entities, bullets run together in one line, `**emphasis**`. What is no known tag stays text.
"""

from __future__ import annotations

import html
import re

from extractors.common.flow import BULLETS, BlockFlow
from extractors.common.ink import PLAIN_INK, Ink
from models.document import Block, Evidence

HARD_BREAK = "\u2028"
"""Stands for a line break that the writer made inside a cell (the vertical tab of Word and Excel)."""

_BLOCK_NAMES = """
    address article aside blockquote body br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr html li main
    nav ol p pre section table tbody td tfoot th thead tr ul
"""
_INLINE_NAMES = """
    a abbr b big cite code del em font i img ins kbd label mark q s samp small span strike strong sub sup tt u var wbr
"""
_BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
_INLINE_TAGS = frozenset(_INLINE_NAMES.split())
_STRIKE_TAGS = frozenset({"s", "del", "strike"})
_TOKEN = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_EMPHASIS = re.compile(r"(\*\*|__)(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])", re.DOTALL)
_STRIKE = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~", re.DOTALL)
_OPENS_BULLET = re.compile(rf"[ \t]*(?:[{BULLETS}]|[·*]\s+)(?=\S)")


def read_blocks(raw: str, evidence: tuple[Evidence, ...] = ()) -> tuple[Block, ...]:
    """The blocks of a cell or a line of a text copy. A line feed in `raw` ends a block unless it only fills a line."""
    reader = _ScrapReader(BlockFlow(evidence))
    reader.read(_fold_emphasis(raw))
    return reader.flow.take()


STRUCK = Ink(struck=True)


class _ScrapReader:
    """Walks over the tags and the text between them."""

    def __init__(self, flow: BlockFlow) -> None:
        self.flow = flow
        self._struck = 0
        self._lists: list[int | None] = []

    def read(self, raw: str) -> None:
        position = 0
        for token in _TOKEN.finditer(raw):
            name = (token.group(1) or "").lower()
            if name and name not in _BLOCK_TAGS and name not in _INLINE_TAGS and ":" not in name:
                continue
            self._text(raw[position : token.start()])
            position = token.end()
            if name:
                self._tag(name, closing=token.group().startswith("</"))
        self._text(raw[position:])

    def _tag(self, name: str, *, closing: bool) -> None:
        if name in _STRIKE_TAGS:
            self._struck = max(0, self._struck + (-1 if closing else 1))
        if name not in _BLOCK_TAGS:
            return
        if closing:
            self.flow.close()
        else:
            self.flow.part()
        if name in {"ul", "ol"}:
            if not closing:
                self._lists.append(1 if name == "ol" else None)
            elif self._lists:
                self._lists.pop()
        elif name == "li" and not closing:
            self._item()

    def _item(self) -> None:
        level = max(0, len(self._lists) - 1)
        number = self._lists[-1] if self._lists else None
        if number is None:
            self.flow.open("bullet", "•", level)
        else:
            self.flow.open("para", f"{number}.", level)
            self._lists[-1] = number + 1

    def _text(self, raw: str) -> None:
        for number, line in enumerate(_meant_lines(_unescape(raw))):
            if number:
                self.flow.close()
            self._write(line)

    def _write(self, text: str) -> None:
        parts = _STRIKE.split(text)
        for number, part in enumerate(parts):
            self.flow.write(part, STRUCK if self._struck or number % 2 == 1 else PLAIN_INK)


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)


def _fold_emphasis(raw: str) -> str:
    """Take emphasis signs away; a line break inside emphasis only fills a line."""
    return _EMPHASIS.sub(lambda match: _join_lines(match.group(2).split("\n")), raw)


def _join_lines(lines: list[str]) -> str:
    joined = ""
    for line in lines:
        joined = fold(joined, line.strip()) if joined else line.strip()
    return joined


def fold(before: str, after: str) -> str:
    """Two lines as one. A hyphen at the break stays, so that the word is whole: "Co-" + "ordination"."""
    hyphenated = before.endswith("-") and len(before) > 1 and before[-2].isalpha() and after[:1].islower()
    return before + after if hyphenated else f"{before} {after}"


WRAP_WIDTH = 60
"""Characters from which on a line may have been broken only because it was full; e-mail wraps at 72 to 78."""


def continues(before: str, after: str) -> bool:
    """Whether `after` goes on with the sentence of `before`, so that the break between them only fills a line."""
    before, after = before.strip(), after.strip()
    if not before or not after or _OPENS_BULLET.match(after):
        return False
    if after[0].islower() and before[-1] not in ".!?:;":
        return True
    same_case = before.isupper() == after.isupper()
    return len(before) >= WRAP_WIDTH and before[-1] not in ".!?:;" and same_case and not _opens_item(after)


def _opens_item(line: str) -> bool:
    return re.match(r"(?:[-\u2013\u2014*]\s*\S|\(?\w{1,3}[.)]\s)", line) is not None


def _meant_lines(text: str) -> list[str]:
    """The lines as the writer meant them."""
    meant: list[str] = []
    for chunk in text.split(HARD_BREAK):
        fresh = True
        for line in chunk.split("\n"):
            if not fresh and meant and continues(meant[-1], line):
                meant[-1] = fold(meant[-1].rstrip(), line.lstrip())
            else:
                meant.append(line)
            fresh = False
    return meant
