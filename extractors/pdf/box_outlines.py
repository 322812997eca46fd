"""The outlines of small boxes and rings on a page, as boxes to tick are drawn: with a pen, by lines or by fills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.pdf.decoration import MEETING
from extractors.pdf.rulings import Ruling
from extractors.pdf.source.canvas import TICK_BOX
from extractors.pdf.source.colours import is_white
from extractors.pdf.source.geometry import Box, box_of
from extractors.pdf.source.model import Fill, Shape

SMALLEST = 4.5
"""Points: a square smaller than this is a bullet or a dot."""

SQUARE = 0.8
"""Least share of the longer side that the shorter one of a box has."""

OVER = 4.0
"""Points by which the mark in a box may reach over its edge."""

APART = 1.0
"""Points that lie between boxes at least; cells of a table touch."""

FRAME = 2.5
"""Points of thickness up to which a dark square around a light one is the outline of a box."""

MOST_EDGES = 4000
"""Short lines of a page up to which they are looked at for boxes; pages of more are drawings."""

MOST = 400
"""Outlines of a page up to which they may be boxes to tick, likewise."""


@dataclass(slots=True)
class Outline:
    """A box or ring: where it stands, what it is drawn with (`id`s), and the mark in it: tick, cross, full or none."""

    box: Box
    round: bool
    parts: list[int]
    mark: str = ""
    colour: str | None = None
    """The colour of what fills it."""

    @property
    def side(self) -> float:
        """Points from edge to edge, the longer way."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1])

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle on the page."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def sign(self) -> str:
        """The sign that it looks like."""
        if self.mark in {"full", ""}:
            return {(True, True): "●", (True, False): "○", (False, True): "■", (False, False): "☐"}[
                self.round, bool(self.mark)
            ]
        return "☒" if self.mark == "cross" else "☑"


def outlines_of(shapes: Iterable[Shape], areas: Iterable[Fill], segments: Sequence[Ruling]) -> list[Outline]:
    """The outlines that touch no other; none where there are so many that they are a drawing."""
    found = list(_all(shapes, areas, segments))
    return _apart(_without_doubles(found)) if len(found) <= MOST else []


def _all(shapes: Iterable[Shape], areas: Iterable[Fill], segments: Sequence[Ruling]) -> Iterator[Outline]:
    for shape in shapes:
        if shape.hollow and is_box(box_of(shape)):
            yield Outline(box_of(shape), shape.hollow == "ring", [id(shape)])
    small = [area for area in areas if is_box(box_of(area))]
    for place, area in enumerate(small if len(small) <= MOST else ()):
        for frame in small[:place] if is_white(area.colour) else ():
            if _frames(frame, area):
                yield Outline(box_of(frame), round=False, parts=[id(area), id(frame)])
    yield from _of_four_lines(segments)


def is_box(box: Box) -> bool:
    """Whether it has the size and form of a box to tick."""
    width, height = box[2] - box[0], box[3] - box[1]
    return SMALLEST <= max(width, height) <= TICK_BOX and min(width, height) >= SQUARE * max(width, height)


def _frames(outer: Fill, inner: Fill) -> bool:
    edges = (inner.x0 - outer.x0, inner.top - outer.top, outer.x1 - inner.x1, outer.bottom - inner.bottom)
    return not is_white(outer.colour) and all(0 < edge <= FRAME for edge in edges)


def _of_four_lines(segments: Sequence[Ruling]) -> Iterator[Outline]:
    """Boxes of two level and two upright lines that nothing else touches."""
    short = [line for line in segments if SMALLEST - MEETING <= line.length <= TICK_BOX + MEETING]
    if len(short) < 4 or len(short) > MOST_EDGES:
        return
    uprights = sorted((line for line in short if not line.level), key=lambda line: line.at)
    levels = sorted((line for line in short if line.level), key=lambda line: (line.start, line.at))
    for place, above in enumerate(levels):
        for below in levels[place + 1 :]:
            if below.start - above.start > MEETING:
                break
            box = (above.start, min(above.at, below.at), above.end, max(above.at, below.at))
            if abs(below.end - above.end) > MEETING or not is_box(box):
                continue
            sides = [line for line in uprights if _is_side(line, box)]
            if len({abs(line.at - box[0]) <= MEETING for line in sides}) < 2:
                continue
            own = [id(line) for line in (above, below, *sides)]
            if not any(id(line) not in own and _touches(line, box) for line in segments):
                yield Outline(box, round=False, parts=own)


def _is_side(line: Ruling, box: Box) -> bool:
    ends = abs(line.start - box[1]) <= MEETING and abs(line.end - box[3]) <= MEETING
    return ends and min(abs(line.at - box[0]), abs(line.at - box[2])) <= MEETING


def _touches(line: Ruling, box: Box) -> bool:
    """Whether a line that is not within a box meets it."""
    across, down = ((box[0], box[2]), (box[1], box[3]))
    along, at = (across, down) if line.level else (down, across)
    if at[0] + MEETING < line.at < at[1] - MEETING and along[0] - OVER <= line.start and line.end <= along[1] + OVER:
        return False
    near = at[0] - MEETING <= line.at <= at[1] + MEETING
    return near and line.start <= along[1] + MEETING and line.end >= along[0] - MEETING


def _without_doubles(outlines: Iterable[Outline]) -> list[Outline]:
    """The outlines, those drawn twice in one place, or one within another as a ring's two edges, once."""
    kept: list[Outline] = []
    for outline in sorted(outlines, key=lambda one: -one.side):
        same = next((one for one in kept if _is_within(outline.box, one.box, FRAME)), None)
        if same is None:
            kept.append(outline)
        else:
            same.parts += outline.parts
    return kept


def _is_within(inner: Box, outer: Box, edge: float) -> bool:
    edges = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return all(-MEETING <= one <= edge for one in edges)


def _apart(outlines: list[Outline]) -> list[Outline]:
    """The outlines that touch no other: cells do."""
    touching: set[int] = set()
    ordered = sorted(outlines, key=lambda one: one.box[0])
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.box[0] > one.box[2] + APART:
                break
            if other.box[1] <= one.box[3] + APART and one.box[1] <= other.box[3] + APART:
                touching |= {id(one), id(other)}
    return [one for one in outlines if id(one) not in touching]
