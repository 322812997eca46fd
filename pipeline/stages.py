"""What every plan goes through after it is read."""

from __future__ import annotations

from collections.abc import Callable

from models.plan import Plan
from pipeline.check import check

Stage = Callable[[Plan], Plan]
"""Takes a plan and gives it with something added."""


def default_stages() -> tuple[Stage, ...]:
    """The stages, in their order."""
    return (tag, check)


def tag(plan: Plan) -> Plan:
    """The plan with its mentions, speakers and linked organisations (see `pipeline.tagging`)."""
    from pipeline.tagging import tag_plan  # noqa: PLC0415 - loading spaCy waits for the first plan that was read

    return tag_plan(plan)
