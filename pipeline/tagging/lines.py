"""Lines and sentences of a document, as ranges of tokens."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from pipeline.tagging.state import TaggingState
from pipeline.tagging.words import is_capitalised

BULLETS = frozenset("•●▪◦‣·*➢➤")
DASHES = frozenset("-–—")
_STOPS = frozenset(".!?")
_NO_STOP_AFTER = frozenset({"st", "dr", "mr", "mrs", "ms", "no", "inc", "approx", "eg", "ie", "incl", "vs", "dept"})


def is_break(doc: Doc, index: int) -> bool:
    """The token is a line break."""
    return "\n" in doc[index].text or "\r" in doc[index].text


def lines(doc: Doc, state: TaggingState) -> Iterator[tuple[int, int, int]]:
    """(section, start, end) of every line, white space at its ends left out."""
    for number, section in enumerate(state.sections):
        start = section.start
        for index in range(section.start, section.end + 1):
            if index == section.end or is_break(doc, index):
                if index > start:
                    yield number, start, index
                start = index + 1


def is_marker(doc: Doc, index: int, floor: int) -> bool:
    """The token is a bullet, or a dash that opens a line or an item rather than joining two words."""
    text = doc[index].text
    if text in BULLETS:
        return True
    if text not in DASHES:
        return False
    if index == floor:
        return True
    return bool(doc[index - 1].whitespace_) and not doc[index].whitespace_


def ends_sentence(doc: Doc, index: int, end: int) -> bool:
    """A sentence ends after this token, which is followed by another at most at `end`."""
    text = doc[index].text
    if text not in _STOPS or index + 1 >= end:
        return False
    if text == "." and index and doc[index - 1].lower_ in _NO_STOP_AFTER:
        return False
    following = doc[index + 1].text
    return (
        is_capitalised(following) or following in BULLETS or following in DASHES or following[0] in "\"'“‘(0123456789"
    )


def sentences(doc: Doc, state: TaggingState) -> list[tuple[int, int]]:
    """Ranges of tokens that no name crosses: sentences and list items. Worked out once for a document."""
    if state.sentences is None:
        state.sentences = [part for _, start, end in lines(doc, state) for part in _parts(doc, start, end)]
    return state.sentences


def _parts(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for index in range(start, end):
        text = doc[index].text
        if index > begin and (text in BULLETS or text in DASHES) and is_marker(doc, index, start):
            yield begin, index
            begin = index
        if text in _STOPS and ends_sentence(doc, index, end):
            yield begin, index + 1
            begin = index + 1
    if end > begin:
        yield begin, end
