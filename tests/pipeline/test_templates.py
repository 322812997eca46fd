"""Editions of the template: added from a blank one, paired with the one before, and used to check plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.records import action, plan
from builders.runs import document, put, run
from models.errors import UsageError
from models.plan import Plan
from models.reference.template import editions_in_use
from pipeline.check import check
from pipeline.outputs.store import Outputs
from pipeline.templates import desk
from pipeline.templates.files import pairs_csv, parse_pairs

NAME = "2025 Refresh"
YES = {"confirmed": "yes"}


def of_2023(template: str | None, *lacking: str) -> Plan:
    """A plan that has the actions of the 2023 template, but for some, and prints this edition."""
    wordings = editions_in_use().by_name["2023"]
    actions = [action(one.ref, one.text, "It is done.") for one in wordings if one.ref not in lacking]
    return plan("Camden", 2025, *actions).model_copy(update={"template": template})


def test_an_edition_that_is_not_known_is_a_warning_that_says_what_it_was_compared_with() -> None:
    result = check(of_2023(NAME, "1.2", "8.11"))

    (found,) = [one for one in result.findings if "template" in one.code]
    assert (found.code, found.severity) == ("template-edition-unknown", "warning")
    assert found.message == (
        "“2025 Refresh” is not a known edition. "
        "Compared with the 2023 template: 51 of 53 actions found; not found: 1.2, 8.11."
    )


def test_an_edition_that_is_known_is_checked_action_by_action() -> None:
    result = check(of_2023("2023 Refresh", "1.2"))

    assert [one.code for one in result.findings if "template" in one.code] == ["template-action-absent"]


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    """An outputs folder with one plan."""
    run(tmp_path / "outputs", put(tmp_path / "plan.html", document()))
    return Outputs(tmp_path / "outputs")


def test_a_blank_template_becomes_an_edition_that_plans_are_checked_against(outputs: Outputs) -> None:
    read = outputs.find_plan("camden-2024")
    outputs.write_plan(read.model_copy(update={"template": NAME, "actions": read.actions[:-1]}))

    pairs = desk.add(outputs, document(), "blank.html", NAME)

    listed = next(one for one in desk.editions(outputs) if one.name == NAME)
    assert (listed.actions, listed.added, listed.complete, listed.plans) == (9, True, True, ("camden-2024",))
    assert sorted(one.ref for one in pairs if one.ref) == sorted(one.ref for one in read.actions)
    codes = [one.code for one in outputs.find_plan("camden-2024").findings if one.code.startswith("template-")]
    assert codes == ["template-unknown", "template-action-absent"]  # the document prints none


def test_a_document_that_is_read_later_is_held_against_the_edition_that_was_added(outputs: Outputs) -> None:
    desk.add(outputs, document(), "blank.html", NAME)
    later = document(year=2025).replace(b"<table", f"<p>{NAME}</p><table".encode(), 1)

    run(outputs.folder, put(outputs.folder.parent / "later.html", later))

    read = outputs.find_plan("camden-2025")
    assert read.template == NAME
    assert [one.code for one in read.findings if one.code.startswith("template-")] == []


def test_what_a_person_decided_on_a_pair_stays(outputs: Outputs) -> None:
    first = desk.add(outputs, document(), "blank.html", NAME)[0]
    decided = first.model_copy(update={"before_ref": "8.11", "confirmed": "yes"})
    put(outputs.folder / "templates" / "pairs" / "2025-refresh.csv", pairs_csv((decided,)))

    again = desk.pair(outputs, NAME)

    assert [(one.ref, one.before_ref) for one in again if one.confirmed == "yes"] == [(first.ref, "8.11")]
    assert [one.ref for one in again if one.before_ref == "8.11"] == [first.ref]


def test_what_a_person_said_of_an_action_that_is_gone_stays(outputs: Outputs) -> None:
    pairs = desk.add(outputs, document(), "blank.html", NAME)
    gone = next(one for one in pairs if not one.ref)
    put(outputs.folder / "templates" / "pairs" / "2025-refresh.csv", pairs_csv((gone.model_copy(update=YES),)))

    again = desk.pair(outputs, NAME)

    assert [(one.ref, one.before_ref) for one in again if one.confirmed] == [("", gone.before_ref)]


def test_what_was_decided_against_an_older_edition_outlives_one_that_is_added_between(outputs: Outputs) -> None:
    first = desk.add(outputs, document(), "blank.html", "2026 Refresh")[0]
    file = outputs.folder / "templates" / "pairs" / "2026-refresh.csv"
    put(file, pairs_csv((first.model_copy(update={"before_ref": "8.11", **YES}),)))
    desk.add(outputs, document(), "blank.html", NAME)

    again = desk.pair(outputs, "2026 Refresh")

    assert {one.before for one in again} == {NAME}
    kept = parse_pairs(file.read_bytes(), "pairs.csv")
    assert [(one.before, one.before_ref) for one in kept if one.confirmed] == [("2023", "8.11")]


def test_pairs_come_back_as_they_were_written(outputs: Outputs) -> None:
    pairs = desk.add(outputs, document(), "blank.html", NAME)

    assert parse_pairs(pairs_csv(pairs), "pairs.csv") == pairs


@pytest.mark.parametrize(("name", "problem"), [(" ", "has no name"), ("2023", "is built in already")])
def test_a_name_that_cannot_be_an_editions_is_refused(outputs: Outputs, name: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        desk.add(outputs, document(), "blank.html", name)
