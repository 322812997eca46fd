"""Tells the number or code that opens an action's wording and takes it off: "1.2 Review", "Action GOV-01: Publish"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from extractors.assembler.grid import says
from extractors.assembler.labels import NEARLY_ALL
from extractors.assembler.numbers import ActionNumber, opening_number, read_number
from models.document import Block, Cell
from models.reference.columns import is_column_name, understand_header

FEWEST_ACTIONS = 2  # from which on it can be told what opens each
FEWEST_COUNTED = 3  # the same of numbers without any sign that they are ones, which must count on
LARGEST_STEP = 3  # from one number to the next where a plan leaves some out
MOST = 0.6  # share of wordings that must open with a number with a sign

TakeNumber = Callable[[Cell], tuple[ActionNumber, Cell] | None]
"""Takes the number off a wording; None where it opens with none."""

_NUMBERED = re.compile(
    r"(?P<number>(?:(?P<word>[^\W\d_]{2,})\.?\s+)?[\w./-]{0,8}\d[\w.]{0,6}[):.]?)(?:\s+|\s*[–—-]\s+)(?=[^\W\d_])"
)


def opening_numbers(wordings: Sequence[Block]) -> dict[int, int]:
    """How many characters the number at the front of each wording has, by its `id`.

    Zero where there is none, and for all unless nearly all have one: some text opens with a number by chance.
    """
    ends = {id(block): _end(block.text) for block in wordings}
    every = sum(map(bool, ends.values())) >= NEARLY_ALL * len(ends)
    return {key: end if every else 0 for key, end in ends.items()}


def how_numbered(wordings: Sequence[Cell]) -> TakeNumber | None:
    """How the wordings of all actions open with their numbers, or None where they do not.

    Most with a full stop or a bracket after it or a theme's number before; or nearly all with any, and these count on.
    """
    signed = sum(without_opening_number(cell) is not None for cell in wordings)
    if signed >= FEWEST_ACTIONS and signed >= MOST * len(wordings):
        return without_opening_number
    opened = [found[0] for cell in wordings if (found := _without_any_number(cell))]
    return _without_any_number if len(opened) >= NEARLY_ALL * len(wordings) and _count_on(opened) else None


def without_opening_number(cell: Cell) -> tuple[ActionNumber, Cell] | None:
    """The number that opens a cell, on a line of its own or before the words, and the cell without it, or None."""
    if not cell.blocks:
        return None
    first, *others = cell.blocks
    alone = read_number(says(first)) if others else None
    if alone:
        return alone, cell.model_copy(update={"blocks": tuple(others)})
    opened = opening_number(says(first))
    if not opened:
        return None
    number, rest = opened
    cut = len(first.text) - len(rest)
    block = first.after(cut).model_copy(update={"text": rest, "marker": ""})
    return number, cell.model_copy(update={"blocks": (block, *others)})


def _without_any_number(cell: Cell) -> tuple[ActionNumber, Cell] | None:
    found = without_opening_number(cell)
    if found or not cell.blocks:
        return found
    first, *others = cell.blocks
    match = _NUMBERED.match(first.text)
    number = read_number(match["number"]) if match and _end(first.text) else None
    if match is None or number is None:
        return None
    return number, cell.model_copy(update={"blocks": (first.after(match.end()), *others)})


def _count_on(numbers: Sequence[ActionNumber]) -> bool:
    """Whether each number comes after the one before, a few left out at most, or begins again."""
    steps = [
        after.last <= LARGEST_STEP or 0 <= after.last - before.last <= LARGEST_STEP
        for before, after in pairwise(numbers)
    ]
    return len(numbers) >= FEWEST_COUNTED and len({one.printed for one in numbers}) > 1 and all(steps)


def _end(text: str) -> int:
    match = _NUMBERED.match(text)
    if match is None or not read_number(match["number"]):
        return 0
    named = not match["word"] or (
        is_column_name(match["word"]) and understand_header(match["word"]) in {"mandatory_action", "action_number"}
    )
    return match.end() if named else 0
