"""The signs for and against a candidate, gathered from all steps, for the judge that decides between candidates."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple, TypeAlias

from models.mention import MentionLabel
from pipeline.tagging.heads import heads
from pipeline.tagging.lines import opens_sentence
from pipeline.tagging.state import LABELS, Candidate, Evidence, TaggingState
from pipeline.tagging.styles import small_sections, terse_sections, tokens_of
from pipeline.tagging.wordlists import word_list
from pipeline.tagging.words import Words, is_acronym

_Span: TypeAlias = tuple[int, int]
_FLOOR = 0.005
"""Stands for "the sequence model sees nothing here"; a quarter of its own floor."""
_KINDS = tuple(Evidence)
_UNCERTAIN = frozenset({Evidence.MODEL, Evidence.DOCUMENT})
_LOOKS = frozenset({Evidence.MODEL, Evidence.DOCUMENT, Evidence.CAPITALS})
_FINAL = frozenset({Evidence.DEFINITION, Evidence.DECISION})
_TOPICS = frozenset({Evidence.REGISTRY, Evidence.AMBIGUOUS})
_SPEAKS = frozenset({Evidence.SPEAKER, Evidence.DEFINITION})
_JOINTS = frozenset({"and", "&", "/"})
_QUANTITIES = word_list("quantities")
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


class _Gathered(NamedTuple):
    """The chances of all spans with one text, added up once, so that many mentions of a name cost no more than few.

    Attributes:
        spans: how many.
        sums: by label.
        best, second: by label, the two highest.
        total: over all labels.
    """

    spans: int
    sums: dict[MentionLabel, float]
    best: dict[MentionLabel, float]
    second: dict[MentionLabel, float]
    total: float


class _Views(NamedTuple):
    """Candidates arranged for looking up."""

    words: Words
    by_span: dict[_Span, list[Candidate]]
    by_word: dict[int, list[_Span]]
    by_text: dict[str, _Gathered]
    partners: dict[tuple[int, int, MentionLabel], float]
    chances: dict[_Span, dict[MentionLabel, float]]
    starting: dict[int, dict[MentionLabel, float]]
    ending: dict[int, dict[MentionLabel, float]]
    small: frozenset[int]
    terse: frozenset[int]


class _Place(NamedTuple):
    """What is the same whatever label a span is given."""

    span: _Span
    candidates: list[Candidate]
    chances: dict[MentionLabel, float]
    around: set[tuple[str, MentionLabel | None, Evidence]]
    elsewhere: _Gathered
    listed: list[dict[MentionLabel, float]]
    shape: str
    case: str
    signs: dict[str, float]


def cases_of(state: TaggingState) -> list[Case]:
    """One case for each (span, label) that any step proposed, in order of the text.

    A name that is also a topic names a body only where that body speaks (guideline, rule 10): “VAWG - refuge is full”.
    """
    views = _views(state)
    cases = []
    for span, candidates in sorted(views.by_span.items()):
        if any(c.label is None and c.evidence in _FINAL for c in candidates) or _is_many(views.words, *span):
            continue
        place = _place(views, span)
        is_topic = any(c.label is None and c.evidence in _TOPICS for c in candidates)
        proposed = {c.label for c in candidates if not is_topic or c.evidence in _SPEAKS}
        cases += [_case(views, place, label) for label in LABELS if label in proposed]
    return cases


def _is_many(words: Words, start: int, end: int) -> bool:
    """Whether one word stands for many things of a kind, and so for none by that name."""
    word = words.forms[start]
    counted = start > 0 and words.lower[start - 1] in _QUANTITIES
    return counted and end - start == 1 and word.endswith("s") and not is_acronym(word)


def _views(state: TaggingState) -> _Views:
    words = state.words
    by_span = _spans(state.candidates)
    chances = {span: _chances(candidates) for span, candidates in by_span.items()}
    for piece, whole in _pieces(by_span).items():
        for label, chance in chances.pop(piece).items():
            chances[whole][label] = max(chances[whole].get(label, 0.0), chance)
        del by_span[piece]
    by_word: dict[int, list[_Span]] = {}
    by_text: defaultdict[str, list[_Span]] = defaultdict(list)
    for span in by_span:
        by_text[words.between(*span)].append(span)
        for index in range(*span):
            by_word.setdefault(index, []).append(span)
    _pass_on(by_span, by_word, chances)
    starting: dict[int, dict[MentionLabel, float]] = {}
    ending: dict[int, dict[MentionLabel, float]] = {}
    for (start, end), found in chances.items():
        for label, chance in found.items():
            for table, place in ((starting, start), (ending, end)):
                here = table.setdefault(place, {})
                here[label] = max(here.get(label, 0.0), chance)
    gathered = {text: _gather([chances[span] for span in spans]) for text, spans in by_text.items()}
    styles = (tokens_of(state, sections) for sections in (small_sections(state), terse_sections(state)))
    return _Views(words, by_span, by_word, gathered, _partners(state, chances), chances, starting, ending, *styles)


def _spans(candidates: list[Candidate]) -> dict[_Span, list[Candidate]]:
    by_span: dict[_Span, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.end > candidate.start:
            by_span.setdefault((candidate.start, candidate.end), []).append(candidate)
    return by_span


def _pieces(by_span: dict[_Span, list[Candidate]]) -> dict[_Span, _Span]:
    """Spans inside a name of the registry that has one meaning, for which only their look speaks; each with that name.

    “Offender Personality Disorder pathway” is known, so “Offender Personality Disorder” in it is no name of its own.
    """
    pieces = {}
    for (first, last), found in by_span.items():
        if not any(one.evidence is Evidence.REGISTRY for one in found):
            continue
        for span in ((start, end) for start in range(first, last) for end in range(start + 1, last + 1)):
            inside = by_span.get(span, ())
            if span != (first, last) and inside and all(one.evidence in _LOOKS for one in inside):
                pieces[span] = (first, last)
    return pieces


def _chances(candidates: list[Candidate]) -> dict[MentionLabel, float]:
    """The sequence model's probability of each label."""
    found: dict[MentionLabel, float] = {}
    for candidate in candidates:
        if candidate.evidence is Evidence.MODEL and candidate.label is not None:
            found[candidate.label] = min(found.get(candidate.label, 0.0) + candidate.probability, 1.0)
    return found


def _pass_on(
    by_span: dict[_Span, list[Candidate]],
    by_word: dict[int, list[_Span]],
    chances: dict[_Span, dict[MentionLabel, float]],
) -> None:
    """Give what the sequence model saw in a span that a person rejected to the names of the registry inside it."""
    for span in [span for span, candidates in by_span.items() if _is_decided(candidates)]:
        seen = sum(chances[span].values())
        chances[span] = {}
        inside = {one for index in range(*span) for one in by_word[index] if span[0] <= one[0] and one[1] <= span[1]}
        for one in inside:
            for candidate in by_span[one]:
                if candidate.evidence is Evidence.REGISTRY and candidate.label is not None:
                    chances[one][candidate.label] = max(chances[one].get(candidate.label, 0.0), seen)


def _partners(
    state: TaggingState, chances: dict[_Span, dict[MentionLabel, float]]
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


def _place(views: _Views, span: _Span) -> _Place:
    start, end = span
    words = views.words
    text = words.between(start, end)
    chances = views.chances[span]
    crossing = {other for index in range(start, end) for other in views.by_word[index] if other != span}
    crossing = {other for other in crossing if not _is_decided(views.by_span[other])}
    shape = _shape(words, start, end)
    signs = {
        "model any label": _odds(min(sum(chances.values()), 1.0)),
        "rival": _odds(max((chance for other in crossing for chance in views.chances[other].values()), default=0.0)),
        **_shape_signs(words, start, end, text, shape),
        "small": float(start in views.small),
        "terse": float(start in views.terse),
    }
    return _Place(
        span,
        views.by_span[span],
        chances,
        _around(views, span, crossing),
        views.by_text[text],
        _listed(views, start, end),
        shape,
        "small" if text.islower() else "capitals" if text.isupper() else "mixed",
        signs,
    )


def _is_decided(candidates: list[Candidate]) -> bool:
    """Whether a person said that the span is no name: then it says nothing about the names inside it."""
    return any(candidate.evidence is Evidence.DECISION for candidate in candidates)


def _around(views: _Views, span: _Span, crossing: set[_Span]) -> set[tuple[str, MentionLabel | None, Evidence]]:
    """How the span stands to others that share words with it, and what the rules take those for."""
    found = set()
    for other in crossing:
        inside = other[0] <= span[0] and other[1] >= span[1]
        around_it = other[0] >= span[0] and other[1] <= span[1]
        how = "inside" if inside else "holds" if around_it else "crosses"
        found |= {(how, c.label, c.evidence) for c in views.by_span[other] if c.evidence not in _UNCERTAIN}
    return found


def _case(views: _Views, place: _Place, label: MentionLabel) -> Case:
    start, end = place.span
    own = [candidate for candidate in place.candidates if candidate.label == label]
    kinds = {candidate.evidence for candidate in own}
    evidence = tuple(kind for kind in _KINDS if kind in kinds)
    ids = tuple(dict.fromkeys(entity_id for candidate in own for entity_id in candidate.entity_ids))
    model = place.chances.get(label, 0.0)
    signs = {
        **place.signs,
        "model": _odds(model),
        "model terse": _odds(model) * place.signs["terse"],
        f"terse {place.shape} {label}": place.signs["terse"],
        f"label={label}": 1.0,
        f"shape={place.shape} {label}": 1.0,
        **_evidence_signs(place, label, evidence),
        **_document_signs(place, label),
        **_following_signs(views.words, end, label, evidence),
        **_list_signs(place, label),
        "speaker": max((c.probability for c in own if c.evidence is Evidence.SPEAKER), default=0.0),
        "partner": views.partners.get((start, end, label), 0.0),
    }
    return Case(start, end, label, evidence, ids, model, {name: value for name, value in signs.items() if value})


def _evidence_signs(place: _Place, label: MentionLabel, evidence: tuple[Evidence, ...]) -> dict[str, float]:
    signs = {f"by {kind}": 1.0 for kind in evidence}
    signs |= {f"by {kind} {label}": 1.0 for kind in evidence}
    if Evidence.ALIKE in evidence:
        how = f"alike {place.case}{' in notes' if place.signs['small'] or place.signs['terse'] else ''}"
        signs |= {how: 1.0, f"{how} {label}": 1.0}
    for candidate in place.candidates:
        if candidate.label != label and candidate.evidence is not Evidence.MODEL:
            signs[f"{'other label' if candidate.label else 'topic'} by {candidate.evidence}"] = 1.0
    for how, other, kind in place.around:
        what = "topic" if other is None else "same" if other == label else "other"
        signs[f"{how} {what} by {kind}"] = 1.0
    return signs


def _document_signs(place: _Place, label: MentionLabel) -> dict[str, float]:
    everywhere = place.elsewhere
    others = everywhere.spans - 1
    if not others:
        return {"alone": 1.0}
    own = place.chances.get(label, 0.0)
    best = everywhere.best.get(label, 0.0)
    same = everywhere.sums.get(label, 0.0) - own
    different = everywhere.total - sum(place.chances.values()) - same
    return {
        "elsewhere best": _odds(everywhere.second.get(label, 0.0) if own == best else best),
        "elsewhere mean": _odds(same / others),
        "elsewhere other": _odds(different / others),
        "times": math.log1p(others),
    }


def _gather(chances: list[dict[MentionLabel, float]]) -> _Gathered:
    values = {label: sorted(found.get(label, 0.0) for found in chances) for label in LABELS}
    return _Gathered(
        spans=len(chances),
        sums={label: sum(ordered) for label, ordered in values.items()},
        best={label: ordered[-1] for label, ordered in values.items()},
        second={label: ordered[-2] if len(ordered) > 1 else 0.0 for label, ordered in values.items()},
        total=sum(sum(found.values()) for found in chances),
    )


def _shape(words: Words, start: int, end: int) -> str:
    if end - start > 1:
        return "name" if words.capitalised[start] else "lower-name"
    return "acronym" if is_acronym(words.forms[start]) else "word" if words.capitalised[start] else "lower"


def _shape_signs(words: Words, start: int, end: int, text: str, shape: str) -> dict[str, float]:
    return {
        f"shape={shape}": 1.0,
        f"shape={shape} opens": float(opens_sentence(words, start)),
        "lower": float(text.islower()),
        "joined": float(not _JOINTS.isdisjoint(words.lower[start:end])),
        "words": min(end - start, 8) / 8,
        "last is capital": float(words.capitalised[end - 1]),
        "capital before": float(start > 0 and words.capitalised[start - 1]),
        "capital after": float(end < len(words) and words.capitalised[end]),
    }


def _listed(views: _Views, start: int, end: int) -> list[dict[MentionLabel, float]]:
    """The sequence model's chances of the names before and after, where the span stands in a list with them."""
    lower = views.words.lower
    before, after = start, end
    while before > 0 and start - before < _LIST_REACH and lower[before - 1] in _LIST_JOINTS:
        before -= 1
    while after < len(lower) and after - end < _LIST_REACH and lower[after] in _LIST_JOINTS:
        after += 1
    neighbours = [views.ending.get(before, {})] if before < start else []
    return neighbours + ([views.starting.get(after, {})] if after > end else [])


def _list_signs(place: _Place, label: MentionLabel) -> dict[str, float]:
    """In a list, what stands before and after is most often of the same kind."""
    if not place.listed:
        return {}
    same = max(found.get(label, 0.0) for found in place.listed)
    other = max((chance for found in place.listed for kind, chance in found.items() if kind != label), default=0.0)
    return {"listed": 1.0, "listed with same": same, f"listed with same {label}": same, "listed with other": other}


def _following_signs(words: Words, end: int, label: MentionLabel, evidence: tuple[Evidence, ...]) -> dict[str, float]:
    """A generic head right after the name belongs to it; an ordinary word is told by what comes next."""
    if end >= len(words):
        return {"follows=end": 1.0}
    head = heads().get(words.lower[end])
    if head:
        what = "head" if head.label == label else "topic" if head.label is None else "other-head"
    else:
        what = "lower" if words.forms[end].islower() else "capital" if words.capitalised[end] else "mark"
    signs = {f"follows={what}": 1.0, f"follows={what} {label}": 1.0}
    if Evidence.AMBIGUOUS in evidence:
        signs[f"ambiguous follows={what}"] = 1.0
        signs[f"ambiguous follows={what} opens"] = float(opens_sentence(words, end - 1))
    return signs
