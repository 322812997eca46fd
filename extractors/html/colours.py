"""Colours as CSS and old HTML attributes write them, to sRGB as #rrggbb."""

from __future__ import annotations

import colorsys
import csv
import re
from functools import cache
from importlib import resources

TRANSPARENT = "transparent"
WHITE = "#ffffff"

_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_BARE_HEX = re.compile(r"[0-9a-f]{6}")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_SEPARATORS = re.compile(r"[\s,/]+")
_TOKEN = re.compile(r"[^\s()]*\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()]+")
_DEGREES = {"deg": 1.0, "turn": 360.0, "rad": 57.29577951308232, "grad": 0.9}


@cache
def named_colours() -> dict[str, str]:
    """The 148 named colours of CSS Color Module Level 4."""
    text = resources.files("extractors.html").joinpath("named_colours.csv").read_text(encoding="utf-8")
    return {row["name"]: row["value"] for row in csv.DictReader(text.splitlines())}


def parse_colour(text: str) -> str | None:
    """A colour as #rrggbb or `TRANSPARENT`; None when the text is none. A half-transparent one is laid on white."""
    value = text.strip().lower()
    if value == TRANSPARENT:
        return TRANSPARENT
    if value in named_colours():
        return named_colours()[value]
    if _HEX.fullmatch(value):
        return _from_hex(value[1:])
    if function := _FUNCTION.fullmatch(value):
        return _from_function(function.group(1), function.group(2))
    return None


def parse_attribute(text: str) -> str | None:
    """A colour of a `bgcolor` or `color` attribute, where the # may be missing."""
    value = text.strip().lower()
    return f"#{value}" if _BARE_HEX.fullmatch(value) else parse_colour(value)


def find_colour(text: str) -> str | None:
    """The first colour among the parts of a shorthand such as `background: url(x) no-repeat #fff`."""
    parts = (parse_colour(token.group()) for token in _TOKEN.finditer(text))
    return next((colour for colour in parts if colour is not None), None)


def is_grey(colour: str) -> bool:
    """Whether a colour is black, white or a grey, and so says nothing.

    The channels may differ by 32 of 255: designers' near-blacks such as #0b0c0c and #212b32 pass as greys.
    """
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return max(channels) - min(channels) <= 32


def _from_hex(digits: str) -> str:
    if len(digits) in {3, 4}:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue, alpha = (int(digits[start : start + 2] or "ff", 16) for start in (0, 2, 4, 6))
    return _on_white(red, green, blue, alpha / 255)


def _from_function(name: str, inner: str) -> str | None:
    parts = [part for part in _SEPARATORS.split(inner.strip()) if part]
    try:
        alpha = _share(parts[3], 1.0) if len(parts) == 4 else 1.0
        if name == "rgb":
            red, green, blue = (255 * _share(part, 255.0) for part in parts[:3])
        else:
            hue, saturation, lightness = _angle(parts[0]), _share(parts[1], 100.0), _share(parts[2], 100.0)
            red, green, blue = (255 * channel for channel in colorsys.hls_to_rgb(hue, lightness, saturation))
    except (ValueError, IndexError):
        return None
    return _on_white(red, green, blue, alpha)


def _share(part: str, whole: float) -> float:
    value = float(part[:-1]) / 100 if part.endswith("%") else float(part) / whole
    return min(1.0, max(0.0, value))


def _angle(part: str) -> float:
    unit = part.lstrip("+-.0123456789")
    return float(part.removesuffix(unit)) * _DEGREES.get(unit, 1.0) / 360 % 1.0


def _on_white(red: float, green: float, blue: float, alpha: float) -> str:
    if alpha == 0:
        return TRANSPARENT
    channels = (round(255 + (channel - 255) * alpha) for channel in (red, green, blue))
    return "#" + "".join(f"{channel:02x}" for channel in channels)
