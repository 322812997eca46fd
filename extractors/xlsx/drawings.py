"""What floats over a worksheet: text boxes, coloured shapes, pictures and charts, and the cells they are fixed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.common.colours import WHITE, drawing_colour
from extractors.common.office import Element

_SHEET = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ANCHORS = (f"{_SHEET}twoCellAnchor", f"{_SHEET}oneCellAnchor", f"{_SHEET}absoluteAnchor")
_MAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Floating:
    """A thing that floats over a sheet. row, column: of the cell under its top left corner, from 1; 0 when unknown.

    paragraphs: what it says; fill: the colour of a shape without words.
    """

    row: int
    column: int
    paragraphs: tuple[str, ...] = ()
    fill: str | None = None
    picture: bool = False
    embedded: bool = False


def floating(drawing: Element | None, slots: Mapping[str, str]) -> Iterator[Floating]:
    """The things of a drawing part, in its order; hidden ones, lines and empty shapes are passed over."""
    for anchor in drawing.iter(*_ANCHORS) if drawing is not None else ():
        row, column = _corner(anchor)
        for shape in anchor.iter(f"{_SHEET}sp"):
            if any(each.get("hidden") in _TRUE for each in shape.iter(f"{_SHEET}cNvPr")):
                continue
            paragraphs = tuple(text for each in shape.iter(f"{_DRAWING}p") if (text := _text(each)))
            fill = None if paragraphs else _fill(shape, slots)
            if paragraphs or fill:
                yield Floating(row, column, paragraphs, fill)
        for _ in anchor.iter(f"{_SHEET}pic"):
            yield Floating(row, column, picture=True)
        for _ in anchor.iter(f"{_SHEET}graphicFrame", f"{_SHEET}contentPart"):
            yield Floating(row, column, embedded=True)


def _corner(anchor: Element) -> tuple[int, int]:
    corner = anchor.find(f"{_SHEET}from")
    if corner is None:
        return 0, 0
    row, column = corner.findtext(f"{_SHEET}row", ""), corner.findtext(f"{_SHEET}col", "")
    return (int(row) + 1, int(column) + 1) if row.isdecimal() and column.isdecimal() else (0, 0)


def _text(paragraph: Element) -> str:
    return " ".join("".join(each.text or "" for each in paragraph.iter(f"{_DRAWING}t")).split())


def _fill(shape: Element, slots: Mapping[str, str]) -> str | None:
    """The colour a shape is filled with: its own, else that of its style."""
    properties = shape.find(f"{_SHEET}spPr")
    solid = None if properties is None else properties.find(f"{_DRAWING}solidFill")
    if solid is None:
        if properties is not None and properties.find(f"{_DRAWING}noFill") is not None:
            return None
        solid = shape.find(f"{_SHEET}style/{_DRAWING}fillRef")
    choice = None if solid is None else next(iter(solid), None)
    colour = None if choice is None else drawing_colour(choice, lambda name: slots.get(_MAPPED.get(name, name)))
    return None if colour == WHITE else colour
