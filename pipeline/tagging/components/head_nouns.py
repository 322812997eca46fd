"""Names told by their last word: "Serious Violence Prevention Panel", "MARVE meetings", "Context Intervention Unit".

Also names told by their first: "Operation X", "Project X", "HMP X", "London Borough of X".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.heads import heads
from pipeline.tagging.lines import opens_sentence, sentences
from pipeline.tagging.registry.names import place_words
from pipeline.tagging.state import Candidate, Evidence, state_of
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import POSSESSIVES, Words

NAME = "vvrap_head_nouns"
LEADING = word_list("leading")
STARTERS = word_list("starters")
FORM_WORDS = word_list("form_words")
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
_YOUNG, _FOUNDATION = "young", "foundation"
"""“Young … Foundation” is the infrastructure body of a borough's youth sector; “Young …” alone the council's offer."""
_LONGEST = 12


def find_heads(words: Words, start: int, end: int, places: frozenset[int] = frozenset()) -> Iterator[Candidate]:
    """Candidates of one sentence: for each head noun the longest name that ends in it, and its parts.

    Parts begin after an "and", or where names of places begin: `places` holds the first token of each.
    """
    known = heads()
    for index, lower in enumerate(words.lower[start:end], start):
        head = known.get(lower)
        if head is not None and head.label is not None:
            yield from _ending_at(words, start, index, head.label, places)
        first = _FIRST_WORDS.get(lower)
        if first and words.capitalised[index]:
            stop = _run_right(words, index + 1, end)
            if stop > index + 1:
                yield Candidate(index, stop, first, Evidence.HEAD)
        if lower == _YOUNG and words.capitalised[index]:
            stop = _borough_end(words, index + 1, end)
            if stop > index + 1 and (stop == end or words.lower[stop] != _FOUNDATION):
                yield Candidate(index, stop, "service", Evidence.HEAD)
        if lower in _BODIES and words.capitalised[index]:
            stop = _body_end(words, index, end)
            if stop > index + 2:
                yield Candidate(index, stop, "agency", Evidence.HEAD)


def _ending_at(
    words: Words, floor: int, index: int, label: MentionLabel, places: frozenset[int]
) -> Iterator[Candidate]:
    begin = _run_left(words, floor, index)
    begin = _strip(words, begin, index)
    if begin == index or not words.capitalised[begin]:
        return
    yield _named(words, begin, index, label)
    for place in range(begin + 1, index):
        if place in places and words.lower[place - 1] not in _JOINTS:
            yield _named(words, place, index, label)
    for joint in range(index - 1, begin, -1):
        if words.lower[joint] in {"and", "&", ",", "/"}:
            part = _strip(words, joint + 1, index)
            if part < index and words.capitalised[part]:
                yield _named(words, part, index, label)


def _named(words: Words, begin: int, index: int, label: MentionLabel) -> Candidate:
    """The name from `begin` to its head at `index`."""
    young = words.lower[begin] == _YOUNG and words.lower[index] == _FOUNDATION
    return Candidate(begin, index + 1, "agency" if young else label, Evidence.HEAD)


def _strip(words: Words, begin: int, index: int) -> int:
    while begin < index and (
        words.lower[begin] in LEADING or (not words.forms[begin][0].isalnum() and words.forms[begin][0] != "#")
    ):
        begin += 1
    return begin


def _run_left(words: Words, floor: int, index: int) -> int:
    begin = index
    while begin - 1 >= floor and index - begin < _LONGEST:
        form, lower, capitalised = words.forms[begin - 1], words.lower[begin - 1], words.capitalised[begin - 1]
        if capitalised and (lower in STARTERS or (lower in FORM_WORDS and opens_sentence(words, begin - 1))):
            break
        if (
            capitalised
            or form in POSSESSIVES
            or form.isdigit()
            or lower in _SMALL_PARTS
            or (lower in _JOINTS and begin - 2 >= floor and _joins(words, begin - 1, floor))
        ):
            begin -= 1
        else:
            break
    while begin < index and not words.capitalised[begin]:
        begin += 1
    return begin


def _joins(words: Words, index: int, floor: int) -> bool:
    """The joint at `index` stands between two parts of one name."""
    if words.forms[index] in {"-", "–", "/"} and words.spaced[index] != words.spaced[index - 1]:
        return False
    before = index - 1
    if words.lower[before] in _JOINTS and before - 1 >= floor:
        before -= 1
    return words.capitalised[before] or words.forms[before] in POSSESSIVES


def _run_right(words: Words, index: int, end: int) -> int:
    stop = index
    while stop < end and stop - index < 3 and (words.capitalised[stop] or words.forms[stop].isdigit()):
        stop += 1
    return stop


def _borough_end(words: Words, index: int, end: int) -> int:
    """Where a borough's name ends that begins here; `index` when none does."""
    stop = index
    while stop < end and words.forms[stop] in place_words():
        stop += 1
    return stop


def _body_end(words: Words, index: int, end: int) -> int:
    """Where "Department of Health and Social Care" ends: at the last capital that joints lead to."""
    if index + 2 >= end or words.lower[index + 1] not in {"of", "for"}:
        return index
    stop = reach = index + 2
    while reach < end and reach - index < _LONGEST:
        if words.capitalised[reach] or words.forms[reach] in POSSESSIVES:
            stop = reach + 1
        elif words.lower[reach] not in {"and", "&", ",", "for", "of", "the"}:
            break
        reach += 1
    return stop


class HeadNounFinder:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        places = frozenset(c.start for c in state.candidates if c.evidence is Evidence.PLACE)
        for start, end in sentences(state):
            state.candidates += dict.fromkeys(find_heads(state.words, start, end, places))
        return doc


@Language.factory(NAME)
def create_head_noun_finder(nlp: Language, name: str) -> HeadNounFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy."""
    return HeadNounFinder()
