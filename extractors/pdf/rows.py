"""Whether the words of a row keep to columns that are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.pdf.words import Word

ONE_SPACE = 0.45
"""Share of the size of white up to which words of one line are parted by a space and not by a column's edge."""

SAME_LINE = 1.5
"""Points by which base lines of one line may differ."""


def crossed(row: Iterable[Word], x: float) -> bool:
    """Whether the text of a row runs over a column's edge: a banner, or a cell that spans columns.

    A sentence may leave the edge white by chance, so words a mere space apart on one line count as running over it.
    """
    left: dict[int, float] = {}
    right: dict[int, tuple[float, float]] = {}
    for word in row:
        if word.x0 < x - 0.5 < word.x1 - 1.0:
            return True
        line = round(word.base / SAME_LINE)
        if word.x1 <= x + 0.5:
            left[line] = max(left.get(line, word.x1), word.x1)
        elif line not in right or word.x0 < right[line][0]:
            right[line] = (word.x0, word.style.size)
    return any(
        start - left[near] <= ONE_SPACE * size
        for line, (start, size) in right.items()
        for near in (line - 1, line, line + 1)
        if near in left
    )


def crosses_any(row: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether the text of a row runs over some inner edge."""
    return any(crossed(row, x) for x in xs[1:-1])
