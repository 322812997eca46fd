"""The four files of a comparison."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest

from builders.kills import instants, killed_at
from compare.comparisons import all_comparisons, doubtful_years, five_boroughs, three_plans
from models.comparison import BoroughsComparison, YearsComparison
from models.errors import OutputError, UsageError
from pipeline.compare import write_comparison
from pipeline.compare.outputs import default_folder


@pytest.mark.parametrize("name", list(all_comparisons()))
def test_the_four_files_stand_side_by_side_and_are_the_same_each_time(name: str, tmp_path: Path) -> None:
    comparison = all_comparisons()[name]

    first = write_comparison(comparison, tmp_path / "first")
    second = write_comparison(comparison, tmp_path / "second")

    assert [path.name for path in first] == [f"comparison.{kind}" for kind in ("json", "csv", "xlsx", "html")]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert sorted(path.name for path in (tmp_path / "first").iterdir()) == sorted(path.name for path in first)


def test_the_json_is_the_record(tmp_path: Path) -> None:
    write_comparison(doubtful_years(), tmp_path)

    text = (tmp_path / "comparison.json").read_text(encoding="utf-8")
    assert YearsComparison.model_validate_json(text) == doubtful_years()


def test_the_fixed_names_of_years_are_there(tmp_path: Path) -> None:
    write_comparison(doubtful_years(), tmp_path)

    value = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
    action = value["actions"][0]
    assert {"before", "after", "actions", "summary"} <= set(value)
    assert {
        "status", "before_ref", "after_ref", "renumbered", "match", "action_text", "narrative", "narrative_similarity",
        "rag", "lead_organisations", "mentions",
    } <= set(action)  # fmt: skip
    assert {"score", "why"} <= set(action["match"])
    assert {"before", "after"} <= set(action["rag"])
    assert {"added", "removed"} <= set(action["lead_organisations"])
    assert {"added", "removed"} <= set(action["mentions"])


def test_the_fixed_names_of_boroughs_are_there(tmp_path: Path) -> None:
    write_comparison(five_boroughs(), tmp_path)

    value = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
    assert {"plans", "actions", "services"} <= set(value)
    assert {"key", "mandatory_action", "cells"} <= set(value["actions"][0])
    assert {
        "ref", "rag", "nil_return", "lead_organisations", "services", "panels", "agencies", "narrative_words",
        "copied_from",
    } <= set(value["actions"][0]["cells"]["brent-2024"])  # fmt: skip
    assert {"entity_id", "name", "plans"} <= set(value["services"][0])
    assert {"plan_id", "refs"} <= set(value["services"][0]["plans"][0])


def test_a_comparison_goes_into_a_folder_of_its_own() -> None:
    outputs = Path("outputs")

    assert default_folder(doubtful_years(), outputs) == outputs / "comparisons" / "croydon-2023-to-croydon-2024"
    assert default_folder(three_plans(), outputs) != default_folder(five_boroughs(), outputs)
    assert default_folder(three_plans(), outputs).name.startswith("boroughs-3-plans-")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")

    with pytest.raises(OutputError, match="cannot be written"):
        write_comparison(doubtful_years(), in_the_way)


def test_a_plan_id_that_leads_elsewhere_makes_no_folder() -> None:
    lost = doubtful_years().model_copy(update={"before": "../../../elsewhere"})

    with pytest.raises(UsageError, match="cannot be the name of a folder"):
        default_folder(lost, Path("outputs"))


def test_a_killed_comparison_never_stands_beside_the_one_before(tmp_path: Path) -> None:
    old, new = three_plans(), five_boroughs()
    whole = {}
    for name, comparison in (("old", old), ("new", new)):
        write_comparison(comparison, tmp_path / name / "folder")
        whole[name] = read(tmp_path / name / "folder")
    copytree(tmp_path / "old", tmp_path / "before")
    steps = instants(lambda: write_comparison(new, tmp_path / "old" / "folder"))

    for instant in steps:
        folder = copytree(tmp_path / "before", tmp_path / f"victim-{instant}") / "folder"
        (folder / "pins.csv").write_text("mine", encoding="utf-8")
        killed_at(instant, lambda where=folder: write_comparison(new, where))  # type: ignore[misc]
        left = read(folder)

        write_comparison(new, folder)

        assert left in [{**files, "pins.csv": b"mine"} for files in whole.values()], instant
        assert read(folder) == {**whole["new"], "pins.csv": b"mine"}
        assert [path.name for path in folder.parent.iterdir()] == ["folder"]


def test_where_folders_cannot_be_exchanged_old_files_go_before_new_ones_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    write_comparison(three_plans(), tmp_path)
    old = read(tmp_path)
    steps = instants(lambda: write_comparison(five_boroughs(), tmp_path))
    new = read(tmp_path)
    monkeypatch.chdir(tmp_path)

    for instant in steps:
        write_comparison(three_plans(), tmp_path)
        killed_at(instant, lambda: write_comparison(five_boroughs(), tmp_path))

        left = read(tmp_path)
        assert left.items() <= old.items() or left.items() <= new.items(), instant
    assert (tmp_path / "mine").is_dir()


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("model", [YearsComparison, BoroughsComparison])
def test_every_field_of_the_schema_is_described(model: type[YearsComparison | BoroughsComparison]) -> None:
    schema = model.model_json_schema()

    for record in [schema, *schema["$defs"].values()]:
        for name, field in record.get("properties", {}).items():
            assert field.get("description"), f"{record['title']}.{name}"
