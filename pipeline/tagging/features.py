"""What the sequence model sees of a token: the word and its neighbours, and what the rules before it found.

Features of a word depend on the word alone and are worked out once for each distinct word; features of a place are
short lists. Both count at the token itself and at its neighbours, each neighbour with weights of its own.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import NamedTuple

from pipeline.tagging.heads import heads
from pipeline.tagging.lines import BULLETS, DASHES, is_marker
from pipeline.tagging.registry.names import place_words
from pipeline.tagging.state import Candidate, TaggingState
from pipeline.tagging.styles import small_sections
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import QUOTES, Words, is_acronym

WORD_REACH = 2
PLACE_REACH = 1
_COMMON = word_list("common")
_FORM_WORDS = word_list("form_words")
_RUN_JOINTS = frozenset({"of", "and", "&", "for", "in", "the", "'s", "’s", "-", "/"})
_MARKERS = BULLETS | DASHES
_STOPS = frozenset(".!?")
_LONGEST_RUN = 8


class TokenFeatures(NamedTuple):
    """Features of a document by name: distinct words with theirs, the word of each token, the places' own."""

    words: list[list[str]]
    word_of: list[int]
    places: list[list[str]]


def features_of(state: TaggingState, vocabulary: frozenset[str]) -> TokenFeatures:
    """Features of every token. `vocabulary`: words known to be ordinary, in lower case."""
    forms = state.words.forms
    numbers = {form: number for number, form in enumerate(dict.fromkeys(forms))}
    ordinary = vocabulary | {form for form in numbers if form.islower()}
    words = [word_features(form, ordinary) for form in numbers]
    return TokenFeatures(words, [numbers[form] for form in forms], place_features(state))


@lru_cache(maxsize=65536)
def shape_of(word: str) -> str:
    """Coarse shape: Xx, XX, X, xx, XxX (inner capitals), Xd (with digits), d, or the mark itself."""
    if word.isspace():
        return "\\n"
    if not word[0].isalnum() and word[0] != "#":
        return word[0]
    if word.isdigit():
        return "d"
    if any(char.isdigit() for char in word):
        return "Xd" if word[0].isupper() else "xd"
    if word.islower():
        return "xx"
    if word.isupper():
        return "XX" if len(word) > 1 else "X"
    if word.istitle() or (word[0].isupper() and word[1:].islower()):
        return "Xx"
    return "XxX" if is_acronym(word) else "xX" if word[0].islower() else "XxXx"


def word_features(word: str, ordinary: frozenset[str] | set[str]) -> list[str]:
    """Features of a word by itself."""
    lower = word.casefold()
    shape = shape_of(word)
    found = [f"w={lower}", f"shape={shape}"]
    if not word[0].isalnum():
        return found
    found += [f"suffix={lower[-3:]}", f"prefix={lower[:3]}"]
    if word in place_words():
        found.append("place")
    known = "ordinary" if lower in ordinary else "unusual"
    found.append(f"{known}/{shape}")
    if lower in _COMMON:
        found.append("common")
    if lower in _FORM_WORDS:
        found.append(f"form-word/{shape}")
    head = heads().get(lower)
    if head is not None:
        found += [f"head={head.label}/{head.weight}", f"head={head.label}/{shape}"]
    if shape in {"XX", "XxX"}:
        found += [f"length={min(len(word), 6)}", f"ends={word[-1]}", f"ends2={word[-2:]}"]
    return found


def place_features(state: TaggingState) -> list[list[str]]:
    """Features of each token's place: rules' findings, position in the line, the run of capitals it stands in."""
    words = state.words
    places: list[list[str]] = [[] for _ in words.forms]
    widest: dict[tuple[int, str], Candidate] = {}
    for candidate in state.candidates:
        key = (candidate.end, f"{candidate.evidence}{candidate.label}")
        known = widest.get(key)
        if known is None or candidate.start < known.start:
            widest[key] = candidate
    for candidate in widest.values():
        _mark(places, candidate)
    _mark_small(state, places)
    _mark_positions(state, places)
    _mark_runs(words, places)
    _mark_neighbours(words, places)
    return places


def _mark_neighbours(words: Words, places: list[list[str]]) -> None:
    """Pairs of words and triples of shapes."""
    known = place_words()
    lower = ("", *words.lower)
    shapes = ("", *(shape_of(form) for form in words.forms), "")
    rows = zip(places, words.forms, itertools.pairwise(lower), shapes, shapes[1:], shapes[2:], strict=False)
    for place, form, (lower_before, own_lower), before, own, after in rows:
        if form in known:
            place.append(f"place between {before} {after}")
        place.append(f"{lower_before} {own_lower}")
        place.append(f"{before} {own} {after}")


def _mark(places: list[list[str]], candidate: Candidate) -> None:
    what = f"{candidate.evidence.value}:{candidate.label}"
    last = candidate.end - 1
    if last == candidate.start:
        places[last].append(f"{what}:U")
        return
    for index in range(candidate.start, candidate.end):
        part = "B" if index == candidate.start else "L" if index == last else "I"
        places[index].append(f"{what}:{part}")


def _mark_small(state: TaggingState, places: list[list[str]]) -> None:
    """What the rules found counts otherwise in a narrative written in small letters."""
    for number in small_sections(state):
        for place in places[state.sections[number].start : state.sections[number].end]:
            place += [f"small {mark}" for mark in place]


def _mark_positions(state: TaggingState, places: list[list[str]]) -> None:
    words = state.words
    firsts = {section.start for section in state.sections}
    before = "\n"
    for index, place in enumerate(places):
        if index in firsts or "\n" in before:
            place.append("line-first")
        elif before in _MARKERS and is_marker(words, index - 1, 0):
            place.append("item-first")
        elif before in _STOPS:
            place.append("sentence-first")
        if before == "(":
            place.append("bracketed")
        elif before in QUOTES:
            place.append("quoted")
        before = words.forms[index]


def _mark_runs(words: Words, places: list[list[str]]) -> None:
    """Tell every capitalised token what the last word of its run, and the word after it, say about the kind."""
    index = 0
    size = len(words)
    while index < size:
        if not words.capitalised[index]:
            index += 1
            continue
        stop = _run_end(words, index)
        head = heads().get(words.forms[stop - 1].casefold())
        after = heads().get(words.forms[stop].casefold()) if stop < size else None
        marks = [f"run={min(stop - index, 5)}"]
        if head is not None:
            marks.append(f"run-head={head.label}/{head.weight}")
        if after is not None and not words.capitalised[stop]:
            marks.append(f"run-after={after.label}")
        for marked in places[index:stop]:
            marked.extend(marks)
        index = stop


def _run_end(words: Words, index: int) -> int:
    stop = index + 1
    size = len(words)
    while stop < size and stop - index < _LONGEST_RUN:
        if words.capitalised[stop]:
            stop += 1
        elif words.forms[stop].casefold() in _RUN_JOINTS and stop + 1 < size and words.capitalised[stop + 1]:
            stop += 2
        else:
            break
    return stop
