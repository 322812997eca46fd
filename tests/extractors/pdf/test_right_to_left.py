"""Words of scripts that run from right to left, among words that do not."""

from __future__ import annotations

import pytest

from extractors.pdf.lines import make_line
from extractors.pdf.right_to_left import with_leftward_read
from extractors.pdf.source.model import Glyph, Style
from extractors.pdf.words import gather_words

STYLE = Style("Body", 10.0, 2.0, bold=False, italic=False, colour="#000000")
WIDTH = 5.0


def line_of(drawn: str) -> str:
    """The text of a line whose letters stand on the page, from left to right, as in `drawn`."""
    glyphs = [Glyph(letter, WIDTH * place, 0, WIDTH * (place + 1), 10, STYLE) for place, letter in enumerate(drawn)]
    return make_line(with_leftward_read(gather_words(enumerate(glyphs)))).text


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("the םירמוש team", "the שומרים team"),
        ("the ןודנול םירמוש team.", "the שומרים לונדון team."),
        ("(םירמוש), 12 visits", "(שומרים), 12 visits"),
        ("by 12 םירמוש today", "by 12 שומרים today"),
        ("by םיבדנתמ 15 לש ןוגרא today", "by ארגון של 15 מתנדבים today"),
        ("ןודנולב םיבדנתמ 15 לש ןוגרא", "ארגון של 15 מתנדבים בלונדון"),
        ("London Safe ןודנולב םיבדנתמ", "London Safe מתנדבים בלונדון"),
        (".ןודנולב םיבדנתמ", "מתנדבים בלונדון."),
    ],
)
def test_leftward_words_are_read_from_right_to_left_and_all_else_as_it_stands(drawn: str, read: str) -> None:
    assert line_of(drawn) == read
