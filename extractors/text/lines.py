"""A text copy cut into lines: rows of fields, lone lines, and gaps between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.common.flow import BULLETS
from extractors.common.markup import HARD_BREAK
from extractors.text.drawn import read_drawn_row, unfold_grids

_LINE_ENDS = re.compile(r"\r\n|\r|\x85|\u2029")
_PAGE_ENDS = re.compile(r"\n?\f\n?")
_RULE = re.compile(r"[\s|+:=_*~\u2500-\u257f-]{3,}")
"""Lines drawn with characters: between the rows of a table, under a heading, across a page."""
_LIST_ITEM = re.compile(rf"\s*([{BULLETS}·*\u2013-])\t+(?=\S)")
_QUOTED_LINES = r'"((?:[^"\t\n]|"")*(?:\n(?:[^"\t\n]|"")*)+)"'
_QUOTED_FIELD = re.compile(rf"(?<=\t){_QUOTED_LINES}(?=\t|\n|$)|^{_QUOTED_LINES}(?=\t)", re.MULTILINE)
_QUOTED_QUOTE = re.compile(r'"(?:[^"]|"")*(?:""|,)(?:[^"]|"")*"')


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file. `fields` has one entry for a lone line and more for a row; `group` counts gaps before it."""

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
    plain = plain.replace("\x1a", "").removeprefix("\ufeff")
    if "\t" in plain:
        plain = _QUOTED_FIELD.sub(_unfold, plain)
    lines = []
    group = 0
    raws = unfold_grids(plain.split("\n"))
    for position, raw in enumerate(raws):
        if not raw.strip():
            group += 1
        elif not _RULE.fullmatch(raw) or "\t" in raw:
            around = raws[max(0, position - 1) : position] + raws[position + 1 : position + 2]
            fields = read_drawn_row(raw, around) if "\t" not in raw.strip() else None
            lines.append(Line(fields or _fields(raw), group))
    return lines


def _fields(raw: str) -> tuple[str, ...]:
    if item := _LIST_ITEM.match(raw):
        return (f"{item.group(1)} {raw[item.end() :].strip()}",)
    fields = tuple(_unquote(field) for field in raw.split("\t"))
    filled = [field for field in fields if field.strip()]
    return fields if len(fields) > 1 and filled else (raw.strip(),)


def _unfold(quoted: re.Match[str]) -> str:
    """A field that a spreadsheet quotes because it holds line breaks, in one line."""
    inner: str = quoted.group(1) or quoted.group(2)
    return inner.replace('""', '"').replace("\n", HARD_BREAK)


def _unquote(field: str) -> str:
    """A field without the marks a spreadsheet quotes it with; one that begins and ends with quotations stays."""
    return field[1:-1].replace('""', '"') if _QUOTED_QUOTE.fullmatch(field) else field
