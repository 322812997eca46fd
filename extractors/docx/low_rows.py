"""Rows whose height is fixed and too low for the words of a cell, which Word then cuts off."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from extractors.common.room import shows_all
from extractors.docx.names import (
    CELL_PROPERTIES,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    Element,
    value,
    whole,
)
from extractors.docx.styles import StyleSheet

TWIPS = 20
"""Of a point."""


def fixed_height(row: Element) -> float:
    """Points of height that a row has whatever stands in it; infinite where it grows."""
    properties = row.find(ROW_PROPERTIES)
    if value(properties, "trHeight", "hRule") != "exact":
        return math.inf
    return whole(value(properties, "trHeight"), 0) / TWIPS or math.inf


def is_cut_off(cell: Element, heights: Sequence[float], styles: StyleSheet) -> bool:
    """Whether not all words of a cell can show in rows of these fixed heights, in points."""
    properties = cell.find(CELL_PROPERTIES)
    if math.isinf(sum(heights)) or value(properties, "textDirection") not in {None, "lrTb"}:
        return False
    stated = value(properties, "tcW", "type") == "dxa"
    width = whole(value(properties, "tcW", "w"), 0) / TWIPS if stated else 0
    return not shows_all(_paragraphs(cell.iter(PARAGRAPH), styles), width or math.inf, sum(heights))


def _paragraphs(paragraphs: Iterable[Element], styles: StyleSheet) -> Iterator[tuple[int, float]]:
    """Characters and size in points of each, up to the last that says something."""
    found = [(_length(paragraph), paragraph) for paragraph in paragraphs]
    while found and not found[-1][0]:
        found.pop()
    for length, paragraph in found:
        yield length, _size(paragraph, styles)


def _length(paragraph: Element) -> int:
    return sum(len(text.text or "") for text in paragraph.iter(TEXT))


def _size(paragraph: Element, styles: StyleSheet) -> float:
    """The smallest size of its words, in points."""
    style = value(paragraph.find(PARAGRAPH_PROPERTIES), "pStyle")
    sizes = [styles.size(value(run.find(RUN_PROPERTIES), "rStyle"), style, run) for run in paragraph.iter(RUN)]
    return min(sizes, default=styles.size(None, style, None)) / 2
