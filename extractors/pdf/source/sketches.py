"""What viewers draw for annotations that bring no drawing of their own, as operators of a page's contents."""

from __future__ import annotations

from collections.abc import Sequence

from pdfminer.casting import safe_float
from pdfminer.pdftypes import resolve1

from extractors.common.rgb import from_hex
from extractors.pdf.source.fields import Dictionary, colour_in
from extractors.pdf.source.geometry import Box

ROUND = 0.5523
"""Share of the radius that the control points of a quarter circle stand off."""


def sketch(annotation: Dictionary, kind: str, target: Box, quads: Sequence[Box]) -> bytes:
    """The operators, in the page's own space; none for kinds that show nothing without a drawing."""
    pen, ink = _colour(annotation.get("C"), "RG"), _colour(annotation.get("IC"), "rg")
    width = _width(annotation)
    if kind in {"Square", "Circle", "Polygon"}:
        path = {"Square": _rectangle, "Circle": _circle}.get(kind, lambda _: _chain(annotation.get("Vertices")))(target)
        paint = {(True, True): "b", (True, False): "f", (False, True): "s"}.get((bool(ink), bool(pen and width)), "n")
        parts = [ink, pen, f"{width} w", path, paint] if path else []
    elif kind in {"Line", "PolyLine"}:
        path = _chain(annotation.get("L" if kind == "Line" else "Vertices"))
        parts = [pen, f"{width} w", path, "S"] if path else []
    elif kind == "Highlight":
        parts = [_colour(annotation.get("C"), "rg"), *(f"{_rectangle(quad)} f" for quad in quads)]
    elif kind == "Redact":  # as it will be once the file's writer has let the words be taken out
        parts = ["0 0 0 rg", *(f"{_rectangle(quad)} f" for quad in quads)]
    elif kind in {"Underline", "Squiggly"}:
        parts = [pen, *(f"{quad[0]} {quad[1] + 1} m {quad[2]} {quad[1] + 1} l S" for quad in quads)]
    else:
        parts = []
    return " ".join(filter(None, parts)).encode("ascii")


def _colour(value: object, operator: str) -> str:
    colour = colour_in(value)
    return "" if colour is None else " ".join(f"{part:.4f}" for part in from_hex(colour)) + f" {operator}"


def _width(annotation: Dictionary) -> float:
    style = resolve1(annotation.get("BS"))
    width = safe_float(resolve1(style.get("W"))) if isinstance(style, dict) else None
    return 1.0 if width is None else width


def _rectangle(box: Box) -> str:
    return f"{box[0]} {box[1]} {box[2] - box[0]} {box[3] - box[1]} re"


def _circle(box: Box) -> str:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    across, up = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    curves = [f"{x + across} {y} m"]
    for (ax, ay), (bx, by) in (((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))):
        first = f"{x + across * (ax + ROUND * bx)} {y + up * (ay + ROUND * by)}"
        second = f"{x + across * (bx + ROUND * ax)} {y + up * (by + ROUND * ay)}"
        curves.append(f"{first} {second} {x + across * bx} {y + up * by} c")
    return " ".join(curves)


def _chain(value: object) -> str:
    listed = resolve1(value)
    numbers = [safe_float(resolve1(part)) for part in listed] if isinstance(listed, list) else []
    if len(numbers) < 4 or len(numbers) % 2 or None in numbers:
        return ""
    points = [f"{x} {y}" for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    return f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:])
