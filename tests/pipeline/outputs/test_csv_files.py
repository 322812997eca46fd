"""Rows of plans that have not changed are taken over, and never when that could be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.records import action, plan, put_plans
from models.errors import InputError
from models.plan import Plan
from pipeline.outputs import csv_files
from pipeline.outputs.csv_files import INDEX, write_tables
from pipeline.outputs.folder import LocalFolder
from pipeline.outputs.store import Outputs
from pipeline.plan_json import parse_kept_plan, plan_json

CSV_FILES = ("plans.csv", "actions.csv", "mentions.csv", "findings.csv")


class Reader:
    """Parses plans and remembers which."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, data: bytes, place: str, name: str) -> Plan:
        """The plan."""
        self.read.append(Path(name).stem)
        return parse_kept_plan(data, place, name)


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """An outputs folder with three plans and their tables."""
    put_plans(tmp_path, plan("Brent"), plan("Camden", 2024, action("1.1", "=1+1")), plan("Lewisham"))
    Outputs(tmp_path).write_tables()
    return tmp_path


def rewrite(outputs: Path, *, safe: bool = True) -> list[str]:
    """Write the tables again; gives the plans that had to be read."""
    reader = Reader()
    faults = write_tables(LocalFolder(outputs), Outputs(outputs).digests().of, reader, safe=safe)
    assert faults == []
    return reader.read


def bytes_of_csv_files(outputs: Path) -> list[bytes]:
    return [(outputs / name).read_bytes() for name in CSV_FILES]


def afresh(outputs: Path, elsewhere: Path) -> list[bytes]:
    """The tables as they are made where there were none."""
    put_plans(elsewhere, *Outputs(outputs).read_plans())
    Outputs(elsewhere).write_tables()
    return bytes_of_csv_files(elsewhere)


def test_nothing_is_read_when_nothing_has_changed(outputs: Path) -> None:
    before = bytes_of_csv_files(outputs)

    read = rewrite(outputs)

    assert read == []
    assert bytes_of_csv_files(outputs) == before


def test_one_more_plan_is_the_only_one_read(outputs: Path, tmp_path: Path) -> None:
    put_plans(outputs, plan("Croydon"))

    read = rewrite(outputs)

    assert read == ["croydon-2024"]
    assert bytes_of_csv_files(outputs) == afresh(outputs, tmp_path / "afresh")


def test_a_plan_that_changed_and_one_that_went_are_noticed(outputs: Path, tmp_path: Path) -> None:
    put_plans(outputs, plan("Camden", 2024, action("1.1", "Longer than it was before."), action("1.2")))
    (outputs / "plans" / "brent-2024.json").unlink()

    read = rewrite(outputs)

    assert read == ["camden-2024"]
    assert bytes_of_csv_files(outputs) == afresh(outputs, tmp_path / "afresh")


@pytest.mark.parametrize("name", CSV_FILES)
@pytest.mark.parametrize("damage", [b"", b"edited by hand\n", None])
def test_a_table_that_is_not_as_it_was_written_is_made_anew(outputs: Path, name: str, damage: bytes | None) -> None:
    before = bytes_of_csv_files(outputs)
    (outputs / name).unlink() if damage is None else (outputs / name).write_bytes(damage)

    read = rewrite(outputs)

    assert read == ["brent-2024", "camden-2024", "lewisham-2024"]
    assert bytes_of_csv_files(outputs) == before


@pytest.mark.parametrize("index", [b"", b"{}", b'{"build": "x", "safe": true, "files": {}, "plans": {}}', None])
def test_an_index_that_is_none_is_not_trusted(outputs: Path, index: bytes | None) -> None:
    before = bytes_of_csv_files(outputs)
    (outputs / INDEX).unlink() if index is None else (outputs / INDEX).write_bytes(index)

    read = rewrite(outputs)

    assert len(read) == 3
    assert bytes_of_csv_files(outputs) == before


def test_another_build_of_the_tool_makes_all_rows_anew(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "build", lambda: "newer")

    assert len(rewrite(outputs)) == 3
    assert rewrite(outputs) == []


def test_exact_and_safe_text_are_not_mixed(outputs: Path) -> None:
    before = bytes_of_csv_files(outputs)

    exact = rewrite(outputs, safe=False)
    exact_files = bytes_of_csv_files(outputs)
    again = rewrite(outputs)

    assert len(exact) == len(again) == 3
    assert exact_files != before
    assert bytes_of_csv_files(outputs) == before


def test_a_plan_that_was_damaged_is_left_out_and_comes_back_when_it_is_whole(outputs: Path) -> None:
    before = bytes_of_csv_files(outputs)
    path = outputs / "plans" / "camden-2024.json"
    path.write_bytes(b"{")

    faults: list[InputError] = Outputs(outputs).write_tables()
    without = bytes_of_csv_files(outputs)
    path.write_bytes(plan_json(plan("Camden", 2024, action("1.1", "=1+1"))))
    read = rewrite(outputs)

    assert len(faults) == 1
    assert b"camden" not in without[0]
    assert read == ["camden-2024"]
    assert bytes_of_csv_files(outputs) == before


def test_a_copy_of_a_plan_under_another_name_gives_no_rows_twice(outputs: Path) -> None:
    before = bytes_of_csv_files(outputs)
    copy = outputs / "plans" / "brent-2024 (2).json"
    copy.write_bytes((outputs / "plans" / "brent-2024.json").read_bytes())

    faults = Outputs(outputs).write_tables()

    assert [fault.problem for fault in faults] == [f"{copy} contains the plan brent-2024, so it must have that name."]
    assert bytes_of_csv_files(outputs) == before
