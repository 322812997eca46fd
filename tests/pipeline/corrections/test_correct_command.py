"""`vvrap correct` as people type it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders.runs import document, put, run
from pipeline.cli import app as command_line
from pipeline.cli.exits import DONE, USAGE

WHO = ("--who", "A. Officer", "--why", "Off track", "--when", "2026-05-03")


@pytest.fixture(autouse=True)
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with an outputs folder that holds one plan."""
    run(tmp_path / "outputs", put(tmp_path / "plan.html", document()))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "outputs"


def test_a_correction_is_said_with_what_the_document_says(capsys: pytest.CaptureFixture[str]) -> None:
    code = command_line.run(["correct", "camden-2024", "1.1", "RAG", "Red", *WHO])
    listed = command_line.run(["correct", "camden-2024"])
    command_line.run(["show", "camden-2024", "1.1"])

    captured = capsys.readouterr()
    said = "1.1 RAG: red, corrected by A. Officer on 2026-05-03, document says green\n"
    assert (code, listed) == (DONE, DONE)
    assert captured.err == said
    assert captured.out.startswith(said)
    shown = " ".join(captured.out.removeprefix(said).split())
    assert "red, corrected by A. Officer on 2026-05-03, document says green" in shown


def test_a_correction_is_data_with_json(capsys: pytest.CaptureFixture[str]) -> None:
    command_line.run(["correct", "camden-2024", "1.1", "RAG", "red", *WHO, "--json"])

    (standing,) = json.loads(capsys.readouterr().out)
    assert (standing["ref"], standing["correction"]["value"], standing["correction"]["document"]) == (
        "1.1",
        "red",
        "green",
    )


def test_a_dropped_correction_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    command_line.run(["correct", "camden-2024", "plan", "title", "Another title", *WHO])
    command_line.run(["correct", "camden-2024", "plan", "title", "--drop", *WHO])
    command_line.run(["correct", "camden-2024"])

    assert capsys.readouterr().err.endswith("camden-2024 has no corrections.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("1.1", "rag", "red"), "A correction needs a name and a reason."),
        (("1.1", "rag", *WHO), "No value was given."),
        (("1.1", *WHO), "The field to correct is missing."),
        (("1.1", "rag", "red", "--keep", *WHO), "take no value"),
        (("1.1", "rag", "--keep", "--drop", *WHO), "do not go together"),
        (("1.1", "rag", "--keep", *WHO), "There is no correction of RAG of 1.1."),
        (("1.1", "rag", "red", *WHO[:4], "--when", "soon"), "“soon” is not a date."),
        (("1.99", "rag", "red", *WHO), "camden-2024 has no action 1.99."),
    ],
)
def test_what_is_missing_or_too_much_is_said(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = command_line.run(["correct", "camden-2024", *arguments])

    assert code == USAGE
    assert said in capsys.readouterr().err


def test_a_plan_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code = command_line.run(["correct", "brent-2024", "1.1", "rag", "red", *WHO])

    assert code == USAGE
    assert "There is no plan “brent-2024” in outputs. Plans there: camden-2024." in capsys.readouterr().err
