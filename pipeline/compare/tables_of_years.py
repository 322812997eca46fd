"""A comparison of years as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison import ActionChange, Name, NamesInOut, TextPair, TextsInOut, YearsComparison, YearsSummary
from pipeline.compare.fields import in_outs, pairs
from pipeline.compare.table import Row, Table, Value, joined
from pipeline.compare.wording import RELATION_WORDS

_FACTS = ("before", "after", "before_ref", "after_ref", "fact", "change", "before_value", "after_value", "number")
_KINDS = ("agencies", "panels", "services")


def tables_of_years(comparison: YearsComparison) -> tuple[Table, ...]:
    """summary, actions, facts (one row a fact), words (what was put in, taken out or moved) and names in and out."""
    return (
        Table("summary", ("measure", "value"), tuple(summary_rows(comparison.summary))),
        Table("actions", tuple(_action_columns()), tuple(_action_row(change) for change in comparison.actions)),
        Table("facts", _FACTS, tuple(_fact_rows(comparison))),
        Table("words", ("before_ref", "after_ref", "field", "kind", "text"), tuple(_word_rows(comparison))),
        Table(
            "names",
            ("before_ref", "after_ref", "label", "change", "entity_id", "name"),
            tuple(row for change in comparison.actions for row in _name_rows(change)),
        ),
    )


def summary_rows(summary: YearsSummary) -> Iterator[tuple[str, Value]]:
    """Each count with its name in plain words."""
    copied, rag, narrative = summary.copied_forward, summary.rag, summary.narrative
    yield from (
        ("actions in both plans", summary.matched),
        ("actions unchanged", summary.unchanged),
        ("actions changed", summary.changed),
        ("actions new", summary.new),
        ("actions dropped", summary.dropped),
        ("actions renumbered", summary.renumbered),
        ("wordings reworded", summary.action_text.reworded),
        ("narratives copied forward unchanged", copied.actions),
        ("narratives copied forward, share of the plan's actions", copied.share),
        ("words copied forward", copied.words),
        ("words copied forward, share of the plan's words", copied.word_share),
        ("narratives the same", narrative.same),
        ("narratives edited", narrative.edited),
        ("narratives rewritten", narrative.rewritten),
        ("narratives that became nil returns", narrative.became_nil),
        ("narratives that were nil returns", narrative.was_nil),
        ("nil returns before", summary.nil_returns.before),
        ("nil returns after", summary.nil_returns.after),
        ("nil returns in both plans", summary.nil_in_both),
        ("RAG improved", rag.improved),
        ("RAG worsened", rag.worsened),
        ("RAG the same", rag.same),
        ("RAG given for the first time", rag.first_rated),
        ("RAG no longer given", rag.no_longer_rated),
        ("RAG in neither plan", rag.not_rated),
        ("matches to check", summary.matches_to_check),
    )


def related_text(change: ActionChange) -> str | None:
    """Splits and merges in words."""
    return joined(RELATION_WORDS[one.relation].format(one.ref) for one in change.related)


def _action_columns() -> Iterator[str]:
    """The names of the cells of `_action_row`."""
    yield from ("before_ref", "after_ref", "status", "renumbered", "theme", "mandatory_action", "action_text")
    yield from ("narrative", "narrative_similarity", "copied_forward", "words_before", "words_after")
    yield from ("nil_before", "nil_after", "rag_before", "rag_after", "rag_direction")
    for name in (*(field.name for field in in_outs()), *_KINDS):
        yield from (f"{name}_added", f"{name}_removed")
    for pair in pairs():
        yield from (f"{pair.name}_before", f"{pair.name}_after")
    yield from ("related", "match_score", "match_why", "match_check")


def _action_row(change: ActionChange) -> Row:
    kinds = (change.mentions.agencies, change.mentions.panels, change.mentions.services)
    return (
        change.before_ref,
        change.after_ref,
        change.status,
        change.renumbered,
        change.theme.after or change.theme.before,
        change.mandatory_action,
        change.action_text,
        change.narrative,
        change.narrative_similarity,
        change.copied_forward,
        change.narrative_words.before,
        change.narrative_words.after,
        change.nil_return.before,
        change.nil_return.after,
        change.rag.before,
        change.rag.after,
        change.rag.direction,
        *(cell for field in in_outs() for cell in _in_out_cells(field.of(change))),
        *(cell for names in kinds for cell in (_names(names.added), _names(names.removed))),
        *(text for pair in pairs() for text in (pair.of(change).before, pair.of(change).after)),
        related_text(change),
        change.match.score,
        change.match.why,
        change.match.check,
    )


def _in_out_cells(texts: TextsInOut) -> tuple[Value, Value]:
    return joined(texts.added), joined(texts.removed)


def _names(names: tuple[Name, ...]) -> str | None:
    return joined(name.name for name in names)


def _fact_rows(comparison: YearsComparison) -> Iterator[Row]:
    for change in comparison.actions:
        for fact in _facts(change):
            yield (comparison.before, comparison.after, change.before_ref, change.after_ref, *fact)


def _facts(change: ActionChange) -> Iterator[Row]:
    """fact, change, value before, value after, number."""
    yield "action", change.status, change.before_ref, change.after_ref, change.match.score
    if change.renumbered:
        yield "number", "renumbered", change.before_ref, change.after_ref, None
    for related in change.related:
        yield "relation", related.relation, None, related.ref, related.share
    if change.action_text:
        yield "wording", change.action_text, None, None, None
    if change.narrative:
        yield "narrative", change.narrative, None, None, change.narrative_similarity
    yield "copied forward", "yes" if change.copied_forward else "no", None, None, None
    yield "rag", change.rag.direction or change.status, change.rag.before, change.rag.after, None
    for listed in in_outs():
        yield from _text_facts(listed.fact, listed.of(change))
    yield from _name_facts("agency", change.mentions.agencies)
    yield from _name_facts("panel", change.mentions.panels)
    yield from _name_facts("service", change.mentions.services)
    for field, pair in (*((known.name, known.of(change)) for known in pairs()), *change.other.items()):
        yield from _pair_facts(field, pair)


def _text_facts(fact: str, texts: TextsInOut) -> Iterator[Row]:
    for text in texts.added:
        yield fact, "added", None, text, None
    for text in texts.removed:
        yield fact, "removed", text, None, None


def _name_facts(fact: str, names: NamesInOut) -> Iterator[Row]:
    for name in names.added:
        yield fact, "added", None, name.name, None
    for name in names.removed:
        yield fact, "removed", name.name, None, None


def _pair_facts(field: str, pair: TextPair) -> Iterator[Row]:
    if pair.before != pair.after:
        yield field, "changed", pair.before, pair.after, None


def _word_rows(comparison: YearsComparison) -> Iterator[Row]:
    for change in comparison.actions:
        for field, pieces in (("wording", change.wording_changes), ("narrative", change.narrative_changes)):
            for piece in pieces:
                if piece.kind != "kept":
                    yield change.before_ref, change.after_ref, field, piece.kind, piece.text.strip()


def _name_rows(change: ActionChange) -> Iterator[Row]:
    mentions = change.mentions
    for label, names in (("agency", mentions.agencies), ("panel", mentions.panels), ("service", mentions.services)):
        for moved, listed in (("added", names.added), ("removed", names.removed)):
            for name in listed:
                yield change.before_ref, change.after_ref, label, moved, name.entity_id, name.name
