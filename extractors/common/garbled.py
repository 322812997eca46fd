"""Tells text that is no language: what a font whose letters mean others leaves when its text is taken out."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from extractors.common.symbols import CHOICES
from models.reference.words import known_words

REPLACEMENT = "\ufffd"
"""Stands for a sign whose text the file does not tell."""

_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
FEWEST_LETTERS = 20
"""Letters under which a text is too short to tell."""

LONG, FEWEST_WORDS = 5, 3
"""Letters from which on a word tells more than initials do, and how many such words it takes."""

_USUAL = frozenset(".,;:-–—'’\"“”()/&%£@_?!+") | CHOICES
"""Signs that words, figures and lists have."""

KNOWN = 0.25
"""Share of words that plans use from which on a text is read as language: running English has over half of them."""

UNLIKELY = -3.8
"""Mean natural logarithm of the chance of a letter after the one before it, under which words are no English.

Names of places and people have -3.6 to -2.6, letters moved along the alphabet -4.8 to -4.1.
"""


def is_garbled(text: str) -> bool:
    """Whether a text is made of signs or letters that no words have."""
    tokens = text.split()
    inked = sum(map(len, tokens))
    if inked < FEWEST_LETTERS:
        return False
    words = _WORD.findall(text.casefold())
    if sum(map(len, words)) < inked / 2:
        return _is_noise(tokens)
    known = sum(word in known_words() for word in words)
    telling = [word for word in words if len(word) >= LONG]
    return known < KNOWN * len(words) and len(telling) >= FEWEST_WORDS and likelihood(telling) < UNLIKELY


def _is_noise(tokens: Iterable[str]) -> bool:
    """Whether most of what stands there are signs that neither words nor figures have."""
    strange = sum(not char.isalnum() and char not in _USUAL for token in tokens for char in token)
    return strange > sum(map(len, tokens)) / 4


def likelihood(words: Iterable[str]) -> float:
    """Mean natural logarithm of the chance of a letter after the one before it, as plans use letters."""
    chances = letter_chances()
    pairs = [pair for word in words for pair in zip(f" {word}", f"{word} ", strict=True)]
    return sum(chances.get(pair, RAREST) for pair in pairs) / len(pairs) if pairs else 0.0


RAREST = -7.0
"""Logarithm of the chance of a pair that no known word has."""


@cache
def letter_chances() -> dict[tuple[str, str], float]:
    """The logarithm of the chance of a letter after another, in the words that plans use."""
    pairs: Counter[tuple[str, str]] = Counter()
    for word in known_words():
        pairs.update(zip(f" {word}", f"{word} ", strict=True))
    firsts: Counter[str] = Counter()
    for (first, _), count in pairs.items():
        firsts[first] += count
    return {pair: math.log(count / firsts[pair[0]]) for pair, count in pairs.items()}
