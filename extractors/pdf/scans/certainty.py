"""Which recognised words are doubtful: of numbers and names, on which most depends, more certainty is asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extractors.pdf.scans.type import Sign, TypeLine

WORD, NAME, NUMBER = 0.75, 0.9, 0.97
"""Confidence of a word's least sure letter under which a word, a name and a number are doubtful."""


def doubtful_signs(line: TypeLine) -> list[bool]:
    """For each letter and space of a line whether the word it belongs to is doubtful."""
    return [doubt for word in _words(line.signs) for doubt in [_is_doubtful(word)] for _ in word]


def _words(signs: list[Sign]) -> Iterator[list[Sign]]:
    for _, word in groupby(signs, key=lambda sign: sign.text.isspace()):
        yield list(word)


def _is_doubtful(word: list[Sign]) -> bool:
    text = "".join(sign.text for sign in word)
    least = NUMBER if any(map(str.isdigit, text)) else NAME if text[:1].isupper() else WORD
    return min(sign.confidence for sign in word) < least
