"""`vvrap tag` and `vvrap registry`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from models.errors import DamagedFile, UnreadableFile, UsageError
from pipeline.cli.exits import ALL_FAILED, SOME_FAILED, Exit
from pipeline.cli.registry import registry_app
from pipeline.cli.tag import tag
from pipeline.outputs.store import Outputs
from pipeline.tagging.registry.entry import COLUMNS
from pipeline.tagging.registry.files import read_registry
from tagging.plans_to_tag import make_action, make_plan

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("tag")(tag)
app.add_typer(registry_app, name="registry")


def run(*arguments: str) -> None:
    typer.main.get_command(app).main(list(arguments), standalone_mode=False)


def test_a_text_is_told_name_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    run("tag", "MPS: Redthread attend the Riverbank Oversight Panel.")

    shown = capsys.readouterr().out
    assert "agency  MPS  mps (Metropolitan Police Service)" in shown
    assert "panel   Riverbank Oversight Panel  not in the registry" in shown
    assert "speaker mps: MPS: Redthread attend" in shown


def test_a_text_as_json_is_one_value(capsys: pytest.CaptureFixture[str]) -> None:
    run("tag", "Redthread attend.", "--json")

    value = json.loads(capsys.readouterr().out)
    assert [mention["entity_id"] for mention in value["mentions"]] == ["redthread"]


def test_each_line_gives_a_line_with_the_fields_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jsonl"
    lines = [
        {"id": "a", "text": "MPS: Redthread attend.", "borough": "Brent", "document": "d", "spans": []},
        {"id": "b", "text": "", "lead_organisations": ["AFC"]},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")

    run("tag", "--jsonl", str(path))

    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert set(first) == {"id", "mentions", "speakers"}
    assert set(first["mentions"][0]) == {
        "label", "text", "start", "end", "entity_id", "canonical", "method", "confidence",
    }  # fmt: skip
    assert first["speakers"] == [{"start": 0, "end": 22, "entity_id": "mps"}]
    assert second == {"id": "b", "mentions": [], "speakers": []}


def test_the_borough_given_counts_where_a_line_names_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "CSS: The Crying Sons attend."}\n', encoding="utf-8")

    run("tag", "--jsonl", str(path), "--borough", "Richmond upon Thames")

    ids = [mention["entity_id"] for mention in json.loads(capsys.readouterr().out)["mentions"]]
    assert ids == ["community-safety", "crying-sons"]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}', '{"text": 4}', '"text"'])
def test_a_line_that_is_no_narrative_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "fine"}\n' + line, encoding="utf-8")

    with pytest.raises(DamagedFile, match="line 2"):
        run("tag", "--jsonl", str(path))


def test_a_file_that_is_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Check the path"):
        run("tag", "--jsonl", str(tmp_path / "none.jsonl"))


@pytest.mark.parametrize("arguments", [(), ("text", "--jsonl", "file")])
def test_a_text_or_a_file_is_wanted_and_not_both(arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        run("tag", *arguments)


def test_the_registry_of_the_package_passes_its_check(capsys: pytest.CaptureFixture[str]) -> None:
    run("registry", "check")

    assert " 0 faults." in capsys.readouterr().err


def faulty_folder(folder: Path, *, general: bool) -> Path:
    (folder / "boroughs").mkdir()
    row = "Bad Id,agency,One,,brent,,,,,,"
    (folder / "boroughs" / "brent.csv").write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    if general:
        (folder / "general.csv").write_text("id,label\n", encoding="utf-8")
    return folder


def test_faults_are_told_with_file_line_and_reason_and_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Exit) as ended:
        run("registry", "check", "--registry", str(faulty_folder(tmp_path, general=False)))

    assert ended.value.code == SOME_FAILED
    assert "boroughs/brent.csv, line 2: id: String should match pattern" in capsys.readouterr().err


def test_faults_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exit) as ended:
        run("registry", "check", "--json", "--registry", str(faulty_folder(tmp_path, general=True)))

    assert ended.value.code in {SOME_FAILED, ALL_FAILED}
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert {fault["file"] for fault in faults} >= {"general.csv", "boroughs/brent.csv"}


def test_a_new_borough_gets_a_file_once(tmp_path: Path) -> None:
    run("registry", "new-borough", "Tower Hamlets", "--registry", str(tmp_path))

    text = (tmp_path / "boroughs" / "tower-hamlets.csv").read_text(encoding="utf-8")
    assert text.startswith(",".join(COLUMNS) + "\n")
    assert read_registry(tmp_path).borough_entries("tower-hamlets") == read_registry().borough_entries("tower-hamlets")
    with pytest.raises(UsageError, match="has a registry file"):
        run("registry", "new-borough", "tower-hamlets", "--registry", str(tmp_path))


def test_a_borough_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Atlantis"):
        run("registry", "new-borough", "Atlantis", "--registry", str(tmp_path))


def test_review_and_apply_go_from_plans_to_a_boroughs_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs, registry = tmp_path / "outputs", tmp_path / "registry"
    plan = make_plan(make_action(1, "AFC -The Riverbank Oversight Panel meets monthly."))
    Outputs(outputs).write_plan(plan)

    run("registry", "review", "--out", str(outputs), "--registry", str(registry))
    review = outputs / "review.csv"
    lines = review.read_text(encoding="utf-8").splitlines()
    decided = [f"{line}accept" if "riverbank-oversight-panel" in line else line for line in lines]
    review.write_text("\n".join(decided) + "\n", encoding="utf-8")
    run("registry", "apply", "--out", str(outputs), "--registry", str(registry))

    assert "riverbank-oversight-panel,panel,Riverbank Oversight Panel" in (
        registry / "boroughs" / "richmond-upon-thames.csv"
    ).read_text(encoding="utf-8")
    assert "1 decisions entered" in capsys.readouterr().err


def test_apply_without_decisions_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Outputs(tmp_path).write_plan(make_plan(make_action(1, "The Riverbank Oversight Panel meets monthly.")))
    run("registry", "review", "--out", str(tmp_path), "--registry", str(tmp_path))

    run("registry", "apply", "--out", str(tmp_path), "--registry", str(tmp_path), "--json")

    assert json.loads(capsys.readouterr().out) == []
    assert not (tmp_path / "boroughs").exists()
