"""What the page of a comparison of years shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.comparison import ActionChange, KeyPoint, PlacedName, RagFlow, YearsComparison
from models.plan import RagColour
from pipeline.compare.facts_of_plans import facts_of_plans
from pipeline.compare.facts_of_years import YearsFact, facts_of_years
from pipeline.compare.palette import RAG_SHADES
from pipeline.compare.rag_picture import draw
from pipeline.compare.values import BothShown, InOutShown, Shown
from pipeline.compare.wording import (
    DIRECTION_WORDS,
    STATUS_WORDS,
    match_in_words,
    narrative_words,
    refs_in_words,
    shortened,
)
from pipeline.quantities import count

# Facts that a row of the page shows in its heading or its own way.
_SHOWN_ELSEWHERE = frozenset({"before_ref", "after_ref", "mandatory_action", "status", "action_text"})


def years_page(comparison: YearsComparison) -> dict[str, Any]:
    """The values that the template `years.html` takes."""
    before, after = _years(comparison)
    borough = next((one.borough for one in reversed(comparison.headings) if one.borough), None)
    rows = [_PageRow.of(number, change) for number, change in enumerate(comparison.actions)]
    anchors = {(row.change.before_ref, row.change.after_ref): row.anchor for row in reversed(rows)}
    to_check = [row for row in rows if row.change.match.check]
    flow_columns, flow_rows = _flow_table(comparison.summary.rag_flows)
    return {
        "comparison": comparison,
        "title": f"{borough or 'The plan'}: {before} to {after}",
        "before": before,
        "after": after,
        "sections": [
            ("summary", "What to know first"),
            ("rag", "RAG, before and after"),
            ("actions", "Action by action"),
            *([("check", "Matches to check")] if to_check else []),
            ("detail", "What changed, word by word"),
            ("notes", "How to read this"),
        ],
        "points": [_Point.of(point, anchors) for point in comparison.summary.points],
        "moves": list(_moves(comparison)),
        "figures": list(_figures(comparison)),
        "plans": [
            (fact.heading, [fact.shown(heading) for heading in comparison.headings])
            for fact in facts_of_plans()
            if fact.heading
        ],
        "picture": draw(comparison.summary.rag_flows),
        "flow_columns": flow_columns,
        "flow_rows": flow_rows,
        "rows": rows,
        "to_check": to_check,
    }


def _years(comparison: YearsComparison) -> tuple[str, str]:
    """What the two plans are called: their years, or their ids when the years do not tell them apart."""
    before, after = comparison.headings
    if before.plan_year is None or after.plan_year is None or before.plan_year == after.plan_year:
        return (before.plan_id, after.plan_id) if before.plan_id != after.plan_id else ("Before", "After")
    return str(before.plan_year), str(after.plan_year)


@dataclass(frozen=True, slots=True)
class _Point:
    """A key point: how many actions, and each with the place on the page where it is told in full."""

    title: str
    count: int
    actions: list[tuple[str, str, str]]

    @classmethod
    def of(cls, point: KeyPoint, anchors: dict[tuple[str | None, str | None], str]) -> _Point:
        """Ref, anchor and beginning of the wording of each action."""
        actions = [
            (refs_in_words(one), anchors[one.before_ref, one.after_ref], shortened(one.mandatory_action))
            for one in point.actions
        ]
        return cls(point.title, len(actions), actions)


def _moves(comparison: YearsComparison) -> Iterator[tuple[str, list[str], list[str]]]:
    """What came into and went out of the whole plan: services and panels first, with their actions."""
    summary = comparison.summary
    leads = summary.lead_organisations
    for label, names in (
        ("Services", summary.services),
        ("Panels", summary.panels),
        ("Agencies", summary.agencies),
    ):
        if names.added or names.removed:
            yield label, _placed(names.added), _placed(names.removed)
    if leads.added or leads.removed:
        yield "Lead organisations", list(leads.added), list(leads.removed)


def _placed(names: Sequence[PlacedName]) -> list[str]:
    return [f"{name.name} ({', '.join(name.refs)})" for name in names]


def _figures(comparison: YearsComparison) -> Iterator[tuple[str, str, str]]:
    """Name, figure and what follows it in small."""
    summary = comparison.summary
    copied = summary.copied_forward
    yield "Copied forward unchanged", str(copied.actions), f"of {copied.of_actions} narratives ({copied.share:.0%})"
    yield "Words carried over", f"{copied.word_share:.0%}", f"{copied.words:,} of {copied.of_words:,}"
    yield "Narratives edited", str(summary.narrative.edited), ""
    yield "Narratives rewritten", str(summary.narrative.rewritten), ""
    yield "RAG improved", str(summary.rag.improved), f"worsened {summary.rag.worsened}"
    yield "Nil returns", str(summary.nil_returns.after), f"before {summary.nil_returns.before}"
    yield "New actions", str(summary.new), ""
    yield "Dropped actions", str(summary.dropped), ""
    yield "Reworded actions", str(summary.action_text.reworded), f"renumbered {summary.renumbered}"
    if summary.not_reviewed.after or summary.not_reviewed.before:
        yield "Names not yet reviewed", str(summary.not_reviewed.after), f"before {summary.not_reviewed.before}"


def _flow_table(
    flows: tuple[RagFlow, ...],
) -> tuple[list[RagColour | None], list[tuple[RagColour | None, list[int]]]]:
    """Colours after, and for each colour before the counts under them."""
    counts = {(flow.before, flow.after): flow.actions for flow in flows}
    columns = [colour for colour in RAG_SHADES if any(flow.after == colour for flow in flows)]
    rows = [colour for colour in RAG_SHADES if any(flow.before == colour for flow in flows)]
    return columns, [(row, [counts.get((row, column), 0) for column in columns]) for row in rows]


@dataclass(frozen=True, slots=True)
class _PageRow:
    """An action with the words the page shows of it."""

    change: ActionChange
    anchor: str
    refs: str
    short: str
    status: str
    wording: str
    narrative: str
    words: str
    in_both: bool
    direction: str
    came: list[str]
    went: list[str]
    facts: list[tuple[str, Shown | BothShown | InOutShown]]
    sure: str
    pin: str
    forbid: str

    @classmethod
    def of(cls, number: int, change: ActionChange) -> _PageRow:
        """The row of the action at that place; the place makes the anchor, since refs may repeat."""
        mentions = change.mentions
        kinds = (mentions.services, mentions.panels, mentions.agencies)
        in_both = change.before_ref is not None and change.after_ref is not None
        words = max(change.narrative_words.before, change.narrative_words.after)
        before, after = change.before_ref or "", change.after_ref or ""
        nearest = change.match.nearest_ref or ""
        return cls(
            change=change,
            anchor=f"action-{number + 1}",
            refs=refs_in_words(change),
            short=shortened(change.mandatory_action) or "(no wording printed)",
            status=STATUS_WORDS[change.status],
            wording=(change.action_text or "").capitalize(),
            narrative=narrative_words(change),
            words=count(words, "word"),
            in_both=in_both,
            direction=DIRECTION_WORDS[change.rag.direction],
            came=[*change.lead_organisations.added, *(one.name for names in kinds for one in names.added)],
            went=[*change.lead_organisations.removed, *(one.name for names in kinds for one in names.removed)],
            facts=list(_facts(change)),
            sure=match_in_words(change),
            pin=f"{before or nearest},{after or nearest},pin,",
            forbid=f"{before or nearest},{after or nearest},forbid,",
        )


def _facts(change: ActionChange) -> Iterator[tuple[str, Shown | BothShown | InOutShown]]:
    """Every fact of the action that is not shown in another way, with its heading."""
    for fact in facts_of_years(change.other):
        shown = fact.shown(change)
        if _on_page(fact) and shown is not None and shown is not False:
            yield fact.heading, shown


def _on_page(fact: YearsFact) -> bool:
    return fact.audience != "programs" and fact.place == "main" and fact.name not in _SHOWN_ELSEWHERE
