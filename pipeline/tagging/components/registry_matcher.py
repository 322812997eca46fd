"""Names of the registry, met in the text.

Acronyms and single words count only in the case they are written in; longer names in any case, but never all in
lower case (guideline, rule 7), training offers apart. A name inside a longer one is not a candidate, unless the longer
one was rejected by a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from spacy.attrs import NORM  # type: ignore[import-not-found]  # likewise
from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.phrases import Phrases
from pipeline.tagging.registry.entry import Entry
from pipeline.tagging.registry.files import load_registry
from pipeline.tagging.registry.names import is_apart_by_place, place_names
from pipeline.tagging.registry.variants import is_exact, spellings
from pipeline.tagging.state import Candidate, Evidence, state_of
from pipeline.tagging.words import Words, cut

NAME = "vvrap_registry_matcher"
_NO_PLACE = "city"
"""In small letters no name of the City of London."""
_OFFERS = frozenset({"training", "workshops", "workshop"})


Norm: TypeAlias = Callable[[str], str]


class Use(NamedTuple):
    """One name of one entry."""

    entry: Entry
    ambiguous: bool
    own: bool = False
    """Met with a borough's name in front, which makes it a body of its own."""


class NameMatcher:
    """Finds every name of a set of entries."""

    def __init__(self, norm: Norm, entries: Iterable[Entry]) -> None:
        """norm: gives the form of a word by which the names are found that may vary in case."""
        self._uses: dict[str, list[Use]] = {}
        self._exact: Phrases[str] = Phrases()
        self._folded: Phrases[str] = Phrases()
        for entry in entries:
            for name in entry.names():
                use = Use(entry, name in entry.ambiguous)
                known = self._uses.setdefault(name, [])
                if not known:
                    exact = is_exact(name)
                    phrases = self._exact if exact else self._folded
                    for spelling in spellings(name):
                        words, _ = cut(spelling)
                        phrases.add(words if exact else [norm(word) for word in words], name)
                known.append(use)

    def find(self, words: Words, normed: Sequence[str]) -> dict[tuple[int, int], list[Use]]:
        """Uses by span of words. normed: the form of each word by which names are found that may vary in case."""
        found: dict[tuple[int, int], list[Use]] = {}
        for start, end, name in self._exact.find(words.forms):
            found.setdefault((start, end), []).extend(self._uses[name])
        for start, end, name in self._folded.find(normed):
            if _has_capital(words, start, end) or words.lower[end - 1] in _OFFERS:
                found.setdefault((start, end), []).extend(self._uses[name])
        return found


def _has_capital(words: Words, start: int, end: int) -> bool:
    return any(form[0].isupper() or form[0] == "#" for form in words.forms[start:end])


class RegistryMatcher:
    """The component: general names, and those of the document's boroughs before them."""

    def __init__(self, norm: Norm, folder: Path | None, *, use_boroughs: bool) -> None:
        self._norm = cache(norm)
        self._registry = load_registry(folder)
        self._use_boroughs = use_boroughs
        self._places: Phrases[str] = Phrases()
        for name in place_names():
            self._places.add([self._norm(word) for word in cut(name)[0]], "")
        self._general = NameMatcher(self._norm, self._registry.general_entries())
        self._of_borough = cache(self._make_borough_matcher)

    def _make_borough_matcher(self, slug: str) -> NameMatcher | None:
        entries = self._registry.borough_entries(slug)
        return NameMatcher(self._norm, entries) if entries else None

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        normed = [self._norm(form) for form in state.words.forms]
        found = self._general.find(state.words, normed)
        if self._use_boroughs:
            for slug in state.boroughs:
                matcher = self._of_borough(slug)
                for span, uses in (matcher.find(state.words, normed) if matcher else {}).items():
                    found[span] = merge(uses, found.get(span, []))
        for (start, end), uses in outermost(self._with_places(state.words, normed, found)).items():
            state.candidates += to_candidates(start, end, uses)
        return doc

    def _with_places(
        self, words: Words, normed: Sequence[str], found: dict[tuple[int, int], list[Use]]
    ) -> dict[tuple[int, int], list[Use]]:
        """Boroughs' names belong to a name: "Hackney CSP", "Brent and Harrow Trading Standards", "Age UK Merton"."""
        places = [(start, end) for start, end, _ in self._places.find(normed) if words.forms[start] != _NO_PLACE]
        places.sort(key=lambda span: (span[1], span[0]))
        ends = {end: start for start, end in places}
        starts = dict(places)
        wider = dict(found)
        for (start, end), uses in found.items():
            entities = [
                Use(use.entry, use.ambiguous, own=is_apart_by_place(use.entry)) for use in uses if use.entry.is_entity()
            ]
            begin = _first_place(words, start, ends)
            if entities and begin < start and not (begin and words.capitalised[begin - 1]):
                wider.setdefault((begin, end), entities)
            apart = [use for use in entities if use.own]
            if apart and end in starts and _ends_there(words, end, starts[end]):
                wider.setdefault((start, starts[end]), apart)
        return wider


def _ends_there(words: Words, end: int, stop: int) -> bool:
    """A place from `end` to `stop` ends a name that stands before it: it follows at once and begins no other name."""
    return words.spaced[end - 1] and words.capitalised[end - 1] and not (stop < len(words) and words.capitalised[stop])


def _first_place(words: Words, start: int, places: dict[int, int]) -> int:
    """Where the places begin that stand right before `start`; `start` itself when there is none."""
    begin = places.get(start, start)
    while begin < start and begin >= 2:
        joint = begin - 1
        if words.lower[joint] not in {"and", "&", ",", "/"} or joint not in places:
            break
        begin = places[joint]
    return begin


def merge(own: list[Use], general: list[Use]) -> list[Use]:
    """A borough's own entries go before the general ones of the same name."""
    own_ids = {use.entry.id for use in own}
    if any(not use.ambiguous for use in own):
        return own
    return own + [use for use in general if use.entry.id not in own_ids]


def outermost(found: dict[tuple[int, int], list[Use]]) -> dict[tuple[int, int], list[Use]]:
    """Spans that lie in no longer one, in order of the text. A span that a person rejected hides none inside it."""
    kept: dict[tuple[int, int], list[Use]] = {}
    reach = -1
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if end > reach:
            kept[start, end] = found[start, end]
            if not any(use.entry.label == "rejected" for use in found[start, end]):
                reach = end
    return kept


def to_candidates(start: int, end: int, uses: list[Use]) -> list[Candidate]:
    """One candidate for each label among the uses; a name that is also a topic is ambiguous."""
    by_label: dict[MentionLabel | None, list[Use]] = {}
    for use in uses:
        by_label.setdefault(use.entry.mention_label(), []).append(use)
    if any(use.entry.is_decision() for use in uses):
        return [Candidate(start, end, None, Evidence.DECISION)]
    candidates = []
    for label, of_label in by_label.items():
        doubtful = all(use.ambiguous for use in of_label) or len(by_label) > 1
        ids = tuple(dict.fromkeys(use.entry.id for use in of_label if not use.own))
        evidence = Evidence.AMBIGUOUS if doubtful else Evidence.REGISTRY
        candidates.append(Candidate(start, end, label, evidence, ids))
    return candidates


@Language.factory(NAME, default_config={"folder": None, "use_boroughs": True})
def create_registry_matcher(nlp: Language, name: str, folder: str | None, use_boroughs: bool) -> RegistryMatcher:  # noqa: ARG001, FBT001 spaCy calls factories so
    """Factory for spaCy."""
    norm: Norm = nlp.vocab.lex_attr_getters[NORM]  # type: ignore[attr-defined]  # made by Cython, without types
    return RegistryMatcher(norm, Path(folder) if folder else None, use_boroughs=use_boroughs)
