"""Plans in the outputs folder: written whole, read back as they were, never overwritten without a copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders.records import action, plan, put_plans
from models.errors import DamagedFile, UnreadableFile, UsageError
from pipeline.outputs.folder import STATE
from pipeline.outputs.store import Outputs
from pipeline.plan_json import plan_json, read_plan_file


def test_a_plan_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path)
    written = plan("Camden", 2024, action("1.1", narrative="Ünïcode – and “quotes”."))

    path = outputs.write_plan(written)

    assert path == outputs.path_of("camden-2024") == tmp_path / "plans" / "camden-2024.json"
    assert read_plan_file(path) == written
    assert list(outputs.read_plans()) == [written]


def test_plans_come_in_the_order_of_their_ids_and_hidden_files_do_not_count(tmp_path: Path) -> None:
    put_plans(tmp_path, plan("Lewisham"), plan("Camden"), plan("Brent"))
    (tmp_path / "plans" / ".vvrap-x.json").write_bytes(b"")

    assert Outputs(tmp_path).plan_ids() == ["brent-2024", "camden-2024", "lewisham-2024"]


def test_a_plan_is_found_by_its_id_and_by_its_path(tmp_path: Path) -> None:
    stored = plan("Camden")
    put_plans(tmp_path, stored)
    outputs = Outputs(tmp_path)

    assert outputs.find_plan("camden-2024") == stored
    assert outputs.find_plan(str(tmp_path / "plans" / "camden-2024.json")) == stored


@pytest.mark.parametrize("name", ["brent-2024", "", "../plans/nothing", "plans/camden-2024", "/"])
def test_a_plan_that_is_not_there_is_named_with_those_that_are(tmp_path: Path, name: str) -> None:
    put_plans(tmp_path, plan("Camden"))

    with pytest.raises(UsageError) as raised:
        Outputs(tmp_path).find_plan(name)

    assert raised.value.problem == f"There is no plan “{name}” in {tmp_path}."
    assert raised.value.remedy == "Plans there: camden-2024."


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is not JSON."),
        (b'{"schema_version": "1.0", "plan_', "is not JSON."),
        (b"\xff\xfe", "is not JSON."),
        (b"[]", "has schema version unknown; this tool reads 1.2."),
        (b'{"schema_version": "0.9"}', "has schema version 0.9; this tool reads 1.2."),
        (b'{"schema_version": "1.0"}', "is not a plan: plan_id: Field required."),
    ],
)
def test_a_file_that_is_no_plan_is_explained(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "camden-2024.json"
    path.write_bytes(data)

    with pytest.raises(DamagedFile) as raised:
        read_plan_file(path)

    assert raised.value.problem == f"{path} {problem}"
    assert raised.value.remedy == "Run `vvrap extract` on the document again."


def test_a_field_nobody_knows_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "camden-2024.json"
    path.write_text(json.dumps({**json.loads(plan_json(plan())), "colour": "red"}), encoding="utf-8")

    with pytest.raises(DamagedFile, match=r"colour: Extra inputs are not permitted"):
        read_plan_file(path)


def test_a_plan_of_a_later_schema_is_not_read_as_one_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "camden-2024.json"
    path.write_bytes(plan_json(plan().model_copy(update={"schema_version": "2.0"})))

    with pytest.raises(DamagedFile, match=r"schema version 2\.0; this tool reads 1\.2"):
        read_plan_file(path)


def test_a_plan_of_the_schema_before_is_read_as_one_of_this(tmp_path: Path) -> None:
    path = tmp_path / "camden-2024.json"
    value = json.loads(plan_json(plan("Camden", 2024, action("1.1"))))
    for one in value["actions"]:
        del one["details"]
    path.write_text(json.dumps({**value, "schema_version": "1.0"}), encoding="utf-8")

    assert read_plan_file(path) == plan("Camden", 2024, action("1.1"))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file or directory"):
        read_plan_file(tmp_path / "camden-2024.json")


def test_a_plan_that_takes_the_place_of_another_leaves_a_copy_of_it(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path)
    first, second, third = (plan("Camden", 2024, action("1.1", wording)) for wording in ("One.", "Two.", "Three."))

    for one in (first, second, third):
        outputs.write_plan(one)

    assert outputs.find_plan("camden-2024") == third
    assert outputs.revisions("camden-2024") == [
        "revisions/camden-2024/0001.json",
        "revisions/camden-2024/0002.json",
    ]
    assert [outputs.read_plan(name) for name in outputs.revisions("camden-2024")] == [first, second]


def test_the_same_plan_again_leaves_no_copy(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path)
    outputs.write_plan(plan())

    kept = outputs.put_plan("camden-2024", plan_json(plan()))

    assert kept is None
    assert outputs.revisions("camden-2024") == []


def test_a_copy_that_was_made_before_the_run_was_killed_is_not_made_twice(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path)
    path = outputs.write_plan(plan())
    copy = tmp_path / "revisions" / "camden-2024" / "0001.json"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(path.read_bytes())

    kept = outputs.put_plan("camden-2024", plan_json(plan("Camden", 2024, action("1.1", "Two."))))

    assert kept == "revisions/camden-2024/0001.json"
    assert outputs.revisions("camden-2024") == [kept]


def test_a_plan_that_is_taken_out_leaves_a_copy(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path)
    outputs.write_plan(plan())

    kept = outputs.retire_plan("camden-2024")

    assert kept == "revisions/camden-2024/0001.json"
    assert outputs.plan_ids() == []
    assert outputs.read_plan(kept) == plan()
    assert outputs.retire_plan("camden-2024") is None


def test_a_plan_that_cannot_be_read_is_left_out_of_the_tables_and_named(tmp_path: Path) -> None:
    put_plans(tmp_path, plan("Brent"), plan("Camden"), plan("Lewisham"))
    (tmp_path / "plans" / "camden-2024.json").write_bytes(b"{")

    faults = Outputs(tmp_path).write_tables()

    assert [fault.problem for fault in faults] == [f"{tmp_path}/plans/camden-2024.json is not JSON."]
    rows = (tmp_path / "plans.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows] == ["plan_id", "brent-2024", "lewisham-2024"]


def test_tables_hold_text_exactly_when_that_is_asked_for(tmp_path: Path) -> None:
    put_plans(tmp_path, plan("Camden", 2024, action("1.1", "=SUM of referrals")))

    Outputs(tmp_path).write_tables(safe=False)

    assert ",=SUM of referrals," in (tmp_path / "actions.csv").read_text(encoding="utf-8")


def test_tables_of_no_plans_have_their_headers(tmp_path: Path) -> None:
    faults = Outputs(tmp_path).write_tables()

    assert faults == []
    columns = b"plan_id,ref,page,severity,code,message,fields,what_to_do,borough,document,number\n"
    assert (tmp_path / "findings.csv").read_bytes() == columns


def test_the_same_plans_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        put_plans(tmp_path / name, plan("Camden"), plan("Brent"))
        Outputs(tmp_path / name).write_tables()

    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    names = [path for path in files if path.parts[0] != STATE]  # the state holds times of change

    assert len(names) == 7
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)


def test_a_plan_stands_before_its_twin(tmp_path: Path) -> None:
    twin = plan().model_copy(update={"plan_id": "camden-2024-draft-docx"})
    put_plans(tmp_path, twin, plan())

    assert Outputs(tmp_path).plan_ids() == ["camden-2024", "camden-2024-draft-docx"]
