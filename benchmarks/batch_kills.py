"""Kills runs of `vvrap extract` at random instants, and sees whether what they leave is whole and made good.

    python benchmarks/batch_kills.py [KILLS] [SEED]

Each of KILLS (50) times: an outputs folder with plans of earlier documents is copied, a run over new ones is started in
two processes and killed, with or without its workers, after a random time; then everything in the folder must be whole,
the same command must end well, and the folder must hold what a run that was not killed makes. Ends with 1 when it
does not. tests/pipeline/batch/test_kills.py does the same at every single step on the disk, in one process.
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
from pathlib import Path
from shutil import copytree, rmtree

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from builders.runs import contents, document, put  # noqa: E402 - the tests are no package
from models.plan import Plan  # noqa: E402 - likewise
from pipeline.outputs.manifest import Manifest  # noqa: E402 - likewise

COMMAND = [sys.executable, "-c", "from pipeline.cli.app import main; main()", "extract", "inbox", "--jobs", "2"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
PLACES = ("barking", "brent", "camden", "hammersmith", "havering", "kingston", "lewisham", "merton", "southwark")


def main(kills: int, seed: int) -> int:
    """Kill so many times; gives the exit code."""
    chance = random.Random(seed)  # noqa: S311 - nobody is to be kept from guessing
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds = prepare(folder)
        print(f"a run that is not killed takes {seconds:.1f} s; seed {seed}")
        expected = contents(folder / "expected")
        faults = 0
        for number in range(1, kills + 1):
            after = chance.uniform(0, seconds * 1.05)
            said = kill_once(folder, after, with_workers=chance.random() < 1 / 2)
            fault = "" if said == "ended" else made_good(folder, expected)
            faults += bool(fault)
            print(f"{number}: {said} after {after:.2f} s: {fault or 'whole, and made good'}", flush=True)
    print(f"{kills} kills, {faults} faults")
    return 1 if faults else 0


def prepare(folder: Path) -> float:
    """Make the folder before, the inbox, and what must come out; gives how long a run takes."""
    for place in PLACES:
        put(folder / "inbox" / f"{place}.html", document(place))
    run(folder)
    (folder / "outputs").rename(folder / "before")
    for place in PLACES:
        put(folder / "inbox" / f"{place}-2025.html", document(place, 2025))
        put(folder / "inbox" / f"{place}-june.html", document(place, offset=5))
    put(folder / "inbox" / "merton-2025-draft.html", document("merton", 2025, offset=7))
    copytree(folder / "before", folder / "outputs")
    began = time.monotonic()
    run(folder)
    seconds = time.monotonic() - began
    (folder / "outputs").rename(folder / "expected")
    return seconds


def run(folder: Path) -> None:
    """Run to the end. Raises `CalledProcessError` when it does not end well."""
    subprocess.run(COMMAND, cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)  # noqa: S603 - our own command


def kill_once(folder: Path, after: float, *, with_workers: bool) -> str:
    """Start a run and kill it."""
    rmtree(folder / "outputs", ignore_errors=True)
    copytree(folder / "before", folder / "outputs")
    process = subprocess.Popen(COMMAND, cwd=folder, env=ENVIRONMENT, stderr=subprocess.DEVNULL)  # noqa: S603 - likewise
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


def made_good(folder: Path, expected: dict[str, bytes]) -> str:
    """What is wrong with what was left, or with what the next run made of it; empty when nothing is."""
    outputs = folder / "outputs"
    try:
        whole(outputs)
        run(folder)
        whole(outputs)
    except (ValueError, subprocess.CalledProcessError) as error:
        return repr(error)
    left = [str(path) for path in outputs.rglob("*.part")]
    found = contents(outputs)
    differing = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
    return f"left over: {left}; differing: {differing}" if left or differing else ""


def whole(outputs: Path) -> None:
    """Raises ValueError for a file that cannot be read to its end."""
    for path in [*outputs.glob("plans/*.json"), *outputs.glob("revisions/*/*.json")]:
        Plan.model_validate_json(path.read_bytes())
    for path in outputs.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            if len({len(row) for row in csv.reader(file)}) != 1:
                raise ValueError(f"{path.name} is torn")
    Manifest.model_validate_json((outputs / "manifest.json").read_bytes())
    json.loads((outputs / "datapackage.json").read_bytes())


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*given, *(50, 1)[len(given) :]))
