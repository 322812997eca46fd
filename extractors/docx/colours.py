"""Colours as Word writes them - literal, of the theme with tint or shade, patterned, named - to `#rrggbb`."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from extractors.docx.names import VALUE, Element, a, w

NONE = ""
"""A property that says "no colour", which is not the same as saying nothing: it hides what a style would give."""

WHITE = "#ffffff"
BLACK = "#000000"

HIGHLIGHTS = {
    "black": "#000000", "blue": "#0000ff", "cyan": "#00ffff", "green": "#00ff00", "magenta": "#ff00ff",
    "red": "#ff0000", "yellow": "#ffff00", "white": "#ffffff", "darkBlue": "#000080", "darkCyan": "#008080",
    "darkGreen": "#008000", "darkMagenta": "#800080", "darkRed": "#800000", "darkYellow": "#808000",
    "darkGray": "#808080", "lightGray": "#c0c0c0",
}  # fmt: skip
"""The sixteen colours of the highlighter (ECMA-376 part 1, 17.18.40)."""

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

_THEME_DEFAULTS = {
    "dk1": "#000000", "lt1": "#ffffff", "dk2": "#44546a", "lt2": "#e7e6e6", "accent1": "#4472c4", "accent2": "#ed7d31",
    "accent3": "#a5a5a5", "accent4": "#ffc000", "accent5": "#5b9bd5", "accent6": "#70ad47", "hlink": "#0563c1",
    "folHlink": "#954f72",
}  # fmt: skip
"""The theme "Office" of Word 2013 to 2022, which Word uses when a file has none."""

_THEME_SLOTS = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip
_MAPPED_SLOTS = {
    "background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2", "tx1": "t1", "tx2": "t2", "bg1": "bg1",
    "bg2": "bg2",
}  # fmt: skip
_DEFAULT_MAPPING = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}

_PATTERN_SHARES = {
    "solid": 1.0, "horzStripe": 0.5, "vertStripe": 0.5, "reverseDiagStripe": 0.5, "diagStripe": 0.5, "horzCross": 0.5,
    "diagCross": 0.5, "thinHorzStripe": 0.25, "thinVertStripe": 0.25, "thinReverseDiagStripe": 0.25,
    "thinDiagStripe": 0.25, "thinHorzCross": 0.25, "thinDiagCross": 0.25,
}  # fmt: skip
"""Share of the pattern's own colour; of stripes and crosses the share their lines cover, roughly."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6})\b")
_SHORT_HEX = re.compile(r"#([0-9a-fA-F]{3})\b")
_ROUNDING = 3
"""Steps of 255 by which Word's arithmetic on lighter and darker colours was seen to differ from the exact one."""
_PERCENT_SCALE = 100_000
"""DrawingML writes 100 % as 100000 (ST_Percentage)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The theme's colours by slot (dk1, lt1, accent1 ...), and what the document maps text and background to."""

    slots: Mapping[str, str]
    mapping: Mapping[str, str]

    def theme_colour(self, name: str) -> str | None:
        """The colour a theme name stands for, whichever of Word's three spellings it is in."""
        mapped = _MAPPED_SLOTS.get(name)
        if mapped is not None:
            name = self.mapping.get(mapped, name)
        return self.slots.get(_THEME_SLOTS.get(name, name))

    def of(self, element: Element, attribute: str, theme: str) -> str | None:
        """The colour of `w:attribute`, or the theme's where the element names one; NONE for auto, None for nothing.

        `theme` is the stem of the attributes for the theme: themeFill, themeColor.
        """
        text = element.get(w(attribute))
        literal = None if text is None else NONE if text.lower() in {"auto", "none"} else hex_colour(text)
        name = element.get(w(theme))
        colour = None if name is None else self.theme_colour(name)
        if colour is None:
            return literal
        stem = "theme" if theme == "themeColor" else theme
        lighter = tinted(colour, _byte_share(element.get(w(f"{stem}Tint"))))
        seen = shaded(lighter, _byte_share(element.get(w(f"{stem}Shade"))))
        # Beside the theme's name Word writes the colour it came to, rounded its own way; it is old only when the theme
        # was changed since.
        return literal if literal and _distance(seen, literal) <= _ROUNDING else seen


def read_palette(theme: Element | None, settings: Element | None) -> Palette:
    """The palette of a document from its theme and settings parts, either of which may be absent."""
    slots = dict(_THEME_DEFAULTS)
    scheme = None if theme is None else next(theme.iter(a("clrScheme")), None)
    for slot in scheme if scheme is not None else ():
        colour = next((literal for child in slot if (literal := _literal(child))), None)
        if colour is not None:
            slots[etree.QName(slot).localname] = colour
    mapping = dict(_DEFAULT_MAPPING)
    element = None if settings is None else settings.find(w("clrSchemeMapping"))
    if element is not None:
        mapping |= {key: given for key in mapping if (given := element.get(w(key)))}
    return Palette(slots, mapping)


def hex_colour(text: str) -> str | None:
    """`#rrggbb` from RRGGBB, #RRGGBB, #RGB or a colour's name, as VML writes them; None when it is none of these."""
    if match := _HEX.match(text):
        return f"#{match[1].lower()}"
    if match := _SHORT_HEX.match(text):
        return "#" + "".join(digit * 2 for digit in match[1].lower())
    name = text.split(" ", maxsplit=1)[0]
    return _NAMED.get(name) or _NAMED.get(name.lower())


def shading(element: Element | None, palette: Palette) -> str | None:
    """The colour of a w:shd: NONE when it says there is none, None when there is no w:shd.

    A pattern is the mix of its two colours by the area each covers (ST_Shd, 17.18.78).
    """
    if element is None:
        return None
    pattern = element.get(VALUE, "clear")
    if pattern == "nil":
        return NONE
    fill = palette.of(element, "fill", "themeFill") or NONE
    share = _pattern_share(pattern)
    if share == 0:
        return fill
    colour = palette.of(element, "color", "themeColor") or BLACK
    return mixed(colour, fill or WHITE, share)


def drawing_colour(element: Element, palette: Palette) -> str | None:
    """The colour of a DrawingML colour choice (a:srgbClr, a:schemeClr ...) with its changes of luminance."""
    colour = _literal(element)
    if colour is None and element.tag == a("schemeClr"):
        colour = palette.theme_colour(element.get("val", ""))
    if colour is None:
        return None
    for change in element:
        share = _percent(change.get("val"))
        match etree.QName(change).localname:
            case "lumMod":
                colour = _with_luminance(colour, share, 0)
            case "lumOff":
                colour = _with_luminance(colour, 1, share)
            case "tint":
                colour = mixed(colour, WHITE, share)
            case "shade":
                colour = mixed(colour, BLACK, share)
    return colour


def tinted(colour: str, share: float) -> str:
    """Lighter: the luminance keeps `share` of itself and white makes up the rest (17.3.2.6, themeTint)."""
    return colour if share == 1 else _with_luminance(colour, share, 1 - share)


def shaded(colour: str, share: float) -> str:
    """Darker: `share` of the luminance is kept (17.3.2.6, themeShade)."""
    return colour if share == 1 else _with_luminance(colour, share, 0)


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` of one colour over another."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return _spelt(*(share * over + (1 - share) * under for over, under in pairs))


def _pattern_share(pattern: str) -> float:
    if pattern.startswith("pct"):
        digits = pattern.removeprefix("pct")
        return min(int(digits), 100) / 100 if digits.isdecimal() else 0
    return _PATTERN_SHARES.get(pattern, 0)


def _literal(element: Element) -> str | None:
    """The colour of an element that spells it out, by value or by name."""
    given = element.get("lastClr") if element.tag == a("sysClr") else element.get("val")
    if given is None or element.tag not in {a("srgbClr"), a("sysClr"), a("prstClr")}:
        return None
    return hex_colour(given)


def _with_luminance(colour: str, factor: float, offset: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    return _spelt(*colorsys.hls_to_rgb(hue, min(max(lightness * factor + offset, 0), 1), saturation))


def _byte_share(text: str | None) -> float:
    """ThemeTint and themeShade are written as two hexadecimal digits, FF being the whole."""
    if text is None:
        return 1
    try:
        return min(int(text, 16), 255) / 255
    except ValueError:
        return 1


def _percent(text: str | None) -> float:
    if text is None:
        return 1
    try:
        return float(text.removesuffix("%")) / 100 if text.endswith("%") else int(text) / _PERCENT_SCALE
    except ValueError:
        return 1


def _distance(one: str, other: str) -> int:
    """The largest difference between the channels of two colours, in steps of 255."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return max(round(abs(first - second) * 255) for first, second in pairs)


def _channels(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _spelt(red: float, green: float, blue: float) -> str:
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
