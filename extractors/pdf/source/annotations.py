"""What annotations draw on a page: filled-in form fields, typed notes, strikes and highlights of reviewers."""

from __future__ import annotations

from collections.abc import Iterator

from pdfminer.casting import safe_float
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from extractors.pdf.source.geometry import Box, Matrix, transform_box

HIDDEN, NO_VIEW = 1 << 1, 1 << 5
"""Flags of annotations that are not shown (ISO 32000-1, table 165)."""

NO_CONTENT = frozenset({"Link", "Popup", "Text", "Sound", "Movie", "FileAttachment"})
"""Kinds whose picture is a sign of the viewer's, not words or marks of the page."""


def appearances(annotations: object) -> Iterator[tuple[PDFStream, Matrix]]:
    """The form that each shown annotation draws, and the matrix that puts it in its place on the page."""
    listed = resolve1(annotations)
    for entry in listed if isinstance(listed, list) else []:
        annotation = resolve1(entry)
        if not isinstance(annotation, dict) or _is_silent(annotation):
            continue
        form = _normal_appearance(annotation)
        target = _numbers(annotation.get("Rect"), 4)
        if form is None or target is None:
            continue
        box = _numbers(form.get("BBox"), 4)
        a, b, c, d, e, f = _numbers(form.get("Matrix"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        if box is not None:
            yield form, _placement(_sorted(box), (a, b, c, d, e, f), _sorted(target))


def _is_silent(annotation: dict[object, object]) -> bool:
    flags = safe_float(resolve1(annotation.get("F"))) or 0.0
    kind = resolve1(annotation.get("Subtype"))
    return bool(int(flags) & (HIDDEN | NO_VIEW)) or (
        isinstance(kind, PSLiteral) and str(literal_name(kind)) in NO_CONTENT
    )


def _normal_appearance(annotation: dict[object, object]) -> PDFStream | None:
    """The form shown when nothing is pointed at; where there is one a state (ticked, not ticked), that of the state."""
    forms = resolve1(annotation.get("AP"))
    normal = resolve1(forms.get("N")) if isinstance(forms, dict) else None
    if isinstance(normal, dict):
        state = resolve1(annotation.get("AS"))
        normal = resolve1(normal.get(str(literal_name(state)))) if isinstance(state, PSLiteral) else None
    return normal if isinstance(normal, PDFStream) else None


def _numbers(value: object, count: int) -> list[float] | None:
    parts = resolve1(value)
    numbers = [safe_float(resolve1(part)) for part in parts] if isinstance(parts, list) else []
    known = [number for number in numbers if number is not None]
    return known if len(known) == count == len(numbers) else None


def _sorted(corners: list[float]) -> Box:
    x0, y0, x1, y1 = corners
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _placement(box: Box, matrix: Matrix, target: Box) -> Matrix:
    """The matrix that fits a form's transformed box into the annotation's rectangle (ISO 32000-1, 12.5.5)."""
    x0, y0, x1, y1 = transform_box(matrix, box)
    across = (target[2] - target[0]) / (x1 - x0) if x1 > x0 else 1.0
    up = (target[3] - target[1]) / (y1 - y0) if y1 > y0 else 1.0
    return (across, 0.0, 0.0, up, target[0] - x0 * across, target[1] - y0 * up)
