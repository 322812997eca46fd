"""Pages whose text is turned as a whole, brought upright, and the way back for the boxes read on them.

Some programs print a landscape table on a portrait page and turn every letter instead of the page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TypeVar

from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Glyph, PageContent, Picture, Shape, Stroke, Style
from extractors.pdf.words import quarter_turn, turn_back, turn_upright

MOSTLY = 0.7
"""Share of a page's letters that are turned the same way when the page is meant to be turned."""

FEWEST = 40
"""Letters under which a page is too empty to tell."""

Drawn = TypeVar("Drawn", Glyph, Stroke, Fill, Shape, Picture)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is turned for reading: degrees clockwise its text runs as displayed, and the displayed size."""

    turn: int
    width: float
    height: float

    def box_in(self, box: Box) -> Box:
        """A box of the displayed page, in the frame in which it is read."""
        x0, top, x1, bottom = turn_upright(box, self.turn)
        across, down = self._shift()
        return (x0 + across, top + down, x1 + across, bottom + down)

    def box_out(self, box: Box) -> Box:
        """A box of the frame in which the page is read, on the displayed page."""
        across, down = self._shift()
        x0, top, x1, bottom = box
        return turn_back((x0 - across, top - down, x1 - across, bottom - down), self.turn)

    def _shift(self) -> tuple[float, float]:
        """What brings the turned page back to its top left corner."""
        if self.turn == 90:
            return 0.0, self.width
        if self.turn == 180:
            return self.width, self.height
        if self.turn == 270:
            return self.height, 0.0
        return 0.0, 0.0


def bring_upright(content: PageContent) -> tuple[PageContent, Frame]:
    """The page with most of its text upright, and the frame that leads back to the page as displayed."""
    turns = Counter(glyph.style.angle for glyph in content.glyphs if glyph.style.hidden is None and glyph.text != " ")
    angle, count = max(turns.items(), key=lambda item: item[1], default=(0, 0))
    turn = quarter_turn(angle) or 0
    if turn == 0 or count < MOSTLY * turns.total() or count < FEWEST:
        return content, Frame(0, content.width, content.height)
    frame = Frame(turn, content.width, content.height)
    styles: dict[Style, Style] = {}

    def restyled(style: Style) -> Style:
        if style not in styles:
            styles[style] = replace(style, angle=(style.angle - turn) % 360)
        return styles[style]

    level = turn == 180
    return PageContent(
        number=content.number,
        width=content.width if level else content.height,
        height=content.height if level else content.width,
        glyphs=tuple(replace(_turned(glyph, frame), style=restyled(glyph.style)) for glyph in content.glyphs),
        strokes=tuple(_turned(stroke, frame) for stroke in content.strokes),
        fills=tuple(_turned(fill, frame) for fill in content.fills),
        shapes=tuple(_turned(shape, frame) for shape in content.shapes),
        pictures=tuple(_turned(picture, frame) for picture in content.pictures),
        outside=content.outside,
        patches=content.patches,
        extras=content.extras,
        recognised=content.recognised,
        skew=content.skew,
    ), frame


def _turned(item: Drawn, frame: Frame) -> Drawn:
    x0, top, x1, bottom = frame.box_in((item.x0, item.top, item.x1, item.bottom))
    return replace(item, x0=x0, top=top, x1=x1, bottom=bottom)
