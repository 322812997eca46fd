"""Rulings: the level and upright lines on a page that can bound cells, from strokes and from thin fills.

What only looks like one is left out: underlines and strikes (they have a word's own extent), lines nobody sees
(white on white, or in the colour of the fill around them), strips that add up to shading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.common.rgb import from_hex
from extractors.pdf.source.colours import BLACK, is_white
from extractors.pdf.source.geometry import Box
from extractors.pdf.source.model import Fill, Stroke

THICKEST = 4.5
"""Points: the thickest border Word offers is 6, but a fill as high as that is a band; 4.5 is the next below."""

LONGER = 2.0
"""A thin fill is a line when it is this many times longer than thick."""

DOT = 2.0
"""Points: fills this small on both sides are dots of a dotted border, and count both ways."""

ABUT = 0.75
"""Points between strips of one shading: rounding, and hairline gaps of producers."""

SAME_PLACE = 1.0
"""Points two segments may lie apart across their direction and still be one line."""

JOIN = 3.0
"""Points of white along a line that dashes and producers' rounding leave; pdfplumber's own tolerance."""

SHADE_STEP = 0.12
"""Difference of neighbouring strips' colours, per channel, 0 to 1, up to which they are one gradient."""


LEVEL, UPRIGHT = True, False
"""The two directions of a ruling."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line along one axis: `at` is its place across its direction, `start` and `end` its reach, in points."""

    level: bool
    at: float
    start: float
    end: float
    colour: str | None = BLACK
    thickness: float = 0.5

    @property
    def length(self) -> float:
        """Points from end to end."""
        return self.end - self.start


def merge_strips(fills: Sequence[Fill]) -> list[Fill]:
    """Fills with strips that lie against each other put together, whichever way they run."""
    thin = [fill for fill in fills if min(fill.x1 - fill.x0, fill.bottom - fill.top) <= THICKEST]
    if len(thin) < 2:
        return list(fills)
    merged = _stack(_stack(thin, upright=True), upright=False)
    thick = [fill for fill in fills if min(fill.x1 - fill.x0, fill.bottom - fill.top) > THICKEST]
    return sorted([*thick, *merged], key=lambda fill: fill.order)


def _stack(fills: Iterable[Fill], *, upright: bool) -> list[Fill]:
    """Strips of one extent stacked downwards (`upright`), or side by side, as one fill each."""
    groups: dict[tuple[int, int], list[Fill]] = {}
    others = []
    for fill in fills:
        width, height = fill.x1 - fill.x0, fill.bottom - fill.top
        strip = height <= THICKEST and height <= width if upright else width <= THICKEST and width <= height
        if not strip:
            others.append(fill)
            continue
        ends = (fill.x0, fill.x1) if upright else (fill.top, fill.bottom)
        groups.setdefault((round(ends[0]), round(ends[1])), []).append(fill)
    for group in groups.values():
        group.sort(key=lambda fill: fill.top if upright else fill.x0)
        current = group[0]
        for fill in group[1:]:
            gap = fill.top - current.bottom if upright else fill.x0 - current.x1
            if -THICKEST <= gap <= ABUT and _alike(current.colour, fill.colour):
                current = replace(
                    current, x1=max(current.x1, fill.x1), bottom=max(current.bottom, fill.bottom), colour=fill.colour
                )
            else:
                others.append(current)
                current = fill
        others.append(current)
    return others


def _alike(one: str | None, two: str | None) -> bool:
    if one is None or two is None:
        return one == two
    return all(abs(a - b) <= SHADE_STEP for a, b in zip(from_hex(one), from_hex(two), strict=True))


def split_fills(fills: Sequence[Fill]) -> tuple[list[Ruling], list[Fill]]:
    """Thin fills as rulings, and the fills that are areas."""
    rulings, areas = [], []
    for fill in fills:
        width, height = fill.x1 - fill.x0, fill.bottom - fill.top
        if max(width, height) <= DOT:
            rulings.append(Ruling(LEVEL, (fill.top + fill.bottom) / 2, fill.x0, fill.x1, fill.colour, height))
            rulings.append(Ruling(UPRIGHT, (fill.x0 + fill.x1) / 2, fill.top, fill.bottom, fill.colour, width))
        elif height <= THICKEST and width >= LONGER * height:
            rulings.append(Ruling(LEVEL, (fill.top + fill.bottom) / 2, fill.x0, fill.x1, fill.colour, height))
        elif width <= THICKEST and height >= LONGER * width:
            rulings.append(Ruling(UPRIGHT, (fill.x0 + fill.x1) / 2, fill.top, fill.bottom, fill.colour, width))
        else:
            areas.append(fill)
    return rulings, areas


def split_strokes(strokes: Iterable[Stroke]) -> tuple[list[Ruling], list[Fill]]:
    """Strokes as rulings; those of a very broad pen are areas (shading drawn with the pen)."""
    rulings, areas = [], []
    for stroke in strokes:
        level = stroke.x1 - stroke.x0 >= stroke.bottom - stroke.top
        half = stroke.width / 2
        if stroke.width > THICKEST and max(stroke.x1 - stroke.x0, stroke.bottom - stroke.top) > stroke.width:
            box = _broadened(stroke, half, level=level)
            areas.append(Fill(*box, stroke.colour, stroke.order, artifact=stroke.artifact))
        elif level:
            rulings.append(
                Ruling(LEVEL, (stroke.top + stroke.bottom) / 2, stroke.x0, stroke.x1, stroke.colour, stroke.width)
            )
        else:
            rulings.append(
                Ruling(UPRIGHT, (stroke.x0 + stroke.x1) / 2, stroke.top, stroke.bottom, stroke.colour, stroke.width)
            )
    return rulings, areas


def _broadened(stroke: Stroke, half: float, *, level: bool) -> Box:
    if level:
        return (stroke.x0, stroke.top - half, stroke.x1, stroke.bottom + half)
    return (stroke.x0 - half, stroke.top, stroke.x1 + half, stroke.bottom)


def join_collinear(rulings: Iterable[Ruling], join: float = JOIN) -> list[Ruling]:
    """Segments on one line, end to end or overlapping, as one ruling each. Near-linear."""
    joined = []
    for level in (True, False):
        segments = sorted((r for r in rulings if r.level is level), key=lambda r: (r.at, r.start))
        for group in _by_place(segments):
            group.sort(key=lambda r: r.start)
            current = group[0]
            for segment in group[1:]:
                if segment.start <= current.end + join:
                    if segment.end > current.end:
                        longer = current if current.length >= segment.length else segment
                        current = replace(current, end=segment.end, at=longer.at, colour=longer.colour)
                else:
                    joined.append(current)
                    current = segment
            joined.append(current)
    return joined


def _by_place(segments: Sequence[Ruling]) -> Iterable[list[Ruling]]:
    """Groups of segments, sorted by place, whose places lie within `SAME_PLACE` of the group's first."""
    group: list[Ruling] = []
    for segment in segments:
        if group and segment.at - group[0].at > SAME_PLACE:
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def visible_rulings(rulings: Sequence[Ruling], areas: Sequence[Fill]) -> list[Ruling]:
    """The rulings a reader can tell from what lies on both sides of them.

    A white line on white paper parts nothing; between two shaded cells it does.
    """
    return [ruling for ruling in rulings if not _needs_ground(ruling, areas) or _stands_out(ruling, areas)]


def _needs_ground(ruling: Ruling, areas: Sequence[Fill]) -> bool:
    """Whether a ruling's colour could be that of its ground: white, or the colour of some fill."""
    return is_white(ruling.colour) or any(area.colour == ruling.colour for area in areas)


def _stands_out(ruling: Ruling, areas: Sequence[Fill]) -> bool:
    """Whether on some stretch the ground beside the ruling is of another colour than its own."""
    beside = ruling.thickness / 2 + 1.0
    white = is_white(ruling.colour)
    covered = 0.0
    for area in areas:
        low, high = (area.top, area.bottom) if ruling.level else (area.x0, area.x1)
        first, last = (area.x0, area.x1) if ruling.level else (area.top, area.bottom)
        if low > ruling.at + beside or high < ruling.at - beside:
            continue
        shared = min(last, ruling.end) - max(first, ruling.start)
        if shared <= 0:
            continue
        same = area.colour == ruling.colour or (white and is_white(area.colour))
        if not same:
            return True
        if low < ruling.at - beside and high > ruling.at + beside:
            covered += shared
    return not white and covered < 0.9 * ruling.length
