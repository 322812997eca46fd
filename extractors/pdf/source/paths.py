"""Painted paths taken apart: which are upright rectangles, which are level or upright lines, which neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pdfminer.utils import PathSegment

from extractors.pdf.source.geometry import Box, Matrix, Point, bounding_box, lies_in, transform
from extractors.pdf.source.regions import Region

STRAIGHT = 0.35
"""Points a line may lean and still be level or upright: rounding of producers, not a slope anyone sees."""

THIN = 4.0
"""Points of thickness up to which any filled sliver (a mitred border, say) may count as a rectangle."""

STRAIGHT_SHARE = 0.6
"""Share of each side of a rectangle with round corners that is straight at least; a pill has two sides without."""

MOST_POINTS_OF_ROUNDED = 32
"""Points of a rectangle with round corners: twelve of the curves' own, those of its sides, and some said twice."""

MAX_POINTS = 4096
"""Points of one subpath that are looked at; drawings of more (maps, logos) are no table's."""


@dataclass(frozen=True, slots=True)
class Polygon:
    """One subpath in displayed space: its corners in order, whether it is closed, and whether any part is curved."""

    points: tuple[Point, ...]
    closed: bool
    curved: bool

    @property
    def box(self) -> Box:
        """The upright rectangle around it."""
        return bounding_box(self.points)


def subpaths(path: Sequence[PathSegment], matrix: Matrix) -> Iterator[Polygon]:
    """The subpaths of a path, each from its own move."""
    points: list[Point] = []
    closed = curved = False
    for step in path:
        kind = step[0]
        if kind == "m":
            if len(points) > 1:
                yield Polygon(tuple(points[:MAX_POINTS]), closed, curved)
            points, closed, curved = [], False, False
        if kind == "h":
            closed = True
            continue
        numbers = [float(number) for number in step[1:]]
        corners = [transform(matrix, *numbers[index : index + 2]) for index in range(0, len(numbers), 2)]
        if kind in {"c", "v", "y"} and points and _is_dot([points[-1], *corners]):
            continue  # a corner of no radius
        curved = curved or kind in {"c", "v", "y"}
        # Control points hold the curve in their hull, so the box around all of them is safe.
        points += corners if len(points) < MAX_POINTS else corners[-1:]
    if len(points) > 1:
        yield Polygon(tuple(points[:MAX_POINTS]), closed, curved)


def _is_dot(points: Sequence[Point]) -> bool:
    """Whether points lie so near each other that nothing between them shows."""
    (x, y), *others = points
    return all(abs(x - next_x) <= STRAIGHT and abs(y - next_y) <= STRAIGHT for next_x, next_y in others)


def as_rectangle(polygon: Polygon) -> Box | None:
    """The rectangle a filled subpath is, if it is upright; slivers count whatever their ends look like."""
    box = polygon.box
    if polygon.curved:
        return None
    if min(box[2] - box[0], box[3] - box[1]) <= THIN and _is_sliver(polygon, box):
        return box
    corners = [point for index, point in enumerate(polygon.points) if index == 0 or point != polygon.points[index - 1]]
    if len(corners) == 5 and _near(corners[0], corners[4]):
        corners.pop()
    if len(corners) != 4:
        return None
    for (x, y), (next_x, next_y) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if abs(x - next_x) > STRAIGHT and abs(y - next_y) > STRAIGHT:
            return None
    return box


def as_rounded(polygon: Polygon) -> Box | None:
    """The rectangle that a subpath with round corners nearly is: its sides run straight along most of its box."""
    if not polygon.curved or len(polygon.points) > MOST_POINTS_OF_ROUNDED:
        return None
    box = polygon.box
    along = dict.fromkeys(range(4), 0.0)
    for (x, y), (next_x, next_y) in pairwise([*polygon.points, polygon.points[0]]):
        for side, at in enumerate(box):
            here, there, run = (x, next_x, abs(y - next_y)) if side in {0, 2} else (y, next_y, abs(x - next_x))
            along[side] += run if max(abs(here - at), abs(there - at)) <= STRAIGHT else 0.0
    width, height = box[2] - box[0], box[3] - box[1]
    straight = all(run >= STRAIGHT_SHARE * (height if side in {0, 2} else width) for side, run in along.items())
    return box if straight and min(width, height) > 0 else None


def _is_sliver(polygon: Polygon, box: Box) -> bool:
    """Whether a thin subpath runs along its box: it reaches both ends, and is not a slanted hairline."""
    wide = box[2] - box[0] >= box[3] - box[1]
    length = max(box[2] - box[0], box[3] - box[1])
    thickness = min(box[2] - box[0], box[3] - box[1])
    if length < 2 * thickness:
        return False
    if thickness <= STRAIGHT:
        return True
    xs = sorted(x if wide else y for x, y in polygon.points)
    edges = [
        abs((one[1] - two[1]) if wide else (one[0] - two[0]))
        for one, two in zip(polygon.points, polygon.points[1:], strict=False)
        if abs((one[0] - two[0]) if wide else (one[1] - two[1])) > length / 2
    ]
    return len(xs) >= 3 and bool(edges) and max(edges) <= STRAIGHT


MOST_IN_FRAMES = 64
"""Rectangles of one path that are looked through for holes: frames have two, a grid cut out of one a few dozen."""


def bands_around_holes(rectangles: Sequence[Box | None], region: Region) -> list[Box] | None:
    """What rectangles painted by one path fill, where some are holes in others, as a frame's border is drawn.

    region: what the path encloses. None when there are no holes: then each rectangle is filled as it is.
    """
    boxes = [box for box in rectangles if box is not None]
    if not 2 <= len(boxes) == len(rectangles) <= MOST_IN_FRAMES:
        return None
    inner = [one for one in boxes if any(lies_in(one, other) for other in boxes if other is not one)]
    if all(region.holds((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in inner):
        return None
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    tops = sorted({y for box in boxes for y in (box[1], box[3])})
    bands: list[Box] = []
    for top, bottom in pairwise(tops):
        level = [(x0, x1) for x0, x1 in pairwise(xs) if region.holds((x0 + x1) / 2, (top + bottom) / 2)]
        for x0, x1 in _joined(level):
            above = next((band for band in bands if (band[0], band[2], band[3]) == (x0, x1, top)), None)
            if above is not None:
                bands.remove(above)
            bands.append((x0, above[1] if above else top, x1, bottom))
    return bands


def _joined(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans from left to right, those that touch as one."""
    joined: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if joined and joined[-1][1] == x0:
            joined[-1] = (joined[-1][0], x1)
        else:
            joined.append((x0, x1))
    return joined


def straight_edges(polygon: Polygon) -> list[Box] | None:
    """The level and upright edges of a stroked subpath; None when any part is slanted or curved.

    Of a rectangle with round corners, the sides of the rectangle.
    """
    if polygon.curved:
        x0, top, x1, bottom = as_rounded(polygon) or (0.0, 0.0, 0.0, 0.0)
        sides = [(x0, top, x1, top), (x1, top, x1, bottom), (x0, bottom, x1, bottom), (x0, top, x0, bottom)]
        return sides if x1 > x0 else None
    points = [*polygon.points, polygon.points[0]] if polygon.closed else list(polygon.points)
    edges = []
    for (x, y), (next_x, next_y) in pairwise(points):
        if abs(x - next_x) <= STRAIGHT or abs(y - next_y) <= STRAIGHT:
            edges.append((min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y)))
        else:
            return None
    return edges


SMALLEST_CROSS = 8.0
"""Points: width and height of a cross over a text; smaller ones are ticks and signs."""
CROSSING = 3.0
"""Points by which the ends of the two lines of a cross may miss each other."""


def crosses(slants: Sequence[Box]) -> list[Box]:
    """The boxes of crosses: of two slanted lines, given by their boxes, that are the diagonals of one rectangle."""
    large = [box for box in slants if min(box[2] - box[0], box[3] - box[1]) >= SMALLEST_CROSS]
    found: dict[Box, None] = {}
    for first, second in pairwise(sorted(large)):
        if all(abs(one - other) <= CROSSING for one, other in zip(first, second, strict=True)):
            found[first] = None
    return list(found)


def _near(left: Point, right: Point) -> bool:
    return abs(left[0] - right[0]) <= STRAIGHT and abs(left[1] - right[1]) <= STRAIGHT
