"""Colours of a page, and what they are laid on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.common.rgb import from_hex

TRANSPARENT = "transparent"
WHITE = "#ffffff"
BLACK = "#000000"
SAME_COLOUR = 0.03
"""Difference per channel, 0 to 1, up to which ink and ground cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB: red, green, blue and how opaque it is, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @classmethod
    def from_hex(cls, text: str) -> Colour:
        """An opaque colour from #rrggbb."""
        return cls(*from_hex(text))

    def over(self, ground: Colour) -> Colour:
        """This colour laid on another, opaque one."""
        red, green, blue = (
            below + (above - below) * self.alpha for above, below in zip(self.channels, ground.channels, strict=True)
        )
        return Colour(red, green, blue)

    @property
    def channels(self) -> tuple[float, float, float]:
        """Red, green, blue."""
        return (self.red, self.green, self.blue)

    @property
    def hex(self) -> str:
        """As #rrggbb on white paper, or `TRANSPARENT`."""
        if self.alpha == 0:
            return TRANSPARENT
        return "#" + "".join(f"{_byte(channel):02x}" for channel in self.over(PAPER).channels)

    def looks_like(self, other: Colour) -> bool:
        """Whether nobody could tell the two apart."""
        return all(abs(a - b) <= SAME_COLOUR for a, b in zip(self.channels, other.channels, strict=True))


PAPER = Colour(1.0, 1.0, 1.0)
INK = Colour(0.0, 0.0, 0.0)
CLEAR = Colour(0.0, 0.0, 0.0, 0.0)


def mean(colours: Sequence[Colour]) -> Colour:
    """The colour in the middle of some."""
    red, green, blue, alpha = (
        sum(channel) / len(colours) for channel in zip(*((*one.channels, one.alpha) for one in colours), strict=True)
    )
    return Colour(red, green, blue, alpha)


def is_grey(colour: str) -> bool:
    """Whether a colour is black, white or a grey, and so says nothing.

    The channels may differ by 32 of 255: designers' near-blacks such as #0b0c0c and #212b32 pass as greys.
    """
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return max(channels) - min(channels) <= 32


def _byte(channel: float) -> int:
    # halves go up, as in browsers
    return int(255 * min(1.0, max(0.0, channel)) + 0.5)
