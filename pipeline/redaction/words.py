"""A text's words folded for comparison: without accents, capitals and apostrophes, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’‘ʼ`´](?:{_LETTER})+)*")
_POSSESSIVE = re.compile(r"['’‘ʼ`´][sS]$")
_JOINING = re.compile(r"[ \t\n\u00a0.,_\-\u2010-\u2015]{0,3}")
"""What may stand between the words of one name: spaces, the stop of an initial, the comma of "Lyons, Zoe", the hyphen
of a double name, the underscore of a file's name."""

_OF_THEIR_OWN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE"}
)
"""Letters that no decomposition takes apart."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands.

    Attributes:
        text: as written, without an 's at its end.
        folded: for comparison.
        start, end: offsets of `text`.
    """

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.folded) == 1 and self.is_capital


@lru_cache(maxsize=65536)  # the words of plans and the names of bodies recur
def fold(text: str) -> str:
    """The letters of a text in lower case, without accents and whatever else is no letter."""
    plain = unicodedata.normalize("NFKD", text.translate(_OF_THEIR_OWN)).casefold()
    return "".join(char for char in plain if char.isalpha())


def words_of(text: str) -> Iterator[Word]:
    """The words of a text."""
    for match in _WORD.finditer(text):
        written = _POSSESSIVE.sub("", match.group())
        yield Word(written, fold(written), match.start(), match.start() + len(written))


def are_joined(text: str, one: Word, other: Word) -> bool:
    """Whether nothing stands between two words but what may stand inside a name."""
    return _JOINING.fullmatch(text[one.end : other.start]) is not None
