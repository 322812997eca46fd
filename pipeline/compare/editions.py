"""What the pairs of template editions that a person confirmed say of the actions of plans that follow them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from rapidfuzz import fuzz, process, utils

from models.plan import Plan
from models.reference.template import SURE, Editions, Pair, TemplateAction, editions_in_use
from pipeline.compare.assignment import Pair as Places
from pipeline.compare.pins import FORBID, PIN, Decisions, PinLine
from pipeline.folding import essence

_WHO = "by a person, in the pairs of template editions"

Refs: TypeAlias = Mapping[str, str]
"""Ref of an action in one edition to the ref of the same action in another."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Of the actions of two plans, those that a person said are one, and those that are not; with their names."""

    joined: Mapping[Places, str] = field(default_factory=dict)
    apart: Mapping[Places, str] = field(default_factory=dict)


class Crosswalk:
    """Leads from the actions of a plan to those of a plan of another edition.

    Two actions are joined when a person confirmed the pair of template actions they answer. Over several editions every
    step must be confirmed or be of nearly the same wording, and one at least confirmed. Where nobody decided anything,
    nothing is said, and the wordings decide.
    """

    def __init__(self, editions: Editions | None = None) -> None:
        self._editions = editions or editions_in_use()
        self._links: dict[tuple[str, str], Refs] = {}
        self._places: dict[str, dict[str, int]] = {}

    def between(self, before: Plan, after: Plan) -> Linked:
        """What is decided of the actions of two plans, by their places in them."""
        if not self._steps:
            return Linked()
        names = [self._editions.printed(plan.template) for plan in (before, after)]
        old, new = names
        if old is None or new is None or old == new:
            return Linked()
        left, right = self._answers(before, old), self._answers(after, new)

        def called(first: str, second: str) -> str:
            return f"{first} of {old} is {second} of {new}"

        links = self._between(old, new)
        return Linked(
            {
                (left[first], right[second]): called(first, second)
                for first, second in links.items()
                if first in left and second in right
            },
            {
                (left[first], right[second]): called(first, second).replace(" is ", " is not ")
                for first, second in self._refused(old, new)
                if first in left and second in right
            },
        )

    @cached_property
    def _steps(self) -> dict[str, dict[str, tuple[Pair, ...]]]:
        """By edition, and the edition before it: its pairs. Empty when no person confirmed or refused any."""
        steps: dict[str, dict[str, tuple[Pair, ...]]] = {}
        for name, pairs in self._editions.pairs.items():
            for one in pairs:
                before = one.before or self._editions.before(name) or ""
                step = steps.setdefault(name, {})
                step[before] = (*step.get(before, ()), one)
        decided = any(one.confirmed for pairs in self._editions.pairs.values() for one in pairs)
        return steps if decided else {}

    def _between(self, old: str, new: str) -> Refs:
        key = (old, new)
        if key not in self._links:
            down = self._down(new, old)
            self._links[key] = (
                {first: second for second, first in down.items()} if down is not None else self._down(old, new) or {}
            )
        return self._links[key]

    def _down(self, newer: str, older: str) -> Refs | None:
        """Refs of the newer edition to those of the older one; None when no steps lead there."""
        here = {action.ref: (action.ref, False) for action in self._editions.by_name.get(newer, ())}
        name = newer
        while name != older:
            steps = self._steps.get(name, {})
            before = older if older in steps else self._editions.before(name)
            if before is None or before not in steps:
                return None
            step = _held(steps[before])
            name = before  # of an earlier year than the last, so this ends
            here = {ref: (step[at][0], confirmed or step[at][1]) for ref, (at, confirmed) in here.items() if at in step}
        return {ref: at for ref, (at, confirmed) in here.items() if confirmed}

    def _refused(self, old: str, new: str) -> list[tuple[str, str]]:
        """Refs of the one and the other edition that a person said are not one action."""
        later = [(first, second) for second, first in self._apart(new, old)]
        return later + self._apart(old, new)

    def _apart(self, newer: str, older: str) -> list[tuple[str, str]]:
        pairs = self._steps.get(newer, {}).get(older, ())
        refs = {name: [one.ref for one in self._editions.by_name.get(name, ())] for name in (newer, older)}
        found = [(one.ref, one.before_ref) for one in pairs if one.confirmed == "no"]
        for one in pairs:
            if one.confirmed == "yes" and not one.before_ref:
                found += [(one.ref, ref) for ref in refs[older]]
            elif one.confirmed == "yes" and not one.ref:
                found += [(ref, one.before_ref) for ref in refs[newer]]
        return found

    def _answers(self, plan: Plan, edition: str) -> dict[str, int]:
        """Ref of an action of the template to the place of the plan's action that answers it."""
        if plan.plan_id not in self._places:
            self._places[plan.plan_id] = _answering(plan, self._editions.by_name.get(edition, ()))
        return self._places[plan.plan_id]


def _held(pairs: tuple[Pair, ...]) -> dict[str, tuple[str, bool]]:
    """Ref to the ref before, and whether a person confirmed it; a ref before goes to the likeliest of its pairs."""
    held: dict[str, tuple[str, bool]] = {}
    for one in sorted(pairs, key=lambda one: (one.confirmed != "yes", -one.score, one.ref)):
        holds = one.confirmed == "yes" or (not one.confirmed and one.score >= SURE)
        taken = one.ref in held or any(before == one.before_ref for before, _ in held.values())
        if one.ref and one.before_ref and holds and not taken:
            held[one.ref] = (one.before_ref, one.confirmed == "yes")
    return held


def _answering(plan: Plan, template: tuple[TemplateAction, ...]) -> dict[str, int]:
    """The plan's action for each of the template's: the very words first, then the likest wording, once each.

    An action of which the plan prints no wording goes by its number.
    """
    found: dict[str, int] = {}
    free = dict(enumerate(plan.actions))
    by_words = {essence(action.mandatory_action): place for place, action in reversed(free.items())}
    for one in template:
        place = by_words.get(essence(one.text))
        if place in free:
            found[one.ref] = place
            del free[place]
    texts = {
        place: utils.default_process(action.mandatory_action)
        for place, action in free.items()
        if action.mandatory_action
    }
    left = [one for one in template if one.ref not in found]
    scored = [
        (score, plan.actions[place].ref == one.ref, one.ref, place)
        for one in left
        for _, score, place in process.extract(
            utils.default_process(one.text), texts, scorer=fuzz.token_set_ratio, score_cutoff=SURE, limit=None
        )
    ]
    for _, _, ref, place in sorted(scored, key=lambda one: (-one[0], not one[1], one[2], one[3])):
        if ref not in found and place in free:
            found[ref] = place
            del free[place]
    unworded = {action.ref: place for place, action in reversed(free.items()) if not action.mandatory_action}
    found.update({one.ref: unworded[one.ref] for one in left if one.ref not in found and one.ref in unworded})
    return found


def with_editions(decisions: Decisions, linked: Linked) -> Decisions:
    """The decisions of a person about these two plans, and behind them those about their editions."""
    pinned, forbidden = dict(decisions.pinned), dict(decisions.forbidden)
    for pair, called in linked.joined.items():
        if decisions.allows(pair):
            pinned[pair] = PinLine("", "", PIN, called, 0, _WHO)
    for pair, called in linked.apart.items():
        if pair not in pinned:
            forbidden.setdefault(pair, PinLine("", "", FORBID, called, 0, _WHO))
    return replace(decisions, pinned=pinned, forbidden=forbidden)
