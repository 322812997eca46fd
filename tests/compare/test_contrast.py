"""Contrast of every colour in use, computed as WCAG 2.2 defines it."""

from __future__ import annotations

import re

import pytest

from compare.comparisons import richmond_years
from pipeline.compare.palette import DELETED, HEADER, INSERTED, MOVED, RAG_SHADES, Shade
from pipeline.pages.comparison import comparison_html

SHADES = {
    **{f"rag {colour}": shade for colour, shade in RAG_SHADES.items()},
    "inserted": INSERTED,
    "deleted": DELETED,
    "moved": MOVED,
    "header": HEADER,
}
WHITE = "#ffffff"
ENHANCED_TEXT = 7.0
TEXT = 4.5
GRAPHIC = 3.0


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", SHADES)
def test_text_stands_out_from_its_background(name: str) -> None:
    shade: Shade = SHADES[name]

    assert contrast(shade.text, shade.background) >= ENHANCED_TEXT


@pytest.mark.parametrize("name", SHADES)
def test_text_on_the_white_stripes_of_a_nil_return_stands_out_too(name: str) -> None:
    if name != "header":
        assert contrast(SHADES[name].text, WHITE) >= ENHANCED_TEXT


@pytest.mark.parametrize("name", SHADES)
def test_bars_and_borders_stand_out_from_the_page(name: str) -> None:
    assert contrast(SHADES[name].strong, WHITE) >= GRAPHIC


def test_other_colours_of_the_page_stand_out_from_white_and_from_soft_grey() -> None:
    css = "".join(comparison_html(richmond_years())).split("<style>")[1].split("</style>")[0]
    variables = dict(re.findall(r"--(ink|quiet|soft|edge):\s*(#[0-9a-f]{6})", css))
    links = set(re.findall(r"(?<!-)color: (#[0-9a-f]{6}); (?:text-decoration|\})", css)) | set(
        re.findall(r"--link:\s*(#[0-9a-f]{6})", css)
    )

    for background in (WHITE, variables["soft"]):
        assert contrast(variables["ink"], background) >= ENHANCED_TEXT
        assert contrast(variables["quiet"], background) >= TEXT
        assert all(contrast(link, background) >= TEXT for link in links - {WHITE})
    assert contrast(variables["edge"], WHITE) >= GRAPHIC
    assert ":focus-visible { outline: 3px solid var(--ink)" in css
