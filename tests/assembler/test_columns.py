"""What each column of a plan's table is: headers in groups, names not known, partners beside leads."""

from __future__ import annotations

import pytest

from assembler.neutral import cell, document, heading, table
from extractors.assembler import choosing
from extractors.assembler.assemble import assemble
from models.document import Table
from models.errors import NotAPlan
from models.plan import Plan

TITLE = heading("Richmond Violence Plan 2024")
THEME = heading("Theme 1: Governance")
WORDING = "Set up a board that meets every quarter."


def codes(plan: Plan) -> list[str]:
    return [found.code for found in plan.findings]


def test_a_header_of_groups_and_the_columns_under_them_is_one() -> None:
    rows = (
        (
            cell(0, 0, "Ref", spans=(2, 1)),
            cell(0, 1, "Action", spans=(2, 1)),
            cell(0, 2, "Lead", spans=(1, 2)),
            cell(0, 4, "Delivery", spans=(1, 2)),
            cell(0, 6, "Progress", spans=(1, 2)),
        ),
        tuple(
            cell(1, 2 + place, text)
            for place, text in enumerate(("Name and role", "Organisation", "By when", "Outcome", "RAG", "Update"))
        ),
        tuple(
            cell(2, place, text)
            for place, text in enumerate(
                ("1", WORDING, "Jo Ellis, Head", "Police", "May", "Fewer knives.", "Red", "The board met once.")
            )
        ),
    )

    plan = assemble(document(TITLE, THEME, Table(rows=rows, column_count=8)))

    (action,) = plan.actions
    assert (action.ref, action.rag, action.timescale, action.outcome) == ("1.1", "red", "May", "Fewer knives.")
    assert (action.mandatory_action, action.narrative) == (WORDING, "The board met once.")
    assert [lead.text for lead in action.lead_organisations] == ["Police"]
    assert plan.coverage.unaccounted == ()


def test_short_values_under_a_group_are_no_second_line_of_its_header() -> None:
    rows = (
        (cell(0, 0, "Ref"), cell(0, 1, "Action"), cell(0, 2, "Progress update", spans=(1, 2))),
        (cell(1, 2, "Done"), cell(1, 3, "Mostly")),
        (cell(2, 0, "1"), cell(2, 1, WORDING), cell(2, 2, "The board met."), cell(2, 3, "Twice.")),
    )

    plan = assemble(document(TITLE, THEME, Table(rows=rows, column_count=4)))

    assert [action.ref for action in plan.actions] == ["1.1"]
    assert plan.coverage.unaccounted == ()


def test_wordings_under_a_name_not_known_make_a_plan_where_the_other_columns_do() -> None:
    names = ("No.", "Thing to sort", "Owner", "When", "Update", "RAG")

    plan = assemble(document(TITLE, THEME, table([names, ("1", WORDING, "Jo Ellis", "May", "It met.", "Red")])))

    (action,) = plan.actions
    assert action.mandatory_action == WORDING
    assert "column-told-by-content" in codes(plan)


def test_a_table_of_other_things_does_not_become_a_plan_because_there_is_none() -> None:
    risks = table([("No", "Risk", "RAG", "Owner", "Mitigation"), ("1", "Funding ends.", "Red", "Jo Ellis", "Bid.")])
    indicators = table([("No", "Indicator", "RAG", "Owner", "Comments"), ("1", "Stabbings", "Red", "Jo Ellis", "12")])

    with pytest.raises(NotAPlan):
        assemble(document(TITLE, risks, indicators))


def test_a_register_that_does_not_call_itself_a_plan_is_none() -> None:
    names = ("Ref", "Description", "RAG", "Owner", "Comments", "Review date")
    register = table([names, ("1", "Funding ends and staff leave.", "Red", "Jo Ellis", "Bid made.", "May")])

    with pytest.raises(NotAPlan):
        assemble(document(heading("Risk register 2024"), register))


def test_a_timescale_goes_before_milestones() -> None:
    names = ("Ref", "Action", "Lead agency", "Milestones", "Timescale", "Update")

    plan = assemble(document(TITLE, THEME, table([names, ("1", WORDING, "Police", "A draft.", "May", "It met.")])))

    assert (plan.actions[0].timescale, plan.actions[0].other) == ("May", {"Milestones": "A draft."})


def test_partners_beside_a_lead_do_not_lead() -> None:
    names = ("Ref", "Action", "Lead Agency", "Partners", "Update")

    plan = assemble(document(TITLE, THEME, table([names, ("1", WORDING, "Police", "NHS, Catch22", "It met.")])))

    (action,) = plan.actions
    assert [lead.text for lead in action.lead_organisations] == ["Police"]
    assert action.other == {"Partners": "NHS, Catch22"}


def test_partners_lead_where_no_other_column_names_who_does() -> None:
    names = ("Ref", "Action", "Named lead", "Partners", "Update")

    plan = assemble(document(TITLE, THEME, table([names, ("1", WORDING, "Jo Ellis", "NHS, Catch22", "It met.")])))

    assert [lead.text for lead in plan.actions[0].lead_organisations] == ["NHS", "Catch22"]


def test_a_table_like_the_plan_s_without_a_column_for_actions_is_told_of() -> None:
    plan_s = table([("Ref", "Action", "Lead agency", "Update"), ("1", WORDING, "Police", "It met.")])
    log = table([("Date", "Lead", "Comments"), ("3 May", "Jo Ellis", "Agreed.")])

    plan = assemble(document(TITLE, THEME, plan_s, log))

    assert [found.message for found in plan.findings if found.code == "table-not-taken"] == [
        "A table with the columns or labels Date, Lead, Comments was not read as part of the plan."
    ]
    assert len(plan.actions) == 1


def test_a_number_on_a_line_of_its_own_over_the_wording_is_the_action_s() -> None:
    rows = [("Action", "Lead agency", "Update"), *((f"1.{n}\n{WORDING}", "Police", "It met.") for n in (4, 5))]

    plan = assemble(document(TITLE, THEME, table(rows)))

    assert [(action.ref, action.mandatory_action) for action in plan.actions] == [("1.4", WORDING), ("1.5", WORDING)]
    assert plan.coverage.unaccounted == ()


@pytest.mark.parametrize(
    "narrative",
    [
        "Narrative (at most 300 words; please tell of the evidence for your impact, and of all partners who take part)",
        "Narrative\nPlease tell of the evidence for your impact, and of all partners in it, in 300 words at most.",
    ],
)
def test_advice_under_the_name_of_a_column_does_not_hide_it(narrative: str) -> None:
    names = ("Ref", "Action", "Lead agency", "RAG (Red / Amber / Green)", narrative)

    plan = assemble(document(TITLE, THEME, table([names, ("1", WORDING, "Police", "Red", "It met.")])))

    assert (plan.actions[0].rag, plan.actions[0].narrative) == ("red", "It met.")
    assert plan.coverage.unaccounted == ()


def test_a_column_for_the_numbers_of_themes_numbers_them() -> None:
    names = ("Theme No", "Theme", "Action No", "Action", "Lead agency", "Update")
    rows = [("3", "Governance", "1", WORDING, "Police", "Met."), ("5", "Weapons", "1", WORDING, "Police", "Met.")]

    plan = assemble(document(TITLE, table([names, *rows])))

    assert [(theme.number, theme.title) for theme in plan.themes] == [(3, "Governance"), (5, "Weapons")]
    assert [action.ref for action in plan.actions] == ["3.1", "5.1"]
    assert all(action.other == {} for action in plan.actions)
    assert plan.coverage.unaccounted == ()


@pytest.mark.parametrize("names", [("Ref", "Previous ref"), ("Previous ref", "Ref")])
def test_of_columns_of_two_times_the_latest_fills_the_field_and_the_other_is_kept(names: tuple[str, str]) -> None:
    numbers = {"Ref": ("GOV1", "GOV2", "GOV3"), "Previous ref": ("2.1", "7.1", "3.4")}
    rows = [
        (names[0], "Mandatory action", "Lead agency", "RAG", "Narrative", names[1]),
        *(
            (numbers[names[0]][place], WORDING, "MPS", "Green", "The board met once.", numbers[names[1]][place])
            for place in range(3)
        ),
    ]

    plan = assemble(document(TITLE, THEME, table(rows)))

    assert [action.action_number for action in plan.actions] == ["GOV1", "GOV2", "GOV3"]
    assert [action.other for action in plan.actions] == [{"Previous ref": number} for number in numbers["Previous ref"]]


BODIES = ("Community Safety Team", "Trading Standards", "Youth Justice Service", "Public Health")


def without_header(*, plan: str = "Richmond Violence Plan 2024") -> Plan:
    wordings = (
        "Review the register of weapons with every school in the borough.",
        "Work with shops on the sale of knives to people under eighteen.",
        "Set up a panel that meets each month on those most at risk.",
        "Train the staff of youth centres to care for those who were hurt.",
    )
    told = "The board met in May and agreed what each of the partners would do."
    rows = [
        (str(place), wording, body, "Amber", told)
        for place, (wording, body) in enumerate(zip(wordings, BODIES, strict=True), start=1)
    ]
    return assemble(document(heading(plan), THEME, table(rows)))


def test_a_table_without_a_header_is_read_by_its_cells_and_that_is_told() -> None:
    plan = without_header()

    assert [(action.action_number, action.rag) for action in plan.actions] == [(str(at), "amber") for at in range(1, 5)]
    assert all(action.narrative.startswith("The board met") for action in plan.actions)
    assert {body.text for action in plan.actions for body in action.lead_organisations} == set(BODIES)
    (told,) = [found for found in plan.findings if found.code == "table-without-header"]
    assert {"mandatory_action", "narrative", "lead_organisations", "rag", "other"} <= set(told.fields)


def test_a_table_without_a_header_in_a_document_that_is_no_plan_is_refused() -> None:
    with pytest.raises(NotAPlan):
        without_header(plan="Minutes of the board")


def test_a_first_row_that_tables_print_alike_is_their_header_whatever_it_says() -> None:
    header = ("Mandated item", "Sits under", "Where we want to be", "Self-assessment", "What residents will see")
    tables = [
        table(
            [
                header,
                *(
                    (
                        wording,
                        "Youth Justice Plan",
                        "A rota of duty officers is in place.",
                        "☐ Red ☐ Amber ☒ Green",
                        told,
                    )
                    for wording, told in rows
                ),
            ]
        )
        for rows in (
            [("Map the summer activities guide", "The team sends a briefing to members each quarter.")],
            [("Hold a youth outreach offer", "The board met in May."), ("Pilot an offer for girls", "It is planned.")],
            [("Review the exploitation panel", "A short guide was written for staff.")],
        )
    ]

    plan = assemble(document(TITLE, THEME, *tables))

    assert [action.mandatory_action for action in plan.actions] == [
        "Map the summer activities guide",
        "Hold a youth outreach offer",
        "Pilot an offer for girls",
        "Review the exploitation panel",
    ]
    assert {action.rag for action in plan.actions} == {"green"}


@pytest.mark.parametrize(("numbered", "taken"), [("apart", True), ("in the wording", True), ("no", False)])
def test_of_tables_unlike_a_plans_one_with_all_that_plans_have_is_taken_and_told(
    monkeypatch: pytest.MonkeyPatch, *, numbered: str, taken: bool
) -> None:
    monkeypatch.setattr(choosing, "LIKELY", 1.1)  # no table is likely enough
    rows = [(str(place), *texts) for place, texts in enumerate(ODD_ROWS, start=1)]
    header = ("Pt", "Undertaking", "Account given of it")
    opened = [(f"{row[0]}. {row[1]}", row[2]) for row in rows]
    without = [header[1:], *(opened if numbered == "in the wording" else [row[1:] for row in rows])]
    whole = table([header, *rows] if numbered == "apart" else without)

    if not taken:
        with pytest.raises(NotAPlan):
            assemble(document(TITLE, THEME, whole))
        return
    plan = assemble(document(TITLE, THEME, whole))

    assert [action.mandatory_action for action in plan.actions] == [wording for wording, _ in ODD_ROWS]
    assert "table-taken-unsurely" in codes(plan)


def test_without_narratives_numbers_wordings_and_leads_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "LIKELY", 1.1)  # no table is likely enough
    people = ("Fatima Smith", "Hugh Lopez, Head of Housing", "Ines Cole", "Ben Nowak, Data Analyst")
    wordings = [wording for wording, _ in ODD_ROWS] + [f"{wording[:-1]} each year." for wording, _ in ODD_ROWS]
    rows = [(f"PRE{n}", wording, who) for n, (wording, who) in enumerate(zip(wordings, people * 2, strict=True), 1)]

    plan = assemble(document(TITLE, THEME, table([("Pt", "Undertaking", "Practitioner"), *rows])))

    assert [action.mandatory_action for action in plan.actions] == wordings
    assert all(action.named_leads for action in plan.actions)
    assert "table-taken-unsurely" in codes(plan)


ODD_ROWS = tuple(
    (wording, f"The board met in {month} and agreed what each of the partners would do. A review is planned.")
    for wording, month in (
        ("Review the register of weapons with every school in the borough.", "May"),
        ("Work with shops on the sale of knives to people under eighteen.", "June"),
        ("Set up a panel that meets each month on those most at risk.", "July"),
        ("Train the staff of youth centres to care for those who were hurt.", "August"),
    )
)


def test_a_row_that_merged_cells_of_the_header_reach_into_is_no_action() -> None:
    header = (
        (cell(0, 0, "Our No"), cell(0, 1, "Delivery"), cell(0, 2), cell(0, 3, "Risk", spans=(2, 1)),
         cell(0, 4, "Employer", spans=(2, 1))),
        (cell(1, 0), cell(1, 1, "Our offer to residents"), cell(1, 2, "As things stand")),
    )  # fmt: skip
    body = table([(str(place), *texts, "Red", "Police") for place, texts in enumerate(ODD_ROWS, start=1)])
    rows = tuple(tuple(one.model_copy(update={"row": one.row + 2}) for one in row) for row in body.rows)

    plan = assemble(document(TITLE, THEME, Table(rows=(*header, *rows), column_count=5)))

    assert [(action.mandatory_action, action.narrative) for action in plan.actions] == list(ODD_ROWS)


@pytest.mark.parametrize("called", ["Named Lead", "Contact"])
def test_initials_beside_a_column_of_bodies_are_people(called: str) -> None:
    header = ("Ref", "Action", called, "Lead organisation", "Progress update")
    rows = [
        (f"1.{place}", WORDING, initials, body, "It met.")
        for place, (initials, body) in enumerate(
            [("AW", "Public Health"), ("SJK", "Housing"), ("PU", "Public Health"), ("AW", "Youth Justice Service")], 1
        )
    ]

    plan = assemble(document(TITLE, THEME, table([header, *rows])))

    assert [[lead.text for lead in one.named_leads] for one in plan.actions] == [["AW"], ["SJK"], ["PU"], ["AW"]]
    assert [len(one.lead_organisations) for one in plan.actions] == [1, 1, 1, 1]
