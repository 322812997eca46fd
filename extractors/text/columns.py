"""Columns put back that a text copy left out where they were empty.

A copy made page by page drops the columns that are empty on that page, so a row's third field may belong to the third
column on one page and to the fourth on the next. Within a stretch of rows (no gap, same count of fields) the same
columns are missing. The fields of a stretch are therefore laid on the table's columns all at once, in their order, by
the best sum of log likelihoods under a profile of each column: how often it is empty, how often a number, how long its
texts are, which words it uses (naive Bayes; the best order-preserving assignment by dynamic programming). Profiles are
learned from the table itself: first from the rows that have all columns, then from the other stretches as they are
laid, each judged by all but itself, until none moves.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.common.shapes import normal
from extractors.text.profiles import Profile
from extractors.text.segments import Row

_SAME_NAME = 25.0
"""Weight of a header that says the same as the column's: above anything a stretch of rows can bring against it."""
_OTHER_NAME = 5.0
"""Weight against a header over a column that is called something else."""
_MERGE_PENALTY = 6.0
_MERGE_PENALTY_EMPTY = 1.0
"""Weight against two fields in one column: only rows with more fields than the table has columns come to that."""
_ROUNDS = 6
"""Rounds of learning and laying; plans seen settle in two or three."""


@dataclass(slots=True)
class _Stretch:
    """Rows that lack the same columns."""

    rows: list[Row]
    places: list[int]

    @property
    def data(self) -> list[Row]:
        """The rows that are no header."""
        return [row for row in self.rows if not row.header]


def lay_on_columns(rows: Sequence[Row], width: int) -> tuple[list[list[str]], int]:
    """The rows of a table with `width` fields each, and the count of those that had to be filled up.

    Lone rows are given back with one field, for the caller to place. Fields of a row with too many are joined.
    """
    stretches = _stretches(rows, width)
    columns = _Columns(stretches, width)
    for stretch in stretches:
        if stretch.places:
            columns.learn(stretch)
    columns.place_all([stretch for stretch in stretches if not stretch.places])
    laid = {id(row): _lay(row.fields, stretch.places, width) for stretch in stretches for row in stretch.rows}
    short = sum(len(row.fields) < width for row in rows if not row.lone)
    return [laid.get(id(row), row.fields) for row in rows], short


class _Columns:
    """The profiles of a table's columns, kept up while stretches are laid on them."""

    def __init__(self, stretches: list[_Stretch], width: int) -> None:
        self._width = width
        self._profiles = [Profile.of(names) for names in _names(stretches, width)]
        self._everywhere: Counter[str] = Counter()

    def learn(self, stretch: _Stretch) -> None:
        """Take the fields of a stretch in at their places."""
        for row in stretch.data:
            for profile, text in zip(self._profiles, _lay(row.fields, stretch.places, self._width), strict=True):
                self._everywhere.update(profile.learn(text))

    def forget(self, stretch: _Stretch) -> None:
        """Take them out again."""
        for row in stretch.data:
            for profile, text in zip(self._profiles, _lay(row.fields, stretch.places, self._width), strict=True):
                self._everywhere.subtract(profile.forget(text))

    def place_all(self, stretches: list[_Stretch]) -> None:
        """Place stretches, long ones first, each judged by all others, until none moves."""
        for _ in range(_ROUNDS):
            moved = False
            for stretch in sorted(stretches, key=lambda each: (-len(each.rows), -len(each.rows[0].fields))):
                if stretch.places:
                    self.forget(stretch)
                places = _best_places(stretch.rows, self._profiles, self._everywhere)
                moved = moved or places != stretch.places
                stretch.places = places
                self.learn(stretch)
            if not moved:
                break


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


def _names(stretches: list[_Stretch], width: int) -> list[list[str]]:
    """What the full header rows call each column."""
    headers = [row.fields for stretch in stretches for row in stretch.rows if row.header and len(row.fields) == width]
    return [[header[column] for header in headers if header[column].strip()] for column in range(width)]


def _lay(fields: Sequence[str], places: Sequence[int], width: int) -> list[str]:
    laid = [""] * width
    for text, place in zip(fields, places, strict=True):
        laid[place] = f"{laid[place]}\n{text}" if laid[place].strip() and text.strip() else laid[place] or text
    return laid


def _best_places(rows: Sequence[Row], profiles: list[Profile], everywhere: Counter[str]) -> list[int]:
    """Column of each field: the order-preserving assignment with the highest sum of scores over the rows."""
    count, width = len(rows[0].fields), len(profiles)
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


def _fit(rows: Sequence[Row], number: int, profile: Profile, everywhere: Counter[str]) -> float:
    score = 0.0
    for row in rows:
        text = row.fields[number]
        if not row.header:
            score += profile.score(text, everywhere)
        elif text.strip():
            score += _SAME_NAME if normal(text) in profile.names else -_OTHER_NAME
    return score


def _merge_cost(rows: Sequence[Row], number: int) -> float:
    return sum(_MERGE_PENALTY if row.fields[number].strip() else _MERGE_PENALTY_EMPTY for row in rows)
