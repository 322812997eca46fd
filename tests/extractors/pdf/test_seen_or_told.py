"""What a page shows is read and what it does not show is told, whatever lies on, under or around the words.

The witness is PDFium: a letter shows when the page looks different without it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pytest

from builders.raw_pdf import CATALOG, FONT, pdf_of, stream
from builders.viewer import Pixels, rendered
from extractors.pdf.pdf_reader import read

SEEDS = range(3)
WORDS = ("Barnes", "Camden", "Brent", "Fulham", "Merton", "Pinkst")
"""No letter stands twice in one of them."""
PLACES = tuple((40.0 + 160 * (number % 3), 190.0 - 100 * (number // 3)) for number in range(len(WORDS)))
"""Where each word begins on its base line, from the bottom left of the page."""
GRID = b"0.5 w 20 40 480 200 re S 20 140 m 500 140 l S 180 40 m 180 240 l S 340 40 m 340 240 l S\n"
COURIER = FONT.replace(b"Helvetica", b"Courier")
"""In which a space is as wide as a letter, so that nothing moves when one is left out."""
LEAST, MOST = 0.1, 0.6
"""Shares of a letter's pixels under which it does not show, and above which it does."""
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 520 260] /Contents 4 0 R /Annots [%s] /Resources << "
    b"/Font << /F1 5 0 R >> /ExtGState << /Clear << /ca 0 >> /Pale << /ca 0.4 >> /Dark << /BM /Multiply >> "
    b"/Masked << /SMask << /S /Luminosity /G 20 0 R >> >> >> /XObject << /Im 21 0 R /Stencil 22 0 R /Form 23 0 R >> "
    b"/Properties << /Off 30 0 R /Some << /Type /OCMD /OCGs [30 0 R 31 0 R] /P /AllOn >> >> >> >>"
)


@dataclass
class Treatment:
    """What is done around a word: operators before, at and after it, its own colour and size, annotations."""

    before: bytes = b""
    opened: bytes = b""
    closed: bytes = b""
    after: bytes = b""
    annotation: bytes = b""
    ink: bytes = b"0 g"
    size: float = 10.0
    mask: bytes = b""
    objects: dict[int, bytes] = field(default_factory=dict)


def rectangle(x: float, y: float, *, by: float = 0.0) -> bytes:
    return b"%.1f %.1f 60 22 re" % (x - 8 + by, y - 7)


def beside(chance: random.Random) -> float:
    """How far something is moved off the word: not at all, by half a word, or wholly."""
    return chance.choice([0.0, 0.0, 25.0, 75.0])


def fill(x: float, y: float, chance: random.Random) -> Treatment:
    return Treatment(
        after=chance.choice([b"1 g ", b"0 g ", b"1 0 0 rg "]) + rectangle(x, y, by=beside(chance)) + b" f\n"
    )


def pale_fill(x: float, y: float, _: random.Random) -> Treatment:
    return Treatment(after=b"q /Pale gs 1 0.8 0 rg " + rectangle(x, y) + b" f Q\n")


def highlighter(x: float, y: float, _: random.Random) -> Treatment:
    return Treatment(after=b"q /Dark gs 1 1 0 rg " + rectangle(x, y) + b" f Q\n")


def frame(x: float, y: float, _: random.Random) -> Treatment:
    outer, inner = b"%.1f %.1f 80 40 re " % (x - 15, y - 16), rectangle(x, y)
    return Treatment(after=b"0 0 1 rg " + outer + inner + b" f*\n")


def polygon(x: float, y: float, chance: random.Random) -> Treatment:
    by = beside(chance)
    points = [(x - 12 + by, y), (x + 25 + by, y - 30), (x + 65 + by, y), (x + 25 + by, y + 40)]
    lines = b" ".join(b"%.1f %.1f %s" % (*point, b"l" if number else b"m") for number, point in enumerate(points))
    return Treatment(after=b"1 g " + lines + b" h f\n")


def disc(x: float, y: float, chance: random.Random) -> Treatment:
    a, b, r, k = x + 20 + beside(chance), y + 3, 34.0, 34.0 * 0.5523
    curves = (
        (a + r, b + k, a + k, b + r, a, b + r),
        (a - k, b + r, a - r, b + k, a - r, b),
        (a - r, b - k, a - k, b - r, a, b - r),
        (a + k, b - r, a + r, b - k, a + r, b),
    )
    return Treatment(
        after=b"1 0.5 0 rg %.1f %.1f m " % (a + r, b)
        + b"".join(b"%f %f %f %f %f %f c " % curve for curve in curves)
        + b"f\n"
    )


def picture(x: float, y: float, chance: random.Random) -> Treatment:
    return Treatment(after=b"q 60 0 0 22 %.1f %.1f cm /Im Do Q\n" % (x - 8 + beside(chance), y - 7))


def stencil(x: float, y: float, _: random.Random) -> Treatment:
    return Treatment(after=b"q 0 0.5 0 rg 60 0 0 22 %.1f %.1f cm /Stencil Do Q\n" % (x - 8, y - 7))


def square(x: float, y: float, chance: random.Random) -> Treatment:
    x += beside(chance)
    box = b"[%.1f %.1f %.1f %.1f]" % (x - 8, y - 7, x + 52, y + 15)
    drawing = b"/AP << /N 23 0 R >>" if chance.random() < 0.5 else b"/BS << /W 0 >>"
    return Treatment(annotation=b"<< /Type /Annot /Subtype /Square /F 4 /IC [0 0 0] /Rect %s %s >>" % (box, drawing))


def white(x: float, y: float, chance: random.Random) -> Treatment:
    grounded = chance.random() < 0.5
    return Treatment(before=b"0 0 1 rg " + rectangle(x, y) + b" f\n" if grounded else b"", ink=b"1 g")


def as_the_ground(x: float, y: float, _: random.Random) -> Treatment:
    return Treatment(before=b"0 0.6 0.3 rg " + rectangle(x, y) + b" f\n", ink=b"0 0.6 0.3 rg")


def tiny(_: float, __: float, chance: random.Random) -> Treatment:
    return Treatment(size=chance.choice([0.1, 0.3, 8.0]))


def no_ink(_: float, __: float, chance: random.Random) -> Treatment:
    return Treatment(opened=chance.choice([b"q /Clear gs ", b"q 3 Tr "]), closed=b"Q\n")


def layer(_: float, __: float, chance: random.Random) -> Treatment:
    return Treatment(opened=chance.choice([b"/OC /Off BDC ", b"/OC /Some BDC "]), closed=b"EMC\n")


def clip(x: float, y: float, chance: random.Random) -> Treatment:
    by = beside(chance)
    diamond = b"%.1f %.1f m %.1f %.1f l %.1f %.1f l %.1f %.1f l h W n " % (
        x - 60 + by, y, x + 20 + by, y - 60, x + 100 + by, y, x + 20 + by, y + 60,
    )  # fmt: skip
    return Treatment(opened=b"q " + diamond, closed=b"Q\n")


def triangle_clip(x: float, y: float, _: random.Random) -> Treatment:
    """A clip whose box holds the word, and whose outline does not."""
    path = b"%.1f %.1f m %.1f %.1f l %.1f %.1f l h W n " % (x - 20, y + 60, x - 20, y - 10, x - 14, y + 60)
    wide = b"%.1f %.1f m %.1f %.1f l %.1f %.1f l h W n " % (x - 20, y + 90, x + 90, y + 90, x + 90, y + 80)
    return Treatment(opened=b"q " + path.replace(b" h W n", b" h") + wide, closed=b"Q\n")


def letters_clip(x: float, y: float, _: random.Random) -> Treatment:
    return Treatment(opened=b"q BT /F1 9 Tf 7 Tr %.1f %.1f Td (iii) Tj ET " % (x, y + 40), closed=b"Q\n")


def soft_mask(x: float, y: float, chance: random.Random) -> Treatment:
    shown = chance.random() < 0.5
    return Treatment(
        opened=b"q /Masked gs ", closed=b"Q\n", mask=b"1 g " + rectangle(x, y) + b" f" if shown else b"0 g"
    )


TREATMENTS: tuple[Callable[[float, float, random.Random], Treatment], ...] = (
    fill, pale_fill, highlighter, frame, polygon, disc, picture, stencil, square, white, as_the_ground, tiny, no_ink,
    layer, clip, triangle_clip, letters_clip, soft_mask,
)  # fmt: skip


def page_with(words: tuple[str, ...], treated: int, treatment: Treatment) -> bytes:
    """A table of words, one of them treated; an empty word is left out."""
    content = GRID
    for number, (word, (x, y)) in enumerate(zip(words, PLACES, strict=True)):
        one = treatment if number == treated else Treatment()
        text = b"%s BT /F1 %.1f Tf %.1f %.1f Td (%s) Tj ET " % (one.ink, one.size, x, y, word.encode())
        content += one.before + one.opened + text + one.closed
    content += treatment.after
    form = b"/Type /XObject /Subtype /Form /Group << /S /Transparency /CS /DeviceGray >>"
    image = b"/Type /XObject /Subtype /Image /Width 2 /Height 2"
    off = b"<< /OCProperties << /OCGs [30 0 R 31 0 R] /D << /OFF [30 0 R] >> >>"
    return pdf_of(
        {
            1: CATALOG.replace(b"<<", off),
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: PAGE % treatment.annotation,
            4: stream(content),
            5: COURIER,
            20: stream(treatment.mask, form + b" /BBox [0 0 520 260]"),
            21: stream(b"\xff\x00\x00" * 4, image + b" /ColorSpace /DeviceRGB /BitsPerComponent 8"),
            22: stream(b"\x00\x00", image + b" /ImageMask true /BitsPerComponent 1"),
            23: stream(b"0 g 0 0 60 22 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 60 22]"),
            30: b"<< /Type /OCG /Name (off) >>",
            31: b"<< /Type /OCG /Name (on) >>",
        }
    )


def change(page: Pixels, other: Pixels) -> int:
    """How many pixels of two pages differ."""
    return int((np.abs(page.astype(np.int16) - other).max(axis=2) > 40).sum())


@cache
def plain_change(treated: int, letter: int) -> int:
    """How many pixels a letter takes where nothing is done to its word."""
    pages = (page_with(words, treated, Treatment()) for words in (WORDS, without(treated, letter)))
    return change(*map(rendered, pages))


def without(number: int, letter: int) -> tuple[str, ...]:
    """The words, one letter of one left out."""
    word = WORDS[number]
    changed = word[:letter] + " " + word[letter + 1 :]
    return tuple(changed if place == number else each for place, each in enumerate(WORDS))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("treat", TREATMENTS, ids=lambda treat: treat.__name__)
def test_what_shows_is_read_and_what_does_not_is_told(
    treat: Callable[[float, float, random.Random], Treatment], seed: int
) -> None:
    chance = random.Random(f"{treat.__name__} {seed}")  # noqa: S311 - no secret, a page that is the same each time
    treated = chance.randrange(len(WORDS))
    word, treatment = WORDS[treated], treat(*PLACES[treated], chance)
    data = page_with(WORDS, treated, treatment)
    whole = rendered(data)
    document = read(data, "plan.pdf")
    (table,) = document.tables()
    texts = ["".join(cell.text.split()) for cell in table.cells()]
    told = "unseen-text" in [found.code for found in document.findings]

    for letter, sign in enumerate(word):
        changed = rendered(page_with(without(treated, letter), treated, treatment))
        share = change(whole, changed) / plain_change(treated, letter)
        if share > MOST:
            assert sign in texts[treated]
        if share < LEAST:
            assert sign not in texts[treated]
            assert told
    assert told is (texts[treated] != word)
    assert [text for number, text in enumerate(texts) if number != treated] == [
        each for number, each in enumerate(WORDS) if number != treated
    ]
