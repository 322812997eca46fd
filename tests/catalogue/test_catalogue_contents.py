"""catalogue.sqlite holds what the CSV files hold, joined by keys, and says what it does not hold."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builders.records import action, naming, plan, put_plans
from models.catalogue import finding
from models.finding import Finding
from models.plan import NamedLead, Plan
from models.rows import TABLES, Row
from pipeline.catalogue.build import write_catalogue
from pipeline.catalogue.schema import FILENAME
from pipeline.catalogue.sql_tables import table_name
from pipeline.datapackage import column_names
from pipeline.outputs.store import Outputs


def camden() -> Plan:
    return plan(
        "Camden",
        2024,
        naming(
            action("1.1", "Hold a meeting.", "Divert and Project Zero meet monthly.", rag="amber", rag_source="fill"),
            "service",
            "Divert",
            "Project Zero",
        ),
        action(
            "1.2", "Share data,\n“as agreed”.", other={"Gaps": "none"}, named_leads=(NamedLead(text="Ann Example"),)
        ),
        findings=(finding("no-narrative", action_ref="1.2"), finding("template-unknown")),
    )


def query(outputs: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(outputs / FILENAME)) as connection:
        return connection.execute(sql, values).fetchall()


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_of_its_csv_file_and_keys_besides(table: type[Row], tmp_path: Path) -> None:
    write_catalogue(put_plans(tmp_path, camden()))

    columns = [name for (name,) in query(tmp_path, "SELECT name FROM pragma_table_info(?)", table_name(table))]

    own = column_names(table)
    assert columns[-len(own) :] == own
    assert set(columns) - set(own) <= {"action_id", "agencies", "panels", "services", "narrative_key", "name_key"}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_rows_of_its_csv_file(table: type[Row], tmp_path: Path) -> None:
    put_plans(tmp_path, camden(), plan("Barnet", 2023, action("2.1", narrative="Patrols.")))
    Outputs(tmp_path).write_tables(safe=False)
    with (tmp_path / table.file).open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))[1:]

    write_catalogue(tmp_path)

    names = ", ".join(f'"{name}"' for name in column_names(table))
    rows = query(tmp_path, f"SELECT {names} FROM {table_name(table)} ORDER BY rowid")  # noqa: S608 - our own names
    assert [[as_csv(value) for value in row] for row in rows] == [[as_number(cell) for cell in row] for row in expected]


def as_csv(value: object) -> str:
    return "" if value is None else f"{float(value):g}" if isinstance(value, int | float) else str(value)


def as_number(cell: str) -> str:
    """A cell of a CSV file, numbers and truth values as SQLite has them."""
    if cell in {"true", "false"}:
        return str(int(cell == "true"))
    try:
        return f"{float(cell):g}"
    except ValueError:
        return cell


def test_every_key_leads_somewhere_and_the_file_is_sound(tmp_path: Path) -> None:
    write_catalogue(put_plans(tmp_path, camden(), plan(None, None)))

    assert query(tmp_path, "PRAGMA foreign_key_check") == []
    assert query(tmp_path, "PRAGMA integrity_check") == [("ok",)]
    assert query(tmp_path, "INSERT INTO actions_fts(actions_fts) VALUES ('integrity-check')") == []


def test_an_action_is_called_by_its_plan_and_ref(tmp_path: Path) -> None:
    repeated = plan("Camden", 2024, action("1.1"), action("1.2"), action("1.1"))

    write_catalogue(put_plans(tmp_path, repeated))

    ids = query(tmp_path, "SELECT action_id FROM actions ORDER BY position")
    assert ids == [("camden-2024 1.1",), ("camden-2024 1.2",), ("camden-2024 1.1 (2)",)]


def test_an_action_tells_whom_it_names(tmp_path: Path) -> None:
    write_catalogue(put_plans(tmp_path, camden()))

    named = query(tmp_path, "SELECT agencies, panels, services FROM actions ORDER BY position")

    assert named == [("", "", "Divert; Project Zero"), ("", "", "")]


def test_a_finding_leads_to_its_action_and_to_what_to_do(tmp_path: Path) -> None:
    write_catalogue(put_plans(tmp_path, camden()))

    found = query(
        tmp_path,
        "SELECT action_id, code, findings.what_to_do FROM findings JOIN finding_codes USING (code) ORDER BY number",
    )

    assert [(action_id, code) for action_id, code, _ in found] == [
        ("camden-2024 1.2", "no-narrative"),
        (None, "template-unknown"),
    ]
    assert all(what_to_do for _, _, what_to_do in found)


def test_a_finding_of_an_unknown_code_is_kept(tmp_path: Path) -> None:
    older = Finding(code="of-an-older-version", severity="warning", message="It was so.")

    write_catalogue(put_plans(tmp_path, plan(findings=(older,))))

    assert query(tmp_path, "SELECT code, message, what_to_do FROM doubts") == [
        ("of-an-older-version", "It was so.", None)
    ]
    assert query(tmp_path, "SELECT findings.code, title FROM findings JOIN finding_codes USING (code)") == [
        ("of-an-older-version", None)
    ]


def test_the_views_answer_what_people_ask_first(tmp_path: Path) -> None:
    put_plans(tmp_path, camden(), plan("Camden", 2023), plan("Barnet", 2023), plan(None, None))

    write_catalogue(tmp_path)

    newest = query(tmp_path, "SELECT plan_id FROM newest_plans ORDER BY plan_id")
    assert newest == [("barnet-2023",), ("camden-2024",), ("unknown-undated",)]
    assert ("camden-2024", "1.2") in query(tmp_path, "SELECT plan_id, ref FROM nil_returns")
    assert query(tmp_path, "SELECT actions, amber, not_rated FROM rag_by_theme WHERE plan_id = 'camden-2024'") == [
        (2, 1, 1)
    ]
    assert query(tmp_path, "SELECT name, boroughs, plans, actions FROM spread_of_names") == [
        ("Divert", 1, 1, 1),
        ("Project Zero", 1, 1, 1),
    ]
    assert query(tmp_path, "SELECT name, refs FROM names_by_borough WHERE borough = 'Camden' ORDER BY name") == [
        ("Divert", "1.1"),
        ("Project Zero", "1.1"),
    ]
    assert query(tmp_path, "SELECT plan_id, code FROM doubts") == [
        ("camden-2024", code) for code in ("no-narrative", "template-unknown") if finding_is_doubt(code)
    ]


def finding_is_doubt(code: str) -> bool:
    return finding(code).severity != "info"


def test_a_browser_of_sqlite_files_finds_the_search_index_of_the_actions(tmp_path: Path) -> None:
    write_catalogue(put_plans(tmp_path, camden()))

    made_by = query(tmp_path, "SELECT sql FROM sqlite_master WHERE name = 'actions_fts'")

    assert 'content="actions"' in made_by[0][0]  # how Datasette tells which table an index belongs to
    assert query(
        tmp_path,
        "SELECT ref FROM actions WHERE rowid IN (SELECT rowid FROM actions_fts WHERE actions_fts MATCH 'monthly')",
    ) == [("1.1",)]


def test_what_is_not_a_plan_is_left_out_and_named(tmp_path: Path) -> None:
    put_plans(tmp_path, camden())
    plans = tmp_path / "plans"
    (plans / "cut.json").write_bytes((plans / "camden-2024.json").read_bytes()[:1000])
    (plans / "copy of camden.json").write_bytes((plans / "camden-2024.json").read_bytes())

    written = write_catalogue(tmp_path)

    assert written.plans == 1
    assert len(written.faults) == 2
    assert query(tmp_path, "SELECT plan_id FROM plans") == [("camden-2024",)]
    assert query(tmp_path, "SELECT file FROM left_out ORDER BY file") == [("copy of camden.json",), ("cut.json",)]


def test_a_number_no_plan_has_is_left_out(tmp_path: Path) -> None:
    put_plans(tmp_path, camden())
    path = tmp_path / "plans" / "camden-2024.json"
    path.write_bytes(path.read_bytes().replace(b'"plan_year": 2024', b'"plan_year": 99999999999999999999'))

    written = write_catalogue(tmp_path)

    assert written.plans == 0
    assert len(written.faults) == 1


def test_text_of_any_characters_comes_back_as_it_is(tmp_path: Path) -> None:
    text = "Ünï \u202ecode \U0001f600 nul\x00byte \x1b[31m ‘quotes’ =1+1"

    write_catalogue(put_plans(tmp_path, plan("Camden", 2024, action(narrative=text))))

    assert query(tmp_path, "SELECT narrative FROM actions") == [(text,)]
