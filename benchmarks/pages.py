"""How quick the pages are: processor time of the server for each page, their sizes, and a document from drop to page.

    python benchmarks/pages.py [--plans 33]

Makes that many synthetic plans of one year (as `tests/builders/many.py` does), reads them, and asks for each page again
and again in this process, so that what is measured is the server's own work. Times of the machine's clock stand beside,
for what other processes do.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from starlette.testclient import TestClient  # noqa: E402 - our own modules are found from here on

from builders.many import write_plans  # noqa: E402
from builders.serving import drop, settled, visit, wait_for  # noqa: E402

TIMES = 9  # each page is asked for
YEAR = 2010  # of the first plans that the builder makes
SAMPLE = ROOT / "samples" / "hackney-2024.docx"
PAGED = ROOT / "samples" / "richmond-2024.pdf"


def main() -> None:
    """Print a line a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=33, help="plans of the board")
    plans = parser.parse_args().plans
    with tempfile.TemporaryDirectory() as folder:
        write_plans(Path(folder) / "in", plans)
        with visit(Path(folder) / "outputs", most_files=plans + 1) as client:
            drop(client, *[(path.name, path.read_bytes()) for path in sorted((Path(folder) / "in").iterdir())])
            settled(client)
            _pages(client)
            _pictures(client)
            _dropped(client)


def _pages(client: TestClient) -> None:
    plan_id = client.get("/index.json").json()["plans"][0]["plan_id"]
    print(f"{'page':24} {'first':>10} {'CPU ms':>10} {'KB':>8}")
    for name, address in (
        ("inbox", "/"),
        ("plan", f"/plans/{plan_id}"),
        ("check", f"/plans/{plan_id}/actions/4.7"),
        ("board", f"/board/{YEAR}"),
        ("board, changed", f"/board/{YEAR}?layer=changed"),
        ("action", f"/actions/4.7?year={YEAR}"),
        ("search", "/search?q=knife"),
    ):
        first, _ = _cost(client, address)
        costs = [_cost(client, address) for _ in range(TIMES)]
        size = len(client.get(address).content) / 1000
        print(f"{name:24} {first * 1000:10.0f} {statistics.median(cpu for cpu, _ in costs) * 1000:10.0f} {size:8.0f}")


def _cost(client: TestClient, address: str) -> tuple[float, float]:
    """Processor and clock seconds of a page."""
    cpu, clock = time.process_time(), time.perf_counter()
    answer = client.get(address)
    answer.raise_for_status()
    return time.process_time() - cpu, time.perf_counter() - clock


def _pictures(client: TestClient) -> None:
    drop(client, (PAGED.name, PAGED.read_bytes()))
    plan_id = settled(client)[0]["plan_id"]
    client.get(f"/plans/{plan_id}/actions/1.1")  # starts the process that draws
    firsts = [_cost(client, f"/plans/{plan_id}/pages/{page}.png")[1] for page in range(2, 10)]
    again = [_cost(client, f"/plans/{plan_id}/pages/{page}.png")[1] for page in range(2, 10)]
    print(f"page picture, by the clock: first {statistics.median(firsts) * 1000:.0f} ms, ", end="")
    print(f"again {statistics.median(again) * 1000:.0f} ms")


def _dropped(client: TestClient) -> None:
    """A Word plan dropped, to its page, the server being warm."""
    began = time.perf_counter()
    drop(client, (SAMPLE.name, SAMPLE.read_bytes()))
    wait_for(lambda: client.get("/index.json").json()["drops"][0]["state"] == "done")
    plan_id = client.get("/index.json").json()["drops"][0]["plan_id"]
    client.get(f"/plans/{plan_id}")
    print(f"a Word plan dropped, to its page: {time.perf_counter() - began:.2f} s by the clock")


if __name__ == "__main__":
    main()
