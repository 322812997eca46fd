"""Where paint, clips and soft masks let something show: regions of a page, asked point by point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.common.rgb import from_hex
from extractors.pdf.source.geometry import Box, Point

CLEAR = 0.05
"""Share of ink, 0 to 1, under which nothing shows."""


@dataclass(frozen=True, slots=True)
class Region:
    """What some outlines enclose; of a single upright rectangle the box alone."""

    box: Box
    outlines: tuple[tuple[Point, ...], ...] = ()
    evenodd: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        x0, top, x1, bottom = self.box
        if not (x0 <= x <= x1 and top <= y <= bottom):
            return False
        if not self.outlines:
            return True
        turns = [_turns(outline, x, y) for outline in self.outlines]
        return sum(map(abs, turns)) % 2 == 1 if self.evenodd else sum(turns) != 0


def ink_points(box: Box) -> tuple[Point, Point]:
    """Two points in the middle of a glyph's box, apart by more than a line is thick."""
    x0, top, x1, bottom = box
    return ((x0 + x1) / 2, top + 0.4 * (bottom - top)), ((x0 + x1) / 2, top + 0.65 * (bottom - top))


def _turns(outline: Sequence[Point], x: float, y: float) -> int:
    """How often an outline, closed, goes around a point."""
    turns = 0
    last_x, last_y = outline[-1]
    for next_x, next_y in outline:
        if (last_y <= y) != (next_y <= y):
            side = (next_x - last_x) * (y - last_y) - (x - last_x) * (next_y - last_y)
            if next_y > last_y and side > 0:
                turns += 1
            elif next_y <= last_y and side < 0:
                turns -= 1
        last_x, last_y = next_x, next_y
    return turns


@dataclass(frozen=True, slots=True)
class Veil:
    """How much of a picture shows, by its own mask: rows of shares from its top, on the unit square."""

    inverse: tuple[float, float, float, float, float, float]
    """From the page to the unit square."""
    rows: tuple[tuple[float, ...], ...]

    def share(self, x: float, y: float) -> float:
        """How much shows at a point of the page, 0 to 1."""
        a, b, c, d, e, f = self.inverse
        across, up = a * x + c * y + e, b * x + d * y + f
        row = min(max(int((1 - up) * len(self.rows)), 0), len(self.rows) - 1)
        shares = self.rows[row]
        return shares[min(max(int(across * len(shares)), 0), len(shares) - 1)]


@dataclass(frozen=True, slots=True)
class Patch:
    """Something painted: a filled shape, a picture, a shading.

    `order` is the number of glyphs drawn before it. `colour` is None when it is a picture, or not known.
    """

    region: Region
    colour: str | None
    order: int
    alpha: float = 1.0
    darkening: bool = False
    clips: tuple[Region, ...] = ()
    mask: Mask | None = None
    veil: Veil | None = None
    scan: bool = False
    """A picture of most of a page."""

    @property
    def box(self) -> Box:
        """The upright rectangle around it."""
        return self.region.box

    def paints(self, x: float, y: float) -> bool:
        """Whether it lies on a point."""
        return self.region.holds(x, y) and all(clip.holds(x, y) for clip in self.clips)

    def covers(self, x: float, y: float) -> bool:
        """Whether it hides what lies beneath it at a point."""
        if self.alpha < 1 - CLEAR or self.darkening or not self.paints(x, y):
            return False
        if self.mask is not None and self.mask.share(x, y) < 1 - CLEAR:
            return False
        return self.veil is None or self.veil.share(x, y) >= 1 - CLEAR


@dataclass(frozen=True, slots=True)
class Mask:
    """A soft mask: how much of what is drawn shows, by the light of a drawing or by where it has ink."""

    patches: tuple[Patch, ...]
    backdrop: float
    """Light where nothing is drawn, 0 to 1; of a mask by ink, 0."""
    by_ink: bool

    def share(self, x: float, y: float) -> float:
        """How much shows at a point, 0 to 1; 1 where it cannot be told."""
        share = self.backdrop
        for patch in self.patches:
            if patch.paints(x, y):
                through = 1.0 if self.by_ink or patch.colour is None else light(patch.colour)
                share += (through - share) * min(max(patch.alpha, 0.0), 1.0)
        return share


def light(colour: str) -> float:
    """How light a colour #rrggbb is, 0 to 1 (ISO 32000-1, 10.3.2)."""
    red, green, blue = from_hex(colour)
    return 0.3 * red + 0.59 * green + 0.11 * blue
