"""Colours written as #rrggbb, and their channels from 0 to 1."""

from __future__ import annotations

from typing import TypeAlias

Rgb: TypeAlias = tuple[float, float, float]


def to_hex(rgb: Rgb) -> str:
    """#rrggbb of red, green and blue from 0 to 1; what lies outside is clipped."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in rgb)


def from_hex(colour: str) -> Rgb:
    """Red, green and blue from 0 to 1."""
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def distance(one: str, other: str) -> int:
    """The largest difference between the channels of two colours, in steps of 255."""
    pairs = zip(from_hex(one), from_hex(other), strict=True)
    return max(round(abs(first - second) * 255) for first, second in pairs)
