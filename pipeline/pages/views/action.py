"""An action: what every borough wrote under it, in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from models.base import Record
from models.comparison import AlignedAction, BoroughsComparison
from models.plan import Plan, RagColour
from pipeline.pages.keys import keyed
from pipeline.pages.narrative import Line, lines_of
from pipeline.pages.words import borough_of, boroughs_of, count_rags


class Named(Record):
    """A name that answers mention, for the choice."""

    entity_id: str = Field(description="Id in the registry.")
    name: str = Field(description="The registry's name.")
    plans: int = Field(ge=1, description="Answers that mention it.")


class Answer(Record):
    """What one borough wrote."""

    plan_id: str = Field(description="The plan.")
    borough: str = Field(description="The borough.")
    key: str = Field(description="Names the action in the addresses of the plan.")
    ref: str = Field(description="Number of the action in that plan.")
    rag: RagColour | None = Field(description="RAG status.")
    leads: tuple[str, ...] = Field(description="Lead organisations and named leads as printed.")
    nil: bool = Field(description="Whether there is no answer.")
    narrative: tuple[Line, ...] = Field(description="The narrative in full.")
    shared_with: tuple[tuple[str, str], ...] = Field(description="Plans that share a passage of it: id and borough.")
    corrections: tuple[str, ...] = Field(default=(), description="What people corrected in it, in words.")
    match: str = Field(default="", description="Why it stands here, when the wording is another.")


class ActionPage(Record):
    """The page."""

    key: str = Field(description="Names the action in addresses.")
    year: int = Field(description="The year.")
    theme: str = Field(description="Its theme.")
    wording: str = Field(description="Its wording.")
    answers: tuple[Answer, ...] = Field(description="The answers that the choice leaves.")
    of: int = Field(ge=0, description="Plans that have the action.")
    rags: tuple[tuple[RagColour | None, int], ...] = Field(description="How many have each RAG status.")
    nils: int = Field(ge=0, description="Plans without an answer.")
    rag: str = Field(default="", description="RAG status that is chosen.")
    only_nil: bool = Field(default=False, description="Whether only those without an answer are shown.")
    name: str = Field(default="", description="Id of the name that is chosen.")
    names: tuple[Named, ...] = Field(default=(), description="Names to choose from, most mentioned first.")
    before: str | None = Field(description="Key of the action before.")
    after: str | None = Field(description="Key of the action after.")
    others: tuple[str, ...] = Field(description="Boroughs received whose plan has no such action.")


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """Which answers a person chose to see: of a RAG status, those that say nothing, those that mention a name."""

    rag: str = ""
    only_nil: bool = False
    name: str = ""


def action_page(
    comparison: BoroughsComparison,
    plans: Mapping[str, Plan],
    year: int,
    key: str,
    choice: AnswerChoice = AnswerChoice(),
) -> ActionPage:
    """The answers to an action. Raises KeyError when no plan of the year has it."""
    keys = [action.key for action in comparison.actions]
    if key not in keys:
        raise KeyError(key)
    place = keys.index(key)
    row = comparison.actions[place]
    shared, boroughs = _shared(comparison), boroughs_of(plans)
    answers = [
        _answer(plan_id, plans, boroughs, row, shared)
        for plan_id in sorted(row.cells, key=lambda one: borough_of(plans[one]))
    ]
    chosen = tuple(
        answer
        for answer in answers
        if (not choice.rag or (answer.rag or "none") == choice.rag)
        and (not choice.only_nil or answer.nil)
        and (not choice.name or choice.name in _ids(row, answer.plan_id))
    )
    return ActionPage(
        key=key,
        year=year,
        theme=row.theme or "",
        wording=row.mandatory_action,
        answers=chosen,
        of=len(answers),
        rags=count_rags(answer.rag for answer in answers),
        nils=sum(answer.nil for answer in answers),
        rag=choice.rag,
        only_nil=choice.only_nil,
        name=choice.name,
        names=_names(comparison, row),
        before=keys[place - 1] if place else None,
        after=keys[place + 1] if place + 1 < len(keys) else None,
        others=tuple(sorted(borough_of(plan) for plan_id, plan in plans.items() if plan_id not in row.cells)),
    )


def _ids(row: AlignedAction, plan_id: str) -> tuple[str, ...]:
    cell = row.cells[plan_id]
    return (*cell.services, *cell.panels, *cell.agencies)


def _names(comparison: BoroughsComparison, row: AlignedAction) -> tuple[Named, ...]:
    called = {
        entry.entity_id: entry.name
        for entry in (*comparison.services, *comparison.panels, *comparison.agencies)
        if entry.entity_id
    }
    counts = Counter(entity for plan_id in row.cells for entity in _ids(row, plan_id))
    named = [Named(entity_id=entity, name=called.get(entity, entity), plans=count) for entity, count in counts.items()]
    return tuple(sorted(named, key=lambda one: (-one.plans, one.name.casefold())))


_Shared = Mapping[tuple[str, str], Sequence[tuple[int, int]]]


def _shared(comparison: BoroughsComparison) -> _Shared:
    """The ranges of each narrative that other boroughs have too, by plan and ref."""
    ranges: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for passage in comparison.passages:
        for place in passage.places:
            ranges.setdefault((place.plan_id, place.ref), []).append((place.start, place.end))
    return ranges


def _answer(
    plan_id: str, plans: Mapping[str, Plan], boroughs: Mapping[str, str], row: AlignedAction, shared: _Shared
) -> Answer:
    plan, cell = plans[plan_id], row.cells[plan_id]
    key, action = next((key, action) for key, action in keyed(plan) if action.ref == cell.ref)
    return Answer(
        plan_id=plan_id,
        borough=boroughs[plan_id],
        key=key,
        ref=cell.ref,
        rag=cell.rag,
        leads=tuple(dict.fromkeys((*cell.lead_organisations, *(lead.text for lead in action.named_leads)))),
        nil=cell.nil_return,
        narrative=lines_of(action, shared.get((plan_id, cell.ref), ())),
        shared_with=tuple((other, borough_of(plans[other])) for other in cell.copied_from if other in plans),
        corrections=cell.corrections,
        match=cell.match.why if cell.match else "",
    )
