"""Rows at a page's edge that do not show the columns of their table.

Rows that run across a table open a page as a grid of one column. One row may fill a page: upright lines alone, read as
a row open above and below.

Upright lines also part the columns of a newspaper. They are a table's only where the page before or after has a ruled
table with the same columns. Some styles draw no lines between columns: the two outer ones are then enough, where all
words keep to the columns of the table on the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.pdf.grid import SNAP, TOUCH, Grid
from extractors.pdf.rows import crosses_any
from extractors.pdf.rulings import Ruling
from extractors.pdf.survey import Survey

SAME_COLUMNS = 4.0
"""Points by which the columns of one table may differ from page to page."""

LEAST_LINES = 3
"""Upright lines that bound two columns."""

OUTER_LINES = 2
"""Upright lines of a table whose style draws none between its columns."""

SHARED = 0.75
"""Share of the lines of either page that the other must have."""

FOOT = 0.12
"""Share of a page's height that its foot takes up, before it is told."""

TALLEST_LINE = 40.0
"""Points: a row that fills a page is higher than a few lines of text."""


def add_open_rows(pages: Sequence[Survey]) -> None:
    """Give pages the rows across a table that open them, and those without a ruled table the row that fills them."""
    add_rows_across(pages)
    by_number = {page.number: page for page in pages}
    # A row may fill several pages, so from the first towards the last and back again.
    for page in (*pages, *reversed(pages)):
        if page.ruled:
            continue
        near = [by_number[number] for number in (page.number - 1, page.number + 1) if number in by_number]
        known = [grid.xs for other in near for grid in other.ruled]
        grid = _open_row(page, known) if known else None
        if grid is not None:
            page.ruled.append(grid)


def add_rows_across(pages: Sequence[Survey]) -> None:
    """Give a page, or a column of text, the rows that go on with the last table before it, when all run across that.

    A form may print labels over values as wide as itself: then a page that opens in its midst shows one column alone.
    """
    for before, page in pairwise(page for page in pages if any(id(word) not in page.furniture for word in page.words)):
        over = max(before.ruled, key=lambda grid: grid.ys[-1], default=None)
        if over is None or _stand_under(over, before, page):
            continue
        known = [grid.box for grid in page.ruled]
        alike = [grid for grid in page.single if _same_width(grid, over) and grid.box not in known]
        first = min(alike, key=lambda grid: grid.ys[0], default=None)
        if first is None or any(grid.ys[0] < first.ys[0] for grid in page.ruled):
            continue
        inner = len(over.xs) - 2
        aside = first.xs[0] - over.xs[0]
        page.ruled.insert(
            0,
            Grid(
                xs=[first.xs[0], *(x + aside for x in over.xs[1:-1]), first.xs[-1]],
                ys=first.ys,
                across=[[edge[0]] * (inner + 1) for edge in first.across],
                down=[[True, *[False] * inner, True] for _ in first.down],
                open_top=first.open_top,
                open_bottom=first.open_bottom,
            ),
        )


def _same_width(one: Grid, two: Grid) -> bool:
    return abs((one.xs[-1] - one.xs[0]) - (two.xs[-1] - two.xs[0])) <= SAME_COLUMNS


def _stand_under(grid: Grid, page: Survey, following: Survey) -> bool:
    """Whether a page has a line of words under a table, but for its foot and what the next page says in that place."""
    foot = (1 - FOOT) * page.height
    under = [word for word in page.words if word.top > grid.ys[-1] + 1 and word.bottom < foot and word.turn == 0]
    if not under:
        return False
    again = {(word.text, round(word.x0), round(word.bottom)) for word in following.words}
    return any((word.text, round(word.x0), round(word.bottom)) not in again for word in under)


def _open_row(page: Survey, known: Sequence[Sequence[float]]) -> Grid | None:
    """The row that the longest parallel upright lines bound; None when no known table has their columns."""
    lines: list[Ruling] = []
    upright = sorted((r for r in page.rulings if not r.level), key=lambda r: -r.length)
    for ruling in upright:
        if lines and max(abs(ruling.start - lines[0].start), abs(ruling.end - lines[0].end)) > TOUCH:
            break
        lines.append(ruling)
    if not lines or lines[0].length < TALLEST_LINE:
        return None
    xs: list[float] = []
    for ruling in sorted(lines, key=lambda r: r.at):
        if not xs or ruling.at - xs[-1] > SNAP:
            xs.append(ruling.at)
    if len(xs) == OUTER_LINES:
        xs = _columns_between(xs, page, known)
    if len(xs) < LEAST_LINES or not any(_same(xs, other) for other in known):
        return None
    ends = [min(line.start for line in lines), max(line.end for line in lines)]
    return Grid(
        xs=xs,
        ys=ends,
        across=[[True] * (len(xs) - 1) for _ in ends],
        down=[[True] * len(xs)],
        open_top=True,
        open_bottom=True,
    )


def _columns_between(ends: Sequence[float], page: Survey, known: Sequence[Sequence[float]]) -> list[float]:
    """The edges of a known table that ends at these two lines, if every word between them keeps to its columns."""
    words = [word for word in page.words if word.turn == 0 and ends[0] <= (word.x0 + word.x1) / 2 <= ends[1]]
    for xs in known:
        if abs(xs[0] - ends[0]) <= SAME_COLUMNS and abs(xs[-1] - ends[1]) <= SAME_COLUMNS:
            edges = [ends[0], *xs[1:-1], ends[1]]
            if words and not crosses_any(words, edges):
                return edges
    return list(ends)


def _same(xs: Sequence[float], known: Sequence[float]) -> bool:
    here = sum(any(abs(x - other) <= SAME_COLUMNS for other in known) for x in xs)
    there = sum(any(abs(x - other) <= SAME_COLUMNS for x in xs) for other in known)
    return here >= SHARED * len(xs) and there >= SHARED * len(known)
