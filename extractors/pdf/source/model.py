"""What a source of pages gives: glyphs, strokes, fills, shapes and pictures, in one convention of coordinates.

Points, origin at the top left of the page as displayed (its rotation applied, its crop box cut out), x to the right,
y down; boxes are (x0, top, x1, bottom). A faster source is one more class with the methods of `PageSource`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from extractors.pdf.source.geometry import Box
from extractors.pdf.source.regions import Patch
from models.finding import Finding

Hidden = Literal["invisible", "clipped", "layer", "masked", "tiny"]
"""Why a glyph does not show: no ink (as text recognition draws), outside the clip, on a layer that is off, under a soft
mask that lets nothing through, or too small to be seen."""


Hollow = Literal["box", "ring"]
"""A small rectangle or closed curve that a pen draws."""


@dataclass(frozen=True, slots=True)
class Style:
    """What glyphs of one run share.

    `size` is in points as displayed; `descent` is how far the glyph box reaches below the base line, in points.
    `angle` is the direction of reading in degrees clockwise from left to right, 0 to 359. `colour` is #rrggbb, or None
    when the colour is a pattern.
    """

    font: str
    size: float
    descent: float
    bold: bool
    italic: bool
    colour: str | None
    angle: int = 0
    hidden: Hidden | None = None
    artifact: bool = False
    unsure: bool = False
    """Whether the word was recognised from a picture with little certainty."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph and the text it stands for: a character, several (a ligature), or a space."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, level or upright, drawn with a pen. `width` is the pen's; the box has no thickness of its own.

    `order` is the number of glyphs drawn before it.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    width: float
    colour: str | None
    order: int
    artifact: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled upright rectangle. `colour` is None for a pattern or shading whose colour is not known.

    `order` is the number of glyphs drawn before it; `opaque` is false when what is beneath shows through.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str | None
    order: int
    opaque: bool = True
    artifact: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Any other drawn path (a disc, an arrow, a slanted line), as its bounding box and its ink."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str | None
    filled: bool
    order: int
    hollow: Hollow | None = None
    """What the outline of a small rectangle or closed curve is, when nothing fills it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's place on the page; `order` is the number of glyphs drawn before it."""

    x0: float
    top: float
    x1: float
    bottom: float
    order: int


@dataclass(frozen=True, slots=True)
class Extras:
    """What else a page carries, its places on the page as displayed."""

    struck: tuple[Box, ...] = ()
    """Where annotations and crosses strike out what is written."""
    ink: tuple[Box, ...] = ()
    """Drawings by hand."""
    stamps: tuple[tuple[int, int], ...] = ()
    """From which glyph up to which a stamp or watermark was drawn."""
    notes: tuple[str, ...] = ()
    """What closed notes say."""
    files: int = 0
    """Files attached to the page."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """All that is drawn on one page, each kind in the order of drawing. `number` counts from 1."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    fills: tuple[Fill, ...]
    shapes: tuple[Shape, ...]
    pictures: tuple[Picture, ...]
    outside: int = 0
    """Characters drawn wholly outside the page and therefore not among `glyphs`."""
    patches: tuple[Patch, ...] = ()
    """All that is painted, as it covers what is beneath it; on the page as displayed."""
    extras: Extras = Extras()
    recognised: bool = False
    """Whether all of it was read from a picture of the page."""
    skew: float = 0.0
    """Degrees clockwise by which the page is turned on that picture; the boxes are those of the page set straight."""


class PageSource(Protocol):
    """Where pages come from. Errors are those of `models.errors`."""

    @property
    def page_count(self) -> int:
        """Pages of the file."""

    @property
    def title(self) -> str | None:
        """Title in the file's own properties."""

    @property
    def files(self) -> int:
        """Files attached to the document as a whole."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Doubts about the file as a whole."""

    def pages(self) -> Iterator[PageContent]:
        """Every page in order. Nothing of a page is held once the next is asked for."""
