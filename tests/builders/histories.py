"""Histories of commands over a few documents, each read for real once and then out of memory. All synthetic."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from builders.runs import document, put, run
from pipeline.batch.executor import Answer, Lost
from pipeline.batch.reading import Request, answer

DOCUMENTS = {
    "camden-a.html": ("camden", 2024, 0),
    "camden-b.html": ("camden", 2024, 7),
    "camden-c.html": ("camden", 2024, 3),
    "camden-d.html": ("camden", 2024, 9),
    "next.html": ("camden", 2025, 0),
    "brent.html": ("brent", 2024, 0),
}
"""Name to place, year and other words: four of one borough and year, and two that have nothing to do with them."""

T = TypeVar("T")

History = tuple[frozenset[str], ...]
"""The documents that each command gives."""


@cache
def _bytes_of(name: str) -> bytes:
    return document(*DOCUMENTS[name])


@cache
def _answer(location: str, filename: str) -> bytes:
    return answer(pickle.dumps(Request(location, filename)))


@dataclass(slots=True)
class FromMemory:
    """Answers as a worker would, without reading a document twice; loses those it is told to.

    Attributes:
        lost: names of documents.
    """

    lost: frozenset[str] = frozenset()

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """The answers, in order."""
        for place, task in enumerate(tasks):
            request: Request = pickle.loads(task)  # noqa: S301 - a task of this test
            if request.filename in self.lost:
                yield place, Lost("crash", "signal 11, Segmentation fault")
            else:
                yield place, _answer(request.location, request.filename)

    def close(self) -> None:
        """Nothing is under way."""


def inbox(folder: Path) -> Path:
    """A folder with the documents."""
    for name in DOCUMENTS:
        put(folder / name, _bytes_of(name))
    return folder


def follow(outputs: Path, documents: Path, history: History) -> None:
    """Say the commands, one after the other; nothing fails."""
    for given in history:
        run(outputs, *(documents / name for name in sorted(given)), executor=FromMemory())


def stumble(outputs: Path, documents: Path, history: History, chance: random.Random) -> None:
    """Say the commands with their documents in any order, some of which fail and are tried again, sooner or later."""
    for given in history:
        names = _shuffled(given, chance)
        tries = chance.choice((0, 1, 2))
        for _ in range(tries):
            lost = frozenset(name for name in names if chance.random() < 0.5)
            run(outputs, *(documents / name for name in _shuffled(names, chance)), executor=FromMemory(lost))
        if not tries or chance.random() < 0.5:
            run(outputs, *(documents / name for name in names), executor=FromMemory())
    for given in _shuffled(history, chance):
        run(outputs, *(documents / name for name in _shuffled(given, chance)), executor=FromMemory())


def a_history(chance: random.Random) -> History:
    """Up to four commands over some of the documents."""
    commands = chance.randint(1, 4)
    names = sorted(DOCUMENTS)
    return tuple(frozenset(chance.sample(names, chance.randint(1, 4))) for _ in range(commands))


def _shuffled(things: Iterable[T], chance: random.Random) -> list[T]:
    found: Sequence[T] = sorted(things, key=repr)
    return chance.sample(found, len(found))
