"""Running text gathered into blocks: white space folded, struck-through ranges kept."""

from __future__ import annotations

import re

from models.document import Block, BlockKind, Evidence

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphens and zero-width characters: they say where a line may break, not what it says."""

_PIECES = re.compile(r"\s+|\S+")


class BlockFlow:
    """Takes text run by run and gives blocks. A block without words is dropped, its marker going to the next text."""

    def __init__(self, evidence: tuple[Evidence, ...] = ()) -> None:
        self._evidence = evidence
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._length = 0
        self._space = False
        self._struck: list[tuple[int, int]] = []
        self._kind: BlockKind = "para"
        self._marker = ""
        self._level = 0

    def write(self, text: str, *, struck: bool = False) -> None:
        """Add a run. White space folds to one space within and between runs, and is dropped at a block's ends."""
        for piece in _PIECES.findall(text.translate(INVISIBLE)):
            if piece.isspace():
                self._space = self._length > 0
            else:
                self._write_word(piece, struck=struck)

    def _write_word(self, word: str, *, struck: bool) -> None:
        goes_on = struck and bool(self._struck) and self._struck[-1][1] == self._length
        start = self._length + (1 if self._space and not goes_on else 0)
        piece = f" {word}" if self._space else word
        self._text.append(piece)
        self._length += len(piece)
        self._space = False
        if struck:
            self._strike(start, self._length)

    def open(self, kind: BlockKind, marker: str = "", level: int = 0) -> None:
        """End the block under way and begin one of this kind."""
        self.close()
        self._kind, self._marker, self._level = kind, marker, level

    def close(self) -> None:
        """End the block under way; what follows is a plain paragraph."""
        if self._length:
            self._blocks.append(
                Block(
                    kind=self._kind,
                    text="".join(self._text),
                    marker=self._marker,
                    level=self._level,
                    struck=tuple(self._struck),
                    evidence=self._evidence,
                )
            )
        self._text, self._struck = [], []
        self._length, self._space = 0, False
        self._kind, self._marker, self._level = "para", "", 0

    def blocks(self) -> tuple[Block, ...]:
        """All blocks so far, the one under way ended."""
        self.close()
        return tuple(self._blocks)

    @property
    def is_open(self) -> bool:
        """Whether the block under way has words."""
        return self._length > 0

    def _strike(self, start: int, end: int) -> None:
        if self._struck and self._struck[-1][1] == start:
            self._struck[-1] = (self._struck[-1][0], end)
        else:
            self._struck.append((start, end))
