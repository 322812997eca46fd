"""Many people who read the pages of a folder of many plans at once, while documents are dropped."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from builders.records import action, plan
from builders.server import Server, Visitor
from models.reference.boroughs import authorities
from models.reference.template import editions_in_use
from pipeline.derived import write_derived
from pipeline.outputs.store import Outputs

_TIMING = re.compile(r"dur=([0-9.]+)")


def write_many(outputs: Path, count: int, last_year: int = 2024) -> list[str]:
    """Plans of the template's 53 actions, newest years first; gives their ids."""
    wordings = editions_in_use().by_name["2023"]
    boroughs = [one.borough for one in authorities()]
    folder, made = Outputs(outputs), []
    for number in range(count):
        borough, year = boroughs[number % len(boroughs)], last_year - number // len(boroughs)
        colours = ("red", "amber", "green", "blue", None)
        actions = [
            action(
                one.ref,
                one.text,
                f"{borough.name} works on {one.ref} with partners. " * 6 if (number + place) % 9 else "",
                rag=colours[(number * 7 + place) % len(colours)],
            )
            for place, one in enumerate(wordings)
        ]
        whole = plan(borough.name, year, *actions)
        folder.write_plan(whole)
        made.append(whole.plan_id)
    write_derived(folder)
    return made


@dataclass(slots=True)
class Readings:
    """What people saw.

    Attributes:
        milliseconds: that the server took, for each page.
        errors: answers that were no pages.
        memory: of the server, in bytes, once a second.
        seconds: of a processor that the server used.
        dropped: documents dropped while they read.
    """

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    seconds: float = 0.0
    dropped: int = 0

    def percentile(self, share: float) -> float:
        """The time within which that share of the pages was answered."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people read for how long, how long each looks at a page, and how often a document is dropped."""

    people: int
    seconds: float
    look: tuple[float, float]
    drop_every: float


class _Readers:
    """People who read, and what they saw."""

    def __init__(self, running: Server, plan_ids: Sequence[str], crowd: Crowd) -> None:
        self.readings = Readings()
        self.over = threading.Event()
        self._running, self._plan_ids, self._crowd = running, plan_ids, crowd
        self._lock = threading.Lock()

    def read(self, seed: int) -> None:
        """Look at one page after another."""
        chance = random.Random(seed)  # noqa: S311 - a trial that can be repeated
        visitor = Visitor(self._running.address)
        while not self.over.wait(chance.uniform(*self._crowd.look)):
            self._look(visitor, _page(chance, self._plan_ids))
        visitor.close()

    def _look(self, visitor: Visitor, address: str) -> None:
        took, said = 0.0, ""
        try:
            answer = visitor.get(address)
        except httpx2.HTTPError as error:
            said = f"{address}: {type(error).__name__}"
        else:
            timing = _TIMING.search(answer.headers.get("server-timing", ""))
            took = float(timing.group(1)) if timing else 0.0
            said = "" if answer.status_code == 200 else f"{address}: {answer.status_code}"
        with self._lock:
            self.readings.milliseconds.append(took)
            if said:
                self.readings.errors.append(said)

    def give(self, documents: Path) -> None:
        """Drop a document at once, and another every now and then."""
        visitor = Visitor(self._running.address)
        for path in sorted(documents.iterdir()):
            if visitor.drop({path.name: path.read_bytes()}) != 303:
                self.readings.errors.append(f"{path.name} was not taken")
            self.readings.dropped += 1
            if self.over.wait(self._crowd.drop_every):
                break
        visitor.close()


def read_all_at_once(running: Server, plan_ids: Sequence[str], crowd: Crowd, documents: Path) -> Readings:
    """Let people read pages at random, most of them of the newest year, while documents are dropped."""
    readers = _Readers(running, plan_ids, crowd)
    threads = [threading.Thread(target=readers.read, args=(seed,)) for seed in range(crowd.people)]
    threads.append(threading.Thread(target=readers.give, args=(documents,)))
    began = running.seconds()
    for thread in threads:
        thread.start()
    end = time.monotonic() + crowd.seconds
    while time.monotonic() < end:
        time.sleep(min(1.0, crowd.seconds / 4))
        readers.readings.memory.append(running.memory())
    readers.over.set()
    for thread in threads:
        thread.join()
    readers.readings.seconds = running.seconds() - began
    return readers.readings


def _page(chance: random.Random, plan_ids: Sequence[str]) -> str:
    """A page that people look at: the board now and then, plans of the newest year most of the time."""
    newest = plan_ids[: len(authorities())]
    plan_id = chance.choice(newest if chance.random() < 0.8 else plan_ids)
    ref = chance.choice(("1.1", "2.3", "4.7", "8.2"))
    year = plan_ids[0][-4:]
    return chance.choice(
        (
            "/",
            f"/plans/{plan_id}",
            f"/plans/{plan_id}",
            f"/plans/{plan_id}/actions/{ref}",
            f"/plans/{plan_id}/actions/{ref}",
            f"/plans/{plan_id}/actions/{ref}",
            f"/board/{year}",
            f"/actions/{ref}?year={year}",
            f"/search?q={plan_id[:-5]}",
        )
    )
