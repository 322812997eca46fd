"""What is taken from a page before any table is made of it: tokens, colours, functions, glyphs, paths."""

from __future__ import annotations

import pytest
from pdfminer.pdfcolor import PREDEFINED_COLORSPACE
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from builders.sheet import PORTRAIT, Sheet
from extractors.common.rgb import to_hex
from extractors.pdf.source.calculator import parse_calculator
from extractors.pdf.source.colours import colour_of, parse_space
from extractors.pdf.source.content import ContentReader
from extractors.pdf.source.functions import parse_function
from extractors.pdf.source.model import PageContent
from extractors.pdf.source.patterns import pattern_colour
from extractors.pdf.source.plumber import PlumberSource


def operators(data: bytes) -> list[tuple[bytes, list[object]]]:
    return list(ContentReader(data).operators())


def page_of(sheet: Sheet) -> PageContent:
    with PlumberSource(sheet.pdf()) as source:
        (page,) = source.pages()
    return page


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1 0 0 1 10.5 -.5 cm", [(b"cm", [1.0, 0.0, 0.0, 1.0, 10.5, -0.5])]),
        (b"(a\\(b\\)c (d) \\101\\n) Tj", [(b"Tj", [b"a(b)c (d) A\n"])]),
        (b"(line\\\nbreak)'", [(b"'", [b"linebreak"])]),
        (b"<48 65 6c6C6f7> Tj", [(b"Tj", [b"Hellop"])]),
        (b"[(A) -120 (B)]TJ", [(b"TJ", [[b"A", -120.0, b"B"]])]),
        (b"[(open) Tj", [(b"Tj", [[b"open"]])]),
        (b"--5 1.2.3 m", [(b"m", [-5.0, 1.2])]),
        (b"% a note\nq Q", [(b"q", []), (b"Q", [])]),
        (b"/Tag << /MCID 3 /Kept true >> BDC", [(b"BDC", [LIT("Tag"), {"MCID": 3.0, "Kept": True}])]),
        (b"BI /W 2 /H 1 ID \x00EI\xff EI Q", [(b"EI", [{"W": 2.0, "H": 1.0}]), (b"Q", [])]),
        (b"/F#31 9 Tf", [(b"Tf", [LIT("F1"), 9.0])]),
        (b"", []),
    ],
)
def test_tokens_of_a_content_stream(data: bytes, expected: list[tuple[bytes, list[object]]]) -> None:
    assert operators(data) == expected


def stream(data: bytes, **attributes: object) -> PDFStream:
    return PDFStream(attributes, data)


EXPONENTIAL = {"FunctionType": 2, "Domain": [0, 1], "C0": [0, 0, 0, 0], "C1": [0, 0.25, 1, 0], "N": 1}


@pytest.mark.parametrize(
    ("space", "value", "expected"),
    [
        (LIT("DeviceGray"), (0.5,), "#808080"),
        (LIT("DeviceRGB"), (1.0, 0.75, 0.0), "#ffbf00"),
        (LIT("DeviceCMYK"), (0.0, 0.0, 0.0, 0.0), "#ffffff"),
        (LIT("DeviceCMYK"), (1.0, 0.0, 1.0, 0.0), "#00a651"),
        ([LIT("ICCBased"), stream(b"", N=3)], (0.0, 0.5, 0.0), "#008000"),
        ([LIT("ICCBased"), stream(b"", N=1)], (1.0,), "#ffffff"),
        ([LIT("Indexed"), LIT("DeviceRGB"), 1, b"\x00\x00\x00\xff\xc0\x00"], (1.0,), "#ffc000"),
        ([LIT("Separation"), LIT("Amber"), LIT("DeviceCMYK"), EXPONENTIAL], (1.0,), "#fbbc09"),
        ([LIT("Separation"), LIT("Amber"), LIT("DeviceCMYK"), EXPONENTIAL], (0.0,), "#ffffff"),
        ([LIT("Lab"), {"WhitePoint": [0.96, 1, 0.82]}], (100.0, 0.0, 0.0), "#ffffff"),
        ([LIT("Pattern")], ("P1",), None),
        ([LIT("Pattern")], (), None),
    ],
)
def test_colours_of_every_space(space: object, value: tuple[object, ...], expected: str | None) -> None:
    parsed = parse_space(space)

    assert parsed is not None
    assert colour_of(parsed, value) == expected


AMBER_TO_PALE = {"FunctionType": 2, "Domain": [0, 1], "C0": [1, 0.75, 0], "C1": [1, 0.95, 0.6], "N": 1}
GRADIENT = {"ShadingType": 2, "ColorSpace": LIT("DeviceRGB"), "Function": AMBER_TO_PALE}
TINTED = parse_space([LIT("Pattern"), LIT("DeviceRGB")])


@pytest.mark.parametrize(
    ("pattern", "tint", "expected"),
    [
        pytest.param({"PatternType": 2, "Shading": GRADIENT}, [], "#ffd94c", id="the middle of a gradient"),
        pytest.param(stream(b"1 1 1 rg 0 0 4 4 re f 1 0 0 RG 0 0 m 4 4 l S"), [], "#ff0000", id="a hatch on white"),
        pytest.param(stream(b"0 0 4 4 re f"), [0.0, 0.5, 0.0], "#008000", id="a tile that is tinted"),
        pytest.param(stream(b"q /Im1 Do Q"), [], None, id="a tile that is a picture"),
        pytest.param({"PatternType": 2, "Shading": {"ShadingType": 4}}, [], None, id="a gradient of no space"),
        pytest.param(None, [], None, id="a pattern that is not there"),
    ],
)
def test_the_colour_that_stands_for_a_pattern(pattern: object, tint: list[float], expected: str | None) -> None:
    colour = pattern_colour(pattern, tint, TINTED)

    assert (to_hex(colour) if colour else None) == expected


def test_a_cell_painted_with_a_gradient_has_its_colour() -> None:
    sheet = Sheet()
    sheet.canvas.saveState()
    path = sheet.canvas.beginPath()
    path.rect(100, 100, 50, 20)
    sheet.canvas.clipPath(path, stroke=0)
    sheet.canvas.linearGradient(100, 100, 150, 100, (Color(0, 0.5, 0.3), Color(0, 0.7, 0.5)))
    sheet.canvas.restoreState()

    (fill,) = page_of(sheet).fills

    assert fill.colour == "#009966"


def test_a_colour_whose_numbers_do_not_fit_its_space_is_told_by_their_count() -> None:
    assert colour_of(PREDEFINED_COLORSPACE["DeviceGray"], (1.0, 0.0, 0.0)) == "#ff0000"


def test_a_mix_of_spot_inks_goes_through_its_calculator() -> None:
    mixer = stream(b"{ 0 exch 0 exch pop 3 1 roll 0 }", FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1] * 4)
    space = parse_space([LIT("DeviceN"), [LIT("Red"), LIT("Green")], LIT("DeviceCMYK"), mixer])

    assert space is not None
    assert space.ncomponents == 2
    assert colour_of(space, (0.0, 0.0)) == "#ffffff"


@pytest.mark.parametrize(
    ("program", "inputs", "expected"),
    [
        (b"{ 1 exch sub }", [0.25], [0.75]),
        (b"{ dup 0.5 gt { pop 1 } { pop 0 } ifelse }", [0.7], [1.0]),
        (b"{ dup mul 2 copy add }", [1.0, 3.0], [1.0, 9.0, 10.0]),
        (b"{ 3 1 roll }", [1.0, 2.0, 3.0], [3.0, 1.0, 2.0]),
        (b"{ 1 index }", [5.0, 6.0], [5.0, 6.0, 5.0]),
        (b"{ add }", [1.0], []),
    ],
)
def test_calculator_functions(program: bytes, inputs: list[float], expected: list[float]) -> None:
    function = parse_calculator(program)

    assert function is not None
    assert list(function(inputs)) == expected


def test_sampled_and_stitched_functions() -> None:
    sampled = stream(b"\x00\xff", FunctionType=0, Size=[2], BitsPerSample=8, Domain=[0, 1], Range=[0, 1])
    half = {"FunctionType": 2, "Domain": [0, 1], "C0": [0], "C1": [0.5], "N": 1}
    stitched = {"FunctionType": 3, "Domain": [0, 1], "Bounds": [0.5], "Encode": [0, 1, 1, 0], "Functions": [half, half]}

    for spec, inputs, expected in (
        (sampled, 0.5, 0.5),
        (stitched, 0.25, 0.25),
        (stitched, 0.75, 0.25),
        (stitched, 1.0, 0.0),
    ):
        function = parse_function(spec)
        assert function is not None
        assert list(function([inputs])) == pytest.approx([expected])


@pytest.mark.parametrize(
    "spec", [None, {"FunctionType": 9}, {"FunctionType": 3, "Functions": []}, stream(b"{", FunctionType=4)]
)
def test_functions_that_cannot_be_read_are_none(spec: object) -> None:
    assert parse_function(spec) is None


def test_glyphs_stand_where_the_page_shows_them() -> None:
    page = page_of(Sheet(PORTRAIT).text(100, 200, "Hi"))

    (first, second) = page.glyphs

    assert (page.width, page.height) == PORTRAIT
    assert (first.text, second.text) == ("H", "i")
    assert first.x0 == pytest.approx(100)
    assert second.x0 == pytest.approx(first.x1)
    assert first.bottom - first.style.descent == pytest.approx(200)
    assert first.bottom - first.top == pytest.approx(9)


def test_a_crop_box_moves_the_origin() -> None:
    sheet = Sheet(PORTRAIT).text(100, 200, "Hi").text(20, 20, "cut")
    sheet.canvas.setCropBox((50, 0, 595, 742))

    page = page_of(sheet)

    assert (page.width, page.height) == (545, 742)
    assert page.glyphs[0].x0 == pytest.approx(50)
    assert page.outside == 3


def test_ligatures_are_the_letters_they_join() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    sheet = Sheet().text(100, 200, "\ufb01re", font="Vera")

    assert "".join(glyph.text for glyph in page_of(sheet).glyphs) == "fire"


def test_rectangles_lines_and_other_shapes_are_told_apart() -> None:
    sheet = Sheet().fill(50, 60, 150, 90, "#ff0000").line(50, 100, 150, 100, pen=2).dot(200, 200, 5, "#00ff00")
    sheet.canvas.line(10, 10, 90, 70)

    page = page_of(sheet)

    (fill,) = page.fills
    (stroke,) = page.strokes
    disc, slope = page.shapes
    assert (fill.x0, fill.top, fill.x1, fill.bottom) == pytest.approx((50, 60, 150, 90))
    assert fill.colour == "#ff0000"
    assert (round(stroke.x0), round(stroke.top), round(stroke.x1), round(stroke.bottom), stroke.width) == (
        50,
        100,
        150,
        100,
        2,
    )
    assert (disc.filled, disc.colour, round(disc.x0), round(disc.x1)) == (True, "#00ff00", 195, 205)
    assert not slope.filled
