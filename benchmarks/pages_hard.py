"""Hard times for the pages: a crowd reading, a server that is killed, hostile documents. Only against 127.0.0.1.

    python benchmarks/pages_hard.py load [--people 50] [--seconds 60] [--plans 1000]
    python benchmarks/pages_hard.py kills [--kills 30] [--seed 1]
    python benchmarks/pages_hard.py hostile [FOLDER]

load: people read pages of a folder of plans, each looking at a page for three to seven seconds, while a document is
dropped every five. Ends with 1 when an answer was an error, when the 95th of 100 pages took the server longer than 300
ms, or when its memory grew by more than a tenth in the second half.

kills: documents and corrections are sent, and the server is killed at a random instant, again and again. Ends with 1
when anything it had answered is lost, or a file is not whole.

hostile: files of tests/hostile, or all files below FOLDER, are dropped by the page. Ends with 1 when one gets no line,
or the server is gone.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from builders.crowds import Crowd, read_all_at_once, write_many  # noqa: E402 - the tests are no package
from builders.many import write_plans  # noqa: E402 - likewise
from builders.server import Visitor, drop_all, server  # noqa: E402 - likewise
from builders.survivors import Survivor  # noqa: E402 - likewise
from hostile.folder import FILES, NAMES  # noqa: E402 - likewise

LOOK_SECONDS = (3.0, 7.0)  # for which a person looks at a page
DROP_SECONDS = 5.0
MOST_MILLISECONDS = 300.0
MOST_GROWTH = 1.1
WARM_SECONDS = 20.0  # of reading before it counts: caches fill


def load(people: int, seconds: float, plans: int) -> bool:
    """A crowd reading."""
    with tempfile.TemporaryDirectory() as folder:
        outputs, documents = Path(folder) / "outputs", Path(folder) / "in"
        plan_ids = write_many(outputs, plans)
        write_plans(documents, int((seconds + WARM_SECONDS) / DROP_SECONDS) + 2)
        with server(outputs) as running:
            warm = Crowd(people, WARM_SECONDS, LOOK_SECONDS, WARM_SECONDS * 2)
            read_all_at_once(running, plan_ids, warm, documents)
            crowd = Crowd(people, seconds, LOOK_SECONDS, DROP_SECONDS)
            seen = read_all_at_once(running, plan_ids, crowd, documents)
    half = len(seen.memory) // 2
    before, after = (statistics.median(part) for part in (seen.memory[:half], seen.memory[half:]))
    slow = seen.percentile(0.95)
    print(f"{len(seen.milliseconds)} pages, {seen.dropped} documents dropped, {len(seen.errors)} errors")
    print(f"server ms: half {seen.percentile(0.5):.0f}, 95 of 100 {slow:.0f}, worst {seen.percentile(1.0):.0f}")
    used = seen.seconds / max(1, len(seen.milliseconds)) * 1000
    print(f"processor: {used:.0f} ms a page, {seen.seconds / seconds:.0%} of one")
    print(f"memory of the server: {before / 1e6:.0f} MB, then {after / 1e6:.0f} MB")
    for error in seen.errors[:10]:
        print(f"  {error}")
    return not seen.errors and slow < MOST_MILLISECONDS and after < before * MOST_GROWTH


def kills(count: int, seed: int) -> bool:
    """A server that is killed."""
    with tempfile.TemporaryDirectory() as folder:
        survivor = Survivor(Path(folder) / "outputs", seed)
        survivor.prepare()
        for _ in range(count):
            survivor.round()
        faults = survivor.faults()
    print(f"{count} kills, {len(survivor.promised)} documents promised, {len(faults)} faults")
    for fault in faults:
        print(f"  {fault}")
    return not faults


def hostile(folder: Path | None) -> bool:
    """Hostile documents."""
    if folder:
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        files = {f"{number:03}-{path.name}": path.read_bytes for number, path in enumerate(paths)}
    else:
        files = {name: one.make for name, one in FILES.items()}
        files |= {name: partial(bytes, 10) for name in NAMES if name.isprintable() and "/" not in name}
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as outputs, server(Path(outputs) / "outputs") as running:
        said = drop_all(Visitor(running.address), files)
        alive = running.alive()
    silent = [name for name, words in said.items() if not words]
    read = sum(words == "read" for words in said.values())
    print(f"{len(files)} files, {len(said)} lines, {read} read, {len(said) - read} refused, ", end="")
    print(f"{time.monotonic() - began:.0f} s; the server {'lives' if alive else 'is gone'}")
    return alive and not silent and len(said) == len(files)


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_subparsers(dest="what", required=True)
    loads = what.add_parser("load")
    loads.add_argument("--people", type=int, default=50)
    loads.add_argument("--seconds", type=float, default=60.0)
    loads.add_argument("--plans", type=int, default=1000)
    killing = what.add_parser("kills")
    killing.add_argument("--kills", type=int, default=30)
    killing.add_argument("--seed", type=int, default=1)
    what.add_parser("hostile").add_argument("folder", type=Path, nargs="?")
    asked = parser.parse_args()
    match asked.what:
        case "load":
            good = load(asked.people, asked.seconds, asked.plans)
        case "kills":
            good = kills(asked.kills, asked.seed)
        case _:
            good = hostile(asked.folder)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
