"""From a neutral document to a plan: rows, themes, columns, forms, fields and findings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import EDGES, HEADER, action, blocks, cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Cell, Mark, Table
from models.errors import NotAPlan
from models.plan import Plan

NUMBERED = ("Ref", "Action", "Lead agency", "Progress update")
TITLE = heading("Richmond Violence Plan 2024")


def refs(plan: Plan) -> list[str]:
    return [each.ref for each in plan.actions]


def codes(plan: Plan) -> list[str]:
    return [found.code for found in plan.findings]


def titles(plan: Plan) -> list[tuple[int | None, str]]:
    return [(theme.number, theme.title) for theme in plan.themes]


def spanning(*rows: Sequence[Cell], columns: int) -> Table:
    return Table(rows=tuple(tuple(row) for row in rows), column_count=columns)


# --- themes ------------------------------------------------------------------------------------------------------


def test_a_number_that_falls_back_to_one_begins_a_theme() -> None:
    rows = [HEADER, action("1", "Meet.", theme="1. GOVERNANCE"), action("2", "Share."), action("1", "Look.")]

    plan = assemble(document(TITLE, table([*rows, action("2", "Act.", theme="2. ANALYSIS")])))

    assert refs(plan) == ["1.1", "1.2", "2.1", "2.2"]
    assert titles(plan) == [(1, "GOVERNANCE"), (2, "ANALYSIS")]


def test_a_theme_cut_by_a_page_break_is_one_theme() -> None:
    first = table([HEADER, action("1", "Meet.", theme="1. GOVERNANCE OF"), action("2", "Share.")], page=1, edges=EDGES)
    second = table([action("3", "Look.", theme="THE PARTNERSHIP"), action("4", "Act.")], page=2, edges=EDGES)

    plan = assemble(document(TITLE, first, second))

    assert titles(plan) == [(1, "GOVERNANCE OF THE PARTNERSHIP")]
    assert refs(plan) == ["1.1", "1.2", "1.3", "1.4"]


def test_a_banner_across_the_table_names_the_theme_of_what_follows() -> None:
    rows = [
        [cell(0, column, text) for column, text in enumerate(NUMBERED)],
        [cell(1, 0, "Theme 1: Governance", spans=(1, 4))],
        [cell(2, column, text) for column, text in enumerate(("1.1", "Meet.", "MPS", "Done."))],
        [cell(3, 0, "Theme 2: Analysis", spans=(1, 4))],
        [cell(4, column, text) for column, text in enumerate(("2.1", "Look.", "MPS", "Done."))],
    ]

    plan = assemble(document(TITLE, spanning(*rows, columns=4)))

    assert titles(plan) == [(1, "Governance"), (2, "Analysis")]
    assert refs(plan) == ["1.1", "2.1"]
    assert plan.coverage.unaccounted == ()


def test_a_row_across_the_table_straight_under_a_banner_is_its_strap_line() -> None:
    rows = [
        [cell(0, column, text) for column, text in enumerate(NUMBERED)],
        [cell(1, 0, "Theme 7: POSITIVE DIVERSION", spans=(1, 4))],
        [cell(2, 0, "Help that lets those at risk move away from crime.", spans=(1, 4))],
        [cell(3, column, text) for column, text in enumerate(("7.1", "Meet.", "MPS", "Done."))],
    ]

    plan = assemble(document(TITLE, spanning(*rows, columns=4)))

    (theme,) = plan.themes
    assert (theme.title, theme.description) == (
        "POSITIVE DIVERSION",
        "Help that lets those at risk move away from crime.",
    )
    assert "text-left-over" not in codes(plan)


def test_a_heading_over_each_table_names_its_theme_and_the_line_under_it_describes_it() -> None:
    first = table([NUMBERED, ("1", "Meet.", "MPS", "Done.")])
    second = table([NUMBERED, ("1", "Look.", "MPS", "Done.")])
    strap = Block(kind="para", text="How the partnership is run.")

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), strap, first, heading("Theme 2: Analysis"), second))

    assert titles(plan) == [(1, "Governance"), (2, "Analysis")]
    assert plan.themes[0].description == "How the partnership is run."


def test_a_caption_over_each_table_names_its_theme_without_its_count() -> None:
    captions = [
        Block(kind="para", text=f"Table {place}: {name}")
        for place, name in ((3, "Governance"), (4, "Theme 2: Weapons"))
    ]
    tables = [table([NUMBERED, ("1", wording, "MPS", "Done.")]) for wording in ("Meet.", "Look.")]

    plan = assemble(document(TITLE, captions[0], tables[0], captions[1], tables[1]))

    assert titles(plan) == [(1, "Governance"), (2, "Weapons")]


def test_a_caption_under_a_theme_s_heading_does_not_describe_the_theme() -> None:
    caption = Block(kind="para", text="Table 3: Actions")

    plan = assemble(
        document(TITLE, heading("Theme 1: Weapons"), caption, table([NUMBERED, ("1", "Meet.", "MPS", "Done.")]))
    )

    assert [(theme.title, theme.description) for theme in plan.themes] == [("Weapons", "")]


def test_a_line_across_the_table_that_no_action_follows_is_left_over() -> None:
    rows = [
        [cell(0, column, text) for column, text in enumerate(NUMBERED)],
        [cell(1, column, text) for column, text in enumerate(("1", "Meet.", "MPS", "Done."))],
        [cell(2, 0, "Printed for the board", spans=(1, 4))],
    ]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), spanning(*rows, columns=4)))

    assert plan.coverage.unaccounted == ()
    assert [found.message for found in plan.findings if found.code == "text-left-over"] == [
        "Text in the plan's table does not belong to any action, header or theme: “Printed for the board”."
    ]


def test_a_sentence_across_the_table_that_begins_with_a_sum_opens_no_theme() -> None:
    rows = [
        [cell(0, column, text) for column, text in enumerate(NUMBERED)],
        [cell(1, column, text) for column, text in enumerate(("1", "Meet.", "MPS", "Done."))],
        [cell(2, 1, "42 sweeps were made")],
        [cell(3, column, text) for column, text in enumerate(("2", "Look.", "MPS", "Done."))],
    ]

    plan = assemble(document(TITLE, heading("Theme 1: Governance"), spanning(*rows, columns=4)))

    assert refs(plan) == ["1.1", "1.2"]
    assert titles(plan) == [(1, "Governance")]


@pytest.mark.parametrize("printed", ["Action 1", "VAWG-1", "Ref. 1"])
def test_words_of_a_number_s_cell_are_accounted_for(printed: str) -> None:
    plan = assemble(document(TITLE, heading("Theme 1: Weapons"), table([NUMBERED, (printed, "Meet.", "MPS", "Done.")])))

    assert plan.coverage.unaccounted == ()


def test_priorities_inside_an_outcome_are_kept_as_sections() -> None:
    rows = [
        [cell(0, column, text) for column, text in enumerate(NUMBERED)],
        [cell(1, 0, "Outcome 1: Safer streets", spans=(1, 4))],
        [cell(2, 0, "Priority 1.1: Shops", spans=(1, 4))],
        [cell(3, column, text) for column, text in enumerate(("1.1.1", "Meet.", "MPS", "Done."))],
        [cell(4, 0, "Priority 1.2: Parks", spans=(1, 4))],
        [cell(5, column, text) for column, text in enumerate(("1.2.1", "Look.", "MPS", "Done."))],
    ]

    plan = assemble(document(TITLE, spanning(*rows, columns=4)))

    assert refs(plan) == ["1.1.1", "1.2.1"]
    assert titles(plan) == [(1, "Safer streets")]
    assert [each.other["Section"] for each in plan.actions] == ["Priority 1.1: Shops", "Priority 1.2: Parks"]


def test_themes_without_numbers_are_counted_and_that_is_said() -> None:
    rows = [HEADER, action("1", "Meet.", theme="Governance"), action("1", "Look.", theme="Targeting lawbreakers")]

    plan = assemble(document(TITLE, table(rows)))

    assert titles(plan) == [(1, "Governance"), (2, "Targeting lawbreakers")]
    assert codes(plan).count("theme-number-inferred") == 2


def test_a_plan_without_themes_has_none() -> None:
    plan = assemble(document(TITLE, table([NUMBERED, ("1", "Meet.", "MPS", "Done."), ("2", "Look.", "MPS", "Done.")])))

    assert plan.themes == ()
    assert [(each.theme_number, each.ref) for each in plan.actions] == [(None, "1"), (None, "2")]


# --- numbers -----------------------------------------------------------------------------------------------------


def test_late_inserts_keep_their_place_and_number() -> None:
    rows = [NUMBERED, *((number, "Meet.", "MPS", "Done.") for number in ("1", "2", "27", "3", "3a"))]

    plan = assemble(document(TITLE, table(rows)))

    assert refs(plan) == ["1", "2", "27", "3", "3a"]


def test_actions_without_numbers_are_counted_and_that_is_said() -> None:
    header = ("Action", "Lead agency", "Progress update")

    plan = assemble(document(TITLE, table([header, ("Meet.", "MPS", "Done."), ("Look.", "MPS", "Done.")])))

    assert refs(plan) == ["1", "2"]
    assert codes(plan).count("number-inferred") == 2


def test_numbers_that_open_the_wordings_are_the_actions_numbers() -> None:
    header = ("Action", "Lead agency", "Progress update")

    plan = assemble(document(TITLE, table([header, ("1.1 Meet.", "MPS", "Done."), ("1.2 Look.", "MPS", "Done.")])))

    assert [(each.ref, each.mandatory_action) for each in plan.actions] == [("1.1", "Meet."), ("1.2", "Look.")]
    assert plan.coverage.unaccounted == ()


def test_an_action_between_numbered_ones_is_kept_under_the_number_before_it() -> None:
    rows = [
        NUMBERED,
        ("1", "Meet.", "MPS", "Done."),
        ("", "A local action.", "AFC", "Begun."),
        ("2", "Look.", "MPS", ""),
    ]

    plan = assemble(document(TITLE, table(rows)))

    assert refs(plan) == ["1", "1+1", "2"]


def test_a_row_with_neither_number_nor_wording_goes_with_the_action_before_it_and_that_is_said() -> None:
    rows = [NUMBERED, ("1", "Meet.", "MPS", "Done."), ("", "", "AFC", "More was done."), ("2", "Look.", "MPS", "Done.")]

    plan = assemble(document(TITLE, table(rows)))

    assert refs(plan) == ["1", "2"]
    assert plan.actions[0].narrative == "Done.\nMore was done."
    assert [lead.text for lead in plan.actions[0].lead_organisations] == ["MPS", "AFC"]
    assert "row-without-key" in codes(plan)


# --- columns -----------------------------------------------------------------------------------------------------


def test_columns_may_stand_in_any_order_and_unknown_ones_are_kept() -> None:
    header = ("Zebra", "Comments", "Ref", "Owner", "Minimum Standard")

    plan = assemble(document(TITLE, table([header, ("stripes", "Done.", "4.7", "Jane Smith, Manager", "Meet.")])))

    (only,) = plan.actions
    assert (only.ref, only.mandatory_action, only.narrative) == ("4.7", "Meet.", "Done.")
    assert only.named_leads[0].name == "Jane Smith"
    assert only.other == {"Zebra": "stripes"}
    assert "column-not-understood" in codes(plan)


def test_a_header_over_two_columns_is_told_apart_by_what_stands_under_it() -> None:
    rows = [
        [cell(0, 0, "Ref", spans=(1, 2)), cell(0, 2, "Action"), cell(0, 3, "Lead agency"), cell(0, 4, "Narrative")],
        [cell(1, column, text) for column, text in enumerate(("1. GOVERNANCE", "1", "Meet.", "MPS", "Done."))],
        [cell(2, column, text) for column, text in enumerate(("", "2", "Look.", "MPS", "Done."))],
    ]

    plan = assemble(document(TITLE, spanning(*rows, columns=5)))

    assert refs(plan) == ["1.1", "1.2"]
    assert titles(plan) == [(1, "GOVERNANCE")]


def test_a_table_without_a_header_takes_that_of_the_plan_table_before_it() -> None:
    first = table([NUMBERED, ("1", "Meet.", "MPS", "Done.")])
    second = table([("2", "Look.", "MPS", "Done.")])

    plan = assemble(document(TITLE, first, second))

    assert refs(plan) == ["1", "2"]


def test_a_table_that_is_no_plan_is_passed_over() -> None:
    control = table([("Version", "Change", "Date"), ("1", "First draft", "May 2023")])

    plan = assemble(document(TITLE, control, table([NUMBERED, ("1", "Meet.", "MPS", "Done.")])))

    assert refs(plan) == ["1"]


def test_a_document_without_a_plan_is_refused() -> None:
    with pytest.raises(NotAPlan, match="No action plan"):
        assemble(document(table([("Version", "Change"), ("1", "First draft")])))


# --- forms -------------------------------------------------------------------------------------------------------


def form(number: str, wording: str) -> Table:
    return table(
        [
            ("Action No", number),
            ("Mandatory action", wording),
            ("Lead agency", "MPS"),
            ("RAG status", "Amber"),
            ("Progress update", "Done."),
        ]
    )


def test_a_form_an_action_reads_like_a_row() -> None:
    plan = assemble(document(TITLE, heading("Theme 1: Governance"), form("1.1", "Meet."), form("1.2", "Look.")))

    assert refs(plan) == ["1.1", "1.2"]
    assert [each.rag for each in plan.actions] == ["amber", "amber"]
    assert titles(plan) == [(1, "Governance")]
    assert plan.coverage.unaccounted == ()


def test_a_forms_title_row_may_hold_the_number() -> None:
    rows = [
        [cell(0, 0, "Action 1.1", spans=(1, 2))],
        [cell(1, 0, "Mandatory action"), cell(1, 1, "Meet.")],
        [cell(2, 0, "Lead agency"), cell(2, 1, "MPS")],
        [cell(3, 0, "Narrative"), cell(3, 1, "Done.")],
    ]

    plan = assemble(document(TITLE, spanning(*rows, columns=2)))

    assert [(each.ref, each.mandatory_action) for each in plan.actions] == [("1.1", "Meet.")]


def test_the_templates_title_over_the_header_is_no_theme() -> None:
    rows = [
        [cell(0, 0, "VIOLENCE AND VULNERABILITY REDUCTION ACTION PLAN 2022 REFRESH", spans=(1, 4))],
        [cell(1, column, text) for column, text in enumerate(NUMBERED)],
        [cell(2, column, text) for column, text in enumerate(("1", "Meet.", "MPS", "Done."))],
    ]

    plan = assemble(document(TITLE, spanning(*rows, columns=4)))

    assert (plan.themes, plan.template) == ((), "2022 REFRESH")
    assert plan.coverage.unaccounted == ()


def test_a_remark_without_number_lead_or_return_is_no_action() -> None:
    rows = [NUMBERED, ("1", "Meet.", "MPS", "Done."), ("", "Total actions: 1", "", "")]

    plan = assemble(document(TITLE, table(rows)))

    assert refs(plan) == ["1"]
    assert "text-left-over" in codes(plan)


def test_a_banner_inside_a_table_under_a_themes_heading_is_a_section() -> None:
    rows = [
        [cell(0, column, text) for column, text in enumerate(NUMBERED)],
        [cell(1, 0, "A1"), cell(1, 1, "Reduce exclusions", spans=(1, 3))],
        [cell(2, column, text) for column, text in enumerate(("1", "Meet.", "MPS", "Done."))],
    ]

    plan = assemble(document(TITLE, heading("Priority A: Prevention"), spanning(*rows, columns=4)))

    assert titles(plan) == [(1, "Prevention")]
    assert plan.actions[0].other == {"Section": "A1\nReduce exclusions"}


# --- RAG ---------------------------------------------------------------------------------------------------------


def rag_plan(rag: Cell, *, shade: str | None = None) -> Plan:
    header = [cell(0, column, text) for column, text in enumerate(("Ref", "Action", "RAG", "Lead agency", "Narrative"))]
    texts = ("1", "Meet.", "", "MPS", "Done.")
    row = [cell(1, column, text, fill=shade) if column != 2 else rag for column, text in enumerate(texts)]
    return assemble(document(TITLE, spanning(header, row, columns=5)))


@pytest.mark.parametrize(
    ("text", "fill", "marks", "rag", "source"),
    [
        ("", "#ffc000", (), "amber", "fill"),
        ("", "#c6efce", (), "green", "fill"),
        ("Yellow", None, (), "amber", "text"),
        ("A", None, (), "amber", "text"),
        ("RED", "#ff0000", (), "red", "text"),
        ("", None, (Mark(kind="shape", colour="#00b050"),), "green", "shape"),
        ("", "#0070c0", (), "blue", "fill"),
        ("", "#f2f2f2", (), None, None),
    ],
)
def test_rag_is_read_from_word_shape_or_fill(
    text: str, fill: str | None, marks: tuple[Mark, ...], rag: str | None, source: str | None
) -> None:
    plan = rag_plan(Cell(row=1, column=2, blocks=blocks(text), fill=fill, marks=marks))

    assert (plan.actions[0].rag, plan.actions[0].rag_source) == (rag, source)
    assert plan.coverage.unaccounted == ()


def test_a_colour_that_stands_for_no_status_is_said() -> None:
    plan = rag_plan(cell(1, 2, "", fill="#e3efe5"))

    assert plan.actions[0].rag is None
    assert "rag-colour-unclear" in codes(plan)


def test_words_beside_the_status_are_kept() -> None:
    plan = rag_plan(cell(1, 2, "In Progress (amber)"))

    assert plan.actions[0].rag == "amber"
    assert plan.actions[0].other == {"RAG": "In Progress (amber)"}


def test_of_word_and_fill_in_conflict_the_word_is_taken_and_that_is_said() -> None:
    plan = rag_plan(cell(1, 2, "Green", fill="#ff0000"))

    assert plan.actions[0].rag == "green"
    assert "rag-conflict" in codes(plan)


def test_a_split_rating_is_said() -> None:
    plan = rag_plan(cell(1, 2, "A/G"))

    assert plan.actions[0].rag == "amber"
    assert "rag-split" in codes(plan)


def test_the_shade_of_a_banded_row_is_no_status() -> None:
    plan = rag_plan(cell(1, 2, "", fill="#b8cce4"), shade="#b8cce4")

    assert plan.actions[0].rag is None


def test_of_several_quarters_the_last_with_a_status_counts_and_the_others_are_kept() -> None:
    header = ("Ref", "Action", "Q1 RAG", "Q2 RAG", "Q3 RAG", "Lead agency", "Narrative")

    plan = assemble(document(TITLE, table([header, ("1", "Meet.", "Red", "Amber", "", "MPS", "Done.")])))

    assert plan.actions[0].rag == "amber"
    assert plan.actions[0].other == {"Q1 RAG": "Red", "Q2 RAG": "Amber"}


# --- narratives --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "No comment received.", "N/A", "TBC", "Awaiting update"])
def test_a_narrative_that_says_nothing_is_a_nil_return(text: str) -> None:
    plan = assemble(document(TITLE, table([NUMBERED, ("1", "Meet.", "MPS", text)])))

    assert plan.actions[0].nil_return
    assert ("nil-return" if text else "no-narrative") in codes(plan)


def test_struck_through_text_is_kept_and_said() -> None:
    struck = Block(kind="para", text="Old words. New words.", struck=((0, 10),))
    header = [cell(0, column, text) for column, text in enumerate(NUMBERED)]
    row = [cell(1, 0, "1"), cell(1, 1, "Meet."), cell(1, 2, "MPS"), Cell(row=1, column=3, blocks=(struck,))]

    plan = assemble(document(TITLE, spanning(header, row, columns=4)))

    assert plan.actions[0].narrative == "Old words. New words."
    assert "struck-through" in codes(plan)


def test_numbers_of_automatic_lists_are_kept_and_bullets_are_not() -> None:
    listed = (
        Block(kind="para", text="First step.", marker="1."),
        Block(kind="bullet", text="A point.", marker="•"),
    )
    header = [cell(0, column, text) for column, text in enumerate(NUMBERED)]
    row = [cell(1, 0, "1"), cell(1, 1, "Meet."), cell(1, 2, "MPS"), Cell(row=1, column=3, blocks=listed)]

    plan = assemble(document(TITLE, spanning(header, row, columns=4)))

    assert plan.actions[0].narrative == "1. First step.\nA point."
    assert [block.kind for block in plan.actions[0].narrative_blocks] == ["para", "bullet"]


def test_text_that_fits_nothing_is_a_finding() -> None:
    rows = [
        [cell(0, column, text) for column, text in enumerate(NUMBERED)],
        [cell(1, 2, "See the key below.")],
        [cell(2, column, text) for column, text in enumerate(("1", "Meet.", "MPS", "Done."))],
    ]

    plan = assemble(document(TITLE, spanning(*rows, columns=4)))

    assert "text-left-over" in codes(plan)
    assert plan.coverage.unaccounted == ()


def test_a_risk_register_as_wide_as_the_plan_is_not_read_as_more_actions() -> None:
    plan_rows = [NUMBERED, ("1", "Meet.", "MPS", "Done.")]
    risks = [("Risk", "Likelihood", "Impact", "Owner"), ("1", "The money ends", "High", "Head of Community Safety")]

    plan = assemble(document(TITLE, table(plan_rows), heading("Risk register"), table(risks)))

    assert refs(plan) == ["1"]
    assert "row-not-taken" not in codes(plan)
