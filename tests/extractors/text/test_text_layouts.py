"""A plan must come out of its text copies whole, whatever the layout it was copied from."""

from __future__ import annotations

import pytest

from builders.cases import CASES, Case
from builders.score import differences
from builders.text import STYLES, TextStyle, expected_from_text, render_text
from extractors import read_plan


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_copy_gives_back_the_plan(case: Case, style: TextStyle) -> None:
    copy = render_text(case.plan, case.layout, style)

    plan = read_plan(copy, "document")

    assert [str(difference) for difference in differences(plan, expected_from_text(case.plan, case.layout))] == []
