"""The cells of a worksheet as they are shown: what they say, how they look, and over which places they go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell.rich_text import TextBlock
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import to_excel

from extractors.common.colours import BLACK, WHITE
from extractors.common.flow import BlockFlow
from extractors.common.ink import Ink
from extractors.common.signs import are_dots, read_marks
from extractors.common.symbols import from_text
from extractors.xlsx.conditions import Conditions
from extractors.xlsx.container import SheetPart
from extractors.xlsx.formulas import Value
from extractors.xlsx.looks import CellLook, Looks
from extractors.xlsx.number_formats import shown
from models.document import Block, Mark, SheetPlace

Place = tuple[int, int]
"""A row and a column of what is shown, from 0: hidden ones are not counted."""
Run = tuple[str, Ink]
"""A stretch of a cell's text, and how it looks."""

"""Signs that are there for their colour."""
_BREAK = re.compile(r"\r\n|\r|\n|\v|_x000[aAdD]_")
"""Line breaks in a cell, as the file may also escape them (ST_Xstring, 22.9.2.19)."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as shown, at the top left place it covers."""

    spot: SheetPlace
    blocks: tuple[Block, ...] = ()
    fill: str | None = None
    marks: tuple[Mark, ...] = ()
    framed: bool = False
    bold: bool = False
    size: float = 0.0
    row_span: int = 1
    column_span: int = 1
    unread: int = 0

    @property
    def says(self) -> bool:
        """Whether it shows something to be read."""
        return bool(self.blocks or self.marks or self.unread)


@dataclass(slots=True)
class Counts:
    """What a workbook holds beside what its sheets show."""

    hidden: list[str]
    """Hidden rows and columns that hold words, each as people name it, and how many words."""
    hidden_words: int = 0
    """Words in the colour of their ground, or hidden by their format."""
    unvalued: int = 0
    errors: int = 0
    comments: int = 0


class SheetReader:
    """Reads the cells of one worksheet."""

    def __init__(self, sheet: Any, part: SheetPart, looks: Looks, counts: Counts) -> None:  # noqa: ANN401 - openpyxl has no types
        self._sheet = sheet
        self._part = part
        self._looks = looks
        self._counts = counts
        self._hidden_rows = frozenset(
            row for row, line in sheet.row_dimensions.items() if line.hidden or line.height == 0
        )
        self._hidden_columns = frozenset(_hidden_columns(sheet, {column for _, column in part.cells}))
        self.conditions = Conditions(sheet, self._value, looks)
        self._banded = [_area(table.ref) for table in sheet.tables.values()]
        self._present = frozenset(part.cells)
        self.rows, self.columns = self._axes()
        self._row_at = {place: row for row, place in self.rows.items()}
        self._column_at = {place: column for column, place in self.columns.items()}

    def cells(self) -> dict[Place, ShownCell]:
        """The cells that show something, or have a fill or a line, by their place."""
        covered, spans = self._merged()
        found: dict[Place, ShownCell] = {}
        hidden: dict[str, int] = {}
        for row, column in self._part.cells:
            if (row, column) in covered:
                continue
            if row in self._hidden_rows or column in self._hidden_columns:
                words = len(self._text(row, column).split())
                line = f"row {row}" if row in self._hidden_rows else f"column {get_column_letter(column)}"
                hidden[line] = hidden.get(line, 0) + words
                continue
            cell = self._read(row, column)
            if (row, column) in spans:
                cell = replace(cell, row_span=spans[row, column][0], column_span=spans[row, column][1])
            if cell.says or cell.fill or cell.framed:
                found[self.rows[row], self.columns[column]] = cell
        self._counts.hidden += [f"{line} of “{self._part.name}”" for line, words in hidden.items() if words]
        self._across(found)
        return found

    def spot(self, row: int, column: int) -> SheetPlace:
        """Where on the sheet the place at a row and column of what is shown is."""
        return self._spot(self._row_at[row], self._column_at[column])

    def place(self, row: int, column: int) -> Place | None:
        """The place of a cell of the sheet among what is shown; None when it is not shown."""
        if row not in self.rows or column not in self.columns:
            return None
        return self.rows[row], self.columns[column]

    def nearest(self, row: int, column: int) -> Place:
        """The place of the shown cell that is nearest to a cell of the sheet, before it."""
        rows = [place for each, place in self.rows.items() if each <= row]
        columns = [place for each, place in self.columns.items() if each <= column]
        return rows[-1] if rows else 0, columns[-1] if columns else 0

    def _spot(self, row: int, column: int) -> SheetPlace:
        return SheetPlace(sheet=self._part.name, cell=f"{get_column_letter(column)}{row}")

    def _axes(self) -> tuple[dict[int, int], dict[int, int]]:
        """Row and column of the sheet to their place among those that are shown."""
        last_row = max((row for row, _ in self._part.cells), default=0)
        last_column = max((column for _, column in self._part.cells), default=0)
        rows = [row for row in range(1, last_row + 1) if row not in self._hidden_rows]
        columns = [column for column in range(1, last_column + 1) if column not in self._hidden_columns]
        return {row: place for place, row in enumerate(rows)}, {column: place for place, column in enumerate(columns)}

    def _merged(self) -> tuple[set[Place], dict[Place, tuple[int, int]]]:
        """The cells that merges cover, and how many shown rows and columns each merged cell goes over."""
        covered: set[Place] = set()
        spans: dict[Place, tuple[int, int]] = {}
        for top, left, bottom, right in self._part.merges:
            rows = [row for row in range(top, min(bottom, max(self.rows, default=0)) + 1) if row in self.rows]
            columns = [
                column for column in range(left, min(right, max(self.columns, default=0)) + 1) if column in self.columns
            ]
            if rows and columns and top in self.rows and left in self.columns:
                spans[top, left] = len(rows), len(columns)
            covered |= {
                place
                for place in self._present
                if top <= place[0] <= bottom and left <= place[1] <= right and place != (top, left)
            }
        return covered, spans

    def _read(self, row: int, column: int) -> ShownCell:
        cell = self._sheet.cell(row=row, column=column)
        look = self._looks.of(cell)
        given = self.conditions.of(row, column)
        fill = given.fill or look.fill
        ink = replace(look.ink, struck=look.ink.struck or given.struck, colour=given.colour or look.ink.colour)
        spot = self._spot(row, column)
        self._count(cell, (row, column))
        runs = list(self._seen(self._runs(cell, look, ink), fill, row, column))
        blocks = _blocks(runs, spot)
        marks = tuple(dict.fromkeys(mark for run in runs for mark in _marks(*run))) if blocks else ()
        return ShownCell(spot, blocks, fill, marks, look.bordered, look.ink.bold, look.size)

    def _seen(self, runs: Iterator[Run], fill: str | None, row: int, column: int) -> Iterator[Run]:
        """The stretches that can be seen. The style of a whole table may give a cell a ground we do not know."""
        banded = any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self._banded)
        for text, ink in runs:
            if ink.colour == (fill or WHITE) and not banded:
                self._counts.hidden_words += len(text.split())
            else:
                yield text, ink

    def _runs(self, cell: Any, look: CellLook, ink: Ink) -> Iterator[Run]:  # noqa: ANN401 - openpyxl has no types
        """Stretches of a cell's text, each with its look; letters of fonts of signs as the signs they draw."""
        value = cell.value
        if not isinstance(value, list):
            yield from_text(look.font, self._shown(cell, look)), ink
            return
        for piece in value:
            if isinstance(piece, TextBlock):
                yield from_text(piece.font.rFont, piece.text or ""), self._looks.ink(piece.font)
            else:
                yield from_text(look.font, str(piece)), ink

    def _shown(self, cell: Any, look: CellLook) -> str:  # noqa: ANN401 - openpyxl has no types
        value = cell.value
        text = shown(value, look.number_format)
        if value not in {None, ""} and not text:
            self._counts.hidden_words += len(str(value).split())
        return text

    def _text(self, row: int, column: int) -> str:
        value = self._sheet.cell(row=row, column=column).value
        return "" if value is None else str(value)

    def _value(self, row: int, column: int) -> Value:
        """The value of a cell as formulas know it."""
        if (row, column) not in self._present:
            return None
        value = self._sheet.cell(row=row, column=column).value
        if isinstance(value, datetime | date | time | timedelta):
            return float(to_excel(value))
        if value is None or isinstance(value, bool | int | float):
            return value
        return str(value)

    def _count(self, cell: Any, place: Place) -> None:  # noqa: ANN401 - openpyxl has no types
        self._counts.unvalued += place in self._part.unvalued
        self._counts.errors += cell.data_type == "e"
        self._counts.comments += cell.comment is not None

    def _across(self, found: dict[Place, ShownCell]) -> None:
        """Let texts that are centred over the empty cells beside them go over these."""

        def across(place: Place) -> bool:
            row, column = self._row_at.get(place[0], 0), self._column_at.get(place[1], 0)
            return (row, column) in self._present and self._looks.of(self._sheet.cell(row=row, column=column)).across

        for place in sorted(found):
            cell = found.get(place)
            if cell is None or not cell.blocks or cell.column_span > 1 or not across(place):
                continue
            width = 1
            beside = (place[0], place[1] + width)
            while across(beside) and not (beside in found and found[beside].says):
                found.pop(beside, None)
                width += 1
                beside = (place[0], place[1] + width)
            found[place] = replace(cell, column_span=width)


def _blocks(runs: list[Run], spot: SheetPlace) -> tuple[Block, ...]:
    """A block a line: people break lines in a cell where they mean it."""
    flow = BlockFlow((spot,))
    for text, ink in runs:
        for number, line in enumerate(_BREAK.split(text)):
            if number:
                flow.close()
            flow.write(line, ink)
    return flow.take()


def _marks(text: str, ink: Ink) -> Iterator[Mark]:
    """The colours that a stretch of text shows: those of emoji, and its own; of a sign that is drawn, as a shape."""
    yield from read_marks(text)
    if ink.colour and text.strip() and ink.colour not in {WHITE, BLACK}:
        yield Mark(kind="shape" if are_dots(text) else "text", colour=ink.colour)


def _hidden_columns(sheet: Any, used: set[int]) -> Iterator[int]:  # noqa: ANN401 - openpyxl has no types
    for line in sheet.column_dimensions.values():
        if line.hidden or line.width == 0:
            yield from (column for column in used if (line.min or 0) <= column <= (line.max or line.min or 0))


def _area(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    return top, left, bottom, right
