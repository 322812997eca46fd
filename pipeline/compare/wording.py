"""Plain words for the values of a comparison, shared by pages and workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pipeline.quantities import count

if TYPE_CHECKING:
    from models.comparison import (
        ActionChange,
        ActionStatus,
        Cell,
        NarrativeStatus,
        PlanHeading,
        PointAction,
        RagDirection,
    )

STATUS_WORDS: dict[ActionStatus, str] = {
    "unchanged": "Unchanged",
    "changed": "Changed",
    "new": "New",
    "dropped": "Dropped",
}
NARRATIVE_WORDS: dict[NarrativeStatus, str] = {
    "same": "Same words",
    "edited": "Edited",
    "rewritten": "Rewritten",
    "became_nil": "Became nil",
    "was_nil": "Was nil",
}
DIRECTION_WORDS: dict[RagDirection | None, str] = {
    None: "",
    "improved": "improved",
    "worsened": "worsened",
    "same": "the same",
    "first_rated": "rated for the first time",
    "no_longer_rated": "no longer rated",
    "not_rated": "not rated",
}
RELATION_WORDS = {
    "split_from": "split from {} of the earlier plan",
    "split_into": "part of it became {} of the later plan",
    "merged_into": "merged into {} of the later plan",
    "merged_from": "took in {} of the earlier plan",
}

# Actions as alike as this are told apart from nothing else in the measurements of docs/comparing.md.
_SURE = 0.7

# Enough of a wording to know the action by, in a heading or a row of a table.
_SHORT = 90


def shortened(text: str, length: int = _SHORT) -> str:
    """The beginning of a text, cut between words."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:(-") + "\u2026"


def narrative_words(change: ActionChange) -> str:
    """What became of a narrative. Two nil returns are called that, whatever phrase they use."""
    if change.nil_return.before and change.nil_return.after:
        return "Nil in both plans"
    if change.narrative is None:
        return "Nil" if change.nil_return.before or change.nil_return.after else "Nothing to compare"
    return NARRATIVE_WORDS[change.narrative]


def refs_in_words(change: ActionChange | PointAction) -> str:
    """The number or numbers an action goes by."""
    before, after = change.before_ref, change.after_ref
    if before is None or after is None or before == after:
        return after or before or ""
    return f"{before} \u2192 {after}"


def related_texts(change: ActionChange) -> list[str]:
    """Splits and merges in words."""
    return [RELATION_WORDS[one.relation].format(one.ref) for one in change.related]


def match_in_words(change: ActionChange) -> str:
    """How sure it is that two actions are one, or that an action has no partner."""
    if change.match.decided:
        return "decided by a person"
    if change.match.check:
        return "please check"
    return "sure" if change.match.score >= _SURE or change.status in {"new", "dropped"} else "likely"


def cell_words(cell: Cell) -> str:
    """How much a borough says under an action."""
    if cell.nil_return:
        return "nil"
    return count(cell.narrative_words, "word")


def plan_title(heading: PlanHeading) -> str:
    """How a plan is called over a column: borough and year, or its id when the document does not tell them."""
    if heading.borough is None:
        return heading.plan_id
    return f"{heading.borough} {heading.plan_year}" if heading.plan_year else heading.borough


def plan_titles(headings: Iterable[PlanHeading]) -> dict[str, str]:
    """What each plan is called, by its id; those that would be called the same go by their id."""
    titles = {heading.plan_id: plan_title(heading) for heading in headings}
    called = list(titles.values())
    return {plan: title if called.count(title) == 1 else plan for plan, title in titles.items()}


def row_title(key: str, titles: Mapping[str, str]) -> str:
    """What a row of a comparison of boroughs is called: its key, with the plan's title in place of its id."""
    ref, bracket, rest = key.partition(" (")
    plan, closed, count = rest.partition(")")
    return f"{ref} ({titles[plan]}){count}" if bracket and closed and plan in titles else key
