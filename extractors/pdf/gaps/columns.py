"""Which gaps part columns: those between which words stand by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.pdf.gaps.lines import Piece, TextLine
from extractors.pdf.gaps.votes import Gap
from extractors.pdf.rows import ONE_SPACE

LEAST_PIECES = 2
"""Pieces that stand in a column by themselves; the one of a header is enough."""


def with_pieces_between(gaps: tuple[Gap, ...], lines: Sequence[TextLine]) -> tuple[Gap, ...]:
    """The gaps without those that bound a column in which no piece stands by itself, the weaker one first.

    Labels that recur may have their spaces at one place; the words on both sides are still those of one column.
    """
    places = [(*reach, line.heads) for line in lines for piece in line.pieces for reach in _reaches(piece, line.size)]
    kept = list(gaps)
    while kept:
        ends = [float("-inf"), *(gap.middle for gap in kept), float("inf")]
        own = [[heads for x0, x1, heads in places if left <= x0 and x1 <= right] for left, right in pairwise(ends)]
        empty = next((place for place, found in enumerate(own) if len(found) < LEAST_PIECES and not any(found)), None)
        if empty is None:
            break
        kept.remove(min(kept[max(0, empty - 1) : empty + 1], key=lambda gap: gap.score))
    return tuple(kept)


def _reaches(piece: Piece, size: float) -> Iterator[tuple[float, float]]:
    """Where the parts of a piece begin and end that stand more than a space apart."""
    start = piece.x0
    for before, after in pairwise(piece.words):
        if after.x0 - before.x1 > ONE_SPACE * size:
            yield start, before.x1
            start = after.x0
    yield start, piece.x1
