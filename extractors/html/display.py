"""How elements are laid out: as a line's part, a block, a table's part, or not at all."""

from __future__ import annotations

from typing import Literal

from lxml.html import HtmlElement

from extractors.html.css.cascade import Said
from extractors.html.css.tokens import Tokens, keywords

Display = Literal["none", "inline", "inline-block", "block", "item", "table", "row-group", "row", "cell"]

_BLOCK_NAMES = """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol optgroup p pre search section summary ul caption
"""
_SILENT_NAMES = """
    annotation annotation-xml area base col colgroup datalist head link meta noframes noscript param rp script source
    style template title track
"""
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
    "contents": "inline",
    "ruby": "inline",
    "inline-block": "inline-block",
    "inline-flex": "inline-block",
    "inline-grid": "inline-block",
    "inline-table": "inline-block",
    "block": "block",
    "flow-root": "block",
    "flex": "block",
    "grid": "block",
    "list-item": "block",
    "table-caption": "block",
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
TABLE_PARTS = frozenset({"table", "row-group", "row", "cell"})
_SILENT_TAGS = frozenset(_SILENT_NAMES.split())


def is_silent(element: HtmlElement) -> bool:
    """Whether an element holds no text of the page by its nature: scripts, styles, the head."""
    return element.tag in _SILENT_TAGS


def display_of(element: HtmlElement, said: Said) -> Display:
    """How an element is laid out."""
    by_style = _said(said)
    by_tag = _TAG_DISPLAY.get(str(element.tag), "inline")
    if by_style is None and _is_closed(element):
        return "none"
    by_role = _ROLE_DISPLAY.get((element.get("role") or "").strip().lower())
    if by_role is not None and by_tag not in TABLE_PARTS:
        return "none" if by_style == "none" else by_role
    # Pages turn tables and lists into boxes for narrow screens; what they mean stays what their tags say.
    if by_tag in TABLE_PARTS or by_tag == "item" or by_style is None:
        return "none" if by_style == "none" else by_tag
    return "none" if by_tag == "none" else by_style


def pseudo_display(said: Said) -> Display:
    """How a pseudo-element is laid out."""
    return _said(said) or "inline"


def _said(said: Said) -> Display | None:
    around: Display = "block"
    unset: Display = "inline"
    return said.pick(("display",), _from_style, around=around, unset=unset)


def _is_closed(element: HtmlElement) -> bool:
    """Whether an element is not shown until a script or a reader opens it, unless a style sheet shows it."""
    if element.tag == "dialog":
        return element.get("open") is None
    hidden = element.get("hidden")
    return (hidden is not None and hidden.lower() != "until-found") or element.get("popover") is not None


def _from_style(_: str, tokens: Tokens) -> Display | None:
    said = keywords(tokens)
    known = [_CSS_DISPLAY[word] for word in said if word in _CSS_DISPLAY]
    return known[0] if known else None
