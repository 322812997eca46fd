"""The sequence model's arithmetic, against counting every path."""

from __future__ import annotations

import itertools
import math

import numpy as np

from pipeline.tagging.crf import ALLOWED, LONGEST_NAME, MAY_END, MAY_START, TAGS, batches, run, span_scores, tag_of
from pipeline.tagging.logistic import fit_logistic
from pipeline.tagging.sequence_model import SequenceModel
from pipeline.tagging.state import LABELS


def paths(length: int) -> list[tuple[int, ...]]:
    """Every allowed sequence of tags."""
    found: list[tuple[int, ...]] = [(tag,) for tag in range(TAGS) if MAY_START[tag]]
    for _ in range(length - 1):
        found = [(*path, tag) for path in found for tag in range(TAGS) if ALLOWED[path[-1], tag]]
    return [path for path in found if MAY_END[path[-1]]]


def test_probabilities_of_spans_are_those_of_counting_every_path() -> None:
    random = np.random.default_rng(7)
    emission = random.normal(size=(4, TAGS))
    transitions = random.normal(size=(TAGS, TAGS))
    weights = {
        path: math.exp(
            sum(emission[time, tag] for time, tag in enumerate(path))
            + sum(transitions[pair] for pair in itertools.pairwise(path))
        )
        for path in paths(4)
    }
    total = sum(weights.values())

    (scores,) = span_scores(run([emission], transitions), 1e-9)

    two_words = next(s for s in scores if (s.start, s.end, s.label) == (1, 3, 0))
    counted = sum(w for path, w in weights.items() if path[1:3] == (tag_of(0, 0), tag_of(0, 2)))
    one_word = next(s for s in scores if (s.start, s.end, s.label) == (3, 4, 2))
    counted_one = sum(w for path, w in weights.items() if path[3] == tag_of(2, 3))
    assert math.isclose(two_words.probability, counted / total, rel_tol=1e-9)
    assert math.isclose(one_word.probability, counted_one / total, rel_tol=1e-9)


def test_the_norm_is_the_sum_over_every_path() -> None:
    random = np.random.default_rng(3)
    emission = random.normal(size=(3, TAGS))
    transitions = random.normal(size=(TAGS, TAGS))
    total = sum(
        math.exp(
            sum(emission[time, tag] for time, tag in enumerate(path))
            + sum(transitions[pair] for pair in itertools.pairwise(path))
        )
        for path in paths(3)
    )

    lattice = run([emission], transitions)

    assert math.isclose(lattice.log_likelihood_norm, math.log(total), rel_tol=1e-9)


def test_a_batch_gives_each_sentence_what_it_gets_alone() -> None:
    random = np.random.default_rng(5)
    sentences = [random.normal(size=(length, TAGS)) for length in (1, 5, 3)]
    transitions = random.normal(size=(TAGS, TAGS))

    together = span_scores(run(sentences, transitions), 1e-6)

    for sentence, scores in zip(sentences, together, strict=True):
        (alone,) = span_scores(run([sentence], transitions), 1e-6)
        assert [(s.start, s.end, s.label) for s in scores] == [(s.start, s.end, s.label) for s in alone]
        assert np.allclose([s.probability for s in scores], [s.probability for s in alone])


def test_no_span_is_longer_than_any_name() -> None:
    emission = np.zeros((LONGEST_NAME + 10, TAGS))

    (scores,) = span_scores(run([emission], np.zeros((TAGS, TAGS))), 0.0)

    assert max(score.end - score.start for score in scores) == LONGEST_NAME


def test_batches_hold_every_sentence_once() -> None:
    lengths = [number % 17 + 1 for number in range(300)]

    groups = batches(lengths)

    assert sorted(number for group in groups for number in group) == list(range(300))


def test_a_model_read_back_is_the_model_written() -> None:
    random = np.random.default_rng(1)
    model = SequenceModel(
        ["w=a", "w=é"],
        ["p"],
        random.normal(size=(5, 3, TAGS)).astype(np.float32),
        random.normal(size=(3, 2, TAGS)).astype(np.float32),
        random.normal(size=(TAGS, TAGS)),
        frozenset({"board", "the"}),
    )

    again = SequenceModel.from_bytes(model.to_bytes())

    assert (again.word_ids, again.place_ids, again.vocabulary) == (model.word_ids, model.place_ids, model.vocabulary)
    assert np.allclose(again.word_weights, model.word_weights, atol=2e-3)
    assert len(LABELS) * 4 + 1 == TAGS


def test_logistic_regression_learns_which_sign_tells() -> None:
    rows = [{"tells": 1.0, "noise": float(number % 2)} for number in range(40)]
    rows += [{"noise": float(number % 2)} for number in range(40)]

    model = fit_logistic(rows, [True] * 40 + [False] * 40, penalty=0.1)

    assert model.probability({"tells": 1.0}) > 0.95
    assert model.probability({}) < 0.05
    assert abs(model.weights.get("noise", 0.0)) < 0.1
