"""Workbooks by XlsxWriter: the flow down one sheet, or a sheet for each theme."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter

from otherhand.engines.web import GLYPHS
from otherhand.flow import Break, Cell, Document, Gap, Para, Table, places
from otherhand.looks import Look

CHARACTERS = 130  # width of a page, in characters of a spreadsheet's columns
LINE_POINTS = 13.5
ROOM = 0.85  # of a column's width that a line of words fills
NARROWEST = 6.0
BESIDE = 18.0  # the columns right of the widest table, for tables of more columns
SIDES = ("top", "bottom", "left", "right")
LONGEST_ROW = 409.0
LONGEST_NAME = 31  # that a sheet may have
BORDERS = {"grid": 1, "level": 1, "upright": 1, "dotted": 4, "double": 6, "gaps": 1, "rounded": 1, "frame": 1}


def workbook(document: Document, look: Look) -> bytes:
    """The document as an .xlsx file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": document.title, "created": dt.datetime(2024, 1, 1, tzinfo=dt.UTC)})
    writer = _Writer(book, look)
    writer.write(document)
    book.close()
    return buffer.getvalue()


class _Writer:
    """Writes a flow down a worksheet."""

    def __init__(self, book: Any, look: Look) -> None:
        self.book, self.look = book, look
        self.formats: dict[tuple[tuple[str, object], ...], object] = {}
        self.sheet: Any = None
        self.at = 0
        self.columns = 1
        self.widths: list[float] = []

    def write(self, document: Document) -> None:
        """The flow; a break begins a sheet."""
        tables = [item for item in document.flow if isinstance(item, Table)]
        widest = max(tables, key=lambda table: (table.use == "plan", len(table.widths)), default=Table((), (1.0,)))
        self._new(widest)
        for item in document.flow:
            match item:
                case Break():
                    self._new(widest, item.name)
                case Gap():
                    self.at += 1
                case Para():
                    self.sheet.write_string(
                        self.at,
                        0,
                        _text((item,)),
                        self._format(Cell((item,)), "", wrap=False),
                    )
                    self.sheet.set_row(self.at, LINE_POINTS * max(1.0, item.size) + 2)
                    self.at += 1
                case Table():
                    self._table(item)
                    self.at += 1

    def _new(self, widest: Table, name: str = "") -> None:
        kept = "".join(letter for letter in name if letter.isalnum() or letter == " ")[:LONGEST_NAME]
        taken = {sheet.name.lower() for sheet in self.book.worksheets()}
        self.sheet = self.book.add_worksheet(kept if kept.lower() not in taken else None)
        self.sheet.set_landscape()
        self.sheet.set_paper(8)
        self.sheet.fit_to_pages(1, 0)
        self.at = 0
        self.columns = len(widest.widths)
        self.widths = [max(NARROWEST, CHARACTERS * share) for share in widest.widths] + [BESIDE] * 4
        for column, wide in enumerate(self.widths):
            self.sheet.set_column(column, column, wide)

    def _format(self, cell: Cell, border: str, *, wrap: bool = True) -> object:
        """The format of a cell, after its first paragraph; XlsxWriter wants each made once."""
        first = cell.paras[0] if cell.paras else Para("")
        sides = {"level": SIDES[:2], "upright": SIDES[2:]}.get(border, SIDES)
        drawn = {
            "valign": "vcenter" if cell.middle else "top",
            "text_wrap": wrap,
            "font_size": round(10 * first.size),
            "bold": first.bold or bool(first.level),
            **({"bg_color": cell.fill} if cell.fill else {}),
            **({"font_color": first.ink} if first.ink else {}),
            **({"rotation": 90} if cell.turned else {}),
            **(dict.fromkeys(sides, BORDERS[border]) if border in BORDERS else {}),
        }
        key = tuple(sorted(drawn.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(drawn)
        return self.formats[key]

    def _table(self, table: Table) -> None:
        begin = self.at
        stretch = max(1, self.columns // len(table.widths)) if len(table.widths) < self.columns else 1
        heights: dict[int, float] = {}
        for place in places(table):
            cell = place.cell
            row, column = begin + place.row, place.column * stretch
            last = column + cell.across * stretch - 1
            if place.column + cell.across == len(table.widths):
                last = max(last, self.columns - 1)
            kind = self._format(cell, self.look.drawing)
            text = _text(cell.paras)
            if last > column or cell.down > 1:
                self.sheet.merge_range(row, column, row + cell.down - 1, last, text, kind)
            elif text:
                self.sheet.write_string(row, column, text, kind)
            else:
                self.sheet.write_blank(row, column, None, kind)
            if cell.down == 1:
                wide = sum(self.widths[column : last + 1]) * ROOM
                lines = sum(1 + int(len(line) / wide) for line in text.split("\n"))
                heights[row] = min(LONGEST_ROW, max(heights.get(row, 0), lines * LINE_POINTS + 4))
        for row, height in heights.items():
            self.sheet.set_row(row, height)
        self.at = begin + len(table.rows)


def _text(paras: tuple[Para, ...]) -> str:
    lines = []
    for para in paras:
        shape = GLYPHS[para.shape] + " " if para.shape else ""
        bullet = f"{para.bullet} " if para.bullet else ""
        lines.append(f"{para.label}{bullet}{shape}{para.text}".strip())
    return "\n".join(lines)
