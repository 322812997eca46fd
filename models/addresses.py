"""How an action is addressed: by its ref, and where a ref stands more than once, `1.2~2` for the second of them."""

from __future__ import annotations

import re

from models.plan import Plan

_ADDRESS = re.compile(r"(?P<ref>.+?)(?:~(?P<number>[1-9]\d*))?")


def places_of(plan: Plan, address: str) -> tuple[int, ...]:
    """The places in `plan.actions` that an address means: one, none, or several where a ref alone does not tell.

    `1.2` is every action of that ref, `1.2~2` the second of them. Upper and lower case are the same.
    """
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        return ()
    wanted = match["ref"].casefold()
    places = tuple(place for place, action in enumerate(plan.actions) if action.ref.casefold() == wanted)
    if match["number"] is None:
        return places
    number = int(match["number"])
    return places[number - 1 : number]


def address_of(plan: Plan, place: int) -> str:
    """The address of an action by its place: its ref, with `~1`, `~2` behind it where the plan has that ref twice."""
    ref = plan.actions[place].ref
    places = [other for other, action in enumerate(plan.actions) if action.ref == ref]
    return ref if len(places) == 1 else f"{ref}~{places.index(place) + 1}"
