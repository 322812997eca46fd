"""A version of a plan can be put back, and a plan taken out; neither loses anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.records import action, plan
from builders.runs import contents, document, plan_ids, put, run, statuses
from models.errors import UsageError
from pipeline.batch.outcomes import Options
from pipeline.column_names import Asked, told_columns
from pipeline.outputs.history import history
from pipeline.outputs.store import Outputs
from pipeline.outputs.versions import remove, restore


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    put(tmp_path / "inbox" / "part1.html", document())
    put(tmp_path / "inbox" / "part2.html", document(offset=7))
    return tmp_path / "inbox"


@pytest.fixture
def outputs(tmp_path: Path, inbox: Path) -> Path:
    """Part 2 has taken the place of part 1."""
    for part in ("part1.html", "part2.html"):
        run(tmp_path / "outputs", inbox / part)
    return tmp_path / "outputs"


def current(outputs: Path) -> str:
    return Outputs(outputs).find_plan("camden-2024").source.filename


def names(outputs: Path) -> list[str | None]:
    return [version.filename for version in history(Outputs(outputs), "camden-2024")]


def test_a_version_is_put_back_and_stays_when_everything_is_read_again(outputs: Path, inbox: Path) -> None:
    restore(Outputs(outputs), "camden-2024", 1)
    put_back = contents(outputs)
    again = run(outputs, inbox)

    assert current(outputs) == "part1.html"
    assert names(outputs) == ["part2.html", "part1.html"]
    assert set(statuses(again).values()) == {"skipped"}
    assert contents(outputs) == put_back
    assert "part1.html" in (outputs / "plans.csv").read_text(encoding="utf-8")


def test_restoring_twice_leads_back_to_where_it_was(outputs: Path) -> None:
    restore(Outputs(outputs), "camden-2024", 1)
    restore(Outputs(outputs), "camden-2024", 1)

    assert current(outputs) == "part2.html"
    assert names(outputs) == ["part1.html", "part2.html"]


def test_a_plan_nobody_took_down_is_put_back_all_the_same(tmp_path: Path) -> None:
    folder = Outputs(tmp_path)
    for name in ("january.docx", "june.docx"):
        folder.write_plan(plan("Camden", 2024, action("1.1", name), filename=name))

    restore(folder, "camden-2024", 1)

    assert current(tmp_path) == "january.docx"
    assert len(names(tmp_path)) == 3


def test_an_earlier_reading_of_the_current_document_is_put_back(tmp_path: Path, inbox: Path) -> None:
    outputs = tmp_path / "outputs"
    run(outputs, inbox / "part1.html")
    first = (outputs / "plans" / "camden-2024.json").read_bytes()
    columns = told_columns(Asked(("RAG=outcome",)), Outputs(outputs).files)
    run(outputs, inbox / "part1.html", options=Options(columns=columns))

    restore(Outputs(outputs), "camden-2024", 1)

    assert (outputs / "plans" / "camden-2024.json").read_bytes() == first
    assert names(outputs) == ["part1.html", "part1.html", "part1.html"]


@pytest.mark.parametrize(("number", "problem"), [(3, "has no version 3"), (2, "is the current one")])
def test_a_version_that_cannot_be_put_back_is_named(outputs: Path, number: int, problem: str) -> None:
    before = contents(outputs)

    with pytest.raises(UsageError, match=problem):
        restore(Outputs(outputs), "camden-2024", number)

    assert contents(outputs) == before


def test_a_plan_that_is_taken_out_stays_out_and_is_kept(outputs: Path, inbox: Path) -> None:
    data = (outputs / "plans" / "camden-2024.json").read_bytes()

    kept = remove(Outputs(outputs), "camden-2024")
    again = run(outputs, inbox)

    assert (outputs / kept).read_bytes() == data
    assert plan_ids(outputs) == []
    assert "camden" not in (outputs / "plans.csv").read_text(encoding="utf-8")
    assert {outcome.entry.reason for outcome in again} == {
        "Its plan was removed with `vvrap remove`; --force reads it again."
    }


def test_a_plan_that_was_taken_out_comes_back_by_force_or_by_its_history(outputs: Path, inbox: Path) -> None:
    remove(Outputs(outputs), "camden-2024")
    restore(Outputs(outputs), "camden-2024", 2)
    by_history = current(outputs)
    remove(Outputs(outputs), "camden-2024")
    run(outputs, inbox / "part1.html", options=Options(force=True))

    assert by_history == "part2.html"
    assert current(outputs) == "part1.html"


def test_a_new_document_of_a_plan_that_was_taken_out_makes_it_anew(outputs: Path, tmp_path: Path) -> None:
    remove(Outputs(outputs), "camden-2024")

    run(outputs, put(tmp_path / "part3.html", document(offset=3)))

    made = Outputs(outputs).find_plan("camden-2024")
    assert made.source.filename == "part3.html"
    assert not [found for found in made.findings if found.severity == "error"]


def test_a_plan_that_is_not_there_cannot_be_taken_out(outputs: Path) -> None:
    with pytest.raises(UsageError, match="There is no plan “brent-2024” in"):
        remove(Outputs(outputs), "brent-2024")
