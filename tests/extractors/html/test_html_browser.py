"""What a page shows in a browser is read, and what it does not show is not: styles in styles, drawn at random."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from builders.browser import needs_browser, shows_letters
from builders.nightly import NIGHTLY
from builders.pages import read_page

_STYLES = """
    opacity:0|opacity:.6|opacity:1|font-size:0|font-size:14px|font-size:1em|font:12px serif|font:0/0 a
    color:transparent|color:white|color:black|color:inherit|color:red
    -webkit-text-fill-color:transparent|-webkit-text-fill-color:black|text-shadow:none
    background:black|background:white|background:none|background:#eee
    position:absolute;left:-9999px|position:relative;left:5px|position:static;left:-9999px|position:absolute;left:0
    text-indent:-9999px|text-indent:0|text-indent:1em|margin-left:3px|transform:scale(0)|transform:none|scale:0
    transform:scale(.9)|translate:-9999px|filter:opacity(0)|filter:none|zoom:1
    height:0;overflow:hidden|overflow:hidden|width:0;overflow:hidden|max-height:0;overflow:hidden
    max-height:3em;overflow:auto|float:left;width:0;overflow:hidden|line-height:0;overflow:hidden
    clip-path:inset(50%)|clip-path:none|position:absolute;clip:rect(0,0,0,0)|clip:rect(0,0,0,0)
    visibility:hidden|visibility:visible|content-visibility:hidden|content-visibility:visible
    display:none|display:block|display:inline|display:inline-block|display:contents|white-space:pre
"""
STYLES = tuple(style.strip() for line in _STYLES.split("\n") for style in line.split("|") if style.strip())
"""Styles that hide, and styles that look as if they did or that undo it."""
PAGES = 200
SEEDS = (4, 11) if NIGHTLY else (4,)


def page(chance: Random) -> str:
    """A word inside of two or three boxes and runs, each with a style."""
    content = "Word"
    for _ in range(chance.choice((2, 2, 3))):
        tag = chance.choice(("div", "span"))
        content = f"<{tag} style='{chance.choice(STYLES)}'>{content}</{tag}>"
    return content


@needs_browser
@pytest.mark.parametrize("seed", SEEDS)
def test_the_words_that_a_browser_shows_are_those_that_are_read(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)  # noqa: S311 - the same pages each time
    pages = [page(chance) for _ in range(PAGES)]

    shown = shows_letters([f"<!DOCTYPE html><body style=margin:12px>{one}" for one in pages], tmp_path)

    read = ["Word" in " ".join(block.text for block in read_page(f"<p>x</p>{one}").blocks()) for one in pages]
    assert [(one, seen) for one, seen, said in zip(pages, shown, read, strict=True) if seen != said] == []
