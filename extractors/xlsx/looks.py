"""How a cell looks: its fill, its font, its lines. Colours of a workbook to `#rrggbb`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX

from extractors.common.colours import BLACK, WHITE, mixed, shaded, tinted
from extractors.common.ink import Ink

_SLOTS = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""The theme's colours in the order by which cells number them: light before dark (18.8.3)."""
_PATTERNS = {
    "solid": 1.0, "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625,
    "darkHorizontal": 0.5, "darkVertical": 0.5, "darkDown": 0.5, "darkUp": 0.5, "darkGrid": 0.5, "darkTrellis": 0.75,
    "lightHorizontal": 0.25, "lightVertical": 0.25, "lightDown": 0.25, "lightUp": 0.25, "lightGrid": 0.25,
    "lightTrellis": 0.5,
}  # fmt: skip
"""Share that a pattern's own colour covers, roughly (ST_PatternType, 18.18.55)."""
_NO_COLOUR = "00000000"
"""What the library gives for a colour that is not stated."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell looks.

    Attributes:
        fill: None for none or white.
        ink: the look of its words.
        bordered: some side of it has a line.
        across: its text is centred over the empty cells beside it.
        font: of its words, by name.
        size: of its words, in points.
        number_format: as the file has it.
    """

    fill: str | None
    ink: Ink
    bordered: bool
    across: bool
    font: str | None
    size: float
    number_format: str


class Looks:
    """The looks of a workbook's cells, each style worked out once."""

    def __init__(self, slots: Mapping[str, str]) -> None:
        self._slots = slots
        self._known: dict[int, CellLook] = {}

    def of(self, cell: Any) -> CellLook:  # noqa: ANN401 - openpyxl has no types
        """The look of a cell by its own style."""
        key = cell.style_id
        if key not in self._known:
            border = cell.border
            lines = (border.left, border.right, border.top, border.bottom)
            self._known[key] = CellLook(
                fill=self.fill(cell.fill),
                ink=self.ink(cell.font),
                bordered=any(line is not None and line.style for line in lines),
                across=cell.alignment.horizontal == "centerContinuous",
                font=cell.font.name,
                size=float(cell.font.sz or 0),
                number_format=cell.number_format,
            )
        return self._known[key]

    def ink(self, font: Any) -> Ink:  # noqa: ANN401 - openpyxl has no types
        """The look of words in a font, of a cell or of a stretch of its text."""
        if font is None:
            return Ink()
        colour = self.colour(font.color)
        return Ink(
            struck=bool(font.strike),
            bold=bool(font.b),
            underlined=bool(font.u) and font.u != "none",
            raised=font.vertAlign == "superscript",
            colour=None if colour == BLACK else colour,
        )

    def fill(self, fill: Any, *, conditional: bool = False) -> str | None:  # noqa: ANN401 - openpyxl has no types
        """The colour of a fill; None for none or white. In a conditional format the ground is the colour."""
        if fill is None:
            return None
        if fill.tagname == "gradientFill":
            stops = [colour for stop in fill.stop if (colour := self.colour(stop.color))]
            return _visible(mixed(stops[0], stops[-1], 0.5)) if stops else None
        pattern = fill.patternType or ("solid" if conditional else None)
        share = _PATTERNS.get(pattern or "", 0.0)
        if not share:
            return None
        front, ground = self.colour(fill.fgColor), self.colour(fill.bgColor)
        if pattern == "solid":
            return _visible((ground or front) if conditional else front)
        return _visible(mixed(front or BLACK, ground or WHITE, share))

    def colour(self, colour: Any) -> str | None:  # noqa: ANN401 - openpyxl has no types
        """A colour, of the theme, of the old palette or spelt out; None when it is left to the program."""
        if colour is None:
            return None
        base: str | None = None
        if colour.type == "theme":
            place = colour.theme
            base = self._slots.get(_SLOTS[place]) if 0 <= place < len(_SLOTS) else None
        elif colour.type == "indexed":
            place = colour.indexed
            base = f"#{COLOR_INDEX[place][2:].lower()}" if 0 <= place < len(COLOR_INDEX) else None
        elif colour.type == "rgb" and isinstance(colour.rgb, str) and colour.rgb != _NO_COLOUR:
            base = f"#{colour.rgb[-6:].lower()}"
        if base is None or not colour.tint:
            return base
        tint = max(-1.0, min(1.0, float(colour.tint)))
        return shaded(base, 1 + tint) if tint < 0 else tinted(base, 1 - tint)


def _visible(colour: str | None) -> str | None:
    return None if colour == WHITE else colour
