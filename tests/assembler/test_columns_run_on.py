"""A spreadsheet printed over two pages across: the columns of the second page belong to the rows of the first."""

from __future__ import annotations

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.plan import Plan

TITLE = heading("Camden Violence Plan 2024")
LEFT = (
    ("Action No", "RAG", "Mandatory Action"),
    ("1.1", "Green", "Hold a board of all partners every quarter."),
    ("1.2", "Amber", "Agree a shared problem profile with the police."),
    ("2.1", "Red", "Publish a directory of services for parents."),
)
RIGHT = (
    ("Named Lead", "Lead Organisation", "Narrative"),
    ("Head of Community Safety", "Community Safety", "The board met in May."),
    ("Intelligence Manager", "MPS", "Analysts have drafted the profile."),
    ("Training Lead", "Housing", "Not begun, as the post is vacant."),
)


def read(right: tuple[tuple[str, ...], ...]) -> Plan:
    return assemble(document(TITLE, table(LEFT, page=1), table(right, page=2)))


def test_they_are_put_beside_each_other() -> None:
    plan = read(RIGHT)

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.1"]
    assert [action.narrative for action in plan.actions] == [row[2] for row in RIGHT[1:]]
    assert [[one.text for one in action.named_leads] for action in plan.actions] == [[row[0]] for row in RIGHT[1:]]
    assert plan.coverage.unaccounted == ()


def test_a_table_with_a_row_less_is_told_of_and_makes_no_action() -> None:
    plan = read(RIGHT[:-1])

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.1"]
    assert all(action.narrative == "" for action in plan.actions)
    assert "table-not-taken" in {found.code for found in plan.findings}
