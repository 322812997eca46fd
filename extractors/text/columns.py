"""Columns put back that a text copy left out where they were empty.

A copy made page by page drops the columns that are empty on that page, so a row's third field may belong to the third
column on one page and to the fourth on the next. Within a stretch of rows (no gap, same count of fields) the same
columns are missing. The fields of a stretch are therefore laid on the table's columns all at once, in their order, by
the best sum of log likelihoods under a profile of each column: how often it is empty, how often a number, how long its
texts are, which words it uses (naive Bayes; the best order-preserving assignment by dynamic programming). Profiles are
learned from the table itself: first from the rows that have all columns, then again from all rows until nothing moves.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.text.segments import Row
from extractors.text.shapes import is_number, normal, words

_SMOOTHING = 0.5
"""Jeffreys prior of a yes-or-no share."""
_LENGTH_SPREAD_FLOOR = 0.5
"""Least spread of the logarithm of word counts: a factor of 1.6, as between a short and a long sentence."""
_VOCABULARY_WORDS = 6
"""Words of a field that count as evidence: words of one text are not independent, so more would outweigh all else."""
_WORD_SMOOTHING = 0.2
_SAME_VALUE = 2.0
_SAME_NAME = 25.0
"""Weight of a header that says the same as the column's: above anything a stretch of rows can bring against it."""
_MERGE_PENALTY = 6.0
_ROUNDS = 6

_NUMBER_NAMES = frozenset({"no", "number", "ref", "reference", "id", "item"})
_LONG_NAMES = frozenset(
    {"narrative", "action", "progress", "provision", "delivery", "description", "comments", "update", "evidence"}
)
_PRIOR_WORDS = {"number": 1.0, "long": 30.0, "other": 3.0}
"""Words expected in a field of a column of which nothing is known but its name."""


@dataclass(slots=True)
class _Profile:
    """What is known of a column."""

    name_words: frozenset[str]
    names: set[str] = field(default_factory=set)
    seen: int = 0
    filled: int = 0
    numbers: int = 0
    lengths: list[float] = field(default_factory=list)
    vocabulary: Counter[str] = field(default_factory=Counter)
    values: set[str] = field(default_factory=set)
    mean: float = 0.0
    spread: float = 1.0

    def learn(self, text: str) -> None:
        self.seen += 1
        if not text.strip():
            return
        self.filled += 1
        self.numbers += is_number(text)
        found = words(text)
        self.lengths.append(math.log1p(len(found)))
        self.vocabulary.update(found)
        self.values.add(normal(text))

    def settle(self) -> None:
        """Make mean and spread of the lengths, one field of the length its name lets expect counted in."""
        lengths = [*self.lengths, math.log1p(self._expected_words())]
        self.mean = sum(lengths) / len(lengths)
        variance = sum((length - self.mean) ** 2 for length in lengths) / len(lengths)
        self.spread = max(_LENGTH_SPREAD_FLOOR, math.sqrt(variance)) if self.lengths else 1.5

    def _expected_words(self) -> float:
        if self.name_words & _NUMBER_NAMES:
            return _PRIOR_WORDS["number"]
        return _PRIOR_WORDS["long" if self.name_words & _LONG_NAMES else "other"]

    def empty_score(self) -> float:
        return math.log((self.seen - self.filled + _SMOOTHING) / (self.seen + 2 * _SMOOTHING))

    def score(self, text: str, everywhere: Counter[str]) -> float:
        """Log likelihood of a field in this column."""
        if not text.strip():
            return self.empty_score()
        expects_number = _SMOOTHING * (3 if self.name_words & _NUMBER_NAMES else 1)
        number = (self.numbers + expects_number) / (self.filled + expects_number + _SMOOTHING)
        found = words(text)
        away = (math.log1p(len(found)) - self.mean) / self.spread
        score = math.log((self.filled + _SMOOTHING) / (self.seen + 2 * _SMOOTHING))
        score += math.log(number if is_number(text) else 1 - number)
        score -= away * away / 2 + math.log(self.spread)
        score += self._vocabulary_score(found, everywhere)
        return score + (_SAME_VALUE if normal(text) in self.values else 0.0)

    def _vocabulary_score(self, found: list[str], everywhere: Counter[str]) -> float:
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


@dataclass(slots=True)
class _Stretch:
    """Rows that lack the same columns."""

    rows: list[Row]
    places: list[int]


def lay_on_columns(rows: Sequence[Row], width: int) -> tuple[list[list[str]], int]:
    """The rows of a table with `width` fields each, and the count of those that had to be filled up.

    Lone rows are given back with one field, for the caller to place. Fields of a row with too many are joined.
    """
    stretches = _stretches(rows, width)
    profiles = _profiles(stretches, width, full_only=True)
    for _ in range(_ROUNDS):
        before = [stretch.places for stretch in stretches]
        for stretch in stretches:
            if len(stretch.places) != width:
                stretch.places = _best_places(stretch.rows, profiles, width)
        if before == [stretch.places for stretch in stretches]:
            break
        profiles = _profiles(stretches, width, full_only=False)
    laid = {id(row): _lay(row.fields, stretch.places, width) for stretch in stretches for row in stretch.rows}
    short = sum(len(row.fields) < width for row in rows if not row.lone)
    return [laid.get(id(row), row.fields) for row in rows], short


def _stretches(rows: Sequence[Row], width: int) -> list[_Stretch]:
    found: dict[tuple[int, int], _Stretch] = {}
    for row in rows:
        if row.lone:
            continue
        while len(row.fields) > width and not row.fields[-1].strip():
            row.fields.pop()
        count = len(row.fields)
        key = (row.group, count)
        if key not in found:
            found[key] = _Stretch([], list(range(width)) if count == width else [])
        found[key].rows.append(row)
    return list(found.values())


def _profiles(stretches: list[_Stretch], width: int, *, full_only: bool) -> list[_Profile]:
    profiles = [_named_profile(column) for column in _names(stretches, width)]
    for stretch in stretches:
        if not stretch.places or (full_only and len(stretch.places) != width):
            continue
        for row in stretch.rows:
            if not row.header:
                for profile, text in zip(profiles, _lay(row.fields, stretch.places, width), strict=True):
                    profile.learn(text)
    for profile in profiles:
        profile.settle()
    return profiles


def _names(stretches: list[_Stretch], width: int) -> list[list[str]]:
    """What the full header rows call each column."""
    headers = [row.fields for stretch in stretches for row in stretch.rows if row.header and len(row.fields) == width]
    return [[header[column] for header in headers if header[column].strip()] for column in range(width)]


def _named_profile(names: list[str]) -> _Profile:
    return _Profile(frozenset(word for name in names for word in words(name)), {normal(name) for name in names})


def _lay(fields: Sequence[str], places: Sequence[int], width: int) -> list[str]:
    laid = [""] * width
    for text, place in zip(fields, places, strict=True):
        laid[place] = f"{laid[place]}\n{text}" if laid[place].strip() and text.strip() else laid[place] or text
    return laid


def _best_places(rows: Sequence[Row], profiles: list[_Profile], width: int) -> list[int]:
    """Column of each field: the order-preserving assignment with the highest sum of scores over the rows."""
    count = len(rows[0].fields)
    everywhere: Counter[str] = Counter()
    for profile in profiles:
        everywhere.update(profile.vocabulary)
    fits = [[_fit(rows, number, profile, everywhere) for profile in profiles] for number in range(count)]
    data_rows = sum(not row.header for row in rows)
    skipped = [data_rows * profile.empty_score() for profile in profiles]
    before_column = [sum(skipped[:column]) for column in range(width + 1)]

    best = [fits[0][column] + before_column[column] for column in range(width)]
    origins: list[list[int]] = []
    for number in range(1, count):
        row_best, row_origin = [], []
        for column in range(width):
            options = [
                (best[earlier] + before_column[column] - before_column[earlier + 1], -earlier)
                for earlier in range(column)
            ]
            if count > width:
                options.append((best[column] - _merge_cost(rows, number), -column))
            value, origin = max(options, default=(-math.inf, 0))
            row_best.append(value + fits[number][column])
            row_origin.append(-origin)
        best = row_best
        origins.append(row_origin)
    ends = [(best[column] + before_column[width] - before_column[column + 1], -column) for column in range(width)]
    column = -max(ends)[1]
    places = [column]
    for row_origin in reversed(origins):
        column = row_origin[column]
        places.append(column)
    return places[::-1]


def _fit(rows: Sequence[Row], number: int, profile: _Profile, everywhere: Counter[str]) -> float:
    score = 0.0
    for row in rows:
        text = row.fields[number]
        if not row.header:
            score += profile.score(text, everywhere)
        elif text.strip():
            score += _SAME_NAME if normal(text) in profile.names else -_SAME_NAME / 5
    return score


def _merge_cost(rows: Sequence[Row], number: int) -> float:
    return sum(_MERGE_PENALTY if row.fields[number].strip() else 1.0 for row in rows)
