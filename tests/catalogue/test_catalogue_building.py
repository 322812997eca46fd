"""The catalogue follows from the JSON: the same rows each time and by whatever steps, whole or not at all."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builders.catalogues import catalogue_rows
from builders.records import action, plan, put_plans
from models.errors import OutputError
from models.finding import Finding
from models.mention import Mention
from models.plan import Plan
from pipeline.catalogue.build import write_catalogue
from pipeline.catalogue.schema import FILENAME
from pipeline.outputs.store import Outputs

ROOT = Path(__file__).parents[2]
SMALL_FILE = 40_000  # bytes: less than any catalogue takes
KILLS = 8


def plans(*years: int) -> list[Plan]:
    return [plan("Camden", year, action("1.1", narrative=f"In {year} we met."), action("2.1")) for year in years]


def bytes_of(outputs: Path) -> bytes:
    return (outputs / FILENAME).read_bytes()


def parts_in(outputs: Path) -> list[str]:
    return [path.name for path in outputs.iterdir() if path.name.endswith(".part")]


def test_the_same_plans_give_the_same_rows_in_whatever_steps_they_came(tmp_path: Path) -> None:
    at_once = put_plans(tmp_path / "at once", *plans(2021, 2022, 2023))
    write_catalogue(at_once)
    by_steps = tmp_path / "by steps"
    for year in (2023, 2021, 2022):
        write_catalogue(put_plans(by_steps, *plans(year)))

    again = write_catalogue(by_steps)

    assert again.taken_over == again.plans == 3
    assert catalogue_rows(by_steps) == catalogue_rows(at_once)


def test_a_plan_that_changed_or_went_is_not_taken_over(tmp_path: Path) -> None:
    put_plans(tmp_path, *plans(2021, 2022, 2023))
    write_catalogue(tmp_path)
    put_plans(tmp_path, plan("Camden", 2022, action("1.1", narrative="We stopped.")))
    (tmp_path / "plans" / "camden-2021.json").unlink()

    written = write_catalogue(tmp_path)

    updated = catalogue_rows(tmp_path)
    assert (written.plans, written.taken_over) == (2, 1)
    write_catalogue(tmp_path, afresh=True)
    assert catalogue_rows(tmp_path) == updated


def test_statistics_are_taken_again_when_the_number_of_plans_passes_a_power_of_two(tmp_path: Path) -> None:
    def taken() -> list[tuple[object, ...]]:
        write_catalogue(tmp_path)
        with closing(sqlite3.connect(tmp_path / FILENAME)) as connection:
            return sorted(connection.execute("SELECT tbl, idx, stat FROM sqlite_stat1").fetchall(), key=str)

    put_plans(tmp_path, *plans(*range(2000, 2004)))
    of_four = taken()

    put_plans(tmp_path, *plans(*range(2004, 2007)))
    of_seven = taken()
    put_plans(tmp_path, *plans(2007))
    of_eight = taken()

    assert of_seven == of_four
    assert of_eight != of_four


def test_a_catalogue_is_made_anew_when_most_plans_are_not_in_it(tmp_path: Path) -> None:
    put_plans(tmp_path, *plans(*range(2000, 2010)))
    write_catalogue(tmp_path)
    put_plans(tmp_path, *plans(*range(2010, 2040)))
    before = (tmp_path / FILENAME).stat().st_ino

    written = write_catalogue(tmp_path)

    assert (written.plans, written.taken_over) == (40, 0)
    assert (tmp_path / FILENAME).stat().st_ino != before
    put_plans(tmp_path, *plans(*range(2040, 2070)))
    assert write_catalogue(tmp_path).taken_over == 40  # these go into the one that is there


@pytest.mark.parametrize("seed", range(6))
def test_any_changes_one_after_the_other_give_the_rows_of_a_new_catalogue(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - nobody is to be kept from guessing

    for _ in range(8):
        change_something(tmp_path, chance)
        write_catalogue(tmp_path)
    by_steps = catalogue_rows(tmp_path)
    write_catalogue(tmp_path, afresh=True)

    assert by_steps == catalogue_rows(tmp_path)


def change_something(outputs: Path, chance: random.Random) -> None:
    """Add, change, damage or remove a plan."""
    year = chance.randint(2021, 2025)
    path = outputs / "plans" / f"camden-{year}.json"
    what = chance.choice(("put", "put", "put", "remove", "damage"))
    if what == "remove":
        path.unlink(missing_ok=True)
    elif what == "damage" and path.exists():
        path.write_bytes(b"{")
    else:
        put_plans(outputs, chance_plan(year, chance))


def chance_plan(year: int, chance: random.Random) -> Plan:
    """A plan that mentions some of a few names, with findings that this version knows or does not."""
    names = ("Divert", "Project Zero", "Camden Council", "CSP")
    actions = [
        action(
            f"1.{number}",
            narrative=" and ".join(named) or "We met.",
            mentions=tuple(mentions_of(named, chance)),
        )
        for number in range(1, chance.randint(2, 5))
        for named in [chance.sample(names, chance.randint(0, 3))]
    ]
    codes = chance.sample(("no-narrative", "of-an-older-version", "older-still"), chance.randint(0, 2))
    findings = tuple(Finding(code=code, severity="warning", message="So it was.") for code in codes)
    return plan("Camden", year, *actions, findings=findings)


def mentions_of(named: list[str], chance: random.Random) -> Iterator[Mention]:
    """A mention of each, some of them linked."""
    start = 0
    for name in named:
        linked = chance.random() < 0.5
        yield Mention(
            label=chance.choice(("agency", "service")),
            text=name,
            start=start,
            end=start + len(name),
            entity_id=name.lower().replace(" ", "-") if linked else None,
            canonical=f"{name} of London" if linked else None,
            method="registry",
            confidence="high",
        )
        start += len(f"{name} and ")


def test_a_word_of_a_plan_that_went_is_found_no_more(tmp_path: Path) -> None:
    put_plans(tmp_path, plan("Camden", 2024, action(narrative="A zebra crossed.")), plan("Camden", 2023))
    write_catalogue(tmp_path)
    (tmp_path / "plans" / "camden-2024.json").unlink()

    write_catalogue(tmp_path)

    assert not [word for word, *_ in catalogue_rows(tmp_path)["words"] if word == "zebra"]
    assert b"zebra crossed" not in bytes_of(tmp_path)


def test_a_plan_mended_after_it_was_left_out_comes_in(tmp_path: Path) -> None:
    put_plans(tmp_path, *plans(2021))
    path = tmp_path / "plans" / "camden-2021.json"
    sound = path.read_bytes()
    path.write_bytes(sound[:100])
    write_catalogue(tmp_path)
    path.write_bytes(sound)

    written = write_catalogue(tmp_path)

    assert (written.plans, written.faults) == (1, ())


@pytest.mark.parametrize("damage", ["no database", "empty", "cut", "half of it overwritten"])
def test_a_damaged_catalogue_is_replaced_by_a_sound_one(damage: str, tmp_path: Path) -> None:
    put_plans(tmp_path, *plans(*range(2000, 2030)))
    write_catalogue(tmp_path)
    sound, rows = bytes_of(tmp_path), catalogue_rows(tmp_path)
    half = len(sound) // 2
    damaged = {
        "no database": b"not a database at all, but long enough to be taken for one" * 100,
        "empty": b"",
        "cut": sound[:half],
        "half of it overwritten": sound[:8192] + b"\xa5" * (len(sound) - 8192),
    }
    (tmp_path / FILENAME).write_bytes(damaged[damage])

    write_catalogue(tmp_path)

    assert catalogue_rows(tmp_path) == rows


def test_an_outputs_folder_without_plans_has_an_empty_catalogue(tmp_path: Path) -> None:
    written = write_catalogue(tmp_path / "new")

    assert written.plans == 0
    with closing(sqlite3.connect(tmp_path / "new" / FILENAME)) as connection:
        assert connection.execute("SELECT count(*) FROM actions").fetchone() == (0,)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file, not a folder", encoding="utf-8")

    with pytest.raises(OutputError, match=r"catalogue\.sqlite cannot be written"):
        write_catalogue(tmp_path / "outputs")


def test_a_full_disk_leaves_the_catalogue_before_unharmed(tmp_path: Path) -> None:
    put_plans(tmp_path, *plans(2021))
    write_catalogue(tmp_path)
    before = bytes_of(tmp_path)
    put_plans(tmp_path, *plans(2022))

    ended = run_build(tmp_path, most_bytes=SMALL_FILE)

    assert "OutputError" in ended
    assert bytes_of(tmp_path) == before
    assert parts_in(tmp_path) == []


def run_build(outputs: Path, most_bytes: int) -> str:
    """Build in a process that may write no file larger than so many bytes; gives the name of the error it ends with."""
    resource = pytest.importorskip("resource", reason="Windows sets no such limits")
    program = (
        "import sys; from pathlib import Path\n"
        "from models.errors import VvrapError\n"
        "from pipeline.catalogue.build import write_catalogue\n"
        "try: write_catalogue(Path(sys.argv[1]))\n"
        "except VvrapError as error: print(type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(outputs)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes)),
    )
    return done.stdout


def test_a_build_killed_at_any_instant_leaves_a_whole_catalogue(tmp_path: Path) -> None:
    put_plans(tmp_path, *plans(*range(2000, 2040)))
    write_catalogue(tmp_path)
    program = (
        "import sys; from pathlib import Path\n"
        "from pipeline.catalogue.build import write_catalogue\n"
        "print('ready', flush=True)\n"
        "while True: write_catalogue(Path(sys.argv[1]), afresh=True)\n"
    )

    for kill in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 * (kill + 1))
            process.send_signal(signal.SIGKILL)
        with closing(sqlite3.connect(tmp_path / FILENAME)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("SELECT count(*) FROM plans").fetchone() == (40,)

    outputs = Outputs(tmp_path)
    with outputs.locked():
        outputs.files.mend()
    assert parts_in(tmp_path) == []


def test_a_change_killed_at_any_instant_is_made_or_not_made(tmp_path: Path) -> None:
    put_plans(tmp_path, *plans(*range(2000, 2020)))
    write_catalogue(tmp_path)
    program = (
        "import sys; from pathlib import Path\n"
        "from pipeline.catalogue.build import write_catalogue\n"
        "path = Path(sys.argv[1], 'plans', 'camden-2010.json')\n"
        "aside = path.with_name('aside')\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    path.rename(aside)\n"
        "    write_catalogue(Path(sys.argv[1]))\n"
        "    aside.rename(path)\n"
        "    write_catalogue(Path(sys.argv[1]))\n"
    )

    for kill in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 * (kill + 1))
            process.send_signal(signal.SIGKILL)
        aside = tmp_path / "plans" / "aside"
        if aside.exists():
            aside.rename(tmp_path / "plans" / "camden-2010.json")
        assert len(catalogue_rows(tmp_path)["plans"]) in {19, 20}

    write_catalogue(tmp_path)
    by_changes = catalogue_rows(tmp_path)
    write_catalogue(tmp_path, afresh=True)
    assert catalogue_rows(tmp_path) == by_changes


def test_a_reader_always_sees_a_whole_catalogue(tmp_path: Path) -> None:
    put_plans(tmp_path, *plans(2021, 2022))
    write_catalogue(tmp_path)
    stop = threading.Event()
    counts: set[int] = set()

    def read() -> None:
        while not stop.is_set():
            with closing(sqlite3.connect(tmp_path / FILENAME)) as connection:
                counts.add(connection.execute("SELECT count(*) FROM actions").fetchone()[0])

    reader = threading.Thread(target=read)
    reader.start()
    for year in range(2000, 2010):
        write_catalogue(put_plans(tmp_path, *plans(year)))
    stop.set()
    reader.join()

    assert counts <= set(range(4, 25, 2))
    assert counts
