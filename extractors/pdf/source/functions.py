"""PDF functions (ISO 32000-1, 7.10), as far as spot colours use them: sampled, exponential, stitched, calculator."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeAlias

from pdfminer.casting import safe_float
from pdfminer.pdftypes import PDFStream, resolve1

from extractors.pdf.source.calculator import parse_calculator

PdfFunction: TypeAlias = Callable[[Sequence[float]], Sequence[float]]

MAX_INPUTS = 4
"""Sampled functions of more inputs would need more corners than a colour is worth."""


def parse_function(spec: object) -> PdfFunction | None:
    """The function that a PDF object describes; None when it is broken or of no known type."""
    spec = resolve1(spec)
    attributes = spec.attrs if isinstance(spec, PDFStream) else spec
    if not isinstance(attributes, dict):
        return None
    kind = resolve1(attributes.get("FunctionType"))
    if kind == 2:
        return _exponential(attributes)
    if kind == 3:
        return _stitched(attributes)
    if not isinstance(spec, PDFStream):
        return None
    if kind == 0:
        return _sampled(spec)
    return parse_calculator(spec.get_data()) if kind == 4 else None


def numbers(value: object) -> list[float]:
    """The numbers of an array; empty when it is none."""
    value = resolve1(value)
    parts = [safe_float(resolve1(part)) for part in value] if isinstance(value, list) else []
    return [part for part in parts if part is not None]


def _exponential(attributes: dict[str, object]) -> PdfFunction:
    low = numbers(attributes.get("C0")) or [0.0]
    high = numbers(attributes.get("C1")) or [1.0]
    power = safe_float(resolve1(attributes.get("N"))) or 1.0

    def evaluate(inputs: Sequence[float]) -> list[float]:
        share = max(0.0, inputs[0]) ** power
        return [start + share * (end - start) for start, end in zip(low, high, strict=False)]

    return evaluate


def _stitched(attributes: dict[str, object]) -> PdfFunction | None:
    specs = resolve1(attributes.get("Functions"))
    pieces = [parse_function(spec) for spec in specs] if isinstance(specs, list) else []
    known = [piece for piece in pieces if piece is not None]
    domain, bounds = numbers(attributes.get("Domain")), numbers(attributes.get("Bounds"))
    encode = numbers(attributes.get("Encode"))
    if not known or len(known) != len(pieces) or len(domain) < 2 or len(bounds) != len(known) - 1:
        return None
    edges = [domain[0], *bounds, domain[1]]
    encode = encode if len(encode) == 2 * len(known) else [0.0, 1.0] * len(known)

    def evaluate(inputs: Sequence[float]) -> Sequence[float]:
        value = min(max(inputs[0], domain[0]), domain[1])
        index = min(bisect_right(bounds, value), len(known) - 1)
        start, end = edges[index], edges[index + 1]
        share = (value - start) / (end - start) if end > start else 0.0
        first, last = encode[2 * index : 2 * index + 2]
        return known[index]([first + share * (last - first)])

    return evaluate


def _sampled(stream: PDFStream) -> PdfFunction | None:
    sizes = [int(size) for size in numbers(stream.get("Size"))]
    bits = safe_float(resolve1(stream.get("BitsPerSample")))
    domain, ranges = numbers(stream.get("Domain")), numbers(stream.get("Range"))
    decode = numbers(stream.get("Decode")) or ranges
    outputs = len(ranges) // 2
    if not 0 < len(sizes) <= MAX_INPUTS or bits not in {8.0, 16.0} or not outputs or len(domain) != 2 * len(sizes):
        return None
    width = int(bits) // 8
    data = stream.get_data()
    if len(data) < math.prod(sizes) * outputs * width:
        return None
    scale = float(2 ** int(bits) - 1)

    def sample(place: Sequence[int], output: int) -> float:
        index = 0
        for size, step in zip(reversed(sizes), reversed(place), strict=True):
            index = index * size + step
        start = (index * outputs + output) * width
        low, high = decode[2 * output : 2 * output + 2]
        return low + int.from_bytes(data[start : start + width], "big") / scale * (high - low)

    def evaluate(inputs: Sequence[float]) -> list[float]:
        corners = [_corner(value, domain[2 * i], domain[2 * i + 1], sizes[i]) for i, value in enumerate(inputs)]
        totals = [0.0] * outputs
        for sides in product((0, 1), repeat=len(corners)):
            weight = math.prod(share if side else 1 - share for side, (_, share) in zip(sides, corners, strict=True))
            if weight:
                place = [base + side for side, (base, _) in zip(sides, corners, strict=True)]
                for output in range(outputs):
                    totals[output] += weight * sample(place, output)
        return totals

    return evaluate


def _corner(value: float, low: float, high: float, size: int) -> tuple[int, float]:
    """The sample below a value, and how far the value stands towards the next, 0 to 1."""
    share = (min(max(value, low), high) - low) / (high - low) if high > low else 0.0
    position = share * (size - 1)
    base = min(int(position), max(0, size - 2))
    return base, position - base
