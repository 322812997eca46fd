"""Runs of capitalised words that nothing else explains: not tagged for that alone, but a person should see them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.tagging.components.head_nouns import FORM_WORDS, LEADING
from pipeline.tagging.lines import opens_sentence, sentences
from pipeline.tagging.state import Candidate, Evidence, TaggingState, state_of
from pipeline.tagging.words import POSSESSIVES, Words

NAME = "vvrap_capitals"
_JOINTS = frozenset({"of", "and", "&", "for", "in", "the", "to", "into", "off", "-", "it"})
_LONGEST = 8


def find_runs(state: TaggingState) -> Iterator[Candidate]:
    """A service for each run, since a name that no rule and no model knows is most often one."""
    words = state.words
    written_small = {form for form in words.forms if form.islower()}
    for start, end in sentences(state):
        index = start
        while index < end:
            stop = _run_end(words, index, end)
            if stop == index:
                index += 1
                continue
            begin = index
            while begin < stop and (
                words.lower[begin] in LEADING or (words.lower[begin] in FORM_WORDS and opens_sentence(words, begin))
            ):
                begin += 1
            ordinary = stop - begin == 1 and opens_sentence(words, begin) and words.lower[begin] in written_small
            if begin < stop and not ordinary and any(char.isalpha() for char in words.forms[begin]):
                yield Candidate(begin, stop, "service", Evidence.CAPITALS)
                yield from _parts(words, begin, stop)
            index = stop


def _parts(words: Words, begin: int, stop: int) -> Iterator[Candidate]:
    for joint in range(begin + 1, stop - 1):
        if words.lower[joint] in {"and", "&"}:
            yield Candidate(begin, joint, "service", Evidence.CAPITALS)
            yield Candidate(joint + 1, stop, "service", Evidence.CAPITALS)


def _run_end(words: Words, index: int, end: int) -> int:
    stop = index
    while stop < end and stop - index < _LONGEST:
        if (
            words.capitalised[stop]
            or (stop > index and (words.forms[stop].isdigit() or words.forms[stop] in POSSESSIVES))
            or (stop > index and words.lower[stop] in _JOINTS and stop + 1 < end and _goes_on(words, stop + 1, end))
        ):
            stop += 1
        else:
            break
    return stop


def _goes_on(words: Words, index: int, end: int) -> bool:
    """A capital comes next, at most one joint away."""
    if words.capitalised[index]:
        return True
    return words.lower[index] in _JOINTS and index + 1 < end and words.capitalised[index + 1]


class CapitalFinder:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        state.candidates += find_runs(state)
        return doc


@Language.factory(NAME)
def create_capital_finder(nlp: Language, name: str) -> CapitalFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy."""
    return CapitalFinder()
