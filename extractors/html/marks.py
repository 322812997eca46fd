"""Colours in a cell that are no fill: dots, highlights, coloured text."""

from __future__ import annotations

from lxml.html import HtmlElement

from extractors.common.signs import are_dots, read_marks
from extractors.html.colour_values import CURRENT, parse_colour
from extractors.html.colours import TRANSPARENT, WHITE, is_grey
from extractors.html.generated import Generated
from extractors.html.styles import Style, Styles
from models.document import Mark

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
            self.add(Mark(kind="shape" if are_dots(text) else "text", colour=colour))

    def note_background(self, element: HtmlElement, style: Style) -> None:
        """Note the colour behind a run or box; one without words is a shape."""
        colour = style.background or (_HIGHLIGHT if element.tag == "mark" else None)
        if colour is not None and colour not in {TRANSPARENT, WHITE} and style.display not in _TABLE_PARTS:
            empty = not element.text_content().strip() or not style.inked
            self.add(Mark(kind="shape" if empty else "highlight", colour=colour))

    def note_drawing(self, element: HtmlElement, styles: Styles, colour: str | None) -> bool:
        """Note the colours of the shapes of an `svg` element, and say whether there were any.

        `colour`: that of the text around, which shapes may take over.
        """
        found = False
        for shape in element.iter(*_SHAPES):
            filled = None if styles.of(shape).left_out else _fill(shape, element, styles, colour)
            if filled is not None and filled not in {TRANSPARENT, WHITE}:
                found = True
                self.add(Mark(kind="shape", colour=filled))
        return found

    def note_generated(self, made: Generated, colour: str | None) -> None:
        """Note the colours of what a style rule puts there: a dot without words, an icon in colour."""
        if made.background is not None and made.background not in {TRANSPARENT, WHITE}:
            self.add(Mark(kind="highlight" if made.text.strip() else "shape", colour=made.background))
        colour = made.colour or colour
        if made.text.strip():
            self.note_text(made.text, colour)
        elif made.picture and colour is not None and colour != TRANSPARENT and not is_grey(colour):
            self.add(Mark(kind="shape", colour=colour))


def _fill(shape: HtmlElement, drawing: HtmlElement, styles: Styles, colour: str | None) -> str | None:
    """What a shape is filled with by its own word or that of a group around it; None for black, as drawn by default."""
    element: HtmlElement | None = shape
    while element is not None:
        attribute = element.get("fill") or ""
        if (said := styles.of(element).fill or parse_colour(attribute)) is not None:
            return said
        if attribute.strip().lower() == CURRENT:
            return colour
        if attribute.strip().lower() == "none":
            return TRANSPARENT
        element = None if element is drawing else element.getparent()
    return None
