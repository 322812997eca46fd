"""Checks a plan as a whole, from the outside: whether it makes sense as a plan."""

from __future__ import annotations

from models.plan import Plan
from pipeline.checks.cut_texts import check_cut_texts
from pipeline.checks.doubtful_reading import check_reading
from pipeline.checks.gaps import check_gaps
from pipeline.checks.lacking import check_lacking
from pipeline.checks.looks import check_looks
from pipeline.checks.numbering import check_numbers, check_places
from pipeline.checks.template import check_template


def check(plan: Plan) -> Plan:
    """The plan with findings about it as a whole added, all findings in the order of the document."""
    checks = (check_numbers, check_lacking, check_template, check_looks, check_cut_texts)
    found = [*plan.findings, *(one for each in checks for one in each(plan))]
    found += [*check_places(plan, found), *check_gaps(plan, found)]
    found += check_reading(plan, found)
    order = {action.ref: place for place, action in reversed(list(enumerate(plan.actions)))}
    ordered = sorted(dict.fromkeys(found), key=lambda one: order.get(one.action_ref or "", -1))
    return plan.model_copy(update={"findings": tuple(ordered)})
