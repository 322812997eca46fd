"""What pens draw on pages: words, lines, boxes and spots. Points, origin top left."""

from __future__ import annotations

from dataclasses import dataclass

from otherhand.flow import Shape

LEADING = 1.22


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a base line; `turned`: upwards."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    ink: str = "#000000"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box, filled, drawn or both; `round`: the radius of its corners."""

    x0: float
    y0: float
    x1: float
    y1: float
    fill: str = ""
    line: str = ""
    width: float = 0.5
    round: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    ink: str
    width: float
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A coloured mark of a RAG value, by its middle."""

    x: float
    y: float
    size: float
    shape: Shape
    ink: str


Mark = Words | Box | Stroke | Spot
Page = list[Mark]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell: runs of words with their weight."""

    runs: tuple[tuple[str, bool], ...]
    size: float
    ink: str
    indent: float
    spot: tuple[Shape, str] = ("", "")

    @property
    def height(self) -> float:
        """From one base line to the next."""
        return self.size * LEADING
