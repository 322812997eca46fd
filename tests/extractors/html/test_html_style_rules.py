"""Style rules say of a cell what they say in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.browser import ask_browser, needs_browser
from builders.nightly import NIGHTLY
from builders.pages import page_cell
from builders.style_cases import STYLE_CASES, page_with_cell
from extractors.html.css import matching
from extractors.html.html_reader import read
from models.errors import OversizedFile

ROUNDING = 2
"""Difference of channels, of 255, by which two programs may round."""


def near(one: str | None, other: str | None) -> bool:
    """Whether two colours, None for white, differ by no more than rounding."""
    first, second = (
        [int((colour or "#ffffff")[start : start + 2], 16) for start in (1, 3, 5)] for colour in (one, other)
    )
    return all(abs(a - b) <= ROUNDING for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize(("css", "attributes", "painted"), STYLE_CASES)
def test_a_cell_is_read_with_the_colour_that_is_painted(css: str, attributes: str, painted: str | None) -> None:
    table = read(page_with_cell(css, attributes).encode(), "plan.html").tables()[0]

    assert near(table.rows[0][1].fill, painted)


@needs_browser
def test_a_browser_paints_the_colours_that_the_cases_name(tmp_path: Path) -> None:
    told = ask_browser([page_with_cell(css, attributes) for css, attributes, _ in STYLE_CASES], tmp_path)

    painted = ["#" + "".join(f"{channel:02x}" for channel in one.background) for one in told]
    wrong = [
        (css, attributes, said)
        for (css, attributes, expected), said in zip(STYLE_CASES, painted, strict=True)
        if not near(said, expected)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("gradient", "fill"),
    [
        ("linear-gradient(red, red)", "#ff0000"),
        ("linear-gradient(to right, #00b050, #00a040 80%)", "#00a848"),
        ("linear-gradient(red, green)", None),
        ("linear-gradient(red, green), red", "#ff0000"),
    ],
)
def test_a_gradient_counts_as_its_colour_where_it_shows_one_status(gradient: str, fill: str | None) -> None:
    assert page_cell("x", "", f"style='background: {gradient}'").fill == fill


def test_rules_of_a_frame_and_of_a_shadow_tree_hold_in_it_alone() -> None:
    frame = "<style>td { background: red } .n { color: red }</style><table><tr><td>One</td><td>Two</td></tr></table>"
    body = f"<table><tr><td>a</td><td>b</td></tr></table><iframe srcdoc='{frame}'></iframe>"

    outer, inner = read(f"<html><body>{body}</body></html>".encode(), "plan.html").tables()

    assert [cell.fill for cell in outer.cells()] == [None, None]
    assert [cell.fill for cell in inner.cells()] == ["#ff0000", "#ff0000"]


@pytest.mark.parametrize(
    "css",
    [
        pytest.param(
            "".join(f"p {'div ' * 20}.c{n} {{ color: red }}" for n in range(300)), id="ancestors of ancestors"
        ),
        pytest.param("*:nth-last-of-type(2n) { color: red }" * 3000, id="places among siblings"),
        pytest.param(":has(*):has(:has(*)) { color: red }" * 500, id="what is inside"),
    ],
)
def test_rules_that_try_every_path_through_a_page_are_given_up(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not NIGHTLY:  # fewer steps than a page may take, counted in the same way
        monkeypatch.setattr(matching, "MOST_STEPS", matching.STEPS // 10)
    deep = "<div class=c1>" * 100 + "x" + "</div>" * 100
    page = f"<style>{css}</style>{deep}<table>{'<tr><td>a<td>b' * 300}</table>"

    with pytest.raises(OversizedFile):
        read(page.encode(), "plan.html")


@pytest.mark.parametrize(
    "css",
    [
        pytest.param("td { " * 3000, id="blocks in blocks"),
        pytest.param(":is(" * 3000 + "td" + ")" * 3000 + "{ color: red }", id="brackets in selectors"),
        pytest.param("td { color: " + "var(--a," * 3000 + "red" + ")" * 3000 + " }", id="brackets in values"),
        pytest.param("@media " + "(" * 3000 + "color" + ")" * 3000 + "{ td { color: red } }", id="brackets in queries"),
        pytest.param(
            ":root { --a: x x x x x x x x x x;"
            + "".join(f"--a{n}: {f'var(--a{n - 1})' * 10};" for n in range(1, 30))
            + "} td { color: var(--a29) }",
            id="variables in variables",
        ),
        pytest.param("td { & & & & { & & & & { & & & & { & & & & { & & & & { color: red } } } } } }", id="nesting"),
        pytest.param(
            ":has(), a { color: red } :not() { color: red } :lang() { color: red } [*|a], [\\{x], [] { color: red }",
            id="odd",
        ),
        pytest.param("td { color: color(); background: rgb(); color: color-mix(); background: var() }", id="empty"),
        pytest.param("td { width: calc(1/0); color: rgb(calc(1/0) 0 0); height: calc() }", id="sums"),
        pytest.param("@media { } @media (width { } @media (min-width) { td { color: red } } @layer { @layer", id="cut"),
        pytest.param("td::before { content: counter() attr() counters(a) url( }", id="content"),
    ],
)
def test_a_style_sheet_made_to_do_harm_does_none(css: str) -> None:
    page = f"<style>{css}</style><table><tr><td>Label</td><td>x</td></tr></table>"

    (table,) = read(page.encode(), "plan.html").tables()

    assert table.rows[0][1].text.endswith("x")
