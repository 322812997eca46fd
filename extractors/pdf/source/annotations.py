"""What annotations show on a page: fields of forms, typed notes, strikes, stamps, covers; and what they only hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pdfminer.casting import safe_float
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from extractors.pdf.source.canvas import Canvas
from extractors.pdf.source.fields import Dictionary, Typed, colour_in, filled_field, text_of, typed_note
from extractors.pdf.source.geometry import Box, Matrix, bounding_box, multiply, transform_box
from extractors.pdf.source.interpreter import Interpreter
from extractors.pdf.source.sketches import sketch
from extractors.pdf.source.typesetting import typeset

HIDDEN, NO_VIEW = 1 << 1, 1 << 5
"""Flags of annotations that are not shown (ISO 32000-1, table 165)."""

NO_CONTENT = frozenset({"Link", "Popup", "Text", "Sound", "Movie", "FileAttachment"})
"""Kinds whose picture is a sign of the viewer's, not words or marks of the page."""
UNREADABLE = frozenset({"Ink", "3D", "RichMedia", "Screen"})
"""Kinds that show drawings by hand, models or films."""
STAMPS = frozenset({"Stamp", "Watermark"})
_NO_NOTE = frozenset({"Link", "Popup", "Widget", "FreeText", "Stamp", "Watermark", "FileAttachment"})
"""Kinds whose text, if any, is no note that opens."""


@dataclass(slots=True)
class Annotator:
    """Draws the annotations of a page. `matrix` leads to the page as displayed, `form` is the document's form."""

    interpreter: Interpreter
    canvas: Canvas
    matrix: Matrix
    form: Dictionary
    notes: list[str] = field(default_factory=list)
    """What notes say that are closed until somebody points at them."""
    files: int = 0
    """Files attached to the page."""

    def draw(self, annotations: object) -> None:
        """Draw them in their order."""
        listed = resolve1(annotations)
        for annotation in map(resolve1, listed if isinstance(listed, list) else []):
            if isinstance(annotation, dict) and not self._is_off(annotation):
                kind = _name(annotation.get("Subtype"))
                self.files += kind == "FileAttachment"
                text = " ".join(text_of(annotation.get("Contents")).split())
                if text and kind not in _NO_NOTE:
                    self.notes.append(text)
                if kind not in NO_CONTENT:
                    self._draw(annotation, kind)

    def _is_off(self, annotation: Dictionary) -> bool:
        flags = int(safe_float(resolve1(annotation.get("F"))) or 0)
        return bool(flags & (HIDDEN | NO_VIEW)) or (
            "OC" in annotation and self.interpreter.layers.hide(annotation["OC"])
        )

    def _draw(self, annotation: Dictionary, kind: str) -> None:
        target = _numbers(annotation.get("Rect"), 4)
        self.interpreter.init_state(self.matrix)
        self.canvas.begin_afresh(darkening=kind == "Highlight")
        start = self.canvas.drawn
        if kind == "StrikeOut":
            for quad in quads(annotation):
                self.canvas.strike(transform_box(self.matrix, quad))
        elif kind == "Redact":  # its writer wants the words gone, whatever of it is drawn yet
            self.interpreter.run(sketch(annotation, kind, (0, 0, 0, 0), list(quads(annotation))))
        elif target is not None and kind in UNREADABLE:
            self.canvas.draw_by_hand(transform_box(self.matrix, _sorted(target)))
        elif target is not None:
            self._show(annotation, kind, _sorted(target))
        if kind in STAMPS:
            self.canvas.note_stamp(start)

    def _show(self, annotation: Dictionary, kind: str, target: Box) -> None:
        """Draw the annotation's own drawing; where it has none, what viewers draw in its place."""
        drawing = _normal_appearance(annotation)
        typed = self._typed(annotation, kind, drawing)
        if typed is not None:
            self._type(typed, annotation, kind, target)
        elif drawing is not None:
            box = _numbers(drawing.get("BBox"), 4)
            a, b, c, d, e, f = _numbers(drawing.get("Matrix"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            if box is not None:
                placement = _placement(_sorted(box), (a, b, c, d, e, f), target)
                self.interpreter.draw_form(drawing, multiply(placement, self.matrix))
        else:
            opacity = safe_float(resolve1(annotation.get("CA")))
            alpha = 1.0 if opacity is None else opacity
            self.canvas.surroundings = replace(self.canvas.surroundings, fill_alpha=alpha, stroke_alpha=alpha)
            self.interpreter.run(sketch(annotation, kind, target, list(quads(annotation))))

    def _typed(self, annotation: Dictionary, kind: str, drawing: PDFStream | None) -> Typed | None:
        """The text to be set: of notes and fields without a drawing, and of fields to be drawn anew."""
        if kind == "FreeText" and drawing is None:
            return typed_note(annotation, self.form)
        anew = resolve1(self.form.get("NeedAppearances")) is True
        if kind == "Widget" and (drawing is None or anew):
            typed = filled_field(annotation, self.form)
            is_tick = typed is not None and typed.text in "☒☐●○"
            return None if is_tick and resolve1(annotation.get("AP")) else typed
        return None

    def _type(self, typed: Typed, annotation: Dictionary, kind: str, target: Box) -> None:
        looks = resolve1(annotation.get("MK"))
        ground = annotation.get("C") if kind == "FreeText" else looks.get("BG") if isinstance(looks, dict) else None
        if colour_in(ground) is not None:
            self.interpreter.run(sketch({"IC": ground}, "Square", target, []))
        size, placed = typeset(typed, transform_box(self.matrix, target))
        self.canvas.type(placed, size, typed.colour)


def quads(annotation: Dictionary) -> Iterator[Box]:
    """The upright boxes of the stretches of text that an annotation marks, in the page's own space."""
    listed = resolve1(annotation.get("QuadPoints"))
    numbers = _numbers(listed, len(listed)) if isinstance(listed, list) else None
    target = _numbers(annotation.get("Rect"), 4)
    if numbers and len(numbers) % 8 == 0:
        for start in range(0, len(numbers), 8):
            yield bounding_box(zip(numbers[start : start + 8 : 2], numbers[start + 1 : start + 8 : 2], strict=True))
    elif target is not None:
        yield _sorted(target)


def _normal_appearance(annotation: Dictionary) -> PDFStream | None:
    """The form shown when nothing is pointed at; where there is one a state (ticked, not ticked), that of the state."""
    forms = resolve1(annotation.get("AP"))
    normal = resolve1(forms.get("N")) if isinstance(forms, dict) else None
    if isinstance(normal, dict):
        state = resolve1(annotation.get("AS"))
        normal = resolve1(normal.get(str(literal_name(state)))) if isinstance(state, PSLiteral) else None
    return normal if isinstance(normal, PDFStream) else None


def _name(value: object) -> str:
    known = resolve1(value)
    return str(literal_name(known)) if isinstance(known, PSLiteral) else ""


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
