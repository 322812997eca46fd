"""The CSV files are what datapackage.json says they are: held against Frictionless."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from frictionless import Package, system

from builders.records import action, naming, plan, put_plans
from models.catalogue import finding
from models.rows import TABLES, ActionRow, PlanRow
from pipeline.datapackage import column_names, describe_package
from pipeline.formulas import make_exact
from pipeline.outputs.store import Outputs

NASTY = 'She said "no", then\nleft; =1+1,\ttabs, ünïcode, \u202e right to left and a nul-free \x01 control.'


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """An outputs folder with two plans, of which one has everything a plan can have."""
    full = plan(
        "Camden",
        2024,
        naming(action("1.1", NASTY, "Gold meets weekly.", rag="green", rag_source="text"), "panel", "Gold"),
        action("1.1", "-12 on last year", other={"Next steps": NASTY}),
        action("2.1", narrative=NASTY, timescale="Apr-28", outcome="@Home"),
        findings=(finding("template-unknown"), finding("repeated-number", action_ref="1.1", ref="1.1", count=2)),
    )
    put_plans(tmp_path, full, plan(None, None))
    Outputs(tmp_path).write_tables()
    return tmp_path


def test_frictionless_finds_the_package_valid(outputs: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(outputs / "datapackage.json")).validate()

    assert report.valid, report.flatten(["title", "message"])
    assert {task.name: task.stats["rows"] for task in report.tasks} == {
        "plans": 2,
        "actions": 4,
        "mentions": 1,
        "findings": 2,
    }


def test_frictionless_notices_a_row_that_breaks_the_description(outputs: Path) -> None:
    path = outputs / "actions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("green,text", "teal,text"), encoding="utf-8")

    with system.use_context(trusted=True):
        report = Package(str(outputs / "datapackage.json")).validate()

    assert not report.valid


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_its_description_names(outputs: Path, table: type[PlanRow]) -> None:
    described = {resource["path"]: resource for resource in json.loads(describe_package())["resources"]}

    with (outputs / table.file).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))

    assert header == [field["name"] for field in described[table.file]["schema"]["fields"]]
    assert header == column_names(table)


def test_every_text_can_be_had_back_from_the_cells(outputs: Path) -> None:
    with (outputs / "actions.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["plan_id"], row["position"]): row for row in csv.DictReader(file)}

    assert rows["camden-2024", "1"]["mandatory_action"] == NASTY
    assert rows["camden-2024", "2"]["mandatory_action"] == "'-12 on last year"
    assert make_exact(rows["camden-2024", "2"]["mandatory_action"]) == "-12 on last year"
    assert rows["camden-2024", "2"]["nil_return"] == "true"
    assert rows["camden-2024", "3"]["rag"] == ""


def test_every_field_of_the_description_is_described() -> None:
    resources = json.loads(describe_package())["resources"]

    fields = [field for resource in resources for field in resource["schema"]["fields"]]

    assert [field["name"] for field in fields if not field["description"]] == []
    assert {field["type"] for field in fields} == {"string", "integer", "number", "boolean"}
    assert next(field for field in fields if field["name"] == "rag")["constraints"] == {
        "enum": ["red", "amber", "green", "blue"]
    }
    assert ActionRow.key == ("plan_id", "position")
