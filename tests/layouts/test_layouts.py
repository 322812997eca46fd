"""Every layout, in every format, must give back the plan that was set in it: all of it, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw as pdfium_c

from builders.cases import CASES, Case
from builders.description import PlanDescription
from builders.expectation import expected_from
from builders.html import render_html
from builders.layout import Layout
from builders.pdf import render_pdf
from builders.score import differences
from builders.word import render_word
from builders.workbook import render_workbook
from extractors import read_plan
from models.document import PageBox
from models.plan import Plan

RENDERERS: dict[str, Callable[[PlanDescription, Layout], bytes]] = {
    "docx": render_word,
    "pdf": render_pdf,
    "html": render_html,
    "xlsx": render_workbook,
}
BY_NAME = {case.name: case for case in CASES}
for_each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name, scope="module")
"""The scope has all tests of a case come one after the other: each document is read by one process of the run alone."""
FILENAME = "document"  # says nothing of borough, year or kind


@cache
def rendered(name: str, kind: str) -> bytes:
    """A case as a document of this kind."""
    case = BY_NAME[name]
    return RENDERERS[kind](case.plan, case.layout)


@cache
def reading(name: str, kind: str) -> Plan:
    """The plan read from a case rendered as `kind`."""
    return read_plan(rendered(name, kind), FILENAME)


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalnum())


def _places_of_letters(data: bytes) -> list[list[tuple[str, float, float]]]:
    """The letters on each page as PDFium sees them, each with the middle of it, from the top left of the page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [_letters_on(page) for page in pdf]


def _letters_on(page: Any) -> list[tuple[str, float, float]]:  # noqa: ANN401 - pypdfium2 has no types
    text, (_, _, width, height) = page.get_textpage(), page.get_mediabox()
    turned = page.get_rotation()
    places = []
    for number in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(number, loose=True)
        x, y = (left + right) / 2, (bottom + top) / 2
        shown = {0: (x, height - y), 90: (y, x), 180: (width - x, y), 270: (height - y, width - x)}[turned]
        places.append((chr(pdfium_c.FPDFText_GetUnicode(text, number)), *shown))
    return places


def _letters_in(places: list[tuple[str, float, float]], bbox: tuple[float, float, float, float]) -> str:
    x0, top, x1, bottom = bbox
    return "".join(letter for letter, x, y in places if x0 <= x <= x1 and top <= y <= bottom)


def records(plan: Plan) -> object:
    """The plan's themes and actions without the places they were read from."""
    return [
        [theme.model_dump() for theme in plan.themes],
        [action.model_dump(exclude={"evidence"}) for action in plan.actions],
    ]


@pytest.mark.parametrize("kind", RENDERERS)
@for_each_case
def test_layout_gives_back_the_plan(case: Case, kind: str) -> None:
    expected = expected_from(case.plan, case.layout)

    plan = reading(case.name, kind)

    assert [str(difference) for difference in differences(plan, expected)] == []


@for_each_case
def test_every_format_gives_the_same_records(case: Case) -> None:
    word, pdf, html, book = (reading(case.name, kind) for kind in RENDERERS)

    assert records(word) == records(pdf) == records(html) == records(book)


@pytest.mark.parametrize("kind", RENDERERS)
@for_each_case
def test_doubts_about_a_layout_are_found(case: Case, kind: str) -> None:
    of_format = {"docx": case.word_findings, "pdf": case.pdf_findings, "html": (), "xlsx": ()}[kind]

    plan = reading(case.name, kind)

    assert {*case.findings, *of_format} <= {finding.code for finding in plan.findings}


@for_each_case
def test_boxes_lie_on_the_pages_and_hold_the_words(case: Case) -> None:
    pages = _places_of_letters(rendered(case.name, "pdf"))

    plan = reading(case.name, "pdf")

    for action in plan.actions:
        boxes = [box for box in action.evidence.get("narrative", ()) if isinstance(box, PageBox)]
        found = "".join(_letters_in(pages[box.page - 1], box.bbox) for box in boxes)

        assert boxes or not action.narrative, action.ref
        assert _letters(action.narrative) <= Counter(found), action.ref


def test_a_row_over_many_pages_has_a_box_on_each() -> None:
    plan = reading("row-over-many-pages", "pdf")

    boxes = plan.actions[1].evidence["narrative"]
    pages = list(dict.fromkeys(box.page for box in boxes if isinstance(box, PageBox)))

    assert len(pages) >= 4
    assert pages == list(range(pages[0], pages[0] + len(pages)))


@pytest.mark.parametrize("kind", RENDERERS)
@for_each_case
def test_no_layout_raises_an_error_about_data(case: Case, kind: str) -> None:
    plan = reading(case.name, kind)

    assert [finding for finding in plan.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("kind", RENDERERS)
@for_each_case
def test_the_same_description_gives_the_same_bytes(case: Case, kind: str) -> None:
    again = RENDERERS[kind](case.plan, case.layout)

    assert again == rendered(case.name, kind)
