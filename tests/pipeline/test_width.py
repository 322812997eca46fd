"""What commands print for people fits a terminal of 80 columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from builders.records import action, naming, plan, put_plans
from builders.runs import document, put
from models.catalogue import finding
from models.plan import NamedLead
from pipeline.cli import app as command_line
from pipeline.cli.app import app

PLAN = "kensington-and-chelsea-2024"
LONG = "Ensure that every partner of the local serious violence board reports what it does each quarter, and to whom."


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans with long names and texts."""
    said = f"Divert works in custody. {LONG} It will develop a new offer. Funded until March 2023."
    lead = NamedLead(text="Ann Example, Head of Community Safety", name="Ann Example", role="Head of Community Safety")
    long = naming(action("2.10", LONG, said, rag="amber", named_leads=(lead,), outcome=LONG), "service", "Divert")
    named = "Kensington and Chelsea violence and vulnerability reduction action plan, final version (3).docx"
    findings = (finding("no-narrative", action_ref="1.1"),)
    return put_plans(
        tmp_path_factory.mktemp("outputs"),
        plan("Kensington and Chelsea", 2024, action("1.1", LONG), long, findings=findings, filename=named),
        plan("Kensington and Chelsea", 2023, long, filename=named),
    )


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["show", PLAN],
        ["show", PLAN, "2.10"],
        ["search", "partner"],
        ["search", "2.10"],
        ["check", PLAN],
        ["history", PLAN],
        ["template", "list"],
        ["correct", PLAN],
    ],
    ids=" ".join,
)
def test_what_a_command_prints_fits_80_columns(
    command: list[str], outputs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    if command == ["correct", PLAN]:
        given = ["correct", PLAN, "2.10", "timescale", LONG, "--who", "Ann Example", "--why", LONG]
        assert command_line.run([*given, "--outputs", str(outputs)]) == 0
        capsys.readouterr()

    assert command_line.run([*command, "--outputs", str(outputs)]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed if len(line) > 80] == []
    assert printed


@pytest.mark.parametrize("options", [[], ["--why"]], ids=["tables", "why"])
def test_what_the_reader_saw_fits_80_columns(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    assert command_line.run(["tables", str(put(tmp_path / "plan.html", document())), *options]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed if len(line) > 80] == []
    assert printed


def _paths(group: typer.core.TyperGroup, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*before, name))
        if isinstance(command, typer.core.TyperGroup):
            found += _paths(command, (*before, name))
    return found


def test_the_help_of_every_command_fits_80_columns() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    wide = []
    for path in [(), *_paths(group)]:
        shown = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"})
        wide += [(path, line) for line in shown.output.splitlines() if len(line) > 80]

    assert wide == []


def test_a_line_of_json_is_never_wrapped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    given = put(tmp_path / "texts.jsonl", json.dumps({"id": "1.1", "text": f"Divert is used. {LONG}"}).encode())

    assert command_line.run(["tag", "--jsonl", str(given)]) == 0

    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == "1.1"
