"""What an action says, made ready for matching: wording, theme, number and place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from models.plan import Action, Plan
from models.reference.template import template_actions
from pipeline.folding import essence, fold, squeeze, stem, words

# A narrative shorter than this is too common ("All schools have this in place") to tell one action from another.
_TELLING_NARRATIVE = 15
# Words in a row that make a piece of the narrative recognisable.
_GRAM = 5

# Words that say nothing of what an action is about, however rare they are in two short plans.
_FUNCTION_WORDS = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "been", "being", "by", "can", "could", "do", "does", "for", "from",
        "had", "has", "have", "how", "if", "in", "including", "into", "is", "it", "its", "may", "more", "must", "no",
        "not", "of", "on", "or", "other", "our", "out", "own", "shall", "should", "so", "such", "than", "that", "the",
        "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "up", "was", "we",
        "were", "what", "when", "where", "which", "who", "whose", "will", "with", "within", "would"
    }
)  # fmt: skip


@dataclass(frozen=True)
class ActionText:
    """One action as the matcher sees it. `place` is its share of the way through the plan, 0 to 1."""

    ref: str
    theme_number: int | None
    theme: str
    place: float
    wording: str
    narrative: str

    @cached_property
    def text(self) -> str:
        """What is compared: the wording or, where a plan prints none, the narrative."""
        return self.wording or self.narrative

    @cached_property
    def folded(self) -> str:
        """The text in one line and lower case."""
        return fold(self.text).lower()

    @cached_property
    def squeezed(self) -> str:
        """The text as it is compared for being the same."""
        return essence(self.text)

    @cached_property
    def stems(self) -> Counter[str]:
        """How often each stem comes in the text."""
        return Counter(stem(word) for word in words(self.text) if word not in _FUNCTION_WORDS)

    @cached_property
    def narrative_grams(self) -> frozenset[tuple[str, ...]]:
        """Every run of five words of a telling narrative; empty for a short one or when it is the text itself."""
        if not self.wording:
            return frozenset()
        spoken = words(self.narrative)
        if len(spoken) < _TELLING_NARRATIVE:
            return frozenset()
        return frozenset(tuple(spoken[start : start + _GRAM]) for start in range(len(spoken) - _GRAM + 1))


def action_texts(plan: Plan) -> list[ActionText]:
    """The actions of a plan, in order. A narrative pasted under several actions tells none of them apart: left out."""
    pasted = Counter(squeeze(action.narrative) for action in plan.actions)
    titles = {theme.number: theme.title for theme in plan.themes}
    last = max(len(plan.actions) - 1, 1)
    return [
        ActionText(
            ref=action.ref,
            theme_number=action.theme_number,
            theme=titles.get(action.theme_number, ""),
            place=index / last,
            wording=action.mandatory_action,
            narrative=_telling(action, pasted),
        )
        for index, action in enumerate(plan.actions)
    ]


def _telling(action: Action, pasted: Counter[str]) -> str:
    if action.nil_return or pasted[squeeze(action.narrative)] > 1:
        return ""
    return action.narrative


@cache
def _template_stems() -> Counter[str]:
    """In how many wordings of the template each stem comes."""
    return Counter(root for action in template_actions() for root in {stem(word) for word in words(action.text)})


class WordWeights:
    """How much a shared stem tells: the rarer among all actions compared, the more.

    Inverse document frequency (Spärck Jones 1972), so that a template's boilerplate ("work with partners to ensure")
    weighs little and "stop and search" much. The known wordings of the template are counted too, once each: between two
    plans of three actions even "and" would be rare.
    """

    def __init__(self, all_texts: Iterable[ActionText]) -> None:
        frequency = Counter(_template_stems())
        count = len(template_actions())
        for action_text in all_texts:
            frequency.update(action_text.stems.keys())
            count += 1
        self._weights = {word: math.log(1 + (count + 1) / (times + 1)) for word, times in frequency.items()}
        self._unseen = math.log(count + 2)
        self._vectors: dict[str, dict[str, float]] = {}

    def weight(self, word: str) -> float:
        """The weight of a stem, above 0."""
        return self._weights.get(word, self._unseen)

    def vector(self, action_text: ActionText) -> dict[str, float]:
        """Stem to weight, such that the squares sum to 1; a stem that comes again counts by its logarithm."""
        known = self._vectors.get(action_text.text)
        if known is None:
            raw = {word: self.weight(word) * (1 + math.log(times)) for word, times in action_text.stems.items()}
            length = math.sqrt(sum(value * value for value in raw.values()))
            known = {word: value / length for word, value in raw.items()} if length else {}
            self._vectors[action_text.text] = known
        return known

    def share_found(self, part: Iterable[str], whole: Iterable[str]) -> float:
        """Share of the weight of the stems in `part` that are also in `whole`."""
        stems_of_part = set(part)
        total = sum(map(self.weight, sorted(stems_of_part)))
        found = sum(map(self.weight, sorted(stems_of_part.intersection(whole))))
        return found / total if total else 0.0


def most_telling(action_text: ActionText, shared: set[str], weights: WordWeights, count: int) -> list[str]:
    """Up to `count` words of the text whose stems are in `shared`, the most telling first, as they are written."""
    by_stem: dict[str, str] = {}
    for word in words(action_text.text):
        if stem(word) in shared:
            by_stem.setdefault(stem(word), word)
    ranked = sorted(by_stem, key=lambda root: (-weights.weight(root), -len(root), root))
    return [by_stem[root] for root in ranked[:count]]


def all_of(sides: Sequence[Sequence[ActionText]]) -> list[ActionText]:
    """The texts of several plans in one list."""
    return [action_text for side in sides for action_text in side]
