"""Colours as Office programs write them: by value, by name, or of a theme, lighter or darker."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable

from lxml import etree

from extractors.common.office import Element
from extractors.common.rgb import from_hex, to_hex

WHITE = "#ffffff"
BLACK = "#000000"

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_NAMED = {
    "black": "#000000", "white": "#ffffff", "red": "#ff0000", "lime": "#00ff00", "green": "#008000",
    "blue": "#0000ff", "yellow": "#ffff00", "orange": "#ffa500", "gold": "#ffd700", "amber": "#ffbf00",
    "darkorange": "#ff8c00", "dkOrange": "#ff8c00", "maroon": "#800000", "olive": "#808000", "navy": "#000080",
    "purple": "#800080", "teal": "#008080", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080",
    "aqua": "#00ffff", "cyan": "#00ffff", "fuchsia": "#ff00ff", "magenta": "#ff00ff", "darkred": "#8b0000",
    "dkRed": "#8b0000", "darkgreen": "#006400", "dkGreen": "#006400", "darkblue": "#00008b", "dkBlue": "#00008b",
    "lightgreen": "#90ee90", "ltGreen": "#90ee90", "limegreen": "#32cd32", "crimson": "#dc143c", "tomato": "#ff6347",
}  # fmt: skip
"""Names of colours in drawings (ECMA-376 part 1, 20.1.10.47; VML takes those of HTML)."""

THEME_DEFAULTS = {
    "dk1": "#000000", "lt1": "#ffffff", "dk2": "#44546a", "lt2": "#e7e6e6", "accent1": "#4472c4", "accent2": "#ed7d31",
    "accent3": "#a5a5a5", "accent4": "#ffc000", "accent5": "#5b9bd5", "accent6": "#70ad47", "hlink": "#0563c1",
    "folHlink": "#954f72",
}  # fmt: skip
"""The theme "Office" of Word 2013 to 2022, which Word uses when a file has none."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6})\b")
_SHORT_HEX = re.compile(r"#([0-9a-fA-F]{3})\b")
_PERCENT_SCALE = 100_000
"""DrawingML writes 100 % as 100000 (ST_Percentage)."""


def hex_colour(text: str) -> str | None:
    """`#rrggbb` from RRGGBB, #RRGGBB, #RGB or a colour's name, as VML writes them; None when it is none of these."""
    if match := _HEX.match(text):
        return f"#{match[1].lower()}"
    if match := _SHORT_HEX.match(text):
        return "#" + "".join(digit * 2 for digit in match[1].lower())
    name = text.split(" ", maxsplit=1)[0]
    return _NAMED.get(name) or _NAMED.get(name.lower())


def theme_slots(theme: Element | None) -> dict[str, str]:
    """The colours of a theme part by slot (dk1, lt1, accent1 ...); of no part, those of the theme "Office"."""
    slots = dict(THEME_DEFAULTS)
    scheme = None if theme is None else next(theme.iter(f"{_DRAWING}clrScheme"), None)
    for slot in scheme if scheme is not None else ():
        colour = next((literal for child in slot if (literal := _literal(child))), None)
        if colour is not None:
            slots[etree.QName(slot).localname] = colour
    return slots


def drawing_colour(element: Element, theme_colour: Callable[[str], str | None]) -> str | None:
    """The colour of a DrawingML colour choice (a:srgbClr, a:schemeClr ...) with its changes of luminance."""
    colour = _literal(element)
    if colour is None and element.tag == f"{_DRAWING}schemeClr":
        colour = theme_colour(element.get("val", ""))
    if colour is None:
        return None
    for change in element:
        share = _percent(change.get("val"))
        match etree.QName(change).localname:
            case "lumMod":
                colour = with_luminance(colour, share, 0)
            case "lumOff":
                colour = with_luminance(colour, 1, share)
            case "tint":
                colour = mixed(colour, WHITE, share)
            case "shade":
                colour = mixed(colour, BLACK, share)
    return colour


def tinted(colour: str, share: float) -> str:
    """Lighter: the luminance keeps `share` of itself and white makes up the rest (17.3.2.6, themeTint)."""
    return colour if share == 1 else with_luminance(colour, share, 1 - share)


def shaded(colour: str, share: float) -> str:
    """Darker: `share` of the luminance is kept (17.3.2.6, themeShade)."""
    return colour if share == 1 else with_luminance(colour, share, 0)


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` of one colour over another."""
    pairs = zip(from_hex(colour), from_hex(ground), strict=True)
    red, green, blue = (share * over + (1 - share) * under for over, under in pairs)
    return to_hex((red, green, blue))


def _literal(element: Element) -> str | None:
    """The colour of an element that spells it out, by value or by name."""
    given = element.get("lastClr") if element.tag == f"{_DRAWING}sysClr" else element.get("val")
    if given is None or element.tag not in {f"{_DRAWING}srgbClr", f"{_DRAWING}sysClr", f"{_DRAWING}prstClr"}:
        return None
    return hex_colour(given)


def with_luminance(colour: str, factor: float, offset: float) -> str:
    """The colour with its luminance (0 to 1) times `factor`, plus `offset`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*from_hex(colour))
    return to_hex(colorsys.hls_to_rgb(hue, min(max(lightness * factor + offset, 0), 1), saturation))


def _percent(text: str | None) -> float:
    if text is None:
        return 1
    try:
        return float(text.removesuffix("%")) / 100 if text.endswith("%") else int(text) / _PERCENT_SCALE
    except ValueError:
        return 1
