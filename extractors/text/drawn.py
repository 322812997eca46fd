"""Tables drawn with characters: pipes as in Markdown, grids of pluses and dashes, values between commas."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from extractors.common.markup import HARD_BREAK
from extractors.common.shapes import names_columns

_CLOSED_ROW = re.compile(r"\s*\|.*\|\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")
_GRID_RULE = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_FEWEST_OPEN_PIPES = 2
"""Pipes that make a row of a line without outer pipes; one alone stands in footers such as "Page | 3"."""
_FEWEST_VALUES = 3
_SAME_WIDTH_SHARE = 0.6
"""Records under a header of comma-separated names that must have as many values for it to be one."""


def read_drawn_row(raw: str, around: Sequence[str]) -> tuple[str, ...] | None:
    """The fields of a row drawn with pipes, or None. Without outer pipes a line beside it must be drawn likewise."""
    if _CLOSED_ROW.fullmatch(raw):
        return _split(raw.strip()[1:-1])
    count = len(_PIPE.findall(raw))
    beside = any(_PIPE_RULE.fullmatch(other) or len(_PIPE.findall(other)) == count for other in around)
    return _split(raw) if count >= _FEWEST_OPEN_PIPES and beside else None


def unfold_grids(raws: list[str]) -> list[str]:
    """Lines in which the rows of grid tables, drawn over several lines between rules of pluses, are one line each."""
    unfolded: list[str] = []
    row: list[str] | None = None
    for raw in raws:
        if _GRID_RULE.fullmatch(raw):
            unfolded += _joined(row or [])
            row = []
        elif row is not None and _CLOSED_ROW.fullmatch(raw):
            row.append(raw)
        else:
            unfolded += [*_joined(row or []), raw]
            row = None
    return unfolded + _joined(row or [])


def comma_separated(text: str) -> tuple[str, str] | None:
    """The text before a table of comma-separated values, and the table with tabs instead; None when there is none."""
    lines = text.split("\n")
    for position, line in enumerate(lines):
        for comma in (",", ";"):
            header = next(csv.reader([line], delimiter=comma), [])
            if len(header) >= _FEWEST_VALUES and names_columns(tuple(header)):
                rows = [row for row in csv.reader([f"{row}\n" for row in lines[position:]], delimiter=comma) if row]
                alike = sum(len(row) == len(header) for row in rows)
                if len(rows) > 1 and alike >= _SAME_WIDTH_SHARE * len(rows):
                    table = "\n".join("\t".join(map(_one_line, row)) for row in rows)
                    return "\n".join(lines[:position]), table
    return None


def _one_line(value: str) -> str:
    return value.replace("\t", " ").replace("\n", HARD_BREAK)


def _split(row: str) -> tuple[str, ...]:
    return tuple(field.strip().replace("\\|", "|") for field in _PIPE.split(row))


def _joined(rows: list[str]) -> list[str]:
    """The lines of one row of a grid as one line."""
    if len(rows) < 2:
        return rows
    split = [_PIPE.split(row.strip()[1:-1]) for row in rows]
    if len({len(fields) for fields in split}) != 1:
        return rows
    columns = ("\n".join(part.strip() for part in column).strip() for column in zip(*split, strict=True))
    return ["|" + "|".join(_one_line(column) for column in columns) + "|"]
