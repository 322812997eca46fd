"""Rows of a table of which a cell runs over columns: titles, banners, and words that stand over an edge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.pdf.gaps.entries import Entry
from extractors.pdf.gaps.model import AT_CUT, SHARE, Sheet
from extractors.pdf.source.model import Fill

MOSTLY_DRAWN = 0.6
"""Share of a piece's rows that draw an upright edge when a row without it is one cell there."""

TITLE = 2
"""Words of a title alone in the first column; one may be the second line of a header ("No.")."""

NEAR_STRIPE = 4.0
"""Points by which the place painted under a row may miss the edges of the row that its words tell."""

SHORT_BY = 12.0
"""Points by which a painted place may end before a table does and still lie under all of its row."""


def titles_of(rows: Sequence[Sequence[Sequence[Entry]]]) -> list[bool]:
    """Which rows are a title in bold alone in the first column, in a table with numbered rows in plain type."""
    entries = [[entry for line in row for entry in line] for row in rows]
    bold = [bool(own) and all(word.style.bold for entry in own for word in entry.words) for own in entries]
    alone = [bool(own) and all(entry.last == 0 for entry in own) for own in entries]
    plain = sum(
        not heavy and own[0].first == 0 and own[0].is_numbered for own, heavy in zip(entries, bold, strict=True) if own
    )
    words = [sum(len(entry.words) for entry in own) for own in entries]
    found = [heavy and lone and count >= TITLE for heavy, lone, count in zip(bold, alone, words, strict=True)]
    return found if plain > sum(found) else [False] * len(rows)


def with_drawn_spans(
    down: list[list[bool]], used: Sequence[set[int]], lines: tuple[Sequence[float], Sequence[float]], sheet: Sheet
) -> list[list[bool]]:
    """The upright edges of rows, without those that most rows draw and a row with words in its first cell alone lacks.

    So a banner on one broad fill among cells that are each filled by themselves is one cell. Words further on may be
    the rest of a cell that a page break cut. A row on one fill over the whole table, of a colour that no row with more
    words has, is a banner.
    """
    xs, ys = lines
    colours = [_stripe_colour(xs, top, low, sheet.stripes) for top, low in pairwise(ys)]
    others = {colour for colour, filled in zip(colours, used, strict=True) if filled != {0}}
    for row, (colour, filled) in enumerate(zip(colours, used, strict=True)):
        if filled == {0} and colour is not None and colour not in others:
            down[row] = [True, *[False] * (len(xs) - 2), True]
    for edge in range(1, len(xs) - 1):
        own = [each for each in sheet.upright if abs(each.at - xs[edge]) <= AT_CUT]
        drawn = [
            sum(max(0.0, min(each.bottom, low) - max(each.top, top)) for each in own) >= SHARE * (low - top)
            for top, low in pairwise(ys)
        ]
        if sum(drawn) >= MOSTLY_DRAWN * len(drawn):
            for row, there in enumerate(drawn):
                if not there and used[row] == {0}:
                    down[row][edge] = False
    return down


def _stripe_colour(xs: Sequence[float], top: float, bottom: float, stripes: Sequence[Fill]) -> str | None:
    """The colour of the one place painted under a row of a table, over all its columns; None where there is none."""
    return next(
        (
            each.colour
            for each in stripes
            if each.x0 <= xs[0] + SHORT_BY
            and each.x1 >= xs[-1] - SHORT_BY
            and abs(each.top - top) <= NEAR_STRIPE
            and abs(each.bottom - bottom) <= NEAR_STRIPE
        ),
        None,
    )


def upright_edges(placed: Sequence[Sequence[Entry]], count: int, *, titled: bool) -> list[bool]:
    """Which of the `count` upright edges a row has: those its words do not run over; a title's row has none."""
    entries = [entry for line in placed for entry in line]
    if titled:
        return [True, *[False] * (count - 2), True]
    if len({(entry.first, entry.last) for entry in entries}) == 1 and entries[0].first != entries[0].last:
        return [True, *[False] * (count - 2), True]
    inner = []
    for edge in range(1, count - 1):
        over = sum(entry.first < edge <= entry.last for entry in entries)
        parted = sum(
            any(entry.last == edge - 1 for entry in line) and any(entry.first == edge for entry in line)
            for line in placed
        )
        inner.append(not over or parted > over)
    return [True, *inner, True]
