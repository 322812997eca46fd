"""A registry folder given with a run: its names are found, and plans tagged by another are read again."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import pytest

from builders.runs import put, run, statuses
from models.errors import ReferenceDataError, UsageError
from pipeline.batch.executors import choose_executor
from pipeline.batch.limits import Limits
from pipeline.batch.outcomes import Options
from pipeline.cli.app import run as command
from pipeline.cli.exits import DONE, USAGE
from pipeline.outputs.store import Outputs
from pipeline.registries import RegistryFolder, registry_folder, tagger_of

HEADER = "id,label,name,aliases,scope,parent_id,valid_from,valid_to,ambiguous,source,notes"
NARRATIVE = "Officers work with the Marigold Lantern Project every week."
DOCUMENT = (
    "Hackney Violence and Vulnerability Reduction Action Plan 2024\n\n"
    "RAG\tAction No\tVRU Mandatory Action\tNamed Lead and Role\tLead Organisation/Service\tNarrative\n"
    f"Green\t1\tShare information\tA Person, Manager\tCouncil\t{NARRATIVE}\n"
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    put(tmp_path / "inbox" / "plan.txt", DOCUMENT.encode())
    return tmp_path / "inbox"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A registry of one's own, with one service of Hackney."""
    return write(tmp_path / "registry", "marigold", "Marigold Lantern Project")


def write(folder: Path, entity_id: str, name: str) -> Path:
    put(folder / "boroughs" / "hackney.csv", f"{HEADER}\n{entity_id},service,{name},,hackney,,,,,,\n".encode())
    return folder


def named(outputs: Path) -> list[str]:
    """Ids of the services named in the one plan."""
    (plan,) = Outputs(outputs).read_plans()
    mentions = [mention for action in plan.actions for mention in action.mentions]
    return [mention.entity_id for mention in mentions if mention.label == "service" and mention.entity_id]


def by(registry: Path) -> Options:
    return Options(registry=registry_folder(registry))


def test_names_of_the_registry_given_are_found(inbox: Path, own: Path, tmp_path: Path) -> None:
    run(tmp_path / "outputs", inbox, options=by(own))
    run(tmp_path / "without", inbox)

    assert named(tmp_path / "outputs") == ["marigold"]
    assert named(tmp_path / "without") == []


def test_workers_find_them_as_this_process_does(inbox: Path, own: Path, tmp_path: Path) -> None:
    options = by(own)

    run(tmp_path / "outputs", inbox, options=options, executor=choose_executor(1, Limits(), None, options.registry))

    assert named(tmp_path / "outputs") == ["marigold"]


def test_a_plan_tagged_by_another_registry_is_read_again(inbox: Path, own: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"

    given = [
        statuses(run(outputs, inbox, options=options))["plan.txt"] for options in (None, None, by(own), by(own), None)
    ]

    assert given == ["read", "skipped", "read", "skipped", "read"]
    assert named(outputs) == []


def test_a_registry_that_was_edited_is_another(inbox: Path, own: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    run(outputs, inbox, options=by(own))
    write(own, "renamed", "Marigold Lantern Project")

    outcomes = run(outputs, inbox, options=by(own))

    assert statuses(outcomes) == {"plan.txt": "read"}
    assert named(outputs) == ["renamed"]


def test_a_copy_of_a_registry_elsewhere_is_the_same(inbox: Path, own: Path, tmp_path: Path) -> None:
    run(tmp_path / "outputs", inbox, options=by(own))
    copy = write(tmp_path / "copy", "marigold", "Marigold Lantern Project")

    outcomes = run(tmp_path / "outputs", inbox, options=by(copy))

    assert statuses(outcomes) == {"plan.txt": "skipped"}


def test_a_registry_that_is_not_the_one_of_the_run_is_refused(own: Path) -> None:
    other = dataclasses.replace(registry_folder(own), sha256="0" * 64)

    with pytest.raises(ReferenceDataError, match="has changed since the run began"):
        tagger_of(other)


def test_a_worker_without_the_registry_ends_the_run(inbox: Path, own: Path, tmp_path: Path) -> None:
    gone = RegistryFolder(str(tmp_path / "gone"), registry_folder(own).sha256)

    with pytest.raises(ReferenceDataError, match="has changed since the run began"):
        run(tmp_path / "outputs", inbox, executor=choose_executor(1, Limits(), None, gone))


def test_a_faulty_registry_ends_the_run_with_line_and_reason(inbox: Path, own: Path, tmp_path: Path) -> None:
    write(own, "Not An Id", "Marigold Lantern Project")
    options = by(own)

    with pytest.raises(ReferenceDataError) as raised:
        run(tmp_path / "outputs", inbox, executor=choose_executor(1, Limits(), None, options.registry))

    assert "boroughs/hackney.csv, line 2: id: " in raised.value.problem
    assert raised.value.remedy == "Correct the lines named."


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_without_a_registry_is_not_taken_for_the_packages(make: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    folder = tmp_path / "registry"
    if make:
        folder.mkdir()

    with pytest.raises(UsageError, match="contains no registry"):
        registry_folder(folder)


def test_the_commands_take_a_registry(
    inbox: Path, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    codes = [
        command(["extract", str(inbox), "--jobs", "0", "--registry", str(own)]),
        command(["watch", str(inbox), "--once", "--poll", "0.01", "--jobs", "0", "--registry", str(own)]),
        command(["tag", NARRATIVE, "--borough", "Hackney", "--registry", str(own)]),
    ]

    assert codes == [DONE, DONE, DONE]
    with (tmp_path / "outputs" / "mentions.csv").open(encoding="utf-8", newline="") as file:
        assert [row["entity_id"] for row in csv.DictReader(file) if row["label"] == "service"] == ["marigold"]
    said = capsys.readouterr()
    assert "plan.txt: read before; " in said.err
    assert "marigold (Marigold Lantern Project)" in said.out


@pytest.mark.parametrize(
    "arguments",
    [["extract", "plan.docx"], ["watch", "inbox", "--once"], ["tag", "A text."]],
)
def test_a_registry_that_is_not_there_ends_a_command_with_2(
    arguments: list[str], inbox: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(inbox.parent)

    code = command([*arguments, "--registry", "nosuch"])

    assert code == USAGE
    assert "nosuch contains no registry" in capsys.readouterr().err
