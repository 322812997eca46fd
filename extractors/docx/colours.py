"""Colours as Word writes them - literal, of the theme with tint or shade, patterned, named - to `#rrggbb`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.common.colours import BLACK, WHITE, hex_colour, mixed, shaded, theme_slots, tinted
from extractors.common.rgb import distance
from extractors.docx.names import VALUE, Element, w

NONE = ""
"""A property that says "no colour", which is not the same as saying nothing: it hides what a style would give."""


HIGHLIGHTS = {
    "black": "#000000", "blue": "#0000ff", "cyan": "#00ffff", "green": "#00ff00", "magenta": "#ff00ff",
    "red": "#ff0000", "yellow": "#ffff00", "white": "#ffffff", "darkBlue": "#000080", "darkCyan": "#008080",
    "darkGreen": "#008000", "darkMagenta": "#800080", "darkRed": "#800000", "darkYellow": "#808000",
    "darkGray": "#808080", "lightGray": "#c0c0c0",
}  # fmt: skip
"""The sixteen colours of the highlighter (ECMA-376 part 1, 17.18.40)."""

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

_ROUNDING = 3
"""Steps of 255 by which Word's arithmetic on lighter and darker colours was seen to differ from the exact one."""


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
        return literal if literal and distance(seen, literal) <= _ROUNDING else seen


def read_palette(theme: Element | None, settings: Element | None) -> Palette:
    """The palette of a document from its theme and settings parts, either of which may be absent."""
    slots = theme_slots(theme)
    mapping = dict(_DEFAULT_MAPPING)
    element = None if settings is None else settings.find(w("clrSchemeMapping"))
    if element is not None:
        mapping |= {key: given for key in mapping if (given := element.get(w(key)))}
    return Palette(slots, mapping)


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


def _pattern_share(pattern: str) -> float:
    if pattern.startswith("pct"):
        digits = pattern.removeprefix("pct")
        return min(int(digits), 100) / 100 if digits.isdecimal() else 0
    return _PATTERN_SHARES.get(pattern, 0)


def _byte_share(text: str | None) -> float:
    """ThemeTint and themeShade are written as two hexadecimal digits, FF being the whole."""
    if text is None:
        return 1
    try:
        return min(int(text, 16), 255) / 255
    except ValueError:
        return 1
