"""From the colour spaces of CSS to sRGB, as screens show them: what a screen cannot show is cut to what it can.

Source of matrices and curves: CSS Color Module Level 4, section 18, "Sample code for color conversions".
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from tinycss2.color4 import Color

Triple: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Triple, Triple, Triple]

_XYZ_TO_SRGB: Matrix = (
    (3.2409699419045226, -1.5373831775700939, -0.4986107602930034),
    (-0.9692436362808796, 1.8759675015077202, 0.04155505740717559),
    (0.05563007969699366, -0.20397695888897652, 1.0569715142428786),
)
_D50_TO_D65: Matrix = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
_TO_XYZ: dict[str, Matrix] = {
    "display-p3": (
        (0.4865709486482162, 0.26566769316909306, 0.1982172852343625),
        (0.2289745640697488, 0.6917385218365064, 0.079286914093745),
        (0.0, 0.04511338185890264, 1.043944368900976),
    ),
    "a98-rgb": (
        (0.5766690429101305, 0.1855582379065463, 0.1882286462349947),
        (0.29734497525053605, 0.6273635662554661, 0.07529145849399788),
        (0.02703136138641234, 0.07068885253582723, 0.9913375368376388),
    ),
    "rec2020": (
        (0.6369580483012914, 0.14461690358620832, 0.1688809751641721),
        (0.2627002120112671, 0.6779980715188708, 0.05930171646986196),
        (0.0, 0.028072693049087428, 1.060985057710791),
    ),
    "prophoto-rgb": (
        (0.7977666449006423, 0.13518129740053308, 0.0313477341283922),
        (0.2880748288194013, 0.711835234241873, 0.00008993693872564),
        (0.0, 0.0, 0.8251046025104602),
    ),
}
_LMS_TO_LINEAR: Matrix = (
    (4.0767416360759583, -3.3077115392580629, 0.2309699031821043),
    (-1.2684379732850315, 2.6097573492876882, -0.3413193760026570),
    (-0.0041960761386756, -0.7034186179359362, 1.7076146940746117),
)
_LINEAR_TO_LMS: Matrix = (
    (0.4122214694707630, 0.5363325372617349, 0.0514459932675022),
    (0.2119034958178252, 0.6806995506452344, 0.1073969535369406),
    (0.0883024591900564, 0.2817188391361215, 0.6299787016738222),
)
_OKLAB_TO_LMS: Matrix = (
    (1.0, 0.3963377773761749, 0.2158037573099136),
    (1.0, -0.1055613458156586, -0.0638541728258133),
    (1.0, -0.0894841775298119, -1.2914855480194092),
)
_LMS_TO_OKLAB: Matrix = (
    (0.2104542683093140, 0.7936177747023054, -0.0040720430116193),
    (1.9779985324311684, -2.4285922420485799, 0.4505937096174110),
    (0.0259040424655478, 0.7827717124575296, -0.8086757549230774),
)


def to_srgb(space: str, coordinates: tuple[float, ...]) -> Triple | None:
    """Red, green and blue from 0 to 1 of a colour of tinycss2; None for a space without a fixed meaning."""
    if len(coordinates) != 3:
        return None
    colour = Color(space, coordinates, 1.0) if space in Color.COLOR_SPACES else None
    if colour is None:
        return None
    if space in {"srgb", "hsl", "hwb"}:
        red, green, blue = colour.to("srgb").coordinates
        return (_within(red), _within(green), _within(blue))
    if space == "srgb-linear":
        return _shown(coordinates)
    if space in {"oklab", "oklch"}:
        lightness, a, b = coordinates
        return from_oklab(from_polar((lightness, a, b)) if space == "oklch" else (lightness, a, b))
    if space in {"lab", "lch"}:
        coordinates, space = colour.to("xyz-d50").coordinates, "xyz-d50"
    elif space in _TO_XYZ:
        linear = _each(_LINEAR[space], coordinates)
        coordinates = _times(_TO_XYZ[space], linear)
        space = "xyz-d50" if space == "prophoto-rgb" else "xyz-d65"
    if space == "xyz-d50":
        coordinates = _times(_D50_TO_D65, coordinates)
    return _shown(_times(_XYZ_TO_SRGB, coordinates))


def to_polar(coordinates: Triple) -> Triple:
    """Lightness, chroma and hue in degrees of a colour of OKLab."""
    lightness, a, b = coordinates
    return (lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)))


def from_polar(coordinates: Triple) -> Triple:
    """The other way round."""
    lightness, chroma, hue = coordinates
    return (lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue)))


def to_oklab(channels: Triple) -> Triple:
    """A colour of sRGB in OKLab."""
    lms = _times(_LINEAR_TO_LMS, _each(_linear, channels))
    return _times(_LMS_TO_OKLAB, _each(math.cbrt, lms))


def from_oklab(coordinates: Triple) -> Triple:
    """A colour of OKLab in sRGB."""
    lms = _times(_OKLAB_TO_LMS, coordinates)
    return _shown(_times(_LMS_TO_LINEAR, _each(lambda value: value**3, lms)))


def _shown(linear: tuple[float, ...]) -> Triple:
    return _each(lambda value: _within(_curved(value)), linear)


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


def _times(matrix: Matrix, vector: tuple[float, ...]) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return (first, second, third)


def _each(change: Callable[[float], float], values: tuple[float, ...]) -> Triple:
    first, second, third = map(change, values)
    return (first, second, third)


def _curved(value: float) -> float:
    size = abs(value)
    curved = 12.92 * size if size <= 0.0031308 else 1.055 * size ** (1 / 2.4) - 0.055
    return math.copysign(curved, value)


def _linear(value: float) -> float:
    size = abs(value)
    return math.copysign(size / 12.92 if size <= 0.04045 else ((size + 0.055) / 1.055) ** 2.4, value)


def _linear_rec2020(value: float) -> float:
    size = abs(value)
    return math.copysign(
        size / 4.5 if size < 0.08124285829863151 else ((size + 0.09929682680944) / 1.09929682680944) ** (1 / 0.45),
        value,
    )


_LINEAR: dict[str, Callable[[float], float]] = {
    "display-p3": _linear,
    "rec2020": _linear_rec2020,
    "a98-rgb": lambda value: math.copysign(abs(value) ** (563 / 256), value),
    "prophoto-rgb": lambda value: value / 16 if abs(value) <= 16 / 512 else math.copysign(abs(value) ** 1.8, value),
}
