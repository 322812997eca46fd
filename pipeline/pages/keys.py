"""How an action is called in an address: by its number, and `1.2~2` for the second that is numbered 1.2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.plan import Action, Plan


def keyed(plan: Plan) -> Iterator[tuple[str, Action]]:
    """The actions of a plan, each with its key, in document order."""
    seen: Counter[str] = Counter()
    for action in plan.actions:
        seen[action.ref] += 1
        yield (action.ref if seen[action.ref] == 1 else f"{action.ref}~{seen[action.ref]}"), action


def find_action(plan: Plan, key: str) -> Action | None:
    """The action of that key."""
    return next((action for known, action in keyed(plan) if known == key), None)
