"""Bins of height by which what lies on a page is looked up."""

from __future__ import annotations

LARGEST_PAGE = 14_400.0
"""Points: the highest page that PDF allows for (ISO 32000-1, annex C). What is farther from the page's corner counts as
so far: damaged files have letters and areas millions of points high."""


def bounded(height: float) -> float:
    """The height, no farther from the corner of a page than pages go."""
    return min(max(height, -LARGEST_PAGE), LARGEST_PAGE)


def bin_at(height: float, size: float) -> int:
    """The bin that holds a height. size: points of height of a bin."""
    return int(bounded(height) // size)


def bins_between(top: float, bottom: float, size: float) -> range:
    """The bins between two heights, those that hold them among them."""
    return range(bin_at(top, size), bin_at(bottom, size) + 1)
