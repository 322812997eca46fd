"""Tables that lie on their side: an action a column, the names of the fields down the first."""

from __future__ import annotations

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.shapes import readings_of
from models.document import CellPlace, Table

TITLE = heading("Richmond Violence Plan 2024")
THEME = heading("Theme 1: Governance")
ROWS = (
    ("Ref", "1", "2"),
    ("Action", "Meet every quarter.", "Share what is known."),
    ("Lead agency", "Police", "NHS"),
    ("RAG", "Red", "Green"),
    ("Progress update", "It met.", "It was shared."),
)


def test_each_column_is_an_action() -> None:
    plan = assemble(document(TITLE, THEME, table(ROWS)))

    assert [(action.ref, action.mandatory_action, action.rag, action.narrative) for action in plan.actions] == [
        ("1.1", "Meet every quarter.", "red", "It met."),
        ("1.2", "Share what is known.", "green", "It was shared."),
    ]
    assert plan.coverage.unaccounted == ()


def test_a_title_across_the_top_names_the_theme() -> None:
    rows = [
        (cell(0, 0, "Theme 4: Weapons", spans=(1, 3)),),
        *(tuple(cell(row, column, text) for column, text in enumerate(texts)) for row, texts in enumerate(ROWS, 1)),
    ]

    plan = assemble(document(TITLE, Table(rows=tuple(rows), column_count=3)))

    assert [(theme.number, theme.title) for theme in plan.themes] == [(4, "Weapons")]
    assert [action.ref for action in plan.actions] == ["4.1", "4.2"]
    assert plan.coverage.unaccounted == ()


def test_a_value_for_several_actions_is_each_one_s() -> None:
    shared = (cell(2, 0, "Lead agency"), cell(2, 1, "Police", spans=(1, 2)))
    rows = [tuple(cell(row, column, text) for column, text in enumerate(texts)) for row, texts in enumerate(ROWS)]
    rows[2] = shared

    plan = assemble(document(TITLE, THEME, Table(rows=tuple(rows), column_count=3)))

    assert [[lead.text for lead in action.lead_organisations] for action in plan.actions] == [["Police"], ["Police"]]


def test_the_place_of_a_value_stays_that_of_the_printed_table() -> None:
    rows = [
        tuple(
            cell(row, column, text).model_copy(update={"evidence": (CellPlace(table=0, row=row, column=column),)})
            for column, text in enumerate(texts)
        )
        for row, texts in enumerate(ROWS)
    ]

    plan = assemble(document(TITLE, THEME, Table(rows=tuple(rows), column_count=3)))

    assert plan.actions[1].evidence["narrative"] == (CellPlace(table=0, row=4, column=2),)


def test_a_form_of_pairs_side_by_side_does_not_lie_on_its_side() -> None:
    form = table(
        [
            ("Ref", "1", "RAG", "Red"),
            ("Action", "Meet every quarter.", "Lead agency", "Police"),
            ("Progress update", "It met.", "Timescale", "May"),
        ]
    )

    assert [way.shape for way in readings_of({0: form}, speaks_of_plan=True)[0]][:1] == ["labels beside values"]
    assert [action.ref for action in assemble(document(TITLE, THEME, form)).actions] == ["1.1"]


def test_an_upright_table_is_left_as_it_is() -> None:
    upright = table([("Ref", "Action", "Lead agency", "Progress update"), ("1", "Meet.", "Police", "It met.")])

    assert [way.shape for way in readings_of({0: upright}, speaks_of_plan=True)[0]] == ["upright"]


def test_letters_of_a_status_beside_each_other_are_no_header() -> None:
    wordings = ("Meet every quarter.", "Share what is known.", "Visit all shops.", "Train all staff.")
    rows = (
        ("# (2024)", "1", "2", "3", "4"),
        ("Required action", *wordings),
        ("Quick view", "R", "A", "G", "G"),
        ("Lead organisation", "Police", "NHS", "Trading Standards", "Council"),
        ("Account", "It met.", "It was shared.", "All were visited.", "All were trained."),
    )

    plan = assemble(document(TITLE, THEME, table(rows)))

    assert [action.mandatory_action for action in plan.actions] == list(wordings)
    assert [action.rag for action in plan.actions] == ["red", "amber", "green", "green"]


def test_rows_that_open_with_the_numbers_of_actions_stand_upright_under_names_not_known() -> None:
    tasks = ("a buddy scheme", "a hot spot plan", "a shared log", "an outreach offer", "joint visits", "a peer review")
    said = ("Meets", "It now reaches most wards.", "It waits for a partner.", "It was praised.", "Late", "It grows.")
    bodies = ("Youth Service", "Police", "Schools", "Public Health", "Police", "Youth Service")
    rows = [
        ("How/what activity?", "Seat", "What happens here"),
        *(
            (f"1.{n} Renew {task}", body, text)
            for n, (task, body, text) in enumerate(zip(tasks, bodies, said, strict=True), 1)
        ),
    ]

    assert [way.shape for way in readings_of({0: table(rows)}, speaks_of_plan=True)[0]] == ["upright"]
