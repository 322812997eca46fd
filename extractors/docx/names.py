"""Names of the XML that Word writes (ECMA-376, transitional), and small questions asked of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no public name

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_INK = "{http://schemas.microsoft.com/office/word/2010/wordprocessingInk}"
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return _WORD + name


def a(name: str) -> str:
    """The full name of a DrawingML element."""
    return _DRAWING + name


def v(name: str) -> str:
    """The full name of a VML element, the drawing language of Word 2007 and before."""
    return _VML + name


def w14(name: str) -> str:
    """The full name of an element or attribute that Word 2010 added."""
    return _WORD_2010 + name


def wp(name: str) -> str:
    """The full name of an element that puts a drawing in its place."""
    return _PLACED + name


BODY = w("body")
PARAGRAPH = w("p")
PARAGRAPH_PROPERTIES = w("pPr")
RUN = w("r")
RUN_PROPERTIES = w("rPr")
TEXT = w("t")
TABLE = w("tbl")
TABLE_PROPERTIES = w("tblPr")
ROW = w("tr")
ROW_PROPERTIES = w("trPr")
CELL = w("tc")
CELL_PROPERTIES = w("tcPr")
CONTROL = w("sdt")
CONTROL_PROPERTIES = w("sdtPr")
CONTROL_CONTENT = w("sdtContent")
INSERTED = w("ins")
DELETED = w("del")
MOVED_FROM = w("moveFrom")
MOVED_TO = w("moveTo")
SECTION = w("sectPr")
SHADING = w("shd")
TEXT_BOX = w("txbxContent")
RUBY = w("ruby")

VALUE = w("val")
RELATIONSHIP_ID = _RELATIONSHIP + "id"

ALTERNATIVES = _COMPATIBILITY + "AlternateContent"
CHOICE = _COMPATIBILITY + "Choice"
FALLBACK = _COMPATIBILITY + "Fallback"

MATH_TEXT = _MATH + "t"
MATH_FRACTION = _MATH + "f"
MATH_DENOMINATOR = _MATH + "den"

SHAPE = _SHAPE + "wsp"
SHAPE_PROPERTIES = _SHAPE + "spPr"
SHAPE_STYLE = _SHAPE + "style"
PICTURE = _PICTURE + "pic"
CHART = _CHART + "chart"
DIAGRAM = _DIAGRAM + "relIds"
GRAPHIC = _DRAWING + "graphicData"
INKS = (_WORD_2010 + "contentPart", _SHAPE + "contentPart", _INK + "contentPart")
"""Drawings by pen."""
EMBEDDED = OFFICE + "OLEObject"
PICTURE_NAME = f"{_PICTURE}cNvPr"
DRAWING_NAME = f"{_PLACED}docPr"

OFF = frozenset({"0", "false", "off", "none"})


def value(parent: Element | None, name: str, attribute: str = "val") -> str | None:
    """The attribute `w:attribute` of the child `w:name`, or None when either is absent."""
    if parent is None:
        return None
    child = parent.find(w(name))
    return None if child is None else child.get(w(attribute))


def switch(parent: Element | None, name: str) -> bool | None:
    """An on/off property (ST_OnOff): None when the child `w:name` is absent, so that a style may decide."""
    if parent is None:
        return None
    child = parent.find(w(name))
    return None if child is None else child.get(VALUE, "1").lower() not in OFF


def switched_on(text: str | None) -> bool:
    """Whether an on/off attribute (ST_OnOff) is on; one that is absent is off."""
    return text is not None and text.lower() not in OFF


def whole(text: str | None, default: int) -> int:
    """A whole number as Word writes it; `default` when absent or not a number."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def is_properties(tag: str) -> bool:
    """Whether an element holds properties (w:pPr, w:tcPr, w:tblPrEx ...), never content."""
    return tag.endswith(("Pr", "PrEx", "PrChange"))


def within(parent: Element, *wanted: str) -> Iterator[Element]:
    """The nearest descendants of the wanted kinds, in order, through wrappers: content controls, insertions, tags."""
    for child in parent:
        tag = child.tag
        if tag in wanted:
            yield child
        elif len(child) and not is_properties(tag):
            yield from within(child, *wanted)
