"""Forms and cards on pages that follow each other, each beginning with the same labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

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


CARD_EDGES = (40.0, 200.0, 300.0, 400.0)


def card(page: int, rows: Sequence[Sequence[str]]) -> Table:
    """Labels over values, those of three columns first and those of the whole width below."""
    cells = tuple(
        (cell(row, 0, texts[0], spans=(1, 3)),)
        if len(texts) == 1
        else tuple(cell(row, place, text) for place, text in enumerate(texts))
        for row, texts in enumerate(rows)
    )
    return Table(rows=cells, column_count=3, pages=(page,), column_edges=CARD_EDGES)


def card_rows(number: str, rag: str, wording: str, done: str) -> list[tuple[str, ...]]:
    return [
        ("Item no", "Verdict", "Lead body"),
        (number, rag, "MPS"),
        ("Item of work",),
        (wording,),
        ("Reply",),
        (done,),
    ]


CARDS = (
    ("1.1", "Red", "Hold a weekly meeting on risk.", "The board met in May."),
    ("1.2", "Green", "Share data each week with the hospitals.", "The data is shared."),
    ("1.3", "Amber", "Visit every shop that sells knives.", "All shops were visited."),
    ("1.4", "Green", "Train the staff of youth centres.", "Nine were trained."),
)
TITLE = heading("Lewisham Violence Action Plan 2024")


def test_a_card_that_opens_a_page_is_none_of_the_card_before() -> None:
    plan = assemble(document(TITLE, *(card(page, card_rows(*values)) for page, values in enumerate(CARDS, start=1))))

    assert [(action.ref, action.rag, action.mandatory_action) for action in plan.actions] == [
        (number, rag.casefold(), wording) for number, rag, wording, _ in CARDS
    ]


@pytest.mark.parametrize("cut", [2, 6, 8, 12])
def test_a_table_of_cards_may_be_cut_before_any_of_its_labels(cut: int) -> None:
    rows = [row for values in CARDS for row in card_rows(*values)]

    plan = assemble(document(TITLE, card(1, rows[:cut]), card(2, rows[cut:])))

    assert [(action.ref, action.mandatory_action, action.narrative) for action in plan.actions] == [
        (number, wording, done) for number, _, wording, done in CARDS
    ]


def test_a_header_printed_again_within_a_card_is_left_out() -> None:
    rows = [row for values in CARDS for row in card_rows(*values)]

    plan = assemble(document(TITLE, card(1, rows[:10]), card(2, [rows[0], *rows[10:]])))

    assert [(action.ref, action.narrative) for action in plan.actions] == [(number, done) for number, *_, done in CARDS]
