"""Colours of a PDF, in whatever space they are given, as sRGB #rrggbb.

pdfminer tells the numbers of a colour and the name of its space; what the numbers mean stands in the page's
resources. `ColourSpace` holds that meaning and travels in pdfminer's graphics state.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeAlias

from pdfminer.casting import safe_float
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name

from extractors.common.rgb import Rgb, from_hex, to_hex
from extractors.pdf.source.functions import PdfFunction, parse_function

Components: TypeAlias = Sequence[float]

WHITE = "#ffffff"
BLACK = "#000000"

# sRGB of the sixteen full overprints of process inks on coated paper (SWOP), as viewers show them without a profile;
# between them colours are mixed in proportion to the paper each overprint covers (Neugebauer's equations).
_INKS: dict[tuple[int, ...], tuple[int, int, int]] = {
    (0, 0, 0, 0): (255, 255, 255),
    (1, 0, 0, 0): (0, 174, 239),
    (0, 1, 0, 0): (236, 0, 140),
    (0, 0, 1, 0): (255, 242, 0),
    (1, 1, 0, 0): (46, 49, 146),
    (1, 0, 1, 0): (0, 166, 81),
    (0, 1, 1, 0): (237, 28, 36),
    (1, 1, 1, 0): (54, 54, 57),
    (0, 0, 0, 1): (35, 31, 32),
}
_OVERPRINT_WITH_BLACK = (0, 0, 0)

MAX_DEPTH = 8
"""Colour spaces may be built on others; a file that nests them deeper than this is not honest."""


def over_white(colour: str, alpha: float) -> str:
    """The colour as it shows on white paper when painted with an opacity of `alpha`, 0 to 1."""
    red, green, blue = from_hex(colour)
    return to_hex((1 - alpha * (1 - red), 1 - alpha * (1 - green), 1 - alpha * (1 - blue)))


def is_white(colour: str | None) -> bool:
    """Whether a colour is white, or so near that no one would see it on paper."""
    return colour is not None and min(from_hex(colour)) >= NEAR_WHITE


NEAR_WHITE = 0.985
"""Channel above which a tint is taken for white: #fbfbfb and lighter."""


def gray_to_rgb(components: Components) -> Rgb:
    """DeviceGray, CalGray."""
    (gray,) = components[:1]
    return (gray, gray, gray)


def rgb_to_rgb(components: Components) -> Rgb:
    """DeviceRGB, CalRGB: taken as sRGB."""
    red, green, blue = components[:3]
    return (red, green, blue)


def cmyk_to_rgb(components: Components) -> Rgb:
    """DeviceCMYK by Neugebauer's equations over the overprints of `_INKS`."""
    amounts = [min(1.0, max(0.0, part)) for part in components[:4]]
    totals = [0.0, 0.0, 0.0]
    for inks in product((0, 1), repeat=4):
        weight = math.prod(part if ink else 1 - part for ink, part in zip(inks, amounts, strict=True))
        if weight:
            for channel, value in enumerate(_INKS.get(inks, _OVERPRINT_WITH_BLACK)):
                totals[channel] += weight * value / 255
    return (totals[0], totals[1], totals[2])


def lab_to_rgb(components: Components) -> Rgb:
    """CIE L*a*b* with a D50 white, to sRGB (IEC 61966-2-1, Bradford-adapted matrix)."""
    lightness, a_star, b_star = components[:3]
    f_y = (lightness + 16) / 116
    x = 0.9642 * _lab_inverse(f_y + a_star / 500)
    y = _lab_inverse(f_y)
    z = 0.8249 * _lab_inverse(f_y - b_star / 200)
    linear = (
        3.1339 * x - 1.6169 * y - 0.4906 * z,
        -0.9788 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4052 * z,
    )
    return (_gamma(linear[0]), _gamma(linear[1]), _gamma(linear[2]))


def _lab_inverse(value: float) -> float:
    return value**3 if value > 6 / 29 else 3 * (6 / 29) ** 2 * (value - 4 / 29)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


_BY_COUNT: dict[int, Callable[[Components], Rgb]] = {1: gray_to_rgb, 3: rgb_to_rgb, 4: cmyk_to_rgb}
_BY_NAME: dict[str, Callable[[Components], Rgb]] = {
    "DeviceGray": gray_to_rgb,
    "CalGray": gray_to_rgb,
    "G": gray_to_rgb,
    "DeviceRGB": rgb_to_rgb,
    "CalRGB": rgb_to_rgb,
    "RGB": rgb_to_rgb,
    "DeviceCMYK": cmyk_to_rgb,
    "CMYK": cmyk_to_rgb,
    "Lab": lab_to_rgb,
}
_COUNT_BY_NAME = {"DeviceGray": 1, "CalGray": 1, "G": 1, "DeviceCMYK": 4, "CMYK": 4}


class ColourSpace(PDFColorSpace):
    """A colour space of a page's resources with the way from its numbers to red, green and blue.

    `convert` is None when the space tells no colour (a pattern); `base` is the space in which a pattern is tinted.
    """

    def __init__(
        self, name: str, ncomponents: int, convert: Callable[[Components], Rgb] | None, base: ColourSpace | None = None
    ) -> None:
        super().__init__(name, ncomponents)
        self.convert = convert
        self.base = base


def parse_space(spec: object, depth: int = 0) -> ColourSpace | None:
    """The colour space that a resource describes; None when it cannot be understood."""
    spec = resolve1(spec)
    parts = [resolve1(part) for part in spec] if isinstance(spec, list) else [spec]
    if depth > MAX_DEPTH or not parts or not isinstance(parts[0], PSLiteral):
        return None
    name = str(literal_name(parts[0]))
    if name in _BY_NAME:
        return ColourSpace(name, _COUNT_BY_NAME.get(name, 3), _BY_NAME[name])
    if name == "Pattern":
        return ColourSpace(name, 1, None, parse_space(parts[1], depth + 1) if len(parts) > 1 else None)
    if len(parts) > 1 and name == "ICCBased":
        count = int(safe_float(stream_value(parts[1]).get("N")) or 3)
        return ColourSpace(name, count, _BY_COUNT.get(count))
    if len(parts) > 3 and name in {"Indexed", "I"}:
        return _indexed(parts, depth)
    if len(parts) > 3 and name in {"Separation", "DeviceN"}:
        return _tinted(name, parts, depth)
    return None


def _indexed(parts: list[object], depth: int) -> ColourSpace | None:
    base = parse_space(parts[1], depth + 1)
    table = parts[3].get_data() if isinstance(parts[3], PDFStream) else parts[3]
    if base is None or base.convert is None or not isinstance(table, bytes):
        return None
    width, convert = base.ncomponents, base.convert

    def look_up(components: Components) -> Rgb:
        start = int(components[0]) * width
        entry = table[start : start + width].ljust(width, b"\0")
        if base.name == "Lab":
            return convert((entry[0] / 2.55, entry[1] - 128.0, entry[2] - 128.0))
        return convert([value / 255 for value in entry])

    return ColourSpace("Indexed", 1, look_up)


def _tinted(name: str, parts: list[object], depth: int) -> ColourSpace | None:
    """Separation and DeviceN: spot inks, shown through an alternate space by a function of their tints."""
    base = parse_space(parts[2], depth + 1)
    function = parse_function(parts[3])
    inks = list_value(parts[1]) if name == "DeviceN" else [parts[1]]
    if base is None or base.convert is None:
        return None
    convert, width = base.convert, base.ncomponents
    if function is None:
        return ColourSpace(name, len(inks), _darkness)

    def through_alternate(components: Components, function: PdfFunction = function) -> Rgb:
        mixed = list(function(components))
        return convert((mixed + [0.0] * width)[:width])

    return ColourSpace(name, len(inks), through_alternate)


def _darkness(components: Components) -> Rgb:
    """A tint whose function is not understood: the more ink, the darker."""
    return gray_to_rgb([1 - max(components)])


def parse_spaces(resources: object) -> dict[str, ColourSpace]:
    """The named colour spaces of a page's or a form's resources."""
    spaces = {}
    for name, spec in dict_value(dict_value(resources).get("ColorSpace") or {}).items():
        space = parse_space(spec)
        if space is not None:
            spaces[str(name)] = space
    return spaces


def colour_by_count(count: int) -> Callable[[Components], Rgb] | None:
    """The way from so many numbers to red, green and blue, where no space is named."""
    return _BY_COUNT.get(count)


def colour_of(space: PDFColorSpace, value: object) -> str | None:
    """#rrggbb of a colour of pdfminer's graphics state; None for what cannot be told.

    `value` is a number, a tuple of numbers, a pattern's name, or a pair of a colour and a pattern's name; in the space
    of patterns, the red, green and blue that stand for one.
    """
    numbers = value if isinstance(value, (tuple, list)) else (value,)
    components = [float(part) for part in numbers if isinstance(part, (int, float))]
    if not components or len(components) != len(numbers):
        return None
    convert = space.convert if isinstance(space, ColourSpace) else _BY_NAME.get(space.name)
    if convert is None or len(components) != space.ncomponents:
        # The file names one space and gives the numbers of another: their count tells which was meant.
        convert = _BY_COUNT.get(len(components))
    return to_hex(convert(components)) if convert else None
