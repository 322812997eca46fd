"""The workbook of a comparison of boroughs, for officers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.comparison import BoroughsComparison
from models.reference.columns import details_in_use
from pipeline.compare.sheets import Book, CellValue, Column, Rag, Share
from pipeline.compare.table import joined
from pipeline.compare.tables_of_boroughs import entity_names, name_rows, nil_rows, plan_rows
from pipeline.compare.wording import cell_words, plan_title


def workbook_of_boroughs(comparison: BoroughsComparison) -> bytes:
    """Sheets Summary, Actions (the heat map), Answers, Nil returns, Shared passages and Services."""
    book = Book("Comparison of boroughs")
    names = entity_names(comparison)
    book.add_sheet("Summary", _PLAN_COLUMNS, _plan_rows(comparison), above=(comparison.headline, *comparison.notes))
    book.add_sheet(
        "Actions",
        [Column("Action", 12), Column("Wording", 50), *(Column(plan_title(one), 17) for one in comparison.headings)],
        _heat_rows(comparison),
        frozen_columns=1,
    )
    book.add_sheet(
        "Answers",
        [*_ANSWER_COLUMNS, *(Column(role.label, 28) for role in details_in_use())],
        _answer_rows(comparison, names),
        frozen_columns=2,
    )
    book.add_sheet(
        "Nil returns",
        [Column("Action", 12), Column("Wording", 70), Column("Plans", 9), Column("Nil returns", 9), Column("Share", 9)],
        [(key, text, plans, nil, Share(float(share or 0))) for key, text, plans, nil, share in nil_rows(comparison)],
    )
    book.add_sheet(
        "Shared passages",
        [Column("Words", 8), Column("Boroughs' plans", 9), Column("Where", 50), Column("Passage", 100)],
        _passage_rows(comparison),
    )
    book.add_sheet(
        "Services",
        [Column("Kind", 10), Column("Name", 40), Column("Plan", 28), Column("Action", 9), Column("As written", 25),
         Column("Sentence", 90)],
        [(label, name, *use) for label, _, name, *use in name_rows(comparison)],
    )  # fmt: skip
    return book.finish()


_PLAN_COLUMNS = [
    Column("Plan", 30), Column("Borough", 24), Column("Year", 8), Column("Template", 16), Column("Actions", 9),
    Column("Nil returns", 9), Column("Red", 7), Column("Amber", 7), Column("Green", 7), Column("Blue", 7),
    Column("No RAG", 7), Column("Words", 9), Column("Words shared", 9), Column("Services", 9), Column("Panels", 9),
    Column("Agencies", 9), Column("How unlike the others", 10), Column("In what", 60),
]  # fmt: skip


def _plan_rows(comparison: BoroughsComparison) -> Iterator[Sequence[CellValue]]:
    return iter(plan_rows(comparison))


def _heat_rows(comparison: BoroughsComparison) -> Iterator[Sequence[CellValue]]:
    """A row an action, a column a plan: RAG in words and colour, nil, words."""
    for row in comparison.actions:
        cells = [row.cells.get(plan) for plan in comparison.plans]
        yield (
            row.key,
            row.mandatory_action,
            *(Rag(cell.rag, cell_words(cell)) if cell else "not in this plan" for cell in cells),
        )


_ANSWER_COLUMNS = [
    Column("Action", 12), Column("Plan", 28), Column("Number there", 9), Column("RAG", 10), Column("Nil return", 8),
    Column("Words", 8), Column("Lead organisations", 28), Column("Services", 28), Column("Panels", 28),
    Column("Agencies", 28), Column("Not in the registry", 24), Column("Words shared", 9),
    Column("Shares words with", 36), Column("Why in this row", 40),
]  # fmt: skip


def _answer_rows(comparison: BoroughsComparison, names: dict[str, str]) -> Iterator[Sequence[CellValue]]:
    for row in comparison.actions:
        for plan, cell in row.cells.items():
            yield (
                row.key,
                plan,
                cell.ref,
                Rag(cell.rag),
                cell.nil_return,
                cell.narrative_words,
                joined(cell.lead_organisations),
                joined(names[one] for one in cell.services),
                joined(names[one] for one in cell.panels),
                joined(names[one] for one in cell.agencies),
                joined(cell.not_linked),
                cell.shared_words,
                joined(cell.copied_from),
                cell.match.why if cell.match else "The same wording.",
                *(cell.details.get(role.name) for role in details_in_use()),
            )


def _passage_rows(comparison: BoroughsComparison) -> Iterator[Sequence[CellValue]]:
    for passage in comparison.passages:
        where = joined(f"{place.plan_id} {place.ref}" for place in passage.places)
        yield passage.words, len(passage.plans), where, passage.text
