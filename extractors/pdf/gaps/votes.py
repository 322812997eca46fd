"""Votes of lines for gaps: how many leave each place of a page's width white, and how many have words or spaces there.

Votes are counted at places a fraction of a point apart and summed from line to line, so that those of any run of
lines are the difference of two sums, and those of several pages add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extractors.pdf.gaps.lines import TextLine
from extractors.pdf.gaps.tolerances import DEFAULT

Array = npt.NDArray[np.float32]

EDGE = 0.3
"""Points by which the boxes of letters are larger than their ink."""

LEAST_SPACE = 0.6
"""Points of white between two words that count as a space."""

ROUNDING = 0.01
"""Votes by which sums may miss."""

SLIVER = 7
"""Places: white that words of few lines leave at one side of them is a column's if it is so wide, over 3 points."""

THREAD = 3
"""Places: as `SLIVER`, beside words that only nearly fill their column; more than 1 point."""

WHITE, WORD, SPACE = 0, 1, 2
"""The kinds of votes: for a gap, against it by a word, against it by a space."""


@dataclass(frozen=True, slots=True)
class Gap:
    """White between two columns: its reach in points, the lines that leave it, and its score."""

    start: float
    end: float
    support: float
    score: float

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """The places at which votes are counted: `count` of them, `step` points apart, the first at `start`."""

    start: float
    step: float
    count: int


def scale_of(width: float) -> Scale:
    """The places for pages of this width, in points."""
    step = max(DEFAULT.step, width / DEFAULT.most_steps)
    return Scale(0.0, step, int(width / step) + 2)


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """Votes of the lines of one part of a page, summed: `sums[kind, n]` are those of the first n lines."""

    scale: Scale
    sums: Array

    def of(self, first: int, end: int) -> Array:
        """Votes of lines `first` to `end`, the last not included, by kind and place."""
        votes: Array = self.sums[:, end] - self.sums[:, first]
        return votes


def count_votes(lines: Sequence[TextLine], scale: Scale) -> Ballots:
    """The votes of some lines."""
    votes = [(row, *vote) for row, line in enumerate(lines, start=1) for vote in _votes_of(line)]
    shape = (3, len(lines) + 1, scale.count + 1)
    changes = np.zeros(shape, dtype=np.float32)
    if votes:
        table = np.asarray(votes)
        rows, kinds, weights = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 4]
        places = np.ceil((table[:, 2:4] - scale.start) / scale.step - 0.5).astype(np.int64)
        base = (kinds * shape[1] + rows) * shape[2]
        first, end = (base + np.clip(places[:, side], 0, scale.count) for side in (0, 1))
        counts = np.bincount(
            np.concatenate((first, end)), weights=np.concatenate((weights, -weights)), minlength=changes.size
        )
        changes = counts.reshape(shape).astype(np.float32)
    return Ballots(scale, changes.cumsum(axis=2)[:, :, : scale.count].cumsum(axis=1))


def _votes_of(line: TextLine) -> Iterator[tuple[int, float, float, float]]:
    """The votes of a line: kind, from, to, weight."""
    weight = DEFAULT.lone if not line.several else DEFAULT.header if line.heads else 1.0
    for piece in line.pieces:
        if not piece.words:
            yield WORD, piece.x0, piece.x1, weight
        for word in piece.words:
            yield WORD, word.x0 + EDGE, word.x1 - EDGE, weight
        for before, after in pairwise(piece.words):
            if after.x0 - before.x1 > LEAST_SPACE:
                yield SPACE, before.x1 - EDGE, after.x0 + EDGE, weight
    for left, right in pairwise(line.pieces):
        if right.x0 > left.x1:
            yield WHITE, left.x1 - EDGE, right.x0 + EDGE, weight


def _scores(votes: Array) -> Array:
    """What each place is worth as a gap."""
    scores: Array = votes[WHITE] - DEFAULT.word * votes[WORD] - DEFAULT.space * votes[SPACE]
    return scores


def _open(votes: Array, scores: Array) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Which places are good as gaps, and where the runs of places begin and end that make up one gap each.

    `votes` by kind, table and place; the runs are places in the flattened table. Inside a run that most lines leave
    white, a few lines may have words: if so many stand there and not beside it, a sparse column parts the run in two.
    """
    enough = votes[WHITE] >= DEFAULT.least_support - ROUNDING
    good = enough & (scores >= DEFAULT.least_share * votes[WHITE])
    ink = votes[WORD] + votes[SPACE]
    kept = good | (enough & (ink <= DEFAULT.bridge * votes[WHITE]))
    kept[:, 0] = kept[:, -1] = False
    starts, ends = _runs(kept.ravel())
    if len(starts):
        flat = ink.ravel()
        least = np.minimum.reduceat(flat, np.column_stack((starts, ends)).ravel())[::2]
        floors = np.repeat(least, ends - starts)
        inside = np.flatnonzero(kept.ravel())
        sparse = flat[inside] >= floors + DEFAULT.sparse - ROUNDING
        if sparse.any():
            parted = np.zeros(kept.size, dtype=np.bool_)
            parted[inside[sparse]] = True
            amid = np.zeros(kept.size, dtype=np.bool_)
            for first, end in zip(*_runs(parted), strict=True):
                amid[first:end] = kept.ravel()[first - 1] and kept.ravel()[end]
            kept.ravel()[parted] = False
            starts, ends = _runs(kept.ravel())
            slivers = (amid[starts - 1] | amid[ends]) & (ends - starts < SLIVER)
            slivers |= (parted[starts - 1] | parted[ends]) & (ends - starts < THREAD)
            starts, ends = starts[~slivers], ends[~slivers]
    return good, starts, ends


def _runs(flags: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where the runs of true flags begin and end; the first and the last flag are false."""
    changes = np.flatnonzero(flags[1:] != flags[:-1]) + 1
    return changes[::2], changes[1::2]


def worths(votes: Array) -> npt.NDArray[np.float64]:
    """What the gaps of each of some runs of lines are worth together; `votes` by kind, run and place."""
    count, width = votes.shape[1], votes.shape[2]
    scores = _scores(votes)
    good, starts, ends = _open(votes, scores)
    if not len(starts):
        return np.zeros(count)
    best = np.maximum.reduceat(np.where(good, scores, 0.0).ravel(), np.column_stack((starts, ends)).ravel())[::2]
    owners = starts // width
    sums = np.bincount(owners, weights=best, minlength=count)
    gaps = np.bincount(owners, weights=best > 0, minlength=count)
    return np.where(gaps >= 2, sums, DEFAULT.lone_gap * sums)


def worth(votes: Array) -> float:
    """What the gaps of a run of lines are worth together."""
    return float(worths(votes[:, None, :])[0])


def gaps_of(votes: Array, scale: Scale) -> tuple[Gap, ...]:
    """The gaps that lines vote for, from left to right, each where most agree; one banner more or less is no matter."""
    scores = _scores(votes)
    good, starts, ends = _open(votes[:, None, :], scores[None, :])
    gaps = []
    for start, end in zip(starts, ends, strict=True):
        own = np.where(good[0, start:end], scores[start:end], -np.inf)
        top = own.max()
        if top == -np.inf:
            continue
        low, high = _longest(own >= top - DEFAULT.lone * DEFAULT.word - ROUNDING)
        low, high = int(start) + low, int(start) + high
        support = float(votes[WHITE, low:high].max())
        gaps.append(Gap(scale.start + low * scale.step, scale.start + high * scale.step, support, float(top)))
    return tuple(gaps)


def _longest(flags: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """The longest run of true flags, its end not included; the first of several."""
    starts, ends = _runs(np.concatenate(([False], flags, [False])))
    best = int(np.argmax(ends - starts))
    return int(starts[best]) - 1, int(ends[best]) - 1
