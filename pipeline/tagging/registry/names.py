"""Finds the entry of a registry by name: folded, without generic heads and places, or spelt almost the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz, process

from models.reference.boroughs import authorities
from pipeline.tagging.heads import head_label
from pipeline.tagging.registry.entry import Entry
from pipeline.tagging.registry.variants import spellings
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import fold, is_acronym

_ALIKE = 94.0
"""rapidfuzz ratio of two folded names from which they are one, misspelt: combatting and combating drugs partnership
reach 98."""
_LONG_ENOUGH = 12
"""Characters of a folded name below which nearness proves nothing."""


@cache
def place_names() -> tuple[str, ...]:
    """Plain names of the boroughs, long and short."""
    names: dict[str, None] = {"City": None}
    for authority in authorities():
        full = authority.borough.name
        names |= dict.fromkeys((full, full.replace(" and ", " & "), full.split(" upon ")[0], *full.split(" and ")))
        names |= dict.fromkeys(alias for alias in authority.aliases if alias.isupper())
    return tuple(names)


@cache
def place_words() -> frozenset[str]:
    """Words of the boroughs' names."""
    words = {word for authority in authorities() for word in authority.borough.name.split()}
    return frozenset(word for word in words if word[0].isupper() and word not in {"City", "London"})


def is_spelt_alike(first: str, second: str) -> bool:
    """Whether two folded names are the same, or long and spelt almost the same."""
    if first == second:
        return True
    return min(len(first), len(second)) >= _LONG_ENOUGH and fuzz.ratio(first, second) >= _ALIKE


class NameIndex:
    """Entries by folded name: a borough's own before the general ones."""

    def __init__(self, own: Iterable[Entry], general: Iterable[Entry]) -> None:
        self.entries: dict[str, Entry] = {}
        self._by_name: dict[str, list[Entry]] = {}
        for entry in (*own, *general):
            self.entries.setdefault(entry.id, entry)
            for name in entry.names():
                for spelling in spellings(name):
                    known = self._by_name.setdefault(fold(spelling), [])
                    if entry.id not in {other.id for other in known}:
                        known.append(entry)
        self._found_alike: dict[str, str | None] = {}
        self._long_names = sorted(name for name in self._by_name if len(name) >= _LONG_ENOUGH)

    def find(self, name: str, label: str | None, *, near: bool = True) -> list[Entry]:
        """Entries a name may mean, of that label if one is given; several when it is ambiguous."""
        folded = fold(name)
        found = self._with_label(self._by_name.get(folded, []), label)
        if found:
            return found
        for form, without_place in _shorter(folded, label):
            found = [
                entry
                for entry in self._with_label(self._by_name.get(form, []), label)
                if _may_be_short(entry, form, name) and not (without_place and is_apart_by_place(entry))
            ]
            if found:
                return found
        if near and len(folded) >= _LONG_ENOUGH:
            alike = self._alike(folded)
            if alike is not None:
                return self._with_label(self._by_name[alike], label)
        return []

    def _alike(self, folded: str) -> str | None:
        """The name most like this one, if any is; looked for once, for a plan says a name many times."""
        if folded not in self._found_alike:
            best = process.extractOne(folded, self._long_names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            self._found_alike[folded] = best[0] if best else None
        return self._found_alike[folded]

    def holds(self, name: str) -> bool:
        """The registry has this very name, as a body, a topic or something rejected."""
        return fold(name) in self._by_name

    def _with_label(self, entries: list[Entry], label: str | None) -> list[Entry]:
        return [entry for entry in entries if entry.is_entity() and label in {None, entry.label}]


def _may_be_short(entry: Entry, form: str, name: str) -> bool:
    """Whether a longer name may be cut to `form` to find the entry.

    “Newham Rise” is no “RISE”: one word is too little, unless it is a short form written as such or the entry stands
    for one in each borough.
    """
    if " " in form or entry.scope == "local":
        return True
    return any(is_acronym(short) and fold(short) == form and short in name for short in entry.names())


def is_apart_by_place(entry: Entry) -> bool:
    """A borough's name in front makes another body: “Havering Women's Aid” is a charity of its own."""
    return entry.label == "service" and entry.scope in {"national", "london"}


@cache
def _folded_places() -> tuple[str, ...]:
    return tuple(sorted({fold(name) for name in place_names()}, key=lambda name: (-len(name), name)))


def _shorter(folded: str, label: str | None) -> list[tuple[str, bool]]:
    """The folded name without its generic head, and (then true) without a borough's name in front.

    Every head of a meeting is generic: “Safer Brent Partnership” is Safer Brent.
    """
    forms = [folded]
    first, _, last = folded.rpartition(" ")
    if first and (last in word_list("generic_heads") or (label == "panel" and head_label(last) == label)):
        forms.append(first)
    without = []
    for form in forms:
        for place in _folded_places():
            if form.startswith(place + " "):
                without.append((form.removeprefix(place + " "), True))
                break
    return [*((form, False) for form in forms[1:]), *without]
