"""What is seen on pictures of pages beside words: round marks, lines and painted areas, without any recognition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.pdf.scans.boxes import add_boxes
from extractors.pdf.scans.discs import discs_of, without_discs
from extractors.pdf.scans.engine import CLEAR, NARROWED, Engine, Letter, Picture
from extractors.pdf.scans.grounds import grounds_of
from extractors.pdf.scans.lines_drawn import level_lines
from extractors.pdf.scans.lines_unseen import outer_edges
from extractors.pdf.scans.type import Sign, TypeLine

PAPER, PALE_BLUE, DARK_BLUE = (255, 255, 255), (208, 216, 234), (31, 55, 99)
GREEN, AMBER, PALE_GREEN = (0, 176, 80), (255, 192, 0), (198, 239, 206)
Mark = tuple[tuple[int, int, int, int], tuple[int, int, int]]


def picture_of(*, discs: Sequence[Mark] = (), fills: Sequence[Mark] = ()) -> Picture:
    image = Image.new("RGB", (480, 200), PAPER)
    draw = ImageDraw.Draw(image)
    for (x0, top, x1, bottom), colour in fills:
        draw.rectangle((x0, top, x1 - 1, bottom - 1), fill=colour)
    for (x0, top, x1, bottom), colour in discs:
        draw.ellipse((x0, top, x1 - 1, bottom - 1), fill=colour)
    return np.asarray(image)


@pytest.mark.parametrize("ground", [PAPER, PALE_BLUE], ids=["paper", "stripe"])
@pytest.mark.parametrize(("colour", "told"), [(GREEN, "#00b050"), (AMBER, "#ffc000"), (PALE_GREEN, "#c6efce")])
def test_a_small_round_mark_is_told_by_its_colour(
    ground: tuple[int, int, int], colour: tuple[int, int, int], told: str
) -> None:
    box = (100, 60, 120, 80)
    picture = picture_of(discs=[(box, colour)], fills=[((40, 40, 240, 160), ground)])

    found = list(discs_of(picture))

    assert found == [(box, told)]
    assert (without_discs(picture, [box])[60:80, 100:120] == ground).all()


def test_letters_and_cells_in_a_colour_are_no_round_marks() -> None:
    ring = picture_of(discs=[((100, 60, 124, 84), GREEN), ((104, 64, 120, 80), PAPER)])
    cells = picture_of(fills=[((40, 40, 64, 64), GREEN), ((64, 40, 88, 64), AMBER), ((160, 40, 200, 52), GREEN)])

    assert list(discs_of(ring)) == []
    assert list(discs_of(cells)) == []


def test_a_line_is_read_beside_a_dark_area_where_it_goes_on_a_little_lower() -> None:
    grey = np.full((120, 1400), 253, dtype=np.int16)
    grey[60:62, 50:450] = 100
    grey[64:67, 450:1300] = 60

    spans = sorted((line[0], line[2]) for line in level_lines(grey))

    assert spans == [(50, 450), (450, 1300)]


def test_the_edge_of_an_area_is_whole_where_a_part_of_its_ruling_is_seen() -> None:
    area, header = (700, 400, 880, 570), [(700, 100, 702, 380), (880, 100, 882, 380)]
    seen = [(80, 401, 745, 403), (821, 401, 2255, 403)]

    edges, sides = outer_edges([area], seen, header)

    assert (700, 401, 880, 403) in edges
    assert sides == [(700, 400, 702, 570), (880, 400, 882, 570)]
    assert outer_edges([area], [], header) == ([], [])


def test_letters_of_a_watermark_between_rulings_make_no_cells() -> None:
    letter, rulings = (760, 400, 800, 570), [(80, 400, 2255, 402), (80, 570, 2255, 572)]

    assert outer_edges([letter], rulings, [(80, 100, 82, 800), (700, 100, 702, 800)]) == ([], [])


def test_long_words_at_the_edge_of_an_area_do_not_make_it_narrower() -> None:
    picture = np.array(picture_of(fills=[((0, 60, 480, 100), DARK_BLUE)]))
    strokes = np.random.default_rng(1).random((24, 292)) < 0.3
    picture[68:92, 8:300][strokes] = 255

    assert [ground.box for ground in grounds_of(picture)] == [(0, 60, 480, 100)]


def test_an_area_does_not_go_on_beyond_one_of_another_colour() -> None:
    cells = [((40 + 40 * place, 60, 80 + 40 * place, 100), (GREEN, AMBER)[place % 2]) for place in range(6)]

    boxes = sorted(ground.box for ground in grounds_of(picture_of(fills=cells)))

    assert boxes == [box for box, _ in cells]


def looked_at(monkeypatch: pytest.MonkeyPatch, first: float, second: float) -> list[Letter]:
    """What is taken of two looks at a line whose letters are so sure."""
    monkeypatch.setattr(Engine, "__init__", lambda _: None)
    narrow, wide = [Letter("n", 0.5, first)], [Letter("w", 0.5, second)]
    monkeypatch.setattr(Engine, "_look", lambda _, __, stretch: narrow if stretch == NARROWED else wide)
    return Engine().read_line(picture_of())


@pytest.mark.parametrize(
    ("first", "second", "taken"), [(CLEAR, 1.0, "n"), (CLEAR / 2, CLEAR, "w"), (CLEAR / 2, CLEAR / 4, "n")]
)
def test_a_line_with_a_doubtful_letter_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, first: float, second: float, taken: str
) -> None:
    letters = looked_at(monkeypatch, first, second)

    assert [letter.text for letter in letters] == [taken]


STATUSES = ("Red", "Amber", "Green")
MarkName = Literal["box", "cross", "full", "letter", ""]


def list_of(marks: Sequence[MarkName], *, read: str = "", ruled: bool = True) -> list[str]:
    """What three lines of words say, each with a mark before it, which the models read as `read` or not at all."""
    image = Image.new("L", (300, 200), 255)
    draw = ImageDraw.Draw(image)
    lines = []
    if ruled:
        draw.line((42, 0, 42, 200), fill=60, width=2)
    for row, (mark, word) in enumerate(zip(marks, STATUSES, strict=True)):
        top = 20 + 32 * row
        if mark in {"box", "full"}:
            draw.rectangle((50, top, 67, top + 17), outline=0, width=2)
        if mark in {"cross", "full"}:
            draw.line((52, top + 1, 65, top + 16), fill=0, width=3)
            draw.line((65, top + 1, 52, top + 16), fill=0, width=3)
        if mark == "letter":
            draw.ellipse((50, top, 67, top + 17), outline=0, width=3)
        signs = [Sign(read, 50, 70, 0.4)] if read else []
        for place, letter in enumerate(word):
            x0 = 76 + 16 * place
            draw.rectangle((x0, top, x0 + 12, top + 17), fill=0)
            signs.append(Sign(letter, x0, x0 + 14, 0.9))
        lines.append(TypeLine(signs, top + 18, 24, "#000000"))
    add_boxes(lines, np.asarray(image).astype(np.int16))
    return [line.text for line in lines]


@pytest.mark.parametrize("read", ["", "X"], ids=["not-read", "read-as-a-letter"])
def test_boxes_before_words_are_written_empty_or_ticked(read: str) -> None:
    assert list_of(("box", "cross", "box"), read=read) == ["☐ Red", "☒ Amber", "☐ Green"]
    assert list_of(("box", "full", "box"), read=read) == ["☐ Red", "☒ Amber", "☐ Green"]


def test_a_letter_or_a_cross_without_boxes_beside_it_is_no_sign_of_choice() -> None:
    assert list_of(("letter", "letter", "letter"), read="O") == ["ORed", "OAmber", "OGreen"]
    assert list_of(("cross", "", ""), ruled=False) == list(STATUSES)
