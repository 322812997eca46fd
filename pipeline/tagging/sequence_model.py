"""The trained sequence model: weights by the name of a feature, and their use on a document."""

from __future__ import annotations

import io
import json
from typing import NamedTuple

import numpy as np

from pipeline.tagging.crf import TAGS, Floats, Integers, SpanScore, batches, run, span_scores
from pipeline.tagging.features import PLACE_REACH, WORD_REACH, TokenFeatures, features_of
from pipeline.tagging.lines import sentences
from pipeline.tagging.state import TaggingState

WORD_OFFSETS = tuple(range(-WORD_REACH, WORD_REACH + 1))
PLACE_OFFSETS = tuple(range(-PLACE_REACH, PLACE_REACH + 1))


class Encoded(NamedTuple):
    """A document in numbers; the last row of every table of weights is zero and stands for an unknown feature."""

    words: Integers
    word_of: Integers
    places: Integers


class SequenceModel:
    """Weights of word features (offset, feature, tag), of place features likewise, and of pairs of tags."""

    def __init__(
        self,
        word_names: list[str],
        place_names: list[str],
        word_weights: Floats,
        place_weights: Floats,
        transitions: Floats,
        vocabulary: frozenset[str],
    ) -> None:
        self.word_ids = {name: number for number, name in enumerate(word_names)}
        self.place_ids = {name: number for number, name in enumerate(place_names)}
        self.word_weights = word_weights
        self.place_weights = place_weights
        self.transitions = transitions
        self.vocabulary = vocabulary

    def score_spans(self, state: TaggingState, floor: float) -> list[SpanScore]:
        """Every span of the document whose probability is at least `floor`, in tokens of the document."""
        ranges = sentences(state)
        if not ranges:
            return []
        emissions = self.emissions(encode(features_of(state, self.vocabulary), self.word_ids, self.place_ids))
        found = []
        for numbers in batches([end - start for start, end in ranges]):
            lattice = run([emissions[slice(*ranges[number])] for number in numbers], self.transitions)
            for number, scores in zip(numbers, span_scores(lattice, floor), strict=True):
                shift = ranges[number][0]
                found += [SpanScore(s.start + shift, s.end + shift, s.label, s.probability) for s in scores]
        return sorted(found)

    def emissions(self, encoded: Encoded) -> Floats:
        """Log potentials (tokens, TAGS)."""
        size = len(encoded.word_of)
        total: Floats = np.zeros((size, TAGS), dtype=np.float32)
        for number, offset in enumerate(WORD_OFFSETS):
            by_word = _sums(self.word_weights[number], encoded.words)
            here, there = shifted(size, offset)
            total[here] += by_word[encoded.word_of[there]]
        for number, offset in enumerate(PLACE_OFFSETS):
            by_place = _sums(self.place_weights[number], encoded.places)
            here, there = shifted(size, offset)
            total[here] += by_place[there]
        return total

    def to_bytes(self) -> bytes:
        """Compressed arrays; weights in half precision, which moves no decision that is not a coin's toss."""
        buffer = io.BytesIO()
        names = {"words": list(self.word_ids), "places": list(self.place_ids), "vocabulary": sorted(self.vocabulary)}
        np.savez_compressed(
            buffer,
            names=np.frombuffer(json.dumps(names, ensure_ascii=False).encode("utf-8"), dtype=np.uint8),
            word_weights=self.word_weights.astype(np.float16),
            place_weights=self.place_weights.astype(np.float16),
            transitions=self.transitions.astype(np.float32),
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> SequenceModel:
        """The model that `to_bytes` gave."""
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            names = json.loads(arrays["names"].tobytes().decode("utf-8"))
            return cls(
                names["words"],
                names["places"],
                arrays["word_weights"].astype(np.float32),
                arrays["place_weights"].astype(np.float32),
                arrays["transitions"].astype(np.float64),
                frozenset(names["vocabulary"]),
            )


def _sums(weights: Floats, table: Integers) -> Floats:
    """For each row of numbers of features the sum of their weights, (rows, TAGS); column by column is quickest."""
    total = weights[table[:, 0]]
    for column in table.T[1:]:
        total += weights[column]
    return total


def shifted(size: int, offset: int) -> tuple[slice, slice]:
    """(tokens that have a neighbour at `offset`, those neighbours)."""
    if offset >= 0:
        return slice(0, max(size - offset, 0)), slice(offset, size)
    return slice(-offset, size), slice(0, max(size + offset, 0))


def encode(features: TokenFeatures, word_ids: dict[str, int], place_ids: dict[str, int]) -> Encoded:
    """Numbers for the features; unknown ones get the number after the last."""
    return Encoded(
        _table(features.words, word_ids), np.array(features.word_of, dtype=np.int32), _table(features.places, place_ids)
    )


def _table(rows: list[list[str]], ids: dict[str, int]) -> Integers:
    blank = len(ids)
    lengths = np.array([len(names) for names in rows], dtype=np.int32)
    table = np.full((len(rows), lengths.max(initial=1)), blank, dtype=np.int32)
    table[np.arange(table.shape[1]) < lengths[:, None]] = [ids.get(name, blank) for names in rows for name in names]
    return table
