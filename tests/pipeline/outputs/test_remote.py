"""Inputs and outputs at addresses that fsspec opens: the same files as in a folder of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fsspec import AbstractFileSystem, filesystem

from builders.records import action, plan
from builders.runs import contents, document, put, run, statuses
from models.errors import OutputError, UnreadableFile, UsageError
from pipeline.batch.inputs import Found, OutOfReach, bytes_of, find_inputs, fingerprint
from pipeline.outputs import remote
from pipeline.outputs.folder import LocalFolder
from pipeline.outputs.history import history
from pipeline.outputs.remote import RemoteFolder
from pipeline.outputs.store import Outputs

OUTPUTS = "memory://outputs"
INBOX = "memory://inbox"


@pytest.fixture(autouse=True)
def memory() -> Iterator[AbstractFileSystem]:
    """A file system in memory that is empty before and after each test."""
    files = filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def test_a_file_is_written_read_listed_and_removed() -> None:
    folder = RemoteFolder(OUTPUTS)

    with folder.write("plans/camden-2024.json") as file:
        file.write(b"whole")

    assert folder.exists("plans/camden-2024.json")
    assert folder.read("plans/camden-2024.json") == b"whole"
    assert folder.names("plans", ".json") == ["plans/camden-2024.json"]
    assert folder.folders("") == ["plans"]
    assert folder.place("plans/camden-2024.json") == "memory://outputs/plans/camden-2024.json"
    folder.remove("plans/camden-2024.json")
    folder.remove("plans/camden-2024.json")
    assert folder.names("plans", ".json") == []


def test_a_block_that_breaks_off_writes_nothing() -> None:
    folder = RemoteFolder(OUTPUTS)

    def write_half() -> None:
        with folder.write("plans.csv") as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()

    assert not folder.exists("plans.csv")


def test_lines_are_added_also_by_a_later_run() -> None:
    for line in (b"one\n", b"two\n"):
        RemoteFolder(OUTPUTS).append(".vvrap/journal.jsonl", line)
    folder = RemoteFolder(OUTPUTS)

    assert folder.lines(".vvrap/journal.jsonl") == b"one\ntwo\n"
    folder.remove(".vvrap/journal.jsonl")
    assert folder.lines(".vvrap/journal.jsonl") == b""
    folder.append(".vvrap/journal.jsonl", b"three\n")
    assert folder.lines(".vvrap/journal.jsonl") == b"three\n"


def test_a_missing_file_is_named_by_its_address() -> None:
    with pytest.raises(UnreadableFile, match=r"memory://outputs/plans\.csv cannot be opened"):
        RemoteFolder(OUTPUTS).read("plans.csv")


def test_a_second_run_waits_and_then_says_what_to_do_about_a_lock_that_stays() -> None:
    waits = []

    with RemoteFolder(OUTPUTS).locked(lambda: None), pytest.raises(OutputError) as raised:
        RemoteFolder(OUTPUTS, ask_again=0).locked(lambda: waits.append(1)).__enter__()

    assert waits == [1]
    assert raised.value.problem == "memory://outputs is being written to by another run."
    assert "delete memory://outputs/.vvrap/lock" in raised.value.remedy
    with RemoteFolder(OUTPUTS, ask_again=0).locked(lambda: waits.append(2)):
        assert waits == [1]


@pytest.mark.parametrize("address", ["nothing://here", "s3-without-a-protocol://x"])
def test_an_address_that_nothing_opens_is_a_wrong_command(address: str) -> None:
    with pytest.raises(UsageError, match=f"{address} cannot be opened"):
        RemoteFolder(address)


def test_without_fsspec_the_remedy_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(remote, "import_module", missing)

    with pytest.raises(UsageError, match=r"memory://outputs needs fsspec\. .*vvrap\[cluster\]"):
        RemoteFolder(OUTPUTS)


def test_documents_are_found_and_read_at_an_address(memory: AbstractFileSystem) -> None:
    for name in ("2024/camden.html", "brent.html", "~$brent.html", "README.md"):
        memory.pipe_file(f"/inbox/{name}", document())

    candidates = list(find_inputs([INBOX, f"{INBOX}/brent.html"]))

    assert [candidate.name for candidate in candidates] == ["2024/camden.html", "brent.html"]
    first = candidates[0]
    assert isinstance(first, Found)
    assert bytes_of(first.location) == document()
    assert len(fingerprint(first.location)) == 64


def test_an_empty_address_is_out_of_reach() -> None:
    (candidate,) = find_inputs([f"{INBOX}/nothing"])

    assert isinstance(candidate, OutOfReach)
    assert str(candidate.error) == "There is nothing at this address. Check the address."


def test_a_run_at_an_address_makes_the_same_files_as_one_in_a_folder(
    tmp_path: Path, memory: AbstractFileSystem
) -> None:
    for name, data in (
        ("brent.html", document("brent")),
        ("camden.html", document()),
        ("camden-new.html", document(offset=4)),
    ):
        put(tmp_path / "inbox" / name, data)
        memory.pipe_file(f"/inbox/{name}", data)

    here = run(tmp_path / "outputs", tmp_path / "inbox")
    there = run(OUTPUTS, INBOX)

    assert statuses(there) == statuses(here)
    copied = tmp_path / "copied"
    for path in memory.find("/outputs"):
        put(copied / path.removeprefix("/outputs/"), memory.cat_file(path))
    assert contents(copied) == contents(tmp_path / "outputs")
    assert set(statuses(run(OUTPUTS, INBOX)).values()) == {"skipped"}


def test_revisions_and_history_are_kept_at_an_address() -> None:
    outputs = Outputs(OUTPUTS)
    for wording in ("Hold a meeting.", "Hold two meetings."):
        outputs.put_plan("camden-2024", _json(wording))

    assert outputs.plan_ids() == ["camden-2024"]
    assert [one.current for one in history(outputs, "camden-2024")] == [False, True]
    assert outputs.find_plan("camden-2024").actions[0].mandatory_action == "Hold two meetings."


def _json(wording: str) -> bytes:
    return plan("Camden", 2024, action("1.1", wording)).model_dump_json().encode()


def test_what_needs_a_folder_of_this_machine_says_so() -> None:
    with pytest.raises(
        UsageError, match=r"memory://outputs is not a folder on this computer\. Copy it to this computer"
    ):
        Outputs(OUTPUTS).path_of("camden-2024")


def test_a_path_is_a_folder_of_this_machine(tmp_path: Path) -> None:
    assert isinstance(Outputs(str(tmp_path)).files, LocalFolder)
    assert Outputs(str(tmp_path)).folder == tmp_path
