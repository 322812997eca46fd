"""Fits the sequence model: penalised likelihood, L-BFGS, from the same start every time.

It is fitted twice, and the weights are averaged: once on all features, then from there as if words that are met seldom
were met for the first time, so that only their look and what stands around them tells. Names of boroughs not learned
from are made of such words. The average of two such models is one model of the same kind, as quick as either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from models.mention import MentionLabel
from pipeline.tagging.crf import (
    ALLOWED,
    BEGIN,
    INSIDE,
    LAST,
    OUTSIDE,
    TAGS,
    UNIT,
    Floats,
    batches,
    run,
    tag_of,
)
from pipeline.tagging.features import TokenFeatures, features_of
from pipeline.tagging.lines import sentences
from pipeline.tagging.sequence_model import PLACE_OFFSETS, WORD_OFFSETS, SequenceModel, shifted
from pipeline.tagging.state import LABELS, TaggingState

Matrix: TypeAlias = Any
"""A sparse matrix; scipy ships no types."""
_MIN_WORD = 2
"""A feature of a word counts from its second token on: rarer ones only remember names."""
_MIN_PLACE = 2
_MIN_ORDINARY = 2
_PENALTY = 0.6
"""Weight of the quadratic penalty; .3 to 1 give the same within .003 in cross-validation."""
_STEPS = 70
_STEPS_AGAIN = 35
"""From the weights of the first fit, few steps are enough."""
_SELDOM = 6
"""Words met less often than this are strangers in the second fit."""
_OF_THE_WORD = ("w=", "prefix=", "suffix=")
"""Features that tell which word it is."""


class Example(NamedTuple):
    """What the rules found in a document, and its names: spans of words with the index of the label."""

    state: TaggingState
    spans: tuple[tuple[int, int, int], ...]


def ordinary_words(examples: Sequence[Example]) -> frozenset[str]:
    """Words the documents write in lower case, at least twice."""
    counts = Counter(form for example in examples for form in example.state.words.forms if form.islower())
    return frozenset(word for word, count in counts.items() if count >= _MIN_ORDINARY)


def gold_tags(example: Example) -> list[int]:
    """The tag of every token."""
    tags = [OUTSIDE] * len(example.state.words)
    for start, end, label in example.spans:
        if end - start == 1:
            tags[start] = tag_of(label, UNIT)
            continue
        tags[start:end] = [tag_of(label, INSIDE)] * (end - start)
        tags[start], tags[end - 1] = tag_of(label, BEGIN), tag_of(label, LAST)
    return tags


class _Data(NamedTuple):
    matrix: Matrix
    tags: npt.NDArray[np.int64]
    ranges: list[tuple[int, int]]
    groups: list[list[int]]


def fit_sequence_model(examples: Sequence[Example]) -> SequenceModel:
    """Train on the examples."""
    vocabulary = ordinary_words(examples)
    features = [features_of(example.state, vocabulary) for example in examples]
    word_names = _frequent((name for f in features for number in f.word_of for name in f.words[number]), _MIN_WORD)
    place_names = _frequent((name for f in features for names in f.places for name in names), _MIN_PLACE)
    columns = len(word_names) * len(WORD_OFFSETS) + len(place_names) * len(PLACE_OFFSETS)
    start = np.zeros(columns * TAGS + TAGS * TAGS)
    met = _fit(_data(examples, features, word_names, place_names), start, _STEPS)
    strangers = _as_strangers(examples, features)
    unmet = _fit(_data(examples, strangers, word_names, place_names), met, _STEPS_AGAIN)
    weights, transitions = _unpack((met + unmet) / 2, columns)
    return _model(weights, transitions, word_names, place_names, vocabulary)


def _fit(data: _Data, start: Floats, steps: int) -> Floats:
    """The weights that fit best, of all features and of pairs of tags, in one row."""
    result = minimize(
        _objective, start, args=(data,), jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8}
    )
    found: Floats = result.x
    return found


def _as_strangers(examples: Sequence[Example], features: Sequence[TokenFeatures]) -> list[TokenFeatures]:
    """The same features, but for those that tell which of the seldom words it is."""
    counts = Counter(form for example in examples for form in example.state.words.lower)
    found = []
    for example, own in zip(examples, features, strict=True):
        words = list(own.words)
        for form, number in zip(example.state.words.lower, own.word_of, strict=True):
            if counts[form] < _SELDOM and form[0].isalnum():
                words[number] = [name for name in own.words[number] if not name.startswith(_OF_THE_WORD)]
        found.append(own._replace(words=words))
    return found


def _frequent(names: Iterable[str], least: int) -> list[str]:
    counts = Counter(names)
    return sorted(name for name, count in counts.items() if count >= least)


def _data(
    examples: Sequence[Example], features: Sequence[TokenFeatures], word_names: list[str], place_names: list[str]
) -> _Data:
    word_ids = {name: number for number, name in enumerate(word_names)}
    place_ids = {name: number for number, name in enumerate(place_names)}
    blocks, tags, ranges = [], [], []
    shift = 0
    for example, found in zip(examples, features, strict=True):
        size = len(example.state.words)
        by_word = _csr([[word_ids[n] for n in names if n in word_ids] for names in found.words], len(word_ids))[
            found.word_of
        ]
        by_place = _csr([[place_ids[n] for n in names if n in place_ids] for names in found.places], len(place_ids))
        parts = [_moved(by_word, offset) for offset in WORD_OFFSETS] + [
            _moved(by_place, offset) for offset in PLACE_OFFSETS
        ]
        blocks.append(sparse.hstack(parts, format="csr"))
        tags += gold_tags(example)
        ranges += [(start + shift, end + shift) for start, end in sentences(example.state)]
        shift += size
    groups = batches([end - start for start, end in ranges])
    return _Data(sparse.vstack(blocks, format="csr"), np.array(tags), ranges, groups)


def _csr(rows: list[list[int]], width: int) -> Matrix:
    indptr = np.cumsum([0, *(len(row) for row in rows)])
    indices = np.array([column for row in rows for column in row], dtype=np.int64)
    return sparse.csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows), width))


def _moved(matrix: Matrix, offset: int) -> Matrix:
    size, width = matrix.shape
    here, there = shifted(size, offset)
    before = here.start or 0
    blank_before = sparse.csr_matrix((before, width))
    blank_after = sparse.csr_matrix((size - before - (there.stop - there.start), width))
    return sparse.vstack([blank_before, matrix[there], blank_after], format="csr")


def _unpack(packed: Floats, columns: int) -> tuple[Floats, Floats]:
    return packed[: columns * TAGS].reshape(columns, TAGS), packed[columns * TAGS :].reshape(TAGS, TAGS)


def _objective(packed: Floats, data: _Data) -> tuple[float, Floats]:
    """Penalised negative log likelihood and its gradient."""
    columns = data.matrix.shape[1]
    weights, transitions = _unpack(packed, columns)
    emissions = data.matrix @ weights
    expected = np.zeros_like(emissions)
    pair_gradient = np.zeros((TAGS, TAGS))
    loss = 0.0
    for group in data.groups:
        lattice = run([emissions[slice(*data.ranges[number])] for number in group], transitions)
        loss += lattice.log_likelihood_norm
        marginal = lattice.forward * lattice.backward
        ahead = lattice.potentials * lattice.backward / lattice.scale[:, :, None]
        pair_gradient += np.einsum("tbi,tbj->ij", lattice.forward[:-1], ahead[1:]) * lattice.transitions
        for place, number in enumerate(group):
            start, end = data.ranges[number]
            expected[start:end] = marginal[: end - start, place]
    observed = np.zeros_like(emissions)
    for start, end in data.ranges:
        tags = data.tags[start:end]
        rows = np.arange(start, end)
        observed[rows, tags] = 1.0
        loss -= float(emissions[rows, tags].sum() + transitions[tags[:-1], tags[1:]].sum())
        np.subtract.at(pair_gradient, (tags[:-1], tags[1:]), 1.0)
    gradient = data.matrix.T @ (expected - observed)
    loss += _PENALTY / 2 * float((packed**2).sum())
    pair_gradient = np.where(ALLOWED, pair_gradient, 0.0)
    return loss, np.concatenate([gradient.ravel(), pair_gradient.ravel()]) + _PENALTY * packed


def _model(
    weights: Floats, transitions: Floats, word_names: list[str], place_names: list[str], vocabulary: frozenset[str]
) -> SequenceModel:
    cut = len(word_names) * len(WORD_OFFSETS)
    return SequenceModel(
        word_names,
        place_names,
        _with_blank(weights[:cut].reshape(len(WORD_OFFSETS), len(word_names), TAGS)),
        _with_blank(weights[cut:].reshape(len(PLACE_OFFSETS), len(place_names), TAGS)),
        transitions,
        vocabulary,
    )


def _with_blank(table: Floats) -> Floats:
    blank = np.zeros((table.shape[0], 1, table.shape[2]))
    return np.concatenate([table, blank], axis=1).astype(np.float32)


def label_index(label: MentionLabel) -> int:
    """Index in `LABELS`."""
    return LABELS.index(label)


__all__ = ["Example", "fit_sequence_model", "gold_tags", "label_index", "ordinary_words"]
