"""Finds many phrases in a text at once, by their words.

spaCy's PhraseMatcher does the same on documents of its own, which have to be made of every spelling of every name: that
took half of the time in which the registry is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key")


class Phrases(Generic[Key]):
    """Phrases, each with what it stands for."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, ...], list[Key]] = {}
        self._lengths: dict[str, set[int]] = {}

    def add(self, words: Sequence[str], key: Key) -> None:
        """Take in a phrase of one word or more. What it stands for, it may stand for once."""
        keys = self._keys.setdefault(tuple(words), [])
        if key not in keys:
            keys.append(key)
        self._lengths.setdefault(words[0], set()).add(len(words))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, Key]]:
        """(start, end, key) of every phrase in these words, also inside of others, in the order of their starts."""
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                for key in self._keys.get(tuple(words[start : start + length]), ()):
                    yield start, start + length, key
