"""What the cells of a column rule out: themes that never recur, letters that are classes, dates in place of stories."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading, table
from builders.simple import RENDERERS
from extractors import read_plan
from extractors.assembler.assemble import assemble
from extractors.assembler.roles.content import letters_are_statuses
from extractors.assembler.roles.plausible import lookalikes, ruled_out
from models.document import Table
from models.plan import Plan

TITLE = "Lewisham Violence Reduction Action Plan 2024"
FORMATS = pytest.mark.parametrize("form", ["docx", "html", "pdf"])


def read(form: str, *tables: object) -> Plan:
    return read_plan(RENDERERS[form](TITLE, *tables), f"document.{form}")


@FORMATS
@pytest.mark.parametrize("risk", ["Risk addressed", "Risk or activity"])
def test_a_risk_beside_the_action_is_the_borough_s_own(form: str, risk: str) -> None:
    rows = [
        (risk, "Actions that are required", "Owner", "Target date", "Date finished"),
        ("Fights at bus stops", "Move the shelter; light the path", "Transport Team", "May 2024", ""),
        ("Pupils out of school", "Visit each family within a week", "Education", "June 2024", "3 July 2024"),
    ]

    plan = read(form, rows)

    assert [action.mandatory_action for action in plan.actions] == [rows[1][1], rows[2][1]]
    assert plan.actions[0].other == {risk: "Fights at bus stops"}
    assert plan.actions[1].other == {risk: "Pupils out of school", "Date finished": "3 July 2024"}
    assert [action.timescale for action in plan.actions] == ["May 2024", "June 2024"]
    assert plan.themes == ()
    assert not any(action.narrative for action in plan.actions)


@FORMATS
@pytest.mark.parametrize("classes", [("A", "B", "B"), ("Y", "N", "Y"), ("H", "M", "L"), ("A", "B", "C")])
def test_single_letters_that_are_classes_are_no_rag(form: str, classes: tuple[str, ...]) -> None:
    wordings = ("Open a hub for young people.", "Train staff in two wards.", "Visit every secondary school.")
    rows = [
        ("No", "Action", "Lead agency", "Kind", "Progress"),
        *(
            (str(place), wording, "Housing", letter, f"The team met {place + 1} times and agreed terms.")
            for place, (wording, letter) in enumerate(zip(wordings, classes, strict=True), start=1)
        ),
    ]

    plan = read(form, rows)

    assert [action.rag for action in plan.actions] == [None] * 3
    assert [action.other.get("Kind") for action in plan.actions] == list(classes)


def test_letters_of_which_one_is_red_or_green_are_statuses() -> None:
    assert letters_are_statuses(("R", "A", "G", "B"))
    assert letters_are_statuses(("G", "G"))
    assert not letters_are_statuses(("A", "B"))
    assert not letters_are_statuses(("R", "S"))


@FORMATS
def test_a_table_of_the_same_width_about_something_else_is_not_the_plan_s(form: str) -> None:
    plan_rows = [
        ("Ref", "Action", "Lead", "RAG", "Update"),
        ("1.1", "Hold a drop-in every week", "Housing", "Green", "Held since May."),
        ("1.2", "Train the staff of ten bars", "Licensing", "Red", "Not begun."),
    ]
    other_rows = [
        ("Document", "What was altered", "Sheet", "Cost then", "Cost now"),
        ("Search rules", "Written again by the board", "3", "0", "+"),
        ("Hall hire rules", "Two clauses were cut", "9", "+", "++"),
    ]

    plan = read(form, plan_rows, ("Policies altered", other_rows))

    assert [action.ref.rsplit(".", 1)[-1] for action in plan.actions] == ["1", "2"]
    assert [action.mandatory_action for action in plan.actions] == [row[1] for row in plan_rows[1:]]


@FORMATS
def test_rows_that_fit_but_for_their_numbers_are_told_of(form: str) -> None:
    plan_rows = [
        ("Ref", "Action", "Lead", "RAG", "Update"),
        ("1.1", "Hold a drop-in every week", "Housing", "Green", "Held since May."),
        ("1.2", "Train the staff of ten bars", "Licensing", "Red", "Not begun."),
    ]
    other_rows = [
        ("Added by the town", "Light the alleys near the station", "Highways", "Amber", "Two alleys are lit."),
        ("Added by the wards", "Walk the estates with residents", "Housing", "Green", "Four walks were held."),
    ]

    plan = read(form, plan_rows, ("More", other_rows))

    assert len(plan.actions) == 2
    assert [found.severity for found in plan.findings if found.code == "table-not-taken"] == ["warning"]


@FORMATS
def test_ticks_under_years_are_kept_with_the_years(form: str) -> None:
    rows = [
        ("No", "Action", "Lead agency", "Timeline 2024", "Timeline 2025", "Progress"),
        ("1", "Open a hub in the east.", "Housing", "✓", "", "Open."),
        ("2", "Train staff.", "Police", "", "✓", ""),
    ]

    plan = read(form, rows)

    assert [action.timescale for action in plan.actions] == [None, None]
    assert [action.other for action in plan.actions] == [{"Timeline 2024": "✓"}, {"Timeline 2025": "✓"}]


def test_years_under_a_group_are_the_second_line_of_its_header() -> None:
    rows = (
        (
            cell(0, 0, "No", spans=(2, 1)),
            cell(0, 1, "Action", spans=(2, 1)),
            cell(0, 2, "Timeline", spans=(1, 2)),
            cell(0, 4, "Progress", spans=(2, 1)),
        ),
        (cell(1, 2, "2020-2025"), cell(1, 3, "2025-2030")),
        tuple(cell(2, place, text) for place, text in enumerate(("1", "Open a hub.", "✓", "", "It opened in May."))),
    )

    plan = assemble(document(heading(TITLE), Table(rows=rows, column_count=5)))

    assert [(action.action_number, action.other) for action in plan.actions] == [("1", {"Timeline / 2020-2025": "✓"})]


def test_a_name_goes_before_what_the_cells_rule_out() -> None:
    cells = [cell(1, 0, "Prevention"), cell(2, 0, "Enforcement")]

    assert "theme" in ruled_out(["Risk"], cells, 2)
    assert "theme" not in ruled_out(["Theme"], cells, 2)


@pytest.mark.parametrize(
    ("texts", "says_when"),
    [
        (("Quarterly dashboard", "Monthly return to Victim Support", "Spot checks"), False),
        (("Quarterly", "Monthly, then each term", "Ongoing"), True),
        (("June annually", "By the end of March 2025", "TBC"), True),
    ],
)
def test_what_is_done_each_month_is_no_date(texts: tuple[str, ...], *, says_when: bool) -> None:
    cells = [cell(row, 0, text) for row, text in enumerate(texts)]

    assert ("timescale" not in ruled_out(["Monitoring"], cells, len(cells))) is says_when


@FORMATS
def test_a_date_kept_as_the_borough_s_own_is_told_where_nothing_else_says_when(form: str) -> None:
    rows = [
        ("Ref", "Action", "Lead agency", "Horizon of it", "Progress"),
        ("1", "Open a hub for young people.", "Housing", "May 2024", "The hub opened and forty people came."),
        ("2", "Train staff in two wards.", "Police", "", "Two wards were done and six remain."),
        ("3", "Visit every secondary school.", "Schools", "", "Nine schools were visited in spring."),
    ]

    plan = read(form, rows)

    assert plan.actions[0].other == {"Horizon of it": "May 2024"}
    told = [found.fields for found in plan.findings if found.severity == "warning" and "Horizon" in found.message]
    assert told == [("other", "timescale")]


@pytest.mark.parametrize(
    ("texts", "roles"),
    [
        (("May 2024", "June 2024", "tbc"), {"timescale"}),
        (("Weekly", "Every month", "Quarterly"), set()),
        (("Scrutiny Committee", "Youth Justice Board"), set()),
        (("Education Service", "Police"), {"lead_organisations"}),
        (("Jo Ellis", "Head of Housing"), {"named_leads"}),
        (("Red", "Amber"), {"rag"}),
        (("The hub opened in May and forty people came.",), set()),
    ],
)
def test_cells_look_like_the_field_that_they_are_usual_in(texts: tuple[str, ...], roles: set[str]) -> None:
    assert lookalikes([cell(row, 0, text) for row, text in enumerate(texts)]) == roles


def test_funding_in_the_title_of_a_theme_is_no_sum() -> None:
    cells = [cell(row, 0, text) for row, text in enumerate(["Theme 1: Commissioning and funding"] * 3 + ["£5,000"])]

    assert "theme" not in ruled_out(["Strand"], cells[:3], 3)
    assert "theme" in ruled_out(["Strand"], [cells[3], cell(4, 0, "£6,000")], 2)


def test_boards_to_which_actions_are_reported_do_not_lead_them() -> None:
    boards = ("Youth Justice Board", "Scrutiny Committee", "Exploitation Panel", "Youth Justice Board")
    rows = [
        ("Ref", "Action", "RAG", "Board", "Update"),
        *(
            (str(n), f"Hold event {n} for young people in the ward.", "Green", board, f"Event {n} was held in May.")
            for n, board in enumerate(boards, start=1)
        ),
    ]

    plan = read("html", rows)

    assert all(action.lead_organisations == () for action in plan.actions)
    assert [action.other.get("Board") for action in plan.actions] == list(boards)


def test_columns_whose_names_differ_by_a_year_are_not_one_thing_where_one_holds_dates() -> None:
    rows = [
        ("No", "Action", "Delivery 2023/24", "Progress", "Delivery"),
        ("1.1", "Open a hub for young people.", "Red", "The team met twice and agreed terms.", "March 2025"),
        ("1.2", "Train staff in two wards.", "Amber", "The team trained forty members of staff.", "April 2025"),
        ("1.3", "Visit every secondary school.", "Green", "The team visited all schools but one.", "May 2025"),
    ]

    plan = assemble(document(heading(TITLE), table(rows)))

    assert [action.rag for action in plan.actions] == ["red", "amber", "green"]
    assert [action.timescale for action in plan.actions] == ["March 2025", "April 2025", "May 2025"]


def test_a_column_that_counts_over_several_rows_holds_themes() -> None:
    texts = ("1 Exploitation Fewer weapons, safer streets.", "2 Night-time economy Every victim is heard.", "3 Schools")
    cells = [cell(row, 0, text) for row, text in zip((1, 3, 6), texts, strict=True)]

    assert {"outcome", "narrative", "mandatory_action", "named_leads"} <= ruled_out(["Heading"], cells, 8)
    assert "theme" not in ruled_out(["Heading"], cells, 8)


@FORMATS
@pytest.mark.parametrize(
    "then", ["Previous position", "A year ago", "Where we were", "Said last time", "Position 2023/24"]
)
def test_how_things_stood_before_is_no_outcome(form: str, then: str) -> None:
    wordings = ("Open a hub for young people.", "Train staff in two wards.", "Visit every secondary school.")
    before = (
        "A draft protocol was written.",
        "Three sessions were held in schools.",
        "The post stood vacant all year.",
    )
    rows = [
        ("No", "Action", "Lead agency", "Narrative", then),
        *(
            (f"1.{place}", wording, "Housing", f"The team met {place + 1} times and agreed its terms in full.", old)
            for place, (wording, old) in enumerate(zip(wordings, before, strict=True), start=1)
        ),
    ]

    plan = read(form, rows)

    assert [action.outcome for action in plan.actions] == [None] * 3
    assert [action.other for action in plan.actions] == [{then: old} for old in before]


@FORMATS
@pytest.mark.parametrize("form_of_lead", ["{}, Head of Service, {}", "{} (Head of Service), {}"])
def test_leads_that_name_their_bodies_lead_for_them(form: str, form_of_lead: str) -> None:
    whose = (("Jane Smith", "Public Health"), ("Tom Webb", "Probation Service"), ("Sarah Jones", "MPS"))
    rows = [
        ("No", "Action", "Named lead", "Narrative"),
        *(
            (f"1.{place}", f"Open hub {place} for young people.", form_of_lead.format(*one), "The team met twice.")
            for place, one in enumerate(whose, start=1)
        ),
    ]

    plan = read(form, rows)

    assert [(lead.name, lead.role) for action in plan.actions for lead in action.named_leads] == [
        (name, "Head of Service") for name, _ in whose
    ]
    assert [[body.text for body in action.lead_organisations] for action in plan.actions] == [
        [body] for _, body in whose
    ]
