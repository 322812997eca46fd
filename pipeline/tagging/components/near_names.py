"""Names of the registry written otherwise: in another case, with a slip of the pen, or by their initials alone.

Officers in haste write “marac”, “HOUSING”, “Probabtion” and “Daily Risk Breifing”. That proves less than the name
itself, so it is evidence of its own kind. Initials are tried against names met in the document, then against the
registry's; those tell the kind of a name alone, not which it is, and a body that the registry gives a short form is
known by that one. One word in small letters is an ordinary word in prose (“inspire and engage”): it counts in notes and
in narratives written in small letters. A name that the registry holds to be an ordinary word counts as written alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.heads import heads
from pipeline.tagging.registry.entry import LOCAL, Entry
from pipeline.tagging.registry.files import load_registry
from pipeline.tagging.registry.variants import spellings
from pipeline.tagging.speaker_places import SEPARATORS
from pipeline.tagging.state import Candidate, Evidence, TaggingState, state_of
from pipeline.tagging.styles import hasty_sections, tokens_of
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import cut, is_acronym

NAME = "vvrap_near_names"
_KNOWN = frozenset({Evidence.REGISTRY, Evidence.AMBIGUOUS, Evidence.DECISION})
_NAMED = frozenset({Evidence.REGISTRY, Evidence.HEAD})
_SHORTEST_CASELESS = 3
"""Letters of a short form that counts in small letters."""
_SHORTEST_SLIPPED = 5
"""Letters of a word in which a slip is looked for."""
_SHORTEST_ALONE = 7
"""Letters of a name of one word in which a letter may be wrong, missing or too many: “Sorted” is no “Sported”."""
_SWAPPED = 2
_FEWEST_INITIALS = 3
_MOST_INITIALS = 6
_SMALL = frozenset({"and", "of", "for", "the", "in", "to", "on", "with", "a"})
_LABEL_MARKS = frozenset(SEPARATORS) - {".", ",", "("}


def slipped(word: str) -> set[str]:
    """`word` with one letter left out, but not the first: words a slip of the pen apart share such a form."""
    return {word[:place] + word[place + 1 :] for place in range(1, len(word))}


def is_one_slip(written: str, meant: str) -> bool:
    """Two neighbouring letters swapped, or one letter wrong, missing or too many, neither the first nor the last."""
    if len(written) == len(meant):
        wrong = [place for place in range(len(meant)) if written[place] != meant[place]]
        if len(wrong) == 1:
            return 0 < wrong[0] < len(meant) - 1
        return (
            len(wrong) == _SWAPPED
            and wrong[1] == wrong[0] + 1
            and written[wrong[0]] == meant[wrong[1]]
            and written[wrong[1]] == meant[wrong[0]]
        )
    shorter, longer = sorted((written, meant), key=len)
    return len(longer) == len(shorter) + 1 and shorter[-1] == longer[-1] and shorter in slipped(longer)


class NearNames:
    """The names of some entries, to be found in other case or with a slip."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[tuple[str, ...], list[Entry]] = {}
        self._lengths: dict[str, set[int]] = {}
        self._initials: dict[str, list[Entry]] = {}
        self._words: dict[str, set[str]] = {}
        for entry in entries:
            if entry.is_entity():
                self._add(entry)
        self._whole = {word for key in self._entries for word in key}
        for word in self._whole:
            if len(word) >= _SHORTEST_SLIPPED and word.isalpha():
                for form in (word, *slipped(word)):
                    self._words.setdefault(form, set()).add(word)
        self.corrected = cache(self._corrected)

    def _add(self, entry: Entry) -> None:
        ordinary = {name.lower() for name in entry.ambiguous}
        shortened = any(is_acronym(name) for name in entry.names())
        for name in entry.names():
            if name.lower() in ordinary:
                continue
            for spelling in spellings(name):
                key = tuple(word.lower() for word in cut(spelling)[0])
                known = self._entries.setdefault(key, [])
                if entry not in known:
                    known.append(entry)
                self._lengths.setdefault(key[0], set()).add(len(key))
            for short in () if shortened else initials(cut(name)[0]):
                known = self._initials.setdefault(short, [])
                if entry not in known:
                    known.append(entry)

    def _corrected(self, lower: str) -> str:
        """The word of a name that `lower` is short for or a slip of; else itself."""
        lower = _whole(lower)
        if len(lower) < _SHORTEST_SLIPPED or lower in self._whole or lower in heads() or not lower.isalpha():
            return lower
        near = {word for form in (lower, *slipped(lower)) for word in self._words.get(form, ())}
        meant = sorted(word for word in near if is_one_slip(lower, word))
        return meant[0] if len(meant) == 1 else lower

    def find(self, lower: Sequence[str]) -> Iterator[tuple[int, int, list[Entry]]]:
        """(start, end, entries) of every name in these words, in small letters and set right."""
        for start, word in enumerate(lower):
            for length in self._lengths.get(word, ()):
                entries = self._entries.get(tuple(lower[start : start + length]))
                if entries:
                    yield start, start + length, entries

    def with_initials(self, short: str) -> list[Entry]:
        """Entries one of whose names has these initials."""
        return self._initials.get(short, [])


@cache
def _abbreviations() -> dict[str, str]:
    """What officers write short, and the whole word."""
    return dict(pair.split("=", 1) for pair in word_list("abbreviations"))


def initials(forms: Sequence[str]) -> set[str]:
    """Short forms made of the first letters of a name, with and without those of small words; none of a short name."""
    letters = [form for form in forms if form[0].isalnum()]
    full = [form for form in letters if form.lower() not in _SMALL]
    if len(full) < _FEWEST_INITIALS or any(is_acronym(form) for form in full):
        return set()
    return {"".join(form[0] for form in part).upper() for part in (full, letters) if len(part) <= _MOST_INITIALS}


class NearNameFinder:
    """The component."""

    def __init__(self, folder: Path | None, *, use_boroughs: bool) -> None:
        self._registry = load_registry(folder)
        self._use_boroughs = use_boroughs
        self._general = NearNames(self._registry.general_entries())
        self._of_borough = cache(lambda slug: NearNames(self._registry.borough_entries(slug)))

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        sources = [self._of_borough(slug) for slug in state.boroughs] if self._use_boroughs else []
        sources.append(self._general)
        holders: dict[int, Candidate] = {}
        for one in state.of(*_KNOWN):
            holders |= dict.fromkeys(range(one.start, one.end), one)
        found: dict[tuple[int, int], list[Entry]] = {}
        hasty = tokens_of(state, hasty_sections(state))
        for source in sources:
            lower = [source.corrected(word) for word in state.words.lower]
            for start, end, entries in source.find(lower):
                met = [holders[index] for index in range(start, end) if index in holders]
                if end - start == 1 and not _is_sure_slip(_whole(state.words.lower[start]), lower[start]):
                    continue
                if all(start <= one.start and one.end <= end and one.end - one.start < end - start for one in met):
                    kept = [entry for entry in entries if _may_be(state, start, end, entry, hasty=start in hasty)]
                    found.setdefault((start, end), []).extend(kept)
        for span, entries in found.items():
            state.candidates += _candidates(span, entries)
        taken = {index for span in found for index in range(*span)}.union(holders)
        state.candidates += self._by_initials(state, sources, taken)
        return doc

    def _by_initials(self, state: TaggingState, sources: list[NearNames], taken: set[int]) -> Iterator[Candidate]:
        met = _met(state)
        defined = {definition.short for definition in state.definitions}
        for index, form in enumerate(state.words.forms):
            short = form.removesuffix("s")
            if not (_FEWEST_INITIALS <= len(short) <= _MOST_INITIALS and short.isupper() and short.isalpha()):
                continue
            if index in taken or form in defined:
                continue
            if short in met:
                for label, ids in met[short].items():
                    yield Candidate(index, index + 1, label, Evidence.INITIALS, ids)
                continue
            entries = next((known for source in sources if (known := source.with_initials(short))), [])
            for kind in dict.fromkeys(entry.mention_label() for entry in entries):  # what it is, not which it is
                yield Candidate(index, index + 1, kind, Evidence.INITIALS)


def _met(state: TaggingState) -> dict[str, dict[MentionLabel, tuple[str, ...]]]:
    """Initials of the names met in the document, with their labels and the entries they may be."""
    found: dict[str, dict[MentionLabel, tuple[str, ...]]] = {}
    for candidate in state.of(*_NAMED):
        if candidate.label is not None:
            for short in initials(state.words.forms[candidate.start : candidate.end]):
                found.setdefault(short, {}).setdefault(candidate.label, candidate.entity_ids)
    return found


def _whole(lower: str) -> str:
    """The word that `lower` is short for; else itself."""
    return _abbreviations().get(lower, lower)


def _is_sure_slip(written: str, meant: str) -> bool:
    """Whether one word alone tells the name meant: as written, with letters swapped, or long."""
    return sorted(written) == sorted(meant) or len(meant) > _SHORTEST_ALONE


def _may_be(state: TaggingState, start: int, end: int, entry: Entry, *, hasty: bool) -> bool:
    """Whether words written so may be that name: rule 7 knows no body by its common name in small letters."""
    words = state.words
    text = words.between(start, end)
    if not text.islower():
        return end - start > 1 or len(text) >= _SHORTEST_CASELESS
    if any(is_acronym(name) and name.lower() == text for name in entry.names()):
        return len(text) >= _SHORTEST_CASELESS
    if entry.label == "service":
        return hasty or end - start > 1
    if hasty and entry.scope != LOCAL and words.lower[end - 1] not in heads():
        return True  # “peabody”, “royal free”: no common noun
    follows = words.forms[end] if end < len(words) else "\n"
    opens = start == 0 or "\n" in words.forms[start - 1]
    return opens and follows in _LABEL_MARKS and end - start == 1


def _candidates(span: tuple[int, int], entries: Sequence[Entry]) -> list[Candidate]:
    by_label: dict[MentionLabel, dict[str, None]] = {}
    for entry in entries:
        label = entry.mention_label()
        if label is not None:
            by_label.setdefault(label, {})[entry.id] = None
    return [Candidate(*span, label, Evidence.ALIKE, tuple(ids)) for label, ids in by_label.items()]


@Language.factory(NAME, default_config={"folder": None, "use_boroughs": True})
def create_near_name_finder(nlp: Language, name: str, folder: str | None, use_boroughs: bool) -> NearNameFinder:  # noqa: ARG001, FBT001 spaCy calls factories so
    """Factory for spaCy."""
    return NearNameFinder(Path(folder) if folder else None, use_boroughs=use_boroughs)
