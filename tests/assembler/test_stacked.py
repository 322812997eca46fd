"""Forms whose labels stand over their values, in rows of their own."""

from __future__ import annotations

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.shapes import readings_of
from models.document import Table

TITLE = heading("Richmond Violence Plan 2024")
THEME = heading("Theme 1: Governance")


def form(number: str) -> Table:
    rows = (
        tuple(cell(0, column, text) for column, text in enumerate(("Ref", "RAG", "Timescale"))),
        tuple(cell(1, column, text) for column, text in enumerate((number, "Red", "May"))),
        (cell(2, 0, "Action", spans=(1, 3)),),
        (cell(3, 0, "Meet every quarter.", spans=(1, 3)),),
        (cell(4, 0, "Lead Organisation", spans=(1, 2)), cell(4, 2, "Outcome")),
        (cell(5, 0, "Police", spans=(1, 2)), cell(5, 2, "Fewer knives.")),
        (cell(6, 0, "Narrative:", spans=(1, 3)),),
        (cell(7, 0, "It met.\nIt agreed.", spans=(1, 3)),),
    )
    return Table(rows=rows, column_count=3)


def test_each_form_is_an_action() -> None:
    plan = assemble(document(TITLE, THEME, form("1"), form("2")))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2"]
    action = plan.actions[0]
    assert (action.mandatory_action, action.rag, action.timescale) == ("Meet every quarter.", "red", "May")
    assert (action.outcome, action.narrative) == ("Fewer knives.", "It met.\nIt agreed.")
    assert [lead.text for lead in action.lead_organisations] == ["Police"]
    assert plan.coverage.unaccounted == ()


def test_an_empty_value_is_nothing() -> None:
    rows = list(form("1").rows)
    rows[1] = tuple(each.model_copy(update={"blocks": ()}) if each.column else each for each in rows[1])

    (action,) = assemble(document(TITLE, THEME, Table(rows=tuple(rows), column_count=3))).actions

    assert (action.rag, action.timescale) == (None, None)


def test_a_table_whose_header_is_printed_over_every_row_is_upright() -> None:
    names = ("Ref", "Action", "Lead agency", "Update")
    rows = [names, ("1", "Meet.", "Police", "It met."), names, ("2", "Share.", "NHS", "It did.")]

    plan = assemble(document(TITLE, THEME, table(rows)))

    assert [way.shape for way in readings_of({0: table(rows)}, speaks_of_plan=True)[0]] == ["upright"]
    assert [action.narrative for action in plan.actions] == ["It met.", "It did."]


def test_a_header_printed_again_for_each_theme_is_none_of_cards_though_another_table_stands_under_it() -> None:
    header = ("Ref", "What was asked", "Current position", "Named lead", "Agency")
    rows: list[tuple[str, ...]] = []
    for theme in ("Governance", "Weapons"):
        number = len(rows)
        rows += [
            (f"THEME {1 if not number else 2} – {theme}", "", "", "", ""),
            header,
            ("1", "Set up a board that meets", "The board met twice and agreed its terms.", "Jo Ellis, Head", "Police"),
            ("2", "Share the profile", "Partners shared a first profile in May.", "Al Reed, Manager", "Housing"),
        ]
    rows += [("Risk", "Likelihood", "Impact", "Mitigation", ""), ("Staff leave", "Low", "High", "Train deputies", "")]

    plan = assemble(document(TITLE, table(rows[1:])))

    assert [action.mandatory_action for action in plan.actions][:4] == [
        "Set up a board that meets",
        "Share the profile",
    ] * 2
    assert [action.narrative for action in plan.actions][:2] == [row[2] for row in (rows[2], rows[3])]


def test_labels_in_the_first_of_three_columns_stand_over_values_across_the_table() -> None:
    def card(number: str, rag: str, told: str) -> Table:
        rows = (
            tuple(cell(0, column, text) for column, text in enumerate(("#:", "Named lead:", "Due date:"))),
            tuple(cell(1, column, text) for column, text in enumerate((number, "Jo Ellis, Head of Service", "May"))),
            *(
                pair
                for row, (label, text) in enumerate([("RAG:", rag), ("Action:", "Meet."), ("Update:", told)], start=1)
                for pair in (
                    tuple(cell(2 * row, column, label if not column else "") for column in range(3)),
                    (cell(2 * row + 1, 0, text, spans=(1, 3)),),
                )
            ),
        )
        return Table(rows=rows, column_count=3)

    plan = assemble(document(TITLE, THEME, card("1", "Red", "It met in May."), card("2", "Blue", "It met in June.")))

    assert [(action.ref, action.rag, action.mandatory_action) for action in plan.actions] == [
        ("1.1", "red", "Meet."),
        ("1.2", "blue", "Meet."),
    ]
    assert [action.narrative for action in plan.actions] == ["It met in May.", "It met in June."]
    assert plan.coverage.unaccounted == ()


def test_a_table_of_numbered_rows_is_none_of_cards_though_another_table_runs_on_under_it() -> None:
    rows: list[tuple[str, ...]] = [("Item", "VRU action", "Current position", "Lead agency")]
    for theme in (1, 2):
        rows += [
            (f"{theme}.{place}", "Set up a board that meets", "The board met twice and agreed its terms.", "Police")
            for place in (1, 2, 3, 4)
        ]
    rows += [("Source", "", "", ""), ("Council", "", "£46,000 Youth work", "")]

    readings = readings_of({0: table(rows)}, speaks_of_plan=True)[0]

    assert [way.shape for way in readings] == ["upright"]
