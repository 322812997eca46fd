"""The fields that people can correct: what each is called, what it holds, and how a value comes into the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from extractors.assembler.leads import read_lead_organisations, read_named_leads
from models.plan import Action, NarrativeBlock, Plan, RagColour
from models.reference.columns import details_in_use, fold_header
from models.reference.phrases import says_nothing
from models.reference.roles import shipped_roles

OTHER = "other/"
"""Begins a field that is a column of the plan's own."""

LIST_SEPARATOR = "; "

PLAN_FIELDS = ("title", "template")

_ELSEWHERE = {
    "borough": "Read the document with --borough NAME instead.",
    "plan_year": "Read the document with --year YYYY instead.",
    "plan_id": "It follows from the borough and the year: read the document with --borough or --year.",
}
_TRUE_FALSE = {"true": True, "false": False, "yes": True, "no": False}

Changes = dict[str, Any]
"""Fields of a record and their values as they are to be."""


@dataclass(frozen=True, slots=True)
class Correctable:
    """A field of an action: what it says, as `actions.csv` has it, and how a value is put there.

    `put` raises ValueError with the reason when the value does not fit.
    """

    says: Callable[[Action], str]
    put: Callable[[Action, str], Changes]


def field_called(text: str) -> str:
    """The field that a text means: its name, its label, or a name that plans print over such a column.

    `RAG`, `Named Lead and Role`, `Narrative of Current Provision/Delivery`. What is none of these is given back in
    lower case with underscores, to be refused by whoever applies it.
    """
    if text.startswith(OTHER):
        return text
    name = "_".join(text.casefold().split())
    if name in _FIELDS or name in PLAN_FIELDS:
        return name
    role = shipped_roles().by_name.get(shipped_roles().header_names.get(fold_header(text), ""))
    if role is None:
        return name
    fields = [field for field in role.fills if field in _FIELDS]
    return fields[0] if fields else role.name if role.is_detail else name


def field_of_plan(plan: Plan, text: str) -> str:
    """The same for one plan, whose own columns go by their headers as printed: `Next steps` is `other/Next steps`."""
    headers = {fold_header(header): header for action in plan.actions for header in action.other}
    own = headers.get(fold_header(text.removeprefix(OTHER)))
    known = field_called(text)
    if own is not None and (text.startswith(OTHER) or known not in correctable_fields()):
        return OTHER + own
    return known


def correctable_fields() -> tuple[str, ...]:
    """The fields of an action that can be corrected; columns of a plan's own come on top."""
    return (*_FIELDS, *(role.name for role in details_in_use()))


def what_is_said(action: Action, field: str) -> str:
    """What an action says in a field. Raises ValueError with the reason when there is no such field."""
    return _correctable(action, field).says(action)


def changes_for(action: Action, field: str, value: str) -> Changes:
    """The fields of an action as they are to be. Raises ValueError with the reason when the value does not fit."""
    return _correctable(action, field).put(action, value)


def as_it_will_say(action: Action, field: str, value: str) -> str:
    """A value as the action says it once it is put there: `Red` is red. Raises ValueError as `changes_for`."""
    return what_is_said(action.model_copy(update=changes_for(action, field, value)), field)


def what_the_plan_says(plan: Plan, field: str) -> str:
    """What a plan itself says in a field. Raises ValueError with the reason when there is no such field."""
    if field in _ELSEWHERE:
        raise ValueError(f"{field} cannot be corrected here. {_ELSEWHERE[field]}")
    if field not in PLAN_FIELDS:
        raise ValueError(f"A line without a ref corrects {' or '.join(PLAN_FIELDS)}, not “{field}”.")
    return str(getattr(plan, field) or "")


def label_of(field: str) -> str:
    """What people call a field."""
    if field.startswith(OTHER):
        return field.removeprefix(OTHER)
    for role in shipped_roles():
        if field == role.name or field in role.fills[:1]:
            return role.label
    return field.replace("_", " ").capitalize()


def _correctable(action: Action, field: str) -> Correctable:
    if field.startswith(OTHER):
        return _other(action, field.removeprefix(OTHER))
    if field in _FIELDS:
        return _FIELDS[field]
    details = [role.name for role in details_in_use()]
    if field in details or field in action.details:
        return _detail(field)
    raise ValueError(f"“{field}” cannot be corrected; these can: {', '.join([*_FIELDS, *details])}, other/HEADER.")


def _other(action: Action, header: str) -> Correctable:
    if header not in action.other:
        known = ", ".join(action.other) or "none"
        raise ValueError(f"The action has no column “{header}”; its other columns: {known}.")
    return Correctable(
        lambda action: action.other[header], lambda action, value: {"other": {**action.other, header: value}}
    )


def _detail(field: str) -> Correctable:
    def put(action: Action, value: str) -> Changes:
        others = {name: text for name, text in action.details.items() if name != field}
        return {"details": {**others, field: value} if value else others}

    return Correctable(lambda action: action.details.get(field, ""), put)


def _rag(_: Action, value: str) -> Changes:
    colour = value.casefold()
    if colour and colour not in get_args(RagColour):
        raise ValueError(f"“{value}” is not a RAG status; write {', '.join(get_args(RagColour))}, or nothing.")
    return {"rag": colour or None, "rag_source": None}


def _narrative(action: Action, value: str) -> Changes:
    texts = [line.strip() for line in value.splitlines() if line.strip()]
    known = {block.text: block for block in action.narrative_blocks}
    blocks = tuple(known.get(text) or NarrativeBlock(kind="para", text=text) for text in texts)
    return {
        "narrative": "\n".join(texts),
        "narrative_blocks": blocks,
        "nil_return": all(says_nothing(text) for text in texts),
        "mentions": (),
    }


def _nil_return(_: Action, value: str) -> Changes:
    if value.casefold() not in _TRUE_FALSE:
        raise ValueError(f"“{value}” is neither true nor false.")
    return {"nil_return": _TRUE_FALSE[value.casefold()]}


def _leads(action: Action) -> str:
    return LIST_SEPARATOR.join(lead.text for lead in action.named_leads)


def _bodies(action: Action) -> str:
    return LIST_SEPARATOR.join(lead.text for lead in action.lead_organisations)


_FIELDS: dict[str, Correctable] = {
    "mandatory_action": Correctable(
        lambda action: action.mandatory_action, lambda _, value: {"mandatory_action": value}
    ),
    "rag": Correctable(lambda action: action.rag or "", _rag),
    "named_leads": Correctable(_leads, lambda _, value: {"named_leads": read_named_leads(value.splitlines())}),
    "lead_organisations": Correctable(
        _bodies, lambda _, value: {"lead_organisations": read_lead_organisations(value.splitlines())}
    ),
    "timescale": Correctable(lambda action: action.timescale or "", lambda _, value: {"timescale": value or None}),
    "outcome": Correctable(lambda action: action.outcome or "", lambda _, value: {"outcome": value or None}),
    "narrative": Correctable(lambda action: action.narrative, _narrative),
    "nil_return": Correctable(lambda action: str(action.nil_return).lower(), _nil_return),
}
