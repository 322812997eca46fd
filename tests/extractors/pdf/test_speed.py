"""A crowded page takes seconds, not minutes: time grows with what is drawn, not with its square."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from builders.sheet import Sheet
from extractors.pdf.pdf_reader import read

LIMIT = 15.0
"""Seconds, on a machine that others use too; alone it is one or two."""


def many_glyphs(sheet: Sheet, chance: random.Random) -> None:
    for step in range(790):
        sheet.text(
            5, 20 + step, chance.choice(["lorem ipsum dolor sit amet ", "consectetur adipiscing elit "]) * 5, size=1
        )


def many_fills(sheet: Sheet, chance: random.Random) -> None:
    for _ in range(10_000):
        x, y = chance.uniform(0, 550), chance.uniform(0, 800)
        sheet.fill(x, y, x + chance.uniform(1, 40), y + chance.uniform(1, 40), f"#{chance.randrange(1 << 24):06x}")


def many_lines(sheet: Sheet, chance: random.Random) -> None:
    for step in range(10_000):
        x, y, length = chance.uniform(0, 500), chance.uniform(0, 740), chance.uniform(1, 100)
        sheet.line(x, y, x + length * (step % 2), y + length * (1 - step % 2))


def fine_net(sheet: Sheet, chance: random.Random) -> None:
    sheet.grid([5 + 3 * step for step in range(190)], [20 + 4 * step for step in range(190)])
    for step in range(90):
        sheet.text(5, 25 + step * 8, chance.choice("xyz") * 3 + " x" * 200, size=4)


@pytest.mark.parametrize("crowd", [many_glyphs, many_fills, many_lines, fine_net])
def test_a_crowded_page_is_read_in_seconds(crowd: Callable[[Sheet, random.Random], None]) -> None:
    sheet = Sheet()
    crowd(sheet, random.Random(1))  # noqa: S311 - no secret, a page that is the same each time
    data = sheet.text(50, 15, "words to read").pdf()

    start = time.process_time()
    read(data, "plan.pdf")

    assert time.process_time() - start < LIMIT


@pytest.mark.parametrize("size", [1e6, 1e9, 1e12])
def test_letters_larger_than_any_page_cost_no_more_than_others(size: float) -> None:
    sheet = Sheet().text(50, 15, "words to read").fill(40, 60, 300, 90, "#dddddd").text(50, 80, "words on a fill")
    data = sheet.text(40, 300, "Huge", size=size).text(40, 400, "DRAFT", size=size).pdf()

    start = time.process_time()
    read(data, "plan.pdf")

    assert time.process_time() - start < 1
