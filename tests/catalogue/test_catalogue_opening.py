"""A search never works on a catalogue that is behind the plans, and says so when it has to."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from builders.catalogues import catalogue_rows
from builders.records import action, plan, put_plans
from models.errors import OutputError, UsageError
from pipeline.catalogue import build
from pipeline.catalogue.build import write_catalogue
from pipeline.catalogue.opening import ask_catalogue, is_fresh, open_catalogue
from pipeline.catalogue.schema import FILENAME, JOURNAL, PAGE_SIZE
from pipeline.outputs.store import Outputs


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    put_plans(tmp_path, plan("Camden", 2024), plan("Barnet", 2024))
    write_catalogue(tmp_path)
    return tmp_path


def test_a_catalogue_just_made_is_fresh(outputs: Path) -> None:
    assert is_fresh(outputs)


def a_plan_more(outputs: Path) -> None:
    put_plans(outputs, plan("Brent", 2024))


def a_plan_less(outputs: Path) -> None:
    (outputs / "plans" / "barnet-2024.json").unlink()


def a_plan_longer(outputs: Path) -> None:
    put_plans(outputs, plan("Barnet", 2024, action(narrative="More than before.")))
    long_ago(outputs / "plans" / "barnet-2024.json")


def of_another_version(outputs: Path) -> None:
    with closing(sqlite3.connect(outputs / FILENAME)) as connection:
        connection.execute("PRAGMA user_version = 0")


def gone(outputs: Path) -> None:
    (outputs / FILENAME).unlink()


def damaged(outputs: Path) -> None:
    (outputs / FILENAME).write_bytes(b"no database" * 100)


def long_ago(path: Path) -> None:
    """Date a file as a clock that was set back would."""
    os.utime(path, (0, 0))


@pytest.mark.parametrize("change", [a_plan_more, a_plan_less, a_plan_longer, of_another_version, gone, damaged])
def test_a_catalogue_that_is_behind_is_made_anew(change: Callable[[Path], None], outputs: Path) -> None:
    change(outputs)
    was_fresh = is_fresh(outputs)

    with closing(open_catalogue(outputs, lambda _: None)) as connection:
        plans = [plan_id for (plan_id,) in connection.execute("SELECT plan_id FROM plans ORDER BY plan_id")]

    assert not was_fresh
    assert is_fresh(outputs)
    assert plans == sorted(path.stem for path in (outputs / "plans").iterdir())


def test_a_copy_of_the_folder_with_other_dates_is_as_fresh(outputs: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    copytree(outputs, copied, copy_function=copyfile)

    assert is_fresh(copied)


def test_a_plan_changed_to_one_of_the_same_size_and_date_is_noticed_soon_after_it_was_written(outputs: Path) -> None:
    path = outputs / "plans" / "barnet-2024.json"
    dated = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace(b"Barnet", b"Bornet"))
    os.utime(path, ns=(dated, dated))

    assert not is_fresh(outputs)


def test_a_change_that_was_left_half_done_is_undone_before_the_catalogue_is_read(outputs: Path) -> None:
    a_plan_more(outputs)
    change_half(outputs)
    was_left = (outputs / JOURNAL).is_file()

    count = ask_catalogue(outputs, count_plans, lambda _: None)

    assert was_left
    assert count == 3
    assert not (outputs / JOURNAL).exists()


def test_a_change_that_was_left_half_done_does_not_undo_a_catalogue_made_anew(outputs: Path) -> None:
    a_plan_more(outputs)
    change_half(outputs)

    write_catalogue(outputs, afresh=True)

    assert not (outputs / JOURNAL).exists()
    assert ask_catalogue(outputs, count_plans, lambda _: None) == 3


def change_half(outputs: Path) -> None:
    """Begin to change the catalogue in a process that is killed before it removes the journal."""
    program = (
        "import os, signal, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1')\n"
        "connection.execute('BEGIN')\n"
        "connection.execute('DELETE FROM finding_codes')\n"
        "connection.execute('DELETE FROM actions')\n"
        "connection.execute('UPDATE plans SET title = zeroblob(1000000)')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(outputs / FILENAME)], check=False)


def test_a_plan_dated_in_the_future_does_not_keep_the_catalogue_behind(outputs: Path) -> None:
    future = 2**32
    os.utime(outputs / "plans" / "barnet-2024.json", (future, future))

    write_catalogue(outputs)

    assert is_fresh(outputs)


def test_a_folder_without_plans_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no plan in") as raised:
        open_catalogue(tmp_path, lambda _: None)

    assert "vvrap extract" in raised.value.remedy


def test_what_is_not_in_the_catalogue_is_told(outputs: Path) -> None:
    (outputs / "plans" / "cut.json").write_bytes(b"{")
    said: list[str] = []

    open_catalogue(outputs, said.append).close()

    assert any("cut.json" in line and line.startswith("Not in the catalogue") for line in said)
    assert is_fresh(outputs)


def test_where_none_can_be_made_the_one_before_is_used_and_that_is_told(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_plan_more(outputs)
    monkeypatch.setattr(build, "write_catalogue", refuse)
    said: list[str] = []

    with closing(open_catalogue(outputs, said.append)) as connection:
        count = connection.execute("SELECT count(*) FROM plans").fetchone()[0]

    assert count == 2
    assert any("The disk is full." in line and "as it was" in line for line in said)


def test_where_there_is_none_and_none_can_be_made_that_is_the_end(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone(outputs)
    monkeypatch.setattr(build, "write_catalogue", refuse)

    with pytest.raises(OutputError, match="disk is full"):
        open_catalogue(outputs, lambda _: None)


def refuse(_: Path) -> None:
    raise OutputError("The disk is full.", "Free space.")


def test_the_catalogue_cannot_be_changed_through_a_search(outputs: Path) -> None:
    with (
        closing(open_catalogue(outputs, lambda _: None)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM plans")


def test_while_a_run_is_under_way_the_catalogue_before_it_answers_at_once(outputs: Path) -> None:
    a_plan_more(outputs)
    said: list[str] = []

    with Outputs(outputs).locked():
        count = ask_catalogue(outputs, count_plans, said.append)

    assert count == 2
    assert said == [
        (
            "Another run is writing there. The results below are from the catalogue as it was; plans read since then "
            "are missing."
        )
    ]


def test_a_catalogue_made_by_the_run_that_was_waited_for_is_not_made_again(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone(outputs)
    waits = threading.Event()
    answers: list[int] = []

    def tell(_: str) -> None:
        waits.set()

    thread = threading.Thread(target=lambda: answers.append(ask_catalogue(outputs, count_plans, tell)))
    with Outputs(outputs).locked():
        thread.start()
        assert waits.wait(10)
        write_catalogue(outputs)
        monkeypatch.setattr(build, "write_catalogue", refuse)
    thread.join(10)

    assert answers == [2]


def test_a_catalogue_that_is_damaged_half_way_through_is_made_anew(outputs: Path) -> None:
    path = outputs / FILENAME
    whole, rows = path.read_bytes(), catalogue_rows(outputs)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'plans'").fetchone()
    path.write_bytes(whole[: (page - 1) * PAGE_SIZE] + b"Z" * PAGE_SIZE + whole[page * PAGE_SIZE :])
    assert is_fresh(outputs)
    said: list[str] = []

    count = ask_catalogue(outputs, count_plans, said.append)

    assert count == 2
    assert said == [f"{path} is damaged and is being rebuilt."]
    assert catalogue_rows(outputs) == rows


def count_plans(connection: sqlite3.Connection) -> int:
    return len(connection.execute("SELECT filename FROM plans").fetchall())
