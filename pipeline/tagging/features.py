"""What the sequence model sees of a token: the word and its neighbours, and what the rules before it found.

Features of a word depend on the word alone and are worked out once for each distinct word; features of a place are
short lists. Both count at the token itself and at its neighbours, each neighbour with weights of its own.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from models.reference.boroughs import authorities
from pipeline.tagging.heads import heads
from pipeline.tagging.lines import BULLETS, DASHES, is_marker
from pipeline.tagging.state import Candidate, TaggingState
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import QUOTES, is_acronym, is_capitalised

WORD_REACH = 2
PLACE_REACH = 1
_COMMON = word_list("common")
_RUN_JOINTS = frozenset({"of", "and", "&", "for", "in", "the", "'s", "’s", "-", "/"})
_MARKERS = BULLETS | DASHES
_STOPS = frozenset(".!?")
_LONGEST_RUN = 8


@cache
def place_words() -> frozenset[str]:
    """Words of the boroughs' names."""
    words = {word for authority in authorities() for word in authority.borough.name.split()}
    return frozenset(word for word in words if word[0].isupper() and word not in {"City", "London"})


class TokenFeatures(NamedTuple):
    """Features of a document by name: distinct words with theirs, the word of each token, the places' own."""

    words: list[list[str]]
    word_of: list[int]
    places: list[list[str]]


def features_of(doc: Doc, state: TaggingState, vocabulary: frozenset[str]) -> TokenFeatures:
    """Features of every token. `vocabulary`: words known to be ordinary, in lower case."""
    ordinary = vocabulary | {token.text for token in doc if token.text.islower()}
    numbers: dict[str, int] = {}
    words: list[list[str]] = []
    word_of = []
    for token in doc:
        text = token.text
        if text not in numbers:
            numbers[text] = len(words)
            words.append(word_features(text, ordinary))
        word_of.append(numbers[text])
    return TokenFeatures(words, word_of, place_features(doc, state))


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
    head = heads().get(lower)
    if head is not None:
        found += [f"head={head.label}/{head.weight}", f"head={head.label}/{shape}"]
    if shape in {"XX", "XxX"}:
        found += [f"length={min(len(word), 6)}", f"ends={word[-1]}", f"ends2={word[-2:]}"]
    return found


def place_features(doc: Doc, state: TaggingState) -> list[list[str]]:
    """Features of each token's place: rules' findings, position in the line, the run of capitals it stands in."""
    places: list[list[str]] = [[] for _ in doc]
    widest: dict[tuple[int, str], Candidate] = {}
    for candidate in state.candidates:
        key = (candidate.end, f"{candidate.evidence}{candidate.label}")
        known = widest.get(key)
        if known is None or candidate.start < known.start:
            widest[key] = candidate
    for candidate in widest.values():
        _mark(places, candidate)
    _mark_positions(doc, state, places)
    _mark_runs(doc, places)
    _mark_neighbours(doc, places)
    return places


def _mark_neighbours(doc: Doc, places: list[list[str]]) -> None:
    """Pairs of words and triples of shapes."""
    lower = ["", *(token.lower_ for token in doc), ""]
    shapes = ["", *(shape_of(token.text) for token in doc), ""]
    for index, place in enumerate(places):
        if doc[index].text in place_words():
            place.append(f"place between {shapes[index]} {shapes[index + 2]}")
        place.append(f"{lower[index]} {lower[index + 1]}")
        place.append(f"{shapes[index]} {shapes[index + 1]} {shapes[index + 2]}")


def _mark(places: list[list[str]], candidate: Candidate) -> None:
    what = f"{candidate.evidence.value}:{candidate.label}"
    last = candidate.end - 1
    if last == candidate.start:
        places[last].append(f"{what}:U")
        return
    for index in range(candidate.start, candidate.end):
        part = "B" if index == candidate.start else "L" if index == last else "I"
        places[index].append(f"{what}:{part}")


def _mark_positions(doc: Doc, state: TaggingState, places: list[list[str]]) -> None:
    firsts = {section.start for section in state.sections}
    before = "\n"
    for index, token in enumerate(doc):
        place = places[index]
        if index in firsts or "\n" in before:
            place.append("line-first")
        elif before in _MARKERS and is_marker(doc, index - 1, 0):
            place.append("item-first")
        elif before in _STOPS:
            place.append("sentence-first")
        if before == "(":
            place.append("bracketed")
        elif before in QUOTES:
            place.append("quoted")
        before = token.text


def _mark_runs(doc: Doc, places: list[list[str]]) -> None:
    """Tell every capitalised token what the last word of its run, and the word after it, say about the kind."""
    texts = [token.text for token in doc]
    index = 0
    size = len(texts)
    while index < size:
        if not is_capitalised(texts[index]):
            index += 1
            continue
        stop = _run_end(texts, index)
        head = heads().get(texts[stop - 1].casefold())
        after = heads().get(texts[stop].casefold()) if stop < size else None
        marks = [f"run={min(stop - index, 5)}"]
        if head is not None:
            marks.append(f"run-head={head.label}/{head.weight}")
        if after is not None and not is_capitalised(texts[stop]):
            marks.append(f"run-after={after.label}")
        for marked in places[index:stop]:
            marked.extend(marks)
        index = stop


def _run_end(texts: list[str], index: int) -> int:
    stop = index + 1
    size = len(texts)
    while stop < size and stop - index < _LONGEST_RUN:
        if is_capitalised(texts[stop]):
            stop += 1
        elif texts[stop].casefold() in _RUN_JOINTS and stop + 1 < size and is_capitalised(texts[stop + 1]):
            stop += 2
        else:
            break
    return stop
