"""What the reader needs to know of an element's looks, from tags, attributes and style sheets together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from extractors.html.colours import find_colour, parse_attribute, parse_colour
from extractors.html.stylesheet import StyleSheet

Display = Literal["none", "inline", "inline-block", "block", "item", "table", "row-group", "row", "cell"]

_BLOCK_NAMES = """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol optgroup p pre search section summary ul caption
"""
_SILENT_NAMES = "head title script style template noscript link meta base datalist area param source track col colgroup"
_TAG_DISPLAY: dict[str, Display] = {
    **dict.fromkeys(_BLOCK_NAMES.split(), "block"),
    **dict.fromkeys(_SILENT_NAMES.split(), "none"),
    "li": "item",
    "table": "table",
    "thead": "row-group",
    "tbody": "row-group",
    "tfoot": "row-group",
    "tr": "row",
    "td": "cell",
    "th": "cell",
}
_CSS_DISPLAY: dict[str, Display] = {
    "none": "none",
    "inline": "inline",
    "inline-block": "inline-block",
    "inline-flex": "inline-block",
    "inline-table": "inline-block",
    "block": "block",
    "flow-root": "block",
    "flex": "block",
    "grid": "block",
    "list-item": "block",
    "table": "table",
    "table-row-group": "row-group",
    "table-header-group": "row-group",
    "table-footer-group": "row-group",
    "table-row": "row",
    "table-cell": "cell",
}
_ROLE_DISPLAY: dict[str, Display] = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "rowgroup": "row-group",
    "row": "row",
    "cell": "cell",
    "gridcell": "cell",
    "columnheader": "cell",
    "rowheader": "cell",
}
_TABLE_PARTS = frozenset({"table", "row-group", "row", "cell"})
_SILENT_TAGS = frozenset(_SILENT_NAMES.split())
_STRUCK_TAGS = frozenset({"s", "strike", "del"})
_SYMBOL_FONT = re.compile(r"\b(?:symbol|wingdings|webdings)\b")
_LIST_STYLE = re.compile(
    r"\b(none|disc|circle|square|decimal(?:-leading-zero)?|(?:lower|upper)-(?:alpha|latin|roman))\b"
)


@dataclass(frozen=True, slots=True)
class Style:
    """Looks of one element. Colours are None when nothing is said, `TRANSPARENT` when it is said that there is none."""

    display: Display
    hidden: bool
    background: str | None
    colour: str | None
    struck: bool
    list_style: str | None
    preformatted: bool
    symbol_font: bool
    word_list: str | None
    word_ignored: bool


class Styles:
    """Styles of the elements of one page."""

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._known: dict[HtmlElement, Style] = {}
        self._plain: dict[str, Style] = {}

    def of(self, element: HtmlElement) -> Style:
        """The style of an element, worked out once."""
        style = self._known.get(element)
        if style is None:
            declared = self._sheet.declared(element)
            if declared or element.attrib:
                style = _style(element, declared)
            else:
                style = self._plain.get(str(element.tag)) or _style(element, declared)
                self._plain[str(element.tag)] = style
            self._known[element] = style
        return style


def is_silent(element: HtmlElement) -> bool:
    """Whether an element holds no text of the page by its nature: scripts, styles, the head."""
    return element.tag in _SILENT_TAGS


def _style(element: HtmlElement, declared: dict[str, str]) -> Style:
    font = f"{declared.get('font-family', '')} {declared.get('font', '')} {(element.get('face') or '').lower()}"
    listed = _LIST_STYLE.search(f"{declared.get('list-style-type', '')} {declared.get('list-style', '')}")
    decoration = f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"
    word_list = declared.get("mso-list")
    return Style(
        display=_display(element, declared.get("display", "")),
        hidden=_is_hidden(declared),
        background=_background(element, declared),
        colour=_colour(element, declared),
        struck=element.tag in _STRUCK_TAGS or "line-through" in decoration,
        list_style=listed.group(1) if listed else None,
        preformatted=element.tag == "pre" or declared.get("white-space", "") in {"pre", "pre-wrap", "pre-line"},
        symbol_font=_SYMBOL_FONT.search(font) is not None,
        word_list=word_list if word_list and word_list not in {"ignore", "none"} else None,
        word_ignored=word_list == "ignore",
    )


def _display(element: HtmlElement, declared: str) -> Display:
    tag = str(element.tag)
    by_tag = _TAG_DISPLAY.get(tag, "inline")
    by_role = _ROLE_DISPLAY.get((element.get("role") or "").strip().lower())
    if by_role is not None and by_tag not in _TABLE_PARTS:
        return by_role
    words = declared.split()
    by_style = _CSS_DISPLAY.get(words[0]) if words else None
    # Pages turn tables and lists into boxes for narrow screens; what they mean stays what their tags say.
    if by_tag in _TABLE_PARTS or by_tag == "item" or by_style is None:
        return "none" if by_style == "none" else by_tag
    return by_style


def _is_hidden(declared: dict[str, str]) -> bool:
    return declared.get("visibility") in {"hidden", "collapse"} or declared.get("mso-hide") == "all"


def _background(element: HtmlElement, declared: dict[str, str]) -> str | None:
    for name in reversed([name for name in declared if name in {"background", "background-color"}]):
        value = declared[name]
        colour = parse_colour(value) if name == "background-color" else find_colour(value)
        if colour is not None or value in {"none", "initial", "unset"}:
            return colour or "transparent"
    attribute = element.get("bgcolor")
    return parse_attribute(attribute) if attribute else None


def _colour(element: HtmlElement, declared: dict[str, str]) -> str | None:
    if "color" in declared:
        return parse_colour(declared["color"])
    attribute = element.get("color") if element.tag == "font" else None
    return parse_attribute(attribute) if attribute else None
