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
from pipeline.tagging.speaker_places import item_opening
from pipeline.tagging.speaker_signs import Label, find_labels
from pipeline.tagging.state import Candidate, Evidence, SpeakerSegment, TaggingState, state_of

NAME = "vvrap_speakers"


_WEIGHT = 1.2
"""How much the labels before the same mark in one narrative count for each other; 0.4 to 1.5 give much the same."""
_BOUND = 4.0
_ENOUGH = 3
"""Others from which on they count in full."""


def choose(labels: list[Label], model: LogisticModel) -> list[Label]:
    """The labels that are more likely right than not, the likeliest where several begin at one place."""
    odds = [model.log_odds(label.signs) for label in labels]
    rows: dict[tuple[int, str], dict[int, float]] = {}
    for label, own in zip(labels, odds, strict=True):
        row = rows.setdefault((label.section, label.mark), {})
        row[label.start] = max(own, row.get(label.start, -_BOUND))
    best: dict[int, tuple[float, Label]] = {}
    for label, own in zip(labels, odds, strict=True):
        total = own + (_company_of(label, rows[label.section, label.mark]) if label.mark else 0.0)
        if total > 0 and total > best.get(label.start, (0.0, label))[0]:
            best[label.start] = (total, label)
    return [best[start][1] for start in sorted(best)]


def _company_of(label: Label, row: dict[int, float]) -> float:
    """What the other labels of a row tell about one: in notes, all that stand before a mark speak or none does."""
    others = [max(-_BOUND, min(odds, _BOUND)) for start, odds in row.items() if start != label.start]
    return _WEIGHT * sum(others) / max(len(others), _ENOUGH)


def segments(state: TaggingState, chosen: list[Label]) -> list[SpeakerSegment]:
    """What each label governs: everything from the label to the next one, or to the end of its narrative."""
    words = state.words
    found = []
    for number, label in enumerate(chosen):
        following = chosen[number + 1] if number + 1 < len(chosen) else None
        end = state.sections[label.section].end
        if following is not None and following.section == label.section:
            end = item_opening(words, following.start, label.end)
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
