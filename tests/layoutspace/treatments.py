"""What may lie over, around or in place of a word of a PDF, drawn into a finished document by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

import pypdfium2  # ships no types; few names of it are used
import pypdfium2.raw as pdfium

MARKER = "Quizzical"
"""A word that no drawn document has."""
CIRCLE = 0.5523
"""Share of the radius at which the control points of a quarter circle stand off."""

Handle: TypeAlias = Any
"""An object of PDFium."""
Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""In a page's own space: left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A word on a page: its letters and their boxes."""

    page: int
    word: str
    boxes: tuple[Box, ...]

    def part(self, first: int, last: int) -> Box:
        """The box around some of its letters, with a little room above and below."""
        boxes = self.boxes[first:last]
        height = max(box[3] for box in self.boxes) - min(box[1] for box in self.boxes)
        return (
            boxes[0][0] - 0.2,
            min(box[1] for box in self.boxes) - 0.3 * height,
            boxes[-1][2] + 0.2,
            max(box[3] for box in self.boxes) + 0.3 * height,
        )

    @property
    def box(self) -> Box:
        """The box around all of it."""
        return self.part(0, len(self.boxes))


class Changed:
    """A page that is being changed."""

    def __init__(self, document: Handle, number: int) -> None:
        self.document = document
        self.page = document[number]

    def path(self, points: list[Point], colour: str, *, alpha: int = 255, blend: str = "") -> None:
        """A filled outline."""
        path = pdfium.FPDFPageObj_CreateNewPath(*points[0])
        for point in points[1:]:
            pdfium.FPDFPath_LineTo(path, *point)
        pdfium.FPDFPath_Close(path)
        self._fill(path, colour, alpha, blend)

    def disc(self, box: Box, colour: str) -> None:
        """A filled ellipse that holds a box."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        a, b = (box[2] - box[0]) * 0.75, (box[3] - box[1]) * 0.75
        path = pdfium.FPDFPageObj_CreateNewPath(x + a, y)
        for (px, py), (qx, qy) in (((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))):
            first = (x + a * (px + CIRCLE * qx), y + b * (py + CIRCLE * qy))
            second = (x + a * (qx + CIRCLE * px), y + b * (qy + CIRCLE * py))
            pdfium.FPDFPath_BezierTo(path, *first, *second, x + a * qx, y + b * qy)
        self._fill(path, colour, 255, "")

    def _fill(self, path: Handle, colour: str, alpha: int, blend: str) -> None:
        pdfium.FPDFPath_SetDrawMode(path, pdfium.FPDF_FILLMODE_WINDING, 0)
        pdfium.FPDFPageObj_SetFillColor(path, *bytes.fromhex(colour[1:]), alpha)
        if blend:
            pdfium.FPDFPageObj_SetBlendMode(path, blend.encode())
        pdfium.FPDFPage_InsertObject(self.page, path)

    def frame(self, box: Box, colour: str) -> None:
        """An outline."""
        path = pdfium.FPDFPageObj_CreateNewRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
        pdfium.FPDFPath_SetDrawMode(path, pdfium.FPDF_FILLMODE_NONE, 1)
        pdfium.FPDFPageObj_SetStrokeColor(path, *bytes.fromhex(colour[1:]), 255)
        pdfium.FPDFPageObj_SetStrokeWidth(path, 0.6)
        pdfium.FPDFPage_InsertObject(self.page, path)

    def picture(self, box: Box, colour: str) -> None:
        """A picture of one colour."""
        bitmap = pypdfium2.PdfBitmap.new_native(4, 4, pdfium.FPDFBitmap_BGR)
        bitmap.fill_rect((*bytes.fromhex(colour[1:]), 255), 0, 0, 4, 4)
        image = pypdfium2.PdfImage.new(self.document)
        image.set_bitmap(bitmap)
        image.set_matrix(pypdfium2.PdfMatrix().scale(box[2] - box[0], box[3] - box[1]).translate(box[0], box[1]))
        self.page.insert_obj(image)

    def note(self, box: Box, colour: str) -> None:
        """An annotation: a square of a colour."""
        note = pdfium.FPDFPage_CreateAnnot(self.page, pdfium.FPDF_ANNOT_SQUARE)
        rect = pdfium.FS_RECTF(left=box[0], bottom=box[1], right=box[2], top=box[3])
        pdfium.FPDFAnnot_SetRect(note, rect)
        red, green, blue = bytes.fromhex(colour[1:])
        pdfium.FPDFAnnot_SetColor(note, pdfium.FPDFANNOT_COLORTYPE_InteriorColor, red, green, blue, 255)
        pdfium.FPDFAnnot_SetColor(note, pdfium.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
        pdfium.FPDFAnnot_SetFlags(note, pdfium.FPDF_ANNOT_FLAG_PRINT)
        pdfium.FPDFPage_CloseAnnot(note)

    def text(self, at: Point, size: float, colour: str = "#000000", *, inkless: bool = False) -> None:
        """The marker, typed."""
        text = pdfium.FPDFPageObj_NewTextObj(self.document, b"Helvetica", size)
        letters = ctypes.create_string_buffer((MARKER + "\0").encode("utf-16-le"))
        pdfium.FPDFText_SetText(text, ctypes.cast(letters, pdfium.FPDF_WIDESTRING))
        pdfium.FPDFPageObj_SetFillColor(text, *bytes.fromhex(colour[1:]), 255)
        if inkless:
            pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
        pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, *at)
        pdfium.FPDFPage_InsertObject(self.page, text)

    def done(self) -> None:
        """Write what was drawn into the page."""
        pdfium.FPDFPage_GenerateContent(self.page)


def corners(box: Box) -> list[Point]:
    """The corners of a box."""
    return [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]


def _chosen(spot: Spot, chance: Random) -> Box:
    """All letters of a word, or those of one half."""
    middle = len(spot.word) // 2
    return chance.choice([spot.box, spot.box, spot.part(0, middle), spot.part(middle, len(spot.word))])


_COLOURS = ("#ffffff", "#000000", "#ff0000", "#ffc000", "#d9d9d9")


def fill(page: Changed, spot: Spot, chance: Random) -> None:
    """An opaque rectangle over it."""
    page.path(corners(_chosen(spot, chance)), chance.choice(_COLOURS))


def pale(page: Changed, spot: Spot, chance: Random) -> None:
    """A rectangle that its letters show through."""
    page.path(corners(_chosen(spot, chance)), "#ffc000", alpha=chance.choice([40, 90]))


def highlighter(page: Changed, spot: Spot, chance: Random) -> None:
    """Colour that darkens what is beneath."""
    page.path(corners(_chosen(spot, chance)), chance.choice(["#ffff00", "#92d050"]), blend="Multiply")


def frame(page: Changed, spot: Spot, _: Random) -> None:
    """A line around it."""
    page.frame(spot.box, "#ff0000")


def diamond(page: Changed, spot: Spot, chance: Random) -> None:
    """A slanted shape over all of it."""
    x0, y0, x1, y1 = spot.box
    x, y, wide, high = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
    page.path([(x - wide, y), (x, y - high), (x + wide, y), (x, y + high)], chance.choice(_COLOURS))


def disc(page: Changed, spot: Spot, chance: Random) -> None:
    """An ellipse over all of it."""
    page.disc(spot.box, chance.choice(_COLOURS))


def picture(page: Changed, spot: Spot, chance: Random) -> None:
    """A picture over it."""
    page.picture(_chosen(spot, chance), chance.choice(_COLOURS))


def note(page: Changed, spot: Spot, chance: Random) -> None:
    """An annotation over it."""
    page.note(_chosen(spot, chance), chance.choice(_COLOURS))


def white_words(page: Changed, spot: Spot, _: Random) -> None:
    """Words in white, on white."""
    page.path(corners(spot.box), "#ffffff")
    page.text((spot.box[0], spot.boxes[0][1]), 6.0, "#ffffff")


def tiny_words(page: Changed, spot: Spot, _: Random) -> None:
    """Words too small to be seen."""
    page.text((spot.box[0], spot.box[1]), 0.3)


def inkless_words(page: Changed, spot: Spot, _: Random) -> None:
    """Words without ink."""
    page.text((spot.box[0], spot.boxes[0][1]), 8.0, inkless=True)


def typed_over(page: Changed, spot: Spot, _: Random) -> None:
    """Another word in its place, as those who edit a PDF do it: white, and words on it."""
    page.path(corners(spot.box), "#ffffff")
    wide = spot.box[2] - spot.box[0]
    page.text((spot.box[0] + 0.2, spot.boxes[0][1]), max(wide / (0.52 * len(MARKER)), 4.5))


Treatment = Callable[[Changed, Spot, Random], None]
TREATMENTS: tuple[Treatment, ...] = (
    fill, pale, highlighter, frame, diamond, disc, picture, note, white_words, tiny_words, inkless_words, typed_over,
)  # fmt: skip
MARKED = frozenset({"white_words", "tiny_words", "inkless_words", "typed_over"})
"""Treatments that put the marker on the page."""
SHOWN = frozenset({"typed_over"})
"""Those of which it shows."""
ROUND = frozenset({"diamond", "disc"})
"""Treatments that reach over the words around."""
