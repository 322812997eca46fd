"""Sets plans with known changes in layouts of the layout space."""

from __future__ import annotations

from builders.content import Place
from builders.known_changes import Row, Written
from layoutspace.axes import AXES
from layoutspace.given import GivenAction, set_plan
from layoutspace.sample import Draft
from models.reference.boroughs import find_borough

FIXED = {"shape": "table", "drawing": "ruled"}
"""Rows under names of columns, in lines: what a comparison makes of them is asked here, not what can be read."""


def in_a_layout(plan: Written, engine: str, seed: int) -> Draft:
    """The plan in the layout of a seed, drawn by an engine; every plan shows its statuses in some way."""
    borough = find_borough(plan.borough)
    if borough is None:
        raise ValueError(f"{plan.borough} is no borough.")
    place = Place(plan.borough, plan.slug, plan.borough, plan.borough)
    shown = [value for value in AXES["rag"] if value != "none"]
    fixed = {**FIXED, "engine": engine, "rag": shown[seed % len(shown)]}
    return set_plan(seed, place, plan.title, [_given(row) for row in plan.rows], fixed)


def _given(row: Row) -> GivenAction:
    number, _, within = row.ref.partition(".")
    return GivenAction(
        theme_number=int(number),
        theme=row.theme.partition(". ")[2] or row.theme,
        number=within,
        wording=row.wording,
        rag=row.rag,
        lead=row.lead,
        organisation=row.organisation,
        narrative=row.said.narrative,
    )
