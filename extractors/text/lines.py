"""A text copy cut into lines: rows of fields, lone lines, and gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.text.flow import BULLETS
from extractors.text.markup import HARD_BREAK

_LINE_ENDS = re.compile(r"\r\n|\r|\x85|\u2029")
_PAGE_ENDS = re.compile(r"\n?\f\n?")
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_LIST_ITEM = re.compile(rf"\s*([{BULLETS}·*\u2013-])\t+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file. `fields` has one entry for a lone line and none for a gap; `group` counts gaps before it."""

    fields: tuple[str, ...]
    group: int

    @property
    def is_row(self) -> bool:
        """Whether the line has columns."""
        return len(self.fields) > 1

    @property
    def text(self) -> str:
        """The line's words as one string."""
        return " ".join(field.strip() for field in self.fields if field.strip())


def split_lines(text: str) -> list[Line]:
    """Every line that says something. Rows are told by tabs or, where a table is drawn with them, by pipes."""
    plain = _PAGE_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text)).replace("\v", HARD_BREAK)
    lines = []
    group = 0
    for raw in _whole_lines(plain.replace("\x1a", "").removeprefix("\ufeff")):
        if not raw.strip():
            group += 1
        elif not _PIPE_RULE.fullmatch(raw):
            lines.append(Line(_fields(raw), group))
    return lines


def _fields(raw: str) -> tuple[str, ...]:
    if _PIPE_ROW.fullmatch(raw) and "\t" not in raw.strip():
        inner = raw.strip()[1:-1]
        return tuple(field.strip().replace("\\|", "|") for field in _PIPE.split(inner))
    if item := _LIST_ITEM.match(raw):
        return (f"{item.group(1)} {raw[item.end() :].strip()}",)
    fields = tuple(_unquote(field) for field in raw.rstrip("\n").split("\t"))
    filled = [field for field in fields if field.strip()]
    return fields if len(fields) > 1 and filled else (raw.strip(),)


def _whole_lines(text: str) -> Iterator[str]:
    """Lines, those joined again that a quoted field of a spreadsheet runs over."""
    lines = text.split("\n")
    position = 0
    while position < len(lines):
        line = lines[position]
        end = _quoted_end(lines, position)
        if end > position:
            line = HARD_BREAK.join(lines[position : end + 1])
        yield line
        position = end + 1


_QUOTED_LINES_LIMIT = 200
"""Lines a quoted field may run over; past that an opening quotation mark is taken for a mark in the text."""


def _quoted_end(lines: list[str], position: int) -> int:
    """Index of the line on which the quoted field closes that line `position` leaves open, else `position`."""
    if "\t" not in lines[position] or not _opens_quote(lines[position].rsplit("\t", 1)[1]):
        return position
    for end in range(position + 1, min(len(lines), position + _QUOTED_LINES_LIMIT)):
        head, *rest = lines[end].split("\t")
        if head.count('"') % 2 == 1:
            closed = head.rstrip().endswith('"')
            if not closed:
                return position
            return _quoted_end_after(lines, end, rest)
        if rest:
            return position
    return position


def _quoted_end_after(lines: list[str], end: int, rest: list[str]) -> int:
    """Where the row ends when a quoted field closed on line `end`: a further field may open there."""
    return _quoted_end(lines, end) if rest else end


def _opens_quote(field: str) -> bool:
    return field.startswith('"') and field.count('"') % 2 == 1


def _unquote(field: str) -> str:
    """A field without the marks a spreadsheet quotes it with; one that begins and ends with quotations stays."""
    if len(field) < 2 or not (field.startswith('"') and field.endswith('"')):
        return field
    inner = field[1:-1]
    quoted_for_a_reason = HARD_BREAK in inner or '""' in inner or "," in inner or "\n" in inner
    return inner.replace('""', '"') if quoted_for_a_reason and '"' not in inner.replace('""', "") else field
