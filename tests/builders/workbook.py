"""Renders a plan as an Excel workbook: everything on the grid of one sheet or of several, as people set plans there."""

from __future__ import annotations

import colorsys
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from builders.arrange import arrange
from builders.arrangement import ArrangedCell, ArrangedRow, ArrangedTable, Heading, PageBreak, Paragraph, Part
from builders.description import PlanDescription
from builders.layout import Layout

MADE = datetime(2024, 1, 1, tzinfo=UTC)
NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
DEFAULT_NAME = "Sheet"
LONGEST_NAME = 31  # Excel's own limit
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
CHARACTER = 6.0  # points a character of a column's width
BLANK_BETWEEN = 1  # rows between two tables
LAST_RULED = 400  # row to which rules of colours go
HIGHLIGHTS = {"amber": "#ffc000", "green": "#00ff00", "red": "#ff0000", "blue": "#0000ff"}


@dataclass(frozen=True, slots=True)
class BookStyle:
    """What only a workbook can do.

    Attributes:
        at: row and column, from 0, at which each sheet begins.
        colours: own: each cell is filled; theme: by accents of the theme; rules: by conditional formatting.
        habit: picks among ways to write a rule and a colour.
        typed: numbers of actions are numbers, and not texts.
        drawing: lines of the plan's tables: ruled, dashes, level, or none.
        stripe: fill of every second row of actions, or nothing.
        header_text, banner_text: colour of words in filled cells.
    """

    at: tuple[int, int] = (0, 0)
    colours: str = "own"
    habit: int = 0
    typed: bool = True
    drawing: str = "ruled"
    stripe: str = ""
    header_text: str = "#000000"
    banner_text: str = "#ffffff"


def render_workbook(description: PlanDescription, layout: Layout) -> bytes:
    """The plan as a .xlsx file of one sheet; the same bytes each time."""
    writer = BookWriter(BookStyle(at=(len(layout.name) % 2, len(layout.name) % 3)), title=description.title)
    writer.add_sheet(DEFAULT_NAME, arrange(description, layout))
    return writer.file()


@dataclass(slots=True)
class _Place:
    """A sheet being written: where its next row goes, the column it begins at, and its rules of colours so far."""

    sheet: Any
    row: int
    column: int
    rules: set[str] = field(default_factory=set)
    scores: list[str] = field(default_factory=list)


class BookWriter:
    """Writes a workbook sheet by sheet."""

    def __init__(self, style: BookStyle, title: str = "") -> None:
        self.style = style
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, {"in_memory": True})
        self.book.set_properties({"created": MADE, "title": title})
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.names: set[str] = set()

    def add_sheet(self, name: str, parts: Iterable[Part]) -> None:
        """A sheet with these parts, one under the other; its name is cut and changed as Excel wants it."""
        place = _Place(self.book.add_worksheet(self._free_name(name)), *self.style.at)
        for part in parts:
            match part:
                case Heading():
                    self._line(place, part.text, bold=True, size=16 - 2 * part.level)
                case Paragraph():
                    self._line(place, part.text)
                case PageBreak():
                    place.row += 1
                case ArrangedTable():
                    self._table(place, part)
                    place.row += BLANK_BETWEEN

    def file(self) -> bytes:
        """The file."""
        self.book.close()
        return self.buffer.getvalue()

    def _free_name(self, name: str) -> str:
        plain = NOT_IN_NAMES.sub(" ", name)[:LONGEST_NAME].strip() or DEFAULT_NAME
        free = plain
        while free.casefold() in self.names:
            free = f"{plain[: LONGEST_NAME - 3]} {len(self.names) + 1}"
        self.names.add(free.casefold())
        return free

    def _line(self, place: _Place, text: str, **look: Any) -> None:  # noqa: ANN401 - what xlsxwriter's formats take
        if text:
            place.sheet.write_string(place.row, place.column, text, self._format(**look))
        place.row += 1

    def _format(self, **look: Any) -> Any:  # noqa: ANN401 - xlsxwriter's formats
        names = {"size": "font_size", "colour": "font_color", "fill": "bg_color"}
        stated = {names.get(name, name): value for name, value in look.items() if value}
        key = tuple(sorted((name, str(value)) for name, value in stated.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"text_wrap": True, "valign": "top", **stated})
        return self.formats[key]

    def _table(self, place: _Place, table: ArrangedTable) -> None:
        for number, weight in enumerate(table.weights):
            place.sheet.set_column(place.column + number, place.column + number, max(4.0, weight / CHARACTER))
        if table.repeat_header and table.header_rows:
            place.sheet.repeat_rows(place.row, place.row + table.header_rows - 1)
        for index, row in enumerate(table.rows):
            for number, cell in enumerate(row.cells):
                if cell is not None:
                    striped = row.kind == "action" and index % 2 == 1
                    lines = _lines(self.style.drawing if table.plan else "ruled")
                    self._cell(place, number, cell, row, {**lines, "fill": self.style.stripe if striped else ""})
            place.row += 1

    def _cell(self, place: _Place, number: int, cell: ArrangedCell, row: ArrangedRow, look: dict[str, Any]) -> None:
        text = _text(cell)
        value: str | float = text
        look |= {"bold": cell.bold, "fill": cell.fill or HIGHLIGHTS.get(cell.highlight or "") or look["fill"]}
        if cell.dot:
            look["colour"] = cell.dot
        elif cell.fill and cell.bold:
            look["colour"] = self.style.banner_text if row.kind == "banner" else self.style.header_text
        if cell.role == "rag" and cell.fill and row.kind != "header":
            value = self._status(place, number, text, look)
        elif cell.role == "number" and NUMBER.fullmatch(text) and self.style.typed:
            value = float(text)
            look["num_format"] = f"0.{'0' * len(text.partition('.')[2])}" if "." in text else "0"
        self._write(place, number, cell, value, self._format(**look))

    def _status(self, place: _Place, number: int, text: str, look: dict[str, Any]) -> str | float:
        """The value of a cell of a status; its colour goes to the cell, to the theme's, or to a rule of its column."""
        if self.style.colours == "theme":
            accent, shade = _theme_colour(look["fill"], self.style.habit)
            look["fill"] = xlsxwriter.color.Color.theme(accent, shade)
        if self.style.colours == "rules":
            return self._ruled(place, number, text, look)
        return text

    def _ruled(self, place: _Place, number: int, text: str, look: dict[str, Any]) -> str | float:
        """The value that a rule gives the colour: the word, or a number that is not shown."""
        colour = look.pop("fill")
        if colour not in place.scores:
            place.scores.append(colour)
        score = 1 + place.scores.index(colour)
        column = xl_col_to_name(place.column + number)
        rule: dict[str, Any]
        if not text:
            look["num_format"] = ";;;"
            rule = {"type": "cell", "criteria": "==", "value": score}
        elif self.style.habit % 3 == 0:
            rule = {"type": "text", "criteria": "containing", "value": text}
        elif self.style.habit % 3 == 1:
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"'}
        else:
            rule = {"type": "formula", "criteria": f'=LEFT(${column}1,3)=LEFT("{text}",3)'}
        key = f"{column}/{colour}/{text}"
        if key not in place.rules:
            place.rules.add(key)
            rule["format"] = self.book.add_format({"bg_color": colour})
            place.sheet.conditional_format(f"{column}1:{column}{LAST_RULED}", rule)
        return text or score

    def _write(self, place: _Place, number: int, cell: ArrangedCell, value: str | float, look: Any) -> None:  # noqa: ANN401 - xlsxwriter's formats
        row, column = place.row, place.column + number
        last = row + cell.row_span - 1, column + cell.column_span - 1
        if (row, column) != last:
            place.sheet.merge_range(row, column, *last, "", look)
        if isinstance(value, float | int):
            place.sheet.write_number(row, column, value, look)
        elif value:
            place.sheet.write_string(row, column, value, look)
        else:
            place.sheet.write_blank(row, column, None, look)


def _text(cell: ArrangedCell) -> str:
    if cell.dot:
        return "●"
    lines = [("• " if block.kind == "bullet" else "") + block.text for block in cell.blocks]
    return "\n".join(lines)


def _lines(drawing: str) -> dict[str, Any]:
    """The lines of a cell, as xlsxwriter's formats take them."""
    return {"ruled": {"border": 1}, "dashes": {"border": 3}, "level": {"top": 1, "bottom": 1}}.get(drawing, {})


ACCENTS = ((18.0, 5), (68.0, 9), (180.0, 6), (280.0, 4), (360.0, 5))
"""Up to which hue in degrees which accent is the nearest: red, amber, green, blue, and red again."""


def _theme_colour(colour: str, habit: int) -> tuple[int, int]:
    """The theme's accent nearest to a status, and how much lighter or darker, as xlsxwriter counts them."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue = 360 * colorsys.rgb_to_hsv(red, green, blue)[0]
    accent = next(accent for last, accent in ACCENTS if hue <= last)
    return accent, (0, 3, 4, 2)[habit % 4]
