"""Table elements to neutral tables; tables that only arrange the page are opened up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from extractors.common.shapes import names_columns
from extractors.html.colours import TRANSPARENT, WHITE, is_grey
from extractors.html.content import ContentReader, Context
from extractors.html.grid import Area, Span, lay_out
from extractors.html.page import Page, count_words, plain_text
from extractors.html.parts import Parts, Row, take_apart
from models.document import Block, Cell, CellPlace, Mark, Table

_LAYOUT_ROLES = frozenset({"presentation", "none"})
_LAYOUT_SHARE = 0.5
"""A table without headings is a frame when more than this share of its words stands in tables inside it."""
_LAYOUT_SHARE_HEADED = 0.8
"""The same for a table that has headings, or cells tagged as such."""
_FRAME_ROWS = 3
"""Rows of a frame at the most: a top, a middle and a foot of the page."""
_HEADER_ROLE = "columnheader"
_LEADING_INTEGER = re.compile(r"\s*\+?(\d{1,6})")


@dataclass(frozen=True, slots=True)
class _Around:
    """What a cell takes over from its table."""

    page: Page
    table: HtmlElement
    struck: bool
    depth: int


def read_table(element: HtmlElement, reader: ContentReader, context: Context) -> None:
    """Read a table where the walk over a page comes upon it: as a table, as lines of a cell, or as a mere frame."""
    page = reader.page
    parts = take_apart(element, page)
    reader.part()
    for one in parts.misplaced:
        if isinstance(one, str):
            reader.write(one, context)
            reader.part()
        else:
            reader.read_element(one, context)
    for caption in parts.captions:
        reader.read_heading(caption, context)
    if reader.in_cell or _is_layout(element, parts):
        _open_up(element, parts, reader, context)
        return
    page.misplaced += filter(None, map(_words_of, parts.misplaced))
    reader.flush()
    table = _build(element, parts, page, context)
    if table is not None:
        reader.items.append(table)


def _words_of(one: HtmlElement | str) -> str:
    return " ".join((one if isinstance(one, str) else plain_text(one)).split())


def _is_layout(table: HtmlElement, parts: Parts) -> bool:
    """Whether a table only arranges the page: said so, a box around its content, or a frame around other tables."""
    if (table.get("role") or "").strip().lower() in _LAYOUT_ROLES:
        return True
    cells = [cell for row in parts.rows for cell in row.cells]
    inner = [nested for cell in cells for nested in cell.iterdescendants("table") if _nearest_cell(nested) is cell]
    headed = bool(parts.captions) or any(row.in_head for row in parts.rows) or any(map(_is_heading, cells))
    if max((len(row.cells) for row in parts.rows), default=0) <= 1:
        return bool(inner) or (len(cells) <= 1 and not headed)
    if not inner or any(names_columns(_texts(row)) for row in parts.rows):
        return False
    if len(parts.rows) <= _FRAME_ROWS and max(len(list(nested.iter("tr"))) for nested in inner) > len(parts.rows):
        return not headed
    words = sum(count_words(cell) for cell in cells)
    inside = sum(count_words(nested) for nested in inner)
    return inside > (_LAYOUT_SHARE_HEADED if headed else _LAYOUT_SHARE) * words


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(cell.text_content().split()) for cell in row.cells)


def _nearest_cell(table: HtmlElement) -> HtmlElement | None:
    return next((ancestor for ancestor in table.iterancestors() if ancestor.tag in {"td", "th"}), None)


def _is_heading(cell: HtmlElement) -> bool:
    return cell.tag == "th" or (cell.get("role") or "").strip().lower() == _HEADER_ROLE


def _open_up(element: HtmlElement, parts: Parts, reader: ContentReader, context: Context) -> None:
    """Read the cells of a table as running text; inside a cell, fills are noted as marks."""
    if reader.in_cell and not _is_layout(element, parts):
        reader.page.nested_tables += 1
    for row in parts.rows:
        for cell in row.cells:
            if reader.in_cell:
                fill = _fill(cell, row, element, reader.page, above=False)
                if fill is not None and not is_grey(fill):
                    reader.note(Mark(kind="shape", colour=fill))
            reader.read_box(cell, context)


def _build(element: HtmlElement, parts: Parts, page: Page, context: Context) -> Table | None:
    areas, width = lay_out([[[_span(cell) for cell in row.cells] for row in group] for group in parts.groups])
    rows = parts.rows
    headers = _header_rows(rows, areas, width)
    around = _Around(page, element, context.struck, context.depth)
    built = [
        tuple(_cell(cell, area, row, around, header=header) for cell, area in zip(row.cells, row_areas, strict=True))
        for row, row_areas, header in zip(rows, areas, headers, strict=True)
    ]
    if not any(cell.blocks or cell.fill or cell.marks for row_cells in built for cell in row_cells):
        return None
    page.tables += 1
    return Table(rows=tuple(built), column_count=width)


def _cell(element: HtmlElement, area: Area, row: Row, around: _Around, *, header: bool) -> Cell:
    page = around.page
    evidence = (CellPlace(table=page.tables, row=area.row, column=area.column),)
    place = Cell(
        row=area.row, column=area.column, row_span=area.rows, column_span=area.columns, header=header, evidence=evidence
    )
    if page.is_blank(element) or page.is_blank(row.element):
        page.leave_out(element)
        return place
    reader = ContentReader(page, read_table, evidence, in_cell=True)
    style, row_style = page.styles.of(element), page.styles.of(row.element)
    context = Context(
        depth=around.depth,
        struck=around.struck or style.struck or row_style.struck,
        colour=style.colour or row_style.colour,
        preformatted=style.preformatted,
        inked=style.inked,
    )
    fill = _fill(element, row, around.table, page, above=True)
    reader.note_name(element)
    reader.note_ground(style)
    reader.read_content(element, context)
    blocks = tuple(item for item in reader.finish(coloured=fill is not None) if isinstance(item, Block))
    read = {"blocks": blocks, "fill": fill, "marks": reader.marks, "unread": reader.unread}
    return place.model_copy(update={**read, "cut_off": page.styles.cuts_off(element)})


def _fill(cell: HtmlElement, row: Row, table: HtmlElement, page: Page, *, above: bool) -> str | None:
    """The shade seen behind a cell: its own, else that of its row, its row group, its table. None for white."""
    behind = [cell, row.element]
    if above:
        parent = row.element.getparent()
        behind += [parent, table] if parent is not None and parent is not table else [table]
    for element in behind:
        colour = page.styles.of(element).background
        if colour is not None and colour != TRANSPARENT:
            return None if colour == WHITE else colour
    return None


def _header_rows(rows: Sequence[Row], areas: Sequence[Sequence[Area]], width: int) -> list[bool]:
    """Which rows hold names of columns by the page's own word: those of `thead`, and rows of `th` alone.

    A lone `th` across the table under a header is the banner of a section. Where every row is made of `th`, or stands
    in `thead`, the tags say nothing of the rows below the first.
    """
    all_in_head = all(row.in_head for row in rows)
    named = [_names_columns(row) for row in rows]
    headers: list[bool] = []
    for number, row in enumerate(rows):
        banner = len(row.cells) == 1 and areas[number][0].columns == width and width > 1
        header = named[number] if all_in_head else row.in_head or named[number]
        if banner and any(headers):
            header = False
        if number and all(named):
            header = False
        headers.append(header)
    return headers


def _names_columns(row: Row) -> bool:
    said = [cell for cell in row.cells if cell.text_content().strip()]
    scoped = any((cell.get("scope") or "").lower() in {"row", "rowgroup"} for cell in said)
    return bool(said) and not scoped and all(_is_heading(cell) for cell in said)


def _span(cell: HtmlElement) -> Span:
    rows = _integer(cell.get("rowspan") or cell.get("aria-rowspan"))
    return Span(rows=rows, columns=max(1, _integer(cell.get("colspan") or cell.get("aria-colspan"))))


def _integer(text: str | None) -> int:
    number = _LEADING_INTEGER.match(text or "")
    return int(number.group(1)) if number else 1
