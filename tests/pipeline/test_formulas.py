"""Text that a spreadsheet would take for a formula is made safe, and can be had back exactly."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.formulas import make_exact, make_safe

LIKE_FORMULAS = st.text(st.sampled_from(" '=+-@\t\r\n＝＋－＠\u00a0a1"), max_size=12)


@pytest.mark.parametrize(
    "text",
    [
        "=SUM(A1:A9)",
        "+12 on last year",
        "-next steps",
        "@Home",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＠x",
        "'=1",
        " '-1",
    ],
)
def test_a_text_that_would_be_a_formula_gets_one_apostrophe(text: str) -> None:
    assert make_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Weekly meeting", "1-2-1 support", "'quoted'", "a=b", "'", "12%"])
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    assert make_safe(text) == text
    assert make_exact(text) == text


@given(st.text() | LIKE_FORMULAS)
@example("'")
@example("''=1")
@example("' '=")
def test_making_exact_undoes_making_safe(text: str) -> None:
    assert make_exact(make_safe(text)) == text


@given(st.text() | LIKE_FORMULAS)
def test_a_safe_text_does_not_open_like_a_formula(text: str) -> None:
    assert not make_safe(text).lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))
