"""Empty cells that may be part of a merged one: cut by a page break, or meant for a whole theme."""

from __future__ import annotations

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Item, Table
from models.plan import Plan

HEADER = ("Ref", "Action", "Lead organisation", "Progress update")
TITLE = heading("Camden Violence Plan 2024")


def shared(plan: Plan) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(found.action_ref, found.fields) for found in plan.findings if found.code == "cell-may-be-shared"]


def themes(*bodies: tuple[str, ...]) -> list[Item]:
    """A table a theme, whose actions have these organisations."""
    return [
        item
        for theme, cells in enumerate(bodies, start=1)
        for item in (
            heading(f"Theme {theme}: Part {theme}"),
            table([HEADER, *((f"{theme}.{n}", "Meet monthly.", body, "Done.") for n, body in enumerate(cells, 1))]),
        )
    ]


def test_a_column_filled_for_the_first_action_of_each_theme_alone_is_doubted() -> None:
    plan = assemble(document(TITLE, *themes(("Police", "", ""), ("Housing", ""), ("Probation", ""))))

    assert shared(plan) == [(None, ("lead_organisations",))]


def test_a_column_with_gaps_here_and_there_is_not() -> None:
    plan = assemble(document(TITLE, *themes(("Police", "", "Police"), ("Housing", ""), ("Probation", ""))))

    assert shared(plan) == []


def test_an_empty_cell_at_the_top_of_a_page_in_a_column_of_merged_cells_is_doubted() -> None:
    header, rows = [cell(0, place, text) for place, text in enumerate(HEADER)], []
    for row in (1, 2):
        others = [cell(row, 0, f"1.{row}"), cell(row, 1, "Meet monthly."), cell(row, 3, "Done.")]
        rows.append(tuple([*others, cell(1, 2, "Police", spans=(2, 1))] if row == 1 else others))
    edges = (0.0, 50.0, 200.0, 300.0, 500.0)
    first = Table(rows=(tuple(header), *rows), column_count=4, pages=(1,), column_edges=edges)
    second = table(
        [HEADER, ("1.3", "Meet weekly.", "", "Begun."), ("1.4", "Report.", "Police", "Done.")], page=2, edges=edges
    )

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), first, second))

    assert shared(plan) == [("1.3", ("lead_organisations",))]
