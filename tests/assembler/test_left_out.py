"""Tables and text beside the plan's that look as if they were the plan's are told of; others are not."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.catalogue import is_doubt
from models.document import Block, Item, PageBox
from models.plan import Plan

HEADER = ("Ref", "Action", "Lead agency", "RAG", "Progress update")
TITLE = heading("Enfield Violence Reduction Plan 2025")
PLAN = table([HEADER, ("1.1", "Meet.", "MPS", "Green", "Done."), ("1.2", "Share.", "MPS", "Green", "Done.")])
MORE = table([HEADER, ("1.3", "Act.", "MPS", "Green", "Done.")])


def read(*items: Item) -> Plan:
    return assemble(document(TITLE, heading("Theme 1: Governance"), *items))


def doubts(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.code, found.fields) for found in plan.findings if is_doubt(found)]


def paragraph(text: str) -> Block:
    return Block(kind="para", text=text)


@pytest.mark.parametrize(
    "row",
    [
        ("1.3", "Work with schools", "Red", "Nothing was done because the post is vacant."),
        ("1.3", "Work with schools", "Education", "Red", "May", "Autumn", "Nothing was done as the post is vacant."),
        ("1.3 Work with schools in the borough", "Red", "Nothing was done."),
    ],
)
def test_a_row_with_a_number_in_a_table_of_another_width_is_told_of(row: tuple[str, ...]) -> None:
    plan = read(PLAN, table([row]))

    assert doubts(plan) == [("row-not-taken", ("action",))]
    assert row[-1] in next(found.message for found in plan.findings if found.code == "row-not-taken")


@pytest.mark.parametrize("header", [("Action", "Update"), ("Objective", "Status", "Commentary")])
def test_a_table_with_columns_of_a_plan_is_told_of(header: tuple[str, ...]) -> None:
    plan = read(PLAN, table([header, ("Work with schools", "The post is vacant.", "None.")[: len(header)]]))

    assert doubts(plan) == [("table-not-taken", ("action",))]


@pytest.mark.parametrize(
    "rows",
    [
        [("Name", "Email"), ("Community Safety", "safety@example.org")],
        [("Green", "Done"), ("Amber", "Late"), ("Red", "Not begun")],
        [("Project", "Grant"), ("Work with schools in the borough", "4,000")],
        [("No.", "Indicator", "Baseline"), ("1", "Fewer knives found in the parks", "40")],
    ],
)
def test_other_tables_are_passed_over(rows: list[tuple[str, ...]]) -> None:
    assert doubts(read(PLAN, table(rows))) == []


def test_long_text_between_the_plan_s_tables_may_be_a_piece_of_the_plan() -> None:
    plan = read(PLAN, paragraph("The partners looked into what had been sent. " * 3), MORE)

    assert doubts(plan) == [("text-between-tables", ("action", "mandatory_action", "narrative"))]


@pytest.mark.parametrize(
    "line", ["The table goes on with further actions.", "1 Figures are for the year to March.", "OFFICIAL page 2 of 6"]
)
def test_a_caption_or_footnote_between_tables_is_no_doubt(line: str) -> None:
    plan = read(PLAN, paragraph(line), MORE)

    assert doubts(plan) == []
    assert "line-between-tables" in {found.code for found in plan.findings}


def test_a_short_row_of_an_action_between_tables_is_a_doubt() -> None:
    plan = read(PLAN, paragraph("1.4 Work with schools. Red"), MORE)

    assert [code for code, _ in doubts(plan)] == ["text-between-tables"]


def test_a_heading_between_tables_that_was_taken_for_no_theme_is_told_of() -> None:
    plan = read(PLAN, heading("Positive routes out of crime"), MORE)

    assert doubts(plan) == [("heading-not-taken", ("theme_number", "theme"))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.3 Work with every school in the borough on knives", True),
        ("2.1 Work with every school in the borough on knives", True),
        ("4.1 The plan was agreed by the board in May", False),
        ("3. Work with every school", False),
        ("Progress: The board met in May", True),
        ("Narrative:", False),
        ("Date: May 2024", False),
    ],
)
def test_text_after_the_plan_that_counts_on_or_has_a_column_s_name_is_told_of(text: str, *, told: bool) -> None:
    plan = read(PLAN, paragraph("Agreed by the board."), paragraph(text))

    assert doubts(plan) == ([("text-after-table", ("action", "mandatory_action", "narrative"))] if told else [])


@pytest.mark.parametrize(
    ("opened", "page", "text", "told"),
    [
        (True, 2, "Officers then met the schools of the borough in June.", True),
        (True, 2, "schools in June", True),
        (True, 1, "Officers then met the schools of the borough in June.", False),
        (True, 2, "Sign-off", False),
        (False, 2, "Officers then met the schools of the borough in June.", False),
    ],
)
def test_text_under_a_page_break_that_no_line_closes_is_told_of(
    *, opened: bool, page: int, text: str, told: bool
) -> None:
    last = PLAN.model_copy(update={"pages": (1,), "open_bottom": opened})
    below = Block(kind="para", text=text, evidence=(PageBox(page=page, bbox=(40, 60, 200, 72)),))

    assert ("text-after-table" in dict(doubts(read(last, below)))) is told


@pytest.mark.parametrize(
    ("page", "text", "told"),
    [
        (2, "The board met again in May.", True),
        (2, "and the rest of it", True),
        (1, "The board met again in May.", False),
        (2, "Work in hand", False),
    ],
)
def test_a_sentence_right_under_a_page_break_between_tables_is_told_of(page: int, text: str, *, told: bool) -> None:
    box = PageBox(page=page, bbox=(40.0, 40.0, 300.0, 50.0))
    first = PLAN.model_copy(update={"pages": (1,)})
    block = Block(kind="para", text=text, evidence=(box,))

    plan = read(first, block, MORE.model_copy(update={"pages": (2,)}))

    assert [code for code, _ in doubts(plan)] == (["text-between-tables"] if told else [])


def test_fields_that_no_action_has_and_that_boxes_beside_the_table_name_are_an_error() -> None:
    header = ("Action", "Progress update")
    items = [
        item
        for place in range(1, 5)
        for item in (
            table([header, (f"Review the register of ward {place}.", "The group met in May.")]),
            table([("RAG", "Green"), ("Named lead", "Jane Smith"), ("Timescale", "May 2025")]),
        )
    ]

    plan = assemble(document(heading("Camden Violence Plan 2024"), *items))

    (found,) = [one for one in plan.findings if one.code == "fields-elsewhere"]
    assert (found.severity, found.fields) == ("error", ("rag", "named_leads", "timescale", "other"))


def test_a_paragraph_after_the_last_table_that_opens_with_a_body_is_told_of() -> None:
    first = PLAN.model_copy(update={"pages": (1,)})
    rest = Block(kind="para", text="Probation: The group met in May and agreed a plan.")

    plan = read(first, rest)

    assert [code for code, _ in doubts(plan)] == ["text-after-table"]
