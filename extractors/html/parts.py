"""A table element taken apart into captions, row groups, rows and cells, whatever its tags make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extractors.html.page import Page, count_words


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its element, or its first cell where none is; its cells; whether it stands in `thead`."""

    element: HtmlElement
    cells: tuple[HtmlElement, ...]
    in_head: bool


@dataclass(slots=True)
class Parts:
    """A table taken apart. misplaced: elements and texts where neither a row nor a caption may be."""

    captions: list[HtmlElement] = field(default_factory=list)
    heads: list[list[Row]] = field(default_factory=list)
    bodies: list[list[Row]] = field(default_factory=list)
    feet: list[list[Row]] = field(default_factory=list)
    misplaced: list[HtmlElement | str] = field(default_factory=list)

    @property
    def groups(self) -> list[list[Row]]:
        """Row groups in the order a browser shows them."""
        return [*self.heads, *self.bodies, *self.feet]

    @property
    def rows(self) -> list[Row]:
        """All rows in that order."""
        return [row for group in self.groups for row in group]


def take_apart(table: HtmlElement, page: Page) -> Parts:
    """The parts of a table that are shown. Words left out are counted on the page."""
    parts = Parts()
    loose: list[HtmlElement] = []
    for child in _children(table, page, parts):
        display = page.styles.of(child).display
        if display in {"row", "cell"}:
            loose.append(child)
            continue
        if loose:
            parts.bodies.append(_rows(loose, page, parts, in_head=False))
            loose = []
        if child.tag == "caption":
            parts.captions.append(child)
        elif display == "row-group":
            rows = _rows(_children(child, page, parts), page, parts, in_head=child.tag == "thead")
            {"thead": parts.heads, "tfoot": parts.feet}.get(str(child.tag), parts.bodies).append(rows)
        else:
            parts.misplaced.append(child)
    if loose:
        parts.bodies.append(_rows(loose, page, parts, in_head=False))
    return parts


def _children(parent: HtmlElement, page: Page, parts: Parts) -> list[HtmlElement]:
    """Elements shown directly in a table, a group or a row; forms and the like around rows are seen through."""
    found: list[HtmlElement] = []
    _note_misplaced(parent.text, parts)
    for child in parent:
        if isinstance(child.tag, str) and child.tag not in {"col", "colgroup", "script", "style", "template"}:
            inside = page.styles.of(child).display in {"block", "inline"} and child.tag != "caption"
            if page.leaves_out(child) and not page.keeps_its_place(child):
                page.leave_out(child)
            elif inside and _holds_cells(child):
                found.extend(_children(child, page, parts))
            else:
                found.append(child)
        _note_misplaced(child.tail, parts)
    return found


def _holds_cells(element: HtmlElement) -> bool:
    """Whether rows or cells stand in an element without a table of their own."""
    cell = next(element.iter("tr", "td", "th"), None)
    if cell is None:
        return False
    return not any(ancestor.tag == "table" for ancestor in _between(cell, element))


def _between(inner: HtmlElement, outer: HtmlElement) -> list[HtmlElement]:
    ancestors: list[HtmlElement] = []
    for ancestor in inner.iterancestors():
        if ancestor is outer:
            break
        ancestors.append(ancestor)
    return ancestors


def _note_misplaced(text: str | None, parts: Parts) -> None:
    if text and text.strip():
        parts.misplaced.append(text)


def _rows(children: Sequence[HtmlElement], page: Page, parts: Parts, *, in_head: bool) -> list[Row]:
    """The rows among a group's children; cells that stand outside a row make one of their own."""
    rows: list[Row] = []
    loose: list[HtmlElement] = []
    for child in children:
        display = page.styles.of(child).display
        if display == "cell":
            loose.append(child)
            continue
        if loose:
            rows.append(Row(loose[0], tuple(loose), in_head))
            loose = []
        if display == "row":
            if not _only_sets_widths(child):
                rows.append(Row(child, _cells(child, page, parts), in_head))
        else:
            parts.misplaced.append(child)
    if loose:
        rows.append(Row(loose[0], tuple(loose), in_head))
    return rows


def _cells(row: HtmlElement, page: Page, parts: Parts) -> tuple[HtmlElement, ...]:
    cells = []
    for child in _children(row, page, parts):
        if page.styles.of(child).display == "cell":
            cells.append(child)
        else:
            parts.misplaced.append(child)
    return tuple(cells)


def _only_sets_widths(row: HtmlElement) -> bool:
    """Whether a row is the one without height that Word adds to fix the widths of columns."""
    return (row.get("height") or "").strip() in {"0", "0px"} and count_words(row) == 0
