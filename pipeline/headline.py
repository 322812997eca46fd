"""The first line on a plan: whose it is, how many actions were read, held against the template, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Plan
from pipeline.checks.template import Standing, standing
from pipeline.quantities import count


def headline(plan: Plan) -> str:
    """What was read, in a line."""
    whose = f"{plan.borough.name if plan.borough else 'borough unknown'}, {plan.plan_year or 'year unknown'}"
    stands = standing(plan)
    return f"{whose}: {_counted(plan, stands)}, {', '.join(_lacking(plan))}"


def _counted(plan: Plan, stands: Standing | None) -> str:
    themes = count(len(plan.themes), "theme")
    if stands is None:
        return f"{count(len(plan.actions), 'action')} in {themes}"
    template = "template" if stands.is_printed else f"{stands.edition} template"
    if stands.is_far_off:
        return f"{count(stands.actions, 'action')}; the {template} has {stands.expected}: read wrongly? {themes}"
    if stands.is_unlike:
        wordings = f"{stands.found} with a wording of the {template}'s {stands.expected}"
        return f"{count(stands.actions, 'action')}, {wordings}: read wrongly? {themes}"
    more = stands.actions - stands.found
    beside = f" and {more} more" if more > 0 else ""
    return f"{stands.found} of the {template}'s {stands.expected} actions{beside} in {themes}"


def _lacking(plan: Plan) -> Iterator[str]:
    yield count(sum(action.nil_return for action in plan.actions), "nil return")
    nameless = sum(not action.named_leads for action in plan.actions)
    if nameless:
        yield f"{nameless} without a named lead"
