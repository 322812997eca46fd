"""What a plan says because of the documents beside it: its plan_id, and the findings about its neighbours."""

from __future__ import annotations

from models.catalogue import finding
from models.finding import Finding
from models.plan import Plan

MOST_REFS = 6  # refs that a finding lists

NEIGHBOURLY = frozenset({"same-plan-twice", "newer-lacks-actions"})
"""What a plan is told of because of the documents beside it."""


def undressed(plan: Plan, read_as: str) -> Plan:
    """The plan as its document alone gives it."""
    findings = tuple(one for one in plan.findings if one.code not in NEIGHBOURLY)
    if plan.plan_id == read_as and len(findings) == len(plan.findings):
        return plan
    return plan.model_copy(update={"plan_id": read_as, "findings": findings})


def dressed(plan: Plan, plan_id: str, before: Plan | None) -> Plan:
    """The plan of a document alone, as it is under a plan_id and after the plan before it.

    before: the plan whose place it has taken; None when there is none, or a person has decided between the two.
    """
    doubts: list[Finding] = []
    if plan_id != plan.plan_id:
        doubts.append(finding("same-plan-twice", filename=plan.source.filename, plan_id=plan_id))
    if before and (refs := _lacking(before, plan)):
        more = f" and {len(refs) - MOST_REFS} more" if len(refs) > MOST_REFS else ""
        doubts.append(
            finding(
                "newer-lacks-actions",
                filename=plan.source.filename,
                before=before.source.filename,
                count=len(refs),
                refs=", ".join(refs[:MOST_REFS]) + more,
                plan_id=plan_id,
            )
        )
    return plan.model_copy(update={"plan_id": plan_id, "findings": (*doubts, *plan.findings)}) if doubts else plan


def _lacking(before: Plan, after: Plan) -> list[str]:
    """Refs of the actions that the plan before had and this one has not, by number or by wording."""
    kept = {(action.ref, action.mandatory_action) for action in after.actions}
    if all((action.ref, action.mandatory_action) in kept for action in before.actions):
        return []
    if before.source.sha256 == after.source.sha256:
        return []
    from pipeline.compare.years import compare_two_years  # noqa: PLC0415 - few runs have plans to compare

    changes = compare_two_years(before, after).actions
    return [change.before_ref for change in changes if change.status == "dropped" and change.before_ref]
