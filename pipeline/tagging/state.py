"""What the steps of the pipeline hand to each other: the sections of a document, candidates, definitions, speakers.

One spaCy `Doc` holds all narratives of a plan, so that a step can learn from the whole plan. The steps write to the
`TaggingState` kept in `Doc.user_data`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.words import Words

LABELS: tuple[MentionLabel, ...] = ("agency", "panel", "service")
_KEY = "vvrap_tagging"


class Evidence(StrEnum):
    """What speaks for a candidate. The values appear in `Mention.method`."""

    REGISTRY = "registry"
    AMBIGUOUS = "registry-ambiguous"
    DEFINITION = "definition"
    SPEAKER = "speaker"
    HEAD = "head-noun"
    DOCUMENT = "document"
    MODEL = "model"
    ALIKE = "registry-alike"
    INITIALS = "initials"
    CAPITALS = "capitals"
    DECISION = "decision"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Section:
    """One narrative of the document: its id, its tokens and where its text begins in the document."""

    id: str
    start: int
    end: int
    start_char: int
    end_char: int
    lead_organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of tokens that one piece of evidence takes for a name of a kind. `label` is null for what is no name.

    `probability` is the sequence model's own; other evidence leaves it at 1.
    """

    start: int
    end: int
    label: MentionLabel | None
    evidence: Evidence
    entity_ids: tuple[str, ...] = ()
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form explained in the text: "Tactical Tasking Co-ordination Group (TTCG)". Spans are tokens."""

    short: str
    long: str
    short_span: tuple[int, int]
    long_span: tuple[int, int]
    section: int
    label: MentionLabel | None
    is_topic: bool


@dataclass(frozen=True, slots=True)
class SpeakerSegment:
    """Tokens that are one body's words, label included, and the tokens of that label."""

    start: int
    end: int
    label_start: int
    label_end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A span decided on: how likely it is right (0 to 1), what spoke for it, and which entry it is.

    `vouched` is false when all entries whose names it was met under rest on general knowledge, `untold` is the
    evidence that says that it is a name but not of what kind.
    """

    start: int
    end: int
    label: MentionLabel
    probability: float
    evidence: tuple[Evidence, ...]
    entity_ids: tuple[str, ...] = ()
    entity_id: str | None = None
    canonical: str | None = None
    vouched: bool = True
    untold: frozenset[Evidence] = frozenset()


@dataclass(slots=True)
class TaggingState:
    """Everything the steps know about a document so far."""

    words: Words
    boroughs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    speakers: list[SpeakerSegment] = field(default_factory=list)
    found: tuple[Found, ...] = ()
    queued: tuple[Found, ...] = ()
    sentences: list[tuple[int, int]] | None = None
    terse: frozenset[int] | None = None
    opened_small: dict[int, list[bool]] | None = None
    """What several steps ask of a document is worked out once; None until then."""

    def of(self, *kinds: Evidence) -> list[Candidate]:
        """Candidates that rest on one of these kinds of evidence."""
        return [candidate for candidate in self.candidates if candidate.evidence in kinds]


def state_of(doc: Doc) -> TaggingState:
    """The state of `doc`, made when first asked for: then the whole document is one section."""
    state = doc.user_data.get(_KEY)
    if not isinstance(state, TaggingState):
        words = Words.of([token.text for token in doc], [bool(token.whitespace_) for token in doc])
        state = TaggingState(words, sections=(Section("", 0, len(words), 0, len(words.text)),))
        doc.user_data[_KEY] = state
    return state


def set_state(doc: Doc, state: TaggingState) -> None:
    """Give `doc` its state before the pipeline runs."""
    doc.user_data[_KEY] = state
