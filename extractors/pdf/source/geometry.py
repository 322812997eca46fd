"""Matrices and boxes of a page, in the convention of `model`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Protocol, TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]


class Placed(Protocol):
    """What stands in a place of a page: a word, a line, a fill, a shape, a picture. Points."""

    @property
    def x0(self) -> float:
        """Its left edge."""

    @property
    def top(self) -> float:
        """Its upper edge."""

    @property
    def x1(self) -> float:
        """Its right edge."""

    @property
    def bottom(self) -> float:
        """Its lower edge."""


def box_of(item: Placed) -> Box:
    """Where something stands."""
    return item.x0, item.top, item.x1, item.bottom


def area_of(box: Box) -> float:
    """The area of a box, in square points."""
    return (box[2] - box[0]) * (box[3] - box[1])


def lies_in(inner: Box, outer: Box, *, slack: float = 0.0) -> bool:
    """Whether a box lies in another, or reaches out of it by no more than `slack` points."""
    begins = outer[0] - slack <= inner[0] and outer[1] - slack <= inner[1]
    return begins and inner[2] <= outer[2] + slack and inner[3] <= outer[3] + slack


def centred_in(box: Box, outer: Box, *, slack: float = 0.0) -> bool:
    """Whether the middle of a box lies in another, or no more than `slack` points beside it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - slack <= x <= outer[2] + slack and outer[1] - slack <= y <= outer[3] + slack


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def transform(matrix: Matrix, x: float, y: float) -> Point:
    """Where the matrix puts a point."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def bounding_box(points: Iterable[Point]) -> Box:
    """The upright rectangle around some points. At least one point is wanted."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def transform_box(matrix: Matrix, box: Box) -> Box:
    """The upright rectangle around a transformed rectangle."""
    x0, y0, x1, y1 = box
    return bounding_box(transform(matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)))


def intersect(left: Box, right: Box) -> Box | None:
    """What two boxes share; None when they do not touch."""
    box = (max(left[0], right[0]), max(left[1], right[1]), min(left[2], right[2]), min(left[3], right[3]))
    return box if box[0] <= box[2] and box[1] <= box[3] else None


def display_matrix(visible: Box, rotation: int) -> tuple[Matrix, float, float]:
    """From a page's own space to the page as displayed, and the width and height displayed.

    `visible` is the part of the page that shows, in its own space (origin bottom left, before rotation); `rotation`
    is in degrees clockwise, a multiple of 90.
    """
    x0, y0, x1, y1 = visible
    width, height = x1 - x0, y1 - y0
    if rotation == 90:
        return (0, 1, 1, 0, -y0, -x0), height, width
    if rotation == 180:
        return (-1, 0, 0, 1, x1, -y0), width, height
    if rotation == 270:
        return (0, -1, -1, 0, y1, x1), height, width
    return (1, 0, 0, -1, -x0, y1), width, height


def angle_of(matrix: Matrix) -> int:
    """Direction of a matrix's x axis in whole degrees clockwise from left to right, in displayed space (y down)."""
    return round(math.degrees(math.atan2(matrix[1], matrix[0]))) % 360
