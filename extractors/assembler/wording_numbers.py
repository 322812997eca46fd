"""Tells the number or code that opens an action's wording: "1.2 Review", "Action GOV-01: Publish"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.assembler.labels import NEARLY_ALL
from extractors.assembler.numbers import read_number
from models.document import Block
from models.reference.columns import is_column_name, understand_header

_NUMBERED = re.compile(
    r"(?P<number>(?:(?P<word>[^\W\d_]{2,})\.?\s+)?[\w.-]{0,8}\d[\w.]{0,6}[):.]?)(?:\s+|\s*[–—-]\s+)(?=[^\W\d_])"
)


def opening_numbers(wordings: Sequence[Block]) -> dict[int, int]:
    """How many characters the number at the front of each wording has, by its `id`.

    Zero where there is none, and for all unless nearly all have one: some text opens with a number by chance.
    """
    ends = {id(block): _end(block.text) for block in wordings}
    every = sum(map(bool, ends.values())) >= NEARLY_ALL * len(ends)
    return {key: end if every else 0 for key, end in ends.items()}


def _end(text: str) -> int:
    match = _NUMBERED.match(text)
    if match is None or not read_number(match["number"]):
        return 0
    named = not match["word"] or (
        is_column_name(match["word"]) and understand_header(match["word"]) in {"mandatory_action", "action_number"}
    )
    return match.end() if named else 0
