"""Numbers and dates as a cell shows them, by its number format (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

Value = str | int | float | bool | datetime | date | time | timedelta | None

_LOCAL = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy": "dd mmmm yyyy",
}
"""Formats that stand for the date as the machine's region writes it (ids 14 and 22, long date): here the British."""
_SIGNIFICANT = 11
"""Digits that the format General shows at most."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<space>.) | \*(?P<filler>.)
    | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\] | \[(?P<elapsed>h+|m+|s+)\] | \[(?P<setting>[^\]]*)\]
    | (?P<half>am/pm|a/p) | (?P<date>y+|m+|d+|h+|s+|e+) | (?P<digits>(?:[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+),*)
    | (?P<text>@) | (?P<general>general) | (?P<percent>%) | (?P<other>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_Token = tuple[str, str]
"""The kind of a token, a group of `_TOKEN`, and its text."""


def shown(value: Value, number_format: str) -> str:
    """What a cell with this value and format shows; empty where the format hides it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    known = _LOCAL.get(number_format, number_format)
    sections = _sections(known)
    if isinstance(value, str):
        return _text(value, sections[3]) if len(sections) > 3 else value
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, sections[0])
    return _number(value, sections)


@cache
def _sections(number_format: str) -> tuple[tuple[_Token, ...], ...]:
    """The format's sections, for positive, negative, zero and text, each as tokens."""
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(number_format):
        kind = match.lastgroup or "other"
        text = match.group(kind)
        if kind == "other" and text == ";":
            sections.append([])
        else:
            sections[-1].append((kind, text.lower() if kind in {"date", "half", "elapsed"} else text))
    return tuple(tuple(section) for section in sections)


def _text(value: str, section: tuple[_Token, ...]) -> str:
    return "".join(value if kind == "text" else _literal(kind, text) for kind, text in section)


def _literal(kind: str, text: str) -> str:
    """What a token prints that stands for itself."""
    if kind in {"quoted", "escaped", "currency", "other", "percent"}:
        return text
    return " " if kind == "space" else ""


def _number(value: float, sections: tuple[tuple[_Token, ...], ...]) -> str:
    place = 0
    if value < 0 and len(sections) > 1:
        place, value = 1, abs(value)
    elif value == 0 and len(sections) > 2:
        place = 2
    section = sections[place]
    kinds = {kind for kind, _ in section}
    if not section:
        # a section of nothing hides the value, a whole format of nothing is General
        return "" if len(sections) > 1 else _general(value)
    if kinds & {"general", "text"} or not kinds & {"digits", "date"}:
        stated = "".join(
            _general(abs(value)) if kind in {"general", "text"} else _literal(kind, text) for kind, text in section
        )
        return f"-{stated}" if value < 0 else stated
    return _digits(value, section)


def _general(value: float) -> str:
    """A number without a format of its own."""
    if isinstance(value, int) or (value == int(value) and abs(value) < 10**_SIGNIFICANT):
        return str(int(value))
    return f"{value:.{_SIGNIFICANT - 1}g}"


def _digits(value: float, section: tuple[_Token, ...]) -> str:
    """A number by a section with places for digits: all of its digits in the first of them."""
    pattern = next((text for kind, text in section if kind == "digits"), "0")
    whole, _, fraction = pattern.rstrip(",").partition(".")
    scale = Decimal(100) ** sum(kind == "percent" for kind, _ in section)
    scale /= Decimal(1000) ** (len(pattern) - len(pattern.rstrip(",")))
    number = (Decimal(repr(value)) * scale).quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    grouped = "," in whole
    left, _, right = f"{abs(number):,f}".partition(".") if grouped else f"{abs(number):f}".partition(".")
    left = left.lstrip("0,") if left.strip("0,") else ""
    left = left.zfill(sum(sign == "0" for sign in whole)) if not grouped else left or "0"
    kept = fraction.rstrip("#?")
    while len(right) > len(kept) and right.endswith("0"):
        right = right[:-1]
    printed = f"{'-' if number < 0 else ''}{left}{'.' if '.' in pattern else ''}{right}"
    first = True
    parts = []
    for kind, text in section:
        if kind == "digits":
            parts.append(printed if first else "")
            first = False
        else:
            parts.append(text if kind == "date" else _literal(kind, text))
    return "".join(parts).strip()


def _moment(value: datetime | date | time | timedelta, section: tuple[_Token, ...]) -> str:
    """A date or time by a section; where the format has no place for one, as the British write dates."""
    if isinstance(value, timedelta):
        elapsed, value = value, datetime(1900, 1, 1) + value  # noqa: DTZ001 - a time of the sheet has no zone
    else:
        elapsed = None
    if not any(kind == "date" for kind, _ in section):
        return value.strftime("%H:%M" if isinstance(value, time) else "%d/%m/%Y")
    halves = any(kind == "half" for kind, _ in section)
    parts = []
    for place, (kind, text) in enumerate(section):
        if kind == "date":
            minutes = text.startswith("m") and len(text) < 3 and _beside_time(section, place)
            parts.append(_part(value, text, halves=halves, minutes=minutes))
        elif kind == "elapsed" and elapsed is not None:
            parts.append(str(int(elapsed.total_seconds() // {"h": 3600, "m": 60, "s": 1}[text[0]])))
        elif kind == "half":
            parts.append("AM" if getattr(value, "hour", 0) < 12 else "PM")
        else:
            parts.append("" if kind == "digits" else _literal(kind, text))
    return "".join(parts).strip()


def _beside_time(section: tuple[_Token, ...], place: int) -> bool:
    """Whether an m stands for minutes: hours are before it, or seconds after."""
    before = next((text for kind, text in reversed(section[:place]) if kind in {"date", "elapsed"}), "")
    after = next((text for kind, text in section[place + 1 :] if kind in {"date", "elapsed"}), "")
    return before.startswith("h") or after.startswith("s")


def _part(value: datetime | date | time, text: str, *, halves: bool, minutes: bool) -> str:
    """One part of a date or time: yyyy, mmm, dd, hh ..."""
    wide = len(text) > 1
    if text[0] in "hs" or minutes:
        number = getattr(value, {"h": "hour", "s": "second", "m": "minute"}[text[0]], 0)
        if text[0] == "h" and halves:
            number = number % 12 or 12
        return f"{number:02}" if wide else str(number)
    if isinstance(value, time):
        return ""
    if text[0] in "ye":
        return str(value.year) if len(text) > 2 else f"{value.year % 100:02}"
    if text[0] == "d":
        name = _DAYS[value.weekday()]
        return (str(value.day), f"{value.day:02}", name[:3], name)[min(len(text), 4) - 1]
    name = _MONTHS[value.month - 1]
    return (str(value.month), f"{value.month:02}", name[:3], name, name[0])[min(len(text), 5) - 1]
