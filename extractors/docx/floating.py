"""Boxes, shapes and pictures that float over the page: where they stand is not where they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.docx.names import (
    BODY,
    CELL,
    PARAGRAPH,
    PICTURE,
    SHAPE_PROPERTIES,
    TABLE,
    TEXT,
    TEXT_BOX,
    Element,
    a,
    v,
    w,
    whole,
    wp,
)
from models.catalogue import finding
from models.finding import Finding

EMU = 914_400
"""English metric units of an inch."""
NEAR = 2
"""Paragraphs between a floating thing and the table below it that it may reach over."""
AWAY = EMU
"""Offset from its place in the text at which a thing drawn in a cell may stand over another one."""
LEAST_WIDE, LEAST_HIGH = 0.4 * EMU, 0.1 * EMU
"""Size from which a shape may cover a word."""
PICTURE_WIDE, PICTURE_HIGH = EMU, 0.3 * EMU
"""Size of a picture that may hold rows of a table."""
_OLD_SHAPES = (v("shape"), v("rect"), v("roundrect"), v("oval"))
_OLD_WRAP = "{urn:schemas-microsoft-com:office:word}wrap"
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|px|)")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 1.0}
_WHITE = frozenset({"FFFFFF", "white", "bg1", "lt1"})
MOST_SHOWN = 12
"""Words of a box that are quoted."""


def find_floating(document: Element) -> Iterator[Finding]:
    """A doubt for each thing in front of the text that may stand over a table, and for pictures where one may go on."""
    for anchor in document.iter(wp("anchor"), *_OLD_SHAPES):
        in_front, covering = (
            (_is_in_front, _covering) if anchor.tag == wp("anchor") else (_is_old_in_front, _old_covering)
        )
        if in_front(anchor) and _is_by_table(anchor) and (what := covering(anchor)):
            yield finding("floats-over-table", what=what)
    body = document.find(BODY)
    after_table = False
    for element in () if body is None else body:
        after_table = after_table or next(element.iter(TABLE), None) is not None
        if after_table and element.tag == PARAGRAPH and any(map(_is_large, element.iter(w("drawing"), w("pict")))):
            yield finding("picture-beside-table", place="below or between the tables")


def _is_in_front(anchor: Element) -> bool:
    behind = anchor.get("behindDoc", "0").lower() in {"1", "true"}
    return not behind and anchor.find(wp("wrapNone")) is not None


def _covering(anchor: Element) -> str:
    """What floats, in plain words; empty for what covers nothing."""
    in_cell = next(anchor.iterancestors(CELL), None) is not None
    stays = in_cell and not _is_away(anchor)
    if says := _says(anchor):
        return "" if stays else says
    wide, high = _extent(anchor)
    if wide < LEAST_WIDE or high < LEAST_HIGH:
        return ""
    if next(anchor.iter(PICTURE), None) is not None:
        return "" if stays else "picture"
    fills = [fill for shape in anchor.iter(SHAPE_PROPERTIES) if (fill := shape.find(a("solidFill"))) is not None]
    white = any(colour.get("val") in _WHITE for fill in fills for colour in fill)
    return "shape" if fills and (white or not stays) else ""


def _says(anchor: Element) -> str:
    """A box by what it says; empty for one that says nothing."""
    words = "".join(text.text or "" for box in anchor.iter(TEXT_BOX) for text in box.iter(TEXT)).split()
    quoted = " ".join(words[:MOST_SHOWN]) + (" …" if len(words) > MOST_SHOWN else "")
    return f"text box that says “{quoted}”" if words else ""


def _old_look(shape: Element) -> dict[str, str]:
    """The style of a shape of Word 2007 and before."""
    pairs = (part.partition(":") for part in shape.get("style", "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _is_old_in_front(shape: Element) -> bool:
    look = _old_look(shape)
    wraps = any(child.tag == _OLD_WRAP and child.get("type", "none") != "none" for child in shape)
    return look.get("position") == "absolute" and not look.get("z-index", "0").startswith("-") and not wraps


def _old_covering(shape: Element) -> str:
    look = _old_look(shape)
    by_page = any(look.get(f"mso-position-{way}-relative") in {"page", "margin"} for way in ("horizontal", "vertical"))
    moved = any(_points(look.get(f"margin-{side}", "0")) >= AWAY / EMU * 72 for side in ("left", "top"))
    stays = next(shape.iterancestors(CELL), None) is not None and not by_page and not moved
    if says := _says(shape):
        return "" if stays else says
    size = (_points(look.get("width", "0")), _points(look.get("height", "0")))
    if size[0] < LEAST_WIDE / EMU * 72 or size[1] < LEAST_HIGH / EMU * 72:
        return ""
    if shape.find(v("imagedata")) is not None:
        return "" if stays else "picture"
    white = shape.get("fillcolor", "white").lower() in {"white", "#ffffff", "#fff", "window", "window [65]"}
    filled = shape.get("filled", "t") not in {"f", "false", "0"}
    return "shape" if filled and (white or not stays) else ""


def _points(length: str) -> float:
    """A length in points, whatever its unit; 0 when it has none that is known."""
    found = _LENGTH.fullmatch(length)
    return abs(float(found[1])) * _UNITS.get(found[2], 0.0) if found else 0.0


def _is_away(anchor: Element) -> bool:
    """Whether a thing stands away from its place in the text, or by the page's own edges."""
    for name in ("positionH", "positionV"):
        position = anchor.find(wp(name))
        if position is None:
            continue
        offset = position.findtext(wp("posOffset"))
        if position.get("relativeFrom") in {"page", "margin"} or abs(whole(offset, 0)) >= AWAY:
            return True
    return False


def _extent(element: Element) -> tuple[int, int]:
    extent = next(element.iter(wp("extent")), None)
    return (0, 0) if extent is None else (whole(extent.get("cx"), 0), whole(extent.get("cy"), 0))


def _is_by_table(anchor: Element) -> bool:
    """Whether a thing is written in a table, or in one of the last paragraphs before one."""
    if next(anchor.iterancestors(TABLE), None) is not None:
        return True
    paragraph = next((parent for parent in anchor.iterancestors(PARAGRAPH) if _is_of_body(parent)), None)
    between = 0
    for sibling in () if paragraph is None else paragraph.itersiblings():
        if next(sibling.iter(TABLE), None) is not None:
            return True
        between += sibling.tag == PARAGRAPH
        if between > NEAR:
            return False
    return False


def _is_of_body(paragraph: Element) -> bool:
    return next(paragraph.iterancestors(TEXT_BOX), None) is None


def _is_large(drawing: Element) -> bool:
    if next(drawing.iter(PICTURE), None) is None:
        return False
    wide, high = _extent(drawing)
    return wide >= PICTURE_WIDE and high >= PICTURE_HIGH
