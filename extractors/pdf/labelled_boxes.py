"""Boxes of one column that are cards: labels over their values, the same labels box after box.

A grid of one column is a frame around a text more often than a table. Where what its rows say comes again in others, as
the labels of a form do, its rows are kept apart: the colour of a value's row may be all that it says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.pdf.grid import Grid
from extractors.pdf.lines import Line, gather_lines
from extractors.pdf.survey import Survey

LEAST_ROWS = 2
"""Rows of a box in which a label can stand over a value."""

RECURS = 3
"""Boxes in which a label stands."""

LEAST_LABELS = 2
"""Labels of a form; one that recurs may be "continued" or a name."""

FAR = 2.0
"""Times the size of white between a label and the value beside it."""

LONGEST_LABEL = 60
"""Characters of a label."""


def add_labelled_boxes(pages: Sequence[Survey]) -> None:
    """Give each page its boxes whose rows are labels over values."""
    boxes = [
        (page, grid, _texts(page, grid))
        for page in pages
        for grid in page.single
        if grid.row_count >= LEAST_ROWS and not any(grid.box == known.box for known in page.ruled)
    ]
    times = Counter(text for _, _, texts in boxes for text in set(texts) if 0 < len(text) <= LONGEST_LABEL)
    over = Counter(above for _, _, texts in boxes for above in set(texts[:-1]))
    labels = {text for text, count in times.items() if count >= RECURS and over[text] * 2 > count}
    if len(labels) < LEAST_LABELS:
        return
    for page, grid, texts in boxes:
        if any(text in labels for text in texts) and not any(
            one in labels and two in labels for one, two in pairwise(texts)
        ):
            page.ruled.append(grid)


def _texts(page: Survey, grid: Grid) -> list[str]:
    """What the rows of a box say, nothing for those with a value beside their label."""
    x0, _, x1, _ = grid.box
    inside = [word for word in page.words if word.turn == 0 and x0 <= (word.x0 + word.x1) / 2 <= x1]
    rows = (
        gather_lines(word for word in inside if top <= (word.top + word.bottom) / 2 < bottom)
        for top, bottom in pairwise(grid.ys)
    )
    return [
        "" if any(map(_is_parted, lines)) else " ".join(word.text for line in lines for word in line.words)
        for lines in rows
    ]


def _is_parted(line: Line) -> bool:
    return any(after.x0 - before.x1 > FAR * line.size for before, after in pairwise(line.words))
