"""The shading of a table's cells: their own, their table's, or that of the table's style for their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractors.common.colours import WHITE
from extractors.docx.colours import Palette, shading
from extractors.docx.grid import Area
from extractors.docx.names import CELL_PROPERTIES, SHADING, TABLE_PROPERTIES, VALUE, Element, value, w, whole
from extractors.docx.styles import StyleSheet

_LOOK_BITS = {
    "firstRow": 0x0020, "lastRow": 0x0040, "firstColumn": 0x0080, "lastColumn": 0x0100, "noHBand": 0x0200,
    "noVBand": 0x0400,
}  # fmt: skip
"""Bits of the older spelling of w:tblLook (17.4.55 and 17.7.6)."""
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands in its table, with the bands, which leave out header and total rows and columns."""

    first_row: bool
    last_row: bool
    first_column: bool
    last_column: bool
    row_band: int
    column_band: int


_CONDITIONS: tuple[tuple[str, Callable[[_Place], bool]], ...] = (
    ("nwCell", lambda place: place.first_row and place.first_column),
    ("neCell", lambda place: place.first_row and place.last_column),
    ("swCell", lambda place: place.last_row and place.first_column),
    ("seCell", lambda place: place.last_row and place.last_column),
    ("firstCol", lambda place: place.first_column),
    ("lastCol", lambda place: place.last_column),
    ("firstRow", lambda place: place.first_row),
    ("lastRow", lambda place: place.last_row),
    ("band1Horz", lambda place: place.row_band == 1),
    ("band2Horz", lambda place: place.row_band == 2),
    ("band1Vert", lambda place: place.column_band == 1),
    ("band2Vert", lambda place: place.column_band == 2),
    ("wholeTable", lambda _: True),
)
"""Parts of a table that its style may shade, the one that wins first (17.7.6 gives the order from last to first)."""


class TableShades:
    """The shading of one table."""

    def __init__(self, table: Element, styles: StyleSheet, palette: Palette) -> None:
        self._palette = palette
        properties = table.find(TABLE_PROPERTIES)
        chain = styles.table_chain(value(properties, "tblStyle"))
        self._look = _read_look(properties)
        self._table = self._shade(properties)
        self._style = _first(self._shade(style.find(CELL_PROPERTIES)) for style in chain)
        self._style_ground = _first(self._shade(style.find(TABLE_PROPERTIES)) for style in chain)
        self._row_size = _band_size(chain, "tblStyleRowBandSize")
        self._column_size = _band_size(chain, "tblStyleColBandSize")
        self._parts: dict[str, str] = {}
        for style in chain:
            for part in style.iterchildren(w("tblStylePr")):
                shade = self._shade(part.find(CELL_PROPERTIES))
                if shade is not None:
                    self._parts.setdefault(part.get(w("type"), ""), shade)

    def fill(self, cell: Element, row: Element, area: Area, rows: int, columns: int) -> str | None:
        """The shading of a cell as #rrggbb, None for none or white. `rows` and `columns` are the table's size."""
        shade = self.own(cell)
        if shade is None:
            shade = self._conditional(area, rows, columns)
        if shade is None:
            exception = self._shade(row.find(w("tblPrEx")))
            shade = _first((self._style, exception, self._table, self._style_ground))
        return shade if shade and shade != WHITE else None

    def own(self, cell: Element) -> str | None:
        """The shading that the cell itself states: empty for none, None when it says nothing."""
        return self._shade(cell.find(CELL_PROPERTIES))

    def _conditional(self, area: Area, rows: int, columns: int) -> str | None:
        if not self._parts:
            return None
        place = self._place(area, rows, columns)
        return next((self._parts[part] for part, holds in _CONDITIONS if part in self._parts and holds(place)), None)

    def _place(self, area: Area, rows: int, columns: int) -> _Place:
        first_row = self._look["firstRow"] and area.row == 0
        last_row = self._look["lastRow"] and area.row + area.row_span == rows
        first_column = self._look["firstColumn"] and area.column == 0
        last_column = self._look["lastColumn"] and area.right == columns
        row_band = 0 if last_row or self._look["noHBand"] else _band(area.row - self._look["firstRow"], self._row_size)
        column_band = (
            0
            if last_column or self._look["noVBand"]
            else _band(area.column - self._look["firstColumn"], self._column_size)
        )
        return _Place(first_row, last_row, first_column, last_column, row_band, column_band)

    def _shade(self, properties: Element | None) -> str | None:
        return None if properties is None else shading(properties.find(SHADING), self._palette)


def _first(shades: Iterable[str | None]) -> str | None:
    return next((shade for shade in shades if shade is not None), None)


def _read_look(properties: Element | None) -> dict[str, bool]:
    """Which parts of its style a table shows, from either spelling of w:tblLook; none of them when it has none."""
    element = None if properties is None else properties.find(w("tblLook"))
    if element is None:
        return dict.fromkeys(_LOOK_BITS, False)
    try:
        bits = int(element.get(VALUE, "0"), 16)
    except ValueError:
        bits = 0
    look = {}
    for name, bit in _LOOK_BITS.items():
        stated = element.get(w(name))
        look[name] = bool(bits & bit) if stated is None else stated.lower() not in _OFF
    return look


def _band_size(chain: tuple[Element, ...], name: str) -> int:
    sizes = (value(style.find(TABLE_PROPERTIES), name) for style in chain)
    return max(whole(next((size for size in sizes if size is not None), None), 1), 1)


def _band(index: int, size: int) -> int:
    """The band, 1 or 2, of a row or column counted after the header; 0 for the header itself."""
    return 0 if index < 0 else index // size % 2 + 1
