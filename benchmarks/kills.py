"""Kills commands at random instants, and sees whether what they leave is whole and made good by saying them again.

    python benchmarks/kills.py [KILLS] [SEED] [COMMAND ...]

KILLS (200) times, over the commands in turn: a folder of work is copied, the command is started and killed, with or
without its workers, after a random time; then everything in the folder must be whole, the same command must end well,
and the folder must hold what a command that was not killed makes, with nothing left over. Ends with 1 when it does not.
Tests do the same at every single step on the disk, in one process.
"""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from shutil import copytree, rmtree

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from builders.runs import contents, document, put  # noqa: E402 - the tests are no package
from models.plan import Plan  # noqa: E402 - likewise
from pipeline.outputs.manifest import Manifest  # noqa: E402 - likewise
from pipeline.tagging.registry.review import ReviewRow, write_review  # noqa: E402 - likewise

VVRAP = [sys.executable, "-c", "from pipeline.cli.app import main; main()"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
PLACES = ("barking", "brent", "camden", "hammersmith", "havering", "kingston", "lewisham", "merton", "southwark")
NEW_PLACES = 4  # documents of these are new to the run that is killed: each of two years, and one more of a year read
TRACEBACK = "Traceback (most recent call last)"
KILLS = 200


@dataclass
class Command:
    """A command, and what it is killed over.

    Attributes:
        arguments: of vvrap.
        prepare: makes the folder that it works in, as it is before.
        seconds: how long it takes when nobody kills it; known once that was tried.
        expected: what it then leaves.
    """

    arguments: list[str]
    prepare: Callable[[Path], None]
    seconds: float = 0.0
    expected: dict[str, bytes] = field(default_factory=dict)


def earlier_plans(folder: Path) -> None:
    """Outputs with a plan of each place, and an inbox with documents for them that are new."""
    for place in PLACES:
        put(folder / "earlier" / f"{place}.html", document(place))
    run(folder, ["extract", "earlier", "--jobs", "2"])
    for place in PLACES[:NEW_PLACES]:
        put(folder / "inbox" / f"{place}-2025.html", document(place, 2025))
        put(folder / "inbox" / f"{place}-june.html", document(place, offset=5))
    put(folder / "inbox" / "merton-2025-draft.html", document("merton", 2025, offset=7))


def plan_out_of_catalogue(folder: Path) -> None:
    """Outputs to which a plan was added by hand, so that the catalogue is behind."""
    earlier_plans(folder)
    path = folder / "outputs" / "plans" / "camden-2024.json"
    added = path.read_bytes().replace(b'"plan_id": "camden-2024"', b'"plan_id": "camden-2023"')
    path.with_name("camden-2023.json").write_bytes(added)


def two_years(folder: Path) -> None:
    """Outputs with two years of a place, compared before, with other words."""
    put(folder / "documents" / "one.html", document("camden"))
    put(folder / "documents" / "two.html", document("camden", 2025, offset=3))
    run(folder, ["extract", "documents", "--jobs", "0"])
    (folder / "compared").mkdir()
    for name in ("comparison.json", "comparison.csv", "comparison.html", "comparison.xlsx"):
        (folder / "compared" / name).write_bytes(b"of another time")


def decided_names(folder: Path) -> None:
    """A review with decisions for several files of a registry."""
    row = ReviewRow(
        boroughs=("brent", "camden", "lewisham"),
        name="Zebedee House",
        count=3,
        suggested_label="service",
        suggested_id="zebedee-house",
        decision="accept",
    )
    (folder / "outputs").mkdir()
    write_review(folder / "outputs" / "review.csv", [row])
    for slug in row.boroughs:
        run(folder, ["registry", "new-borough", slug, "--registry", "registry"])


COMMANDS = {
    "extract": Command(["extract", "inbox", "--jobs", "2"], earlier_plans),
    "watch": Command(["watch", "inbox", "--once", "--settle", "2", "--jobs", "2"], earlier_plans),
    "catalogue": Command(["list"], plan_out_of_catalogue),
    "compare": Command(["compare", "years", "camden-2024", "camden-2025", "--out", "compared"], two_years),
    "apply": Command(["registry", "apply", "--registry", "registry"], decided_names),
}


def main(kills: int, seed: int, names: Sequence[str] = ()) -> int:
    """Kill so many times; gives the exit code."""
    chance = random.Random(seed)  # noqa: S311 - nobody is to be kept from guessing
    commands = {name: COMMANDS[name] for name in names or COMMANDS}
    faults = 0
    with tempfile.TemporaryDirectory() as place:
        for name, command in commands.items():
            try_unharmed(Path(place, name), command)
            print(f"{name}: {command.seconds:.1f} s when it is not killed; seed {seed}", flush=True)
        for number, name in enumerate(islice(cycle(commands), kills), start=1):
            command = commands[name]
            after = chance.uniform(0, command.seconds * 1.05)
            said = kill_once(Path(place, name), command, after, with_workers=chance.random() < 1 / 2)
            fault = "" if said == "ended" else made_good(Path(place, name) / "work", command)
            faults += bool(fault)
            print(f"{number}: {name} {said} after {after:.2f} s: {fault or 'whole, and made good'}", flush=True)
    print(f"{kills} kills, {faults} faults")
    return 1 if faults else 0


def try_unharmed(folder: Path, command: Command) -> None:
    """Make the folder before, and what must come out of it."""
    before, work = folder / "before", folder / "work"
    before.mkdir(parents=True)
    command.prepare(before)
    copytree(before, work)
    began = time.monotonic()
    run(work, command.arguments)
    command.seconds = time.monotonic() - began
    command.expected = left_by(work)


def run(folder: Path, arguments: list[str]) -> None:
    """Run a command to the end. Raises ValueError for one that breaks down."""
    done = subprocess.run(  # noqa: S603 - our own command
        [*VVRAP, *arguments], cwd=folder, env=ENVIRONMENT, check=False, capture_output=True, text=True
    )
    if done.returncode or TRACEBACK in done.stderr:
        raise ValueError(f"exit code {done.returncode}: {done.stderr[-1000:]}")


def kill_once(folder: Path, command: Command, after: float, *, with_workers: bool) -> str:
    """Start a command on a copy, and kill it."""
    work = folder / "work"
    rmtree(work, ignore_errors=True)
    copytree(folder / "before", work)
    process = subprocess.Popen(  # noqa: S603 - likewise
        [*VVRAP, *command.arguments],
        cwd=work,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        workers = children(process.pid) if with_workers else []
        process.kill()
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        process.wait()
        return "killed with its workers" if with_workers else "killed"
    return "ended"


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text("ascii").split()]


def made_good(work: Path, command: Command) -> str:
    """What is wrong with what was left, or with what the next command made of it; empty when nothing is."""
    try:
        whole(work)
        run(work, command.arguments)
        whole(work)
    except ValueError as error:
        return repr(error)
    left = [str(path.relative_to(work)) for path in leftovers(work)]
    found = left_by(work)
    differing = sorted(name for name in {*found, *command.expected} if found.get(name) != command.expected.get(name))
    return f"left over: {left}; differing: {differing}" if left or differing else ""


def left_by(work: Path) -> dict[str, bytes]:
    """What a command leaves, as in `contents`; of a workbook, which holds the time it was made, that it is there."""
    return {
        name: b"a workbook" if name.endswith(".xlsx") else data
        for name, data in contents(work).items()
        if "lock" not in Path(name).name
    }


def leftovers(work: Path) -> Iterator[Path]:
    """Files half written, and a journal of the catalogue."""
    for pattern in ("*.part", "*-journal"):
        yield from work.rglob(pattern)


def whole(work: Path) -> None:
    """Raises ValueError for a file that cannot be read to its end."""
    outputs = work / "outputs"
    for path in [*outputs.glob("plans/*.json"), *outputs.glob("revisions/*/*.json")]:
        Plan.model_validate_json(path.read_bytes())
    for path in [*outputs.glob("*.csv"), *work.glob("registry/**/*.csv")]:
        with path.open(encoding="utf-8", newline="") as file:
            if len({len(row) for row in csv.reader(file)}) != 1:
                raise ValueError(f"{path.name} is torn")
    for path in (outputs / "manifest.json",):
        if path.exists():
            Manifest.model_validate_json(path.read_bytes())
    for path in [*outputs.glob("datapackage.json"), *work.glob("compared/*.json")]:
        if path.read_bytes() != b"of another time":
            json.loads(path.read_bytes())
    compared = {path.read_bytes() == b"of another time" for path in work.glob("compared/comparison.*")}
    if len(compared) > 1:
        raise ValueError("a comparison of two times")


if __name__ == "__main__":
    given = [*map(int, sys.argv[1:3]), *(KILLS, 1)[len(sys.argv[1:3]) :]]
    sys.exit(main(given[0], given[1], sys.argv[3:]))
