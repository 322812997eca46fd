"""Answers that fit each other's action: two narratives that were put the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from models.plan import Plan
from pipeline.compare.action_texts import WordWeights, action_texts
from pipeline.folding import stem, words

BETTER = 0.15
"""Of 1: how much more of the other action's wording, by weight, each of two answers must hold than of its own. On six
plans with answers swapped on purpose all 78 that were told of were swapped ones, and none was told of on the same plans
untouched; from .10 on 118 of 128 were right. But 378 of the 456 swapped answers go unseen: most share few words with
the action they answer."""
FEWEST_WORDS = 8  # different ones of a narrative that is looked at


@dataclass(frozen=True, slots=True)
class Swapped:
    """The places of two actions whose answers fit each other's wording better than their own."""

    first: int
    second: int


def swapped(plan: Plan) -> Iterator[Swapped]:
    """Pairs of actions whose answers seem to have changed places; of one answer that moved nothing is told."""
    said = action_texts(plan)
    weights = WordWeights(said)
    worded = {place: one for place, one in enumerate(plan.actions) if one.mandatory_action and not one.nil_return}
    told = {place: found for place, one in worded.items() if (found := _stems(one.narrative))}

    def fit(action: int, answer: int) -> float:
        return weights.share_found(said[action].stems, told[answer])

    own = {place: fit(place, place) for place in told}
    for first, second in combinations(told, 2):
        if fit(second, first) - own[first] >= BETTER and fit(first, second) - own[second] >= BETTER:
            yield Swapped(first, second)


def _stems(narrative: str) -> frozenset[str]:
    """The stems of a narrative; none of one that is too short to tell."""
    found = frozenset(map(stem, words(narrative)))
    return found if len(found) >= FEWEST_WORDS else frozenset()
