"""Scraps of markup in a cell become blocks."""

from __future__ import annotations

import pytest

from extractors.common.markup import read_blocks
from extractors.common.signs import read_marks


def said(raw: str) -> list[tuple[str, str, str]]:
    """Kind, marker and text of each block."""
    return [(block.kind, block.marker, block.text) for block in read_blocks(raw)]


@pytest.mark.parametrize(
    ("raw", "blocks"),
    [
        pytest.param("Plain  words\u00a0here", [("para", "", "Plain words here")], id="white space"),
        pytest.param("<p>One.</p> <p>Two.</p>", [("para", "", "One."), ("para", "", "Two.")], id="paragraphs"),
        pytest.param(
            "One<br>two<BR/>three", [("para", "", "One"), ("para", "", "two"), ("para", "", "three")], id="br"
        ),
        pytest.param(
            '<p>Such as: <ul style="x"> •Break •Deliver </p> <p>Then.</p>',
            [("para", "", "Such as:"), ("bullet", "•", "Break"), ("bullet", "•", "Deliver"), ("para", "", "Then.")],
            id="bullets in one line of a list that is never closed",
        ),
        pytest.param(
            '<p>With:</p> <ul style="x"> -IRISI helps -STORM sings',
            [("para", "", "With:"), ("para", "", "-IRISI helps -STORM sings")],
            id="typed dashes stay text",
        ),
        pytest.param(
            "<ul><li>One<li>Two<ul><li>deep</ul></ul>After",
            [("bullet", "•", "One"), ("bullet", "•", "Two"), ("bullet", "•", "deep"), ("para", "", "After")],
            id="list items",
        ),
        pytest.param(
            "<ol><li><p>One</p></li><li>Two</li></ol>",
            [("para", "1.", "One"), ("para", "2.", "Two")],
            id="numbered items",
        ),
        pytest.param("AT&amp;T &lt;5 &#8211; R&D", [("para", "", "AT&T <5 – R&D")], id="entities"),
        pytest.param(
            "under <5 days, a<b, <name@x.uk>", [("para", "", "under <5 days, a<b, <name@x.uk>")], id="no tags"
        ),
        pytest.param("see https://x.uk?a=1&copy=2", [("para", "", "see https://x.uk?a=1&copy=2")], id="a web address"),
        pytest.param(
            "**NEW:\n8. Tackling\nViolence:**\nNext",
            [("para", "", "NEW: 8. Tackling Violence:"), ("para", "", "Next")],
            id="emphasis over lines",
        ),
        pytest.param("2 ** 3 and __init__", [("para", "", "2 ** 3 and init")], id="signs that are no emphasis"),
        pytest.param("Co-\nordination of\nwork", [("para", "", "Co-ordination of work")], id="a hyphen at the end"),
        pytest.param("First line\nSecond line", [("para", "", "First line"), ("para", "", "Second line")], id="lines"),
        pytest.param("•", [("para", "", "•")], id="a lone bullet"),
        pytest.param("3 · 4", [("para", "", "3 · 4")], id="a dot between words"),
        pytest.param("\u200bzero\u00adwidth\ufeff", [("para", "", "zerowidth")], id="invisible characters"),
        pytest.param(" \u00a0<p></p><br>", [], id="nothing"),
    ],
)
def test_scraps_become_blocks(raw: str, blocks: list[tuple[str, str, str]]) -> None:
    read = said(raw)

    assert read == blocks


@pytest.mark.parametrize(
    "raw", ["keep <s>not this</s> that", "keep <del>not this</del> that", "keep ~~not this~~ that"]
)
def test_struck_words_are_kept_and_marked(raw: str) -> None:
    (block,) = read_blocks(raw)

    assert block.text == "keep not this that"
    assert [block.text[start:end] for start, end in block.struck] == ["not this"]


def test_struck_words_are_marked_in_the_bullet_they_stand_in() -> None:
    blocks = read_blocks("• one <s>two • three</s> four")

    assert [(block.text, block.struck) for block in blocks] == [("one two", ((4, 7),)), ("three four", ((0, 5),))]


def test_coloured_signs_are_marks() -> None:
    marks = read_marks("🟢 on track 🔴")

    assert [(mark.kind, mark.colour) for mark in marks] == [("shape", "#00b050"), ("shape", "#ff0000")]
