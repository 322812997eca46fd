"""Markers of list items, as a browser or Word would print them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from extractors.common.counting import letters, roman
from models.document import BlockKind

_GLYPHS = {"disc": "•", "circle": "◦", "square": "▪"}
_GLYPHS_BY_DEPTH = ("disc", "circle", "square")
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_NUMBER = re.compile(r"\(?(?:\d+(?:\.\d+)*[.)]?|[a-zA-Z]{1,5}[.)])")
_LEVEL = re.compile(r"\blevel(\d)")


@dataclass(frozen=True, slots=True)
class Marker:
    """How an item opens: its kind, its marker, its depth from 0."""

    kind: BlockKind
    text: str
    level: int


@dataclass(slots=True)
class ListState:
    """A list under way: whether it counts, in which style, and the number of the next item."""

    ordered: bool
    style: str | None
    depth: int
    number: int
    step: int = 1

    @classmethod
    def begin(cls, element: HtmlElement, style: str | None, depth: int) -> ListState:
        """The state at the head of a `ul` or `ol` element; `style` is what its style sheet says, if anything."""
        ordered = element.tag == "ol"
        kind = element.get("type") or ""
        named = style or _TYPES.get(kind) or (kind.lower() if kind.lower() in {*_GLYPHS, "none"} else None)
        backwards = ordered and element.get("reversed") is not None
        items = sum(child.tag == "li" for child in element)
        start = _integer(element.get("start"), items if backwards else 1)
        return cls(ordered, named, depth, start, -1 if backwards else 1)

    def is_bare(self, element: HtmlElement, style: str | None) -> bool:
        """Whether the next item has no marker of the browser's."""
        return (style or _TYPES.get(element.get("type") or "") or self.style) == "none"

    def item(self, element: HtmlElement, style: str | None, made: str) -> Marker:
        """The marker of the next item; `made` is one that a style rule puts there."""
        if self.ordered:
            self.number = _integer(element.get("value"), self.number)
        number, self.number = self.number, self.number + self.step
        named = style or _TYPES.get(element.get("type") or "") or self.style
        if made:
            return read_marker(made, self.depth)
        if named == "none":
            return Marker("para", "", self.depth)
        if self.ordered and named not in _GLYPHS:
            return Marker("para", f"{count_in(named or 'decimal', number)}.", self.depth)
        if named is not None and named not in _GLYPHS:
            return Marker("para", f"{count_in(named, number)}.", self.depth)
        glyph = named or _GLYPHS_BY_DEPTH[min(self.depth, len(_GLYPHS_BY_DEPTH) - 1)]
        return Marker("bullet", _GLYPHS[glyph], self.depth)


def is_marker(text: str) -> bool:
    """Whether what stands before an item is its marker, a sign or a number, and not words."""
    text = text.strip()
    return bool(text) and (not any(map(str.isalnum, text)) or len(text) == 1 or _NUMBER.fullmatch(text) is not None)


def read_marker(text: str, level: int) -> Marker:
    """A marker that is written out: a number such as "1." or "(a)" counts, anything else is a glyph."""
    kind: BlockKind = "para" if _NUMBER.fullmatch(text) else "bullet"
    return Marker(kind, text, level)


def word_level(mso_list: str) -> int:
    """Depth of an item of Word's "Save as web page", from its `mso-list` value such as "l0 level2 lfo1"; from 0."""
    level = _LEVEL.search(mso_list)
    return int(level.group(1)) - 1 if level else 0


def count_in(style: str, number: int) -> str:
    """A number in a style of CSS lists. What a style cannot count is given in figures, as browsers do."""
    if style.endswith(("alpha", "latin")) and number > 0:
        counted = letters(number)
    elif style.endswith("roman") and 0 < number < 4000:
        counted = roman(number)
    else:
        return f"{number:02d}" if style == "decimal-leading-zero" else str(number)
    return counted.upper() if style.startswith("upper") else counted


def _integer(text: str | None, default: int) -> int:
    try:
        return int((text or "").strip())
    except ValueError:
        return default
