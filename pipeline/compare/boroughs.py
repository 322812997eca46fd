"""Many boroughs' plans side by side, action by action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache

from models.comparison import (
    AlignedAction,
    BoroughsComparison,
    Cell,
    CellName,
    DirectoryEntry,
    Passage,
    PlanHeading,
    PlanStanding,
    SharedPlace,
)
from models.errors import UsageError
from models.mention import MentionLabel
from models.plan import Action, Plan
from models.reference.boroughs import AUTHORITIES
from models.reference.template import Editions
from pipeline.compare.alignment import Row, align
from pipeline.compare.collecting import without_collecting
from pipeline.compare.differences import count_words
from pipeline.compare.directory import directory
from pipeline.compare.names import reviewed
from pipeline.compare.passages import SharedCell, SharedPassage, Sharing, find_shared
from pipeline.compare.standings import standings
from pipeline.compare.submissions import not_submitted, submissions
from pipeline.compare.wording import plan_titles, row_title
from pipeline.compare.years import heading
from pipeline.compare.years_notes import NOT_MENTIONED, plan_notes, review_notes
from pipeline.details import correction_texts, declared_details, note_texts, other_texts
from pipeline.folding import essence
from pipeline.naming import NameKey, is_reviewed, name_key, name_of


@without_collecting()
def compare_many_boroughs(
    plans: Sequence[Plan], *, fewest: int = 2, editions: Editions | None = None
) -> BoroughsComparison:
    """The plans lined up.

    editions: of the template, with their pairs; None for those that come with the tool.

    Raises `UsageError` for fewer plans than `fewest`, or one given twice.
    """
    _refuse_mismatch(plans, fewest)
    ordered = sorted(plans, key=lambda plan: plan.plan_id)
    owners = [_owner(plan) for plan in ordered]
    sharing = find_shared(ordered, owners)
    themes = [{theme.number: theme.title for theme in plan.themes} for plan in ordered]
    actions = tuple(_aligned(row, ordered, sharing, themes) for row in align(ordered, editions))
    ids = tuple(plan.plan_id for plan in ordered)
    services = directory(ordered, "service")
    passages = tuple(_passage(passage, ordered) for passage in sharing.passages)
    standing = standings(ids, actions)
    headings = tuple(heading(plan) for plan in ordered)
    return BoroughsComparison(
        plans=ids,
        headings=headings,
        headline=_headline(
            len({one.borough for one in headings if one.borough}), headings, actions, services, passages, standing
        ),
        submissions=submissions(ordered, actions, standing),
        not_submitted=not_submitted(ordered),
        actions=actions,
        services=services,
        panels=directory(ordered, "panel"),
        agencies=directory(ordered, "agency"),
        passages=passages,
        standings=standing,
        notes=_notes(ordered),
    )


def _refuse_mismatch(plans: Sequence[Plan], fewest: int) -> None:
    if len(plans) < fewest:
        raise UsageError("A single plan cannot be compared.", "Name two plans or more.")
    twice = [plan_id for plan_id, count in Counter(plan.plan_id for plan in plans).items() if count > 1]
    if twice:
        raise UsageError(f"{twice[0]} is given twice.", "Name each plan once.")


def _owner(plan: Plan) -> Hashable:
    """Whose words these are: the borough's, whatever the year; a plan without a borough stands for itself."""
    return plan.borough.slug if plan.borough else plan.plan_id


def _aligned(
    row: Row, plans: Sequence[Plan], sharing: Sharing, themes: Sequence[Mapping[int | None, str]]
) -> AlignedAction:
    cells = {
        plans[plan].plan_id: _cell(
            plans[plan].actions[action], plan, plans, sharing.cells.get((plan, action)), row, themes[plan]
        )
        for plan, action in sorted(row.cells.items())
    }
    return AlignedAction(
        key=row.key,
        theme=row.action_text.theme or None,
        mandatory_action=row.action_text.wording,
        cells=cells,
        nil_returns=sum(cell.nil_return for cell in cells.values()),
        returned_nothing=tuple(plan for plan, cell in cells.items() if cell.nil_return),
        no_named_lead=tuple(plan for plan, cell in cells.items() if not cell.named_leads),
    )


def _cell(
    action: Action,
    plan: int,
    plans: Sequence[Plan],
    shared: SharedCell | None,
    row: Row,
    themes: Mapping[int | None, str],
) -> Cell:
    own = action.mandatory_action
    return Cell(
        ref=action.ref,
        theme=themes.get(action.theme_number),
        wording=own if own and essence(own) != essence(row.action_text.wording) else None,
        rag=action.rag,
        nil_return=action.nil_return,
        narrative=action.narrative,
        named_leads=tuple(lead.text for lead in action.named_leads),
        lead_organisations=tuple(item.text for item in action.lead_organisations),
        timescale=action.timescale,
        outcome=action.outcome,
        details=declared_details(action),
        other=other_texts(action),
        notes=note_texts(action),
        corrections=correction_texts(action),
        names=_names(action),
        services=_ids(action, "service"),
        panels=_ids(action, "panel"),
        agencies=_ids(action, "agency"),
        not_linked=tuple(dict.fromkeys(one.text for one in reviewed(action.mentions) if one.entity_id is None)),
        narrative_words=0 if action.nil_return else count_words(action.narrative),
        copied_from=tuple(plans[other].plan_id for other in sorted(shared.plans) if _not_later(plans, other, plan))
        if shared
        else (),
        shared_words=shared.words if shared else 0,
        match=row.matches.get(plan),
    )


def _names(action: Action) -> tuple[CellName, ...]:
    """Every name of the narrative once; one that any reviewed mention names is reviewed."""
    found: dict[NameKey, CellName] = {}
    for mention in sorted(action.mentions, key=lambda one: not is_reviewed(one)):
        name = CellName(
            label=mention.label,
            entity_id=mention.entity_id,
            name=name_of(mention),
            reviewed=is_reviewed(mention),
        )
        found.setdefault(name_key(mention), _shared_name(name))
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _shared_name(name: CellName) -> CellName:
    """The same value for all that say the same: many plans name few bodies many times."""
    return name


def _not_later(plans: Sequence[Plan], other: int, plan: int) -> bool:
    """Words cannot have been taken from a plan of a later year."""
    theirs, own = plans[other].plan_year, plans[plan].plan_year
    return theirs is None or own is None or theirs <= own


def _ids(action: Action, label: MentionLabel) -> tuple[str, ...]:
    found = (one.entity_id for one in reviewed(action.mentions) if one.label == label)
    return tuple(dict.fromkeys(entity_id for entity_id in found if entity_id is not None))


def _passage(passage: SharedPassage, plans: Sequence[Plan]) -> Passage:
    first = passage.places[0]
    narrative = plans[first.plan].actions[first.action].narrative
    return Passage(
        text=narrative[first.start : first.end],
        words=passage.words,
        plans=tuple(dict.fromkeys(plans[place.plan].plan_id for place in passage.places)),
        places=tuple(
            SharedPlace(
                plan_id=plans[place.plan].plan_id,
                ref=plans[place.plan].actions[place.action].ref,
                start=place.start,
                end=place.end,
            )
            for place in passage.places
        ),
    )


def _headline(
    boroughs: int,
    headings: Sequence[PlanHeading],
    actions: Sequence[AlignedAction],
    services: Sequence[DirectoryEntry],
    passages: Sequence[Passage],
    standing: Sequence[PlanStanding],
) -> str:
    titles = plan_titles(headings)
    plans = len(headings)
    sentences = [
        f"{plans} plans from {boroughs} of the {AUTHORITIES} London authorities, compared on {len(actions)} actions."
    ]
    worst = max(actions, key=lambda action: action.nil_returns, default=None)
    if worst is not None and worst.nil_returns:
        row = row_title(worst.key, titles)
        sentences.append(
            f"Action {row} has the most nil returns: {worst.nil_returns} of the {len(worst.cells)} plans that have it."
        )
    widest = max(services, key=lambda service: (len(service.plans), service.actions), default=None)
    if widest is not None and widest.plans:
        sentences.append(f"{widest.name} is the service most plans mention: {len(widest.plans)} of {plans}.")
    sharers = len({plan for passage in passages for plan in passage.plans})
    if passages:
        sentences.append(f"{sharers} plans share passages word for word with another borough's.")
    if standing and standing[0].unlike:
        sentences.append(f"Differs most from the others: {titles[standing[0].plan_id]}: {standing[0].unlike[0]}.")
    return " ".join(sentences)


def _notes(plans: Sequence[Plan]) -> tuple[str, ...]:
    notes = [
        NOT_MENTIONED,
        "A plan without an answer in a row has no such action; the work may still be going on.",
        "Shared passages do not show who wrote them first. A later plan is never named as the source.",
    ]
    templates = sorted({plan.template for plan in plans if plan.template})
    if len(templates) > 1:
        notes.append(f"The plans follow different templates ({', '.join(templates)}): actions are matched by wording.")
    notes.extend(f"{plan.plan_id} does not state its borough." for plan in plans if not plan.borough)
    for plan in plans:
        notes.extend(plan_notes(plan))
    return (*notes, *review_notes(plans))
