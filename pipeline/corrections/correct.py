"""Applies corrections to a plan, holds them against what the document says now, and takes them off again.

A correction is about what the document said when it was made. As long as the document says that, the corrected value
stands; when it says something else, the correction is held: the document's value stands until a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.addresses import places_of
from models.catalogue import catalogue, finding, is_doubt
from models.correction import CorrectionState, FieldCorrection
from models.finding import Finding
from models.plan import Action, LeadOrganisation, Plan
from pipeline.corrections.fields import as_it_will_say, changes_for, label_of, what_is_said, what_the_plan_says
from pipeline.corrections.lines import Correction, Corrections
from pipeline.outputs.manifest import CorrectedValue
from pipeline.stages import RAISED_BY_STAGES, RAISED_BY_TAGGER

ABOUT_CORRECTIONS = frozenset(
    {"correction-applied", "correction-agrees", "correction-held", "correction-ref-unsure", "correction-refused"}
)
_NO_LONGER_RAISED = frozenset({"correction-disagrees"})
"""What older versions raised, which plans that they wrote still hold."""

_SETTLING: frozenset[CorrectionState] = frozenset({"applied", "agrees", "confirmed"})
"""States in which a person has decided on what stands in a field, so that doubts about it are answered."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A plan with its corrections, and what the document said in their places."""

    plan: Plan
    values: tuple[CorrectedValue, ...]


def correct(plan: Plan, corrections: Corrections, before: Sequence[CorrectedValue] = ()) -> Corrected:
    """The plan with the corrections applied or held, and a finding about each.

    Args:
        plan: as its document alone gives it.
        corrections: of its file.
        before: what documents said where these corrections were applied or held before.
    """
    findings: list[Finding] = []
    values: list[CorrectedValue] = []
    original = plan
    for line in corrections.lines:
        try:
            place = _place(plan, line.ref)
            value = _remembered(line, original, place, before)
            counted = _state(line, original, value)
            if counted is None:
                continue
            plan = _with(plan, place, counted)
        except ValueError as error:
            findings.append(_refused(corrections, line.line, str(error)))
            continue
        values.append(value)
        ref = None if place is None else plan.actions[place].ref
        findings.append(_finding(counted, ref))
        if line.cut and any(action.ref == f"{line.ref}0" for action in plan.actions):
            findings.append(_unsure(corrections, line))
    findings += [_refused(corrections, refusal.line, refusal.reason) for refusal in corrections.refused]
    return Corrected(plan.model_copy(update={"findings": (*plan.findings, *findings)}), tuple(values))


def settle(plan: Plan) -> Plan:
    """The plan with the doubts about fields that people have corrected or confirmed as information.

    A ref that stands more than once does not tell which action a finding is about, so its doubts stay.
    """
    refs = [action.ref for action in plan.actions]
    decided = {
        action.ref: {one.field.split("/")[0] for one in action.corrections if one.state in _SETTLING}
        for action in plan.actions
        if action.corrections and refs.count(action.ref) == 1
    }
    if not any(decided.values()):
        return plan

    def settled(found: Finding) -> Finding:
        fields = decided.get(found.action_ref or "", set())
        answered = is_doubt(found) and found.fields and set(found.fields) <= fields
        return found.model_copy(update={"severity": "info"}) if answered else found

    return plan.model_copy(update={"findings": tuple(map(settled, plan.findings))})


def uncorrected(plan: Plan) -> Plan:
    """A plan that went through all stages, as its document alone gave it: without corrections, and what checks found.

    It is to go through the stages again, or to be given the tags of the state before.
    """
    values = {one.field: one.document or None for one in plan.corrections if one.state == "applied"}
    gone = ABOUT_CORRECTIONS | _NO_LONGER_RAISED | RAISED_BY_STAGES
    findings = tuple(_unsettled(found) for found in plan.findings if found.code not in gone)
    actions = tuple(map(_uncorrected_action, plan.actions))
    return plan.model_copy(update={**values, "actions": actions, "findings": findings, "corrections": ()})


def with_tags_of(plan: Plan, tagged: Plan) -> Plan | None:
    """A plan with the mentions and speakers of another state of it; None when what is tagged differs."""
    if [_tagged_text(action) for action in plan.actions] != [_tagged_text(action) for action in tagged.actions]:
        return None
    actions = tuple(
        action.model_copy(update={field: getattr(other, field) for field in _TAGGED_FIELDS})
        for action, other in zip(plan.actions, tagged.actions, strict=True)
    )
    kept = tuple(found for found in tagged.findings if found.code in RAISED_BY_TAGGER)
    return plan.model_copy(update={"actions": actions, "findings": (*plan.findings, *kept)})


def is_same_reading(one: Plan, other: Plan) -> bool:
    """Whether two plans are of one document and differ in nothing but corrections, and what follows from them."""
    return one.source.sha256 == other.source.sha256 and _bare(one) == _bare(other)


def _bare(plan: Plan) -> Plan:
    read = uncorrected(plan)
    return read.model_copy(update={"actions": tuple(map(_untagged, read.actions)), "findings": ()})


_TAGGED_FIELDS = ("mentions", "narrative_blocks", "named_leads", "lead_organisations")


def _tagged_text(action: Action) -> tuple[object, ...]:
    blocks = tuple((block.kind, block.text) for block in action.narrative_blocks)
    leads = tuple((lead.text, lead.name, lead.role) for lead in action.named_leads)
    return action.narrative, blocks, action.nil_return, leads, tuple(lead.text for lead in action.lead_organisations)


def _uncorrected_action(action: Action) -> Action:
    if action.as_read is not None:
        return action.as_read
    return action.model_copy(update={"corrections": ()}) if action.corrections else action


def _untagged(action: Action) -> Action:
    """The action without what the tagger adds, so that it is the same whether it was tagged before or not."""
    return action.model_copy(
        update={
            "mentions": (),
            "narrative_blocks": tuple(block.model_copy(update={"speaker": None}) for block in action.narrative_blocks),
            "named_leads": tuple(lead.model_copy(update={"entity_id": None}) for lead in action.named_leads),
            "lead_organisations": tuple(LeadOrganisation(text=lead.text) for lead in action.lead_organisations),
            "corrections": (),
        }
    )


def _unsettled(found: Finding) -> Finding:
    entry = catalogue().get(found.code)
    return found if entry is None else found.model_copy(update={"severity": entry.severity})


def _place(plan: Plan, ref: str) -> int | None:
    """The place of the action that a line is about; None for the plan. Raises ValueError unless it is one."""
    if not ref:
        return None
    places = places_of(plan, ref)
    if len(places) > 1:
        which = " or ".join(f"{ref}~{number}" for number in range(1, len(places) + 1))
        raise ValueError(f"The plan has {len(places)} actions {ref}; write {which}.")
    if not places:
        raise ValueError(f"The plan has no action {ref}.")
    return places[0]


def _says(plan: Plan, place: int | None, field: str) -> str:
    return what_the_plan_says(plan, field) if place is None else what_is_said(plan.actions[place], field)


def _remembered(line: Correction, plan: Plan, place: int | None, before: Iterable[CorrectedValue]) -> CorrectedValue:
    """What the document says and said where a line corrects it.

    A document that said something else in the meantime has overtaken the correction, also when a later one says again
    what the first did: amber that was corrected to green, became green and is amber once more is news.
    """
    document = _says(plan, place, line.field)
    memory = next((one for one in before if _is_about(one, line)), None)
    said = line.document if line.document is not None else memory.document if memory else document
    overtaken = memory is not None and memory.overtaken and memory.applied_to != plan.source.sha256
    overtaken = overtaken or folded(document) != folded(said)
    return CorrectedValue(
        ref=line.ref,
        field=line.field,
        value=line.value,
        document=said,
        when=line.when,
        overtaken=overtaken,
        applied_to=plan.source.sha256 if not overtaken else memory.applied_to if memory else None,
    )


def _is_about(memory: CorrectedValue, line: Correction) -> bool:
    same = (memory.ref, memory.field, memory.value) == (line.ref, line.field, line.value)
    return same and memory.when in {None, line.when}


def _state(line: Correction, plan: Plan, value: CorrectedValue) -> FieldCorrection | None:
    """How a line counts; None for one that found a document right which says something else by now.

    Raises ValueError with the reason when the value does not fit, also where it is not applied.
    """
    place = _place(plan, line.ref)
    document = _says(plan, place, line.field)
    wanted = line.value if place is None else as_it_will_say(plan.actions[place], line.field, line.value)
    state: CorrectionState
    if folded(document) == folded(wanted):
        state = "confirmed" if line.decision == "right" else "agrees"
    elif line.decision == "right":
        return None
    else:
        state = "held" if value.overtaken else "applied"
    return FieldCorrection(
        field=line.field,
        value=wanted,
        document=document,
        said=value.document,
        who=line.who,
        when=line.when,
        why=line.why,
        state=state,
    )


def folded(text: str) -> str:
    """A text as it is compared: a difference of case or white space is none."""
    return " ".join(text.casefold().split())


def _with(plan: Plan, place: int | None, counted: FieldCorrection) -> Plan:
    """The plan with one correction."""
    is_applied = counted.state == "applied"
    if place is None:
        changes = {counted.field: counted.value or None} if is_applied else {}
        return plan.model_copy(update={**changes, "corrections": (*plan.corrections, counted)})
    action = plan.actions[place]
    now: dict[str, object] = dict(changes_for(action, counted.field, counted.value)) if is_applied else {}
    now["corrections"] = (*action.corrections, counted)
    if is_applied:
        now["as_read"] = action.as_read or _untagged(action)
    actions = list(plan.actions)
    actions[place] = action.model_copy(update=now)
    return plan.model_copy(update={"actions": tuple(actions)})


def _refused(corrections: Corrections, line: int, reason: str) -> Finding:
    return finding("correction-refused", file=corrections.file, line=line, reason=reason)


def _unsure(corrections: Corrections, line: Correction) -> Finding:
    return finding(
        "correction-ref-unsure",
        action_ref=line.ref,
        fields=(line.field,),
        file=corrections.file,
        line=line.line,
        ref=line.ref,
    )


def _finding(counted: FieldCorrection, ref: str | None) -> Finding:
    code = {
        "applied": "correction-applied",
        "held": "correction-held",
        "agrees": "correction-agrees",
        "confirmed": "correction-agrees",
    }[counted.state]
    return finding(
        code,
        action_ref=ref,
        fields=(counted.field,) if ref is not None else (),
        label=label_of(counted.field),
        value=_quoted(counted.value),
        document=_quoted(counted.document),
        said=_quoted(counted.said),
        who=counted.who,
        when=counted.when.isoformat(),
        why=counted.why.rstrip("."),
    )


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
