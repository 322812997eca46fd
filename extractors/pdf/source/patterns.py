"""The one colour that stands for a gradient or a pattern, as the eye takes it for a status (ISO 32000-1, 8.7)."""

from __future__ import annotations

from collections.abc import Sequence

from pdfminer.pdftypes import PDFStream, resolve1

from extractors.common.rgb import Rgb
from extractors.pdf.source.colours import ColourSpace, Components, colour_by_count, parse_space
from extractors.pdf.source.content import ContentReader
from extractors.pdf.source.functions import numbers, parse_function
from extractors.pdf.source.streams import unpack

SHADING = 2
"""The type of patterns that are gradients; the others are tiles."""
_COUNT_OF_OPERANDS = {b"g": 1, b"G": 1, b"rg": 3, b"RG": 3, b"k": 4, b"K": 4}
"""Operators that choose a colour of a device's space, and how many numbers they take."""
_PALE = 0.9
"""A tile's colour of which every part is above this is paper."""


def shading_colour(spec: object) -> Rgb | None:
    """The colour in the middle of a gradient; None when it is of a type, or in a space, that tells none."""
    spec = resolve1(spec)
    attributes = spec.attrs if isinstance(spec, PDFStream) else spec
    space = parse_space(attributes.get("ColorSpace")) if isinstance(attributes, dict) else None
    if space is None or space.convert is None or not isinstance(attributes, dict):
        return None
    given = resolve1(attributes.get("Function"))
    functions = [parse_function(one) for one in (given if isinstance(given, list) else [given])]
    low, high = (numbers(attributes.get("Domain")) or [0.0, 1.0])[:2]
    middle = [(low + high) / 2]
    components = [part for function in functions if function for part in function(middle)]
    return space.convert(components) if len(components) == space.ncomponents else None


def pattern_colour(spec: object, tint: Components, space: object) -> Rgb | None:
    """The colour of a pattern: its gradient's, else the `tint` in `space` given with it, else the first of its tile."""
    spec = resolve1(spec)
    attributes = spec.attrs if isinstance(spec, PDFStream) else spec
    if not isinstance(attributes, dict):
        return None
    if resolve1(attributes.get("PatternType")) == SHADING:
        return shading_colour(attributes.get("Shading"))
    if tint:
        return _converted(tint, space)
    return _tile_colour(spec) if isinstance(spec, PDFStream) else None


def _converted(tint: Components, space: object) -> Rgb | None:
    base = space.base if isinstance(space, ColourSpace) else None
    convert = base.convert if base else colour_by_count(len(tint))
    return convert(tint) if convert else None


def _tile_colour(tile: PDFStream) -> Rgb | None:
    for keyword, operands in ContentReader(unpack(tile)).operators():
        if _COUNT_OF_OPERANDS.get(keyword) == len(operands):
            convert = colour_by_count(len(operands))
            colour = convert(_floats(operands)) if convert else None
            if colour and min(colour) < _PALE:
                return colour
    return None


def _floats(operands: Sequence[object]) -> list[float]:
    return [float(part) for part in operands if isinstance(part, (int, float))]
