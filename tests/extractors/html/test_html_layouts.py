"""A plan must come out of a page that Word saved, whatever its layout."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.cases import CASES, Case
from builders.expectation import expected_from
from builders.html import render_html
from builders.pages import saved_by_word
from builders.score import differences
from extractors import read_plan


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_saved_by_word_gives_back_the_plan(case: Case) -> None:
    style = replace(case.layout.html, furniture=False, fill="style")
    page = saved_by_word(render_html(case.plan, replace(case.layout, html=style)))

    plan = read_plan(page, "document")

    assert [str(difference) for difference in differences(plan, expected_from(case.plan, case.layout))] == []
