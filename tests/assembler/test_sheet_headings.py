"""Letters and numbers that a spreadsheet prints round its table are no part of it."""

from __future__ import annotations

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.tables.sheet_headings import without_sheet_headings

TITLE = heading("Camden Violence Plan 2024")
ROWS = (
    ("", "A", "B", "C", "D"),
    ("1", "Action No", "RAG", "Action", "Narrative"),
    ("2", "1.1", "Green", "Hold a board of all partners every quarter.", "The board met in May."),
    ("3", "1.2", "Amber", "Agree a shared problem profile with the police.", "Analysts have drafted the profile."),
    ("4", "2.1", "Red", "Publish a directory of services for parents.", "Not begun, as the post is vacant."),
)


def test_they_are_taken_off_and_no_word_counts_as_lost() -> None:
    plan = assemble(document(TITLE, table(ROWS)))

    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "2.1"]
    assert [action.rag for action in plan.actions] == ["green", "amber", "red"]
    assert plan.coverage.unaccounted == ()


def test_a_table_with_letters_of_its_own_stays_whole() -> None:
    own = table((("", "A", "B", "D"), ("1", "a", "b", "c"), ("2", "a", "b", "c"), ("3", "a", "b", "c")))

    assert without_sheet_headings(own) == (own, ())
