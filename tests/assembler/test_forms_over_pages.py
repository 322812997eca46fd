"""Forms of two columns on pages that follow each other, each beginning with the same label and value."""

from __future__ import annotations

from assembler.neutral import cell, document, heading
from extractors.assembler.assemble import assemble
from models.document import Table


def form(page: int, number: str, wording: str) -> Table:
    rows = (
        ("Work stream", "Partnership working"),
        ("Serial", number),
        ("Deliverable", wording),
        ("Rating", "Green"),
        ("Progress", "The board met in May."),
    )
    cells = tuple(tuple(cell(row, place, text) for place, text in enumerate(texts)) for row, texts in enumerate(rows))
    return Table(rows=cells, column_count=2, pages=(page,), column_edges=(40.0, 140.0, 500.0))


def test_the_first_row_of_each_form_is_its_own_and_no_header_printed_again() -> None:
    plan = assemble(
        document(
            heading("Lewisham Violence Action Plan 2024"),
            form(1, "1.1", "Hold a weekly meeting on risk."),
            form(1, "1.2", "Share data each week."),
            form(2, "1.3", "Visit every shop that sells knives."),
        )
    )

    assert [(action.ref, action.rag) for action in plan.actions] == [
        ("1.1", "green"),
        ("1.2", "green"),
        ("1.3", "green"),
    ]
    assert [theme.title for theme in plan.themes] == ["Partnership working"]
    assert plan.coverage.unaccounted == ()
