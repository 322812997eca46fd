"""What a reader of a comparison of years should bear in mind."""

from __future__ import annotations

from models.plan import Plan
from pipeline.compare.names import waiting_for_review

NOT_MENTIONED = "A plan that does not mention a service, panel or agency does not say that it is not used."


def years_notes(before: Plan, after: Plan, pins: int) -> tuple[str, ...]:
    """Doubts about the two plans, and what the comparison leaves out."""
    notes = [NOT_MENTIONED]
    if pins:
        notes.append(f"{pins} decision{'s' if pins > 1 else ''} of the pins file obeyed.")
    if not before.borough or not after.borough:
        notes.append("One of the plans does not tell its borough: check that both are of the same one.")
    if before.plan_id == after.plan_id:
        notes.append("Both plans have the same plan_id: they are two versions of one year's plan.")
    elif before.plan_year and before.plan_year == after.plan_year:
        notes.append("Both plans are of the same year.")
    for plan in (before, after):
        notes.extend(plan_notes(plan))
    return tuple(notes)


def plan_notes(plan: Plan) -> list[str]:
    """Doubts about one plan that bear on any comparison of it."""
    notes = []
    errors = sum(finding.severity == "error" for finding in plan.findings)
    if errors:
        notes.append(
            f"{plan.plan_id} was read with {errors} finding{'s' if errors > 1 else ''} of severity error: data may be "
            "wrong or lost. Look at its findings first."
        )
    if not plan.actions:
        notes.append(f"{plan.plan_id} has no actions.")
    waiting = waiting_for_review(plan.actions)
    if waiting:
        notes.append(f"{waiting} mention{'s' if waiting > 1 else ''} in {plan.plan_id} wait for review: not counted.")
    return notes
