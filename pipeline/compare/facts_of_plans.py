"""What a comparison knows of a plan itself, each fact declared once."""

from __future__ import annotations

from models.comparison import PlanHeading
from pipeline.compare.facts import Fact, One


def facts_of_plans() -> tuple[Fact[PlanHeading], ...]:
    """All facts of a plan, in the order in which they are shown."""
    return (
        One("plan_id", "Plan", lambda one: one.plan_id, 30, audience="programs"),
        One("borough", "Borough", lambda one: one.borough, 24),
        One("plan_year", "Year", lambda one: one.plan_year, 8),
        One("title", "Title", lambda one: one.title, 40),
        One("template", "Template", lambda one: one.template, 16),
        One("actions", "Actions", lambda one: one.actions, 9),
        One("nil_returns", "Nil returns", lambda one: one.nil_returns, 9),
    )
