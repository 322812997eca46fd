"""Comparing many plans holds little at once: no file as a whole, and of records no more than what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from compare.comparisons import all_comparisons, three_plans
from compare.plans import make_action, make_plan
from models.comparison import Comparison, Use
from models.document import PageBox
from pipeline.compare.boroughs import compare_many_boroughs
from pipeline.compare.loading import plan_to_compare
from pipeline.compare.outputs import comparison_json
from pipeline.compare.tidy_tables import facts_csv
from pipeline.pages.comparison import comparison_html


@pytest.mark.parametrize("write", [comparison_json, facts_csv, comparison_html])
def test_a_file_comes_in_pieces(write: Callable[[Comparison], Iterator[str]]) -> None:
    pieces = list(write(three_plans()))

    assert max(map(len, pieces)) < sum(map(len, pieces)) / 4


@pytest.mark.parametrize("name", list(all_comparisons()))
def test_the_pieces_of_the_json_are_the_json(name: str) -> None:
    comparison = all_comparisons()[name]

    assert "".join(comparison_json(comparison)) == comparison.model_dump_json(indent=2) + "\n"


def test_records_of_a_class_share_the_names_of_their_fields() -> None:
    uses = [Use(plan_id="a-2024", ref=ref, text="MARAC", sentence="MARAC meets.") for ref in ("1.1", "1.2")]

    assert uses[0].model_fields_set is uses[1].model_fields_set
    assert uses[0].model_fields_set == set(Use.model_fields)


def test_equal_names_of_answers_are_one_value() -> None:
    names = [name for row in three_plans().actions for cell in row.cells.values() for name in cell.names]

    assert len({id(name) for name in names}) == len(set(names)) < len(names)


def test_where_things_were_read_is_not_held_while_plans_are_compared() -> None:
    place = {"narrative": (PageBox(page=1, bbox=(0, 0, 9, 9)),)}
    action = make_action().model_copy(update={"evidence": place})
    plans = [make_plan(name, 2024, [action]) for name in ("Barnet", "Croydon")]

    bare = [plan_to_compare(plan) for plan in plans]

    assert not any(one.evidence for plan in bare for one in plan.actions)
    assert compare_many_boroughs(bare) == compare_many_boroughs(plans)
