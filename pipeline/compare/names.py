"""Organisations and names that came in and went out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from models.comparison import MentionsInOut, Name, NamesInOut, TextsInOut
from models.mention import Mention, MentionLabel
from models.plan import Action, LeadOrganisation
from pipeline.compare.folding import fold

Item = TypeVar("Item")
LABELS: tuple[MentionLabel, ...] = ("agency", "panel", "service")


def counted(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions a comparison goes by: those that wait for a person's review are left out."""
    return [mention for mention in mentions if mention.confidence != "review"]


def waiting_for_review(actions: Iterable[Action]) -> int:
    """Mentions that `counted` leaves out."""
    return sum(mention.confidence == "review" for action in actions for mention in action.mentions)


def mention_key(mention: Mention) -> Hashable:
    """The same for two mentions of one thing: its registry id, else its label and words."""
    return mention.entity_id or (mention.label, fold(mention.text).lower())


def mention_name(mention: Mention) -> Name:
    """How the thing mentioned is called."""
    if mention.entity_id is None:
        return Name(entity_id=None, name=fold(mention.text))
    return Name(entity_id=mention.entity_id, name=mention.canonical or fold(mention.text))


def organisation_key(organisation: LeadOrganisation) -> Hashable:
    """The same for two spellings of one organisation where the registry links both, else its words."""
    return organisation.entity_id or fold(organisation.text).lower()


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
    """Texts that only one side has, case and white space aside."""

    def key(text: str) -> str:
        return fold(text).lower()

    return TextsInOut(added=tuple(only_in(after, before, key)), removed=tuple(only_in(before, after, key)))


def names_in_out(before: Iterable[Mention], after: Iterable[Mention], label: MentionLabel) -> NamesInOut:
    """What carries this label on one side only."""
    old = [mention for mention in counted(before) if mention.label == label]
    new = [mention for mention in counted(after) if mention.label == label]
    return NamesInOut(
        added=tuple(mention_name(mention) for mention in only_in(new, old, mention_key)),
        removed=tuple(mention_name(mention) for mention in only_in(old, new, mention_key)),
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
    )


def _ids(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.entity_id for name in names if name.entity_id is not None))
