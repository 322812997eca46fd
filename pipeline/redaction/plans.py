"""Leaves people's names out of plans: roles stay, names of leads and authors go, also where other texts repeat them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from models.correction import FieldCorrection
from models.plan import Action, NamedLead, Plan
from models.reference.organisations import ends_like_organisation, names_a_post
from pipeline.redaction.eraser import REMOVED, Eraser
from pipeline.redaction.people import (
    Ordinary,
    Person,
    people_after_titles,
    people_of_addresses,
    people_of_cell,
    person_named,
)

NOT_SHOWN = "[not shown]"
LONGEST_ENDING = 6  # characters of a file's ending, its dot among them

_BODY_HEADERS = ("owner", "lead", "officer", "contact", "responsible", "who")
"""Words of the headers of a plan's own columns whose cells are read as a lead's are."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A name that was taken out, for a person to check.

    Attributes:
        plan_id: of the plan, as it is in the output.
        where: field, with the action's ref before it.
        text: what stood there.
    """

    plan_id: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """Plans without names, and what was taken out of each."""

    plans: list[Plan]
    removed: list[Removed]
    eraser: Eraser


def redact_names(plans: Sequence[Plan], bodies: Iterable[str] = ()) -> list[Plan]:
    """The plans without the names of their leads and authors; see `redact`."""
    return redact(plans, bodies).plans


def redact(
    plans: Sequence[Plan],
    bodies: Iterable[str] = (),
    others: Iterable[str] = (),
    filenames: Sequence[str] | None = None,
) -> Redacted:
    """The plans without the names of their leads and authors, and what was removed.

    A person named in one of the plans is left out of all of them: last year's lead turns up in this year's narrative.
    Text that a lead's cell gives without any word of a post or body may be a name and is not shown at all. File names
    and plan ids made of them are replaced by neutral ones.

    Args:
        plans: the plans.
        bodies: names of bodies, which are no people's.
        others: names of other people who are to go too, such as those who made corrections.
        filenames: what to call the plans' documents; None to name them by the plan ids.
    """
    texts = [text for plan in plans for action in plan.actions for text in (action.mandatory_action, action.narrative)]
    bodies = list(bodies)
    first = _people(plans, Ordinary([], bodies), others)
    told = Eraser(first, Ordinary([], bodies))
    ordinary = Ordinary([told.clean(text) for text in texts], bodies)  # a name in lower case is no everyday word
    people = _people(plans, ordinary, others)
    eraser = Eraser(people, ordinary)
    names = _neutral_names(plans, filenames)
    removed: list[Removed] = []
    redacted = [_redacted(plan, names[place], eraser, removed) for place, plan in enumerate(plans)]
    return Redacted(redacted, removed, eraser)


def _people(plans: Iterable[Plan], ordinary: Ordinary, others: Iterable[str]) -> list[Person]:
    """People whom the plans name as leads or authors, or by title or e-mail address anywhere."""
    found = {person_named(name): None for name in others}
    for plan in plans:
        found |= dict.fromkeys(_people_of(plan, ordinary))
    return [person for person in found if person.words]


def _people_of(plan: Plan, ordinary: Ordinary) -> Iterator[Person]:
    for correction in (*plan.corrections, *(one for action in plan.actions for one in action.corrections)):
        yield person_named(correction.who)
    as_read = [action.as_read for action in plan.actions if action.as_read]
    if as_read:
        yield from _people_of(plan.model_copy(update={"actions": tuple(as_read), "corrections": ()}), ordinary)
    for action in plan.actions:
        for lead in action.named_leads:
            if lead.name:
                yield person_named(lead.name)
            yield from people_of_cell(lead.text, ordinary)
        for header, text in (*action.other.items(), *action.details.items()):
            if any(word in header.casefold() for word in _BODY_HEADERS):
                yield from people_of_cell(text, ordinary)
        notes = (note.text for note in action.notes)
        for text in (
            action.narrative,
            action.mandatory_action,
            *action.other.values(),
            *action.details.values(),
            *notes,
        ):
            yield from people_after_titles(text, ordinary)
            yield from people_of_addresses(text, ordinary)
        for organisation in action.lead_organisations:
            yield from people_after_titles(organisation.text, ordinary)
            yield from people_of_addresses(organisation.text, ordinary)
    yield from people_of_cell(plan.metadata.author or "", ordinary)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a plan and its file are called where names are left out."""

    plan_id: str
    filename: str


def neutral_id(plan: Plan) -> str:
    """The plan_id by borough and year alone: of a plan without a borough it is made of the file's name otherwise."""
    return f"{plan.borough.slug if plan.borough else 'unknown'}-{plan.plan_year or 'undated'}"


def plain_ending(filename: str) -> str:
    """The ending of a file's name, such as `.docx`; empty when it is more than that."""
    ending = PurePosixPath(filename).suffix
    return ending if ending[1:].isalnum() and len(ending) <= LONGEST_ENDING else ""


def _neutral_names(plans: Sequence[Plan], filenames: Sequence[str] | None) -> list[_Names]:
    """Ids by borough and year alone, counted where several plans share them, and file names made of those."""
    used: Counter[str] = Counter()
    names = []
    for place, plan in enumerate(plans):
        base = neutral_id(plan)
        used[base] += 1
        plan_id = base if used[base] == 1 else f"{base}-{used[base]}"
        by_id = f"{plan_id}{plain_ending(plan.source.filename)}"
        names.append(_Names(plan_id, filenames[place] if filenames else by_id))
    return names


_NOT_TEXT = frozenset(
    {"schema_version", "plan_id", "sha256", "media_type", "reader", "slug", "gss_code", "entity_id", "code", "severity"}
    | {"kind", "speaker", "label", "method", "confidence", "ref", "action_ref", "rag", "rag_source", "bbox", "sheet"}
)
"""Fields that hold no words of a document."""


@dataclass(frozen=True, slots=True)
class _Cleaner:
    """Cleans the values of one plan, whatever fields they are in, and takes down what was removed."""

    eraser: Eraser
    names: _Names
    removed: list[Removed]

    def clean(self, value: Any, where: str) -> Any:  # noqa: ANN401 - a plan's values, whatever their types
        """The value without names."""
        if isinstance(value, str):
            return self._taken_down(where, self.eraser.clean(value))
        if isinstance(value, dict):
            return {
                self.eraser.clean(key): inside if key in _NOT_TEXT else self.clean(inside, where)
                for key, inside in value.items()
            }
        if isinstance(value, list | tuple):
            return tuple(self.clean(inside, where) for inside in value)
        return value

    def action(self, action: Action) -> Action:
        """The action without names; its mentions stand where their words are."""
        narrative, mentions = self.eraser.clean_narrative(action.narrative, action.mentions)
        self._taken_down(f"{action.ref} narrative", narrative)
        leads = [_redacted_lead(lead, self.eraser) for lead in action.named_leads]
        self.eraser.removed.clear()
        for lead, now in zip(action.named_leads, leads, strict=True):
            if lead != now:
                self.removed.append(Removed(self.names.plan_id, f"{action.ref} named_leads", lead.text))
        own = {"narrative", "mentions", "named_leads", "as_read", "corrections"}
        values = {
            field: value if field in _NOT_TEXT else self.clean(value, f"{action.ref} {field}")
            for field, value in action.model_dump(exclude=own).items()
        }
        whole = {**values, "narrative": narrative, "mentions": mentions, "named_leads": leads}
        whole["corrections"] = tuple(self.correction(one, action.ref) for one in action.corrections)
        whole["as_read"] = self.action(action.as_read) if action.as_read else None
        return Action.model_validate(whole)

    def correction(self, correction: FieldCorrection, ref: str) -> FieldCorrection:
        """The correction without names; of a lead, whose cell is one of names, only that it was corrected."""
        values = {"who": REMOVED}
        self.removed.append(Removed(self.names.plan_id, f"{ref} corrections".strip(), correction.who))
        for field in ("value", "document", "said", "why"):
            text = getattr(correction, field)
            is_lead = correction.field == "named_leads" and field != "why" and text
            where = f"{ref} corrections".strip()
            values[field] = NOT_SHOWN if is_lead else self._taken_down(where, self.eraser.clean(text))
        return correction.model_copy(update=values)

    def _taken_down(self, where: str, cleaned: str) -> str:
        self.removed.extend(Removed(self.names.plan_id, where, name) for name in self.eraser.removed)
        self.eraser.removed.clear()
        return cleaned


def _redacted(plan: Plan, names: _Names, eraser: Eraser, removed: list[Removed]) -> Plan:
    cleaner = _Cleaner(eraser, names, removed)
    if names.filename != plan.source.filename:
        removed.append(Removed(names.plan_id, "source.filename", plan.source.filename))
    findings = [
        one.model_copy(update={"message": one.message.replace(plan.source.filename, names.filename)})
        for one in plan.findings
    ]
    findings = [
        one.model_copy(update={"message": one.message.replace(plan.plan_id, names.plan_id)})
        if names.plan_id != plan.plan_id
        else one
        for one in findings
    ]
    values = plan.model_copy(update={"findings": tuple(findings)}).model_dump(exclude={"actions", "corrections"})
    source = {**values["source"], "filename": names.filename}
    cleaned = {
        field: value if field in _NOT_TEXT or field == "borough" else cleaner.clean(value, field)
        for field, value in values.items()
    }
    actions = tuple(cleaner.action(action) for action in plan.actions)
    corrections = tuple(cleaner.correction(one, "") for one in plan.corrections)
    whole = {**cleaned, "plan_id": names.plan_id, "source": source, "actions": actions, "corrections": corrections}
    return Plan.model_validate(whole)


def _redacted_lead(lead: NamedLead, eraser: Eraser) -> NamedLead:
    """The post alone; what is neither post nor body is not shown."""
    role = eraser.maybe(lead.role)
    if role is not None:
        role = role.replace(REMOVED, "").strip(" ,;:/-–()")
        if role and (names_a_post(role) or ends_like_organisation(role)):
            return NamedLead(text=role, role=role, entity_id=lead.entity_id)
    return NamedLead(text=REMOVED if lead.name else NOT_SHOWN)
