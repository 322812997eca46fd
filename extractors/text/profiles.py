"""What is known of a column of a text copy, and how well a field would stand in it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from extractors.common.shapes import is_number, normal, opens_title, words
from models.reference.columns import role_of, understand_header
from models.reference.roles import RoleKind
from models.reference.statuses import statuses_in

Shape = Literal["number", "date", "status", "title", "text"]

_FILLED_WEIGHT = 1.0
_SHAPE_SMOOTHING = 0.3
_SHAPE_EXPECTED = 1.0
"""Weight of what the column's name lets expect, counted in fields."""
_LENGTH_WEIGHT = 2.0
_LENGTH_VARIANCE = 1.0
_LENGTH_SPREAD_FLOOR = 0.5
"""Least spread of the logarithm of word counts: a factor of 1.6, as between a short and a long sentence."""
_VOCABULARY_WORDS = 4
"""Words of a field that count as evidence: words of one text are not independent, so more would outweigh all else."""
_WORD_SMOOTHING = 0.2
_SAME_VALUE = 2.0
"""Weight of a field that says just what another field of the column says, such as an organisation."""

_SHORT_WORDS = 5
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s-]?\d"
    r"|\b(?:ongoing|on-going|annual(?:ly)?|quarterly|monthly|weekly|daily|immediate|completed?|q[1-4])\b",
    re.IGNORECASE,
)
_SHAPES: dict[RoleKind, Shape] = {"number": "number", "status": "status", "date": "date", "theme": "title"}
"""What the cells of a role look like by its kind; those of other kinds are text."""
_UNKNOWN_WORDS = 6.0
_UNKNOWN_FILLED = 0.5
"""Words and share of filled fields of a column whose name is not known."""


def shape_of(text: str) -> Shape:
    """What a filled field is: a number, a date, a status, or other text."""
    if is_number(text):
        return "number"
    if len(words(text)) <= _SHORT_WORDS:
        if statuses_in(text):
            return "status"
        if _DATE.search(text):
            return "date"
    return "title" if opens_title(text) and not text.rstrip().endswith((".", ",")) else "text"


@dataclass(slots=True)
class Profile:
    """How often a column is empty, and which shapes, lengths and words its fields have."""

    names: frozenset[str]
    expected_shape: Shape
    expected_length: float
    expected_filled: float
    seen: int = 0
    filled: int = 0
    shapes: Counter[Shape] = field(default_factory=Counter)
    vocabulary: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    lengths: float = 0.0
    squares: float = 0.0

    @classmethod
    def of(cls, names: Iterable[str]) -> Profile:
        """A profile that knows only what the column is called, in one or more header rows."""
        printed = [name for name in names if name.strip()]
        understood = [known for name in reversed(printed) if (known := understand_header(name)) is not None]
        role = role_of(understood[0]) if understood else None
        names = frozenset(map(normal, printed))
        if role is None:
            return cls(names, "text", math.log1p(_UNKNOWN_WORDS), _UNKNOWN_FILLED)
        return cls(names, _SHAPES.get(role.kind, "text"), math.log1p(role.words), role.filled)

    def learn(self, text: str) -> tuple[str, ...]:
        """Take a field in. Gives back its words."""
        return self._count(text, 1)

    def forget(self, text: str) -> tuple[str, ...]:
        """Take a field out that was taken in before. Gives back its words."""
        return self._count(text, -1)

    def _count(self, text: str, times: int) -> tuple[str, ...]:
        self.seen += times
        found = words(text)
        if text.strip():
            length = math.log1p(len(found))
            self.filled += times
            self.shapes[shape_of(text)] += times
            self.values[normal(text)] += times
            self.lengths += times * length
            self.squares += times * length * length
            for word in found:
                self.vocabulary[word] += times
        return found

    def empty_score(self) -> float:
        """Log likelihood of nothing."""
        empty = self.seen - self.filled + _FILLED_WEIGHT * (1 - self.expected_filled)
        return math.log(empty / (self.seen + _FILLED_WEIGHT))

    def score(self, text: str, everywhere: Counter[str]) -> float:
        """Log likelihood of a field in this column; `everywhere` counts the words of the whole table."""
        if not text.strip():
            return self.empty_score()
        found = words(text)
        score = math.log((self.filled + _FILLED_WEIGHT * self.expected_filled) / (self.seen + _FILLED_WEIGHT))
        score += self._shape_score(shape_of(text)) + self._length_score(math.log1p(len(found)))
        score += self._vocabulary_score(found, everywhere)
        return score + (_SAME_VALUE if self.values[normal(text)] else 0.0)

    def _shape_score(self, shape: Shape) -> float:
        expected = _SHAPE_EXPECTED if shape == self.expected_shape else 0.0
        total = self.filled + _SHAPE_EXPECTED + 5 * _SHAPE_SMOOTHING
        return math.log((self.shapes[shape] + expected + _SHAPE_SMOOTHING) / total)

    def _length_score(self, length: float) -> float:
        weight = self.filled + _LENGTH_WEIGHT
        mean = (self.lengths + _LENGTH_WEIGHT * self.expected_length) / weight
        squares = self.squares + _LENGTH_WEIGHT * (self.expected_length**2 + _LENGTH_VARIANCE)
        spread = max(_LENGTH_SPREAD_FLOOR, math.sqrt(max(0.0, squares / weight - mean * mean)))
        away = (length - mean) / spread
        return -away * away / 2 - math.log(spread)

    def _vocabulary_score(self, found: tuple[str, ...], everywhere: Counter[str]) -> float:
        own, total = self.vocabulary.total(), everywhere.total()
        if not found or not total:
            return 0.0
        sizes = _WORD_SMOOTHING * (len(everywhere) + 1)
        ratios = [
            math.log((self.vocabulary[word] + _WORD_SMOOTHING) / (own + sizes))
            - math.log((everywhere[word] + _WORD_SMOOTHING) / (total + sizes))
            for word in found
        ]
        return min(len(found), _VOCABULARY_WORDS) * sum(ratios) / len(ratios)
