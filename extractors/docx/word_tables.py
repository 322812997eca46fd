"""A Word table to a neutral table: every cell in its place, with what it says and how it is shaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.docx.colours import Palette
from extractors.docx.counts import Counts
from extractors.docx.grid import Area, CellShape, Merge, RowShape, place, simplify
from extractors.docx.low_rows import fixed_height, is_cut_off
from extractors.docx.names import (
    CELL,
    CELL_PROPERTIES,
    ROW,
    ROW_PROPERTIES,
    TEXT,
    VALUE,
    Element,
    switch,
    value,
    w,
    whole,
    within,
)
from extractors.docx.shades import TableShades
from extractors.docx.styles import StyleSheet
from models.document import Block, Cell, CellPlace, Mark, Table

MAX_SPAN = 1000
"""Grid columns of one cell. Word itself allows 63; more than this is a fault or an attack."""
EDGE_TOLERANCE = 120.0
"""Twips (6 pt) within which two grid lines are one line that was dragged: less than the width of a letter and its
margins, so no column with text is that narrow."""


@dataclass(slots=True)
class CellContent:
    """What stands in a cell."""

    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    fill: str | None = None
    """Shading of its paragraphs, where it fills the cell."""
    unread: int = 0
    """Pictures, charts and the like that it shows."""


CellReader = Callable[[Element, CellPlace], CellContent]


class TableReader:
    """Reads the tables of one document."""

    def __init__(self, styles: StyleSheet, palette: Palette, counts: Counts) -> None:
        self._styles = styles
        self._palette = palette
        self._counts = counts

    def read(self, table: Element, index: int, read_cell: CellReader) -> Table:
        """A table whose cells' contents `read_cell` reads; `index` is its number in the document, from 0."""
        rows = table_rows(table)
        areas = table_areas(table, rows)
        shades = TableShades(table, self._styles, self._palette)
        columns = max(area.right for area in areas)
        heights = [fixed_height(row) for row, _ in rows]
        headers = [bool(switch(row.find(ROW_PROPERTIES), "tblHeader")) for row, _ in rows]
        cells: list[list[Cell]] = [[] for _ in rows]
        for area in areas:
            row, column = area.members[0]
            element = rows[row][1][column]
            spot = CellPlace(table=index, row=area.row, column=area.column)
            content = read_cell(element, spot)
            self._read_covered(content, area, rows, read_cell, spot)
            fill = shades.fill(element, rows[row][0], area, len(rows), columns)
            if fill is None and shades.own(element) is None:
                fill = content.fill
            cells[area.row].append(
                Cell(
                    row=area.row,
                    column=area.column,
                    row_span=area.row_span,
                    column_span=area.column_span,
                    blocks=tuple(content.blocks),
                    fill=fill,
                    marks=tuple(dict.fromkeys(content.marks)),
                    header=headers[area.row],
                    unread=content.unread,
                    cut_off=is_cut_off(element, heights[row : row + area.row_span], self._styles),
                    evidence=(spot,),
                )
            )
        return Table(rows=tuple(tuple(row) for row in cells), column_count=columns)

    def _read_covered(
        self, content: CellContent, area: Area, rows: list[_Row], read_cell: CellReader, spot: CellPlace
    ) -> None:
        """Cells that a merge covers: those beside speak too, those below are not shown by Word and are only counted."""
        for row, column in area.members[1:]:
            element = rows[row][1][column]
            if row == area.row:
                beside = read_cell(element, spot)
                content.blocks.extend(beside.blocks)
                content.unread += beside.unread
            else:
                self._counts.hidden_words += sum(len((text.text or "").split()) for text in element.iter(TEXT))


_Row = tuple[Element, list[Element]]


def table_rows(table: Element) -> list[_Row]:
    """The rows of a table with their cells, through content controls and insertions; rows without cells left out."""
    rows = ((row, list(within(row, CELL))) for row in within(table, ROW))
    return [(row, cells) for row, cells in rows if cells]


def table_areas(table: Element, rows: list[_Row]) -> tuple[Area, ...]:
    """The places of a table's cells."""
    shapes = [RowShape(_before(row), tuple(_shape(cell) for cell in cells)) for row, cells in rows]
    grid = table.find(w("tblGrid"))
    widths = [] if grid is None else [_twips(column.get(w("w"))) for column in grid.iterchildren(w("gridCol"))]
    return simplify(place(shapes), widths, EDGE_TOLERANCE)


def _before(row: Element) -> int:
    return min(max(whole(value(row.find(ROW_PROPERTIES), "gridBefore"), 0), 0), MAX_SPAN)


def _shape(cell: Element) -> CellShape:
    properties = cell.find(CELL_PROPERTIES)
    if properties is None:
        return CellShape()
    span = min(max(whole(value(properties, "gridSpan"), 1), 1), MAX_SPAN)
    return CellShape(span, _merge(properties, "vMerge"), _merge(properties, "hMerge"))


def _merge(properties: Element, name: str) -> Merge:
    """A merge as stated, or as a tracked merge of cells would leave it (w:cellMerge)."""
    element = properties.find(w(name))
    if element is None:
        tracked = value(properties, "cellMerge", "vMerge") if name == "vMerge" else None
        return {"rest": Merge.RESTART, "cont": Merge.CONTINUE}.get(tracked or "", Merge.NONE)
    return Merge.RESTART if element.get(VALUE, "continue") == "restart" else Merge.CONTINUE


def _twips(text: str | None) -> float:
    """A width in twips; strict files write units. 0 when unknown."""
    number, unit = (text[:-2], text[-2:]) if text is not None and text[-2:] in _UNITS else (text, "")
    try:
        return max(float(number or 0), 0) * _UNITS.get(unit, 1)
    except ValueError:
        return 0


_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}
