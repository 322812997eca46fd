"""Reads what numbers the actions of a plan: numbers in front of wordings, and codes such as `V&V/03`, `GOV-2`, `(ii)`.

One alone may be anything. Those of a plan are alike, and codes count on or begin again with each theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from extractors.assembler.grid import says
from extractors.assembler.labels import NEARLY_ALL
from extractors.assembler.numbers import ActionNumber, opening_number, read_number
from extractors.common.counting import from_roman
from models.document import Block, Cell

Opening: TypeAlias = Callable[[str], tuple[ActionNumber, int] | None]
"""Reads the number that opens a text and how many characters of it are no words; None where it opens with none."""

FEWEST_ACTIONS = 2  # from which on it can be told what opens each
FEWEST_COUNTED = 3
MOST = 0.6  # share of wordings that must open with a number with a sign
LARGEST_STEP = 3  # from one number to the next where a plan leaves some out

_STEM = r"(?P<stem>(?:[^\W\d_]{1,8}(?:[&./ -]{1,2}[^\W\d_]{1,8}){0,2})?[&./ -]{0,2})"
_CODED = rf"{_STEM}(?:(?P<theme>\d{{1,2}})[./-])?(?P<count>L?(?P<last>\d{{1,3}})[a-z]?)"
_FORMS = {
    "roman": r"(?P<count>[ivx]{1,5}|[IVX]{1,5})",
    "letter": r"(?P<count>[A-Za-z])",
    "coded": _CODED,
}
_SHUT = r"(?P<shut>[)\]]?\s*(?:[:.)]+|[–—-]+(?=\s))?)"
_NO_NAME = re.compile(r"(?:Q|Y|Yr|FY|s|ss)\W*", re.IGNORECASE)
"""Before quarters, years and sections of an Act: "Q2 Review …"."""


@dataclass(frozen=True, slots=True)
class _Code:
    form: str
    match: re.Match[str]
    stem: str = ""

    @property
    def theme(self) -> int | None:
        theme = self.match["theme"] if self.form == "coded" else None
        return int(theme) if theme else None

    @property
    def last(self) -> int:
        count = self.match["count"]
        if self.form == "coded":
            return int(self.match["last"])
        if self.form == "letter":
            return ord(count.lower()) - ord("a") + 1
        return from_roman(count) or 0

    @property
    def has_sign(self) -> bool:
        """Whether more than a number or letter tells that it is a code."""
        return bool(self.match["open"] or self.match["shut"].strip() or self.theme or self.stem)

    @property
    def printed(self) -> str:
        return self.match["code"].strip()

    def number(self, *, with_theme: bool) -> ActionNumber:
        """The number; its theme is read apart where those of the plan are the themes'."""
        count = self.match["count"]
        if self.form != "coded":
            return ActionNumber(count, None, count, self.last)
        if with_theme and self.theme is not None:
            return ActionNumber(f"{self.theme}.{count}", self.theme, count, self.last)
        return read_number(self.printed) or ActionNumber(self.printed, None, self.printed, self.last)


@dataclass(frozen=True, slots=True)
class Codes:
    """How the codes of a plan are read."""

    form: str
    with_theme: bool

    def opening(self, text: str) -> tuple[ActionNumber, int] | None:
        """The code that opens a text and how many characters of it are no words, or None."""
        code = _code(self.form, text)
        return (code.number(with_theme=self.with_theme), code.match.end()) if code else None

    def alone(self, text: str) -> ActionNumber | None:
        """The code that a text is, or None where it has more or other words."""
        opened = self.opening(text)
        return opened[0] if opened and opened[1] == len(text) else None


def how_numbered(texts: Sequence[str], fewest: int = FEWEST_COUNTED) -> Opening | None:
    """How the wordings of all actions open with their numbers, or None where they do not.

    Most with a full stop or a bracket after it or a theme's number before; or nearly all with any number or code that
    counts on, and so many at the least.
    """
    signed = sum(opening_number(text) is not None for text in texts)
    if signed >= FEWEST_ACTIONS and signed >= MOST * len(texts):
        return opening_number
    codes = find_codes(texts, fewest)
    return codes.opening if codes else None


def opening_numbers(wordings: Sequence[Block]) -> dict[int, int]:
    """How many characters the number at the front of each wording has, by its `id`: lines known to open an action.

    Zero where there is none, and for all unless nearly all have one: some text opens with a number by chance.
    """
    opening = how_numbered([block.text for block in wordings], FEWEST_ACTIONS)
    opened = {id(block): opening(block.text) if opening else None for block in wordings}
    every = sum(map(bool, opened.values())) >= NEARLY_ALL * len(opened)
    return {key: found[1] if found and every else 0 for key, found in opened.items()}


def without_number(cell: Cell, opening: Opening = opening_number) -> tuple[ActionNumber, Cell] | None:
    """The number that opens a cell, on a line of its own or before the words, and the cell without it, or None."""
    if not cell.blocks:
        return None
    first, *others = cell.blocks
    text = says(first)
    number, end = opening(text) or (read_number(text), len(text))
    if number is None or (end == len(text) and not others):
        return None
    cut = max(0, end - len(text) + len(first.text))
    rest = (first.after(cut).model_copy(update={"marker": ""}),) if end < len(text) else ()
    return number, cell.model_copy(update={"blocks": (*rest, *others)})


def find_codes(texts: Sequence[str], fewest: int = FEWEST_COUNTED) -> Codes | None:
    """How nearly all of some texts open with codes that count on, or None where they do not."""
    for form in _FORMS:
        codes = [code for text in texts if (code := _code(form, text))]
        if len(codes) >= max(fewest, NEARLY_ALL * len(texts)) and _count_on(codes):
            return Codes(form, with_theme=_have_themes(codes))
    return None


def _code(form: str, text: str) -> _Code | None:
    match = re.match(rf"(?P<open>[(\[]?)(?P<code>{_FORMS[form]}){_SHUT}(?:\s+(?=\w|[\"'‘“])|$)", text)
    if match is None:
        return None
    code = _Code(form, match, match["stem"] if form == "coded" else "")
    rest = text[match.end() :]
    if rest and not code.has_sign and (form != "coded" or not rest[0].isupper()):
        return None
    word = code.stem[-1:].isspace() and code.theme is None and not code.stem.strip().isupper()
    if _NO_NAME.fullmatch(code.stem) or (word and not _is_named(code)):
        return None
    return code


def _is_named(code: _Code) -> bool:
    """Whether the word before a number says that it is an action's: "Action 2", and not "Phase 2"."""
    number = read_number(code.printed)
    return number is not None and number.printed[0].isdigit()


def _count_on(codes: Sequence[_Code]) -> bool:
    """Whether nearly each comes after the one before, a few left out at most, or begins again."""
    steps = [
        after.last <= LARGEST_STEP or 0 <= after.last - before.last <= LARGEST_STEP for before, after in pairwise(codes)
    ]
    in_order = sum(steps) >= NEARLY_ALL * len(steps)
    return len({code.printed for code in codes}) > 1 and codes[0].last <= LARGEST_STEP and in_order


def _have_themes(codes: Sequence[_Code]) -> bool:
    """Whether the first of two numbers is the theme's: it counts on, and the word before is the same everywhere."""
    themes = [code.theme for code in codes if code.theme is not None]
    if len(themes) < len(codes) or len({code.stem for code in codes}) > 1 or themes[0] > LARGEST_STEP:
        return False
    return all(0 <= after - before <= LARGEST_STEP for before, after in pairwise(themes))
