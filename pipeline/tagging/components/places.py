"""Names of places: no mentions, and a warning about capitals.

They are known from `places.txt` and the list of boroughs, or told by their last word ("Fenchurch Street").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.tagging.phrases import Phrases
from pipeline.tagging.registry.names import place_names
from pipeline.tagging.state import Candidate, Evidence, state_of
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import Words, cut, is_capitalised

NAME = "vvrap_places"
FILENAME = "places.txt"
_ENDS = word_list("place_ends")
_KINDS = word_list("place_kinds")
_BUILDINGS = frozenset({"centre", "hall", "station"})
_LONGEST_FRONT = 2
"""Words of a place's name before those that tell it: "Kensington Memorial | Park", "Ponders End | Youth Centre"."""


@cache
def known_places() -> tuple[str, ...]:
    """Places of the file and names of the boroughs, each once."""
    text = resources.files("pipeline.tagging").joinpath(FILENAME).read_text(encoding="utf-8")
    listed = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(dict.fromkeys((*listed, *(name for name in place_names() if not name.isupper()))))


def told_by_last_word(words: Words) -> Iterator[tuple[int, int]]:
    """Spans such as "Leicester Sq", "Kensington Memorial Park" and "Ponders End Youth Centre"."""
    for index, lower in enumerate(words.lower):
        if lower in _BUILDINGS and index and words.lower[index - 1] in _KINDS:
            front = index - 1
        elif lower in _ENDS:
            front = index
        else:
            continue
        if not words.capitalised[index]:
            continue
        begin = front
        while begin > 0 and front - begin < _LONGEST_FRONT and _names_a_place(words.forms[begin - 1]):
            begin -= 1
        if begin < front:
            yield begin, index + 1


def _names_a_place(word: str) -> bool:
    return is_capitalised(word) and word.isalpha() and not word.isupper()


class PlaceFinder:
    """The component."""

    def __init__(self) -> None:
        self._places: Phrases[str] = Phrases()
        for name in known_places():
            self._places.add(cut(name)[0], "")

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        reach = -1
        spans = [(start, end) for start, end, _ in self._places.find(state.words.forms)]
        for start, end in sorted({*spans, *told_by_last_word(state.words)}, key=lambda span: (span[0], -span[1])):
            if end > reach:
                state.candidates.append(Candidate(start, end, None, Evidence.PLACE))
                reach = end
        return doc


@Language.factory(NAME)
def create_place_finder(nlp: Language, name: str) -> PlaceFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy."""
    return PlaceFinder()
