"""Names of places, from `places.txt` and the list of boroughs: no mentions, and a warning about capitals."""

from __future__ import annotations

from functools import cache
from importlib import resources

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.tagging.registry.names import place_names
from pipeline.tagging.state import Candidate, Evidence, state_of
from pipeline.tagging.words import cut

NAME = "vvrap_places"
FILENAME = "places.txt"


@cache
def known_places() -> tuple[str, ...]:
    """Places of the file and names of the boroughs, each once."""
    text = resources.files("pipeline.tagging").joinpath(FILENAME).read_text(encoding="utf-8")
    listed = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(dict.fromkeys((*listed, *(name for name in place_names() if not name.isupper()))))


class PlaceFinder:
    """The component."""

    def __init__(self, vocab: Vocab) -> None:
        self._matcher = PhraseMatcher(vocab, attr="ORTH")
        self._matcher.add("place", [Doc(vocab, *cut(name)) for name in known_places()])

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        reach = -1
        for _, start, end in sorted(self._matcher(doc), key=lambda match: (match[1], -match[2])):
            if end > reach:
                state.candidates.append(Candidate(start, end, None, Evidence.PLACE))
                reach = end
        return doc


@Language.factory(NAME)
def create_place_finder(nlp: Language, name: str) -> PlaceFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy."""
    return PlaceFinder(nlp.vocab)
