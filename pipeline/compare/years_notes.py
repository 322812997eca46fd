"""What a reader of a comparison of years should bear in mind."""

from __future__ import annotations

from collections.abc import Sequence

from models.addresses import address_of
from models.plan import Plan
from pipeline.compare.names import names_to_review
from pipeline.quantities import count

NOT_MENTIONED = "A service, panel or agency that is not mentioned may still be in use."
MOST_NAMED = 2  # plans that a note names; of more it gives the count


def years_notes(before: Plan, after: Plan, pins: int, paired: int) -> tuple[str, ...]:
    """Doubts about the two plans, and what the comparison leaves out."""
    notes = [NOT_MENTIONED]
    if pins:
        notes.append(f"{count(pins, 'decision')} of the pins file applied.")
    if paired:
        notes.append(f"{count(paired, 'action')} matched by the confirmed pairs of template editions.")
    if not before.borough or not after.borough:
        notes.append("One of the plans does not state its borough: check that both are for the same one.")
    if before.plan_id == after.plan_id:
        notes.append("Both plans have the same plan_id: they are two versions of one year's plan.")
    elif before.plan_year and before.plan_year == after.plan_year:
        notes.append("Both plans are for the same year.")
    for plan in (before, after):
        notes.extend(plan_notes(plan))
    return (*notes, *review_notes((before, after)))


def plan_notes(plan: Plan) -> list[str]:
    """Doubts about one plan that bear on any comparison of it."""
    notes = []
    errors = sum(finding.severity == "error" for finding in plan.findings)
    if errors:
        notes.append(
            f"{plan.plan_id} was read with {count(errors, 'error')}: data may be wrong or lost. "
            "Check its findings first."
        )
    notes += [
        f"RAG of {address_of(plan, place)} in {plan.plan_id}: {one.in_words}."
        for place, action in enumerate(plan.actions)
        for one in action.corrections
        if one.field == "rag"
    ]
    if not plan.actions:
        notes.append(f"{plan.plan_id} has no actions.")
    return notes


def review_notes(plans: Sequence[Plan]) -> list[str]:
    """One note on the names that wait for a person in all plans, each name counted once; none where none waits."""
    waiting = {plan.plan_id: names_to_review(plan.actions) for plan in plans}
    within = [plan_id for plan_id, names in waiting.items() if names]
    if not within:
        return []
    names = len(frozenset().union(*waiting.values()))
    where = " and ".join(within) if len(within) <= MOST_NAMED else f"{len(within)} plans"
    return [f"{count(names, 'name')} in {where} not yet reviewed: shown, but counted separately."]
