"""Fits all models together, and lends each group of boroughs models that have not seen it.

The models stand on one another: the speakers' model sees what the sequence model gives, the judge sees both. Each is
fitted on what the one before gives for boroughs it was *not* fitted on, as it will meet it in use. The same groups
serve as the cross-validation: a group's narratives are tagged by models of the other groups alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.tagging.components.capitals import CapitalFinder
from pipeline.tagging.components.sequence_tagger import SequenceTagger
from pipeline.tagging.components.speakers import SpeakerFinder
from pipeline.tagging.components.taught_names import TaughtNames
from pipeline.tagging.documents import borough_slugs, lay_out
from pipeline.tagging.judging import cases_of
from pipeline.tagging.logistic import LogisticModel, fit_logistic
from pipeline.tagging.pipeline import RULES, build_pipeline
from pipeline.tagging.records import TaggingInput
from pipeline.tagging.shipped import Shipped
from pipeline.tagging.speaker_signs import find_labels
from pipeline.tagging.state import LABELS, state_of
from pipeline.tagging.training.annotations import Narrative, by_document
from pipeline.tagging.training.sequence import Example, fit_sequence_model, label_index

GROUPS = 8
"""Groups of boroughs besides Richmond, which is a group of its own."""
_SPEAKER_PENALTY = 8.0
_JUDGE_PENALTY = 2.0


class Annotated(NamedTuple):
    """A plan's narratives laid out as one document, with what people marked in tokens."""

    narratives: tuple[Narrative, ...]
    doc: Doc
    spans: tuple[tuple[int, int, int], ...]
    labels_of_speakers: dict[int, int] | None

    @property
    def boroughs(self) -> frozenset[str]:
        """Slugs of its boroughs."""
        return frozenset(borough_slugs(narrative.borough for narrative in self.narratives))


class Fitted(NamedTuple):
    """Models fitted on everything, and for each group those fitted on all other groups."""

    models: Shipped
    groups: tuple[tuple[Annotated, ...], ...]
    group_models: tuple[Shipped, ...]


class Crossed(NamedTuple):
    """Groups of documents, and for each the models fitted on all other groups."""

    groups: tuple[tuple[Annotated, ...], ...]
    models: tuple[Shipped, ...]


def prepare(nlp: Language, narratives: Sequence[Narrative]) -> list[Annotated]:
    """Lay the narratives out and run `nlp` over them, a document a plan."""
    return [annotate(nlp, group) for group in by_document(narratives).values()]


def annotate(nlp: Language, narratives: Sequence[Narrative]) -> Annotated:
    """One plan laid out, run through `nlp`, its marks in tokens."""
    items = [
        TaggingInput(id=n.id, text=n.text, borough=n.borough, lead_organisations=n.lead_organisations)
        for n in narratives
    ]
    doc = nlp(lay_out(nlp.vocab, items))
    spans = []
    speakers: dict[int, int] = {}
    for section, narrative in zip(state_of(doc).sections, narratives, strict=True):
        ends = {}
        for span in narrative.spans:
            tokens = _tokens(doc, section.start_char, span.start, span.end, narrative.id)
            spans.append((*tokens, label_index(span.label)))
            ends[tokens[0]] = tokens[1]
        for speaker in narrative.speakers or ():
            start, _ = _tokens(doc, section.start_char, speaker.start, speaker.end, narrative.id)
            speakers[start] = ends.get(start, start + 1)
    known = any(narrative.speakers is not None for narrative in narratives)
    return Annotated(tuple(narratives), doc, tuple(spans), speakers if known else None)


def _tokens(doc: Doc, shift: int, start: int, end: int, narrative: str) -> tuple[int, int]:
    span = doc.char_span(shift + start, shift + end)
    if span is None:
        raise ValueError(f"narrative {narrative}: the mark from {start} to {end} cuts a word in two")
    return span.start, span.end


def group_by_borough(documents: Sequence[Annotated], count: int) -> tuple[tuple[Annotated, ...], ...]:
    """Groups that share no borough, `count` of like size; the plan of Richmond is one more, the last."""
    clusters: list[tuple[set[str], list[Annotated]]] = []
    for document in documents:
        merged = (set(document.boroughs), [document])
        for cluster in [c for c in clusters if c[0] & merged[0]]:
            merged = (merged[0] | cluster[0], cluster[1] + merged[1])
            clusters.remove(cluster)
        clusters.append(merged)
    richmond = [c for c in clusters if "richmond-upon-thames" in c[0]]
    rest = sorted((c for c in clusters if c not in richmond), key=lambda c: (-_size(c[1]), sorted(c[0])))
    groups: list[list[Annotated]] = [[] for _ in range(count)]
    for _, members in rest:
        min(groups, key=_size).extend(members)
    groups += [members for _, members in richmond]
    return tuple(tuple(group) for group in groups if group)


def _size(documents: Sequence[Annotated]) -> int:
    return sum(len(document.spans) for document in documents)


def fit(narratives: Sequence[Narrative]) -> Fitted:
    """Fit everything with the general registry alone."""
    crossed = fit_crosswise(narratives)
    documents = [document for group in crossed.groups for document in group]
    fresh = prepare(build_pipeline(use_boroughs=False, steps=RULES), narratives)
    sequence = fit_sequence_model([_example(document) for document in fresh])
    models = Shipped(sequence, fit_speakers(documents), fit_judge(documents))
    return Fitted(models, crossed.groups, crossed.models)


def fit_crosswise(narratives: Sequence[Narrative]) -> Crossed:
    """For each group models that have not seen it; its documents are left with what those models found."""
    documents = prepare(build_pipeline(use_boroughs=False, steps=RULES), narratives)
    groups = group_by_borough(documents, GROUPS)
    # All are fitted before any tags: what one model finds in a document is no sign for the next to learn from.
    sequences = [fit_sequence_model([_example(document) for document in _all_but(groups, group)]) for group in groups]
    for group, sequence in zip(groups, sequences, strict=True):
        for document in group:
            SequenceTagger(sequence)(document.doc)
    speakers = [fit_speakers(_all_but(groups, group)) for group in groups]
    for group, model in zip(groups, speakers, strict=True):
        for document in group:
            for step in (SpeakerFinder(model), CapitalFinder(), TaughtNames()):
                step(document.doc)
    judges = [fit_judge(_all_but(groups, group)) for group in groups]
    models = tuple(Shipped(*parts) for parts in zip(sequences, speakers, judges, strict=True))
    return Crossed(groups, models)


def _all_but(groups: Sequence[tuple[Annotated, ...]], left_out: tuple[Annotated, ...]) -> list[Annotated]:
    return [document for group in groups if group is not left_out for document in group]


def _example(document: Annotated) -> Example:
    return Example(state_of(document.doc), document.spans)


def fit_speakers(documents: Sequence[Annotated]) -> LogisticModel:
    """The model of speaker labels."""
    rows, truths = [], []
    for document in documents:
        if document.labels_of_speakers is None:
            continue
        for label in find_labels(state_of(document.doc)):
            rows.append(label.signs)
            truths.append(document.labels_of_speakers.get(label.start) == label.end)
    return fit_logistic(rows, truths, _SPEAKER_PENALTY)


def fit_judge(documents: Sequence[Annotated]) -> LogisticModel:
    """The model that decides between candidates."""
    rows, truths = [], []
    for document in documents:
        gold = {(start, end, LABELS[label]) for start, end, label in document.spans}
        for case in cases_of(state_of(document.doc)):
            rows.append(case.signs)
            truths.append((case.start, case.end, case.label) in gold)
    return fit_logistic(rows, truths, _JUDGE_PENALTY)


__all__ = ["Annotated", "Crossed", "Fitted", "annotate", "fit", "fit_crosswise", "group_by_borough", "prepare"]
