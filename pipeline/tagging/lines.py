"""Lines and sentences of a document, as ranges of tokens."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.tagging.state import TaggingState
from pipeline.tagging.words import Words

BULLETS = frozenset("•●▪◦‣·*➢➤")
DASHES = frozenset("-–—")
_STOPS = frozenset(".!?")
_CELL_BREAKS = frozenset("|¦→›»£")
"""Marks that part the cells of a table set as text, and amounts: no name reaches over them."""
_OPENINGS = frozenset("\"'“‘(0123456789")
_GOES_ON = frozenset({",", "(", "&", "/", "'s", "’s"})
"""Marks after which a sentence goes on."""
_NO_STOP_AFTER = frozenset({"st", "dr", "mr", "mrs", "ms", "no", "inc", "approx", "eg", "ie", "incl", "vs", "dept"})


def is_break(form: str) -> bool:
    """The word is a line break."""
    return "\n" in form or "\r" in form


def lines(state: TaggingState) -> Iterator[tuple[int, int, int]]:
    """(section, start, end) of every line, white space at its ends left out."""
    for number, section in enumerate(state.sections):
        start = section.start
        for index, form in enumerate(state.words.forms[start : section.end], start):
            if is_break(form):
                if index > start:
                    yield number, start, index
                start = index + 1
        if section.end > start:
            yield number, start, section.end


def is_marker(words: Words, index: int, floor: int) -> bool:
    """The word is a bullet, or a dash that opens a line or an item rather than joining two words."""
    form = words.forms[index]
    if form in BULLETS:
        return True
    if form not in DASHES:
        return False
    if index == floor:
        return True
    return words.spaced[index - 1] and not words.spaced[index]


def ends_sentence(words: Words, index: int, end: int) -> bool:
    """A sentence ends after this word, which is followed by another at most at `end`."""
    form = words.forms[index]
    if form not in _STOPS or index + 1 >= end:
        return False
    if form == "." and index and words.lower[index - 1] in _NO_STOP_AFTER:
        return False
    following = words.forms[index + 1]
    return words.capitalised[index + 1] or following in BULLETS or following in DASHES or following[0] in _OPENINGS


def sentences(state: TaggingState) -> list[tuple[int, int]]:
    """Ranges of words that no name crosses: sentences and list items. Worked out once for a document."""
    if state.sentences is None:
        state.sentences = [part for _, start, end in lines(state) for part in _parts(state.words, start, end)]
    return state.sentences


def _parts(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for index, form in enumerate(words.forms[start:end], start):
        if index > begin and is_marker(words, index, start):
            yield begin, index
            begin = index
        if index > begin and (form in _CELL_BREAKS or form.isspace()):
            yield begin, index
            begin = index
        if form in _STOPS and ends_sentence(words, index, end):
            yield begin, index + 1
            begin = index + 1
    if end > begin:
        yield begin, end


def opens_sentence(words: Words, index: int) -> bool:
    """The word stands where a capital says nothing: at the start of a text, line, sentence or item."""
    if index == 0:
        return True
    before = words.forms[index - 1]
    return not (before[0].isalnum() or before in _GOES_ON)
