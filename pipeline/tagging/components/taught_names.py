"""What the document itself teaches: a name met once with good evidence tags its other mentions.

Also "X Team" teaches "X" when X is a short form, and a definition teaches its short form wherever it is in force.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.components.definitions import in_force
from pipeline.tagging.components.near_names import is_one_slip
from pipeline.tagging.state import Candidate, Evidence, TaggingState, state_of
from pipeline.tagging.words import Words, cut, is_acronym

NAME = "vvrap_taught_names"
_SOLID = frozenset({Evidence.REGISTRY, Evidence.DEFINITION})
_SURE = 0.6
"""The sequence model's probability from which a name is taught on."""
_STEM_AND_HEAD = 2
"""Tokens of "PAC team", which teaches "PAC"."""
_LONG_ENOUGH = 4
"""Letters from which a slip is told from another short form."""


def taught_names(state: TaggingState) -> dict[str, dict[MentionLabel, set[int]]]:
    """Names as written, the labels they were met with on good evidence, and the tokens they were met at."""
    words = state.words
    names: dict[str, dict[MentionLabel, set[int]]] = {}
    for candidate in state.candidates:
        if candidate.label is None or not _is_good(words, candidate):
            continue
        taught = [words.between(candidate.start, candidate.end)]
        if candidate.end - candidate.start == _STEM_AND_HEAD and is_acronym(words.forms[candidate.start]):
            taught.append(words.forms[candidate.start])
        for name in taught:
            names.setdefault(name, {}).setdefault(candidate.label, set()).add(candidate.start)
    return names


def _is_good(words: Words, candidate: Candidate) -> bool:
    if candidate.evidence is Evidence.MODEL:
        return candidate.probability >= _SURE
    if candidate.evidence is Evidence.SPEAKER:
        return is_acronym(words.forms[candidate.start])
    return False


def find_taught(doc: Doc, state: TaggingState) -> Iterator[Candidate]:
    """Every mention of a name that another place in the document taught."""
    names = taught_names(state)
    matcher = PhraseMatcher(doc.vocab, attr="ORTH")
    for name in names:
        matcher.add(name, [Doc(doc.vocab, *cut(name))])
    for key, start, end in matcher(doc):
        for label, places in sorted(names[doc.vocab.strings[key]].items()):
            if places - {start}:
                yield Candidate(start, end, label, Evidence.DOCUMENT)


def find_slips(state: TaggingState) -> Iterator[Candidate]:
    """Short forms one slip of the pen away from a known one of the same document: KRSPC for KRSCP, TTSG for TTCG."""
    known: dict[str, Candidate] = {}
    for candidate in state.candidates:
        if candidate.end - candidate.start == 1 and candidate.evidence in _SOLID:
            known.setdefault(state.words.forms[candidate.start], candidate)
    for index, form in enumerate(state.words.forms):
        if len(form) < _LONG_ENOUGH or not form.isupper() or not form.isalpha() or form in known:
            continue
        for name, candidate in known.items():
            if candidate.label is not None and len(form) == len(name) and is_one_slip(form, name):
                yield Candidate(index, index + 1, candidate.label, Evidence.DOCUMENT, candidate.entity_ids)
                break


def find_defined(doc: Doc, state: TaggingState) -> Iterator[Candidate]:
    """Every mention of a short form where a definition of it is in force."""
    table = in_force(state)
    shorts = {short for short, _ in table}
    if not shorts:
        return
    matcher = PhraseMatcher(doc.vocab, attr="ORTH")
    for short in sorted(shorts):
        matcher.add(short, [Doc(doc.vocab, *cut(short))])
    ends = [section.end for section in state.sections]
    number = 0
    for key, start, end in sorted(matcher(doc), key=lambda match: match[1]):
        while start >= ends[number]:
            number += 1
        definition = table[doc.vocab.strings[key], number]
        if definition is None or (start, end) == definition.short_span:
            continue
        if definition.is_topic:
            yield Candidate(start, end, None, Evidence.DEFINITION)
        elif definition.label is not None:
            yield Candidate(start, end, definition.label, Evidence.DEFINITION)


class TaughtNames:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        state.candidates += [*find_taught(doc, state), *find_defined(doc, state), *find_slips(state)]
        return doc


@Language.factory(NAME)
def create_taught_names(nlp: Language, name: str) -> TaughtNames:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy."""
    return TaughtNames()
