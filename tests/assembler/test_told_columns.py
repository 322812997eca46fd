"""Columns whose field the user gives: stronger than names and cells, on every table that prints the header."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading, table
from builders.simple import RENDERERS
from extractors import read_plan
from extractors.assembler.assemble import assemble
from models.document import Table
from models.errors import NotAPlan
from models.plan import Plan
from models.reference.columns import ColumnNames, fold_header
from models.reference.roles import shipped_roles

TITLE = "Camden Violence Reduction Action Plan 2024"
HEADER = ("Line", "VRU standard for all", "Held by", "Where things stand today", "Colour")
ROWS = (
    HEADER,
    ("1", "Board of partners", "Police", "Met", "Red"),
    ("2", "Visits to shops", "Parks", "Visited", "Green"),
)


def names(*pairs: tuple[str, str]) -> ColumnNames:
    """The shipped roles with headers that the user gave for this run."""
    told = {fold_header(header): field for header, field in pairs}
    return ColumnNames(shipped_roles(), told, asked=tuple(header for header, _ in pairs))


def codes(plan: Plan) -> list[str]:
    return [found.code for found in plan.findings]


@pytest.mark.parametrize("kind", RENDERERS)
def test_a_refused_plan_is_read_once_its_columns_are_named_whatever_the_format(kind: str) -> None:
    data = RENDERERS[kind](TITLE, ROWS)
    given = names(
        ("VRU standard for all", "mandatory_action"),
        ("held by:", "lead_organisations"),
        ("Where things stand today", "narrative"),
    )

    with pytest.raises(NotAPlan):
        read_plan(data, "document")
    plan = read_plan(data, "document", names=given)

    assert [(one.ref, one.mandatory_action, one.narrative) for one in plan.actions] == [
        (row[0], row[1], row[3]) for row in ROWS[1:]
    ]
    assert [[lead.text for lead in one.lead_organisations] for one in plan.actions] == [[row[2]] for row in ROWS[1:]]
    assert not {"column-guessed", "column-not-understood", "column-name-unused"} & {
        found.code for found in plan.findings if "VRU" in found.message or "Held" in found.message
    }


def test_a_header_known_by_another_field_is_what_the_user_says() -> None:
    rows = (
        ("Ref", "Action", "Lead agency", "Comments", "Progress update"),
        ("1", "Hold a board.", "Police", "The board met in May.", "Nothing to add."),
    )
    read = document(heading(TITLE), table(rows))

    before = assemble(read).actions[0]
    after = assemble(read, names=names(("Comments", "narrative"))).actions[0]

    assert (before.narrative, before.other) == ("Nothing to add.", {"Comments": "The board met in May."})
    assert (after.narrative, after.other) == ("The board met in May.", {"Progress update": "Nothing to add."})


def test_a_number_column_that_the_user_names_is_not_settled_otherwise_by_its_cells() -> None:
    rows = (
        ("Ref", "Code", "Action", "Lead agency", "Progress update"),
        ("1", "GOV1", "Hold a board.", "Police", "It met."),
        ("2", "GOV2", "Visit every shop.", "Police", "Done in May."),
    )
    read = document(heading(TITLE), table(rows))

    plan = assemble(read, names=names(("Code", "action_number")))

    assert [one.ref for one in plan.actions] == ["GOV1", "GOV2"]
    assert [one.other for one in plan.actions] == [{"Ref": "1"}, {"Ref": "2"}]


def test_over_a_header_of_two_rows_the_lowest_or_both_can_be_named() -> None:
    rows = (
        (
            *(cell(0, place, text, spans=(2, 1)) for place, text in enumerate(("Ref", "Action", "By when"))),
            cell(0, 3, "Delivery", spans=(1, 2)),
        ),
        (cell(1, 3, "Body"), cell(1, 4, "Progress")),
        tuple(cell(2, place, text) for place, text in enumerate(("1", "Hold a board.", "May", "Lanterns", "It met."))),
    )
    read = document(heading(TITLE), Table(rows=rows, column_count=5))

    by_lowest = assemble(read, names=names(("body", "lead_organisations")))
    by_both = assemble(read, names=names(("Delivery / Body", "lead_organisations")))

    assert [lead.text for lead in by_lowest.actions[0].lead_organisations] == ["Lanterns"]
    assert [lead.text for lead in by_both.actions[0].lead_organisations] == ["Lanterns"]
    assert "column-name-unused" not in codes(by_lowest) + codes(by_both)


def test_a_label_of_a_form_can_be_named_and_does_not_make_a_header_of_its_row() -> None:
    form = table(
        (
            ("Ref", "1.1"),
            ("VRU standard for all", "Hold a board."),
            ("Lead agency", "Police"),
            ("Progress update", "It met."),
        )
    )

    plan = assemble(document(heading(TITLE), form), names=names(("VRU standard for all", "mandatory_action")))

    assert [(one.ref, one.mandatory_action, one.narrative) for one in plan.actions] == [
        ("1.1", "Hold a board.", "It met.")
    ]


def test_a_label_over_its_value_can_be_named_and_does_not_make_a_header_of_its_row() -> None:
    stacked = table(
        (
            ("Ref", "VRU standard for all"),
            ("1.1", "Hold a board."),
            ("Lead agency", "Progress update"),
            ("Police", "It met."),
        )
    )

    plan = assemble(document(heading(TITLE), stacked), names=names(("VRU standard for all", "mandatory_action")))

    assert [(one.ref, one.mandatory_action, one.narrative) for one in plan.actions] == [
        ("1.1", "Hold a board.", "It met.")
    ]


def test_a_table_on_its_side_can_be_read_by_a_name_given() -> None:
    side = table(
        (
            ("Ref", "1.1", "1.2"),
            ("VRU standard for all", "Hold a board.", "Visit shops."),
            ("Lead agency", "Police", "Trading Standards"),
            ("Progress update", "It met.", "All were visited."),
        )
    )

    plan = assemble(document(heading(TITLE), side), names=names(("VRU standard for all", "mandatory_action")))

    assert [(one.ref, one.mandatory_action) for one in plan.actions] == [
        ("1.1", "Hold a board."),
        ("1.2", "Visit shops."),
    ]


def test_a_name_that_stands_nowhere_in_the_document_is_a_warning() -> None:
    rows = (("Ref", "Action", "Lead agency", "Progress update"), ("1", "Hold a board.", "Police", "It met."))
    read = document(heading(TITLE), table(rows))

    given = assemble(read, names=names(("Held by", "named_leads")))
    kept = assemble(read, names=ColumnNames(shipped_roles(), {"held by": "named_leads"}))

    (unused,) = [found for found in given.findings if found.code == "column-name-unused"]
    assert (unused.severity, "“Held by”" in unused.message) == ("warning", True)
    assert "column-name-unused" not in codes(kept)
