"""How alike two actions are: wording, theme, number, and a narrative carried over."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.compare.action_texts import ActionText, WordWeights
from pipeline.compare.assignment import Pair

# Parts of the score. Set on the tuning half of the rewordings in tests/compare/data/matching and measured on the other
# half by benchmarks/compare_matching.py; every wording weight from .80 to .90 gave the same pairs.
WORDING_WEIGHT = 0.85
THEME_WEIGHT = 0.10
NUMBER_WEIGHT = 0.05
# A narrative carried over is extra evidence, never required: narratives are rewritten under an unchanged action.
NARRATIVE_WEIGHT = 0.10

# Of the wording's part: letters (which forgive typing errors) against weighted words (which boilerplate cannot sway).
_LETTERS_SHARE = 0.10
# Unrelated English sentences share about half of their letters in order; only what is above that counts.
_LETTERS_BY_CHANCE = 0.5
# Wordings with fewer weighted words in common cannot reach the threshold whatever their letters: not looked at closer.
_WORTH_SPELLING = 0.2
# Wordings this alike show, by where they stand, which themes correspond.
_SURE_WORDING = 0.6
# Titles this alike (of 100) are one theme.
_SAME_TITLE = 85
# An action that moved by a fifth of the plan tells nothing by its place any more.
_PLACE_REACH = 0.2
# Same number: all of the number's part. Same place in the order but another number: half.
_PLACE_SHARE = 0.5
# Two actions about which nothing is printed but the same ref: just enough to be taken for one.
BARE_REF_SCORE = 0.5
# Less of a narrative than this in common is no sign that it was carried over.
_CARRIED_OVER = 0.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """The parts of the likeness of two actions, each 0 to 1, and the score they make."""

    wording: float
    theme: float
    number: float
    narrative: float

    @property
    def score(self) -> float:
        """The weighted sum, at most 1."""
        total = (
            WORDING_WEIGHT * self.wording
            + THEME_WEIGHT * self.theme
            + NUMBER_WEIGHT * self.number
            + NARRATIVE_WEIGHT * self.narrative
        )
        return min(total, 1.0)


def likenesses(
    before: Sequence[ActionText],
    after: Sequence[ActionText],
    weights: WordWeights,
    known: Iterable[tuple[ActionText, ActionText]] = (),
) -> dict[Pair, Likeness]:
    """Index pairs that have any word in common, with how alike they are; also bare ones of the same ref.

    `known` are pairs that are settled already: they show which themes correspond.
    """
    wording = _wordings(before, after, weights)
    sure = [(before[i], after[j]) for i, j in _mutual_best(wording) if wording[i, j] >= _SURE_WORDING]
    themes = _ThemeMap([*known, *sure])
    pairs = {
        (first, second): Likeness(
            wording=value,
            theme=themes.correspondence(before[first], after[second]),
            number=_number(before[first], after[second]),
            narrative=_narrative(before[first], after[second]),
        )
        for (first, second), value in wording.items()
    }
    return pairs | _bare(before, after)


def _wordings(before: Sequence[ActionText], after: Sequence[ActionText], weights: WordWeights) -> dict[Pair, float]:
    """Likeness of the wordings of every pair with a word in common.

    The cosine of the weighted words is put under a square root: it falls off quickly when a long wording is cut to a
    short one, and a person who reads the score expects half of the words to give more than a quarter.
    """
    products = _dot_products(
        [weights.vector(action_text) for action_text in before], [weights.vector(one) for one in after]
    )
    result = {}
    for (first, second), product in products.items():
        if before[first].squeezed == after[second].squeezed:
            result[first, second] = 1.0
            continue
        words_part = math.sqrt(min(product, 1.0))
        letters = _letters(before[first], after[second]) if words_part >= _WORTH_SPELLING else 0.0
        result[first, second] = (1 - _LETTERS_SHARE) * words_part + _LETTERS_SHARE * letters
    return result


def _letters(before: ActionText, after: ActionText) -> float:
    """Likeness of the spelling, words in any order, above what unrelated texts have."""
    alike = fuzz.token_sort_ratio(before.folded, after.folded) / 100
    return max(0.0, alike - _LETTERS_BY_CHANCE) / (1 - _LETTERS_BY_CHANCE)


def _dot_products(left: list[dict[str, float]], right: list[dict[str, float]]) -> dict[Pair, float]:
    """Products of all pairs of vectors that share a word, by way of an index of words."""
    index: dict[str, list[tuple[int, float]]] = {}
    for number, vector in enumerate(right):
        for word, value in vector.items():
            index.setdefault(word, []).append((number, value))
    products: dict[Pair, float] = {}
    for number, vector in enumerate(left):
        row = [0.0] * len(right)
        for word, value in vector.items():
            for other, weight in index.get(word, ()):
                row[other] += value * weight
        products.update({(number, other): value for other, value in enumerate(row) if value > 0})
    return products


class _ThemeMap:
    """Which theme of one plan became which of the other: by title and by where the surest actions went."""

    def __init__(self, sure: Iterable[tuple[ActionText, ActionText]]) -> None:
        self._titles: dict[tuple[str, str], float] = {}
        self._flows = Counter((before.theme_number, after.theme_number) for before, after in sure)
        self._left: Counter[int | None] = Counter()
        self._right: Counter[int | None] = Counter()
        for (left, right), count in self._flows.items():
            self._left[left] += count
            self._right[right] += count

    def correspondence(self, before: ActionText, after: ActionText) -> float:
        """1 when the titles are alike, else the share of either theme's sure actions that stand in the other."""
        left, right = before.theme_number, after.theme_number
        flow = self._flows[left, right]
        by_actions = max(flow / self._left[left], flow / self._right[right]) if flow else 0.0
        return max(by_actions, self._by_title(before.theme, after.theme))

    def _by_title(self, left: str, right: str) -> float:
        key = (left, right)
        if key not in self._titles:
            alike = fuzz.token_set_ratio(left.lower(), right.lower()) if left and right else 0.0
            self._titles[key] = 1.0 if alike >= _SAME_TITLE else 0.0
        return self._titles[key]


def _mutual_best(wording: dict[Pair, float]) -> list[Pair]:
    """Pairs in which each is the other's best."""
    best_right: dict[int, Pair] = {}
    best_left: dict[int, Pair] = {}
    for pair in sorted(wording, key=lambda pair: (-wording[pair], pair)):
        best_right.setdefault(pair[0], pair)
        best_left.setdefault(pair[1], pair)
    return sorted(pair for pair in best_right.values() if best_left[pair[1]] == pair)


def _number(before: ActionText, after: ActionText) -> float:
    """1 for the same ref; up to a half for a like place in the order of the plan."""
    if before.ref == after.ref:
        return 1.0
    return _PLACE_SHARE * max(0.0, 1 - abs(before.place - after.place) / _PLACE_REACH)


def _narrative(before: ActionText, after: ActionText) -> float:
    """Share of the longer narrative's five-word runs that both have; 0 when it is no sign of being carried over."""
    longest = max(len(before.narrative_grams), len(after.narrative_grams))
    if not longest:
        return 0.0
    share = len(before.narrative_grams & after.narrative_grams) / longest
    return share if share >= _CARRIED_OVER else 0.0


def _bare(before: Sequence[ActionText], after: Sequence[ActionText]) -> dict[Pair, Likeness]:
    """Pairs of the same ref of which neither plan prints a word."""
    places = {action_text.ref: number for number, action_text in enumerate(after) if not action_text.stems}
    full = (BARE_REF_SCORE - NUMBER_WEIGHT) / WORDING_WEIGHT
    return {
        (number, places[action_text.ref]): Likeness(wording=full, theme=0.0, number=1.0, narrative=0.0)
        for number, action_text in enumerate(before)
        if not action_text.stems and action_text.ref in places
    }
