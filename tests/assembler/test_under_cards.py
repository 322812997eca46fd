"""Cards whose last value stands under them as paragraphs."""

from __future__ import annotations

from assembler.neutral import blocks, cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Item, Table

TITLE = heading("Richmond Violence Plan 2024")
THEME = heading("Theme 1: Governance")
TOLD = ("The board met with all partners at the hall near", "Kingston station in May.", "It agreed its terms.")


def test_the_rest_of_an_unfinished_last_value_is_its_own() -> None:
    items: list[Item] = []
    for number in ("1", "2"):
        rows = [("Ref", number), ("Action", f"Set up board {number}."), ("Lead", "Police"), ("Progress", TOLD[0])]
        items += [table(rows), *blocks("\n".join(TOLD[1:]))]

    plan = assemble(document(TITLE, THEME, *items, heading("Glossary"), *blocks("MARAC is a meeting.")))

    assert [action.narrative.split("\n")[-1] for action in plan.actions] == [TOLD[2]] * 2
    assert all(action.narrative.startswith(TOLD[0]) for action in plan.actions)


def test_what_stands_under_a_last_label_over_its_value_is_that_value() -> None:
    def card(number: str) -> Table:
        rows = (
            tuple(cell(0, column, text) for column, text in enumerate(("Ref", "Lead", "RAG"))),
            tuple(cell(1, column, text) for column, text in enumerate((number, f"Partner {number}", "Red"))),
            (cell(2, 0, "Action", spans=(1, 3)),),
            (cell(3, 0, f"Set up board {number}.", spans=(1, 3)),),
            (cell(4, 0, "Progress", spans=(1, 3)),),
        )
        return Table(rows=rows, column_count=3)

    under = blocks("\n".join(TOLD[1:]))
    items: list[Item] = [card("1"), *under, card("2"), *under]

    plan = assemble(document(TITLE, THEME, *items))

    assert [action.narrative for action in plan.actions] == ["\n".join(TOLD[1:])] * 2
    assert plan.coverage.unaccounted == ()


def test_paragraphs_under_cards_whose_last_values_are_whole_stay_outside() -> None:
    items: list[Item] = []
    for number in ("1", "2"):
        rows = [
            ("Ref", number),
            ("Action", f"Set up board {number}."),
            ("Progress", "It met."),
            ("Due date", "May 2025"),
        ]
        items += [table(rows), *blocks("See the annex.")]

    plan = assemble(document(TITLE, THEME, *items))

    assert [action.timescale for action in plan.actions] == ["May 2025"] * 2
