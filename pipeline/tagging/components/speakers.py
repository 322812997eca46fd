"""Whose words a block is: labels such as "AFC -", "CSS:", a bare "VAWG", and the blocks they govern.

A label opens a line (or, glued on, a sentence). What follows it, how well the name is known and whether it leads the
action tell a label from a subject ("Trading Standards tested 14 shops") and from a heading ("Domestic abuse:",
guideline, rule 18); a small logistic model weighs these signs. A label governs everything up to the next one.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.tagging.lines import is_marker
from pipeline.tagging.logistic import LogisticModel, sigmoid
from pipeline.tagging.shipped import SHIPPED, models_named
from pipeline.tagging.speaker_signs import Label, find_labels
from pipeline.tagging.state import Candidate, Evidence, SpeakerSegment, TaggingState, state_of

NAME = "vvrap_speakers"


def choose(labels: list[Label], model: LogisticModel) -> list[Label]:
    """The labels that are more likely right than not, the likeliest where several begin at one place."""
    best: dict[int, tuple[float, Label]] = {}
    for label in labels:
        odds = model.log_odds(label.signs)
        if odds > 0 and odds > best.get(label.start, (0.0, label))[0]:
            best[label.start] = (odds, label)
    return [best[start][1] for start in sorted(best)]


def segments(state: TaggingState, chosen: list[Label]) -> list[SpeakerSegment]:
    """What each label governs: everything from the label to the next one, or to the end of its narrative."""
    words = state.words
    found = []
    for number, label in enumerate(chosen):
        following = chosen[number + 1] if number + 1 < len(chosen) else None
        end = state.sections[label.section].end
        if following is not None and following.section == label.section:
            end = following.start
        while end > label.end and (words.forms[end - 1].isspace() or is_marker(words, end - 1, label.end)):
            end -= 1
        found.append(SpeakerSegment(label.start, end, label.start, label.end))
    return found


class SpeakerFinder:
    """The component."""

    def __init__(self, model: LogisticModel) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found to the state of `doc`."""
        state = state_of(doc)
        chosen = choose(find_labels(state), self.model)
        state.speakers = segments(state, chosen)
        for label in chosen:
            kind = label.label or "agency"
            chance = self.probability(label)
            state.candidates.append(Candidate(label.start, label.end, kind, Evidence.SPEAKER, probability=chance))
        return doc

    def probability(self, label: Label) -> float:
        """How likely a span is a speaker's label, 0 to 1."""
        return sigmoid(self.model.log_odds(label.signs))


@Language.factory(NAME, default_config={"models": SHIPPED})
def create_speaker_finder(nlp: Language, name: str, models: str) -> SpeakerFinder:  # noqa: ARG001 spaCy calls factories so
    """Factory for spaCy, with the models of that name."""
    return SpeakerFinder(models_named(models).speakers)
