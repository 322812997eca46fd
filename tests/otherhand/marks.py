"""How a RAG value stands on the page."""

from __future__ import annotations

import random
from dataclasses import dataclass

from builders.description import RagName
from otherhand.flow import Cell, Para, Shape
from otherhand.looks import luminance

STYLES = (
    "fill", "fill word", "fill word", "word", "word", "letter", "fill letter", "dot", "dot word", "phrase",
    "boxes", "key",
    "number fill", "columns",
)  # fmt: skip
PHRASES = {
    "red": ("Red - off track", "Red (not started)", "RED: delayed"), "amber": ("Amber - some delay",
    "In progress (amber)", "AMBER: partly met"),
    "green": ("Green - on track", "On course (green)", "GREEN: met"), "blue": ("Blue - complete",
    "Finished (blue)", "BLUE: closed"),
}  # fmt: skip
KEYS = {"red": "Off track", "amber": "At risk", "green": "On track", "blue": "Complete"}


@dataclass(frozen=True, slots=True)
class Marker:
    """Writes RAG values in one way. `key`: whether the page must explain the way."""

    style: str
    colours: dict[str, str]
    words: dict[str, str]
    shape: Shape

    @property
    def key(self) -> bool:
        """Whether a key is needed to read the values."""
        return self.style in {"key", "number fill"}

    def paras(self, rag: RagName | None) -> tuple[Para, ...]:
        """What is written; with `fill` beside it, the colour of the cell."""
        if rag is None:
            return ()
        match self.style:
            case "fill" | "number fill":
                return ()
            case "dot":
                return (Para("", shape=self.shape, ink=self.colours[rag]),)
            case "dot word":
                return (Para(self.words[rag], shape=self.shape, ink=self.colours[rag]),)
            case "boxes":
                text = "  ".join(f"{'☒' if name == rag else '☐'} {self.words[name]}" for name in self.words)
                return (Para(text),)
            case _:
                ink = "#ffffff" if self.fill(rag) and luminance(self.fill(rag)) < 0.4 else ""
                return (Para(self.words[rag], ink=ink, bold=bool(self.fill(rag))),)

    def fill(self, rag: RagName | None) -> str:
        """The colour of the cell, empty for none."""
        return self.colours[rag] if rag and self.style in {"fill", "fill word", "fill letter", "number fill"} else ""

    def cell(self, rag: RagName | None) -> Cell:
        """A cell with the value."""
        return Cell(self.paras(rag), fill=self.fill(rag), middle=True)


def drawn_marker(chance: random.Random, style: str, colours: dict[str, str]) -> Marker:
    """The way in which a document writes RAG values."""
    cased = chance.choice((str.capitalize, str.capitalize, str.upper, str.lower))
    words = {name: cased(name) for name in colours}
    if "letter" in style:
        words = {name: name[0].upper() for name in colours}
    if style == "phrase":
        at = chance.randrange(3)
        words = {name: PHRASES[name][at] for name in colours}
    if style == "key":
        words = dict(KEYS)
    return Marker(style, colours, words, chance.choice(("dot", "dot", "square")))


def key_rows(marker: Marker) -> list[tuple[Cell, Cell]]:
    """The rows of the key: the mark, and the value in words."""
    rows: list[tuple[Cell, Cell]] = []
    for name, words in KEYS.items():
        meaning = f"{name.capitalize()}" if marker.style == "key" else f"{name.capitalize()}: {words.lower()}"
        first = Cell((Para(words),)) if marker.style == "key" else Cell(fill=marker.colours[name])
        rows.append((first, Cell((Para(meaning),), fill="" if marker.style == "number fill" else marker.colours[name])))
    return rows
