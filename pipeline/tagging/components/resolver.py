"""Decides between candidates: the judge gives each a probability, then the best set without overlaps is taken.

Of names nested in one another the one that is likelier as a whole wins, which for names of the registry is the
longest. Candidates too unlikely to be tagged but worth a person's look are put aside for review.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.components.definitions import in_force
from pipeline.tagging.judging import Case, cases_of
from pipeline.tagging.logistic import LogisticModel, log_odds
from pipeline.tagging.shipped import SHIPPED, models_named
from pipeline.tagging.state import LABELS, Evidence, Found, TaggingState, state_of

NAME = "vvrap_resolver"
TAGGED = 0.38
"""Probability from which a name is tagged: near half of the F1 reached, where F1 is best (Lipton 2014)."""
ALONE_IN_PROSE = 0.55
"""Probability from which a name is tagged in prose when nothing but the sequence model and its capitals speak for it.

Officers write many a phrase in capitals there (“Hyper Local”); in notes most runs of capitals are names. The same goes
for a registry name in small letters: “after the storm” is no STORM.
"""
_LOOKS = frozenset({Evidence.MODEL, Evidence.CAPITALS})
QUEUED = 0.04
"""Probability from which a name that is not tagged is shown to a person: so that 19 in 20 names are seen."""


def best_without_overlap(cases: Sequence[tuple[Case, float]], floor: float) -> list[tuple[Case, float]]:
    """The set of cases that do not overlap with the greatest sum of (probability - floor)."""
    likely = sorted(
        (pair for pair in cases if pair[1] > floor), key=lambda pair: (pair[0].end, pair[0].start, pair[0].label)
    )
    ends = [case.end for case, _ in likely]
    totals = [0.0]
    choices: list[int | None] = [None]
    for number, (case, probability) in enumerate(likely):
        before = bisect_right(ends, case.start, 0, number)
        total = totals[before] + probability - floor
        taken = total > totals[-1]
        totals.append(total if taken else totals[-1])
        choices.append(before if taken else None)
    chosen = []
    position = len(likely)
    while position > 0:
        before_it = choices[position]
        if before_it is None:
            position -= 1
        else:
            chosen.append(likely[position - 1])
            position = before_it
    return chosen[::-1]


class Resolver:
    """The component."""

    def __init__(self, judge: LogisticModel) -> None:
        self.judge = judge

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        judged = [(case, self.judge.probability(case.signs)) for case in cases_of(state)]
        chosen = best_without_overlap(_told(judged), TAGGED)
        taken = {(case.start, case.end) for case, _ in chosen}
        left = [pair for pair in judged if (pair[0].start, pair[0].end) not in taken]
        state.found = one_type_each(state, [_found(case, probability) for case, probability in chosen], judged)
        state.queued = tuple(_found(case, probability) for case, probability in best_without_overlap(left, QUEUED))
        return doc


def _told(judged: Sequence[tuple[Case, float]]) -> list[tuple[Case, float]]:
    """The cases for which enough speaks in the style they stand in; the sign of notes is 1 or not there."""
    known = {(case.start, case.end) for case, _ in judged if not _looks(case).issuperset(case.evidence)}
    return [
        (case, probability)
        for case, probability in judged
        if (case.start, case.end) in known or "terse" in case.signs or probability >= ALONE_IN_PROSE
    ]


def _looks(case: Case) -> frozenset[Evidence]:
    """The evidence that tells no more than the look of the words."""
    small_in_prose = "lower" in case.signs and "small" not in case.signs
    return _LOOKS | {Evidence.ALIKE} if small_in_prose else _LOOKS


def _found(case: Case, probability: float) -> Found:
    return Found(case.start, case.end, case.label, probability, case.evidence, entity_ids=case.entity_ids)


def one_type_each(
    state: TaggingState, found: Sequence[Found], judged: Sequence[tuple[Case, float]]
) -> tuple[Found, ...]:
    """Give every mention of a name in the document the same label, the one it is likeliest to have (guideline, rule 8).

    A short form and what a definition in force says it stands for are one name.
    """
    table = in_force(state)
    ends = [section.end for section in state.sections]
    keys = []
    totals: dict[str, dict[MentionLabel, float]] = {}
    for item in found:
        text = state.words.between(item.start, item.end)
        definition = table.get((text, bisect_right(ends, item.start)))
        key = definition.long.casefold() if definition else text.casefold()
        keys.append(key)
        of_key = totals.setdefault(key, {})
        of_key[item.label] = of_key.get(item.label, 0.0) + log_odds(item.probability)
    cases = {(case.start, case.end, case.label): case for case, _ in judged}
    result = []
    for item, key in zip(found, keys, strict=True):
        of_key = totals[key]
        label = max(LABELS, key=lambda one: of_key.get(one, -math.inf))
        case = cases.get((item.start, item.end, label))
        if label == item.label:
            result.append(item)
        else:
            ids = case.entity_ids if case else ()
            evidence = case.evidence if case else (Evidence.DOCUMENT,)
            result.append(replace(item, label=label, evidence=evidence, entity_ids=ids))
    return tuple(result)


@Language.factory(NAME, default_config={"models": SHIPPED})
def create_resolver(nlp: Language, name: str, models: str) -> Resolver:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy, with the models of that name."""
    return Resolver(models_named(models).candidates)
