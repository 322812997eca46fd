"""Applies corrections to a plan, and holds them against what the document says now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from extractors.assembler.leads import read_lead_organisations, read_named_leads
from models.catalogue import finding
from models.finding import Finding
from models.plan import Action, NarrativeBlock, Plan, RagColour
from models.reference.columns import details_in_use
from models.reference.phrases import says_nothing
from pipeline.outputs.corrections import OTHER, Correction, Corrections
from pipeline.outputs.manifest import CorrectedValue

PLAN_FIELDS = ("title", "template")
_ELSEWHERE = {
    "borough": "Read the document with --borough NAME instead.",
    "plan_year": "Read the document with --year YYYY instead.",
    "plan_id": "It follows from the borough and the year: read the document with --borough or --year.",
}
_TRUE_FALSE = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Corrected:
    """A plan with its corrections, and what the document said in their places."""

    plan: Plan
    values: tuple[CorrectedValue, ...]


def correct(plan: Plan, corrections: Corrections, before: Sequence[CorrectedValue] = ()) -> Corrected:
    """The plan with the corrections applied and a finding about each.

    before: what the document said where these corrections were first applied. A document that says something else now
    is a reason to look at the correction again.
    """
    said = {(known.ref, known.field, known.value): known.document for known in before}
    findings: list[Finding] = []
    values: list[CorrectedValue] = []
    for line in corrections.lines:
        try:
            plan, document = _apply(plan, line)
        except ValueError as error:
            findings.append(_refused(corrections, line.line, str(error)))
            continue
        known = said.get((line.ref, line.field, line.value), document)
        values.append(CorrectedValue(ref=line.ref, field=line.field, value=line.value, document=known))
        findings.append(_judge(line, document, known))
        if line.cut and any(action.ref == f"{line.ref}0" for action in plan.actions):
            findings.append(_unsure(corrections, line))
    findings += [_refused(corrections, refusal.line, refusal.reason) for refusal in corrections.refused]
    return Corrected(plan.model_copy(update={"findings": (*plan.findings, *findings)}), tuple(values))


def _refused(corrections: Corrections, line: int, reason: str) -> Finding:
    return finding("correction-refused", file=corrections.file, line=line, reason=reason)


def _unsure(corrections: Corrections, line: Correction) -> Finding:
    facts: dict[str, Any] = {"file": corrections.file, "line": line.line, "ref": line.ref}
    return finding("correction-ref-unsure", action_ref=line.ref, fields=_fields(line), **facts)


def _fields(line: Correction) -> tuple[str, ...]:
    """The action's field that a line corrects; none when it corrects the plan."""
    return (line.field,) if line.ref else ()


def _judge(line: Correction, document: str, known: str) -> Finding:
    facts: dict[str, Any] = {
        "field": line.field,
        "value": line.value,
        "document": document,
        "known": known,
        "who": line.who,
        "when": line.when.isoformat(),
        "why": line.why.rstrip("."),
    }
    if _folded(document) == _folded(line.value):
        return finding("correction-agrees", action_ref=line.ref or None, fields=_fields(line), **facts)
    code = "correction-applied" if _folded(document) == _folded(known) else "correction-disagrees"
    return finding(code, action_ref=line.ref or None, fields=_fields(line), **facts)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _apply(plan: Plan, line: Correction) -> tuple[Plan, str]:
    """The plan with one correction, and what stood there. Raises ValueError with the reason when it does not fit."""
    if not line.ref:
        return _apply_to_plan(plan, line)
    places = [place for place, action in enumerate(plan.actions) if action.ref == line.ref]
    if len(places) != 1:
        times = f"{len(places)} actions" if places else "no action"
        raise ValueError(f"The plan has {times} {line.ref}.")
    action = plan.actions[places[0]]
    document, changes = _change(action, line.field, line.value)
    if _folded(document) == _folded(line.value):
        return plan, document
    actions = list(plan.actions)
    actions[places[0]] = action.model_copy(update=changes)
    return plan.model_copy(update={"actions": tuple(actions)}), document


def _apply_to_plan(plan: Plan, line: Correction) -> tuple[Plan, str]:
    if line.field in _ELSEWHERE:
        raise ValueError(f"{line.field} cannot be corrected here. {_ELSEWHERE[line.field]}")
    if line.field not in PLAN_FIELDS:
        raise ValueError(f"A line without a ref corrects {' or '.join(PLAN_FIELDS)}, not “{line.field}”.")
    document = getattr(plan, line.field) or ""
    return plan.model_copy(update={line.field: line.value or None}), document


_Change = tuple[str, dict[str, Any]]
"""What an action says in a field, and its fields as they are to be."""


def _change(action: Action, field: str, value: str) -> _Change:
    if field.startswith(OTHER):
        return _other(action, field.removeprefix(OTHER), value)
    details = [role.name for role in details_in_use()]
    if field in details:
        others = {name: text for name, text in action.details.items() if name != field}
        return action.details.get(field, ""), {"details": {**others, field: value} if value else others}
    if field not in _FIELDS:
        raise ValueError(f"“{field}” cannot be corrected; these can: {', '.join([*_FIELDS, *details])}, other/HEADER.")
    return _FIELDS[field](action, value)


def _other(action: Action, header: str, value: str) -> _Change:
    if header not in action.other:
        known = ", ".join(action.other) or "none"
        raise ValueError(f"The action has no column “{header}”; its other columns: {known}.")
    return action.other[header], {"other": {**action.other, header: value}}


def _rag(action: Action, value: str) -> _Change:
    colour = value.casefold()
    if colour and colour not in get_args(RagColour):
        raise ValueError(f"“{value}” is no RAG status; write {', '.join(get_args(RagColour))}, or nothing.")
    return action.rag or "", {"rag": colour or None, "rag_source": None}


def _wording(action: Action, value: str) -> _Change:
    return action.mandatory_action, {"mandatory_action": value}


def _timescale(action: Action, value: str) -> _Change:
    return action.timescale or "", {"timescale": value or None}


def _outcome(action: Action, value: str) -> _Change:
    return action.outcome or "", {"outcome": value or None}


def _named_leads(action: Action, value: str) -> _Change:
    document = "; ".join(lead.text for lead in action.named_leads)
    return document, {"named_leads": read_named_leads(value.splitlines())}


def _lead_organisations(action: Action, value: str) -> _Change:
    document = "; ".join(lead.text for lead in action.lead_organisations)
    return document, {"lead_organisations": read_lead_organisations(value.splitlines())}


def _narrative(action: Action, value: str) -> _Change:
    texts = [line.strip() for line in value.splitlines() if line.strip()]
    known = {block.text: block for block in action.narrative_blocks}
    blocks = tuple(known.get(text) or NarrativeBlock(kind="para", text=text) for text in texts)
    return action.narrative, {
        "narrative": "\n".join(texts),
        "narrative_blocks": blocks,
        "nil_return": all(says_nothing(text) for text in texts),
        "mentions": (),
    }


def _nil_return(action: Action, value: str) -> _Change:
    if value.casefold() not in _TRUE_FALSE:
        raise ValueError(f"“{value}” is neither true nor false.")
    return str(action.nil_return).lower(), {"nil_return": _TRUE_FALSE[value.casefold()]}


_FIELDS: dict[str, Callable[[Action, str], _Change]] = {
    "mandatory_action": _wording,
    "rag": _rag,
    "named_leads": _named_leads,
    "lead_organisations": _lead_organisations,
    "timescale": _timescale,
    "outcome": _outcome,
    "narrative": _narrative,
    "nil_return": _nil_return,
}
