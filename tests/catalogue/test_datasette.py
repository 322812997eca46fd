"""What is written for Datasette fits the catalogue: its tables, views, columns and saved questions are there."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builders.records import action, naming, plan, put_plans
from pipeline.catalogue.build import write_catalogue
from pipeline.catalogue.datasette import metadata

SAID = "Officers patrol at night with Divert and talk to every shop on the way."
VALUES = {"ref": "1.1", "name": "diver", "words": "patrol", "year": 2024}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of a borough, the first action copied, the second empty."""
    actions = (naming(action("1.1", narrative=SAID), "service", "Divert"), action("1.2", "Patrol."))
    folder = put_plans(
        tmp_path_factory.mktemp("outputs"), plan("Camden", 2023, *actions), plan("Camden", 2024, *actions)
    )
    write_catalogue(folder)
    return folder


def described(outputs: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((outputs / "datasette.json").read_text(encoding="utf-8"))["databases"][
        "catalogue"
    ]
    return told


def rows(outputs: Path, sql: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(outputs / "catalogue.sqlite")) as connection:
        return connection.execute(sql, values or {}).fetchall()


def test_every_table_and_view_that_is_there_is_told_of_and_no_other(outputs: Path) -> None:
    there = rows(outputs, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")

    own = {name for (name,) in there if not name.startswith(("sqlite_", "actions_fts"))}
    assert set(described(outputs)["tables"]) == own


def test_every_column_that_is_told_of_is_there(outputs: Path) -> None:
    for name, table in described(outputs)["tables"].items():
        columns = {row[1] for row in rows(outputs, f"PRAGMA table_info({name})")}
        assert {*table.get("columns", ()), *table.get("facets", ())} <= columns, name


@pytest.mark.parametrize("name", json.loads(metadata())["databases"]["catalogue"]["queries"])
def test_a_saved_question_finds_what_is_there(name: str, outputs: Path) -> None:
    sql = described(outputs)["queries"][name]["sql"]
    asked = set(re.findall(r":(\w+)", sql))

    found = rows(outputs, sql, {key: VALUES[key] for key in asked})

    assert found


def test_narratives_come_first(outputs: Path) -> None:
    told = described(outputs)

    assert next(iter(rows(outputs, "PRAGMA table_info(narratives)")))[1] == "narrative"
    assert told["description_html"].index("/catalogue/narratives") < told["description_html"].index("Saved questions")


def test_the_file_is_written_again_when_it_is_gone_and_left_alone_when_it_is_right(outputs: Path) -> None:
    path = outputs / "datasette.json"
    before = path.stat().st_mtime_ns
    write_catalogue(outputs)
    kept = path.stat().st_mtime_ns
    path.unlink()

    write_catalogue(outputs)

    assert kept == before
    assert path.read_bytes() == metadata()
