"""Rows of a table whose columns are known: their words, what joins them at either end, where a header ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extractors.pdf.lines import gather_lines
from extractors.pdf.words import Word

LOWEST = 3.5
"""Points: edges nearer to each other are one; no line of text fits between them."""

ADJOINING = 1.5
"""Times the size of white up to which a line still belongs to the table beside it: cells have padding."""

ONE_SPACE = 0.45
"""Share of the size of white up to which words of one line are parted by a space and not by a column's edge."""

SAME_LINE = 1.5
"""Points by which base lines of one line may differ."""

LEAST_NAMED = 3
"""Columns that a header over a banner names; fewer are two words far apart."""

SET_OFF = 1.0
"""Times the size of white that a banner may have over it, on top of what any row has."""

HEADED = 0.7
"""Share of the columns that a header over a banner names."""

HEADER_LINES = 5
"""Lines past which a bold opening is no header."""


def distinct(places: Iterable[float]) -> list[float]:
    """Heights in order, without those that are too close to another to hold a row between."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > LOWEST:
            kept.append(place)
    return kept


def rows_of(words: Iterable[Word], ys: Sequence[float]) -> list[list[Word]]:
    """Words by the row their middle lies in; those outside every row are left out."""
    rows: list[list[Word]] = [[] for _ in range(len(ys) - 1)]
    for word in words:
        index = bisect_right(ys, (word.top + word.bottom) / 2) - 1
        if 0 <= index < len(rows):
            rows[index].append(word)
    return rows


def columns_used(row: Iterable[Word], xs: Sequence[float]) -> int:
    """How many columns have a word that begins in them."""
    return len({bisect_right(xs, word.x0 + 0.5, 1, len(xs) - 1) for word in row})


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


def with_header_cut(ys: list[float], words: Sequence[Word]) -> list[float]:
    """The edges with one more where the first row opens with a header: bold lines over lines that are not."""
    first = [word for word in words if ys[0] <= (word.top + word.bottom) / 2 <= ys[1]]
    lines = gather_lines(first)
    bold = next((index for index, line in enumerate(lines) if not line.bold), len(lines))
    if not 0 < bold < len(lines) or bold > HEADER_LINES:
        return ys
    cut = (max(line.bottom for line in lines[:bold]) + min(line.top for line in lines[bold:])) / 2
    return [ys[0], cut, *ys[1:]]


def extended(ys: list[float], xs: Sequence[float], words: Sequence[Word]) -> list[float]:
    """The rows with what stands over the first edge and under the last and keeps to the columns.

    A header often has no line above it, and the last row of striped shading none below.
    """
    above = sorted((w for w in words if w.base < ys[0] + SAME_LINE), key=lambda w: -w.base)
    over = _adjoining(above, xs, ys[0], -1)
    under = _adjoining(sorted((w for w in words if w.top >= ys[-1] - SAME_LINE), key=lambda w: w.base), xs, ys[-1], 1)
    first = [min(word.top for word in over) - 1.0] if over else _header_and_banner(above, xs, ys[0])
    last = [max(word.bottom for word in under) + 1.0] if under else []
    return [*first, *ys, *last]


def _header_and_banner(above: Sequence[Word], xs: Sequence[float], edge: float) -> list[float]:
    """The upper edges of a header and of the banner between it and the first edge, when that is what stands there.

    A banner begins with the table and runs over its columns, so only a header that fills most of them makes it one.
    """
    banner = [word for word in above if word.base > above[0].base - SAME_LINE]
    if not banner or not crosses_any(banner, xs):
        return []
    top, size = min(word.top for word in banner), banner[0].style.size
    near = edge - max(word.bottom for word in banner) <= ADJOINING * size
    if not near or not xs[0] - 1.0 <= min(word.x0 for word in banner) < xs[1]:
        return []
    header = _adjoining(above[len(banner) :], xs, top - SET_OFF * size, -1)
    if columns_used(header, xs) < max(LEAST_NAMED, HEADED * (len(xs) - 1)):
        return []
    return [min(word.top for word in header) - 1.0, top - 1.0]


def _adjoining(ordered: Sequence[Word], xs: Sequence[float], edge: float, direction: int) -> list[Word]:
    """Words that follow each other closely away from an edge, in lines that cross no column."""
    taken: list[Word] = []
    line: list[Word] = []
    for word in ordered:
        if line and abs(word.base - line[0].base) > SAME_LINE:
            if crosses_any(line, xs):
                break
            taken.extend(line)
            edge = max(w.bottom for w in line) if direction > 0 else min(w.top for w in line)
            line = []
        gap = word.top - edge if direction > 0 else edge - word.bottom
        if not line and gap > ADJOINING * word.style.size:
            break
        line.append(word)
    else:
        if line and not crosses_any(line, xs):
            taken.extend(line)
    return taken if columns_used(taken, xs) >= 2 else []
