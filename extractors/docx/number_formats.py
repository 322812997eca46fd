"""How Word spells the number of a list item (ST_NumberFormat, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

from extractors.common.counting import SMALL, roman

LIMIT = 32_767
"""Word numbers no further than its 16-bit counter; it also keeps a hostile start from filling memory."""
PADDED = "zeros:"
"""Stands before the pattern of a format with leading zeros, e.g. `zeros:001`."""

_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IRREGULAR_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_CIRCLED_ONE = 0x2460
_LAST_CIRCLED = 20


def spell(count: int, number_format: str) -> str:
    """The number as the format writes it; a format that is not known here is written in digits."""
    count = min(max(count, 0), LIMIT)
    if number_format.startswith(PADDED):
        return str(count).zfill(len(number_format.removeprefix(PADDED)))
    return _SPELLERS.get(number_format, str)(count)


def legal(number_format: str) -> str:
    """The format of a number in a legal list (w:isLgl): Arabic digits, with leading zeros where it had them."""
    kept = number_format in {"none", "decimalZero"} or number_format.startswith(PADDED)
    return number_format if kept else "decimal"


def _letters(count: int) -> str:
    """From a to z, then aa, bb: Word repeats the letter."""
    return "" if count == 0 else chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _ordinal(count: int) -> str:
    teens = count % 100 in {11, 12, 13}
    return f"{count}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def _circled(count: int) -> str:
    return chr(_CIRCLED_ONE + count - 1) if 1 <= count <= _LAST_CIRCLED else str(count)


def _words(count: int) -> str:
    """The number in English words, as Word writes them: one hundred twenty-three."""
    for worth, name in ((1000, "thousand"), (100, "hundred")):
        if count >= worth:
            whole, rest = divmod(count, worth)
            return f"{_words(whole)} {name}{f' {_words(rest)}' if rest else ''}"
    if count < len(SMALL):
        return SMALL[count]
    tens, rest = divmod(count, 10)
    return _TENS[tens - 2] + (f"-{SMALL[rest]}" if rest else "")


def _ordinal_words(count: int) -> str:
    words = _words(count)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    ordinal = _IRREGULAR_ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return words[:cut] + ordinal


_SPELLERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda count: _words(count).capitalize(),
    "ordinalText": lambda count: _ordinal_words(count).capitalize(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "numberInDash": lambda count: f"- {count} -",
    "none": lambda _: "",
}
