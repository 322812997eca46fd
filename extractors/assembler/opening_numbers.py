"""Tells the number or code that opens an action's wording and takes it off: "1.2 Review", "Action GOV-01: Publish"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from extractors.assembler.codes import Codes, find_codes
from extractors.assembler.grid import says
from extractors.assembler.labels import NEARLY_ALL
from extractors.assembler.numbers import ActionNumber, opening_number, read_number
from models.document import Block, Cell
from models.reference.columns import is_column_name, understand_header

FEWEST_ACTIONS = 2  # from which on it can be told what opens each
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

    Most with a full stop or a bracket after it or a theme's number before; or nearly all with any number or code that
    counts on.
    """
    signed = sum(without_opening_number(cell) is not None for cell in wordings)
    if signed >= FEWEST_ACTIONS and signed >= MOST * len(wordings):
        return without_opening_number
    codes = find_codes([says(cell.blocks[0]) for cell in wordings if cell.blocks])
    return partial(_without_code, codes) if codes else None


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


def _without_code(codes: Codes, cell: Cell) -> tuple[ActionNumber, Cell] | None:
    """The code that opens a cell, on a line of its own or before the words, and the cell without it, or None."""
    if not cell.blocks:
        return None
    first, *others = cell.blocks
    text = says(first)
    opened = codes.opening(text)
    if opened is None or (opened[1] == len(text) and not others):
        return None
    number, end = opened
    cut = max(0, end - len(text) + len(first.text))
    rest = (first.after(cut).model_copy(update={"marker": ""}),) if end < len(text) else ()
    return number, cell.model_copy(update={"blocks": (*rest, *others)})


def _end(text: str) -> int:
    match = _NUMBERED.match(text)
    if match is None or not read_number(match["number"]):
        return 0
    named = not match["word"] or (
        is_column_name(match["word"]) and understand_header(match["word"]) in {"mandatory_action", "action_number"}
    )
    return match.end() if named else 0
