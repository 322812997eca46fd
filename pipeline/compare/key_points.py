"""What whoever answers for a plan must know of its next, with the actions it is true of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.comparison import ActionChange, KeyPoint, PointAction, PointCode


def _is_red_twice(one: ActionChange) -> bool:
    return one.rag.before == one.rag.after == "red"


_POINTS: tuple[tuple[PointCode, str, Callable[[ActionChange], bool]], ...] = (
    (
        "red_twice_copied",
        "Red in both plans, and the narrative was copied word for word",
        lambda one: _is_red_twice(one) and one.copied_forward,
    ),
    (
        "improved_copied",
        "RAG improved, but the narrative was copied word for word",
        lambda one: one.rag.direction == "improved" and one.copied_forward,
    ),
    (
        "worsened_copied",
        "RAG worsened, but the narrative was copied word for word",
        lambda one: one.rag.direction == "worsened" and one.copied_forward,
    ),
    ("worsened", "RAG worsened", lambda one: one.rag.direction == "worsened"),
    ("red_twice", "Red in both plans", _is_red_twice),
    ("improved", "RAG improved", lambda one: one.rag.direction == "improved"),
    ("became_nil", "Had a narrative, now returned nothing", lambda one: one.narrative == "became_nil"),
    (
        "nil_twice",
        "Nothing returned in either plan",
        lambda one: bool(one.nil_return.before and one.nil_return.after),
    ),
    ("new", "New actions", lambda one: one.status == "new"),
    ("dropped", "Dropped actions", lambda one: one.status == "dropped"),
    ("copied", "Narrative copied word for word", lambda one: one.copied_forward),
)
"""Most pressing first: colours that the words do not bear out, then moves, then gaps, then what came and went."""


def key_points(changes: Sequence[ActionChange]) -> tuple[KeyPoint, ...]:
    """The points that are true of any action."""
    found = ((code, title, [one for one in changes if holds(one)]) for code, title, holds in _POINTS)
    return tuple(
        KeyPoint(code=code, title=title, actions=tuple(map(_action, actions)))
        for code, title, actions in found
        if actions
    )


def _action(one: ActionChange) -> PointAction:
    return PointAction(
        before_ref=one.before_ref, after_ref=one.after_ref, mandatory_action=one.mandatory_action, rag=one.rag
    )
