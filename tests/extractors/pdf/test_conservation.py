"""Nothing on a page is lost, made up or read twice: the characters drawn are the characters of the document."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.nightly import examples
from builders.sheet import LANDSCAPE, Sheet
from extractors.pdf.pdf_reader import read
from extractors.pdf.source.plumber import PlumberSource
from models.document import Document

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.pdf"))
WORDS = st.text(alphabet="abcdefghijklmnABCDEFG0123456789,.;:()/-'", min_size=1, max_size=12)
"""Without the letter o, which alone before a gap is the ring of a list."""
TEXTS = st.lists(WORDS, min_size=0, max_size=12).map(" ".join)


def characters_of(document: Document) -> Counter[str]:
    """Every character of the document that is not white space, list markers among them."""
    blocks = [
        *document.blocks(),
        *(block for table in document.tables() for cell in table.cells() for block in cell.blocks),
    ]
    return Counter(sign for block in blocks for sign in block.marker + block.text if not sign.isspace())


def characters_drawn(data: bytes) -> Counter[str]:
    with PlumberSource(data) as source:
        return Counter(
            sign for page in source.pages() for glyph in page.glyphs for sign in glyph.text if not sign.isspace()
        )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_character_of_a_sample_is_in_the_document(path: Path) -> None:
    data = path.read_bytes()

    assert characters_of(read(data, path.name)) == characters_drawn(data)


def _draw(sheet: Sheet, xs: list[float], ys: list[float], style: str) -> None:
    """What is drawn of a table besides its words."""
    if style == "full":
        sheet.grid(xs, ys)
    elif style == "level":
        for y in ys:
            sheet.line(xs[0], y, xs[-1], y)
    elif style == "upright":
        for x in xs:
            sheet.line(x, ys[0], x, ys[-1])
    elif style == "stripes":
        for top, bottom in zip(ys[::2], ys[1::2], strict=False):
            sheet.fill(xs[0], top, xs[-1], bottom, "#eeeeee")


@st.composite
def tables(draw: st.DrawFn) -> Sheet:
    """A page with a table of any number of rows and columns, texts too long for their cells among them."""
    columns, rows = draw(st.integers(2, 6)), draw(st.integers(1, 6))
    xs = [40.0]
    for _ in range(columns):
        xs.append(xs[-1] + draw(st.sampled_from([30.0, 60.0, 110.0])))
    ys = [60.0]
    for _ in range(rows):
        ys.append(ys[-1] + draw(st.sampled_from([20.0, 45.0, 70.0])))
    sheet = Sheet(LANDSCAPE)
    _draw(sheet, xs, ys, draw(st.sampled_from(["full", "level", "upright", "stripes", "none"])))
    for top in ys[:-1]:
        for x, right in pairwise(xs):
            sheet.paragraph(x + 3, top + 3, right - x - 6, draw(TEXTS))
    sheet.text(40, 30, draw(TEXTS)).text(40, 560, draw(TEXTS)).turned(
        800, 500, draw(TEXTS), draw(st.sampled_from([90, 270, 45]))
    )
    return sheet


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_every_character_drawn_ends_in_a_cell_or_a_block_once_and_cells_cover_their_table(sheet: Sheet) -> None:
    data = sheet.text(700, 30, "x").pdf()
    document = read(data, "plan.pdf")

    assert characters_of(document) == characters_drawn(data)
    for table in document.tables():
        places = [
            (row, column)
            for cell in table.cells()
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]

        assert sorted(places) == [
            (row, column) for row in range(len(table.rows)) for column in range(table.column_count)
        ]
        assert len(table.column_edges) == table.column_count + 1
        assert list(table.column_edges) == sorted(table.column_edges)
