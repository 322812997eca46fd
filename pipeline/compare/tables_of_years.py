"""A comparison of years as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison import ActionChange, YearsComparison, YearsSummary
from pipeline.compare.facts import entries_of, tidy
from pipeline.compare.facts_of_plans import facts_of_plans
from pipeline.compare.facts_of_years import facts_of_years, other_headers
from pipeline.compare.table import Row, Table, Value

FACT_COLUMNS = ("before", "after", "before_ref", "after_ref", "fact", "change", "before_value", "after_value", "number")


def tables_of_years(comparison: YearsComparison) -> tuple[Table, ...]:
    """plans, points, summary, actions, facts (one row a fact), words (put in, taken out, moved), names in and out."""
    actions = facts_of_years(other_headers(comparison))
    return (
        tidy("plans", facts_of_plans(), comparison.headings),
        Table("points", ("code", "title", "before_ref", "after_ref"), tuple(_point_rows(comparison.summary))),
        Table("summary", ("measure", "value"), tuple(summary_rows(comparison.summary))),
        tidy("actions", actions, comparison.actions),
        Table("facts", FACT_COLUMNS, tuple(fact_rows(comparison))),
        Table("words", ("before_ref", "after_ref", "field", "kind", "text"), tuple(_word_rows(comparison))),
        Table(
            "names",
            ("before_ref", "after_ref", "label", "change", "entity_id", "name", "reviewed"),
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
        ("names not yet reviewed before", summary.not_reviewed.before),
        ("names not yet reviewed after", summary.not_reviewed.after),
        ("matches to check", summary.matches_to_check),
    )


def _point_rows(summary: YearsSummary) -> Iterator[Row]:
    for point in summary.points:
        for action in point.actions:
            yield point.code, point.title, action.before_ref, action.after_ref


def fact_rows(comparison: YearsComparison) -> Iterator[Row]:
    """The rows of `facts`."""
    first = (comparison.before, comparison.after)
    before, after = comparison.headings
    for fact in facts_of_plans():
        (column,) = fact.columns()
        yield (*first, None, None, f"plan: {fact.name}", None, str(column.of(before)), str(column.of(after)), None)
    for change in comparison.actions:
        for entry in entries_of(facts_of_years(change.other), change):
            yield (*first, change.before_ref, change.after_ref, *entry)


def _word_rows(comparison: YearsComparison) -> Iterator[Row]:
    for change in comparison.actions:
        for field, pieces in (("wording", change.wording_changes), ("narrative", change.narrative_changes)):
            for piece in pieces:
                if piece.kind != "kept":
                    yield change.before_ref, change.after_ref, field, piece.kind, piece.text.strip()


def _name_rows(change: ActionChange) -> Iterator[Row]:
    mentions = change.mentions
    refs = (change.before_ref, change.after_ref)
    for label, names in (("agency", mentions.agencies), ("panel", mentions.panels), ("service", mentions.services)):
        for moved, listed in (("added", names.added), ("removed", names.removed)):
            for name in listed:
                yield (*refs, label, moved, name.entity_id, name.name, True)
    for moved, waiting in (("added", mentions.not_reviewed.added), ("removed", mentions.not_reviewed.removed)):
        for one in waiting:
            yield (*refs, one.label, moved, one.entity_id, one.name, False)
