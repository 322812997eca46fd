"""Names of columns that people give on the command line, and keep in columns.toml."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from builders.runs import put
from builders.simple import RENDERERS
from models.catalogue import catalogue
from models.errors import ReferenceDataError, UsageError
from pipeline.cli.app import run
from pipeline.cli.exits import ALL_FAILED, DONE, USAGE
from pipeline.column_names import Asked, parse_columns, parse_options, save_columns, told_columns
from pipeline.outputs.folder import LocalFolder

TITLE = "Camden Violence Reduction Action Plan 2024"
ROWS = (
    ("Line", "VRU standard for all", "Held by", "Where things stand today"),
    ("A1", "Board of all partners", "Police", "Met"),
    ("A2", "Visits to all shops", "Trading Standards", "Visited"),
)
WORDING = "VRU standard for all=mandatory_action"
HELD = "Held by=lead organisations"
STANDS = "Where things stand today=narrative"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a plan whose columns no list knows."""
    monkeypatch.chdir(tmp_path)
    put(Path("plan.docx"), RENDERERS["docx"](TITLE, ROWS))


def leads(outputs: str = "outputs") -> list[str]:
    with (Path(outputs) / "actions.csv").open(encoding="utf-8", newline="") as file:
        return [row["lead_organisations"] for row in csv.DictReader(file)]


def entry(outputs: str = "outputs") -> dict[str, Any]:
    (only,) = json.loads((Path(outputs) / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    return dict(only)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("VRU standard", "--column “VRU standard” names no field."),
        ("=rag", "--column “=rag” names no header."),
        (" ?! =rag", "--column “ ?! =rag” names no header."),
        ("Status=colour", "--column “Status=colour”: “colour” is not a field."),
        ("Status=", "--column “Status=”: “” is not a field."),
    ],
)
def test_an_option_that_says_no_header_and_field_is_refused(
    given: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["extract", "plan.docx", "--jobs", "0", "--column", given])

    said = capsys.readouterr().err
    assert code == USAGE
    assert said.startswith(f"vvrap: {problem} ")
    assert said.count("\n") == 1
    assert "mandatory_action" in said
    assert not Path("outputs").exists()


def test_a_header_given_two_fields_is_refused_with_the_list_of_fields() -> None:
    with pytest.raises(UsageError) as raised:
        parse_options(["Status=rag", "STATUS:=narrative"])

    assert raised.value.problem == "--column gives “STATUS:” two fields: rag and narrative."
    assert raised.value.remedy.startswith("Use one of these fields: theme, action_number, rag, ")


def test_a_header_may_hold_an_equals_sign_and_a_field_may_be_written_as_people_read_it() -> None:
    assert parse_options(["Cost = benefit=Outcome", "Lead:=Named leads", "lead=named_leads"]) == {
        "Cost = benefit": "outcome",
        "Lead:": "named_leads",
    }


def test_names_given_hold_for_one_run_and_decide_whether_a_document_is_read_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    refused = run(["extract", "plan.docx", "--jobs", "0"])
    statuses = []
    for options in ([WORDING], [WORDING], [WORDING, HELD, STANDS]):
        columns = [part for option in options for part in ("--column", option)]
        assert run(["extract", "plan.docx", "--jobs", "0", *columns]) == DONE
        statuses.append(entry()["status"])

    assert refused == ALL_FAILED
    assert statuses == ["read with doubts", "skipped", "read"]
    assert leads() == ["Police", "Trading Standards"]
    assert "“VRU standard for all” = mandatory_action: for this run only." in capsys.readouterr().err
    assert not Path("outputs/columns.toml").exists()


def test_names_saved_are_used_by_later_runs_into_the_same_folder(capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract", "plan.docx", "--jobs", "0", "--column", WORDING, "--column", HELD, "--save-columns"])
    put(Path("again.docx"), RENDERERS["docx"](TITLE.replace("2024", "2025"), ROWS))
    capsys.readouterr()

    codes = [run(["extract", name, "--jobs", "0"]) for name in ("plan.docx", "again.docx")]

    said = capsys.readouterr().err
    assert codes == [DONE, DONE]
    assert "plan.docx: skipped." in said
    assert said.count("Using 2 column names from outputs/columns.toml.\n") == 2
    assert leads() == ["Police", "Trading Standards"] * 2
    assert "column-name-unused" not in Path("outputs/findings.csv").read_text(encoding="utf-8")


def test_a_file_of_names_beside_the_documents_is_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("inbox/plan.docx"), Path("plan.docx").read_bytes())
    own = ["--reference", "inbox"]

    code = run(["extract", "inbox", "--jobs", "0", *own, "--column", WORDING, "--save-columns"])

    assert code == DONE
    assert Path("inbox/columns.toml").exists()
    assert "columns.toml:" not in capsys.readouterr().err.replace("Saved to inbox/columns.toml:", "")


def test_worker_processes_go_by_the_names(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["extract", "plan.docx", "--jobs", "1", "--column", WORDING, "--column", HELD])

    assert code == DONE, capsys.readouterr().err
    assert leads() == ["Police", "Trading Standards"]


def test_names_in_a_folder_of_ones_own_go_before_those_of_the_outputs() -> None:
    run(["extract", "plan.docx", "--jobs", "0", "--column", WORDING, "--column", "Held by=other", "--save-columns"])
    own = ["--reference", "own"]

    saved = run(["extract", "plan.docx", "--jobs", "0", *own, "--column", HELD, "--save-columns"])
    run(["extract", "plan.docx", "--jobs", "0", "--out", "elsewhere", *own, "--column", WORDING])

    assert saved == DONE
    assert Path("own/columns.toml").read_text(encoding="utf-8").endswith('lead_organisations = ["Held by"]\n')
    assert leads() == leads("elsewhere") == ["Police", "Trading Standards"]


def test_a_name_saved_again_with_another_field_takes_the_place_of_the_first(tmp_path: Path) -> None:
    folder = LocalFolder(tmp_path)
    save_columns(folder, {"Held by": "named_leads", 'Say "how" \\ \x7f': "narrative"})

    save_columns(folder, {"HELD BY:": "leads"})

    assert parse_columns(folder.read("columns.toml"), "columns.toml") == {
        "HELD BY:": "leads",
        'Say "how" \\ \x7f': "narrative",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("rag = [", "columns.toml is not valid TOML"),
        ("colour = ['Status']", "columns.toml: “colour” is not a field."),
        ("rag = [1]", "columns.toml: under rag, “1” is not a header."),
        ("rag = ['?']", "columns.toml: under rag, “?” is not a header."),
        ("rag = ['Status']\nother = 'status:'", "columns.toml: “status:” is listed under both rag and other."),
    ],
)
def test_a_fault_in_the_file_is_named(text: str, problem: str) -> None:
    with pytest.raises(ReferenceDataError) as raised:
        parse_columns(text.encode(), "columns.toml")

    assert raised.value.problem.startswith(problem)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (Asked(save=True), "--save-columns has nothing to save."),
        (Asked(reference=Path("nowhere")), "There is no folder nowhere."),
        (Asked(reference=Path("plan.docx")), "plan.docx is a file, not a folder."),
    ],
)
def test_options_that_make_no_sense_are_refused(asked: Asked, problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        told_columns(asked)

    assert raised.value.problem == problem


def test_without_names_nothing_is_told_and_nothing_is_in_use() -> None:
    Path("own").mkdir()

    told = told_columns(Asked(reference=Path("own")), LocalFolder(Path("outputs")))

    assert (told.names, told.sha256, told.lines) == (None, None, ())


def test_the_tables_command_marks_the_header_that_a_name_makes_known(capsys: pytest.CaptureFixture[str]) -> None:
    rows = (
        ("3 words", "4 words", "5"),
        ("Board of all partners", "Police", "Met"),
        ("Visits to all shops", "Parks", "Went"),
    )
    put(Path("plan.docx"), RENDERERS["docx"](TITLE, rows))

    def headers(*options: str) -> list[bool]:
        assert run(["tables", "plan.docx", "--json", *options]) == DONE
        (table,) = json.loads(capsys.readouterr().out)["tables"]
        return [row[0]["header"] for row in table["rows"]]

    assert headers() == [False, False, False]
    assert headers("--column", "3 words=mandatory_action") == [True, False, False]


def test_a_watch_goes_by_the_names(capsys: pytest.CaptureFixture[str]) -> None:
    put(Path("inbox/plan.docx"), Path("plan.docx").read_bytes())
    quick = ["--once", "--poll", "0.01", "--settle", "2", "--jobs", "0"]

    code = run(["watch", "inbox", *quick, "--column", WORDING, "--column", HELD, "--save-columns"])

    assert code == DONE, capsys.readouterr().err
    assert leads() == ["Police", "Trading Standards"]
    assert Path("outputs/columns.toml").exists()


def test_no_remedy_of_a_finding_points_into_the_package() -> None:
    assert [code for code, entry in catalogue().items() if "models/" in entry.action or ".toml" in entry.action] == []
