"""Names told by their last word: "Serious Violence Prevention Panel", "MARVE meetings", "Context Intervention Unit".

Also names told by their first: "Operation X", "Project X", "HMP X", "London Borough of X".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.heads import heads
from pipeline.tagging.lines import sentences
from pipeline.tagging.state import Candidate, Evidence, state_of
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import POSSESSIVES, is_capitalised

NAME = "vvrap_head_nouns"
LEADING = word_list("leading")
STARTERS = word_list("starters")
_JOINTS = word_list("joints")
_SMALL_PARTS = word_list("small_parts")
_FIRST_WORDS: dict[str, MentionLabel] = {
    "op": "service",
    "operation": "service",
    "project": "service",
    "hmp": "agency",
    "hmyoi": "agency",
    "yoi": "agency",
}
_BODIES = frozenset({"department", "ministry", "university", "college"})
"""Followed by "of" or "for" these begin a body's name: "Department of Community and Children's Services"."""
_LONGEST = 12


def find_heads(doc: Doc, start: int, end: int, places: frozenset[int] = frozenset()) -> Iterator[Candidate]:
    """Candidates of one sentence: for each head noun the longest name that ends in it, and its parts.

    Parts begin after an "and", or where names of places begin: `places` holds the first token of each.
    """
    for index in range(start, end):
        head = heads().get(doc[index].lower_)
        if head is not None and head.label is not None:
            yield from _ending_at(doc, start, index, head.label, places)
        first = _FIRST_WORDS.get(doc[index].lower_)
        if first and is_capitalised(doc[index].text):
            stop = _run_right(doc, index + 1, end)
            if stop > index + 1:
                yield Candidate(index, stop, first, Evidence.HEAD)
        if doc[index].lower_ in _BODIES and is_capitalised(doc[index].text):
            stop = _body_end(doc, index, end)
            if stop > index + 2:
                yield Candidate(index, stop, "agency", Evidence.HEAD)


def _ending_at(doc: Doc, floor: int, index: int, label: MentionLabel, places: frozenset[int]) -> Iterator[Candidate]:
    begin = _run_left(doc, floor, index)
    begin = _strip(doc, begin, index)
    if begin == index or not is_capitalised(doc[begin].text):
        return
    if not is_capitalised(doc[index].text) and not any(is_capitalised(doc[i].text) for i in range(begin, index)):
        return
    yield Candidate(begin, index + 1, label, Evidence.HEAD)
    for place in range(begin + 1, index):
        if place in places and doc[place - 1].lower_ not in _JOINTS:
            yield Candidate(place, index + 1, label, Evidence.HEAD)
    for joint in range(index - 1, begin, -1):
        if doc[joint].lower_ in {"and", "&", ",", "/"}:
            part = _strip(doc, joint + 1, index)
            if part < index and is_capitalised(doc[part].text):
                yield Candidate(part, index + 1, label, Evidence.HEAD)


def _strip(doc: Doc, begin: int, index: int) -> int:
    while begin < index and (
        doc[begin].lower_ in LEADING or (not doc[begin].text[0].isalnum() and doc[begin].text[0] != "#")
    ):
        begin += 1
    return begin


def _run_left(doc: Doc, floor: int, index: int) -> int:
    begin = index
    while begin - 1 >= floor and index - begin < _LONGEST:
        word = doc[begin - 1]
        if word.lower_ in STARTERS and is_capitalised(word.text):
            break
        if (
            is_capitalised(word.text)
            or word.text in POSSESSIVES
            or word.text.isdigit()
            or word.lower_ in _SMALL_PARTS
            or (word.lower_ in _JOINTS and begin - 2 >= floor and _joins(doc, begin - 1, floor))
        ):
            begin -= 1
        else:
            break
    while begin < index and not is_capitalised(doc[begin].text):
        begin += 1
    return begin


def _joins(doc: Doc, index: int, floor: int) -> bool:
    """The joint at `index` stands between two parts of one name."""
    if doc[index].text in {"-", "–", "/"} and doc[index].whitespace_ != doc[index - 1].whitespace_:
        return False
    before = index - 1
    if doc[before].lower_ in _JOINTS and before - 1 >= floor:
        before -= 1
    return is_capitalised(doc[before].text) or doc[before].text in POSSESSIVES


def _run_right(doc: Doc, index: int, end: int) -> int:
    stop = index
    while stop < end and stop - index < 3 and (is_capitalised(doc[stop].text) or doc[stop].text.isdigit()):
        stop += 1
    return stop


def _body_end(doc: Doc, index: int, end: int) -> int:
    """Where "Department of Health and Social Care" ends: at the last capital that joints lead to."""
    if index + 2 >= end or doc[index + 1].lower_ not in {"of", "for"}:
        return index
    stop = reach = index + 2
    while reach < end and reach - index < _LONGEST:
        if is_capitalised(doc[reach].text) or doc[reach].text in POSSESSIVES:
            stop = reach + 1
        elif doc[reach].lower_ not in {"and", "&", ",", "for", "of", "the"}:
            break
        reach += 1
    return stop


class HeadNounFinder:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        places = frozenset(c.start for c in state.candidates if c.evidence is Evidence.PLACE)
        for start, end in sentences(doc, state):
            state.candidates += dict.fromkeys(find_heads(doc, start, end, places))
        return doc


@Language.factory(NAME)
def create_head_noun_finder(nlp: Language, name: str) -> HeadNounFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy."""
    return HeadNounFinder()
