"""Reads thousands of damaged documents and says what became of them. Ends with 1 when one of them was not borne.

usage: python benchmarks/mutants.py [--mutants 10000] [--jobs 2] [--first 0] [--only NAME] [--report FILE.jsonl]

Each mutant is read in a process of its own with a limit of time and of memory. A mutant is borne when it becomes a
plan that hides nothing, or is refused with a reason; see tests/hostile/trial.py for how that is judged. One that was
not is named with its seed. To see where a mutant fails, read it again in this process, without limits:

    python benchmarks/mutants.py --only NAME --first SEED --mutants 1 --jobs 0
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "tests"), str(Path(__file__).parents[1])]

from hostile.originals import originals  # noqa: E402 - the tests are no package
from hostile.worker import WARM_UP, WORK  # noqa: E402 - likewise
from pipeline.batch.executor import Lost, SerialExecutor  # noqa: E402 - likewise
from pipeline.batch.limits import MEGABYTE, Limits  # noqa: E402 - likewise
from pipeline.batch.pool import ProcessExecutor  # noqa: E402 - likewise
from pipeline.batch.worker import Setup  # noqa: E402 - likewise

SECONDS = 30.0
"""Most time for one mutant: the slowest original takes 3 s."""
MEMORY = 1024 * MEGABYTE
LOST = "lost: "
SLOWEST_SHOWN = 5
TOLD_EVERY = 500


def tasks(mutants: int, first: int, only: str | None) -> list[tuple[str, int]]:
    """Originals in turn, each with the next seed."""
    names = [name for name in originals() if only is None or name == only]
    return [(names[number % len(names)], first + number // len(names)) for number in range(mutants)]


def results(wanted: list[tuple[str, int]], jobs: int) -> Iterator[dict[str, Any]]:
    """What became of each mutant, as it is known."""
    setup = Setup(WORK, WARM_UP, Limits(seconds=SECONDS, memory=MEMORY))
    executor = ProcessExecutor(jobs, setup) if jobs else SerialExecutor(WORK)
    try:
        for place, answer in executor.run(json.dumps(task).encode() for task in wanted):
            name, seed = wanted[place]
            became = {"outcome": LOST + answer.why} if isinstance(answer, Lost) else json.loads(answer)
            yield {"name": name, "seed": seed, "mutation": originals()[name].mutant(seed)[1], **became}
    finally:
        executor.close()


def is_borne(result: dict[str, Any]) -> bool:
    """Whether the tool did what it must."""
    return not result.get("hidden") and not result["outcome"].startswith(LOST)


def main() -> int:
    """Judge the mutants and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--only", help="one original")
    parser.add_argument("--report", type=Path, help="a line of JSON for each mutant")
    given = parser.parse_args()
    began = time.monotonic()
    done = []
    for result in results(tasks(given.mutants, given.first, given.only), given.jobs):
        done.append(result)
        if len(done) % TOLD_EVERY == 0:
            print(f"{len(done)} of {given.mutants} after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        if not is_borne(result):
            print(f"NOT BORNE {json.dumps(result, ensure_ascii=False)}", flush=True)
    if given.report:
        given.report.write_text("".join(json.dumps(result) + "\n" for result in done), encoding="utf-8")
    print_summary(done, time.monotonic() - began)
    return 0 if all(map(is_borne, done)) else 1


def print_summary(done: list[dict[str, Any]], seconds: float) -> None:
    """Outcomes by original, and the slowest mutants."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for result in done:
        counts[result["name"]][result["outcome"]] += 1
    for name, outcomes in counts.items():
        print(f"{name:22} " + ", ".join(f"{outcome} {count}" for outcome, count in outcomes.most_common()))
    timed = sorted((result for result in done if "seconds" in result), key=lambda result: -result["seconds"])
    for result in timed[:SLOWEST_SHOWN]:
        print(f"  slowest: {result['seconds']:.1f} s {result['name']} {result['seed']} {result['mutation']}")
    borne = sum(map(is_borne, done))
    print(f"{len(done)} mutants in {seconds:.0f} s, {len(done) / seconds:.1f} a second; {len(done) - borne} not borne.")


if __name__ == "__main__":
    sys.exit(main())
