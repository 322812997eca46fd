"""Other words inside what programs read: formulas, field codes, page headers of sheets, formats of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

Say = Callable[[str], str]

_FORMULA = re.compile(
    r"\"(?P<text>(?:[^\"]|\"\")*)\"|'(?P<sheet>(?:[^']|'')*)'"
    r"|(?P<function>[A-Za-z_.][\w.]*)(?=\()|(?P<cell>\$?[A-Z]{1,3}\$?\d+(?!\w))|(?P<columns>\$[A-Z]{1,3}(?!\w))"
    r"|(?P<name>[^\W\d][\w.\\]*)"
)
_CONSTANTS = frozenset({"TRUE", "FALSE"})
_COLUMN = re.compile(r"[A-Z]{1,3}")
_FIELD = re.compile(
    r"(?P<picture>\\[#@*]\s*(?:\"[^\"]*\"|\S+))|(?P<switch>\\\S)|\"(?P<quoted>[^\"]*)\"|(?P<word>[^\s\"\\]+)"
)
_HEADER_CODE = re.compile(r"&(?:\"[^\"]*\"|[A-Za-z&]|\d+)")
_QUOTED = re.compile(r"\"([^\"]*)\"")


def formula(text: str, say: Say) -> str:
    """A formula of a workbook: its texts, and the names of sheets and ranges."""

    def other(match: re.Match[str]) -> str:
        if match["text"] is not None:
            return f'"{",".join(map(say, match["text"].split(",")))}"'
        if match["sheet"] is not None:
            return f"'{say(match['sheet'])}'"
        name = match["name"]
        known = name is None or name.upper() in _CONSTANTS or _COLUMN.fullmatch(name)
        return match.group() if known else say(name)

    return _FORMULA.sub(other, text)


def field_code(text: str, say: Say) -> str:
    """The code of a field in Word: the kind and its switches stay, what it names goes."""
    first = True

    def other(match: re.Match[str]) -> str:
        nonlocal first
        opens, first = first, False
        if match["quoted"] is not None:
            return f'"{say(match["quoted"])}"'
        return match.group() if opens or match["word"] is None else say(match.group())

    return _FIELD.sub(other, text)


def sheet_header(text: str, say: Say) -> str:
    """The header or footer of a printed sheet, whose codes (&P, &L, &"Arial") stay."""
    parts, end = [], 0
    for code in _HEADER_CODE.finditer(text):
        parts += [say(text[end : code.start()]), code.group()]
        end = code.end()
    return "".join([*parts, say(text[end:])])


def number_format(text: str, say: Say) -> str:
    """A format of numbers, whose quoted words go."""
    return _QUOTED.sub(lambda match: f'"{say(match[1])}"', text)
