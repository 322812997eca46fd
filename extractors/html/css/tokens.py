"""Pieces of style sheets as tinycss2 gives them, and what is asked of them: words, lists, lengths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

VIEWPORT = (1280.0, 800.0)
"""Width and height in CSS pixels of the window the page is thought to be seen in: a common laptop's."""
ROOT_FONT_SIZE = 16.0
"""What browsers print in when nothing is said, in CSS pixels."""

MOST_BRACKETS = 12
"""Brackets in brackets that are looked into; style sheets have up to six."""

_UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
"""CSS Values and Units Level 4, section 6.2."""
_LETTER_SHARE = 0.5
"""Width or height of a letter as a share of the font's size, where a unit is measured in letters."""


class Token(Protocol):
    """A component value, declaration or rule of tinycss2; `type` says which of the others it has."""

    type: str
    value: Any
    lower_value: str
    name: str
    lower_name: str
    lower_unit: str
    lower_at_keyword: str
    important: bool
    arguments: list[Token]
    prelude: list[Token]
    content: list[Token] | None


Tokens: TypeAlias = Sequence[Token]


def words(tokens: Tokens) -> list[Token]:
    """The tokens without white space and comments."""
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]


def is_sign(token: Token, sign: str) -> bool:
    """Whether a token is this sign of punctuation."""
    return token.type == "literal" and token.value == sign


def split(tokens: Tokens, sign: str = ",") -> list[list[Token]]:
    """The tokens cut at each sign of the outermost level."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if is_sign(token, sign):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def inner(token: Token) -> list[Token]:
    """The tokens inside a function or a pair of brackets."""
    if token.type == "function":
        return token.arguments
    return token.content or [] if token.type.endswith("block") else []


def is_deeper(tokens: Tokens, most: int) -> bool:
    """Whether brackets stand in more than so many brackets. Not recursive, as they may nest without end."""
    waiting = [(token, 1) for token in tokens]
    while waiting:
        token, depth = waiting.pop()
        below = inner(token)
        if below and depth > most:
            return True
        waiting += [(part, depth + 1) for part in below]
    return False


def keyword(tokens: Tokens) -> str | None:
    """The one keyword that the tokens are, in lower case; None when they are anything else."""
    said = words(tokens)
    return said[0].lower_value if len(said) == 1 and said[0].type == "ident" else None


def keywords(tokens: Tokens) -> list[str]:
    """All keywords of the outermost level, in lower case."""
    return [token.lower_value for token in tokens if token.type == "ident"]


def number(token: Token) -> float | None:
    """A number, a percentage as a share of one; None for anything else."""
    if token.type == "number":
        return float(token.value)
    return float(token.value) / 100 if token.type == "percentage" else None


def pixels(token: Token, font_size: float = ROOT_FONT_SIZE, whole: float | None = None) -> float | None:
    """A length in CSS pixels; None for what is none. `whole`: what a percentage is of; without it, it is no length."""
    if token.type == "number":
        return 0.0 if token.value == 0 else None
    if token.type == "percentage":
        return None if whole is None else whole * float(token.value) / 100
    if token.type == "dimension":
        scale = _scale(token.lower_unit, font_size)
        return None if scale is None else scale * float(token.value)
    if (token.type == "function" and token.lower_name == "calc") or token.type == "() block":
        return _sum(
            words(inner(token)),
            lambda part: float(part.value) if part.type == "number" else pixels(part, font_size, whole),
        )
    return None


def _scale(unit: str, font_size: float) -> float | None:
    if unit in _UNITS:
        return _UNITS[unit]
    width, height = VIEWPORT
    scales = {
        "em": font_size,
        "rem": ROOT_FONT_SIZE,
        "ex": font_size * _LETTER_SHARE,
        "ch": font_size * _LETTER_SHARE,
        "vw": width / 100,
        "vh": height / 100,
        "vmin": min(width, height) / 100,
        "vmax": max(width, height) / 100,
    }
    return scales.get(unit.removeprefix("s").removeprefix("l").removeprefix("d") if unit[1:] in scales else unit)


def calculate(tokens: Tokens, known: dict[str, float]) -> float | None:
    """The value of a `calc()` of numbers and of names with a known value; None when it holds anything else."""
    return _sum(words(tokens), lambda token: _known(token, known))


def _known(token: Token, known: dict[str, float]) -> float | None:
    if token.type == "ident":
        return known.get(token.lower_value)
    return calculate(inner(token), known) if inner(token) else number(token)


def _sum(tokens: list[Token], value_of: Callable[[Token], float | None]) -> float | None:
    """The value of a sum of products such as `100% - 2 * 3px`; None when a part has none."""
    total, sign = 0.0, 1.0
    product: float | None = None
    divide = False
    for token in tokens:
        if is_sign(token, "+") or is_sign(token, "-"):
            if product is None:
                return None
            total, sign, product = total + sign * product, 1.0 if token.value == "+" else -1.0, None
        elif is_sign(token, "*") or is_sign(token, "/"):
            divide = token.value == "/"
        else:
            value = value_of(token)
            if value is None or (divide and value == 0):
                return None
            product = value if product is None else product / value if divide else product * value
            divide = False
    return None if product is None else total + sign * product
