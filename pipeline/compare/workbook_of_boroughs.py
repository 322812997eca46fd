"""The workbook of a comparison of boroughs, for officers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from models.comparison import AlignedAction, BoroughsComparison, Cell
from pipeline.compare.facts import columns_for
from pipeline.compare.facts_of_boroughs import answers_of, facts_of_answers, facts_of_submissions
from pipeline.compare.sheets import Column, Part, WorkbookWriter
from pipeline.compare.tables_of_boroughs import directory_entries
from pipeline.compare.values import Rag, Shown, Texts, texts
from pipeline.compare.wording import plan_titles, row_title

_ABSENT = "not in this plan"


def workbook_of_boroughs(comparison: BoroughsComparison, scratch: Path | None = None) -> bytes:
    """Sheets Summary, Boroughs, RAG, Words, Answers, Nothing returned, Shared passages, Names and Sentences."""
    book = WorkbookWriter("Comparison of boroughs", scratch)
    titles = plan_titles(comparison.headings)
    book.add_summary("Summary", comparison.headline, _summary(comparison, titles), comparison.notes)
    _add_submissions(book, comparison)
    _add_grid(book, "RAG", comparison, titles, lambda cell: Rag(cell.rag))
    _add_grid(book, "Words", comparison, titles, lambda cell: "nil" if cell.nil_return else cell.narrative_words)
    answers = columns_for(facts_of_answers(comparison), "people")
    book.add_sheet(
        "Answers",
        [Column(column.heading, column.width) for column in answers],
        ([column.of(answer) for column in answers] for answer in answers_of(comparison)),
        frozen_columns=1,
    )
    book.add_sheet("Nothing returned", _NIL_COLUMNS, _nil_rows(comparison.actions, titles), frozen_columns=1)
    book.add_sheet("Shared passages", _PASSAGE_COLUMNS, _passage_rows(comparison, titles))
    book.add_sheet("Names", _NAME_COLUMNS, _name_rows(comparison, titles), frozen_columns=2)
    book.add_sheet("Sentences", _SENTENCE_COLUMNS, _sentence_rows(comparison, titles), frozen_columns=2)
    return book.finish()


def _summary(comparison: BoroughsComparison, titles: dict[str, str]) -> Iterator[Part]:
    """Who sent nothing, who left most out, and who is unlike the others."""
    yield Part(
        "No plan here",
        (Column("Year", 30), Column("How many", 12), Column("Boroughs", 100)),
        [(one.plan_year, len(one.boroughs), texts(one.boroughs)) for one in comparison.not_submitted if one.boroughs],
    )
    lacking = sorted(comparison.submissions, key=lambda one: -len(one.returned_nothing))
    yield Part(
        "Nothing returned, by borough",
        (Column("Borough", 30), Column("How many", 12), Column("Actions", 100)),
        [
            (titles[one.plan_id], len(one.returned_nothing), Texts(one.returned_nothing))
            for one in lacking
            if one.returned_nothing
        ],
    )
    leaderless = sorted(comparison.submissions, key=lambda one: -len(one.no_named_lead))
    yield Part(
        "No named lead, by borough",
        (Column("Borough", 30), Column("How many", 12), Column("Actions", 100)),
        [
            (titles[one.plan_id], len(one.no_named_lead), _or_all(one.no_named_lead, one.actions))
            for one in leaderless
            if one.no_named_lead
        ],
    )
    yield Part(
        "Unlike the others",
        (Column("Borough", 30), Column("", 12), Column("In what", 100)),
        [(titles[one.plan_id], None, texts(one.unlike)) for one in comparison.standings if one.unlike],
    )


def _or_all(refs: tuple[str, ...], actions: int) -> Texts:
    return Texts(refs if len(refs) < actions else (f"all {actions} actions",))


def _add_submissions(book: WorkbookWriter, comparison: BoroughsComparison) -> None:
    columns = columns_for(facts_of_submissions(), "people")
    book.add_sheet(
        "Boroughs",
        [Column(column.heading, column.width) for column in columns],
        ([column.of(one) for column in columns] for one in comparison.submissions),
        frozen_columns=1,
    )


def _add_grid(
    book: WorkbookWriter, name: str, comparison: BoroughsComparison, titles: dict[str, str], of: Callable[[Cell], Shown]
) -> None:
    """A row an action, a column a plan."""
    book.add_sheet(
        name,
        [Column("Action", 9), Column("Wording", 38), *(Column(titles[plan], 13) for plan in comparison.plans)],
        (
            (
                row_title(row.key, titles),
                row.mandatory_action,
                *(of(row.cells[plan]) if plan in row.cells else _ABSENT for plan in titles),
            )
            for row in comparison.actions
        ),
        frozen_columns=2,
    )


_NIL_COLUMNS = (
    Column("Action", 9), Column("Wording", 60), Column("Plans with it", 9), Column("Nil returns", 9),
    Column("Nothing returned by", 60), Column("Without a named lead", 9), Column("No named lead in", 60),
)  # fmt: skip


def _nil_rows(rows: Sequence[AlignedAction], titles: dict[str, str]) -> Iterator[Sequence[Shown]]:
    """Actions, by the number of plans that leave them empty, most first."""
    for row in sorted(rows, key=lambda row: (-row.nil_returns, -len(row.no_named_lead))):
        nil, leaderless = row.returned_nothing, row.no_named_lead
        yield (
            row_title(row.key, titles),
            row.mandatory_action,
            len(row.cells),
            len(nil),
            texts([titles[plan] for plan in nil]),
            len(leaderless),
            texts([titles[plan] for plan in leaderless]) if len(leaderless) < len(row.cells) else "all plans",
        )


_PASSAGE_COLUMNS = (Column("Words", 8), Column("Plans", 8), Column("Where", 50), Column("Passage", 100))


def _passage_rows(comparison: BoroughsComparison, titles: dict[str, str]) -> Iterator[Sequence[Shown]]:
    for passage in comparison.passages:
        where = texts([f"{titles[place.plan_id]}: {place.ref}" for place in passage.places])
        yield passage.words, len(passage.plans), where, passage.text


_NAME_COLUMNS = (
    Column("Kind", 10), Column("Name", 36), Column("Plans", 8), Column("Actions", 8), Column("Where", 90),
    Column("Actions not yet reviewed", 10), Column("Where not yet reviewed", 40), Column("In the registry", 10),
)  # fmt: skip


def _name_rows(comparison: BoroughsComparison, titles: dict[str, str]) -> Iterator[Sequence[Shown]]:
    for entry in directory_entries(comparison):
        counted, waiting = (
            texts([f"{titles[one.plan_id]}: {', '.join(one.refs)}" for one in side])
            for side in (entry.plans, entry.to_review)
        )
        to_review = sum(len(one.refs) for one in entry.to_review)
        linked = entry.entity_id is not None
        yield entry.label, entry.name, len(entry.plans), entry.actions, counted, to_review, waiting, linked


_SENTENCE_COLUMNS = (
    Column("Kind", 10), Column("Name", 36), Column("Borough", 28), Column("Number there", 9), Column("As written", 25),
    Column("Reviewed", 10), Column("Sentence", 90),
)  # fmt: skip


def _sentence_rows(comparison: BoroughsComparison, titles: dict[str, str]) -> Iterator[Sequence[Shown]]:
    for entry in directory_entries(comparison):
        for use in entry.uses:
            yield entry.label, entry.name, titles[use.plan_id], use.ref, use.text, use.reviewed, use.sentence
