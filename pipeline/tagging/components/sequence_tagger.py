"""The trained sequence model as a step: every span it gives a chance worth looking at becomes a candidate."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.lines import is_break
from pipeline.tagging.sequence_model import SequenceModel
from pipeline.tagging.shipped import SHIPPED, models_named
from pipeline.tagging.state import LABELS, Candidate, Evidence, state_of
from pipeline.tagging.words import POSSESSIVES, Words

NAME = "vvrap_sequence_tagger"
_ARTICLES = frozenset({"the", "a", "an", "our", "this", "their", "its"})
_NEVER_INSIDE = frozenset({":", ";", "(", ")", "•"})
FLOOR = 0.02
"""Spans less likely than this are not looked at; with it 19 of 20 annotated names are among the candidates."""


class SequenceTagger:
    """The component."""

    def __init__(self, model: SequenceModel) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        chances: dict[tuple[int, int, MentionLabel], float] = {}
        for score in self.model.score_spans(state, FLOOR):
            start, end = trim(state.words, score.start, score.end)
            if start < end:
                key = (start, end, LABELS[score.label])
                chances[key] = chances.get(key, 0.0) + score.probability
        for (start, end, label), chance in chances.items():
            state.candidates.append(Candidate(start, end, label, Evidence.MODEL, probability=min(chance, 1.0)))
        return doc


def trim(words: Words, start: int, end: int) -> tuple[int, int]:
    """The span without articles and marks at its ends; empty when a colon or a line break stands inside."""
    forms = words.forms
    while start < end and (
        words.lower[start] in _ARTICLES or not (forms[start][0].isalnum() or forms[start][0] == "#")
    ):
        start += 1
    while end > start and not forms[end - 1][0].isalnum() and forms[end - 1] not in POSSESSIVES:
        end -= 1
    if any(form in _NEVER_INSIDE or is_break(form) for form in forms[start:end]):
        return start, start
    return start, end


@Language.factory(NAME, default_config={"models": SHIPPED})
def create_sequence_tagger(nlp: Language, name: str, models: str) -> SequenceTagger:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy, with the models of that name."""
    return SequenceTagger(models_named(models).sequence)
