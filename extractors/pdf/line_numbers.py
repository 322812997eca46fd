"""Numbers that a word processor prints in the margin beside every line of a text, or every fifth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.pdf.source.geometry import Box
from extractors.pdf.words import Word

FEWEST = 4
"""Numbers that count on, on the page that has most."""

FEWEST_FIXED = 10
"""Numbers of a page that stand at places of their own."""

LONGEST = 4
"""Digits of a number."""

ALIGNED = 2.0
"""Points by which the right or left ends of the numbers may differ, and by which they stand off their lines."""

MOST = 0.8
"""Share of the lines of a document, from the first number of a run to its last, that must have one."""


def line_numbers(pages: Sequence[tuple[Sequence[Word], Sequence[Box], Sequence[float]]]) -> set[int]:
    """`id`s of the words that number the lines of a document; none where it does not.

    pages: the words of each page, the places of its ruled tables, whose lines have no numbers, and where its strokes
    and fills begin. The numbers stand left of all that any page holds, under each other, and count the lines of the
    page or of its foot.
    """
    left = min((x0 for page in pages for x0 in _starts(*page)), default=0.0)
    found: list[list[Word]] = []
    numbered = every = 0
    in_margin = [
        sorted((word for word in words if _is_number(word) and word.x1 < left), key=lambda word: word.base)
        for words, _, _ in pages
    ]
    step = max(1, min((int(word.text) for own in in_margin for word in own), default=1))
    for (words, tables, _), own in zip(pages, in_margin, strict=True):
        for run in _runs(own, step):
            beside, lines = _beside(run, words, tables)
            found.append(run)
            numbered, every = numbered + beside, every + lines
    numbers = [word for run in found for word in run]
    if max(map(len, found), default=0) < FEWEST or not all(_count(run, step) for run in found):
        return set()
    if numbered * step < MOST * every and not _stand_fast(found):
        return set()
    ends = [[word.x0 for word in numbers], [word.x1 for word in numbers]]
    under_each_other = any(max(places) - min(places) <= ALIGNED for places in ends)
    return set(map(id, numbers)) if under_each_other else set()


def _stand_fast(runs: Sequence[Sequence[Word]]) -> bool:
    """Whether the numbers stand at the same places on several pages, in equal steps, whatever the lines beside them."""
    first = runs[0]
    steps = [two.base - one.base for one, two in pairwise(first)]
    even = bool(steps) and max(steps) - min(steps) <= ALIGNED
    alike = all(
        len(run) == len(first) and all(abs(a.base - b.base) <= ALIGNED for a, b in zip(first, run, strict=True))
        for run in runs
    )
    return len(runs) > 1 and len(first) >= FEWEST_FIXED and even and alike


def _starts(words: Sequence[Word], tables: Sequence[Box], drawn: Sequence[float]) -> Iterator[float]:
    """Where all else on a page begins."""
    yield from (word.x0 for word in words if word.turn == 0 and not _is_number(word))
    yield from (box[0] for box in tables)
    yield from drawn


def _is_number(word: Word) -> bool:
    return word.turn == 0 and word.text.isdecimal() and len(word.text) <= LONGEST


def _runs(numbers: Sequence[Word], step: int) -> Iterator[list[Word]]:
    """The numbers in runs that begin anew: those of a page's foot do."""
    starts = [place for place, word in enumerate(numbers) if place == 0 or int(word.text) == step]
    return (list(numbers[start:end]) for start, end in pairwise([*starts, len(numbers)]))


def _count(numbers: Sequence[Word], step: int) -> bool:
    """Whether numbers count on, step by step."""
    return all(int(two.text) == int(one.text) + step for one, two in pairwise(numbers))


def _beside(numbers: Sequence[Word], words: Sequence[Word], tables: Sequence[Box]) -> tuple[int, int]:
    """How many lines have a number, and how many there are from the first number to the last; none of tables."""
    own = set(map(id, numbers))
    bases = {
        round(word.base / ALIGNED): word.base
        for word in words
        if id(word) not in own
        and word.turn == 0
        and numbers[0].base - ALIGNED <= word.base <= numbers[-1].base + ALIGNED
        and not any(x0 <= word.x0 <= x1 and top <= word.base <= bottom for x0, top, x1, bottom in tables)
    }
    return sum(any(abs(word.base - base) <= ALIGNED for word in numbers) for base in bases.values()), len(bases)
