"""Days that texts name, as the last day they can mean: “by December 2023” is 31 December 2023."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 12}  # the last month, of winter that of the year named
_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>20\d\d)\b"
    rf"|\b(?P<season>spring|summer|autumn|winter)\s+(?P<season_year>20\d\d)\b"
    rf"|\bq(?P<quarter>[1-4])\s+(?P<first>20\d\d)\s*[/–-]\s*(?:20)?\d\d\b"
    rf"|(?<![\d/.-])(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>20\d\d)\b"
    rf"|\bthe\s+end\s+of\s+(?P<whole>20\d\d)\b(?!\s*[/–-]\s*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a text: where it stands, and the last day it can mean."""

    start: int
    end: int
    last: date


def days_in(text: str) -> Iterator[Day]:
    """The days that a text names with their year. A year alone, or a financial year, is none."""
    for match in _DAY.finditer(text):
        last = _last_day(match)
        if last is not None:
            yield Day(match.start(), match.end(), last)


def _last_day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    try:
        if part["month"]:
            month = _MONTHS.index(part["month"][:3].casefold()) + 1
            year = int(part["year"])
            return date(year, month, int(part["day"])) if part["day"] else _end_of(year, month)
        if part["season"]:
            return _end_of(int(part["season_year"]), _SEASONS[part["season"].casefold()])
        if part["quarter"]:
            quarter, year = int(part["quarter"]), int(part["first"])
            return _end_of(year + (quarter == 4), {1: 6, 2: 9, 3: 12, 4: 3}[quarter])
        if part["whole"]:
            return date(int(part["whole"]), 12, 31)
        return date(int(part["y"]), int(part["m"]), int(part["d"]))
    except ValueError:
        return None


def _end_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
