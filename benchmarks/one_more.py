"""What one more plan costs in an outputs folder that holds many: what a run does beside reading its document.

    python benchmarks/one_more.py [--folder DIR] [COUNT ...]

For each COUNT (0, 100, 1000) a folder is filled with synthetic plans: one plan under other ids. With --folder it is
kept and filled further by the next COUNT or run, so that one of 10,000 can be made in pieces. Then the steps of a run
that are not the reading are taken for one more: the manifest is opened, the plan put in its place, CSV files and
catalogue brought up to date, the manifest written. Printed are seconds by the clock and of the processor, and these as
multiples of a fixed piece of work (summing three million squares), by which machines and days can be compared.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from extractors import read_plan  # noqa: E402 - found only now
from models.plan import Plan  # noqa: E402 - likewise
from pipeline.derived import write_derived  # noqa: E402 - likewise
from pipeline.outputs.journal import Journal  # noqa: E402 - likewise
from pipeline.outputs.manifest import Entry, FindingCounts, Offer  # noqa: E402 - likewise
from pipeline.outputs.paths import plan_file  # noqa: E402 - likewise
from pipeline.outputs.placing import NewPlan, Places  # noqa: E402 - likewise
from pipeline.outputs.store import Outputs  # noqa: E402 - likewise
from pipeline.plan_json import plan_json  # noqa: E402 - likewise
from pipeline.stages import default_stages  # noqa: E402 - likewise

SAMPLE = ROOT / "tests" / "files" / "formats" / "richmond-2024.docx"
SQUARES = 3_000_000
YOUNG_OBJECTS = 50_000  # as `vvrap extract` has it
OF_DAYS_PAST = 3.0  # seconds: files younger than two are looked into again, for they may still change


def main(counts: list[int], kept: Path | None) -> None:
    """Measure, and print."""
    gc.set_threshold(YOUNG_OBJECTS)
    plan = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    for stage in default_stages():
        plan = stage(plan)
    unit = measured(lambda: sum(number * number for number in range(SQUARES)))[1]
    for count in counts:
        with nullcontext(kept) if kept else tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
            outputs = Outputs(Path(name))
            began = time.monotonic()
            fill(outputs, plan, count)
            made = time.monotonic() - began
            time.sleep(OF_DAYS_PAST)
            for which in ("one more", "and one more"):
                wall, spent = measured(partial(add, outputs, named(plan, f"zz {count} {which}")))
                figures = f"{wall:.2f} s, CPU {spent:.2f} s, {spent / unit:.2f} units"
                print(f"{count} plans (made in {made:.0f} s), {which}: {figures}", flush=True)


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    began, spent = time.monotonic(), time.process_time()
    work()
    return time.monotonic() - began, time.process_time() - spent


def named(plan: Plan, name: str) -> Plan:
    """The plan under another id, as if from another document."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    source = plan.source.model_copy(update={"sha256": digest, "filename": f"{name}.docx"})
    return plan.model_copy(update={"plan_id": name.replace(" ", "-"), "source": source})


def fill(outputs: Outputs, plan: Plan, count: int) -> None:
    """Put plans in the folder until there are so many, and all that follows from them."""
    there = len(outputs.plan_ids())
    with at_work(outputs) as journal:
        for number in range(there, count):
            one = named(plan, f"borough {number:05d}")
            put(outputs, journal, one)
        write_derived(outputs)


def put(outputs: Outputs, journal: Journal, plan: Plan) -> None:
    """Put a plan in its place without looking at the others, and take it down."""
    data = plan_json(plan)
    path = Path(outputs.files.place(plan_file(plan.plan_id)))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    facts = {"plan_id": plan.plan_id, "kept": plan_file(plan.plan_id), "plan_sha256": digest}
    journal.note(entry_of(plan, data).model_copy(update=facts))


def add(outputs: Outputs, plan: Plan) -> None:
    """What a run does with one more plan."""
    with at_work(outputs) as journal:
        offer = Offer(command=journal.next_command(), name=plan.source.filename)
        journal.offer({plan.source.sha256: offer})
        data = plan_json(plan)
        Places(outputs, journal).put(NewPlan(entry_of(plan, data), data))
        write_derived(outputs)


def entry_of(plan: Plan, data: bytes) -> Entry:
    """What the manifest says of a plan that was read."""
    counts = FindingCounts.of(plan.findings)
    return Entry(
        name=plan.source.filename,
        sha256=plan.source.sha256,
        status=counts.reading,
        reading=counts.reading,
        tool_version="0",
        build="0",
        reader=plan.source.reader,
        media_type=plan.source.media_type,
        read_as=plan.plan_id,
        findings=counts,
        seconds=len(data) / 1e6,
    )


@contextmanager
def at_work(outputs: Outputs) -> Iterator[Journal]:
    """Hold the folder as a run does."""
    with outputs.locked():
        outputs.files.mend()
        journal = Journal(outputs.files)
        yield journal
        journal.close(finished=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", metavar="COUNT", type=int, nargs="*", default=[0, 100, 1000])
    parser.add_argument("--folder", type=Path, metavar="DIR", help="a folder that is kept, and filled further")
    asked = parser.parse_args()
    main(asked.counts, asked.folder)
