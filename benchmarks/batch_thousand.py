"""Measures a run over many plans: documents a minute, memory, and whether the cost of a document stays flat.

    python benchmarks/batch_thousand.py [COUNT] [JOBS]

Reads COUNT (1,000) plans with JOBS (2) processes, then all of them again, then one more, and prints what each took.
Linux only: it looks into /proc.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from builders.many import write_plans  # noqa: E402 - the tests are no package

LOOK_SECONDS = 0.05
COMMAND = [sys.executable, "-c", "from pipeline.cli.app import main; main()"]
KIBIBYTES = 1024  # of a mebibyte
TENTHS = 10


@dataclass
class Run:
    """What was seen of a run: when each document was told of, seconds from the start, and the most memory, KiB."""

    code: int = 0
    seconds: float = 0.0
    told: list[float] = field(default_factory=list)
    parent: int = 0
    worker: int = 0
    last_line: str = ""


def main(count: int, jobs: int) -> None:
    """Run, and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.monotonic()
        write_plans(folder / "inbox", count)
        write_plans(folder / "more", 1, first=count)
        print(f"{count} plans made in {time.monotonic() - began:.0f} s")
        for what, given in (("first", "inbox"), ("again", "inbox"), ("one more", "more")):
            show(what, watch([*COMMAND, "extract", given, "--jobs", str(jobs)], folder))
        show_sizes(folder / "outputs")


def show(what: str, run: Run) -> None:
    """Print what a run took."""
    print(f"{what}: {run.seconds:.1f} s, exit code {run.code}: {run.last_line}")
    print(f"  most memory: parent {run.parent / KIBIBYTES:.0f} MiB, one worker {run.worker / KIBIBYTES:.0f} MiB")
    if len(run.told) < 2:
        return
    first, last = run.told[0], run.told[-1]
    print(f"  first document after {first:.1f} s, last after {last:.1f} s, the rest {run.seconds - last:.1f} s")
    print(f"  {(len(run.told) - 1) / (last - first) * 60:.0f} documents a minute in between")
    edges = [round(place * (len(run.told) - 1) / TENTHS) for place in range(TENTHS + 1)]
    spans = [(begin, end) for begin, end in pairwise(edges) if end > begin]
    paces = [(run.told[end] - run.told[begin]) / (end - begin) for begin, end in spans]
    print("  seconds a document, tenth by tenth: " + " ".join(f"{pace:.3f}" for pace in paces))


def show_sizes(outputs: Path) -> None:
    """Print how large the outputs are."""
    plans = [path.stat().st_size for path in (outputs / "plans").iterdir()]
    sizes = {path.name: path.stat().st_size for path in outputs.iterdir() if path.is_file()}
    print(f"plans/: {len(plans)} files, {sum(plans) / 1e6:.0f} MB")
    print(", ".join(f"{file} {size / 1e6:.1f} MB" for file, size in sorted(sizes.items())))


def watch(command: list[str], folder: Path) -> Run:
    """Run a command, and look at its processes while it runs."""
    run = Run()
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        looking = threading.Thread(target=_look, args=(process, run))
        looking.start()
        for line in process.stderr or ():
            if " -> " in line:
                run.told.append(time.monotonic() - began)
            run.last_line = line.strip() or run.last_line
    run.seconds = time.monotonic() - began
    run.code = process.returncode
    looking.join()
    return run


def _look(process: subprocess.Popen[str], run: Run) -> None:
    while process.poll() is None:
        run.parent = max(run.parent, _resident(process.pid))
        for child in _children(process.pid):
            run.worker = max(run.worker, _resident(child), *(_resident(one) for one in _children(child)))
        time.sleep(LOOK_SECONDS)


def _children(process: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text("ascii").split()]
    except OSError:  # it has just ended
        return []


def _resident(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    except OSError:  # it has just ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    main(*given, *(1000, 2)[len(given) :])
