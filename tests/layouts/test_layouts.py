"""Every layout, in Word, PDF and HTML, must give back the plan that was set in it: all of it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from builders.cases import CASES, Case
from builders.expectation import expected_from
from builders.html import render_html
from builders.layout import Layout
from builders.pdf import render_pdf
from builders.description import PlanDescription
from builders.score import differences
from builders.word import render_word
from extractors import read_plan
from models.plan import Plan

RENDERERS: dict[str, Callable[[PlanDescription, Layout], bytes]] = {
    "docx": render_word,
    "pdf": render_pdf,
    "html": render_html,
}
BY_NAME = {case.name: case for case in CASES}
FILENAME = "document"  # says nothing of borough, year or kind


@cache
def reading(name: str, kind: str) -> Plan:
    """The plan read from a case rendered as `kind`."""
    case = BY_NAME[name]
    return read_plan(RENDERERS[kind](case.plan, case.layout), FILENAME)


def records(plan: Plan) -> object:
    """The plan's themes and actions without the places they were read from."""
    return [
        [theme.model_dump() for theme in plan.themes],
        [action.model_dump(exclude={"evidence"}) for action in plan.actions],
    ]


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_layout_gives_back_the_plan(case: Case, kind: str) -> None:
    expected = expected_from(case.plan, case.layout)

    plan = reading(case.name, kind)

    assert [str(difference) for difference in differences(plan, expected)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_word_pdf_and_html_give_the_same_records(case: Case) -> None:
    word, pdf, html = (reading(case.name, kind) for kind in RENDERERS)

    assert records(word) == records(pdf) == records(html)


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("case", [case for case in CASES if case.findings], ids=lambda case: case.name)
def test_doubts_about_a_layout_are_found(case: Case, kind: str) -> None:
    plan = reading(case.name, kind)

    assert set(case.findings) <= {finding.code for finding in plan.findings}


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_layout_raises_an_error_about_data(case: Case, kind: str) -> None:
    plan = reading(case.name, kind)

    assert [finding for finding in plan.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_same_description_gives_the_same_bytes(case: Case, kind: str) -> None:
    render = RENDERERS[kind]

    first, second = render(case.plan, case.layout), render(case.plan, case.layout)

    assert first == second
