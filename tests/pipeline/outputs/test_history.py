"""Which documents a plan was read from, and what changed from each to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.records import action, plan
from models.errors import UsageError
from models.plan import LeadOrganisation
from pipeline.outputs.history import history
from pipeline.outputs.store import Outputs

MEETING = "Hold a weekly meeting of police and council to share what is known about risk."
MAP = "Map the services that support young people and publish the map by ward."
SWEEPS = "Carry out weapons sweeps in parks and estates with the help of residents."


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    """Three documents of one plan, one after the other."""
    folder = Outputs(tmp_path)
    january = plan(
        "Camden", 2024, action("1.1", MEETING, "It meets.", rag="red"), action("1.2", MAP), filename="jan.docx"
    )
    june = plan(
        "Camden",
        2024,
        action("1.1", MEETING, "The panel was set up and reports to the board each month.", rag="amber"),
        action("2.1", SWEEPS),
        filename="june.docx",
    )
    for one in (january, june):
        folder.write_plan(one)
    return folder


def test_versions_come_oldest_first_with_what_changed(outputs: Outputs) -> None:
    versions = history(outputs, "camden-2024")

    assert [(one.number, one.kept, one.current, one.filename, one.actions) for one in versions] == [
        (1, "revisions/camden-2024/0001.json", False, "jan.docx", 2),
        (2, "plans/camden-2024.json", True, "june.docx", 2),
    ]
    assert [one.change for one in versions] == [
        "The first version kept.",
        "Actions: 1 new (2.1); 1 dropped (1.2); 1 changed (1.1): narrative of 1, RAG of 1.",
    ]


def test_a_change_of_leads_is_told(tmp_path: Path) -> None:
    folder = Outputs(tmp_path)
    for number, lead in enumerate(("MPS", "Council")):
        organisations = (LeadOrganisation(text=lead),)
        folder.write_plan(
            plan("Camden", 2024, action("1.1", lead_organisations=organisations), filename=f"{number}.docx")
        )

    versions = history(folder, "camden-2024")

    assert versions[-1].change == "Actions: 1 changed (1.1): leads of 1."


def test_one_document_read_twice_is_told_by_its_numbers(outputs: Outputs) -> None:
    current = outputs.find_plan("camden-2024")
    again = current.model_copy(update={"actions": (*current.actions[:1], action("2.1", SWEEPS, "Two a month."))})
    outputs.write_plan(again)

    assert history(outputs, "camden-2024")[-1].change == "The same document, read again. Actions: 1 changed (2.1)."


def test_many_changes_name_the_first_few(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path)
    actions = [action(f"1.{number}", f"{MEETING} {number}") for number in range(1, 11)]
    outputs.write_plan(plan("Camden", 2024, *actions))
    outputs.write_plan(plan("Camden", 2024, *(one.model_copy(update={"rag": "red"}) for one in actions)))

    assert history(outputs, "camden-2024")[-1].change == (
        "The same document, read again. Actions: 10 changed (1.1, 1.2, 1.3, 1.4, 1.5, 1.6 and 4 more)."
    )


def test_a_plan_that_was_only_ever_read_once_has_one_version(tmp_path: Path) -> None:
    Outputs(tmp_path).write_plan(plan())

    (only,) = history(Outputs(tmp_path), "camden-2024")

    assert (only.number, only.current, only.change) == (1, True, "The first version kept.")


def test_a_plan_that_is_no_longer_current_still_has_a_history(outputs: Outputs) -> None:
    outputs.retire_plan("camden-2024")

    assert [one.current for one in history(outputs, "camden-2024")] == [False, False]


def test_a_copy_that_cannot_be_read_is_named_and_the_others_are_told(outputs: Outputs) -> None:
    (outputs.folder / "revisions" / "camden-2024" / "0001.json").write_bytes(b"{")

    first, second = history(outputs, "camden-2024")

    assert first.change == f"{outputs.folder}/revisions/camden-2024/0001.json is not JSON."
    assert first.filename is None
    assert second.change == "The first version kept."


def test_files_that_people_put_there_are_no_versions(outputs: Outputs) -> None:
    (outputs.folder / "revisions" / "camden-2024" / "notes.json").write_bytes(b"{}")
    (outputs.folder / "revisions" / "camden-2024" / "0003.txt").write_bytes(b"")

    assert len(history(outputs, "camden-2024")) == 2


@pytest.mark.parametrize("name", ["nothing-2024", "", "../plans"])
def test_a_plan_nobody_knows_is_named_with_those_that_are_known(outputs: Outputs, name: str) -> None:
    with pytest.raises(UsageError) as raised:
        history(outputs, name)

    assert raised.value.problem == f"There is no plan “{name}” in {outputs.folder}."
    assert raised.value.remedy == "Plans there: camden-2024."
