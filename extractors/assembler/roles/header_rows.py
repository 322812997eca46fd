"""How likely a row is the header of its table, by what its cells say and how they differ from the rows below."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.assembler.grid import Grid, filled, one_line
from extractors.assembler.roles.cells import LOOKS, looks, words_in
from extractors.assembler.roles.model import load_model
from extractors.assembler.roles.names import likeness_of, name_known, name_understood
from models.document import Cell

SEARCHED_ROWS = 8  # titles, notes and banners that stand over a header; more would reach into the actions
ROWS_BELOW = 6  # rows under a header that it is compared with

_ASKED = ("number", "date", "status", "state", "person", "full stop", "opens with verb", "nil", "title")
FEATURES = (
    "columns filled",
    "known names",
    "understood names",
    "like names",
    *(f"cells: {look}" for look in _ASKED),
    "length",
    "longest",
    "said to be a header",
    "shaded",
    "shaded unlike the rows below",
    "distinct",
    "said again below",
    "row",
    "shorter than the rows below",
    "numbers below alone",
    "spanning",
)
"""Names of the features of `header_features`, in order."""

_PLACES = {look: place for place, look in enumerate(LOOKS)}


def header_likelihood(grid: Grid, row: int) -> float:
    """How likely the row is a header, 0 to 1."""
    model = load_model("header_rows", FEATURES)
    logs = model.log_likelihoods(header_features(grid, row).reshape(1, -1))
    return math.exp(float(logs[0, model.told.index("header")]))


def header_features(grid: Grid, row: int) -> NDArray[np.float64]:
    """The features of a row, in the order of `FEATURES`; zeros for a row that says nothing."""
    cells = filled(grid.beginning(row))
    if not cells:
        return np.zeros(len(FEATURES))
    texts = [one_line(cell) for cell in cells]
    asked = [looks(text) for text in texts]
    count = len(cells)
    lengths = [math.log1p(len(words_in(text))) for text in texts]
    below = _cells_below(grid, row)
    below_lengths = [math.log1p(len(words_in(one_line(cell)))) for cell in below] or [0.0]
    fills = Counter(cell.fill for cell in below)
    usual = fills.most_common(1)[0][0] if fills else None
    said_below = {(cell.column, one_line(cell).casefold()) for cell in below}
    numbers = sum(looks(one_line(cell))[_PLACES["number"]] for cell in below if cell.column == cells[0].column)
    return np.array(
        [
            sum(cell.column_span for cell in cells) / grid.column_count,
            sum(map(name_known, texts)) / count,
            sum(map(name_understood, texts)) / count,
            sum(map(likeness_of, texts)) / count,
            *(sum(one[_PLACES[look]] for one in asked) / count for look in _ASKED),
            sum(lengths) / count,
            max(lengths),
            sum(cell.header for cell in cells) / count,
            sum(cell.fill is not None for cell in cells) / count,
            sum(cell.fill is not None and cell.fill != usual for cell in cells) / count,
            len({text.casefold() for text in texts}) / count,
            sum((cell.column, text.casefold()) in said_below for cell, text in zip(cells, texts, strict=True)) / count,
            min(row, 8) / 8,
            sum(below_lengths) / len(below_lengths) - sum(lengths) / count,
            float(numbers >= 1 and not asked[0][_PLACES["number"]]),
            sum(cell.column_span > 1 for cell in cells) / count,
        ]
    )


def _cells_below(grid: Grid, row: int) -> Sequence[Cell]:
    last = min(grid.row_count, row + 1 + ROWS_BELOW)
    return [cell for below in range(row + 1, last) for cell in filled(grid.beginning(below))]
