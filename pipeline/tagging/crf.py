"""A linear-chain conditional random field in numpy: exact marginals, and how likely any span is a name of a kind.

Tags are begin, inside, last and unit for each label, and outside. Everything runs over padded batches of sentences in
scaled probabilities (Rabiner 1989), so that a plan takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.tagging.state import LABELS

Floats = npt.NDArray[np.floating[Any]]
Integers = npt.NDArray[np.integer[Any]]

OUTSIDE = 0
BEGIN, INSIDE, LAST, UNIT = range(4)
TAGS = 1 + 4 * len(LABELS)
LONGEST_NAME = 14
"""Tokens; the longest annotated name has twelve."""
_BATCH = 128


def tag_of(label: int, part: int) -> int:
    """Number of the tag for a part (begin, inside, last, unit) of a label (its index in `LABELS`)."""
    return 1 + 4 * label + part


def allowed_transitions() -> npt.NDArray[np.bool_]:
    """Which tag may follow which, (TAGS, TAGS)."""
    allowed = np.zeros((TAGS, TAGS), dtype=bool)
    closed = [OUTSIDE, *(tag_of(label, part) for label in range(len(LABELS)) for part in (LAST, UNIT))]
    fresh = [OUTSIDE, *(tag_of(label, part) for label in range(len(LABELS)) for part in (BEGIN, UNIT))]
    for before in closed:
        allowed[before, fresh] = True
    for label in range(len(LABELS)):
        for before in (BEGIN, INSIDE):
            allowed[tag_of(label, before), [tag_of(label, INSIDE), tag_of(label, LAST)]] = True
    return allowed


ALLOWED = allowed_transitions()
MAY_START = ALLOWED[OUTSIDE]
MAY_END = ALLOWED[:, OUTSIDE]


class Lattice(NamedTuple):
    """A batch of sentences after the forward and backward pass. Time, then sentence, then tag."""

    potentials: Floats
    forward: Floats
    backward: Floats
    scale: Floats
    transitions: Floats
    lengths: Integers
    log_likelihood_norm: float


def run(emissions: Sequence[Floats], transitions: Floats) -> Lattice:
    """Forward and backward over sentences of any lengths.

    Args:
        emissions: For each sentence the log potentials, (tokens, TAGS).
        transitions: Log potentials of pairs of tags, (TAGS, TAGS).
    """
    lengths = np.array([len(emission) for emission in emissions])
    longest = int(lengths.max())
    potentials = np.zeros((longest, len(emissions), TAGS))
    shift = 0.0
    for number, emission in enumerate(emissions):
        peak = emission.max(axis=1, keepdims=True)
        shift += float(peak.sum())
        potentials[: len(emission), number] = np.exp(emission - peak)
    steps = np.where(ALLOWED, np.exp(transitions), 0.0)
    forward = np.zeros_like(potentials)
    scale = np.ones((longest, len(emissions)))
    last = np.arange(longest)[:, None] == lengths[None, :] - 1
    live = np.arange(longest)[:, None] < lengths[None, :]
    for time in range(longest):
        row = potentials[time] * (MAY_START if time == 0 else forward[time - 1] @ steps)
        row = np.where(last[time][:, None], row * MAY_END, row)
        total = row.sum(axis=1)
        scale[time] = np.where(live[time], total, 1.0)
        forward[time] = np.where(live[time][:, None], row / np.maximum(total, 1e-300)[:, None], 0.0)
    backward = np.zeros_like(potentials)
    for time in range(longest - 1, -1, -1):
        if time < longest - 1:
            carried = (backward[time + 1] * potentials[time + 1] / scale[time + 1][:, None]) @ steps.T
            backward[time] = carried
        backward[time] = np.where(last[time][:, None], MAY_END.astype(float), backward[time])
    norm = shift + float(np.log(scale[live]).sum())
    return Lattice(potentials, forward, backward, scale, steps, lengths, norm)


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Sentences of like length together, so that little is padded."""
    order = sorted(range(len(lengths)), key=lambda number: (lengths[number], number))
    return [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]


class SpanScore(NamedTuple):
    """How likely a span of a sentence is a name with a label (index in `LABELS`)."""

    start: int
    end: int
    label: int
    probability: float


def span_scores(lattice: Lattice, floor: float) -> list[list[SpanScore]]:
    """For each sentence every span whose probability is at least `floor`; exact, no sampling."""
    found: list[list[SpanScore]] = [[] for _ in lattice.lengths]
    for label in range(len(LABELS)):
        unit, begin = tag_of(label, UNIT), tag_of(label, BEGIN)
        single = lattice.forward[:, :, unit] * lattice.backward[:, :, unit]
        for time, number in np.argwhere(single >= floor):
            found[number].append(SpanScore(int(time), int(time) + 1, label, float(single[time, number])))
        mass = lattice.forward[:, :, begin] * lattice.backward[:, :, begin]
        for time, number in np.argwhere(mass >= floor):
            found[number] += _extend(lattice, label, int(time), int(number), floor)
    return found


def _extend(lattice: Lattice, label: int, start: int, number: int, floor: float) -> list[SpanScore]:
    inside, last = tag_of(label, INSIDE), tag_of(label, LAST)
    before = tag_of(label, BEGIN)
    path = float(lattice.forward[start, number, before])
    found = []
    end = min(int(lattice.lengths[number]), start + LONGEST_NAME)
    for time in range(start + 1, end):
        scale = float(lattice.scale[time, number])
        ending = path * float(lattice.transitions[before, last] * lattice.potentials[time, number, last]) / scale
        score = ending * float(lattice.backward[time, number, last])
        if score >= floor:
            found.append(SpanScore(start, time + 1, label, score))
        path *= float(lattice.transitions[before, inside] * lattice.potentials[time, number, inside]) / scale
        before = inside
        if path * float(lattice.backward[time, number, inside]) < floor:
            break
    return found
