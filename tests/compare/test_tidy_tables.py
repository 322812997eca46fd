"""Tidy tables: CSV and pandas."""

from __future__ import annotations

import csv
import io

import pytest

from compare.comparisons import all_comparisons, doubtful_years, hostile_years, richmond_years, three_plans
from pipeline.compare import to_frames
from pipeline.compare.tidy_tables import facts_csv, tidy_tables
from pipeline.formulas import make_exact


@pytest.mark.parametrize("name", list(all_comparisons()))
def test_every_row_of_every_table_has_its_columns(name: str) -> None:
    for table in tidy_tables(all_comparisons()[name]):
        assert {len(row) for row in table.rows} <= {len(table.columns)}
        assert len(set(table.columns)) == len(table.columns)


def test_frames_have_numbers_as_numbers_and_missing_values_as_missing() -> None:
    frames = to_frames(richmond_years())

    actions = frames["actions"]
    assert len(actions) == 54
    assert actions["narrative_similarity"].mean() > 0.7
    assert actions["copied_forward"].sum() == 29
    assert actions.loc[actions["status"] == "new", "before_ref"].isna().all()


def test_frames_of_boroughs_can_be_counted_and_joined() -> None:
    frames = to_frames(three_plans())

    answers = frames["actions"]
    assert answers.groupby("plan_id")["nil_return"].sum().to_dict() == {
        "hackney-2024": 9,
        "richmond-upon-thames-2023": 2,
        "richmond-upon-thames-2024": 2,
    }
    assert set(frames["names"]["plan_id"]) <= set(frames["plans"]["plan_id"])


def test_the_csv_has_one_row_a_fact() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(facts_csv(doubtful_years())), newline="")))

    facts = [(row["after_ref"], row["fact"], row["change"], row["before_value"], row["after_value"]) for row in rows]
    assert ("1.1", "rag", "improved", "red", "blue") in facts
    assert ("1.2", "narrative", "was_nil", "TBC", "Assemblies in all schools.") in facts
    assert ("1.3", "timescale", "changed", "March 2024", "March 2025") in facts
    assert ("1.3", "Cost", "changed", "£1", "£2") in facts
    assert ("1.5", "action", "new", "", "1.5") in facts
    assert {row["before"] for row in rows} == {"croydon-2023"}


def test_the_csv_of_boroughs_has_a_fact_for_every_cell_and_every_absence() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(facts_csv(three_plans())), newline="")))

    rags = [row for row in rows if row["fact"] == "rag"]
    assert len(rags) == sum(len(row.cells) for row in three_plans().actions)
    assert {row["plan_id"] for row in rows if row["value"] == "not in this plan"} == {
        "hackney-2024",
        "richmond-upon-thames-2023",
        "richmond-upon-thames-2024",
    }


def test_text_like_a_formula_is_made_safe_and_can_be_made_exact() -> None:
    comparison = hostile_years()

    rows = list(csv.DictReader(io.StringIO("".join(facts_csv(comparison)), newline="")))

    values = [value for row in rows for value in row.values()]
    assert not [value for value in values if value.startswith(("=", "+", "-", "@"))]
    assert comparison.actions[0].timescale.before in {make_exact(value) for value in values}
