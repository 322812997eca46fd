"""Running text gathered into blocks: white space folded, typed bullets taken off, struck-through ranges kept."""

from __future__ import annotations

import re

from extractors.common.bidi import as_displayed
from extractors.common.ink import PLAIN_INK, Ink, Span, looks_of, raised_ranges, struck_ranges, with_notes
from extractors.common.letters import spelt_out
from models.document import Block, BlockKind, Evidence

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphens and zero-width characters: they say where a line may break, not what it says."""

BULLETS = "•●▪◦‣\u2043∙■□▫◾◽➢➤\uf0b7\uf0a7\uf0d8\uf076"
"""Glyphs that open list items, those of Word's symbol fonts (private use area) among them."""

_PIECES = re.compile(r"\s+|\S+")
_BULLET = re.compile(rf"(?:^|(?<=\s))(?:[{BULLETS}]\s*|(?<![^\n])[·*]\s+)(?=\S)")
"""A glyph before a word, anywhere; a middle dot or an asterisk only at the start, as both are used inside sentences."""


class BlockFlow:
    """Takes text run by run and gives blocks.

    A block without words is not given, unless it is a number of an automatic list and `keep_numbers` is true: in a
    cell such a number may be all that is printed.
    """

    def __init__(
        self, evidence: tuple[Evidence, ...] = (), base: BlockKind = "para", *, keep_numbers: bool = False
    ) -> None:
        self._keep_numbers = keep_numbers
        self._base: BlockKind = base
        self._evidence = evidence
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._length = 0
        self._space = False
        self._spans: list[Span] = []
        self._kind: BlockKind = base
        self._marker = ""
        self._level = 0

    def write(self, text: str, ink: Ink = PLAIN_INK) -> None:
        """Add a run of one look. White space folds to one space, also between runs, and goes at a block's ends."""
        for piece in _PIECES.findall(spelt_out(as_displayed(text.translate(INVISIBLE)))):
            if piece.isspace():
                self._space = self._length > 0
            else:
                self._write_word(piece, ink)

    def open(self, kind: BlockKind, marker: str = "", level: int = 0) -> None:
        """End the block under way and begin one of this kind."""
        self.close()
        self._kind, self._marker, self._level = kind, marker, level

    def part(self) -> None:
        """End the block under way if it has words; else leave its kind and marker to the words that come."""
        if self._length:
            self.close()

    def close(self) -> None:
        """End the block under way; what follows is a plain block."""
        if self._length:
            self._blocks.extend(self._split())
        elif self._keep_numbers and self._kind == "para" and self._marker:
            self._blocks.append(self._block("", 0, 0))
        self._text, self._spans = [], []
        self._length, self._space = 0, False
        self._kind, self._marker, self._level = self._base, "", 0

    def take(self) -> tuple[Block, ...]:
        """Hand over the blocks so far, the one under way ended, and begin anew."""
        self.close()
        blocks, self._blocks = tuple(self._blocks), []
        return blocks

    @property
    def base(self) -> BlockKind:
        """Kind of the blocks that nothing else is said of."""
        return self._base

    @base.setter
    def base(self, kind: BlockKind) -> None:
        self._base = kind
        self.close()

    @property
    def kind(self) -> BlockKind:
        """Kind of the block under way."""
        return self._kind

    @property
    def level(self) -> int:
        """Depth of the block under way."""
        return self._level

    @property
    def is_open(self) -> bool:
        """Whether the block under way has words."""
        return self._length > 0

    def _write_word(self, word: str, ink: Ink) -> None:
        start = self._length + self._space
        piece = f" {word}" if self._space else word
        self._text.append(piece)
        self._length += len(piece)
        self._space = False
        if ink is not PLAIN_INK:
            self._spans.append((start, self._length, ink))

    def _split(self) -> list[Block]:
        """The block under way, cut before each bullet glyph typed into it."""
        text = "".join(self._text)
        typed = list(_BULLET.finditer(text)) if self._kind in {"para", "bullet"} else []
        starts = [0, *(bullet.end() for bullet in typed)]
        ends = [*(bullet.start() for bullet in typed), len(text)]
        blocks = []
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if number:
                self._kind, self._marker = "bullet", typed[number - 1].group().strip()
            if text[start:end].strip():
                blocks.append(self._block(text, start, end))
        return blocks

    def _block(self, text: str, start: int, end: int) -> Block:
        end = start + len(text[start:end].rstrip())
        spans = [
            (max(first, start) - start, min(last, end) - start, ink)
            for first, last, ink in self._spans
            if first < end and last > start
        ]
        block = Block(
            kind=self._kind,
            text=text[start:end],
            marker=self._marker,
            level=self._level,
            struck=struck_ranges(spans),
            looks=looks_of(spans),
            evidence=self._evidence,
        )
        return with_notes(block, raised_ranges(spans))
