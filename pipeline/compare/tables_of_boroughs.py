"""A comparison of boroughs as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison import BoroughsComparison, DirectoryEntry
from pipeline.compare.facts import entries_of, tidy
from pipeline.compare.facts_of_boroughs import answers_of, facts_of_answers, facts_of_submissions
from pipeline.compare.table import Row, Table, joined

FACT_COLUMNS = ("plan_id", "key", "ref", "fact", "value", "number")


def tables_of_boroughs(comparison: BoroughsComparison) -> tuple[Table, ...]:
    """plans, actions (a row a plan's action), facts (a row a fact), and what is shown of all plans together."""
    return (
        tidy("plans", facts_of_submissions(), comparison.submissions),
        tidy("actions", facts_of_answers(comparison), answers_of(comparison)),
        Table("facts", FACT_COLUMNS, tuple(fact_rows(comparison))),
        Table(
            "nil",
            ("key", "mandatory_action", "plans", "nil_returns", "share", "returned_nothing", "no_named_lead"),
            tuple(_nil_rows(comparison)),
        ),
        Table("not_submitted", ("plan_year", "borough"), tuple(_lacking_rows(comparison))),
        Table(
            "passages", ("passage", "words", "plan_id", "ref", "start", "end", "text"), tuple(_passage_rows(comparison))
        ),
        Table(
            "directory",
            ("label", "entity_id", "name", "plans", "actions", "actions_to_review"),
            tuple(_directory_row(entry) for entry in directory_entries(comparison)),
        ),
        Table(
            "names",
            ("label", "entity_id", "name", "plan_id", "ref", "text", "sentence", "reviewed"),
            tuple(_name_rows(comparison)),
        ),
        Table("standings", ("plan_id", "measure", "value", "middle", "distance"), tuple(_standing_rows(comparison))),
    )


def directory_entries(comparison: BoroughsComparison) -> tuple[DirectoryEntry, ...]:
    """All names: services first, then panels, then agencies."""
    return (*comparison.services, *comparison.panels, *comparison.agencies)


def _nil_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    """Actions, by the number of plans that leave them empty, most first."""
    for row in sorted(comparison.actions, key=lambda row: -row.nil_returns):
        plans = len(row.cells)
        share = round(row.nil_returns / max(plans, 1), 3)
        lists = joined(row.returned_nothing), joined(row.no_named_lead)
        yield (row.key, row.mandatory_action, plans, row.nil_returns, share, *lists)


def _lacking_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    for one in comparison.not_submitted:
        for borough in one.boroughs:
            yield one.plan_year, borough


def fact_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    """The rows of `facts`."""
    for submission in comparison.submissions:
        for entry in entries_of(facts_of_submissions(), submission):
            yield submission.plan_id, None, None, f"plan: {entry.fact}", entry.after, entry.number
    for year, borough in _lacking_rows(comparison):
        yield None, None, None, "no plan here", borough, year
    facts = facts_of_answers(comparison)
    for answer in answers_of(comparison):
        for entry in entries_of(facts, answer):
            yield answer.submission.plan_id, answer.row.key, answer.cell.ref, entry.fact, entry.after, entry.number
    for row in comparison.actions:
        for plan_id in comparison.plans:
            if plan_id not in row.cells:
                yield plan_id, row.key, None, "action", "not in this plan", None


def _passage_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    for number, passage in enumerate(comparison.passages, start=1):
        for place in passage.places:
            yield number, passage.words, place.plan_id, place.ref, place.start, place.end, passage.text


def _directory_row(entry: DirectoryEntry) -> Row:
    waiting = sum(len(plan.refs) for plan in entry.to_review)
    return entry.label, entry.entity_id, entry.name, len(entry.plans), entry.actions, waiting


def _name_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    for entry in directory_entries(comparison):
        for use in entry.uses:
            one = (entry.label, entry.entity_id, entry.name, use.plan_id)
            yield (*one, use.ref, use.text, use.sentence, use.reviewed)


def _standing_rows(comparison: BoroughsComparison) -> Iterator[Row]:
    for standing in comparison.standings:
        for measure in standing.measures:
            yield standing.plan_id, measure.name, measure.value, measure.middle, measure.distance
