"""The actions of a plan by the keys in their addresses: `1.2`, and `1.2~2` for the second that is numbered so."""

from __future__ import annotations

from collections.abc import Iterator

from models.addresses import address_of, places_of
from models.plan import Action, Plan


def keyed(plan: Plan) -> Iterator[tuple[str, Action]]:
    """The actions of a plan, each with its key, in document order."""
    refs = [action.ref for action in plan.actions]
    if len(set(refs)) == len(refs):
        yield from zip(refs, plan.actions, strict=True)
        return
    for place, action in enumerate(plan.actions):
        yield address_of(plan, place), action


def first_keys(plan: Plan) -> dict[str, str]:
    """The first key of each ref."""
    return {action.ref: key for key, action in reversed(list(keyed(plan)))}


def find_action(plan: Plan, key: str) -> Action | None:
    """The action of a key; the first of those that have the number, when the key does not tell."""
    places = places_of(plan, key)
    return plan.actions[places[0]] if places else None
