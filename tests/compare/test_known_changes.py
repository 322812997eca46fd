"""Plans read from documents, every change between them known: each answer is exact.

The whole trial, 33 boroughs by 3 years, is benchmarks/answers.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from builders.known_answers import Score, score_boroughs, score_years
from builders.known_changes import Author, Written
from builders.simple import RENDERERS
from extractors import read_plan
from models.plan import Plan
from pipeline.compare import compare_boroughs, compare_years
from pipeline.stages import tag


@cache
def written() -> tuple[Sequence[Written], Sequence[Written]]:
    """Two years of the plans of three boroughs."""
    first, second = Author(boroughs=3, actions=9).years(2023, 2)
    return first, second


@cache
def read(year: int) -> list[Plan]:
    """The plans of a year, read from Word and from web pages by turns."""
    return [_read(plan, ("docx", "html")[number % 2]) for number, plan in enumerate(written()[year])]


def _read(plan: Written, kind: str) -> Plan:
    return tag(read_plan(RENDERERS[kind](plan.title, plan.table()), f"{plan.plan_id}.{kind}"))


def inexact(scores: Iterable[Score]) -> dict[str, tuple[object, object]]:
    """What was missed and what was wrong, for each kind of answer where anything was."""
    return {one.what: (one.missed, one.wrong) for one in scores if one.missed or one.wrong}


def test_what_changed_between_years_is_told_exactly() -> None:
    for number, (before, after) in enumerate(zip(*written(), strict=True)):
        scores = list(score_years(before, after, compare_years(read(0)[number], read(1)[number])))

        assert inexact(scores) == {}
        assert sum(len(score.wanted) for score in scores) > 10


def test_who_says_what_and_who_says_nothing_is_told_exactly() -> None:
    for year, plans in enumerate(written()):
        scores = list(score_boroughs(plans, compare_boroughs(read(year)), 2023 + year))

        assert inexact(scores) == {}
        assert all(score.wanted for score in scores if score.what != "shared passages")
