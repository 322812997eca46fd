"""The sampler keeps its word: one seed, one document, and the truth stands in it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from xml.sax.saxutils import unescape

import pdfplumber
import pytest
from lxml import html

from builders.description import ExpectedAction
from builders.score import fold
from layoutspace.axes import AXES, draw_choice
from layoutspace.banks import Bank
from layoutspace.columns import SheetColumn
from layoutspace.engines import MODULES, UNINSTALLED, engine
from layoutspace.neutral_tables import as_table
from layoutspace.sample import Draft, draft
from layoutspace.sheet import draw_sheet
from models.reference.columns import understand_header

ROOT = Path(__file__).parents[2]
ENGINES = [name for name in MODULES if name not in UNINSTALLED]
SAMPLE = 20  # documents whose text is looked at
DRAWS = 4000
PRINT_BYTES = """
import hashlib, sys
sys.path[:0] = ["tests", "."]
from layoutspace.sample import draft
for engine in ("docx", "ooxml", "html", "platypus", "canvas"):
    print(hashlib.sha256(draft(7, {"engine": engine}).render()).hexdigest())
"""


@cache
def document(seed: int, engine_name: str) -> tuple[Draft, bytes]:
    """A small document of a seed, through an engine."""
    drawn = draft(seed, {"engine": engine_name, "size": "few"})
    return drawn, drawn.render()


def letters(text: str) -> Counter[str]:
    """How often each letter and digit stands in the text."""
    return Counter(letter for letter in fold(text) if letter.isalnum())


def text_of(data: bytes, kind: str) -> str:
    """All text of a file, taken without the project's readers."""
    if kind == "html":
        return "".join(map(str, html.fromstring(data.decode()).itertext()))
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml").decode()
        return " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)).replace("&amp;", "&")
    if kind == "xlsx":
        return " ".join(_cells_of(data))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        inside = (page.within_bbox(page.bbox) for page in pdf.pages)
        return " ".join(char["text"] for page in inside for char in page.chars)


def _cells_of(data: bytes) -> Iterator[str]:
    """The texts of a workbook's cells, each as often as it stands there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = [
            unescape("".join(re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", item)))
            for item in re.findall(r"<si>(.*?)</si>", archive.read("xl/sharedStrings.xml").decode(), re.DOTALL)
        ]
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                for place in re.findall(r't="s"><v>(\d+)</v>', archive.read(name).decode()):
                    yield strings[int(place)]


def truths(action: ExpectedAction) -> Iterator[str]:
    """Every text that a page must show for the action's record to be read from it."""
    yield action.mandatory_action
    yield action.narrative
    yield action.timescale or ""
    yield action.outcome or ""
    yield from action.lead_organisations
    yield from (part or "" for lead in action.named_leads for part in (lead.name, lead.role))
    yield from (text for _, text in action.other)


@pytest.mark.parametrize("name", ENGINES)
def test_a_seed_gives_the_same_bytes_each_time(name: str) -> None:
    drawn, data = document(3, name)

    assert drawn.render() == data
    assert draft(3, {"engine": name, "size": "few"}).render() == data


def test_bytes_do_not_hang_on_the_order_of_hashes() -> None:
    first, second = (
        subprocess.run(
            [sys.executable, "-c", PRINT_BYTES],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    )

    assert len(first.split()) == 5
    assert first == second


@pytest.mark.parametrize("name", ENGINES)
def test_the_truth_stands_in_the_document(name: str) -> None:
    for seed in range(SAMPLE // len(ENGINES)):
        drawn, data = document(seed, name)
        shown = letters(text_of(data, drawn.kind))

        wanted = sum((letters(text) for action in drawn.actions for text in truths(action)), Counter[str]())

        assert wanted - shown == Counter(), (seed, name)


@pytest.mark.parametrize("name", ENGINES)
def test_titles_of_themes_stand_in_the_document(name: str) -> None:
    for seed in range(SAMPLE // len(ENGINES)):
        drawn, data = document(seed, name)
        shown = "".join(fold(text_of(data, drawn.kind)).split()).lower()

        if not drawn.composed.setting.look.upright_theme:
            assert all("".join(fold(title).lower().split())[:8] in shown for title in drawn.themes.values()), seed


def test_every_value_of_every_axis_is_drawn() -> None:
    random = Random("axes")
    choices = [draw_choice(random) for _ in range(DRAWS)]
    choices += [draw_choice(random, {"engine": "xlsx"}) for _ in range(DRAWS // 10)]  # never drawn unless asked for
    drawn = {pair for choice in choices for pair in choice.values().items()}

    assert {(axis, value) for axis, values in AXES.items() for value in values} - drawn == set()


def test_a_fixed_value_is_kept_and_an_impossible_pair_is_refused() -> None:
    assert all(draw_choice(Random(str(seed)), {"rag": "ticks"}).rag == "ticks" for seed in range(20))

    with pytest.raises(ValueError, match="cannot go together"):
        draw_choice(Random("0"), {"engine": "html", "page": "a4_portrait"})
    with pytest.raises(ValueError, match="no value"):
        draw_choice(Random("0"), {"engine": "typewriter"})


def test_the_halves_of_the_banks_share_no_names_and_no_phrases() -> None:
    for role in (
        "theme",
        "number",
        "rag",
        "action",
        "narrative",
        "lead",
        "organisation",
        "leads",
        "outcome",
        "timescale",
    ):
        for kind in ("common", "odd", "misleading"):
            assert not set(Bank(0).names(role, kind)) & set(Bank(1).names(role, kind))
    assert not set(Bank(0).words("objects")) & set(Bank(1).words("objects"))
    assert not set(Bank(0).registered()) & set(Bank(1).registered())


def test_about_half_of_the_names_are_not_in_the_readers_list() -> None:
    columns: list[SheetColumn] = []
    for seed in range(150):
        columns += draw_sheet(Random(str(seed))).columns
    unknown = sum(understand_header(column.header) is None for column in columns) / len(columns)

    assert 0.2 < unknown < 0.6


@pytest.mark.parametrize("shape", ["table", "banners"])
def test_a_sheet_is_a_table_of_the_neutral_document(shape: str) -> None:
    for seed in range(10):
        sheet = draw_sheet(Random(str(seed)), shape=shape, spare="none", header="once", head="one_row")

        table = as_table(sheet)

        assert [cell.text for cell in table.rows[0]] == [column.header for column in sheet.columns]
        banners = len(sheet.themes) if shape == "banners" else 0
        assert len(table.rows) == 1 + banners + len(sheet.rows)


def test_a_sheet_says_of_each_cell_what_must_be_read() -> None:
    sheet = draw_sheet(Random("1"), names="odd", number="dotted", rag="word")
    place = next(place for place, column in enumerate(sheet.columns) if column.role == "action")
    rag = next(place for place, column in enumerate(sheet.columns) if column.role == "rag")

    for row in sheet.rows:
        assert row.cells[place].text == row.expected.mandatory_action
        assert row.cells[rag].text.lower() == (row.expected.rag or "")


@pytest.mark.parametrize("name", MODULES)
def test_an_engine_says_what_is_missing(name: str) -> None:
    assert engine(name).KIND in {"docx", "pdf", "html", "xlsx"}
    assert isinstance(engine(name).missing(), str)
