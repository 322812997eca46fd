"""Lines sorted into running text and the rows of tables, cells that run over lines put together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TypeAlias

from extractors.text.lines import Line
from extractors.text.markup import continues, fold
from extractors.text.shapes import could_be_header, is_number, is_prose, names_columns, normal, opens_title, repeats

_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|[-\u2013]\s*\d{1,3}\s*[-\u2013]|page\s*\|\s*\d{1,3}", re.IGNORECASE
)
_MARKING = re.compile(
    r"(?:official|restricted|protect|confidential|unclassified)(?:\s*[-\u2013:]?\s*(?:sensitive|public))?",
    re.IGNORECASE,
)
_NARROW = 30
"""Characters of a line that stood in a narrow cell and was broken by it."""


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

    def add(self, line: Line, *, header: bool) -> None:
        """Take a line as the next row."""
        self.rows.append(Row(list(line.fields), line.group, header=header))
        if header:
            self.names.update(normal(name) for name in line.fields if name.strip())


@dataclass(slots=True)
class Passage:
    """Lines of running text between two gaps; `furniture` when they belong to the page and not to the text."""

    lines: list[str]
    furniture: bool = False


Segment: TypeAlias = RawTable | Passage


def is_furniture(text: str) -> bool:
    """Whether a line is a page number or a protective marking."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None or _MARKING.fullmatch(text.strip()) is not None


def segment(lines: list[Line]) -> list[Segment]:
    """Running text and tables, in reading order."""
    return _Segmenter(lines).run()


class _Segmenter:
    def __init__(self, lines: list[Line]) -> None:
        self._lines = _join_broken_rows(lines)
        self._segments: list[Segment] = []
        self._table: RawTable | None = None
        self._pending: list[Line] = []

    def run(self) -> list[Segment]:
        for position, line in enumerate(self._lines):
            if not line.is_row:
                self._pending.append(line)
                continue
            following = self._lines[position + 1] if position + 1 < len(self._lines) else None
            if self._table is not None and not self._begins_table(self._table, line, following):
                self._settle_inside(self._table)
            else:
                self._finish_table()
                self._table = RawTable()
                self._segments.append(self._table)
            self._table.add(line, header=self._is_header(self._table, line, following))
        self._finish_table()
        return self._segments

    def _begins_table(self, table: RawTable, line: Line, following: Line | None) -> bool:
        apart = bool(self._pending) or line.group != table.rows[-1].group
        if table.names and repeats(line.fields, frozenset(table.names)):
            return any(not is_furniture(pending.text) for pending in self._pending)
        if not table.names:
            return apart and self._begins_after_headless(table, line)
        if not apart or not could_be_header(line.fields) or following is None or not following.is_row:
            return False
        if len(line.fields) > table.width:
            return True
        return names_columns(line.fields) and not names_columns(following.fields) and all(line.fields)

    def _begins_after_headless(self, table: RawTable, line: Line) -> bool:
        if self._pending or len(line.fields) != table.width:
            return True
        return normal(line.fields[0]) == normal(table.rows[0].fields[0]) != ""

    def _is_header(self, table: RawTable, line: Line, following: Line | None) -> bool:
        if table.names and repeats(line.fields, frozenset(table.names)):
            return True
        if any(not row.header for row in table.rows) or not could_be_header(line.fields):
            return False
        if not table.rows:
            return following is not None and following.is_row and _heads(line.fields, following.fields)
        return len(line.fields) == table.width and _heads_below(line, following)

    def _settle_inside(self, table: RawTable) -> None:
        """Give the lone lines between two rows of a table to the cell above, or make a row of them."""
        above = table.rows[-1]
        last_group = above.group
        lone: list[Line] = []
        for pending in self._pending:
            if is_furniture(pending.text):
                self._segments.append(Passage([pending.text], furniture=True))
            elif not lone and _continues_cell(above, pending, adjacent=pending.group == last_group):
                _append(above, pending.text)
            else:
                lone.append(pending)
        if lone:
            table.rows.append(Row([_lone_text(lone)], lone[0].group, lone=True))
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
            if isinstance(last, Passage) and line.group == self._last_group and not furniture and not last.furniture:
                last.lines.append(line.text)
            else:
                self._segments.append(Passage([line.text], furniture=furniture))
            self._last_group = line.group

    _last_group: int = -1


def _heads(header: tuple[str, ...], row: tuple[str, ...]) -> bool:
    """Whether the first row of a table names its columns, judged by the row under it."""
    if len(header) < 3:
        return names_columns(header) and all(header) and (is_number(row[0]) or not could_be_header(row))
    return names_columns(header) or not could_be_header(row)


def _heads_below(line: Line, following: Line | None) -> bool:
    """Whether a row under the first header row is a further header row: the next row is of another make."""
    if following is None or not following.is_row:
        return False
    return names_columns(line.fields) and not could_be_header(following.fields)


def _continues_cell(above: Row, line: Line, *, adjacent: bool) -> bool:
    if above.header or opens_title(line.text):
        return False
    return is_prose(line.text) or (adjacent and not above.lone)


def _append(row: Row, text: str) -> None:
    filled = max((number for number, name in enumerate(row.fields) if name.strip()), default=len(row.fields) - 1)
    row.fields[filled] = f"{row.fields[filled]}\n{text}" if row.fields[filled].strip() else text


def _lone_text(lines: list[Line]) -> str:
    """The text of a cell whose lines stood by themselves, those joined that the narrow cell had broken."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        last = before.rsplit("\n", 1)[-1]
        narrow = len(last) <= _NARROW or len(before) - before.rfind("\n") > _NARROW
        broken = bool(before) and _is_narrow_break(lines, line) and before[-1] not in ".:;!?" and narrow
        if before and (broken or continues(before, line.text)) and not opens_title(line.text):
            joined[-1] = fold(before, line.text)
        else:
            joined.append(line.text)
    return "\n".join(joined)


def _is_narrow_break(lines: list[Line], line: Line) -> bool:
    position = lines.index(line)
    above = lines[position - 1].text
    return len(above) <= _NARROW and len(line.text) <= _NARROW and above.isupper() == line.text.isupper()


def _join_broken_rows(lines: list[Line]) -> list[Line]:
    """Put rows together that a line break inside a cell cut.

    A row is taken for cut when the lines from it on, up to a gap, give together exactly as many fields as most rows of
    the same stretch have, and the next piece does not open as rows do, with nothing or a number.
    """
    usual = _usual_widths(lines)
    joined: list[Line] = []
    position = 0
    while position < len(lines):
        end = _row_end(lines, position, usual.get(lines[position].group, 0))
        fields = lines[position].fields
        for line in lines[position + 1 : end + 1]:
            fields = (*fields[:-1], f"{fields[-1]}\n{line.fields[0]}", *line.fields[1:])
        joined.append(Line(fields, lines[position].group))
        position = end + 1
    return joined


def _usual_widths(lines: list[Line]) -> dict[int, int]:
    counts: dict[int, Counter[int]] = {}
    for line in lines:
        if line.is_row:
            counts.setdefault(line.group, Counter())[len(line.fields)] += 1
    return {group: max(counter, key=lambda width: (counter[width], width)) for group, counter in counts.items()}


def _row_end(lines: list[Line], start: int, usual: int) -> int:
    first = lines[start]
    total = len(first.fields)
    if total < 2 or total >= usual:
        return start
    for end in range(start + 1, len(lines)):
        line = lines[end]
        opening = line.fields[0].strip()
        if line.group != first.group or not opening or (line.is_row and is_number(opening)):
            return start
        total += len(line.fields) - 1
        if total >= usual:
            return end if total == usual and line.is_row else start
    return start
