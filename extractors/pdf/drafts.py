"""Blocks in the making, and the room their lines have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractors.common.ink import Span
from extractors.pdf.lines import Line
from extractors.pdf.source.geometry import Box

Kind = Literal["para", "bullet"]


@dataclass(frozen=True, slots=True)
class Measure:
    """The room lines have in a column: its inner left and right edge, in the reading frame."""

    left: float
    right: float


@dataclass(slots=True)
class Draft:
    """A paragraph or list item being put together. `text` has no breaks; `spans` tell how ranges of it look."""

    kind: Kind
    marker: str = ""
    marker_x0: float = 0.0
    text_x0: float = 0.0
    level: int = 0
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    room: float | None = None
    """Points left free after the last line."""
    opening: float | None = None
    """Points that the first word and a space before it take."""

    @property
    def last(self) -> Line:
        """The line added last."""
        return self.lines[-1]

    @property
    def page_boxes(self) -> list[Box]:
        """The boxes of its lines on the page."""
        return [line.page_box for line in self.lines]
