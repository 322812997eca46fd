"""The workbook of a comparison of years, for officers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from models.comparison import NamesInOut, PlacedNamesInOut, YearsComparison
from pipeline.compare.facts import columns_for
from pipeline.compare.facts_of_plans import facts_of_plans
from pipeline.compare.facts_of_years import facts_of_years, other_headers
from pipeline.compare.sheets import Column, Part, WorkbookWriter
from pipeline.compare.tables_of_years import summary_rows
from pipeline.compare.values import Share, Shown, Texts, texts
from pipeline.compare.wording import refs_in_words


def workbook_of_years(comparison: YearsComparison, scratch: Path | None = None) -> bytes:
    """Sheets Summary, Actions, Texts and Names."""
    book = WorkbookWriter(f"{comparison.before} to {comparison.after}", scratch)
    book.add_summary("Summary", comparison.headline, _summary(comparison), comparison.notes)
    facts = facts_of_years(other_headers(comparison))
    for name, place in (("Actions", "main"), ("Texts", "texts")):
        keys = columns_for(facts[:2], "people") if place == "texts" else []
        columns = [*keys, *columns_for(facts, "people", "texts" if place == "texts" else "main")]
        book.add_sheet(
            name,
            [Column(column.heading, column.width) for column in columns],
            ([column.of(change) for column in columns] for change in comparison.actions),
            frozen_columns=2,
        )
    book.add_sheet("Names", _NAME_COLUMNS, _name_rows(comparison))
    return book.finish()


def _summary(comparison: YearsComparison) -> Iterator[Part]:
    """What to know first, what came and went, and the counts."""
    summary = comparison.summary
    yield Part(
        "What to know first",
        (Column("Point", 60), Column("How many", 12), Column("Actions", 60)),
        [
            (point.title, len(point.actions), Texts(tuple(map(refs_in_words, point.actions))))
            for point in summary.points
        ],
    )
    for label, names in (("Services", summary.services), ("Panels", summary.panels)):
        yield Part(
            f"{label} in and out of the whole plan",
            (Column(label, 60), Column("Change", 12), Column("Actions", 60)),
            list(_placed_rows(names)),
        )
    yield Part(
        "The plans",
        [Column(column.heading, 12) for column in columns_for(facts_of_plans()[:4], "people")],
        [[column.of(one) for column in columns_for(facts_of_plans()[:4], "people")] for one in comparison.headings],
    )
    yield Part("Counts", (Column("What", 60), Column("How many", 12)), list(_counts(comparison)))


def _counts(comparison: YearsComparison) -> Iterator[Sequence[Shown]]:
    for name, value in summary_rows(comparison.summary):
        is_share = "share" in name and isinstance(value, int | float)
        yield name, Share(float(value)) if is_share and value is not None else value


def _placed_rows(names: PlacedNamesInOut) -> Iterator[Sequence[Shown]]:
    for one in names.added:
        yield one.name, "came in", texts(one.refs)
    for one in names.removed:
        yield one.name, "went out", texts(one.refs)


_NAME_COLUMNS = (
    Column("Kind", 10), Column("Name", 45), Column("Change", 12), Column("Number before", 10),
    Column("Number after", 10), Column("In the whole plan", 26), Column("Reviewed", 10),
)  # fmt: skip


def _name_rows(comparison: YearsComparison) -> Iterator[Sequence[Shown]]:
    """Every name that came into or went out of a narrative; those not yet reviewed last."""
    summary = comparison.summary
    for kind, word in (("services", "service"), ("panels", "panel"), ("agencies", "agency")):
        whole: PlacedNamesInOut = getattr(summary, kind)
        came, went = ({one.name for one in side} for side in (whole.added, whole.removed))
        for change in comparison.actions:
            names: NamesInOut = getattr(change.mentions, kind)
            refs = (change.before_ref, change.after_ref)
            for name in names.added:
                told = "new to the plan" if name.name in came else _IN_BOTH
                yield word, name.name, "came in", *refs, told, True
            for name in names.removed:
                told = "gone from the plan" if name.name in went else _IN_BOTH
                yield word, name.name, "went out", *refs, told, True
    for change in comparison.actions:
        waiting = change.mentions.not_reviewed
        for moved, listed in (("came in", waiting.added), ("went out", waiting.removed)):
            for one in listed:
                yield one.label, one.name, moved, change.before_ref, change.after_ref, None, False


_IN_BOTH = "mentioned in both plans"
