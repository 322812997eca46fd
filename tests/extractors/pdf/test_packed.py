"""Glyphs packed are the glyphs, in little room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.pdf import pdf_reader
from extractors.pdf.packed import PackedGlyphs
from extractors.pdf.source.model import Glyph, Style

PLAIN = Style("Arial", 10.0, 2.0, bold=False, italic=False, colour="#000000")
HIGHER = Style("Arial", 8.0, 2.0, bold=True, italic=False, colour="#000000")


def _glyphs(*texts: str) -> list[Glyph]:
    return [Glyph(text, place / 3, 1.1, (place + 1) / 3, 11.7, PLAIN) for place, text in enumerate(texts)]


@pytest.mark.parametrize(
    "glyphs",
    [
        pytest.param(_glyphs("p", "l", "a", "n"), id="a character each"),
        pytest.param(_glyphs("o", "ffi", "ce"), id="ligatures"),
        pytest.param(_glyphs("e", "", "x"), id="a glyph without text"),
        pytest.param([*_glyphs("m"), Glyph("2", -0.0, 0.3, 9.9, 8.1, HIGHER)], id="styles and heights differ"),
        pytest.param([], id="none"),
    ],
)
def test_packed_glyphs_are_the_same(glyphs: list[Glyph]) -> None:
    packed = PackedGlyphs(glyphs, "".join(glyph.text for glyph in glyphs))

    assert list(packed) == glyphs
    assert packed[1:] == glyphs[1:]
    assert [packed[place - len(glyphs)] for place in range(len(glyphs))] == glyphs
    assert all(one.style is other.style for one, other in zip(packed, glyphs, strict=True))
    with pytest.raises(IndexError):
        packed[len(glyphs)]


def test_a_cut_through_packed_glyphs_keeps_what_is_drawn() -> None:
    glyphs = [replace(glyph, x1=glyph.x0 + 0.2) for glyph in _glyphs("r", "o", "w")]

    assert PackedGlyphs(PackedGlyphs(glyphs, "row")[1:], "ow")[0] == glyphs[1]


def test_a_long_document_is_read_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (Path(__file__).parents[3] / "samples" / "richmond-2024.pdf").read_bytes()
    short = pdf_reader.read(data, "plan.pdf")

    monkeypatch.setattr(pdf_reader, "MANY_PAGES", 0)

    assert pdf_reader.read(data, "plan.pdf") == short
