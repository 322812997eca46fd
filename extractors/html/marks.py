"""Colours in a cell that are no fill: dots, highlights, coloured text."""

from __future__ import annotations

from lxml.html import HtmlElement

from extractors.common.flow import BULLETS
from extractors.common.markup import read_marks
from extractors.html.colours import TRANSPARENT, WHITE, is_grey, parse_colour
from extractors.html.styles import Style
from extractors.html.stylesheet import StyleSheet
from models.document import Mark

_DOTS = frozenset(BULLETS + "⬤●■◼⚫⬛▲▼◆★")
_HIGHLIGHT = "#ffff00"
"""What browsers lay behind `mark` when no style sheet says otherwise."""
_SHAPES = ("circle", "rect", "ellipse", "path", "polygon")
_TABLE_PARTS = frozenset({"row", "cell", "row-group"})


class Marks:
    """Takes the colours of a cell in the order met, each once."""

    def __init__(self) -> None:
        self._found: dict[Mark, None] = {}

    def add(self, mark: Mark) -> None:
        """Keep a mark."""
        self._found[mark] = None

    def taken(self) -> tuple[Mark, ...]:
        """The marks so far."""
        return tuple(self._found)

    def note_text(self, text: str, colour: str | None) -> None:
        """Note the colour of a text, that of a drawn sign as a shape. Greys say nothing."""
        for mark in read_marks(text):
            self.add(mark)
        if colour is not None and colour != TRANSPARENT and not is_grey(colour):
            drawn = all(sign in _DOTS or sign.isspace() for sign in text)
            self.add(Mark(kind="shape" if drawn else "text", colour=colour))

    def note_background(self, element: HtmlElement, style: Style) -> None:
        """Note the colour behind a run or box; one without words is a shape."""
        colour = style.background or (_HIGHLIGHT if element.tag == "mark" else None)
        if colour is not None and colour not in {TRANSPARENT, WHITE} and style.display not in _TABLE_PARTS:
            empty = not element.text_content().strip()
            self.add(Mark(kind="shape" if empty else "highlight", colour=colour))

    def note_drawing(self, element: HtmlElement, sheet: StyleSheet) -> None:
        """Note the colour of the first shape of an `svg` element."""
        shape = next(element.iter(*_SHAPES), None)
        if shape is not None:
            filled = sheet.declared(shape).get("fill") or shape.get("fill") or element.get("fill") or ""
            colour = parse_colour(filled)
            if colour is not None and colour not in {TRANSPARENT, WHITE}:
                self.add(Mark(kind="shape", colour=colour))
