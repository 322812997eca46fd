"""The first line on a plan: whose it is, how many actions were read, held against the template, and what they lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.plan import Plan
from pipeline.checks.template import Standing, standing
from pipeline.quantities import count

LEFT_OUT = {"row-not-taken": "unread row", "table-not-taken": "unread table"}
"""Codes of findings on what is in no record and may be actions, so that those counted are not taken for all."""


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
    codes = Counter(found.code for found in plan.findings)
    for code, noun in LEFT_OUT.items():
        if codes[code]:
            yield f"{count(codes[code], noun)} that may belong to the plan"
    yield count(sum(action.nil_return for action in plan.actions), "nil return")
    nameless = sum(not action.named_leads for action in plan.actions)
    if nameless:
        yield f"{nameless} without a named lead"
