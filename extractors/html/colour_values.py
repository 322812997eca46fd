"""Colours as CSS and old HTML attributes write them, read with tinycss2."""

from __future__ import annotations

import re
from typing import Literal

import tinycss2
from tinycss2 import color5
from tinycss2.ast import FunctionBlock, NumberToken

from extractors.html.colour_mixing import mix
from extractors.html.colour_spaces import to_srgb
from extractors.html.colours import TRANSPARENT, Colour
from extractors.html.css.tokens import Token, Tokens, calculate, is_sign, number, split, words

CURRENT: Literal["currentcolor"] = "currentcolor"

_SYSTEM = {
    **dict.fromkeys(("canvas", "field", "window", "highlighttext", "selecteditemtext"), "#ffffff"),
    **dict.fromkeys(("canvastext", "fieldtext", "windowtext", "buttontext", "marktext", "infotext"), "#000000"),
    **dict.fromkeys(("linktext", "activetext", "visitedtext", "-webkit-link"), "#0000ee"),
    **dict.fromkeys(("graytext", "buttonborder"), "#808080"),
    **dict.fromkeys(("buttonface", "buttonhighlight"), "#efefef"),
    **dict.fromkeys(("highlight", "accentcolor", "selecteditem"), "#0078d7"),
    "mark": "#ffff00",
}
"""System colours (CSS Color Level 4, section 6.2) as a light desktop has them."""
_RGB = frozenset({"rgb", "rgba"})
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_SHORT_HEX = re.compile(r"#[0-9a-fA-F]{3}")
_LONGEST_LEGACY = 128


def read_colour(tokens: Tokens) -> Colour | Literal["currentcolor"] | None:
    """The one colour that the tokens are; `CURRENT` for that of the text; None when they are something else."""
    said = words(tokens)
    if len(said) != 1 or said[0].type not in {"ident", "hash", "function"}:
        return None
    (token,) = said
    if token.type == "ident" and token.lower_value in _SYSTEM:
        return Colour.from_hex(_SYSTEM[token.lower_value])
    if token.type == "function" and token.lower_name == "color-mix":
        return _mixed(token)
    try:
        parsed = color5.parse_color(_in_numbers(token), ("light",))
    except (ValueError, IndexError, AttributeError):
        return None  # the library stumbles over functions without arguments
    if parsed is None or parsed == CURRENT:
        return CURRENT if parsed == CURRENT else None
    channels = to_srgb(parsed.space, tuple(channel or 0.0 for channel in parsed.coordinates))
    return None if channels is None else Colour(*channels, float(parsed.alpha))


def parse_colour(text: str) -> str | None:
    """A colour as #rrggbb on white or `TRANSPARENT`; None when the text is none."""
    colour = read_colour(tinycss2.parse_component_value_list(text))
    return colour.hex if isinstance(colour, Colour) else None


def parse_attribute(text: str) -> Colour | None:
    """A colour of a `bgcolor` or `color` attribute, where anything is some colour (HTML, 2.3.6 "Colors")."""
    value = text.strip()
    if not value or value.lower() == TRANSPARENT:
        return None
    named = read_colour(tinycss2.parse_component_value_list(value)) if value.isalpha() else None
    if isinstance(named, Colour):
        return named
    if _SHORT_HEX.fullmatch(value):
        return Colour.from_hex("#" + "".join(digit * 2 for digit in value[1:]))
    value = "".join("00" if ord(sign) > 0xFFFF else sign for sign in value)[:_LONGEST_LEGACY].removeprefix("#")
    digits = "".join(sign if sign in _HEX_DIGITS else "0" for sign in value) or "000"
    digits += "0" * (-len(digits) % 3)
    length = len(digits) // 3
    parts = [digits[start : start + length][-8:] for start in range(0, 3 * length, length)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    red, green, blue = (int(part[:2], 16) / 255 for part in parts)
    return Colour(red, green, blue)


def colours_in(tokens: Tokens) -> list[Colour]:
    """All colours among the arguments of a function such as a gradient."""
    found = [read_colour([token]) for part in split(tokens) for token in part]
    return [colour for colour in found if isinstance(colour, Colour)]


def _in_numbers(token: Token) -> Token:
    """A function with its sums worked out, and `rgb()` without percentages, as the library wants them.

    A colour made from another keeps that one's channels where they are named, for `rgb()` in any order and sum.
    """
    if token.type != "function":
        return token
    arguments = words(token.arguments)
    known: dict[str, float] = {}
    if arguments and arguments[0].type == "ident" and arguments[0].lower_value == "from" and len(arguments) > 1:
        origin = read_colour(arguments[1:2])
        if not isinstance(origin, Colour) or token.lower_name not in _RGB:
            return token
        known = dict(zip("rgb", (255 * channel for channel in origin.channels), strict=True)) | {"alpha": origin.alpha}
        arguments = arguments[2:]
    elif not any(_is_sum(one) or (one.type == "percentage" and token.lower_name in _RGB) for one in arguments):
        return token
    opacity = next((place for place, one in enumerate(arguments) if is_sign(one, "/")), len(arguments))
    channels = arguments[:opacity] if not any(is_sign(one, ",") for one in arguments) else arguments
    plain = [
        _number(one, known, 255 if token.lower_name in _RGB and place < 5 else 1) for place, one in enumerate(channels)
    ]
    rest = [_number(one, known, 1) for one in arguments[len(channels) :]]
    written: Token = FunctionBlock(1, 1, token.lower_name, [*plain, *rest])
    return written


def _is_sum(token: Token) -> bool:
    return token.type == "function" and token.lower_name == "calc"


def _number(token: Token, known: dict[str, float], whole: float) -> Token:
    value = None
    if token.type == "percentage" and whole != 1:
        value = whole * float(token.value) / 100
    elif token.type == "ident" and token.lower_value in known:
        value = known[token.lower_value]
    elif _is_sum(token):
        value = calculate(token.arguments, known)
    return token if value is None else NumberToken(1, 1, value, None, str(value))


def _mixed(token: Token) -> Colour | None:
    """`color-mix()`."""
    space, *parts = split(token.arguments)
    sides: list[Colour] = []
    shares: list[float | None] = []
    for part in parts:
        colour = read_colour([one for one in words(part) if one.type != "percentage"])
        if not isinstance(colour, Colour):
            return None
        sides.append(colour)
        shares.append(next((number(one) for one in words(part) if one.type == "percentage"), None))
    names = [one.lower_value for one in words(space) if one.type == "ident"]
    if len(sides) != 2 or names[:1] != ["in"] or len(names) < 2:
        return None
    return mix((sides[0], sides[1]), (shares[0], shares[1]), names[1])
