"""Passages that narratives of several boroughs share, word for word.

An index of every run of eight words finds where any two narratives agree; each agreement is then followed to both
ends, so that what is reported is as long as it can be (a maximal repeat), whoever shares it. Words count; case, white
space and the punctuation around a word do not.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from models.plan import Plan
from pipeline.compare.names import reviewed
from pipeline.folding import fold

# Words in a row by which agreements are found; a power of two, since the index is built by doubling.
_SEED = 8
# A passage counts from so many words that are the borough's own: neither template wording nor part of a name.
_LEAST_OWN_WORDS = 10
# Shorter than this, and found in at least so many boroughs and such a share of them, it is a common phrase ("in line
# with the requirements of the Serious Violence Duty"), not a passage that one took from another.
_PHRASE_WORDS = 20
_PHRASE_BOROUGHS = 4
_PHRASE_SHARE = 0.25

# A word is what stands between white space, from its first letter or digit to its last.
_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")


@dataclass(frozen=True, slots=True)
class Place:
    """A run of words of one narrative: indices of plan and action, and characters of the narrative."""

    plan: int
    action: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage and every place it stands at, in the order of the plans."""

    words: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SharedCell:
    """What one narrative shares: with which plans, and how many of its words."""

    plans: frozenset[int]
    words: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """All shared passages, and for each plan's action what it shares."""

    passages: tuple[SharedPassage, ...]
    cells: dict[tuple[int, int], SharedCell]


def find_shared(plans: Sequence[Plan], owners: Sequence[Hashable]) -> Sharing:
    """The passages that plans of different owners (boroughs) share. `owners` goes with `plans`."""
    text = _Corpus(plans)
    everyone = len(set(owners))
    found = []
    for run in text.maximal_runs(owners):
        boroughs = {owners[text.plan_of(start)] for start in run.starts}
        if len(boroughs) < 2 or text.own_words(run) < _LEAST_OWN_WORDS:
            continue
        if run.length < _PHRASE_WORDS and len(boroughs) >= max(_PHRASE_BOROUGHS, _PHRASE_SHARE * everyone):
            continue
        found.append(run)
    return Sharing(
        tuple(text.passage(run) for run in _without_echoes(found, text, owners)), _cells(found, text, owners)
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """`length` words that stand at each of `starts`, which are in ascending order."""

    starts: tuple[int, ...]
    length: int


class _Corpus:
    """The words of all narratives in one row, each narrative followed by a word that equals no other."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._words = array("i")
        self._starts = array("i")  # the first character of each word in its narrative
        self._ends = array("i")
        self._where = array("i")
        self._cells: list[tuple[int, int]] = []
        self._numbers: dict[str, int] = {}
        self._own = bytearray()
        for plan_index, plan in enumerate(plans):
            for action_index, action in enumerate(plan.actions):
                if action.nil_return:
                    continue
                names = [(mention.start, mention.end) for mention in reviewed(action.mentions)]
                self._add(action.narrative, (plan_index, action_index), names)
        self._grams = self._with_template_left_out(plans)

    def plan_of(self, position: int) -> int:
        """Index of the plan a word belongs to."""
        return self._cells[self._where[position]][0]

    def cell_of(self, position: int) -> tuple[int, int]:
        """Indices of the plan and action a word belongs to."""
        return self._cells[self._where[position]]

    def own_words(self, run: _Run) -> int:
        """Words of the run, where it first stands, that are neither template wording nor part of a name."""
        first = run.starts[0]
        return sum(self._own[first : first + run.length])

    def passage(self, run: _Run) -> SharedPassage:
        """The run as places in the narratives."""
        places = []
        for start in run.starts:
            plan, action = self.cell_of(start)
            places.append(Place(plan, action, self._starts[start], self._ends[start + run.length - 1]))
        return SharedPassage(run.length, tuple(places))

    def maximal_runs(self, owners: Sequence[Hashable]) -> list[_Run]:
        """Every run of at least eight words that stands with several owners, and is as long as its places allow.

        These are the maximal repeats: at two of the places the word before differs, and at two the word after. Starting
        from the places of each eight words, a run is followed to the right until they part, and each part that still
        has several owners is followed on. Places that agree one word earlier are left: that run begins further left.
        """
        owner = [owners[plan] for plan, _ in self._cells]
        runs = [run for starts in self._groups(self._grams) for run in self._runs_from(starts, owner)]
        return sorted(runs, key=lambda run: (run.starts, run.length))

    def _runs_from(self, starts: list[int], owner: Sequence[Hashable]) -> Iterator[_Run]:
        """Those that begin with the eight words at these places; `owner` is of each narrative."""
        waiting = [(starts, _SEED)]
        while waiting:
            starts, length = waiting.pop()
            if self._agree(starts, -1) or len({owner[self._where[start]] for start in starts}) < 2:
                continue
            while self._agree(starts, length):
                length += 1
            yield _Run(tuple(starts), length)
            waiting.extend((part, length + 1) for part in self._parts(starts, length))

    def _add(self, narrative: str, cell: tuple[int, int], names: list[tuple[int, int]]) -> None:
        found = list(_WORD.finditer(narrative))
        spans = [match.span() for match in found]
        # Folding may change the length of the text (a ligature becomes two letters), so it is done word by word.
        self._words.extend(self._number(match.group()) for match in found)
        self._starts.extend(start for start, _ in spans)
        self._ends.extend(end for _, end in spans)
        self._own.extend(_outside(spans, sorted(names)))
        self._where.extend([len(self._cells)] * (len(spans) + 1))
        self._cells.append(cell)
        # No other word has this number: no run reaches over the end of a narrative.
        self._words.append(-len(self._cells))
        self._starts.append(len(narrative))
        self._ends.append(len(narrative))
        self._own.append(False)

    def _number(self, word: str) -> int:
        """The number of a word, the same for every way to write it that is compared as one."""
        return self._numbers.setdefault(_folded(word), len(self._numbers))

    def _with_template_left_out(self, plans: Sequence[Plan]) -> npt.NDArray[np.int32]:
        """The grams of the narratives; the words of those that the wordings and strap-lines hold are not own ones."""
        texts = {action.mandatory_action for plan in plans for action in plan.actions}
        texts |= {theme.description for plan in plans for theme in plan.themes}
        template = array("i")
        for number, text in enumerate(sorted(texts), start=len(self._cells) + 1):
            template.extend(map(self._number, _WORD.findall(text)))
            template.append(-number)
        grams = _grams(np.concatenate([np.asarray(self._words), np.asarray(template)]))
        here = grams[: len(self._words)]
        printed = np.flatnonzero(np.isin(here, grams[len(self._words) :]))
        own = np.frombuffer(self._own, dtype=np.uint8)
        for reach in range(_SEED):
            own[printed + reach] = 0
        return here

    def _groups(self, grams: npt.NDArray[np.int32]) -> Iterator[list[int]]:
        """Positions of each gram that comes more than once, in order."""
        again = np.flatnonzero((np.bincount(grams) > 1)[grams])
        places = again[np.argsort(grams[again], kind="stable")]
        ends = np.flatnonzero(np.diff(grams[places], append=-1)) + 1
        for begin, end in pairwise([0, *ends.tolist()]):
            yield places[begin:end].tolist()

    def _parts(self, starts: list[int], length: int) -> list[list[int]]:
        """The places by the word that follows the run, where that is the same at more than one."""
        by_word: dict[int, list[int]] = {}
        for start in starts:
            by_word.setdefault(self._words[start + length], []).append(start)
        return [part for part in by_word.values() if len(part) > 1]

    def _agree(self, starts: list[int], offset: int) -> bool:
        """Whether the same word stands so far from every start. A narrative's end agrees with no other."""
        if starts[0] + offset < 0:
            return False
        word = self._words[starts[0] + offset]
        return all(self._words[start + offset] == word for start in starts)


def _grams(words: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """For each position a number that stands for the eight words from it on: two words, then four, then eight."""
    grams = _numbered(words)
    reach = 1
    while reach < _SEED:
        # No number is as large as there are positions.
        grams = _numbered(grams[:-reach] * np.int64(len(grams)) + grams[reach:])
        reach *= 2
    return grams


def _numbered(values: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int32]:
    """For each value a number, the same for the same one: its place among all that there are."""
    order = np.argsort(values)
    ranked = values[order]
    numbers = np.zeros(len(values), np.int32)
    numbers[order[1:]] = np.cumsum(ranked[1:] != ranked[:-1], dtype=np.int32)
    return numbers


@lru_cache(maxsize=262_144)
def _folded(word: str) -> str:
    """A word as it is compared."""
    return fold(word).lower()


def _outside(words: Sequence[tuple[int, int]], names: Sequence[tuple[int, int]]) -> Iterator[bool]:
    """For each word whether it stands outside of all names. Both come in order, by where they start."""
    waiting = iter(names)
    name = next(waiting, None)
    for start, end in words:
        while name is not None and name[1] <= start:
            name = next(waiting, None)
        yield name is None or end <= name[0]


def _without_echoes(runs: Iterable[_Run], text: _Corpus, owners: Sequence[Hashable]) -> list[_Run]:
    """Runs worth showing: not those inside a longer run that as many boroughs share. Widest first, then longest."""

    def boroughs(run: _Run) -> set[Hashable]:
        return {owners[text.plan_of(start)] for start in run.starts}

    ordered = sorted(runs, key=lambda run: (-len(boroughs(run)), -run.length, run.starts))
    shown: list[_Run] = []
    covered: dict[tuple[int, int], list[tuple[int, int, frozenset[Hashable]]]] = {}
    for run in sorted(ordered, key=lambda run: (-run.length, run.starts)):
        sharers = frozenset(boroughs(run))
        cell = text.cell_of(run.starts[0])
        first, last = run.starts[0], run.starts[0] + run.length
        around = covered.get(cell, ())
        if any(start <= first and last <= end and sharers <= others for start, end, others in around):
            continue
        shown.append(run)
        for start in run.starts:
            covered.setdefault(text.cell_of(start), []).append((start, start + run.length, sharers))
    kept = set(shown)
    return [run for run in ordered if run in kept]


def _cells(runs: Iterable[_Run], text: _Corpus, owners: Sequence[Hashable]) -> dict[tuple[int, int], SharedCell]:
    """For each narrative with a shared passage, the plans of others that share it and its words that are shared."""
    plans: dict[tuple[int, int], set[int]] = {}
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for run in runs:
        sharers = {text.plan_of(start) for start in run.starts}
        for start in run.starts:
            cell = text.cell_of(start)
            others = {plan for plan in sharers if owners[plan] != owners[cell[0]]}
            plans.setdefault(cell, set()).update(others)
            spans.setdefault(cell, []).append((start, start + run.length))
    return {cell: SharedCell(frozenset(plans[cell]), _covered(spans[cell])) for cell in sorted(plans)}


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many positions stand in any of the spans."""
    covered = reached = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered
