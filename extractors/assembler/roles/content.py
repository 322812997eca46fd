"""What the cells of a column look like as a whole: the evidence for what the column is, whatever its name says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, pstdev

import numpy as np
from numpy.typing import NDArray

from extractors.assembler.grid import cell_text
from extractors.assembler.roles.cells import LOOKS, action_number, entries, looks, words_in
from models.document import Cell
from models.reference.rag import status_of_colour

MOST_CELLS = 60  # of a column whose looks are asked; more change nothing
LENGTHS = ((0, 2), (2, 6), (6, 14), (14, 35), (35, math.inf))
"""Words of the middle cell: a number, a name, a title, a wording, a narrative."""
_STATUS_LETTERS, _TELLING_LETTERS = frozenset("RAGB"), frozenset("RG")
_AROUND_LETTERS = " .()[]\n"
_STATUS = list(LOOKS).index("status")
FEWEST_NUMBERS = 0.5  # share of a column's cells that must be numbers before it is asked whether they count on

_OF_COLUMN = (
    "filled",
    "coloured",
    "coloured and empty",
    "coloured signs",
    "counts on",
    "starts again",
    "numbers differ",
    "distinct",
    "same as above",
    "length",
    "length squared",
    *(f"length {least} to {most}" for least, most in LENGTHS),
    "lengths vary",
    "place",
    "first",
    "last",
    "rank of length",
    "longest",
    "relative length",
    "merged",
    "cells to rows",
    "entries distinct",
    "empty column",
)
_COMPARED = (
    "number",
    "status",
    "date",
    "bodies",
    "person",
    "post",
    "capitalised",
    "opens with verb",
    "happens",
    "shall",
    "result",
    "title",
    "same as above",
    "coloured",
    "length",
)
"""Features in which a column is also compared with the one beside it that has most of them: of two columns of dates
one may be something else, but the only one is the timescale."""
_ALONE = (*LOOKS, *_OF_COLUMN)
FEATURES = (*_ALONE, *(f"more than others: {name}" for name in _COMPARED))
"""Names of the features of `content_features`, in order."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """The filled cells of a column: their texts and their numbers of words."""

    texts: tuple[str, ...]
    lengths: tuple[int, ...]

    @property
    def middle(self) -> float:
        return median(self.lengths) if self.lengths else 0.0


def content_features(columns: Sequence[Sequence[Cell]]) -> NDArray[np.float64]:
    """The features of each column of a table, by the cells under its header.

    Gives an array of as many rows as columns and as many columns as `FEATURES`, most of them shares from 0 to 1.
    """
    read = [_read(cells) for cells in columns]
    longest = sorted(range(len(read)), key=lambda place: -read[place].middle)
    count = max((len(cells) for cells in columns), default=0) or 1
    most = max((texts.middle for texts in read), default=0.0) or 1.0
    rows = [
        [
            *_looks_of(texts),
            *_of_cells(cells, texts),
            *_of_place(place, len(columns), longest.index(place), texts.middle / most),
            sum(cell.row_span > 1 for cell in cells) / max(1, len(cells)),
            len(cells) / count,
            _distinct_entries(texts.texts),
            float(not texts.texts),
        ]
        for place, (cells, texts) in enumerate(zip(columns, read, strict=True))
    ]
    alone = np.array(rows, dtype=float).reshape(len(columns), len(_ALONE))
    return np.hstack([alone, _compared(alone)])


def _compared(alone: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each column is ahead of the best of the others (behind it: negative) in the features compared."""
    shares: NDArray[np.float64] = alone[:, [_ALONE.index(name) for name in _COMPARED]]
    if len(shares) == 1:
        return shares
    others = np.array([np.delete(shares, place, axis=0).max(axis=0) for place in range(len(shares))])
    ahead: NDArray[np.float64] = shares - others
    return ahead


def _distinct_entries(texts: Sequence[str]) -> float:
    """Share of the entries of a column's lists that are met once: who leads is named again and again."""
    listed = [entry.casefold() for text in texts[:MOST_CELLS] for entry in entries(text)]
    return len(set(listed)) / len(listed) if listed else 1.0


def _read(cells: Sequence[Cell]) -> _Texts:
    texts = tuple(text for cell in cells if (text := _by_key(cell) or cell_text(cell).strip()))
    return _Texts(texts, tuple(len(words_in(text)) for text in texts))


def _by_key(cell: Cell) -> str:
    """The status that the document's own key gives to what a cell says, as a word; empty for none."""
    colour = next((mark.colour for mark in cell.marks if mark.kind == "key"), None)
    return (colour and status_of_colour(colour)) or ""


def _looks_of(texts: _Texts) -> list[float]:
    asked = [looks(text) for text in texts.texts[:MOST_CELLS]]
    shares = [sum(column) / len(asked) for column in zip(*asked, strict=True)] if asked else [0.0] * len(LOOKS)
    if asked and not letters_are_statuses(texts.texts):
        words = [look for look, text in zip(asked, texts.texts, strict=False) if not _is_letter(text)]
        shares[_STATUS] = sum(look[_STATUS] for look in words) / len(asked)
    return shares


def letters_are_statuses(texts: Sequence[str]) -> bool:
    """Whether the cells of a column that are a single letter may stand for statuses.

    R, A, G and B do where one of them is R or G: A and B alone are classes, Y and N answers, H, M and L degrees.
    """
    letters = {text.strip(_AROUND_LETTERS).upper() for text in texts if _is_letter(text)}
    return letters <= _STATUS_LETTERS and bool(letters & _TELLING_LETTERS) if letters else True


def _is_letter(text: str) -> bool:
    return len(bare := text.strip(_AROUND_LETTERS)) == 1 and bare.isalpha()


def _of_cells(cells: Sequence[Cell], texts: _Texts) -> list[float]:
    count, filled = max(1, len(cells)), max(1, len(texts.texts))
    statuses = [shown_colour(cell) for cell in cells]
    coloured = sum(status is not None for status in statuses)
    bare = sum(status is not None and not cell_text(cell).strip() for cell, status in zip(cells, statuses, strict=True))
    told_apart = 1.0 if len(set(statuses) - {None}) > 1 else 0.5
    folded = [" ".join(text.casefold().split()) for text in texts.texts]
    middle = math.log1p(texts.middle)
    logs = [math.log1p(length) for length in texts.lengths]
    return [
        len(texts.texts) / count,
        coloured / count * told_apart,
        bare / count,
        sum(map(_is_coloured_sign, cells)) / filled,
        *_counting(texts.texts),
        len(set(folded)) / filled,
        sum(before == after for before, after in pairwise(folded)) / max(1, len(folded) - 1),
        middle,
        middle * middle / 4,
        *(float(bool(texts.texts) and least <= texts.middle < most) for least, most in LENGTHS),
        pstdev(logs) if len(logs) > 1 else 0.0,
    ]


def shown_colour(cell: Cell) -> str | None:
    """The status that a cell shows by its fill or by a coloured dot."""
    bare = not any(map(str.isalnum, cell_text(cell)))
    colours = (cell.fill, *(mark.colour for mark in cell.marks if mark.kind in {"shape", "key"} or bare))
    return next((status for colour in colours if colour and (status := status_of_colour(colour))), None)


def tells(cell: Cell) -> bool:
    """Whether a cell says or shows anything: words, or the colour of a status."""
    return bool(cell_text(cell).strip()) or shown_colour(cell) is not None


def _is_coloured_sign(cell: Cell) -> bool:
    """Whether all that a cell says is signs without a letter, in the colour of a status."""
    text = cell_text(cell).strip()
    return bool(text) and not any(map(str.isalnum, text)) and any(status_of_colour(mark.colour) for mark in cell.marks)


def _counting(texts: Sequence[str]) -> tuple[float, float, float]:
    """Of a column of numbers: the share that goes on from the one before, that starts again, and that differ."""
    numbers = [number for text in texts[:MOST_CELLS] if (number := action_number(text))]
    if len(numbers) < FEWEST_NUMBERS * len(texts[:MOST_CELLS]) or not numbers:
        return 0.0, 0.0, 0.0
    differ = len({number.printed for number in numbers}) / len(numbers)
    steps = list(pairwise(numbers))
    if not steps:
        return 0.5, 0.0, differ
    again = sum(after.last == 1 and before.last != 0 for before, after in steps)
    on = sum(
        after.last == before.last + 1 or (after.last == before.last and after.printed != before.printed)
        for before, after in steps
    )
    return (on + again) / len(steps), min(1.0, 3 * again / len(steps)), differ


def _of_place(place: int, count: int, rank: int, relative: float) -> list[float]:
    others = max(1, count - 1)
    return [place / others, float(place == 0), float(place == count - 1), rank / others, float(rank == 0), relative]
