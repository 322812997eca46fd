"""Drawn things in a paragraph: filled shapes, text boxes, pictures, and objects from other programs."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.common.colours import WHITE, drawing_colour, hex_colour
from extractors.docx.colours import Palette
from extractors.docx.names import (
    CHART,
    DIAGRAM,
    DRAWING_NAME,
    EMBEDDED,
    GRAPHIC,
    INKS,
    PICTURE,
    PICTURE_NAME,
    SHAPE,
    SHAPE_PROPERTIES,
    SHAPE_STYLE,
    TEXT,
    TEXT_BOX,
    Element,
    a,
    v,
)

_VML_SHAPES = (v("oval"), v("rect"), v("roundrect"), v("shape"))
_FILLS = (a("solidFill"), a("gradFill"), a("pattFill"), a("noFill"), a("blipFill"), a("grpFill"))
_LINES = frozenset({"line", "straightConnector1", "bentConnector3", "curvedConnector3"})
_KNOWN_KINDS = ("/picture", "/wordprocessingShape", "/wordprocessingGroup", "/wordprocessingCanvas", "/2006/main")
"""Ends of the names of kinds of drawings whose text boxes, fills and pictures are looked for."""
_NO = frozenset({"f", "false", "0"})


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a w:drawing, w:pict or w:object holds."""

    fills: tuple[str, ...]
    """Colours of the filled shapes, as #rrggbb; white ones left out, for paper is white."""
    boxes: tuple[Element, ...]
    """The w:txbxContent of each text box."""
    watermarks: tuple[str, ...]
    """Text drawn as a picture, e.g. DRAFT across the page."""
    pictures: tuple[str, ...]
    """What each picture is called for those who do not see it; empty for nothing."""
    embedded: int
    """Charts, diagrams and files of other programs."""
    loose: tuple[str, ...]
    """Text that stands in no text box: Word shows none of it."""


def read_drawing(element: Element, palette: Palette) -> Drawing:
    """Look through one drawing, groups of shapes included."""
    fills = [_shape_fill(shape, palette) for shape in element.iter(SHAPE)]
    fills += [_vml_fill(shape) for shape in element.iter(*_VML_SHAPES)]
    boxes = tuple(box for box in element.iter(TEXT_BOX) if not _inside_box(box, element))
    pictures = tuple(_name(picture, element) for picture in element.iter(PICTURE, v("imagedata")))
    embedded = sum(1 for _ in element.iter(CHART, DIAGRAM, EMBEDDED, *INKS)) + sum(
        map(_is_foreign, element.iter(GRAPHIC))
    )
    texts = tuple(path.get("string", "") for path in element.iter(v("textpath")))
    # An embedded file is shown by a picture of itself: it is one thing, not two.
    loose = tuple(text.text or "" for text in element.iter(TEXT) if not _inside_box(text, element))
    return Drawing(tuple(filter(None, fills)), boxes, texts, () if embedded else pictures, embedded, loose)


def _is_foreign(graphic: Element) -> bool:
    """Whether a drawing is of a kind that is not looked into: a chart of a newer kind, a canvas, a model in space."""
    uri = graphic.get("uri", "")
    return not uri.endswith(_KNOWN_KINDS) and next(graphic.iter(CHART, DIAGRAM, EMBEDDED, *INKS), None) is None


def _name(picture: Element, drawing: Element) -> str:
    """The alternative text of a picture: its own, or that of the drawing it stands in."""
    shape = picture.getparent()
    stated = [each.get("descr") for each in (*picture.iter(PICTURE_NAME), *drawing.iter(DRAWING_NAME))]
    stated.append(None if shape is None else shape.get("alt"))
    return next((" ".join(text.split()) for text in stated if text), "")


def _inside_box(element: Element, limit: Element) -> bool:
    for parent in element.iterancestors():
        if parent is limit:
            return False
        if parent.tag == TEXT_BOX:
            return True
    return False


def _shape_fill(shape: Element, palette: Palette) -> str | None:
    properties = shape.find(SHAPE_PROPERTIES)
    if properties is None:
        return None
    geometry = properties.find(a("prstGeom"))
    if geometry is not None and geometry.get("prst") in _LINES:
        return None
    fill = next((child for child in properties if child.tag in _FILLS), None)
    if fill is None:
        # A shape that says nothing of its fill has that of its style, which index 0 takes away (20.1.4.1.10).
        style = shape.find(SHAPE_STYLE)
        fill = None if style is None else style.find(a("fillRef"))
        if fill is None or fill.get("idx", "0") == "0":
            return None
    colours = (drawing_colour(each, palette.theme_colour) for each in fill.iter() if each is not fill)
    return _visible(next(filter(None, colours), None))


def _vml_fill(shape: Element) -> str | None:
    if shape.get("filled", "t") in _NO:
        return None
    return _visible(hex_colour(shape.get("fillcolor", "white")))


def _visible(colour: str | None) -> str | None:
    return None if colour == WHITE else colour
