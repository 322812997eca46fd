"""The second sampler: the same document for the same seed, and a truth that stands in the document."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Iterator
from zipfile import ZipFile

import pdfplumber
import pytest
from lxml import etree, html
from openpyxl import load_workbook

from builders.description import ExpectedAction
from otherhand.flow import Table, places
from otherhand.press import ENGINES, kind_of, missing
from otherhand.sample import Drawn, draft, draw
from otherhand.traits import ENGINES as SHARES
from otherhand.traits import PARAGRAPHS, SHAPES, drawn_traits

WORD = re.compile(r"[^\W_]+")
SEEDS = range(4)
FEW = {"amount": "few", "length": "short"}


@pytest.mark.parametrize("engine", ["canvas", "platypus", "html", "word", "xlsx"])
def test_a_seed_always_gives_the_same_document(engine: str) -> None:
    once, again = (draw(3, {**FEW, "engine": engine}) for _ in range(2))

    assert once.traits == again.traits
    assert once.actions == again.actions
    assert once.data == again.data


@pytest.mark.parametrize("engine", ["canvas", "html", "word", "xlsx"])
def test_all_that_must_be_read_stands_in_the_document(engine: str) -> None:
    for seed in SEEDS:
        drawn = draw(seed, {**FEW, "engine": engine, "page": "A3-wide", "shared": "no"})
        said = Counter(WORD.findall(_text(drawn)))

        wanted = Counter(WORD.findall(" ".join(value for action in drawn.actions for value in _values(action))))
        if drawn.traits["theme_place"] != "running":  # the heads of pages are in parts of their own
            wanted.update(WORD.findall(" ".join(drawn.themes.values())))
        assert not {word for word, count in wanted.items() if said[word] < count}, seed


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_each_shape_can_be_set_by_each_engine_at_hand(shape: str) -> None:
    for engine in ("canvas", "platypus", "html", "word"):
        assert draw(5, {**FEW, "shape": shape, "engine": engine}).data


def test_the_cells_of_every_table_fill_its_grid_and_no_two_overlap() -> None:
    for seed in range(80):
        for table in (item for item in draft(seed).document.flow if isinstance(item, Table)):
            filled = [
                (place.row + down, place.column + across)
                for place in places(table)
                for down in range(place.cell.down)
                for across in range(place.cell.across)
            ]
            assert sorted(filled) == [
                (at, column) for at in range(len(table.rows)) for column in range(len(table.widths))
            ]


def test_every_engine_that_is_drawn_can_be_asked_for() -> None:
    assert set(ENGINES) == set(SHARES)
    assert {kind_of(engine) for engine in ENGINES} == {"pdf", "docx", "html", "xlsx", "odt"}


def test_an_engine_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("otherhand.press.office", lambda: None)

    assert missing("odt") == "LibreOffice"


def test_a_trait_can_be_given() -> None:
    traits = drawn_traits(random.Random(1), {"shape": "definitions"})

    assert traits["shape"] in PARAGRAPHS


def _values(action: ExpectedAction) -> Iterator[str]:
    """Every value of an action that is printed as it is."""
    yield from (action.mandatory_action, action.narrative, action.timescale or "", action.outcome or "")
    yield from action.lead_organisations
    yield from (text for _, text in action.other)
    yield from (part for lead in action.named_leads for part in (lead.name, lead.role) if part)


def _text(drawn: Drawn) -> str:
    """The words of a file by plain libraries, not by our readers."""
    stream = io.BytesIO(drawn.data)
    if drawn.kind == "pdf":
        with pdfplumber.open(stream) as pages:
            return "\n".join(word["text"] for page in pages.pages for word in page.extract_words())
    if drawn.kind == "docx":
        with ZipFile(stream) as parts:
            body = etree.fromstring(parts.read("word/document.xml"))
        return "\n".join("".join(map(str, each.itertext())) for each in body.iter("{*}p"))
    if drawn.kind == "xlsx":
        return "\n".join(str(cell) for sheet in load_workbook(stream) for row in sheet.values for cell in row if cell)
    return "\n".join(map(str, html.fromstring(drawn.data).itertext()))
