"""A plan must come out of its text copies whole, whatever the layout it was copied from."""

from __future__ import annotations

import pytest

from builders.cases import CASES, Case
from builders.nightly import NIGHTLY
from builders.score import differences
from builders.text import STYLES, TextStyle, expected_from_text, render_text
from extractors import read_plan

COPIES = [
    pytest.param(case, style, id=f"{case.name}-{style.name}")
    for row, case in enumerate(CASES)
    for column, style in enumerate(STYLES)
    if NIGHTLY or (row + column) % 2 == 0
]
"""Half of the cases in each style by day, the other half in the next style; all in all at night."""


@pytest.mark.parametrize(("case", "style"), COPIES)
def test_a_text_copy_gives_back_the_plan(case: Case, style: TextStyle) -> None:
    copy = render_text(case.plan, case.layout, style)

    plan = read_plan(copy, "document")

    assert [str(difference) for difference in differences(plan, expected_from_text(case.plan, case.layout))] == []
