"""Doubts about actions that have no number yet: they are named once the actions are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.finding import THEME_TITLE, WHOLE_ACTION, Finding
from models.plan import Action
from models.reference.roles import RoleName, shipped_roles

UNTOLD = (WHOLE_ACTION, "mandatory_action", "narrative")
"""Fields that text of which nothing is known may belong to: it may as well be an action of its own."""

THEME = ("theme_number", THEME_TITLE)


@dataclass(frozen=True, slots=True)
class Near:
    """A doubt and the action it is about, by its place in the document from 0."""

    finding: Finding
    action: int


def recorded(role: RoleName | None) -> tuple[str, ...]:
    """The fields of an action's record that a column of this role fills."""
    if role is None:
        return ("other",)
    known = shipped_roles().by_name.get(role)
    if known is None:
        return (role,)
    return THEME if known.kind == "theme" else known.fills or ("details",)


def named(doubts: Iterable[Near], actions: Sequence[Action]) -> Iterator[Finding]:
    """The findings, each with the ref of its action; of what stands before every action, that of the first."""
    for doubt in doubts:
        place = min(max(doubt.action, 0), len(actions) - 1)
        yield doubt.finding.model_copy(update={"action_ref": actions[place].ref})
