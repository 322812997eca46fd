"""Colours of pages and workbooks. A colour never stands alone: the word is always there too."""

from __future__ import annotations

from dataclasses import dataclass

from models.plan import RagColour


@dataclass(frozen=True, slots=True)
class Shade:
    """A background, the text on it, and a strong form for bars and borders; each as #rrggbb."""

    background: str
    text: str
    strong: str


# Text on background is at least 7 to 1, strong on white at least 3 to 1 (WCAG 2.2, 1.4.6 and 1.4.11); tests compute it.
RAG_SHADES: dict[RagColour | None, Shade] = {
    "red": Shade("#f9d9d5", "#5c1410", "#b3261e"),
    "amber": Shade("#fde9c4", "#523500", "#a66300"),
    "green": Shade("#d5efda", "#0f431b", "#2b7a3d"),
    "blue": Shade("#d9e7fa", "#143a70", "#2f62a8"),
    None: Shade("#f0f0f0", "#3d3d3d", "#767676"),
}

INSERTED = Shade("#d9f2de", "#0b4a1c", "#2b7a3d")
DELETED = Shade("#fbe0dd", "#6b1a14", "#b3261e")
MOVED = Shade("#e6e3f7", "#372a7d", "#5b4bb3")
HEADER = Shade("#1f3a5f", "#ffffff", "#1f3a5f")

RAG_WORDS: dict[RagColour | None, str] = {
    "red": "Red",
    "amber": "Amber",
    "green": "Green",
    "blue": "Blue",
    None: "No RAG",
}
