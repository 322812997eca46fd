"""`vvrap compare`, as a person or a script runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare.plans import golden_plan, make_action, make_plan
from models.comparison import BoroughsComparison, YearsComparison
from models.plan import NamedLead, Plan
from pipeline.cli.app import run
from pipeline.compare import compare_boroughs, compare_years

BEFORE, AFTER, OTHER = "richmond-upon-thames-2023", "richmond-upon-thames-2024", "hackney-2024"


def put(plan: Plan, outputs: Path) -> Path:
    """Write a plan where `vvrap extract` would."""
    path = outputs / "plans" / f"{plan.plan_id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(plan.model_dump_json(), encoding="utf-8")
    return path


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """An outputs folder with three plans."""
    folder = tmp_path / "outputs"
    for name in ("richmond-2023", "richmond-2024", "hackney-2024"):
        put(golden_plan(name), folder)
    return folder


def test_years_by_plan_id_writes_the_files_and_says_the_outcome(
    outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["compare", "years", BEFORE, AFTER, "--outputs", str(outputs)])

    said = capsys.readouterr()
    folder = outputs / "comparisons" / f"{BEFORE}-to-{AFTER}"
    assert code == 0
    assert said.out == ""
    assert said.err.startswith("Richmond upon Thames, 2023 to 2024. Red in both plans")
    assert "48 actions in both plans, 5 new (" in said.err
    assert sorted(path.suffix for path in folder.iterdir()) == [".csv", ".html", ".json", ".xlsx"]


def test_years_by_path_with_a_folder_of_ones_own(outputs: Path, tmp_path: Path) -> None:
    paths = [str(outputs / "plans" / f"{plan}.json") for plan in (BEFORE, AFTER)]

    code = run(["compare", "years", *paths, "--out", str(tmp_path / "mine")])

    assert code == 0
    assert (tmp_path / "mine" / "comparison.html").is_file()


def test_the_json_on_stdout_is_the_comparison_and_nothing_else(
    outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["compare", "years", BEFORE, AFTER, "--outputs", str(outputs), "--json"])

    comparison = YearsComparison.model_validate_json(capsys.readouterr().out)
    assert comparison == compare_years(BEFORE, AFTER, outputs=outputs)


def test_boroughs_by_plan_id(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["compare", "boroughs", AFTER, OTHER, "--outputs", str(outputs), "--json"])

    comparison = BoroughsComparison.model_validate_json(capsys.readouterr().out)
    assert code == 0
    assert comparison == compare_boroughs([AFTER, OTHER], outputs=outputs)


def test_boroughs_goes_on_without_a_plan_that_cannot_be_read_and_says_so(
    outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["compare", "boroughs", AFTER, OTHER, "hackny-2024", "--outputs", str(outputs)])

    said = capsys.readouterr().err
    assert code == 3
    assert f"There is no plan “hackny-2024” in {outputs}. Did you mean hackney-2024?" in said
    assert "Compared without the 1 above." in said


def test_all_plans_of_a_year_are_compared_without_naming_them(outputs: Path, tmp_path: Path) -> None:
    code = run(["compare", "boroughs", "--all", "--year", "2024", "--outputs", str(outputs), "--out", str(tmp_path)])

    plans = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))["plans"]
    assert code == 0
    assert plans == sorted([AFTER, OTHER])


@pytest.mark.parametrize("pattern", ["*-2024", "{outputs}/plans/*-2024.json"])
def test_a_pattern_that_the_shell_left_stands_for_all_plans_it_matches(
    pattern: str, outputs: Path, tmp_path: Path
) -> None:
    named = pattern.format(outputs=outputs)

    code = run(["compare", "boroughs", named, "--outputs", str(outputs), "--out", str(tmp_path)])

    plans = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))["plans"]
    assert code == 0
    assert plans == sorted([AFTER, OTHER])


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ([], "No plan is named."),
        (["--all", OTHER], "Both --all and plans are given."),
        (["--year", "2024"], "--year is given without --all."),
        (["*-1999"], "No plan matches *-1999."),
    ],
)
def test_a_choice_of_plans_that_makes_no_sense_is_refused(
    arguments: list[str], fault: str, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["compare", "boroughs", *arguments, "--outputs", str(outputs)])

    assert code == 2
    assert fault in capsys.readouterr().err


def test_pins_beside_the_comparison_hold_on_the_next_run(outputs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    arguments = ["compare", "years", BEFORE, AFTER, "--outputs", str(outputs), "--out", str(folder)]
    run(arguments)
    (folder / "pins.csv").write_text("before_ref,after_ref,decision,note\n5.2,6.4,pin,board\n", encoding="utf-8")

    run(arguments)

    actions = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))["actions"]
    assert [one["match"]["decided"] for one in actions if one["after_ref"] == "6.4"] == ["pin"]


def test_pins_named_on_the_command_line_are_obeyed(outputs: Path, tmp_path: Path) -> None:
    pins = tmp_path / "decisions.csv"
    pins.write_text("before_ref,after_ref,decision,note\n1.1,1.1,forbid,\n", encoding="utf-8")

    run(["compare", "years", BEFORE, AFTER, "--outputs", str(outputs), "--out", str(tmp_path), "--pins", str(pins)])

    actions = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))["actions"]
    assert (None, "1.1") in [(one["before_ref"], one["after_ref"]) for one in actions]


def test_names_are_left_out_of_every_file(tmp_path: Path) -> None:
    lead = NamedLead(text="Zoe Lyons, Manager", name="Zoe Lyons", role="Manager")
    plans = [
        make_plan("Croydon", year, [make_action(narrative=f"Zoe Lyons chairs it in {year}.", leads=(lead,))])
        for year in (2023, 2024)
    ]
    paths = [str(put(plan, tmp_path)) for plan in plans]

    run(["compare", "years", *paths, "--out", str(tmp_path / "out"), "--redact-names"])

    texts = [(tmp_path / "out" / f"comparison.{kind}").read_text(encoding="utf-8") for kind in ("json", "csv", "html")]
    assert not any("Lyons" in text for text in texts)
    assert all("[name removed]" in text for text in (texts[0], texts[2]))


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["years", "nowhere-2023", AFTER], 4, "There is no plan “nowhere-2023” in"),
        (["years", BEFORE, BEFORE], 2, f"{BEFORE} is given twice."),
        (["years", BEFORE, OTHER], 2, "are plans of different boroughs. Use: vvrap compare boroughs"),
        (["years", AFTER, BEFORE], 2, "is for a later year than"),
        (["years", BEFORE], 2, "AFTER"),
        (["boroughs", AFTER], 2, "A single plan cannot be compared."),
        (["boroughs", AFTER, AFTER], 2, f"{AFTER} is given twice."),
        (["boroughs", AFTER, "nowhere"], 4, "There is no plan “nowhere” in"),
        (["years", BEFORE, AFTER, "--pins", "nowhere.csv"], 2, "The pins file nowhere.csv is not there."),
    ],
)
def test_what_makes_no_sense_gets_a_clear_line(
    arguments: list[str], code: int, line: str, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = run(["compare", *arguments, "--outputs", str(outputs)])

    said = capsys.readouterr().err
    assert ended == code
    assert line in said
    assert "Traceback" not in said
    assert not (outputs / "comparisons").exists()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"schema_version": "0.9", "plan_id": "x", "actions": []}', "schema version 0.9"),
        (b'{"schema_version": "1.0", "plan_id": "x"', "not JSON"),
        (b"PK\x03\x04", "is not a plan's JSON. Read the document first with: vvrap extract given.json"),
        (b"", "is not a plan's JSON"),
        (b"[1, 2]", "is not a plan's JSON"),
        (b'{"kind": "years"}', "schema version unknown"),
    ],
)
def test_a_file_that_is_no_plan_of_this_version_gets_a_clear_line(
    content: bytes, line: str, outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "given.json"
    given.write_bytes(content)

    code = run(["compare", "years", str(given), AFTER, "--outputs", str(outputs)])

    said = capsys.readouterr().err
    assert code == 4
    assert line in said
    assert said.count("\n") == 1


def test_a_folder_is_no_plan(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["compare", "years", str(outputs), AFTER, "--outputs", str(outputs)])

    assert code == 4
    assert "is a folder, not a plan" in capsys.readouterr().err


def test_help_explains_both_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "years", "--help"]) == 0
    assert run(["compare", "boroughs", "--help"]) == 0

    said = capsys.readouterr().out
    assert "--redact-names" in said
    assert "--pins" in said
