"""Spellings of a name that the rules of writing allow, so that files need not list them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import cut, is_acronym

# A name ending so is met with an s as well, and the other way round: "Safer Neighbourhood Teams".
_PLURAL_HEADS = word_list("plural_heads")
_MULTI = re.compile(r"\bmulti[- ]?agency\b", re.IGNORECASE)
_CO = re.compile(r"\bco-?(ordinat\w+|operat\w+|located)\b", re.IGNORECASE)
_SUB = re.compile(r"\bsub[- ]?group\b", re.IGNORECASE)
_LEADING_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_SWAPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_MULTI, ("Multi-Agency", "Multi Agency", "Multiagency")),
    (_CO, (r"Co-\1", r"Co\1")),
    (_SUB, ("Subgroup", "Sub-group", "Sub Group")),
    (re.compile(r" & "), (" & ", " and ")),
    (re.compile(r" and "), (" and ", " & ")),
    (re.compile(r"n's "), ("n's ", "ns ", "n ")),
    (re.compile(r"'s\b"), ("'s", "s")),
)


@cache  # the matcher and each index of names ask for those of every name of the registry
def spellings(name: str) -> tuple[str, ...]:
    """`name` and its allowed spellings, each once, `name` first."""
    found = {_LEADING_ARTICLE.sub("", name): None} if " " in name else {name: None}
    for pattern, replacements in _SWAPS:
        for known in list(found):
            if pattern.search(known):
                found.update(dict.fromkeys(pattern.sub(new, known) for new in replacements))
    for known in list(found):
        found.update(dict.fromkeys(_numbers(known)))
    return tuple(found)


def _numbers(name: str) -> Iterator[str]:
    last = name.rsplit(" ", 1)[-1]
    if " " not in name:
        return
    if last.lower() in _PLURAL_HEADS:
        yield name + "s"
    elif last.lower().removesuffix("s") in _PLURAL_HEADS:
        yield name.removesuffix("s")


def is_exact(name: str) -> bool:
    """The name counts only as written: one word, or nothing but short forms. Longer names may vary in case."""
    words = [word for word in cut(name)[0] if word.isalnum()]
    return len(words) < 2 or all(is_acronym(word) or word.isdigit() for word in words)
