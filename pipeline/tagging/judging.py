"""The signs for and against a candidate, gathered from all steps, for the judge that decides between candidates."""

from __future__ import annotations

import math
from typing import NamedTuple

from spacy.tokens import Doc

from models.mention import MentionLabel
from pipeline.tagging.heads import heads
from pipeline.tagging.state import LABELS, Candidate, Evidence, TaggingState
from pipeline.tagging.words import is_acronym, is_capitalised

_FLOOR = 0.005
"""Stands for "the sequence model sees nothing here"; a quarter of its own floor."""


_LIST_JOINTS = frozenset({",", "and", "&", "or", "/", "+", "plus"})
_LIST_REACH = 2
"""Tokens between two names of a list: ", and"."""


class Case(NamedTuple):
    """A span with a label, what speaks for it, and all signs for and against."""

    start: int
    end: int
    label: MentionLabel
    evidence: tuple[Evidence, ...]
    entity_ids: tuple[str, ...]
    model: float
    signs: dict[str, float]


class _Views(NamedTuple):
    """Candidates arranged for looking up."""

    by_span: dict[tuple[int, int], list[Candidate]]
    by_token: list[list[Candidate]]
    by_text: dict[str, list[tuple[int, int]]]
    partners: dict[tuple[int, int, MentionLabel], float]
    chances: dict[tuple[int, int], dict[MentionLabel, float]]
    starting: dict[int, dict[MentionLabel, float]]
    ending: dict[int, dict[MentionLabel, float]]


def cases_of(doc: Doc, state: TaggingState) -> list[Case]:
    """One case for each (span, label) that any step proposed, in order of the text."""
    views = _views(doc, state)
    texts = {span: doc[span[0] : span[1]].text for span in views.by_span}
    cases = []
    for span in sorted(views.by_span):
        if any(c.label is None and c.evidence in {Evidence.DEFINITION, Evidence.DECISION} for c in views.by_span[span]):
            continue
        proposed = {candidate.label for candidate in views.by_span[span]}
        cases += [_case(doc, views, span, label, texts[span]) for label in LABELS if label in proposed]
    return cases


def _views(doc: Doc, state: TaggingState) -> _Views:
    by_span: dict[tuple[int, int], list[Candidate]] = {}
    by_token: list[list[Candidate]] = [[] for _ in doc]
    for candidate in state.candidates:
        span = (candidate.start, candidate.end)
        if candidate.end > candidate.start:
            by_span.setdefault(span, []).append(candidate)
            for index in range(*span):
                by_token[index].append(candidate)
    by_text: dict[str, list[tuple[int, int]]] = {}
    for start, end in by_span:
        by_text.setdefault(doc[start:end].text, []).append((start, end))
    chances = {span: _chances(candidates) for span, candidates in by_span.items()}
    starting: dict[int, dict[MentionLabel, float]] = {}
    ending: dict[int, dict[MentionLabel, float]] = {}
    for (start, end), found in chances.items():
        for label, chance in found.items():
            for table, place in ((starting, start), (ending, end)):
                here = table.setdefault(place, {})
                here[label] = max(here.get(label, 0.0), chance)
    return _Views(by_span, by_token, by_text, _partners(state, chances), chances, starting, ending)


def _chances(candidates: list[Candidate]) -> dict[MentionLabel, float]:
    """The sequence model's probability of each label."""
    found: dict[MentionLabel, float] = {}
    for candidate in candidates:
        if candidate.evidence is Evidence.MODEL and candidate.label is not None:
            found[candidate.label] = min(found.get(candidate.label, 0.0) + candidate.probability, 1.0)
    return found


def _partners(
    state: TaggingState, chances: dict[tuple[int, int], dict[MentionLabel, float]]
) -> dict[tuple[int, int, MentionLabel], float]:
    """For each half of a definition and each label, the sequence model's odds for the other half."""
    odds = {}
    for definition in state.definitions:
        halves = (definition.short_span, definition.long_span)
        for span, other in (halves, halves[::-1]):
            for label in LABELS:
                odds[*span, label] = _odds(chances.get(other, {}).get(label, 0.0))
    return odds


def _odds(probability: float) -> float:
    bounded = min(max(probability, _FLOOR), 1 - _FLOOR)
    return math.log(bounded / (1 - bounded))


def _case(doc: Doc, views: _Views, span: tuple[int, int], label: MentionLabel, text: str) -> Case:
    start, end = span
    here = views.by_span[span]
    own = [candidate for candidate in here if candidate.label == label]
    around = {c for index in range(start, end) for c in views.by_token[index] if (c.start, c.end) != span}
    evidence = tuple(kind for kind in Evidence if any(candidate.evidence is kind for candidate in own))
    ids = tuple(dict.fromkeys(entity_id for candidate in own for entity_id in candidate.entity_ids))
    chances = views.chances[span]
    model = chances.get(label, 0.0)
    signs = {
        "model": _odds(model),
        "model any label": _odds(min(sum(chances.values()), 1.0)),
        "rival": _odds(max((c.probability for c in around if c.evidence is Evidence.MODEL), default=0.0)),
        f"label={label}": 1.0,
        **_evidence_signs(label, evidence, here, around, span),
        **_document_signs(views, span, label, text),
        **_shape_signs(doc, start, end, text, label),
        **_following_signs(doc, end, label, evidence),
        **_list_signs(doc, views, span, label),
        "speaker": max((c.probability for c in own if c.evidence is Evidence.SPEAKER), default=0.0),
        "partner": views.partners.get((start, end, label), 0.0),
    }
    return Case(start, end, label, evidence, ids, model, {name: value for name, value in signs.items() if value})


def _evidence_signs(
    label: MentionLabel,
    evidence: tuple[Evidence, ...],
    here: list[Candidate],
    around: set[Candidate],
    span: tuple[int, int],
) -> dict[str, float]:
    signs = {f"by {kind.value}": 1.0 for kind in evidence}
    signs |= {f"by {kind.value} {label}": 1.0 for kind in evidence}
    for candidate in here:
        if candidate.label != label and candidate.evidence is not Evidence.MODEL:
            signs[
                f"other label by {candidate.evidence.value}"
                if candidate.label
                else f"topic by {candidate.evidence.value}"
            ] = 1.0
    for candidate in around:
        if candidate.evidence in {Evidence.MODEL, Evidence.DOCUMENT}:
            continue
        inside = candidate.start <= span[0] and candidate.end >= span[1]
        around_it = candidate.start >= span[0] and candidate.end <= span[1]
        how = "inside" if inside else "holds" if around_it else "crosses"
        what = "topic" if candidate.label is None else "same" if candidate.label == label else "other"
        signs[f"{how} {what} by {candidate.evidence.value}"] = 1.0
    return signs


def _document_signs(views: _Views, span: tuple[int, int], label: MentionLabel, text: str) -> dict[str, float]:
    others = [place for place in views.by_text[text] if place != span]
    if not others:
        return {"alone": 1.0}
    chances = [views.chances[place] for place in others]
    same = [found.get(label, 0.0) for found in chances]
    different = [sum(found.values()) - found.get(label, 0.0) for found in chances]
    return {
        "elsewhere best": _odds(max(same)),
        "elsewhere mean": _odds(sum(same) / len(same)),
        "elsewhere other": _odds(sum(different) / len(different)),
        "times": math.log1p(len(others)),
    }


def _shape_signs(doc: Doc, start: int, end: int, text: str, label: MentionLabel) -> dict[str, float]:
    first = doc[start].text
    if end - start == 1:
        shape = "acronym" if is_acronym(first) else "word" if is_capitalised(first) else "lower"
    else:
        shape = "name" if is_capitalised(first) else "lower-name"
    opens = opens_sentence(doc, start)
    return {
        f"shape={shape}": 1.0,
        f"shape={shape} {label}": 1.0,
        f"shape={shape} opens": float(opens),
        "lower": float(text.islower()),
        "joined": float(any(doc[index].lower_ in {"and", "&", "/"} for index in range(start, end))),
        "words": min(end - start, 8) / 8,
        "last is capital": float(is_capitalised(doc[end - 1].text)),
        "capital before": float(start > 0 and is_capitalised(doc[start - 1].text)),
        "capital after": float(end < len(doc) and is_capitalised(doc[end].text)),
    }


def _list_signs(doc: Doc, views: _Views, span: tuple[int, int], label: MentionLabel) -> dict[str, float]:
    """In a list, what stands before and after is most often of the same kind."""
    before, after = span[0], span[1]
    while before > 0 and span[0] - before < _LIST_REACH and doc[before - 1].lower_ in _LIST_JOINTS:
        before -= 1
    while after < len(doc) and after - span[1] < _LIST_REACH and doc[after].lower_ in _LIST_JOINTS:
        after += 1
    neighbours = [views.ending.get(before, {})] if before < span[0] else []
    neighbours += [views.starting.get(after, {})] if after > span[1] else []
    if not neighbours:
        return {}
    same = max(found.get(label, 0.0) for found in neighbours)
    other = max((chance for found in neighbours for kind, chance in found.items() if kind != label), default=0.0)
    return {"listed": 1.0, "listed with same": same, f"listed with same {label}": same, "listed with other": other}


def _following_signs(doc: Doc, end: int, label: MentionLabel, evidence: tuple[Evidence, ...]) -> dict[str, float]:
    """A generic head right after the name belongs to it; an ordinary word is told by what comes next."""
    if end >= len(doc):
        return {"follows=end": 1.0}
    after = doc[end]
    head = heads().get(after.lower_)
    what = (
        "head"
        if head and head.label == label
        else "topic"
        if head and head.label is None
        else "other-head"
        if head
        else ""
    )
    if not what:
        what = "lower" if after.text.islower() else "capital" if is_capitalised(after.text) else "mark"
    signs = {f"follows={what}": 1.0, f"follows={what} {label}": 1.0}
    if Evidence.AMBIGUOUS in evidence:
        signs[f"ambiguous follows={what}"] = 1.0
        signs[f"ambiguous follows={what} opens"] = float(opens_sentence(doc, end - 1))
    return signs


def opens_sentence(doc: Doc, index: int) -> bool:
    """The token stands where a capital says nothing: at the start of a text, line, sentence or item."""
    return index == 0 or not (
        doc[index - 1].text[0].isalnum() or doc[index - 1].text in {",", "(", "&", "/", "'s", "’s"}
    )
