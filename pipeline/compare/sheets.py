"""Writes sheets of a workbook: frozen headers, filters, real numbers and dates, texts that are never formulas."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter

from models.plan import RagColour
from pipeline.compare.palette import DELETED, HEADER, INSERTED, MOVED, RAG_SHADES, RAG_WORDS
from pipeline.compare.table import Value

# A workbook holds the time it was made; a fixed one keeps the same input giving the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# Excel's limit for a cell is 32,767 characters.
_LONGEST = 32_000
_CUT = " \u2026 [cut: the whole text is in comparison.json]"
# Rows of wrapped text are not made higher than this, or one long narrative fills the screen.
_HIGHEST_ROW = 240
_LINE_HEIGHT = 15
# Characters across a screen: lines over a table are made no wider.
_SCREEN_WIDTH = 100
# Bold letters take more room.
_BOLD = 0.85
# Whole numbers from the first to the second are shown without a comma.
_IS_YEAR = (1990, 2100)
_LINE_COLOUR = "#c4c4c4"
# Paper sizes by Excel's numbers, and the characters that can be read across them.
_A3, _A4 = 8, 9
_A3_WIDTH, _A4_WIDTH = 230, 170

_DATE = re.compile(
    r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{2})-(\d{2})|(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]+) (\d{4})"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("January Jan", "February Feb", "March Mar", "April Apr", "May May", "June Jun", "July Jul", "August Aug",
         "September Sept Sep", "October Oct", "November Nov", "December Dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rag:
    """A RAG for a cell: shown as its word on its colour, with more words after it."""

    colour: RagColour | None
    more: str = ""

    @property
    def words(self) -> str:
        """The words of the cell."""
        return f"{RAG_WORDS[self.colour]}, {self.more}" if self.more else RAG_WORDS[self.colour]


@dataclass(frozen=True, slots=True)
class Share:
    """A share, shown as a percentage."""

    value: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in runs; each is plain, inserted, deleted or moved."""

    runs: tuple[tuple[str, str], ...]


CellValue: TypeAlias = Value | Rag | Share | Marked


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its width in characters."""

    title: str
    width: float


class Book:
    """A workbook in memory. Sheets are written in the order asked for."""

    def __init__(self, title: str) -> None:
        self._buffer = BytesIO()
        options = {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "default_date_format": "d mmm yyyy",
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"title": title, "created": _MADE})
        lines = {"border": 1, "border_color": _LINE_COLOUR}
        top = {"valign": "top", "text_wrap": True}
        in_table = {**top, **lines}
        self._above = self._book.add_format(top)
        self._plain = self._book.add_format(in_table)
        self._bold = self._book.add_format({"bold": True, "font_size": 14, **top})
        self._count = self._book.add_format({**in_table, "num_format": "#,##0"})
        self._number = self._book.add_format({**in_table, "num_format": "0.00"})
        self._year = self._book.add_format({**in_table, "num_format": "0"})
        self._share = self._book.add_format({**in_table, "num_format": "0%"})
        self._date = self._book.add_format({**in_table, "num_format": "d mmm yyyy", "align": "left"})
        self._header = self._book.add_format(
            {"bold": True, "bg_color": HEADER.background, "font_color": HEADER.text, **in_table}
        )
        self._rag = {
            colour: self._book.add_format({"bg_color": shade.background, "font_color": shade.text, **in_table})
            for colour, shade in RAG_SHADES.items()
        }
        marks = {
            "inserted": {"font_color": INSERTED.text, "underline": 1},
            "deleted": {"font_color": DELETED.text, "font_strikeout": True},
            "moved": {"font_color": MOVED.text, "italic": True, "underline": 1},
        }
        self._runs = {kind: self._book.add_format(mark) for kind, mark in marks.items()}
        self._wholes = {kind: self._book.add_format({**in_table, **mark}) for kind, mark in marks.items()}

    def add_sheet(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[CellValue]],
        *,
        above: Sequence[str] = (),
        frozen_columns: int = 0,
    ) -> None:
        """A table with a frozen, filtered header; `above` stands over it, the first line large."""
        sheet = self._book.add_worksheet(name)
        top = self._write_above(sheet, above, columns)
        for number, column in enumerate(columns):
            sheet.write_string(top, number, column.title, self._header)
        sheet.set_row(top, _row_height([(column.title, column.width * _BOLD) for column in columns]))
        last = top
        used: set[int] = set()
        for last, row in enumerate(rows, start=top + 1):
            for number, value in enumerate(row):
                self._write(sheet, last, number, value)
                if value is not None:
                    used.add(number)
            texts = [(_as_text(value), column.width) for value, column in zip(row, columns, strict=True)]
            sheet.set_row(last, _row_height(texts))
        if last > top:
            sheet.autofilter(top, 0, last, len(columns) - 1)
        sheet.freeze_panes(top + 1, frozen_columns)
        _set_up(sheet, columns, used if last > top else set(range(len(columns))), frozen_columns)
        sheet.repeat_rows(top)

    def _write_above(self, sheet: Any, above: Sequence[str], columns: Sequence[Column]) -> int:  # noqa: ANN401 - xlsxwriter is untyped
        """Lines over the table, across as many of its columns as a screen shows; gives the first row after them."""
        across, width = 0, 0.0
        while across < len(columns) and width < _SCREEN_WIDTH:
            width += columns[across].width
            across += 1
        for row, line in enumerate(above):
            form = self._bold if row == 0 else self._above
            if across > 1:
                sheet.merge_range(row, 0, row, across - 1, "", form)
            sheet.write_string(row, 0, line, form)
            sheet.set_row(row, _row_height([(line, width)], larger=row == 0))
        return len(above)

    def finish(self) -> bytes:
        """The bytes of the file."""
        self._book.close()
        return self._buffer.getvalue()

    def _write(self, sheet: Any, row: int, column: int, value: CellValue) -> None:  # noqa: ANN401 - xlsxwriter is untyped
        if value is None:
            sheet.write_blank(row, column, None, self._plain)
        elif isinstance(value, bool):
            sheet.write_string(row, column, "yes" if value else "no", self._plain)
        elif isinstance(value, int):
            # A year is a number too, but is not written 2,024.
            sheet.write_number(row, column, value, self._year if _IS_YEAR[0] <= value <= _IS_YEAR[1] else self._count)
        elif isinstance(value, float):
            sheet.write_number(row, column, value, self._number)
        elif isinstance(value, Share):
            sheet.write_number(row, column, value.value, self._share)
        elif isinstance(value, Rag):
            sheet.write_string(row, column, value.words, self._rag[value.colour])
        elif isinstance(value, Marked):
            self._write_marked(sheet, row, column, value)
        elif (day := real_date(value)) is not None:
            sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), self._date)  # noqa: DTZ001 - a day
        else:
            sheet.write_string(row, column, _fitting(value), self._plain)

    def _write_marked(self, sheet: Any, row: int, column: int, value: Marked) -> None:  # noqa: ANN401 - as above
        """A text with marked runs. One that is all of a kind is marked as a whole; one too long for a cell is cut."""
        runs = _merged(value.runs)
        whole = "".join(text for _, text in runs)
        if len(runs) < 2 or len(whole) > _LONGEST:
            kind = runs[0][0] if len(runs) == 1 else "plain"
            sheet.write_string(row, column, _fitting(whole), self._wholes.get(kind, self._plain))
            return
        parts: list[object] = []
        for kind, text in runs:
            parts += [self._runs[kind], text] if kind in self._runs else [text]
        sheet.write_rich_string(row, column, *parts, self._plain)


def _merged(runs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The runs, neighbours of one kind made one and empty ones left out."""
    merged: list[tuple[str, str]] = []
    for kind, text in runs:
        if merged and merged[-1][0] == kind:
            merged[-1] = (kind, merged[-1][1] + text)
        elif text:
            merged.append((kind, text))
    return merged


def _set_up(sheet: Any, columns: Sequence[Column], used: set[int], frozen: int) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    """Widths and paper. A column without any value keeps its place, for formulas that count on it, but is hidden.

    What is too wide for one sheet of paper goes over several, the frozen columns on each.
    """
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, None, {} if number in used else {"hidden": True})
    width = sum(columns[number].width for number in used)
    sheet.set_landscape()
    sheet.set_paper(_A4 if width <= _A4_WIDTH else _A3)
    sheet.fit_to_pages(max(1, math.ceil(width / _A3_WIDTH)), 0)
    if frozen:
        sheet.repeat_columns(0, frozen - 1)
    sheet.set_footer("&L&A&RPage &P of &N")


def real_date(text: str) -> date | None:
    """The day a text states, when it states nothing else: 31/03/2025, 2025-03-31, 31 March 2025; else None."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year, iso_year, iso_month, iso_day, spoken_day, month_name, spoken_year = match.groups()
    if month_name and month_name not in _MONTHS:
        return None
    try:
        if iso_year:
            return date(int(iso_year), int(iso_month), int(iso_day))
        if month_name:
            return date(int(spoken_year), _MONTHS[month_name], int(spoken_day))
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


def _as_text(value: CellValue) -> str:
    if isinstance(value, Marked):
        return "".join(text for _, text in value.runs)
    if isinstance(value, Rag):
        return value.words
    return value if isinstance(value, str) else ""


def _row_height(texts: Sequence[tuple[str, float]], *, larger: bool = False) -> float:
    """Height in points for the text that needs the most lines.

    Spreadsheets do not fit rows to a text by themselves when they open a file that another program wrote.
    """
    lines = max(
        (
            sum(1 + int(len(line) / (width * (0.7 if larger else 1.05))) for line in text.split("\n"))
            for text, width in texts
        ),
        default=1,
    )
    return min(_HIGHEST_ROW, _LINE_HEIGHT * lines * (1.3 if larger else 1))
