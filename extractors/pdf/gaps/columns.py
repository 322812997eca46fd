"""Which gaps part columns: those between which words stand by themselves, and those beside labels that recur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.pdf.gaps.entries import NUMBER
from extractors.pdf.gaps.lines import Piece, TextLine
from extractors.pdf.gaps.votes import Gap
from extractors.pdf.rows import ONE_SPACE

LEAST_PIECES = 2
"""Pieces that stand in a column by themselves; the one of a header is enough."""


RECURS = 3
"""Times that a label stands in the rows of a table."""

FAR = 1.5
"""Times the size of white before the name of an empty column."""

LEAST_WHITE = 2.0
"""Points of white before it that no word stands in."""

SAME_PLACE = 1.5
"""Points by which the beginnings of one label may differ."""

BEFORE_COLUMN = 4.0
"""Points before a column's first letter where its edge is put when nothing drawn tells: a usual padding."""


def with_labels(gaps: tuple[Gap, ...], lines: Sequence[TextLine]) -> tuple[Gap, ...]:
    """The gaps, and those on both sides of a bold label that recurs amid rows: few rows of a form have a second one.

    The other rows run over such gaps, and outvote the few.
    """
    if not gaps:
        return gaps
    labels = [
        (line, index)
        for line in lines
        for index, piece in enumerate(line.pieces)
        if index and piece.words and all(word.style.bold for word in piece.words) and not line.bold
    ]
    times = Counter((line.pieces[at].text, round(line.pieces[at].x0 / SAME_PLACE)) for line, at in labels)
    found = list(gaps)
    for (text, place), count in times.items():
        own = [
            (line.pieces[at - 1], line.pieces[at], line.pieces[at + 1 : at + 2])
            for line, at in labels
            if line.pieces[at].text == text and round(line.pieces[at].x0 / SAME_PLACE) == place
        ]
        if count < RECURS:
            continue
        after = [(piece, following) for _, piece, rest in own for following in rest]
        sides = [(max(before.x1 for before, _, _ in own), min(piece.x0 for _, piece, _ in own))]
        if after:
            sides.append((max(piece.x1 for piece, _ in after), min(following.x0 for _, following in after)))
        for start, end in sides:
            if end > start and not any(gap.start < end and start < gap.end for gap in found):
                found.append(Gap(start, end, float(count), float(count)))
    return tuple(sorted(found, key=lambda gap: gap.start))


def with_empty_columns(gaps: tuple[Gap, ...], lines: Sequence[TextLine]) -> tuple[Gap, ...]:
    """The gaps, and those before names in a header under which nothing stands: a column may be empty all the way down.

    A name is one that stands far from the one before it, over white that no other line of the table has words in.
    """
    found = list(gaps)
    inside = [line for line in lines if line.several or not _crosses(line, gaps)]
    for header in (line for line in lines if (line.bold or line.heads) and len(line.pieces) > len(gaps) + 1):
        for left, right in pairwise(header.pieces):
            if right.x0 - left.x1 < FAR * header.size or any(left.x1 <= gap.middle <= right.x0 for gap in found):
                continue
            words = [word for line in inside for word in line.words if word.x0 < right.x0]
            start = max((word.x1 for word in words), default=left.x1)
            if start < right.x0 - LEAST_WHITE:
                found.append(Gap(start, right.x0, 1.0, 1.0))
    return tuple(sorted(found, key=lambda gap: gap.start))


def with_hanging_numbers(gaps: tuple[Gap, ...], lines: Sequence[TextLine]) -> tuple[Gap, ...]:
    """The gaps, and the one between numbers that hang at the left and the words beside them, of which few vote for it.

    No other line of the first column begins before these words.
    """
    if not gaps:
        return gaps
    first = [line for line in lines if line.x0 < gaps[0].start and not _crosses(line, gaps)]
    hanging = [line for line in first if len(line.pieces) > 2 and NUMBER.match(line.pieces[0].text)]
    hanging = [line for line in hanging if line.pieces[1].x1 <= gaps[0].middle]
    if not hanging:
        return gaps
    start, end = max(line.pieces[0].x1 for line in hanging), min(line.pieces[1].x0 for line in hanging)
    others = [line.x0 for line in first if line not in hanging]
    if not others or min(others) < end - SAME_PLACE or end - start < LEAST_WHITE:
        return gaps
    return (Gap(start, end, float(len(hanging)), float(len(hanging))), *gaps)


def _crosses(line: TextLine, gaps: Sequence[Gap]) -> bool:
    return any(piece.x0 < gap.middle < piece.x1 for piece in line.pieces for gap in gaps)


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


def keeps_to(line: TextLine, gaps: Sequence[Gap]) -> bool:
    """Whether a line leaves more than a space white at every gap it goes over, where the gaps are surely known."""
    return not any(_runs_over(piece, gap, line.size) for piece in line.pieces for gap in gaps)


def _runs_over(piece: Piece, gap: Gap, size: float) -> bool:
    if not piece.x0 < before_words(gap) < piece.x1:
        return False
    return not any(
        before.x1 <= gap.end and after.x0 >= gap.start and after.x0 - before.x1 > ONE_SPACE * size
        for before, after in pairwise(piece.words)
    )


def before_words(gap: Gap) -> float:
    """Where the columns beside a gap meet when nothing is drawn: just before the words of the right one."""
    return max(gap.middle, gap.end - BEFORE_COLUMN)
