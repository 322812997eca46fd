"""Runs of capitalised words that nothing else explains: not tagged for that alone, but a person should see them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.tagging.components.head_nouns import LEADING
from pipeline.tagging.judging import opens_sentence
from pipeline.tagging.lines import sentences
from pipeline.tagging.state import Candidate, Evidence, TaggingState, state_of
from pipeline.tagging.words import is_capitalised

NAME = "vvrap_capitals"
_JOINTS = frozenset({"of", "and", "&", "for", "in", "the", "to", "into", "off", "-", "it"})
_LONGEST = 8


def find_runs(doc: Doc, state: TaggingState) -> Iterator[Candidate]:
    """A service for each run, since a name that no rule and no model knows is most often one."""
    written_small = {token.text for token in doc if token.text.islower()}
    for start, end in sentences(doc, state):
        index = start
        while index < end:
            stop = _run_end(doc, index, end)
            if stop == index:
                index += 1
                continue
            begin = index
            while begin < stop and doc[begin].lower_ in LEADING:
                begin += 1
            ordinary = stop - begin == 1 and (opens_sentence(doc, begin) and doc[begin].lower_ in written_small)
            if begin < stop and not ordinary and any(char.isalpha() for char in doc[begin].text):
                yield Candidate(begin, stop, "service", Evidence.CAPITALS)
                yield from _parts(doc, begin, stop)
            index = stop


def _parts(doc: Doc, begin: int, stop: int) -> Iterator[Candidate]:
    for joint in range(begin + 1, stop - 1):
        if doc[joint].lower_ in {"and", "&"}:
            yield Candidate(begin, joint, "service", Evidence.CAPITALS)
            yield Candidate(joint + 1, stop, "service", Evidence.CAPITALS)


def _run_end(doc: Doc, index: int, end: int) -> int:
    stop = index
    while stop < end and stop - index < _LONGEST:
        if (
            is_capitalised(doc[stop].text)
            or (stop > index and (doc[stop].text.isdigit() or doc[stop].text in {"'s", "’s"}))
            or (stop > index and doc[stop].lower_ in _JOINTS and stop + 1 < end and _goes_on(doc, stop + 1, end))
        ):
            stop += 1
        else:
            break
    return stop


def _goes_on(doc: Doc, index: int, end: int) -> bool:
    """A capital comes next, at most one joint away."""
    if is_capitalised(doc[index].text):
        return True
    return doc[index].lower_ in _JOINTS and index + 1 < end and is_capitalised(doc[index + 1].text)


class CapitalFinder:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        state.candidates += find_runs(doc, state)
        return doc


@Language.factory(NAME)
def create_capital_finder(nlp: Language, name: str) -> CapitalFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy."""
    return CapitalFinder()
