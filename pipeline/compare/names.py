"""Organisations and names that came in and went out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from models.comparison import (
    MentionsInOut,
    Name,
    NamesInOut,
    NamesToReview,
    NameToReview,
    PlacedName,
    PlacedNamesInOut,
    TextsInOut,
)
from models.mention import Mention, MentionLabel
from models.plan import Action, LeadOrganisation, Plan
from pipeline.folding import essence
from pipeline.naming import LABELS, is_reviewed, name_key, name_of

Item = TypeVar("Item")


def reviewed(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that count."""
    return [mention for mention in mentions if is_reviewed(mention)]


def names_to_review(actions: Iterable[Action]) -> frozenset[Hashable]:
    """The keys of names that no reviewed mention of the actions names."""
    every = {name_key(mention) for action in actions for mention in action.mentions}
    return frozenset(every.difference(name_key(mention) for action in actions for mention in reviewed(action.mentions)))


def mention_name(mention: Mention) -> Name:
    """How the thing mentioned is called."""
    return Name(entity_id=mention.entity_id, name=name_of(mention))


def organisation_key(organisation: LeadOrganisation) -> Hashable:
    """The same for two spellings of one organisation where the registry links both, else its words."""
    return organisation.entity_id or essence(organisation.text)


def only_in(first: Iterable[Item], second: Iterable[Item], key: Callable[[Item], Hashable]) -> list[Item]:
    """Items of `first` whose key `second` lacks, each key once, in order."""
    seen = {key(item) for item in second}
    found = []
    for item in first:
        if key(item) not in seen:
            seen.add(key(item))
            found.append(item)
    return found


def organisations_in_out(before: Sequence[LeadOrganisation], after: Sequence[LeadOrganisation]) -> TextsInOut:
    """Lead organisations that only one side has."""
    return TextsInOut(
        added=tuple(item.text for item in only_in(after, before, organisation_key)),
        removed=tuple(item.text for item in only_in(before, after, organisation_key)),
    )


def texts_in_out(before: Sequence[str], after: Sequence[str]) -> TextsInOut:
    """Texts that only one side has, case, quotes, full stops and white space aside."""
    return TextsInOut(added=tuple(only_in(after, before, essence)), removed=tuple(only_in(before, after, essence)))


def names_in_out(before: Iterable[Mention], after: Iterable[Mention], label: MentionLabel) -> NamesInOut:
    """What carries this label on one side only. What the other side mentions in a place not yet reviewed is on both."""
    old = [mention for mention in before if mention.label == label]
    new = [mention for mention in after if mention.label == label]
    return NamesInOut(
        added=tuple(mention_name(mention) for mention in only_in(reviewed(new), old, name_key)),
        removed=tuple(mention_name(mention) for mention in only_in(reviewed(old), new, name_key)),
    )


def mentions_in_out(before: Sequence[Mention], after: Sequence[Mention]) -> MentionsInOut:
    """Mentions of all labels that one side only has."""
    agencies, panels, services = (names_in_out(before, after, label) for label in LABELS)
    sides = (agencies, panels, services)
    return MentionsInOut(
        added=_ids(name for side in sides for name in side.added),
        removed=_ids(name for side in sides for name in side.removed),
        agencies=agencies,
        panels=panels,
        services=services,
        not_reviewed=NamesToReview(added=_to_review(after, before), removed=_to_review(before, after)),
    )


def placed_names_in_out(before: Plan, after: Plan, label: MentionLabel) -> PlacedNamesInOut:
    """Names of one label that one of the plans only mentions, with the actions that do."""
    sides = names_in_out(_mentions(before), _mentions(after), label)
    return PlacedNamesInOut(added=_placed(sides.added, after, label), removed=_placed(sides.removed, before, label))


def _placed(names: Iterable[Name], plan: Plan, label: MentionLabel) -> tuple[PlacedName, ...]:
    refs: dict[str, list[str]] = {}
    for action in plan.actions:
        named = {essence(name_of(one)) for one in reviewed(action.mentions) if one.label == label}
        for name in named:
            refs.setdefault(name, []).append(action.ref)
    return tuple(
        PlacedName(entity_id=name.entity_id, name=name.name, refs=tuple(refs[essence(name.name)])) for name in names
    )


def _mentions(plan: Plan) -> list[Mention]:
    return [mention for action in plan.actions for mention in action.mentions]


def _to_review(here: Sequence[Mention], there: Sequence[Mention]) -> tuple[NameToReview, ...]:
    """Names that here only mentions not yet reviewed name, and there none."""
    named = [*reviewed(here), *there]
    return tuple(
        NameToReview(entity_id=one.entity_id, name=name_of(one), label=one.label)
        for one in only_in(here, named, name_key)
    )


def _ids(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.entity_id for name in names if name.entity_id is not None))
