"""Tags annotated narratives with models that have not seen their borough, and counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.mention import Confidence
from pipeline.tagging.confidence import confidence_of, method_of
from pipeline.tagging.documents import borough_slugs
from pipeline.tagging.pipeline import build_pipeline
from pipeline.tagging.registry.files import load_registry
from pipeline.tagging.registry.names import NameIndex
from pipeline.tagging.shipped import Shipped, name_models
from pipeline.tagging.state import Found, SpeakerSegment, state_of
from pipeline.tagging.training.annotations import Narrative
from pipeline.tagging.training.fitting import Annotated, Crossed, annotate
from pipeline.tagging.training.scoring import NOTHING, Score, Span, by_label, strict

_LAST_LOT = ("-mixed-", "-prose-")
"""What the ids hold of the narratives to learn from that were called the last lot."""
_NEWEST_LOT = "-fresh-"
"""What the ids hold of those written after them, by another hand."""
ROUGH = "-rough"
"""How the document of narratives in rough styles ends."""


class Item(NamedTuple):
    """A tagged or queued name of a narrative, with the level and the probability it was given."""

    span: Span
    text: str
    level: Confidence
    probability: float
    method: str
    entity_id: str | None


class Outcome(NamedTuple):
    """What was found in one annotated narrative."""

    narrative: Narrative
    tagged: tuple[Item, ...]
    queued: tuple[Item, ...]
    speakers: tuple[tuple[int, int, str], ...]

    def gold(self) -> list[Span]:
        """The annotated spans."""
        return [(span.start, span.end, span.label) for span in self.narrative.spans]


def unpack(document: Annotated) -> list[Outcome]:
    """The outcomes of a document that went through the whole pipeline."""
    doc = document.doc
    state = state_of(doc)
    result = []
    for section, narrative in zip(state.sections, document.narratives, strict=True):

        def item(found: Found, shift: int = section.start_char) -> Item:
            span = doc[found.start : found.end]
            place = (span.start_char - shift, span.end_char - shift, found.label)
            return Item(place, span.text, confidence_of(found), found.probability, method_of(found), found.entity_id)

        def stretch(segment: SpeakerSegment, shift: int = section.start_char) -> tuple[int, int, str]:
            span = doc[segment.start : segment.end]
            label = doc[segment.label_start : segment.label_end]
            return span.start_char - shift, span.end_char - shift, label.text

        inside = range(section.start, section.end)
        result.append(
            Outcome(
                narrative,
                tuple(item(found) for found in state.found if found.start in inside),
                tuple(item(found) for found in state.queued if found.start in inside),
                tuple(stretch(segment) for segment in state.speakers if segment.start in inside),
            )
        )
    return result


def cross_validated(
    crossed: Crossed, *, use_boroughs: bool = False, without: frozenset[str] = frozenset()
) -> list[Outcome]:
    """Every narrative tagged by models fitted on the other boroughs."""
    result: list[Outcome] = []
    for number, (group, models) in enumerate(zip(crossed.groups, crossed.models, strict=True)):
        plans = [document.narratives for document in group]
        result += with_models(f"group {number}", models, plans, use_boroughs=use_boroughs, without=without)
    return result


def with_models(
    name: str,
    models: Shipped,
    plans: Iterable[Sequence[Narrative]],
    *,
    use_boroughs: bool,
    without: frozenset[str] = frozenset(),
) -> list[Outcome]:
    """Tag plans with models that do not ship."""
    name_models(name, models)
    nlp = build_pipeline(use_boroughs=use_boroughs, models=name, without=without)
    return [outcome for narratives in plans for outcome in unpack(annotate(nlp, narratives))]


def is_richmond(outcome: Outcome) -> bool:
    """The narrative is of the Richmond plan."""
    return borough_slugs([outcome.narrative.borough]) == ("richmond-upon-thames",)


def is_rough(outcome: Outcome) -> bool:
    """The narrative is in one of the rough styles: update notes, pasted mails, flattened tables, minutes, lists."""
    return outcome.narrative.document.endswith(ROUGH)


def is_last_lot(outcome: Outcome) -> bool:
    """The narrative is of the last lot to learn from; these are told apart, so that figures stay comparable."""
    return any(part in outcome.narrative.id for part in _LAST_LOT)


def is_newest_lot(outcome: Outcome) -> bool:
    """The narrative was written after the last lot, by another hand; told apart likewise."""
    return _NEWEST_LOT in outcome.narrative.id


def scores(found: Iterable[Outcome]) -> dict[str, tuple[Score, Score]]:
    """(strict, relaxed) by label over all narratives."""
    total: dict[str, tuple[Score, Score]] = {}
    for outcome in found:
        for label, (exact, near) in by_label([item.span for item in outcome.tagged], outcome.gold()).items():
            before = total.get(label, (NOTHING, NOTHING))
            total[label] = (before[0] + exact, before[1] + near)
    return total


def level_scores(found: Sequence[Outcome]) -> dict[str, Score]:
    """For each confidence level: how many names got it, how many of them are right, out of all annotated."""
    annotated = sum(len(outcome.narrative.spans) for outcome in found)
    table = {}
    for level in ("high", "medium", "review"):
        items = [(item.span in outcome.gold()) for outcome in found for item in outcome.tagged if item.level == level]
        table[level] = Score(sum(items), len(items), annotated)
    return table


def seen_by_someone(found: Sequence[Outcome]) -> Score:
    """Annotated names whose span was tagged or put up for review, whatever its label; `tagged` counts the queue."""
    right = annotated = queue = 0
    for outcome in found:
        shown = {item.span[:2] for item in (*outcome.tagged, *outcome.queued)}
        right += sum(span[:2] in shown for span in outcome.gold())
        annotated += len(outcome.gold())
        queue += len(outcome.queued)
    return Score(right, queue, annotated)


def link_scores(found: Iterable[Outcome], *, use_boroughs: bool) -> Score:
    """Names linked to the entry that the annotated body is, of those linked whose body the registry knows.

    `annotated` counts all names that are right and linked: a body that the registry does not know tells nothing.
    """
    registry = load_registry()
    general = NameIndex([], registry.general_entries())
    right = told = linked = 0
    for outcome in found:
        slugs = borough_slugs([outcome.narrative.borough]) if use_boroughs else ()
        own = [entry for slug in slugs for entry in registry.borough_entries(slug)]
        index = NameIndex(own, registry.general_entries()) if own else general
        meant = {(s.start, s.end, s.label): _meant(index, s.canonical, s.label) for s in outcome.narrative.spans}
        for item in outcome.tagged:
            if item.entity_id is not None and item.span in meant:
                linked += 1
                told += bool(meant[item.span])
                right += item.entity_id in meant[item.span]
    return Score(right, told, linked)


def _meant(index: NameIndex, canonical: str, label: str) -> frozenset[str]:
    """Ids of the entries that an annotated body may be, and of what those are a kind of: some BCU is the BCU."""
    known = index.entries.get(canonical)
    entries = [known] if known else index.find(canonical, label)
    return frozenset(i for entry in entries for i in (entry.id, entry.parent_id) if i is not None)


def speaker_scores(found: Sequence[Outcome]) -> Score:
    """Stretches with the same start and end, over narratives whose speakers are annotated."""
    total = NOTHING
    for outcome in found:
        if outcome.narrative.speakers is not None:
            ours = [(start, end, "") for start, end, _ in outcome.speakers]
            gold = [(speaker.start, speaker.end, "") for speaker in outcome.narrative.speakers]
            total += strict(ours, gold)
    return total
