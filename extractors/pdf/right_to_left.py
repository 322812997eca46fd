"""Words of scripts that run from right to left, put into the order in which they are read.

A page gives places, so words and their glyphs come from left to right. Hebrew and Arabic are read the other way, the
numbers and the Latin words among them are not. What a letter does is in Unicode (bidirectional classes); which runs are
turned about follows its algorithm (UAX 9) for one level. A line with Latin words runs as they do, for plans are written
in English; in it each run that goes the other way is turned.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from extractors.pdf.words import Word, part_of

Kind = Literal["leftward", "rightward", "number", "neutral"]

_FIRST_LEFTWARD = "\u0590"
"""The first letter of the first block that runs from right to left: text before it needs no look."""

_KINDS: dict[str, Kind] = {"R": "leftward", "AL": "leftward", "L": "rightward", "EN": "number", "AN": "number"}
_IN_LEFTWARD = frozenset({"leftward", "number", "neutral"})
_IN_RIGHTWARD = frozenset({"rightward", "number", "neutral"})


def runs_leftward(text: str) -> bool:
    """Whether a text holds a letter that is read from right to left."""
    return not text.isascii() and max(text) >= _FIRST_LEFTWARD and kind_of(text) == "leftward"


def kind_of(text: str) -> Kind:
    """Which way a word or a letter runs; a word with letters of both kinds runs leftward."""
    found = {_KINDS.get(unicodedata.bidirectional(letter), "neutral") for letter in text}
    return next((kind for kind in ("leftward", "rightward", "number") if kind in found), "neutral")


def with_leftward_read(words: Iterable[Word]) -> list[Word]:
    """Words gathered from left to right, the leftward ones spelt as they are read.

    Signs at their edges become words of their own, for where those belong depends on the line.
    """
    done: list[Word] = []
    for word in words:
        if runs_leftward(word.text):
            done.extend(_read(word))
        else:
            done.append(word)
    return done


def _read(word: Word) -> list[Word]:
    kinds = [kind_of(glyph.text) for glyph in word.glyphs]
    first = kinds.index("leftward")
    last = len(kinds) - 1 - kinds[::-1].index("leftward")
    core = part_of(word, first, last + 1)
    glyphs = [core.glyphs[place] for place in _turned(range(len(core.glyphs)), kinds[first : last + 1])]
    core = replace(core, glyphs=glyphs, text="".join(glyph.text for glyph in glyphs))
    edges = [(0, first), (last + 1, len(kinds))]
    before, after = ([part_of(word, start, end)] if start < end else [] for start, end in edges)
    return [*before, core, *after]


def reading_order(texts: Sequence[str]) -> list[int]:
    """The places of texts that stand from left to right in one line, in the order in which they are read."""
    places = range(len(texts))
    kinds = [kind_of(text) for text in texts]
    if "rightward" not in kinds:
        return _turned(places, kinds)
    return _by_runs(places, kinds, {"leftward"}, _IN_LEFTWARD, lambda run: _turned(run, kinds))


def _turned(places: Sequence[int], kinds: Sequence[Kind]) -> list[int]:
    """Places from right to left, but for the runs of words and numbers that are read from left to right."""
    backward = list(reversed(places))
    return _by_runs(backward, kinds, {"rightward", "number"}, _IN_RIGHTWARD, lambda run: list(reversed(run)))


def _by_runs(
    places: Sequence[int],
    kinds: Sequence[Kind],
    ends: set[Kind],
    inside: frozenset[str],
    turn: Callable[[Sequence[int]], list[int]],
) -> list[int]:
    """The places with each longest run turned that begins and ends with kinds of `ends` and holds kinds of `inside`."""
    order: list[int] = []
    start = 0
    while start < len(places):
        stop = start + 1
        if kinds[places[start]] in ends:
            reach = start + 1
            while reach < len(places) and kinds[places[reach]] in inside:
                reach += 1
                stop = reach if kinds[places[reach - 1]] in ends else stop
            order.extend(turn(places[start:stop]))
        else:
            order.append(places[start])
        start = stop
    return order


def joins_as_read(order: Sequence[int], joined: Sequence[bool]) -> list[bool]:
    """For each place in the order of reading, whether no space parts it from the one before.

    joined: the same from left to right. A run that is turned about keeps its spaces with both its neighbours.
    """
    joins: list[bool] = []
    for index, place in enumerate(order):
        before = order[index - 1] if index else -1
        if place == before + 1:
            joins.append(joined[place])
        elif place == before - 1:
            joins.append(joined[before])
        elif place > before:  # a run begins at its right end, or has ended at its left one
            joins.append(joined[min(order[index:])])
        else:
            joins.append(joined[min(read for read in order[:index] if read > place)])
    return joins
