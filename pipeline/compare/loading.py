"""Plans as comparisons need them."""

from __future__ import annotations

from pathlib import Path

from models.plan import Plan
from pipeline.which_plan import DEFAULT_OUTPUTS, PlanSource, load_plan


def plan_to_compare(source: PlanSource, outputs: Path = DEFAULT_OUTPUTS) -> Plan:
    """As `load_plan`, without what no comparison looks at, so that many plans can be held."""
    plan = load_plan(source, outputs)
    bare: dict[str, object] = {"evidence": {}, "narrative_blocks": ()}
    actions = tuple(action.model_copy(update=bare) for action in plan.actions)
    return plan.model_copy(update={"actions": actions, "tables": ()})
