"""Rows that a page lays out side by side with style rules: boxes in a grid or a flex container, one such box a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from extractors.html.styles import Styles

FEWEST_ROWS = 3
FEWEST_CELLS = 2
FAIRLY = 0.3
"""Share of the rows that must have as many cells as the widest; in others a cell runs over several columns."""
_BOXES = frozenset({"article", "div", "p", "section", "span", "strong", "h2", "h3", "h4", "h5", "h6"})


def mark_rows(root: HtmlElement, styles: Styles) -> Iterator[HtmlElement]:
    """Call boxes by the parts of a table that they look like, and give those: a table, its rows, their cells.

    So where a box holds nothing but rows, each laid out side by side: some of one cell, others all of as many.
    """
    for parent in list(root.iter("div", "section", "article", "main")):
        rows = [child for child in parent if isinstance(child.tag, str)]
        if len(rows) < FEWEST_ROWS or parent.get("role") or _has_own_words(parent):
            continue
        if not all(styles.of(row).side_by_side and _is_row(row) for row in rows):
            continue
        width = max(len(row) for row in rows)
        widths = Counter(len(row) for row in rows)
        fairly = widths[width] >= FAIRLY * len(rows)
        if width >= FEWEST_CELLS and (fairly or widths[width] + widths[1] == len(rows) > widths[1] + 1):
            yield from _marked(parent, rows, width)


def _is_row(row: HtmlElement) -> bool:
    cells = [child for child in row if isinstance(child.tag, str)]
    return (
        row.tag in _BOXES
        and not row.get("role")
        and bool(cells)
        and not _has_own_words(row)
        and all(cell.tag in _BOXES and not cell.get("role") for cell in cells)
    )


def _has_own_words(element: HtmlElement) -> bool:
    """Whether words stand right in an element, outside the boxes in it."""
    return any((text or "").strip() for text in (element.text, *(child.tail for child in element)))


def _marked(parent: HtmlElement, rows: Sequence[HtmlElement], width: int) -> Iterator[HtmlElement]:
    parent.set("role", "table")
    yield parent
    for row in rows:
        row.set("role", "row")
        yield row
        cells = list(row)
        for cell in cells:
            cell.set("role", "cell")
            yield cell
        if len(cells) < width:
            cells[-1].set("aria-colspan", str(width - len(cells) + 1))
