"""Each plan of a comparison of boroughs in figures, and who sent none."""

from __future__ import annotations

from collections.abc import Sequence

from models.comparison import AlignedAction, Cell, NotSubmitted, PlanStanding, Submission
from models.plan import Plan
from models.reference.boroughs import authorities
from pipeline.compare.standings import count_names
from pipeline.folding import essence


def submissions(
    plans: Sequence[Plan], actions: Sequence[AlignedAction], standings: Sequence[PlanStanding]
) -> tuple[Submission, ...]:
    """The plans in figures, in the order given."""
    unlike = {standing.plan_id: standing.unlike for standing in standings}
    cells = {plan.plan_id: [row.cells[plan.plan_id] for row in actions if plan.plan_id in row.cells] for plan in plans}
    return tuple(_submission(one, cells[one.plan_id], unlike.get(one.plan_id, ())) for one in plans)


def _submission(plan: Plan, cells: Sequence[Cell], unlike: tuple[str, ...]) -> Submission:
    colours = [cell.rag for cell in cells]
    return Submission(
        plan_id=plan.plan_id,
        borough=plan.borough.name if plan.borough else None,
        plan_year=plan.plan_year,
        template=plan.template,
        actions=len(plan.actions),
        returned_nothing=tuple(action.ref for action in plan.actions if action.nil_return),
        no_named_lead=tuple(action.ref for action in plan.actions if not action.named_leads),
        red=colours.count("red"),
        amber=colours.count("amber"),
        green=colours.count("green"),
        blue=colours.count("blue"),
        no_rag=colours.count(None),
        narrative_words=sum(cell.narrative_words for cell in cells),
        shared_words=sum(cell.shared_words for cell in cells),
        services=count_names(cells, "service"),
        panels=count_names(cells, "panel"),
        agencies=count_names(cells, "agency"),
        not_reviewed=_count_to_review(cells),
        unlike=unlike,
    )


def _count_to_review(cells: Sequence[Cell]) -> int:
    """Names that no reviewed mention of the plan names."""
    every = {(one.label, essence(one.name)) for cell in cells for one in cell.names}
    known = {(one.label, essence(one.name)) for cell in cells for one in cell.names if one.reviewed}
    return len(every - known)


def not_submitted(plans: Sequence[Plan]) -> tuple[NotSubmitted, ...]:
    """For each year that a plan is of, the London authorities of which there is no plan of that year."""
    years = sorted({plan.plan_year for plan in plans if plan.plan_year is not None})
    return tuple(_lacking(plans, year) for year in years) if years else (_lacking(plans, None),)


def _lacking(plans: Sequence[Plan], year: int | None) -> NotSubmitted:
    here = {plan.borough.gss_code for plan in plans if plan.borough and plan.plan_year == year}
    boroughs = (authority.borough for authority in authorities())
    return NotSubmitted(
        plan_year=year, boroughs=tuple(sorted(one.name for one in boroughs if one.gss_code not in here))
    )
