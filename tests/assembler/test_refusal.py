"""A document in which no plan is found: the nearest table, what its columns were taken for, and how to say it."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading, table
from assembler.test_told_columns import ROWS, TITLE, names
from builders.simple import RENDERERS
from extractors import read_plan
from extractors.assembler.assemble import assemble
from models.document import Document, Table
from models.errors import NotAPlan
from models.reference.columns import ColumnNames


def refused(read: Document, given: ColumnNames | None = None) -> NotAPlan:
    with pytest.raises(NotAPlan) as raised:
        assemble(read, names=given)
    return raised.value


@pytest.mark.parametrize("kind", RENDERERS)
def test_the_columns_of_the_only_table_are_named_with_what_they_were_taken_for(kind: str) -> None:
    with pytest.raises(NotAPlan) as raised:
        read_plan(RENDERERS[kind](TITLE, ROWS), "document")

    assert raised.value.problem == (
        "No action plan was found in it: its only table is not an action plan. Its columns, and what each was read "
        "as: “Line” (action_number), “VRU standard for all” (not known), “Held by” (not known), “Where things stand "
        "today” (not known), “Colour” (not known). No column was recognised as the actions."
    )
    assert raised.value.remedy == (
        'If it is the plan, say which column holds the actions: add --column "VRU standard for all=mandatory_action". '
        "`vvrap tables FILE` shows what was read."
    )


def test_of_several_tables_the_one_most_like_a_plan_is_named_with_its_page() -> None:
    contacts = table([("Name", "Telephone"), *[("A Person", "020 7946 0000")] * 30], page=1)
    near = table((("Intervention needed", "Resources", "Told"), ("Hold a board.", "£4", "It met.")), page=2)

    error = refused(document(heading(TITLE), contacts, heading("Plan"), near))

    assert "none of its 2 tables is an action plan. The closest is table 2, on page 2; its columns, " in error.problem
    assert "“Intervention needed” (mandatory_action), “Resources” (other), “Told” (not known)" in error.problem
    assert error.problem.endswith("Too few of these names are known to be sure that it is a plan.")
    assert '--column "Intervention needed=mandatory_action"' in error.remedy


def test_what_is_missing_beside_the_actions_is_said() -> None:
    read = document(
        heading(TITLE),
        table((("Themes", "Actions", "Budget", "Outcomes"), ("Knives", "Visit shops.", "£4", "Fewer knives"))),
    )

    assert "Besides the actions, too little was recognised: who leads, by when" in refused(read).problem


def test_a_document_without_a_table_is_said_to_have_none() -> None:
    error = refused(document(heading(TITLE)))

    assert error.problem == "No action plan was found in it: it contains no table."
    assert "--column" not in error.remedy


def test_a_name_given_that_stands_nowhere_is_said_too() -> None:
    error = refused(document(heading(TITLE), table(ROWS)), names(("VRU standards", "mandatory_action")))

    assert error.problem.endswith("No column is headed “VRU standards”, as --column says.")


def test_a_header_cannot_put_a_command_into_the_line_to_copy() -> None:
    nasty = 'Pledge"; rm -rf $HOME `ls` \x1b[2J%PATH%!'
    read = document(heading(TITLE), table((("No", nasty, "Told"), ("A", "Hold a board of all partners.", "It met."))))

    error = refused(read)

    assert '--column "Pledge ; rm -rf HOME ls [2J PATH=mandatory_action"' in error.remedy
    assert "\x1b" not in error.problem
    with pytest.raises(NotAPlan):
        assemble(read)
    assert assemble(read, names=names(("Pledge ; rm -rf HOME ls [2J PATH", "mandatory_action"))).actions


def test_many_and_long_columns_are_cut_short_in_the_message() -> None:
    header = [f"Heading {number} {'and so on ' * 8}" for number in range(20)]
    error = refused(document(heading(TITLE), table((header, ["text"] * 20))))

    assert " and 8 more." in error.problem
    assert max(map(len, error.problem.split("“")[1:-1])) < 100


def test_a_table_of_one_row_gives_nothing_to_name() -> None:
    alone = Table(rows=((cell(0, 0, "Actions"), cell(0, 1, "Narrative")),), column_count=2)

    assert "its only table is not an action plan." in refused(document(heading(TITLE), alone)).problem
