"""Lines sorted into running text and the rows of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from extractors.common.shapes import (
    are_column_names,
    could_be_banner,
    could_be_header,
    is_number,
    is_prose,
    names_columns,
    normal,
    opens_title,
    repeats,
)
from extractors.text.lines import Line
from extractors.text.wrapped import join_broken_rows, join_lone_lines

_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|[-\u2013]\s*\d{1,3}\s*[-\u2013]|page\s*\|\s*\d{1,3}", re.IGNORECASE
)
_MARKING = re.compile(
    r"(?:official|restricted|protect|confidential|unclassified)(?:\s*[-\u2013:]?\s*(?:sensitive|public))?",
    re.IGNORECASE,
)
_NUMBERED_SHARE = 0.8
"""Rows of a table that carry a number, from which share on a stretch of short rows without one is another table."""


@dataclass(slots=True)
class Row:
    """A row as the copy gives it; `lone` when it is text that stood by itself between rows."""

    fields: list[str]
    group: int
    lone: bool = False
    header: bool = False


@dataclass(slots=True)
class RawTable:
    """Rows that belong together, before their columns are put right."""

    rows: list[Row] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    @property
    def width(self) -> int:
        """Most fields of a row so far."""
        return max((len(row.fields) for row in self.rows if not row.lone), default=0)

    @property
    def is_numbered(self) -> bool:
        """Whether nearly every row below the header carries a number."""
        rows = [row for row in self.rows if not row.lone and not row.header]
        return bool(rows) and sum(any(map(is_number, row.fields)) for row in rows) >= _NUMBERED_SHARE * len(rows)

    @property
    def has_rows(self) -> bool:
        """Whether a row stands below the header."""
        return any(not row.lone and not row.header for row in self.rows)

    def has_met(self, line: Line) -> bool:
        """Whether a field of the line says just what a field of a row above says."""
        fields = {normal(field) for row in self.rows if not row.lone for field in row.fields}
        return not fields.isdisjoint({normal(field) for field in line.fields if field.strip()})

    def add(self, line: Line, *, header: bool) -> None:
        """Take a line as the next row."""
        if not header and self.width > 2 and could_be_banner(line.fields):
            self.rows.append(Row([line.fields[0]], line.group, lone=True))
            return
        self.rows.append(Row(list(line.fields), line.group, header=header))
        if header:
            self.names.update(normal(name) for name in line.fields if name.strip())


@dataclass(slots=True)
class Passage:
    """Lines of running text between two gaps; `furniture` when they belong to the page and not to the text."""

    lines: list[str]
    group: int
    furniture: bool = False


Segment: TypeAlias = RawTable | Passage


def is_furniture(text: str) -> bool:
    """Whether a line is a page number or a protective marking."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None or _MARKING.fullmatch(text.strip()) is not None


def segment(lines: list[Line]) -> list[Segment]:
    """Running text and tables, in reading order. Page furniture between the rows of a table comes after the table."""
    return _Segmenter(lines).run()


class _Segmenter:
    def __init__(self, lines: list[Line]) -> None:
        self._lines = join_broken_rows(lines)
        self._segments: list[Segment] = []
        self._table: RawTable | None = None
        self._pending: list[Line] = []

    def run(self) -> list[Segment]:
        for position, line in enumerate(self._lines):
            if not line.is_row:
                self._pending.append(line)
                continue
            below = [other for other in self._lines[position + 1 :] if other.is_row][:1]
            following = below[0] if below else None
            if self._table is not None and not self._begins_table(self._table, position, following):
                self._settle_inside(self._table)
            else:
                self._finish_table()
                self._table = RawTable()
                self._segments.append(self._table)
            self._table.add(line, header=_is_header(self._table, line, following))
        self._finish_table()
        return self._segments

    def _begins_table(self, table: RawTable, position: int, following: Line | None) -> bool:
        line = self._lines[position]
        apart = bool(self._pending) or line.group != table.rows[-1].group
        if table.names and repeats(line.fields, frozenset(table.names)):
            return any(not is_furniture(pending.text) for pending in self._pending)
        if not table.names:
            return apart and self._begins_after_headless(table, line)
        if not apart or not could_be_header(line.fields):
            return False
        if following is not None and len(line.fields) > table.width:
            return True
        if following is not None and names_columns(line.fields) and not names_columns(following.fields):
            return all(line.fields)
        if any(not is_furniture(pending.text) for pending in self._pending):
            return self._is_headed_apart(table, line, following)
        return table.is_numbered and self._is_other_stretch(position)

    def _is_headed_apart(self, table: RawTable, line: Line, following: Line | None) -> bool:
        """Whether a short row under text of its own heads another table and is no row of the one above.

        It is when no field of it was met in that table, and the rows under it are of another make than itself, or
        lack the number that the table's rows carry.
        """
        if not all(field.strip() for field in line.fields) or table.has_met(line) or not table.has_rows:
            return False
        if following is not None and not could_be_header(following.fields):
            return len(line.fields) < table.width or not table.is_numbered or not any(map(is_number, following.fields))
        return table.is_numbered and len(line.fields) < table.width

    def _begins_after_headless(self, table: RawTable, line: Line) -> bool:
        if self._pending or len(line.fields) != table.width:
            return True
        return normal(line.fields[0]) == normal(table.rows[0].fields[0]) != ""

    def _is_other_stretch(self, position: int) -> bool:
        """Whether the rows from here to the next gap, two at least, are all short and without a number."""
        group = self._lines[position].group
        stretch = [line for line in self._lines[position:] if line.group == group and line.is_row]
        return len(stretch) > 1 and all(could_be_header(line.fields) for line in stretch)

    def _settle_inside(self, table: RawTable) -> None:
        """Give the lone lines between two rows of a table to the cell above, or make a row of them."""
        above = table.rows[-1]
        last_group = above.group
        lone: list[Line] = []
        for pending in self._pending:
            if is_furniture(pending.text):
                self._segments.append(Passage([pending.text], pending.group, furniture=True))
            elif not lone and _continues_cell(above, pending, adjacent=pending.group == last_group):
                _append(above, pending.text)
            else:
                lone.append(pending)
        for lines in _titles_apart(lone):
            table.rows.append(Row([join_lone_lines([line.text for line in lines])], lines[0].group, lone=True))
        self._pending = []

    def _finish_table(self) -> None:
        """End the table; lines after its last row that go on with its last cell join it, the others are text."""
        pending, self._pending = self._pending, []
        if self._table is not None:
            above = self._table.rows[-1]
            while pending and pending[0].group == above.group and _continues_cell(above, pending[0], adjacent=True):
                _append(above, pending.pop(0).text)
        self._table = None
        for line in pending:
            last = self._segments[-1] if self._segments else None
            furniture = is_furniture(line.text)
            if isinstance(last, Passage) and last.group == line.group and not furniture and not last.furniture:
                last.lines.append(line.text)
            else:
                self._segments.append(Passage([line.text], line.group, furniture))


def _is_header(table: RawTable, line: Line, following: Line | None) -> bool:
    """Whether a row prints names of columns: at the head of its table, or again further down."""
    if table.names and repeats(line.fields, frozenset(table.names)):
        return True
    if any(not row.header for row in table.rows) or not could_be_header(line.fields) or following is None:
        return False
    if table.rows:
        return len(line.fields) == table.width and names_columns(line.fields) and not could_be_header(following.fields)
    if len(line.fields) < 3:
        return are_column_names(line.fields) and not could_be_header(following.fields)
    return names_columns(line.fields) or not could_be_header(following.fields)


def _continues_cell(above: Row, line: Line, *, adjacent: bool) -> bool:
    if above.header or opens_title(line.text):
        return False
    return is_prose(line.text) or (adjacent and not above.lone)


def _titles_apart(lines: list[Line]) -> list[list[Line]]:
    """Lone lines cut where a gap is followed by a further title, as where the banner of a part follows a theme's."""
    apart: list[list[Line]] = []
    for line in lines:
        if apart and (line.group == apart[-1][-1].group or not opens_title(line.text)):
            apart[-1].append(line)
        else:
            apart.append([line])
    return apart


def _append(row: Row, text: str) -> None:
    filled = max((number for number, name in enumerate(row.fields) if name.strip()), default=len(row.fields) - 1)
    row.fields[filled] = f"{row.fields[filled]}\n{text}" if row.fields[filled].strip() else text
