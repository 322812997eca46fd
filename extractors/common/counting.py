"""Numbers as lists and titles write them: in roman digits, in letters, in words."""

from __future__ import annotations

_WORTH = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_DIGITS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
"""The words of the numbers up to nineteen, each at its place."""


def roman(count: int) -> str:
    """A number in small roman digits; nothing for 0."""
    written = ""
    for worth, digits in zip(_WORTH, _DIGITS, strict=True):
        times, count = divmod(count, worth)
        written += digits * times
    return written


def from_roman(text: str) -> int | None:
    """The number that roman digits write, small or capital; None where they write none."""
    values = [dict(zip(_DIGITS, _WORTH, strict=True)).get(digit, 0) for digit in text.lower()]
    count = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return count if count > 0 and roman(count) == text.lower() else None


def letters(count: int) -> str:
    """A number in small letters: from a to z, then aa, ab; nothing for 0."""
    written = ""
    while count > 0:
        count, place = divmod(count - 1, 26)
        written = chr(ord("a") + place) + written
    return written
