"""Mixing two colours, as `color-mix()` does (CSS Color Module Level 5, section 3)."""

from __future__ import annotations

import colorsys

from extractors.html.colour_spaces import Triple, from_oklab, from_polar, to_oklab, to_polar
from extractors.html.colours import CLEAR, Colour

_POLAR = frozenset({"lch", "oklch"})
_BY_HUE = frozenset({"hsl", "hwb"})


def mix(sides: tuple[Colour, Colour], shares: tuple[float | None, float | None], space: str) -> Colour | None:
    """Two colours by their shares, None where none is said; None when the shares are nothing.

    In sRGB, HSL or OKLCh where that is asked for, in OKLab else, to which the other spaces come close.
    """
    first, second = shares
    if first is None:
        first = 0.5 if second is None else 1 - second
    second = 1 - first if second is None else second
    total = first + second
    if total <= 0:
        return None
    one, other = sides
    share = first / total
    alpha = one.alpha * share + other.alpha * (1 - share)
    if alpha == 0:
        return CLEAR
    weights = (one.alpha * share / alpha, other.alpha * (1 - share) / alpha)
    return Colour(*_channels((one.channels, other.channels), weights, space), alpha * min(1.0, total))


def _channels(sides: tuple[Triple, Triple], weights: tuple[float, float], space: str) -> Triple:
    one, other = sides
    if space == "srgb":
        return _between(one, other, weights)
    if space in _BY_HUE:
        hue, lightness, saturation = _by_hue(_hls(one), _hls(other), weights, hue=0)
        return colorsys.hls_to_rgb(hue / 360 % 1, lightness, saturation)
    if space in _POLAR:
        mixed = _by_hue(to_polar(to_oklab(one)), to_polar(to_oklab(other)), weights, hue=2)
        return from_oklab(from_polar(mixed))
    return from_oklab(_between(to_oklab(one), to_oklab(other), weights))


def _hls(channels: Triple) -> Triple:
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels)
    return (360 * hue, lightness, saturation)


def _by_hue(one: Triple, other: Triple, weights: tuple[float, float], hue: int) -> Triple:
    """Between two colours with a hue, the shorter way round."""
    turned = [*other]
    while turned[hue] - one[hue] > 180:
        turned[hue] -= 360
    while turned[hue] - one[hue] < -180:
        turned[hue] += 360
    return _between(one, (turned[0], turned[1], turned[2]), weights)


def _between(one: Triple, other: Triple, weights: tuple[float, float]) -> Triple:
    first, second, third = (a * weights[0] + b * weights[1] for a, b in zip(one, other, strict=True))
    return (first, second, third)
