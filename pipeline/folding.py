"""Text made ready for comparing: what does not count as a difference is folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u00b4`"), "'") | dict.fromkeys(
    map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"'
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
_TABLE = _QUOTES | _DASHES | _INVISIBLE

# Marks that quote, not apostrophes inside a word; full stops, not the points of numbers ("4.10", "£1.5m").
_QUOTING = re.compile(r"\"|(?<![^\W_])'|'(?![^\W_])")
_STOP = re.compile(r"(?<!\d)\.|\.(?!\d)")

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"'s?$")

# Endings taken off in turn by `stem`, with what is put back; the shortest stem left is three letters.
# They are the inflections that tell one refresh of a template from the next ("monitor", "monitoring").
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_SHORTEST_STEM = 3


def fold(text: str) -> str:
    """The text with white space, quotes, dashes and compatibility forms of characters made alike."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_TABLE).split())


def squeeze(text: str) -> str:
    """The folded text without any white space.

    A PDF's line breaks add and eat spaces ("multi- agency"), and no two English sentences differ by spaces alone.
    """
    return fold(text).replace(" ", "")


@lru_cache(maxsize=65_536)
def essence(text: str) -> str:
    """What counts of a text when two are compared for being the same: not case, quotes, full stops nor white space."""
    return _STOP.sub("", _QUOTING.sub("", fold(text).casefold())).replace(" ", "")


def words(text: str) -> list[str]:
    """The words in order, in lower case, without punctuation and possessive endings; hyphens part words."""
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(fold(text).lower())]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The word without its inflection, by a handful of suffixes: enough to bring "reviewed" and "reviews" together."""
    if word.endswith("ss"):
        return word
    for ending, put_back in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: len(word) - len(ending)] + put_back
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM + 1 else word
