"""How long the catalogue takes to make and to search, and how large it is, for folders of 10 to 1,000 plans.

Run: python benchmarks/catalogue_search.py [PLANS...]

The plans are synthetic: the sample plans' own actions, drawn and cut at random under the names of the 33 authorities,
one year after another. Names are marked in the narratives by a rule of thumb, only to give the table of mentions a
likely size; what is marked says nothing about how well names are found.

A search is timed from the opening of the file to the last passage, as the command does it, with the check that the
catalogue is not behind the plans; the command as a whole, with the start of Python and its imports, is timed apart.
"""

from __future__ import annotations

import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors import read_plan
from models.mention import Mention, MentionLabel
from models.plan import Action, Borough, NarrativeBlock, Plan
from models.reference.boroughs import authorities
from pipeline.catalogue.build import write_catalogue
from pipeline.catalogue.opening import open_catalogue
from pipeline.catalogue.schema import FILENAME
from pipeline.catalogue.search import Filters, search
from pipeline.check import check
from pipeline.outputs.store import Outputs

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SOURCES = ("richmond-2024.pdf", "richmond-2023.docx", "hackney-2024.docx")
FIRST_YEAR = 2001
KEPT_ACTIONS = 0.95  # of a sample's actions that a made plan has
KEPT_SENTENCES = 0.8  # of a narrative's paragraphs
LABELS: tuple[MentionLabel, ...] = ("agency", "panel", "service")
_NAME = re.compile(r"\b(?:[A-Z][a-z]+ ){1,3}[A-Z][a-z]+\b|\b[A-Z]{3,6}\b")

SIZES = (10, 100, 1000)
TURNS = 5
COMMAND_TURNS = 5
RICHMOND = "E09000027"

# What people may look for: names, phrases, words of the template, words that every plan has, and words that none has.
SEARCHES: tuple[tuple[str, Filters], ...] = (
    ("mentoring", Filters()),
    ("knife crime", Filters()),
    ('"county lines"', Filters()),
    ("CAMHS", Filters()),
    ("St Giles", Filters()),
    ("weapon sweep", Filters()),
    ("school exclusions", Filters()),
    ("probation housing", Filters()),
    ("young people", Filters()),
    ("police", Filters()),
    ("the", Filters()),
    ("domestic abuse perpetrators", Filters()),
    ("ment*", Filters()),
    ("submarine", Filters()),
    ("police", Filters(gss_code=RICHMOND)),
    ("young people", Filters(year=2024)),
    ("support", Filters(theme="victim")),
    ("mentoring", Filters(label="service")),
    ("police", Filters(label="agency")),
)


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock on the wall, and seconds of the processor: on a busy machine the first says little."""

    wall: float
    processor: float


def main(sizes: tuple[int, ...]) -> None:
    """Print a line for each size, then the searches one by one for the largest; times of the processor in brackets."""
    print("plans      made afresh   one plan more      size    search median  slowest search  command median")
    times: dict[str, Taken] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            times = measure(Path(name), size)
    print()
    for what, taken in times.items():
        print(f"{milliseconds(taken)}  {what}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measure(folder: Path, size: int) -> dict[str, Taken]:
    """Print the line of a size; gives the time of each search."""
    make_folder(folder, size + 1)
    last = max((folder / "plans").iterdir())
    held_back = last.rename(folder / last.name)
    afresh = timed(lambda: write_catalogue(folder, afresh=True))
    held_back.rename(last)
    updated = timed(lambda: write_catalogue(folder))
    times = {f"{text} {filters}": timed_search(folder, text, filters) for text, filters in SEARCHES}
    command = statistics.median(timed(lambda: run_command(folder)).wall for _ in range(COMMAND_TURNS))
    print(
        f"{size:5}  {seconds(afresh)}  {seconds(updated)}  {(folder / FILENAME).stat().st_size / 1e6:5.1f} MB"
        f"  {milliseconds(median(times.values()))}  {milliseconds(slowest(times.values()))}  {command * 1000:11.0f} ms"
    )
    return times


def seconds(taken: Taken) -> str:
    """A time for people."""
    return f"{taken.wall:5.1f} s ({taken.processor:4.1f})"


def milliseconds(taken: Taken) -> str:
    """A short time for people."""
    return f"{taken.wall * 1000:5.0f} ms ({taken.processor * 1000:3.0f})"


def median(times: Iterable[Taken]) -> Taken:
    """The medians of both clocks."""
    listed = list(times)
    return Taken(statistics.median(one.wall for one in listed), statistics.median(one.processor for one in listed))


def slowest(times: Iterable[Taken]) -> Taken:
    """The one that took longest."""
    return max(times, key=lambda one: one.wall)


def timed_search(folder: Path, text: str, filters: Filters) -> Taken:
    """Medians of a search."""
    return median(timed(lambda: run_search(folder, text, filters)) for _ in range(TURNS))


def run_search(folder: Path, text: str, filters: Filters) -> None:
    """Search as the command does, without its imports."""
    with closing(open_catalogue(folder, print)) as connection:
        search(connection, text, filters)


def run_command(folder: Path) -> None:
    """Run the command as a person does."""
    start = "from pipeline.cli.app import main; main()"
    program = [sys.executable, "-c", start, "search", "mentoring", "--outputs", str(folder)]
    subprocess.run(program, check=True, capture_output=True)  # noqa: S603 - this Python and our own command


def timed(work: Callable[[], object]) -> Taken:
    """How long a call takes."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - processor)


def make_folder(folder: Path, count: int, seed: int = 1) -> None:
    """Fill an outputs folder with `count` made plans as JSON."""
    outputs = Outputs(folder)
    for plan in made_plans(count, seed):
        outputs.write_plan(plan)


def made_plans(count: int, seed: int = 1) -> Iterator[Plan]:
    """So many plans, no two of one borough and year."""
    draw = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    turns = range(count // len(authorities()) + 1)
    places = [(authority.borough, FIRST_YEAR + turn) for turn in turns for authority in authorities()]
    for borough, year in places[:count]:
        yield _made_plan(draw, draw.choice(_samples()), borough, year)


@cache
def _samples() -> tuple[Plan, ...]:
    return tuple(check(read_plan((SAMPLES / name).read_bytes(), name)) for name in SOURCES)


def _made_plan(draw: random.Random, sample: Plan, borough: Borough, year: int) -> Plan:
    plan_id = f"{borough.slug}-{year}"
    actions = tuple(_made_action(draw, action) for action in sample.actions if draw.random() < KEPT_ACTIONS)
    source = sample.source.model_copy(update={"filename": f"{plan_id}.docx", "sha256": f"{draw.getrandbits(256):064x}"})
    changes = {"plan_id": plan_id, "borough": borough, "plan_year": year, "source": source, "actions": actions}
    return sample.model_copy(update=changes)


def _made_action(draw: random.Random, action: Action) -> Action:
    blocks = tuple(block for block in action.narrative_blocks if draw.random() < KEPT_SENTENCES)
    narrative = "\n".join(block.text for block in blocks)
    mentions = tuple(_mentions(draw, blocks))
    changes = {
        "narrative": narrative,
        "narrative_blocks": blocks,
        "mentions": mentions,
        "nil_return": not narrative,
        "rag": draw.choice(("red", "amber", "green", None)),
    }
    return action.model_copy(update=changes)


def _mentions(draw: random.Random, blocks: tuple[NarrativeBlock, ...]) -> Iterator[Mention]:
    start = 0
    for block in blocks:
        for found in _NAME.finditer(block.text):
            yield Mention(
                label=draw.choice(LABELS),
                text=found[0],
                start=start + found.start(),
                end=start + found.end(),
                entity_id=re.sub(r"\W+", "-", found[0].casefold()),
                canonical=found[0],
                method="benchmark",
                confidence="review",
            )
        start += len(block.text) + 1


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
