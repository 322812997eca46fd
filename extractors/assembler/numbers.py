"""Reads the numbers of actions and themes: `7`, `4.7`, `1.1.1`, `4a`, `VAWG1`, `V&V/03`, `Action 7:`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from extractors.assembler.going_on import says_continued
from extractors.common.counting import SMALL, from_roman
from models.reference.columns import MONTHS

LONGEST_NUMBER = 16  # characters; "Action No. 12.10" has as many
LONGEST_LABEL = 14  # characters of a number cell that holds a word instead, e.g. "Local" or "New"
LONGEST_SIGN = 3  # characters of a digit on a key

_PREFIX = r"(?:(?:action|ref(?:erence)?|no|item|number)\b\.?\s*(?:no\.?|number)?\s*[:#]?\s*)?"
_NUMBER = re.compile(
    rf"\(?{_PREFIX}(?P<letters>[A-Z]{{1,8}}(?:&[A-Z]{{1,8}})?[ /-]?)?(?P<digits>\d{{1,3}}(?:\s?\.\s?\d{{1,3}})*)"
    r"\s?(?P<suffix>[A-Za-z](?![A-Za-z])|\([a-z]\))?[.):]*"
    r"(?:\s?(?:[*†‡§#^]{1,3}|\[?\(?(?:new|revised|updated|amended|cont(?:inued|'?d|d)?\.?)\)?\]?))*",
    re.IGNORECASE,
)
"""What may follow is a note's sign or a flag: "3*", "3 (NEW)"."""
_MONTH = re.compile(rf"\(?(?:{MONTHS})[ .-]*\d\d\b", re.IGNORECASE)
"""A month with its year: "Mar-24" is no code of an action."""
_PAGE = re.compile(r"pages?\b", re.IGNORECASE)
_KEYCAP = re.compile("(?<=[0-9])\ufe0f?\u20e3")
_RAISED = re.compile("(?<=[0-9A-Za-z])[⁰¹²³⁴-⁹]+$")
_OPENING = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2}[a-z]?|\d{1,2}[a-z]?(?=[.):]))[.):]?\s+(?:[–—-]\s+)?(?=\S)")
_THEME = re.compile(
    r"(?:(?P<keyword>theme|priority|outcome|objective|strand|section|pillar|aim|part|chapter|goal)\s*(?:no\.?|number)?\s*)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*|(?-i:[IVX]{1,4})(?=[.:)\s-]))\s*(?P<close>[.:)–-]+|(?=\s|$))\s*",
    re.IGNORECASE,
)
_KEYWORD_ONLY = re.compile(
    r"(?P<keyword>theme|priority|outcome|objective|strand|pillar)\s+"
    r"(?P<number>one|two|three|four|five|six|seven|eight|nine|ten)\b\s*[.:)–-]*\s*",
    re.IGNORECASE,
)
_LETTERED = re.compile(
    r"(?P<keyword>theme|priority|outcome|objective|strand|pillar|goal)\s+(?P<letter>(?-i:[A-Z]))\s*[.:)–-]+\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ActionNumber:
    """A number as printed, taken apart: `4.7a` has theme 4, last 7, and is `7a` within the theme."""

    printed: str
    theme: int | None
    within: str
    last: int
    goes_on: bool = False
    """Whether it is said to be that of a row further up: "4.1 cont."."""

    def in_theme(self, theme: int | None) -> str:
        """The number within a theme: the part after the theme's own number, if it begins with that."""
        return self.within if self.theme is not None and self.theme == theme else self.printed


@lru_cache(maxsize=4096)  # the cells of a column are asked about for each table of a plan
def read_number(text: str) -> ActionNumber | None:
    """The number a cell holds, when it holds nothing else; None otherwise."""
    words = text.split(None, LONGEST_NUMBER)
    if not words or len(words) > LONGEST_NUMBER or len(words[0]) > LONGEST_NUMBER * LONGEST_SIGN:
        return None
    return _number(" ".join(words))


@lru_cache(maxsize=4096)
def _number(text: str) -> ActionNumber | None:
    folded = _in_digits(text)
    if not folded or len(folded) > LONGEST_NUMBER:
        return None
    match = _NUMBER.fullmatch(folded)
    if not match or _MONTH.match(folded) or _PAGE.match(folded):
        return None
    goes_on = says_continued(folded)
    letters = match["letters"] or ""
    parts = [part.strip() for part in match["digits"].split(".")]
    suffix = (match["suffix"] or "").strip("()").lower()
    printed = letters + ".".join(parts) + suffix
    if letters:
        return ActionNumber(printed, None, printed, int(parts[-1]), goes_on)
    if len(parts) == 1:
        return ActionNumber(printed, None, printed, int(parts[0]), goes_on)
    return ActionNumber(printed, int(parts[0]), ".".join(parts[1:]) + suffix, int(parts[-1]), goes_on)


def _in_digits(text: str) -> str:
    """The text with circled, bracketed and keycap numbers in plain digits, and without a raised note mark."""
    if text.isascii():
        return text
    text = _RAISED.sub("", _KEYCAP.sub("", text.replace("🔟", "10")))
    return "".join(
        str(int(unicodedata.numeric(char))) if unicodedata.category(char) == "No" and char not in "½¼¾" else char
        for char in text
    )


def opening_number(text: str) -> tuple[ActionNumber, int] | None:
    """The number that opens an action's wording (`1.2 Review …`, `3. Set up …`), and where the wording begins."""
    match = _OPENING.match(text)
    number = read_number(match["number"]) if match else None
    return (number, match.end()) if match and number else None


@dataclass(frozen=True, slots=True)
class ThemeNumber:
    """The number that opens a theme's title: its parts (`1.2` is (1, 2)), the keyword before it, and where it ends."""

    parts: tuple[int, ...]
    keyword: str
    end: int


def theme_number(text: str) -> ThemeNumber | None:
    """The number that opens a theme's title: `1. Governance`, `Theme 2: …`, `PRIORITY 1.1 …`, `Outcome one`.

    Letters count from A: `Priority B: …` is the second.
    """
    words = _KEYWORD_ONLY.match(text)
    if words:
        return ThemeNumber((SMALL.index(words["number"].lower()),), words["keyword"].lower(), words.end())
    lettered = _LETTERED.match(text)
    if lettered:
        return ThemeNumber((ord(lettered["letter"]) - ord("A") + 1,), lettered["keyword"].lower(), lettered.end())
    match = _THEME.match(text)
    if not match or (not match["keyword"] and not match["close"] and match["number"].isalpha()):
        return None
    number = match["number"]
    if number.isalpha():
        roman = from_roman(number)
        return ThemeNumber((roman,), (match["keyword"] or "").lower(), match.end()) if roman else None
    parts = tuple(int(part) for part in number.split("."))
    return ThemeNumber(parts, (match["keyword"] or "").lower(), match.end())
