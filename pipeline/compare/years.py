"""One borough's plan and its next: what changed, action by action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.comparison import (
    ActionChange,
    CountPair,
    Match,
    NarrativeStatus,
    NilPair,
    PlanHeading,
    RagDirection,
    RagPair,
    Related,
    TextLists,
    TextPair,
    WordingStatus,
    YearsComparison,
)
from models.errors import UsageError
from models.mention import Mention
from models.plan import LeadOrganisation, Plan, RagColour
from models.reference.template import Editions
from pipeline.compare.action_texts import action_texts
from pipeline.compare.differences import Difference, compare_texts, count_words
from pipeline.compare.editions import Crosswalk, with_editions
from pipeline.compare.facts_of_years import differs, texts_differ
from pipeline.compare.matching import Matching, match_actions
from pipeline.compare.names import mentions_in_out, organisations_in_out, texts_in_out
from pipeline.compare.pins import PinLine, decide
from pipeline.compare.years_notes import years_notes
from pipeline.compare.years_summary import headline, summarise
from pipeline.details import correction_texts, declared_details, note_texts, other_texts

# "edited" when at least this share of the longer text is kept: the contract's definition.
EDITED_SHARE = 0.5

_RAG_ORDER: dict[RagColour, int] = {"red": 0, "amber": 1, "green": 2, "blue": 3}


def compare_two_years(
    before: Plan,
    after: Plan,
    pins: Sequence[PinLine] = (),
    pins_name: str = "pins",
    editions: Editions | None = None,
) -> YearsComparison:
    """What changed from one plan to the other.

    editions: of the template, with their pairs; None for those that come with the tool.

    Raises `UsageError` when the two are one plan, of different boroughs or in the wrong order, and `ReferenceDataError`
    for a line of `pins` that does not fit the plans.
    """
    _refuse_mismatch(before, after)
    decisions = decide(
        pins, [action.ref for action in before.actions], [action.ref for action in after.actions], pins_name
    )
    linked = Crosswalk(editions).between(before, after)
    matching = match_actions(action_texts(before), action_texts(after), with_editions(decisions, linked))
    changes = _in_reading_order(_sides(before), _sides(after), matching)
    summary = summarise(before, after, changes)
    return YearsComparison(
        before=before.plan_id,
        after=after.plan_id,
        headings=(heading(before), heading(after)),
        headline=headline(before, after, summary),
        summary=summary,
        actions=changes,
        notes=years_notes(before, after, pins=len(decisions), paired=len(linked.joined)),
    )


def heading(plan: Plan) -> PlanHeading:
    """Which plan is meant."""
    return PlanHeading(
        plan_id=plan.plan_id,
        borough=plan.borough.name if plan.borough else None,
        plan_year=plan.plan_year,
        template=plan.template,
        title=plan.title,
        actions=len(plan.actions),
        nil_returns=sum(action.nil_return for action in plan.actions),
    )


def _refuse_mismatch(before: Plan, after: Plan) -> None:
    if before.plan_id == after.plan_id and before.source.sha256 == after.source.sha256:
        raise UsageError(f"{before.plan_id} is given twice.", "Name two different plans of one borough.")
    if before.borough and after.borough and before.borough.slug != after.borough.slug:
        raise UsageError(
            f"{before.plan_id} and {after.plan_id} are plans of different boroughs.",
            "Use: vvrap compare boroughs PLAN PLAN",
        )
    if before.plan_year and after.plan_year and before.plan_year > after.plan_year:
        raise UsageError(
            f"{before.plan_id} is for a later year than {after.plan_id}.",
            "Name the earlier plan first, then the later.",
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """An action in one of the plans; as it is made by default, the place of an action that plan does not have."""

    ref: str | None = None
    theme: str | None = None
    wording: str = ""
    narrative: str = ""
    nil_return: bool | None = None
    rag: RagColour | None = None
    organisations: tuple[LeadOrganisation, ...] = ()
    leads: tuple[str, ...] = ()
    timescale: str | None = None
    outcome: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


_ABSENT = _Side()


def _sides(plan: Plan) -> list[_Side]:
    titles = {theme.number: theme.title for theme in plan.themes}
    return [
        _Side(
            ref=action.ref,
            theme=titles.get(action.theme_number),
            wording=action.mandatory_action,
            narrative=action.narrative,
            nil_return=action.nil_return,
            rag=action.rag,
            organisations=action.lead_organisations,
            leads=tuple(lead.text for lead in action.named_leads),
            timescale=action.timescale,
            outcome=action.outcome,
            details=declared_details(action),
            other=other_texts(action),
            notes=note_texts(action),
            corrections=correction_texts(action),
            mentions=action.mentions,
        )
        for action in plan.actions
    ]


def _in_reading_order(old: list[_Side], new: list[_Side], matching: Matching) -> tuple[ActionChange, ...]:
    """The later plan's actions in order; each dropped one after the action that stood before it."""
    partner = {second: first for first, second in matching.pairs.items()}
    dropped_after: dict[int, list[ActionChange]] = {}
    place = -1
    for first, side in enumerate(old):
        if first in matching.pairs:
            place = matching.pairs[first]
        else:
            related = matching.related_before.get(first, ())
            dropped = _record(side, _ABSENT, matching.alone_before[first], related)
            dropped_after.setdefault(place, []).append(dropped)
    ordered = dropped_after.get(-1, [])
    for second, side in enumerate(new):
        related = matching.related_after.get(second, ())
        if second in partner:
            first = partner[second]
            related = matching.related_before.get(first, ()) + related
            ordered.append(_record(old[first], side, matching.matches[first, second], related))
        else:
            ordered.append(_record(_ABSENT, side, matching.alone_after[second], related))
        ordered.extend(dropped_after.get(second, ()))
    return tuple(ordered)


def _record(old: _Side, new: _Side, match: Match, related: tuple[Related, ...]) -> ActionChange:
    """What became of an action. Of one without a partner, all that it says counts as added, or as removed."""
    both = old.ref is not None and new.ref is not None
    wording = compare_texts(old.wording, new.wording)
    narrative = compare_texts(old.narrative, new.narrative)
    status = _narrative_status(old, new, narrative) if both else None
    change = ActionChange(
        status="changed" if both else "new" if old.ref is None else "dropped",
        before_ref=old.ref,
        after_ref=new.ref,
        renumbered=both and old.ref != new.ref,
        theme=TextPair(before=old.theme, after=new.theme),
        mandatory_action=old.wording if new.ref is None else new.wording,
        match=match,
        related=related,
        action_text=_wording_status(wording) if both else None,
        wording_changes=wording.pieces if both and not wording.same else (),
        narrative=status,
        narrative_similarity=round(narrative.similarity, 3) if both else None,
        narrative_changes=narrative.pieces,
        narrative_words=CountPair(before=count_words(old.narrative), after=count_words(new.narrative)),
        nil_return=NilPair(before=old.nil_return, after=new.nil_return),
        copied_forward=status == "same" and not new.nil_return,
        rag=RagPair(before=old.rag, after=new.rag, direction=_direction(old.rag, new.rag) if both else None),
        lead_organisations=organisations_in_out(old.organisations, new.organisations),
        named_leads=texts_in_out(old.leads, new.leads),
        timescale=TextPair(before=old.timescale, after=new.timescale),
        outcome=TextPair(before=old.outcome, after=new.outcome),
        details=_details(old, new),
        other=_other_columns(old, new),
        notes=texts_in_out(old.notes, new.notes),
        corrections=TextLists(before=old.corrections, after=new.corrections),
        mentions=mentions_in_out(old.mentions, new.mentions),
    )
    return change.model_copy(update={"status": "unchanged"}) if both and _nothing_differs(change) else change


def _wording_status(wording: Difference) -> WordingStatus:
    return "same" if wording.same else "reworded"


def _narrative_status(old: _Side, new: _Side, difference: Difference) -> NarrativeStatus:
    if old.nil_return != new.nil_return:
        return "became_nil" if new.nil_return else "was_nil"
    if difference.same:
        return "same"
    return "edited" if difference.similarity >= EDITED_SHARE else "rewritten"


def _direction(before: RagColour | None, after: RagColour | None) -> RagDirection:
    if before is None or after is None:
        if before == after:
            return "not_rated"
        return "first_rated" if before is None else "no_longer_rated"
    if before == after:
        return "same"
    return "improved" if _RAG_ORDER[after] > _RAG_ORDER[before] else "worsened"


def _details(old: _Side, new: _Side) -> dict[str, TextPair]:
    return {
        name: TextPair(before=old.details.get(name), after=new.details.get(name))
        for name in dict.fromkeys([*new.details, *old.details])
    }


def _other_columns(old: _Side, new: _Side) -> dict[str, TextPair]:
    """Columns without a field of their own whose text differs, in the order of the later plan's columns."""
    headers = list(dict.fromkeys([*new.other, *old.other]))
    both = {header: TextPair(before=old.other.get(header), after=new.other.get(header)) for header in headers}
    return {header: pair for header, pair in both.items() if texts_differ(pair)}


def _nothing_differs(change: ActionChange) -> bool:
    """Whether everything recorded but the number is as it was."""
    return not any(differs(change))
