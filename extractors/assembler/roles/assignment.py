"""The best assignment of roles to columns, and how much worse the table is with a column as something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEVER = -1e9
"""Score of what cannot be."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What each column is.

    roles: index of each column's role. total: log score of the whole. best: columns by roles, the best total with that
    column as that role, so that differences in a row are margins.
    """

    roles: tuple[int, ...]
    total: float
    best: NDArray[np.float64]


def assign(scores: NDArray[np.float64], repeats: Sequence[float | None], wanted: Mapping[int, float]) -> Assignment:
    """The assignment with the highest sum of scores.

    scores: columns by roles, log likelihoods. repeats: for each role, what every column after the first that has it
    costs; None where only one may. wanted: role to what its lack costs.

    Exact: it goes from left to right over the sets of roles used so far, and from right to left for the margins
    (forward and backward passes over sets, as of a hidden Markov model). Columns x roles x 2^roles steps, which numpy
    takes a set at a time.
    """
    count, roles = scores.shape
    tracked = [role for role in range(roles) if repeats[role] != 0.0 or role in wanted]
    bit = {role: 1 << place for place, role in enumerate(tracked)}
    sets = np.arange(1 << len(tracked))
    after = [sets | bit.get(role, 0) for role in range(roles)]
    prices = [
        np.where((sets & bit.get(role, 0)) > 0, price if (price := repeats[role]) is not None else -NEVER, 0.0)
        for role in range(roles)
    ]
    ending = np.zeros(len(sets))
    for role, price in wanted.items():
        ending -= np.where(sets & bit[role], 0.0, price)
    backward = [ending] * (count + 1)
    for column in reversed(range(count)):
        steps = [scores[column, role] - prices[role] + backward[column + 1][after[role]] for role in range(roles)]
        backward[column] = np.max(steps, axis=0)
    forward = np.full(len(sets), NEVER)
    forward[0] = 0.0
    best = np.full((count, roles), NEVER)
    chosen: list[int] = []
    state = 0
    for column in range(count):
        following = np.full(len(sets), NEVER)
        for role in range(roles):
            reached = forward + scores[column, role] - prices[role]
            best[column, role] = np.max(reached + backward[column + 1][after[role]])
            np.maximum.at(following, after[role], reached)
        forward = following
        options = [
            scores[column, role] - prices[role][state] + backward[column + 1][after[role][state]]
            for role in range(roles)
        ]
        chosen.append(int(np.argmax(options)))
        state = int(after[chosen[-1]][state])
    return Assignment(tuple(chosen), float(backward[0][0]), best)
