"""The counts of a comparison of years, and the sentence that says them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from models.comparison import (
    ActionChange,
    CopiedForward,
    CountPair,
    NarrativeCounts,
    PointCode,
    RagCounts,
    RagFlow,
    WordingCounts,
    YearsSummary,
)
from models.plan import Plan, RagColour
from pipeline.compare.key_points import key_points
from pipeline.compare.names import names_to_review, organisations_in_out, placed_names_in_out
from pipeline.compare.wording import refs_in_words
from pipeline.naming import LABELS
from pipeline.quantities import count, first_of

# The order in which colours are shown; None, no RAG given, comes last.
RAG_SHOWN: tuple[RagColour | None, ...] = ("red", "amber", "green", "blue", None)

# Numbers of actions that are said aloud before "and so many more".
_REFS_SAID = 6


def summarise(before: Plan, after: Plan, changes: Sequence[ActionChange]) -> YearsSummary:
    """The counts of each kind of change."""
    matched = [change for change in changes if change.action_text is not None]
    statuses = Counter(change.status for change in changes)
    agencies, panels, services = (placed_names_in_out(before, after, label) for label in LABELS)
    return YearsSummary(
        points=key_points(changes),
        unchanged=statuses["unchanged"],
        changed=statuses["changed"],
        new=statuses["new"],
        dropped=statuses["dropped"],
        matched=len(matched),
        renumbered=sum(change.renumbered for change in matched),
        action_text=WordingCounts.model_validate(_how_many(change.action_text for change in matched)),
        narrative=NarrativeCounts.model_validate(_how_many(change.narrative for change in matched)),
        rag=RagCounts.model_validate(_how_many(change.rag.direction for change in matched)),
        rag_flows=_flows(matched),
        copied_forward=_copied_forward(after, changes),
        nil_returns=CountPair(
            before=sum(action.nil_return for action in before.actions),
            after=sum(action.nil_return for action in after.actions),
        ),
        nil_in_both=sum(bool(change.nil_return.before and change.nil_return.after) for change in matched),
        lead_organisations=organisations_in_out(
            [item for action in before.actions for item in action.lead_organisations],
            [item for action in after.actions for item in action.lead_organisations],
        ),
        agencies=agencies,
        panels=panels,
        services=services,
        not_reviewed=CountPair(before=len(names_to_review(before.actions)), after=len(names_to_review(after.actions))),
        matches_to_check=sum(change.match.check for change in changes),
    )


def headline(before: Plan, after: Plan, summary: YearsSummary) -> str:
    """The outcome in sentences that can be said aloud: first what a director must know, with numbers of actions."""
    points = {point.code: [refs_in_words(one) for one in point.actions] for point in summary.points}
    copied = summary.copied_forward
    came, went = _with_refs(summary.new, "new", points), _with_refs(summary.dropped, "dropped", points)
    share = f"{copied.actions} of {copied.of_actions} narratives ({copied.share:.0%})"
    kept = f"copied forward unchanged, {summary.narrative.edited} edited, {summary.narrative.rewritten} rewritten"
    sentences = [
        f"{_whose(before, after)}.",
        *(
            f"{words}: {first_of(points[code], _REFS_SAID)}."
            for code, words in (
                ("red_twice_copied", "Red in both plans with the narrative copied word for word"),
                ("improved_copied", "RAG improved with the narrative copied word for word"),
                ("worsened_copied", "RAG worsened with the narrative copied word for word"),
            )
            if code in points
        ),
        f"RAG {_rag(summary)}.",
        f"{count(summary.matched, 'action')} in both plans, {came} and {went}.",
        f"{share} {kept}.",
        *_nil(summary),
    ]
    return " ".join(sentences)


def _with_refs(number: int, what: Literal["new", "dropped"], points: Mapping[PointCode, Sequence[str]]) -> str:
    return f"{number} {what} ({first_of(points[what], _REFS_SAID)})" if number else f"none {what}"


def _nil(summary: YearsSummary) -> Iterator[str]:
    nil = summary.nil_returns
    if nil.before != nil.after:
        yield f"Nil returns went from {nil.before} to {nil.after}."
    elif nil.after:
        yield f"{count(nil.after, 'nil return')}, as before."


def _whose(before: Plan, after: Plan) -> str:
    name = next((plan.borough.name for plan in (after, before) if plan.borough), None)
    years = [str(plan.plan_year) if plan.plan_year else plan.plan_id for plan in (before, after)]
    if years[0] == years[1]:
        years = [before.source.filename, after.source.filename]
    return f"{name}, {years[0]} to {years[1]}" if name else f"{years[0]} to {years[1]}"


def _rag(summary: YearsSummary) -> str:
    moved = summary.rag
    if not moved.improved and not moved.worsened:
        return "did not change on any action"
    return f"improved on {count(moved.improved, 'action')} and worsened on {moved.worsened}"


def _how_many(values: Iterable[str | None]) -> dict[str, int]:
    return dict(Counter(value for value in values if value is not None))


def _flows(matched: Sequence[ActionChange]) -> tuple[RagFlow, ...]:
    counts = Counter((change.rag.before, change.rag.after) for change in matched)
    return tuple(
        RagFlow(before=first, after=second, actions=counts[first, second])
        for first in RAG_SHOWN
        for second in RAG_SHOWN
        if counts[first, second]
    )


def _copied_forward(after: Plan, changes: Sequence[ActionChange]) -> CopiedForward:
    actions = sum(change.copied_forward for change in changes)
    words = sum(change.narrative_words.after for change in changes if not change.nil_return.after)
    kept = sum(
        len(piece.text.split())
        for change in changes
        if change.narrative is not None and not change.nil_return.after
        for piece in change.narrative_changes
        if piece.kind in {"kept", "moved_here"}
    )
    return CopiedForward(
        actions=actions,
        of_actions=len(after.actions),
        share=round(actions / max(len(after.actions), 1), 3),
        words=kept,
        of_words=words,
        word_share=round(kept / max(words, 1), 3),
    )
