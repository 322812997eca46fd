"""Writes sheets of a workbook: frozen headers, filters, real numbers and dates, texts that are never formulas."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.compare.palette import DELETED, HEADER, INSERTED, MOVED, RAG_SHADES
from pipeline.compare.values import Marked, Rag, Share, Shown, Texts, words_of

# A workbook holds the time it was made; a fixed one keeps the same input giving the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# Excel's limit for a cell is 32,767 characters.
_LONGEST = 32_000
_CUT = " \u2026 [cut: the whole text is in comparison.json]"
# Points: the highest row a spreadsheet allows. What is longer still is whole in its cell.
_HIGHEST_ROW = 409
_LINE_HEIGHT = 15
# Characters across a screen: lines over a table are made no wider.
_SCREEN_WIDTH = 100
# Characters that frozen columns may take of it, so that the rest can be scrolled through.
_FROZEN_WIDTH = 48
# Bold letters take more room.
_BOLD = 0.85
# Whole numbers from the first to the second are shown without a comma.
_IS_YEAR = (1990, 2100)
_LINE_COLOUR = "#c4c4c4"
# Format of text, by Excel's numbers.
_TEXT = 49
# Paper sizes by Excel's numbers, and the characters that can be read across them.
_A3, _A4 = 8, 9
_A3_WIDTH, _A4_WIDTH = 230, 170

_DATE = re.compile(
    r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{2})-(\d{2})|(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]+) (\d{4})"
)
_LONGEST_DATE = 24  # characters: longer than "30th September 2025" with some space round it
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("January Jan", "February Feb", "March Mar", "April Apr", "May May", "June Jun", "July Jul", "August Aug",
         "September Sept Sep", "October Oct", "November Nov", "December Dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its width in characters."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Part:
    """A small table under a title."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Shown]]


class WorkbookWriter:
    """A workbook. Sheets are written in the order asked for.

    A large one takes a third of its memory when its sheets pass through a folder on their way into the file.
    """

    def __init__(self, title: str, scratch: Path | None = None) -> None:
        """Begin a workbook; `scratch` is a folder for sheets on their way, None to keep them in memory."""
        self._buffer = BytesIO()
        options = {
            "in_memory": scratch is None, "tmpdir": scratch,
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "default_date_format": "d mmm yyyy",
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"title": title, "created": _MADE})
        lines = {"border": 1, "border_color": _LINE_COLOUR}
        top = {"valign": "top", "text_wrap": True}
        in_table = {**top, **lines}
        # A number at the edge of its cell reads as the first digits of a ref in the next.
        figure = {**in_table, "align": "right", "indent": 1}
        # Text, and with the mark that Excel gives what was typed as text: edited and left, "4.10" is not made 4.1, and
        # a leading quote or equals sign stays what it is.
        as_text = {**in_table, "num_format": _TEXT, "quote_prefix": True}
        self._above = self._book.add_format(top)
        self._plain = self._book.add_format(as_text)
        self._title = self._book.add_format({"bold": True, "font_size": 12, "valign": "bottom"})
        self._bold = self._book.add_format({"bold": True, "font_size": 14, **top})
        self._count = self._book.add_format({**figure, "num_format": "#,##0"})
        self._number = self._book.add_format({**figure, "num_format": "0.00"})
        self._year = self._book.add_format({**figure, "num_format": "0"})
        self._share = self._book.add_format({**figure, "num_format": "0%"})
        self._date = self._book.add_format({**in_table, "num_format": "d mmm yyyy", "align": "left"})
        self._header = self._book.add_format(
            {"bold": True, "bg_color": HEADER.background, "font_color": HEADER.text, **in_table}
        )
        self._rag = {
            colour: self._book.add_format({"bg_color": shade.background, "font_color": shade.text, **as_text})
            for colour, shade in RAG_SHADES.items()
        }
        marks = {
            "inserted": {"font_color": INSERTED.text, "underline": 1},
            "deleted": {"font_color": DELETED.text, "font_strikeout": True},
            "moved": {"font_color": MOVED.text, "italic": True, "underline": 1},
        }
        self._runs = {kind: self._book.add_format(mark) for kind, mark in marks.items()}
        self._wholes = {kind: self._book.add_format({**as_text, **mark}) for kind, mark in marks.items()}

    def add_sheet(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Shown]], *, frozen_columns: int = 0
    ) -> None:
        """A table with a frozen, filtered header; columns are frozen as far as a screen leaves room for the others."""
        sheet = self._book.add_worksheet(name)
        last, used = self._write_table(sheet, 0, columns, rows)
        if last:
            sheet.autofilter(0, 0, last, len(columns) - 1)
        while sum(column.width for column in columns[:frozen_columns]) > _FROZEN_WIDTH:
            frozen_columns -= 1
        sheet.freeze_panes(1, frozen_columns)
        _set_widths(sheet, columns, used if last else set(range(len(columns))))
        _set_paper(sheet, sum(columns[number].width for number in used), frozen_columns)
        sheet.repeat_rows(0)

    def add_summary(self, name: str, headline: str, parts: Iterable[Part], notes: Sequence[str] = ()) -> None:
        """A sheet to read from the top: a headline, small tables below one another, and notes. Nothing is frozen.

        The tables share the columns of the sheet, which are as wide as the widest of them needs.
        """
        sheet = self._book.add_worksheet(name)
        parts = [part for part in parts if part.rows]
        widths = [0.0] * max((len(part.columns) for part in parts), default=1)
        for part in parts:
            for number, column in enumerate(part.columns):
                widths[number] = max(widths[number], column.width)
        columns = [Column("", width or _SCREEN_WIDTH) for width in widths]
        row = self._write_lines(sheet, 0, (headline,), columns, larger=True)
        for part in parts:
            sheet.write_string(row + 1, 0, part.title, self._title)
            row = self._write_table(sheet, row + 2, part.columns, part.rows, columns)[0] + 1
        if notes:
            sheet.write_string(row + 1, 0, "How to read this", self._title)
            self._write_lines(sheet, row + 2, notes, columns)
        _set_widths(sheet, columns, set(range(len(columns))))
        _set_paper(sheet, sum(widths), 0)

    def _write_table(
        self,
        sheet: Any,  # noqa: ANN401 - xlsxwriter is untyped
        top: int,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Shown]],
        laid: Sequence[Column] | None = None,
    ) -> tuple[int, set[int]]:
        """A header and rows from row `top` on, in columns as wide as those of `laid`.

        Gives the last row, and the columns with any value.
        """
        laid = laid or columns
        for number, column in enumerate(columns):
            sheet.write_string(top, number, column.title, self._header)
        titles = [(one.title, wide.width * _BOLD) for one, wide in zip(columns, laid, strict=False)]
        sheet.set_row(top, _row_height(titles))
        last = top
        used: set[int] = set()
        for last, row in enumerate(rows, start=top + 1):
            for number, value in enumerate(row):
                self._write(sheet, last, number, value)
                if value is not None:
                    used.add(number)
            texts = [(words_of(value), wide.width) for value, wide in zip(row, laid, strict=False)]
            sheet.set_row(last, _row_height(texts))
        return last, used

    def _write_lines(
        self,
        sheet: Any,  # noqa: ANN401 - xlsxwriter is untyped
        top: int,
        lines: Sequence[str],
        columns: Sequence[Column],
        *,
        larger: bool = False,
    ) -> int:
        """Lines from row `top` on, across as many columns as a screen shows; gives the first row after them."""
        across, width = 0, 0.0
        while across < len(columns) and width < _SCREEN_WIDTH:
            width += columns[across].width
            across += 1
        form = self._bold if larger else self._above
        for row, line in enumerate(lines, start=top):
            if across > 1:
                sheet.merge_range(row, 0, row, across - 1, "", form)
            sheet.write_string(row, 0, line, form)
            sheet.set_row(row, _row_height([(line, width)], larger=larger))
        return top + len(lines)

    def finish(self) -> bytes:
        """The bytes of the file."""
        self._book.close()
        return self._buffer.getvalue()

    def _write(self, sheet: Any, row: int, column: int, value: Shown) -> None:  # noqa: ANN401 - xlsxwriter is untyped
        if value is None:
            return  # a cell that is not written costs nothing, and a large comparison has very many
        if isinstance(value, str):
            self._write_text(sheet, row, column, value)
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
        elif isinstance(value, Texts):
            sheet.write_string(row, column, _fitting(value.words), self._plain)
        else:
            self._write_marked(sheet, row, column, value)

    def _write_text(self, sheet: Any, row: int, column: int, text: str) -> None:  # noqa: ANN401 - as above
        day = real_date(text) if len(text) <= _LONGEST_DATE else None
        if day is not None:
            sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), self._date)  # noqa: DTZ001 - a day
        else:
            sheet.write_string(row, column, _fitting(text), self._plain)

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


def _set_widths(sheet: Any, columns: Sequence[Column], used: set[int]) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    """Widths. A column without any value keeps its place, for formulas that count on it, but is hidden."""
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, None, {} if number in used else {"hidden": True})


def _set_paper(sheet: Any, width: float, frozen: int) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    """Landscape; what is too wide for one sheet of paper goes over several, the frozen columns on each."""
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


def _row_height(texts: Sequence[tuple[str, float]], *, larger: bool = False) -> float:
    """Height in points for the text that needs the most lines.

    Spreadsheets do not fit rows to a text by themselves when they open a file that another program wrote.
    """
    narrower = 0.7 if larger else 1.05
    lines = 1
    for text, width in texts:
        if len(text) >= width * narrower or "\n" in text:
            lines = max(lines, sum(1 + int(len(line) / (width * narrower)) for line in text.split("\n")))
    return min(_HIGHEST_ROW, _LINE_HEIGHT * lines * (1.3 if larger else 1))
