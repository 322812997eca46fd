"""A doubt about the reading names the action and the fields that it touches."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import EDGES, HEADER, action, blocks, cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.catalogue import is_doubt
from models.document import Block, Cell, PageBox, Table
from models.plan import Plan

NUMBERED = ("Ref", "Action", "Lead agency", "Progress update")
TITLE = heading("Richmond Violence Plan 2024")


def told(plan: Plan, code: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """The actions and fields that findings of a code name."""
    return [(found.action_ref, found.fields) for found in plan.findings if found.code == code]


def doubts(plan: Plan) -> set[str]:
    return {found.code for found in plan.findings if is_doubt(found)}


def spanning(*rows: Sequence[Cell], columns: int) -> Table:
    return Table(rows=tuple(tuple(row) for row in rows), column_count=columns)


def row(number: int, *texts: str) -> list[Cell]:
    return [cell(number, column, text) for column, text in enumerate(texts)]


def piece(page: int, *rows: Sequence[str], **open_ends: bool) -> Table:
    """A piece of a table on a page, each block with its place there."""
    whole = table(rows, page=page, edges=EDGES)
    box = PageBox(page=page, bbox=(0, 0, 10, 10))
    placed = tuple(
        tuple(
            one.model_copy(update={"blocks": tuple(b.model_copy(update={"evidence": (box,)}) for b in one.blocks)})
            for one in cells
        )
        for cells in whole.rows
    )
    return whole.model_copy(update={"rows": placed, **open_ends})


def test_text_that_is_left_over_names_the_action_before_it_and_the_columns_it_stands_in() -> None:
    rows = [
        row(0, *NUMBERED),
        row(1, "1", "Meet.", "MPS", "Done."),
        [cell(2, 2, "Agreed by the board.")],
        row(3, "2", "Share.", "MPS", "Done."),
    ]

    plan = assemble(document(TITLE, spanning(*rows, columns=4)))

    assert told(plan, "text-left-over") == [("1", ("lead_organisations",))]


def test_words_that_their_cell_cuts_off_are_kept_and_their_end_is_quoted() -> None:
    words = "The board met in May. " * 9 + "None of the grant was spent."
    first = [*row(1, "1", "Meet.", "MPS"), cell(1, 3, words).model_copy(update={"cut_off": True})]

    plan = assemble(
        document(TITLE, spanning(row(0, *NUMBERED), first, row(2, "2", "Share.", "MPS", "Done."), columns=4))
    )

    assert told(plan, "words-cut-off") == [("1", ("narrative",))]
    assert plan.actions[0].narrative == words
    assert any("None of the grant was spent." in found.message for found in plan.findings)


def test_text_before_every_action_that_is_left_over_names_the_first() -> None:
    rows = [row(0, *NUMBERED), [cell(1, 2, "See the key below.")], row(2, "1", "Meet.", "MPS", "Done.")]

    plan = assemble(document(TITLE, spanning(*rows, columns=4)))

    assert told(plan, "text-left-over") == [("1", ("lead_organisations",))]


def test_a_line_across_the_table_that_is_left_over_may_be_anything() -> None:
    rows = [row(0, *NUMBERED), row(1, "1", "Meet.", "MPS", "Done."), [cell(2, 0, "Printed for all", spans=(1, 4))]]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), spanning(*rows, columns=4)))

    assert told(plan, "text-left-over") == [("1.1", ("theme_number", "theme"))]


def test_a_row_cut_by_a_page_break_names_its_action_and_what_stands_after_the_break() -> None:
    first = piece(1, HEADER, action("1", "Meet.", "The group met", theme="1. GOVERNANCE"))
    second = piece(2, ("", "", "", "", "", "", "in May."), action("2", "Share."))

    plan = assemble(document(TITLE, first, second))

    assert told(plan, "joined-across-pages") == [("1.1", ("narrative",))]
    assert "joined-unsurely" not in doubts(plan)


def test_rows_that_only_a_missing_line_joins_are_doubted() -> None:
    header = ("Action", "Lead agency", "Progress update")
    first = piece(1, header, ("Meet.", "MPS", "Done."), ("Share.", "", "Shared."), open_bottom=True)
    second = piece(2, ("", "", "Looked at."), ("Act.", "MPS", "Done."))

    plan = assemble(document(TITLE, first, second))

    joined = [found.code for found in plan.findings if found.code.startswith("joined")]
    assert joined == ["joined-across-pages"]

    second = piece(2, ("Look.", "", "Looked at."), ("Act.", "MPS", "Done."), open_top=True)
    above = piece(1, header, ("Meet.", "MPS", "Done."), ("", "", "Shared."), open_bottom=True)
    plan = assemble(document(TITLE, above, second))

    assert [fields for _, fields in told(plan, "joined-unsurely")] == [("mandatory_action", "narrative")]


def test_an_action_without_a_number_among_numbered_ones_is_doubted() -> None:
    rows = [NUMBERED, ("1", "Meet.", "MPS", "Done."), ("", "Share.", "MPS", "Shared."), ("2", "Act.", "MPS", "Done.")]

    plan = assemble(document(TITLE, table(rows)))

    assert told(plan, "number-missing") == [("1+1", ("action", "action_number"))]


def test_a_plan_without_numbers_is_not_doubted_for_it() -> None:
    rows = [NUMBERED[1:], ("Meet.", "MPS", "Done."), ("Share.", "MPS", "Shared.")]

    plan = assemble(document(TITLE, table(rows)))

    assert told(plan, "number-inferred") == [(ref, ("action", "action_number")) for ref in ("1", "2")]
    assert not doubts(plan)


def test_a_row_that_goes_on_with_an_action_names_the_columns_in_which_it_has_words() -> None:
    rows = [NUMBERED, ("1", "Meet.", "MPS", "Done."), ("", "", "Council", "And more.")]

    plan = assemble(document(TITLE, table(rows)))

    assert told(plan, "row-without-key") == [("1", ("action", "lead_organisations", "narrative"))]


def test_a_column_that_is_not_understood_names_what_else_it_could_be() -> None:
    header = ("Ref", "Action", "RAG", "Lead agency", "Lead officer", "Zeitgeist", "Timescale", "Progress update")
    line = ("1", "Meet.", "Green", "MPS", "Jo Ellis", "Fewer knives", "May", "Done.")

    plan = assemble(document(TITLE, table([header, line])))

    ((ref, fields),) = told(plan, "column-not-understood")
    assert ref is None
    assert fields[0] == "other"
    assert len(fields) > 1


@pytest.mark.parametrize(
    ("header", "beside", "doubted"),
    [
        ("SRO Position statement", "RAG", True),
        ("SRO Position statement", "Lead", False),
        ("Position statement", "RAG", False),
    ],
)
def test_texts_under_the_names_of_two_columns_are_doubted_where_one_is_nowhere_else(
    header: str, beside: str, *, doubted: bool
) -> None:
    values = {"RAG": ("Red", "Green"), "Lead": ("Jo Ellis, Head", "Bob Lee, Analyst")}[beside]
    rows = [
        (NUMBERED[0], NUMBERED[1], beside, header),
        ("1", "Meet every month.", values[0], "Head of Service The board met in May."),
        ("2", "Share the profile.", values[1], "Chair of the Board It was shared in June."),
    ]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), table(rows)))

    found = [fields for _, fields in told(plan, "column-doubtful") if "narrative" in fields]
    assert bool(found) is doubted
    assert not doubted or "named_leads" in found[0]


def test_a_column_beside_those_of_every_field_is_the_borough_s_own() -> None:
    header = (
        "Ref", "Action", "RAG", "Lead agency", "Lead officer", "Zeitgeist", "Timescale", "Outcome", "Progress update",
    )  # fmt: skip
    lines = [
        (
            str(n),
            f"Hold meeting {n} with partners.",
            "Green",
            "MPS",
            "Jo Ellis",
            said,
            "May 2025",
            "Fewer knives",
            f"Meeting {n} was held in June.",
        )
        for n, said in enumerate(("Yes", "No", "Yes", "Yes", "No"), start=1)
    ]

    plan = assemble(document(TITLE, table([header, *lines])))

    assert told(plan, "column-of-its-own") == [(None, ("other",))]
    assert not doubts(plan)


def test_text_between_tables_names_the_action_before_it() -> None:
    first = table([NUMBERED, ("1", "Meet.", "MPS", "Done."), ("2", "Share.", "MPS", "Done.")])
    between = Block(kind="para", text="Look into what the partners have sent. " * 3)
    second = table([NUMBERED, ("3", "Act.", "MPS", "Done.")])

    plan = assemble(document(TITLE, first, between, second))

    assert told(plan, "text-between-tables") == [("2", ("action", "mandatory_action", "narrative"))]


def test_characters_without_a_meaning_name_the_field_they_stand_in() -> None:
    rows = [row(0, *NUMBERED), [*row(1, "1", "Meet.", "MPS"), Cell(row=1, column=3, blocks=blocks("D\ufffdne."))]]

    plan = assemble(document(TITLE, spanning(*rows, columns=4)))

    assert told(plan, "unreadable-characters") == [("1", ("narrative",))]
