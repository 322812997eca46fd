"""Mutants of documents: the same damage every time for the same seed.

A mutator takes bytes and a source of chance and gives other bytes. Those of this module know nothing of formats; those
that do stand beside it. `mutate` picks among those that fit a kind and may put two, one upon the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Literal

Kind = Literal["docx", "pdf", "html", "text"]
Mutator = Callable[[bytes, Random], bytes]

MOST_FLIPS = 8
LONGEST_CUT_SHARE = 0.2
LONGEST_COPY_BYTES = 4096
SECOND_MUTATION = 0.3  # how often a mutant is mutated again
KNOWN_WORDS = (b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\r\n\r\n", b"\x1a" * 9)
"""Bytes that mean something to readers: zero, a byte order mark, half a surrogate pair, signatures of other kinds."""


def flip(data: bytes, chance: Random) -> bytes:
    """Some bits turned over."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, MOST_FLIPS)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwrite(data: bytes, chance: Random) -> bytes:
    """Some bytes made any others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, MOST_FLIPS)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_end(data: bytes, chance: Random) -> bytes:
    """The end gone, as after a broken download."""
    return data[: chance.randrange(1, len(data))]


def cut_out(data: bytes, chance: Random) -> bytes:
    """A piece gone."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, max(1, int(len(data) * LONGEST_CUT_SHARE))) :]


def duplicate(data: bytes, chance: Random) -> bytes:
    """A piece twice, the second time anywhere."""
    start, place = chance.randrange(len(data)), chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, LONGEST_COPY_BYTES)]
    return data[:place] + piece + data[place:]


def swap(data: bytes, chance: Random) -> bytes:
    """Two pieces in each other's place."""
    one, two, three, four = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:one] + data[three:four] + data[two:three] + data[one:two] + data[four:]


def blank_out(data: bytes, chance: Random) -> bytes:
    """A piece of zeros, as a bad sector leaves it."""
    start = chance.randrange(len(data))
    length = min(chance.randint(1, LONGEST_COPY_BYTES), len(data) - start)
    return data[:start] + bytes(length) + data[start + length :]


def put_in(data: bytes, chance: Random) -> bytes:
    """Something put in that readers take notice of."""
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(KNOWN_WORDS) * chance.randint(1, 3) + data[place:]


def put_before(data: bytes, chance: Random) -> bytes:
    """Something put before the beginning."""
    return chance.choice((*KNOWN_WORDS, b"HTTP/1.1 200 OK\r\n\r\n", b" " * 2000)) + data


BLIND: tuple[Mutator, ...] = (
    flip,
    overwrite,
    cut_end,
    cut_out,
    duplicate,
    swap,
    blank_out,
    put_in,
    put_before,
)


def mutate(data: bytes, mutators: Sequence[Mutator], chance: Random) -> tuple[bytes, str]:
    """A mutant, and the names of the mutators that made it, in order."""
    names: list[str] = []
    while not names or chance.random() < SECOND_MUTATION:
        mutator = chance.choice(mutators)
        data = mutator(data, chance) or b" "
        names.append(mutator.__name__)
    return data, " ".join(names)
