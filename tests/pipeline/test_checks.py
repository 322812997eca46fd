"""What is asked of a plan as a whole: does each field look like that field, and each number like a plan's?"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builders.records import action, plan
from models.catalogue import finding, is_doubt
from models.plan import Action, LeadOrganisation, NamedLead, Plan, PlanColumn, PlanTable
from pipeline.check import check

WORDING = "Review the register of weapons with the schools"
NARRATIVE = "The group met in May and agreed what each of the partners would do."


def doubts(read: Plan) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(found.code, found.action_ref, found.fields) for found in check(read).findings if is_doubt(found)]


def of(*fields: Mapping[str, object], **plan_fields: object) -> Plan:
    """A plan with an action for each, sound but for the fields given."""
    actions = []
    for place, changed in enumerate(fields, start=1):
        values: dict[str, object] = {"wording": WORDING, "narrative": NARRATIVE, "rag": "green", **changed}
        actions.append(action(f"1.{place}", **values))  # type: ignore[arg-type] # fields of an action
    return plan("Camden", 2024, *actions, **plan_fields)  # type: ignore[arg-type] # fields of a plan


def with_column(read: Plan, header: str, field: str) -> Plan:
    tables = (PlanTable(rows=3, columns=(PlanColumn(header=header, field=field),)),)
    return read.model_copy(update={"tables": tables})


def test_a_plan_that_makes_sense_raises_no_doubt() -> None:
    assert doubts(of({}, {}, {})) == []


@pytest.mark.parametrize(
    ("text", "of_field"),
    [
        ("1.4", "action_number"),
        ("By March 2025", "timescale"),
        ("Amber", "rag"),
        ("Community Safety Team", "lead_organisations"),
    ],
)
@pytest.mark.parametrize(("name", "field"), [("wording", "mandatory_action"), ("narrative", "narrative")])
def test_a_field_whose_cells_look_like_another_is_doubted(text: str, of_field: str, name: str, field: str) -> None:
    told = doubts(of({name: text}, {name: text}, {name: text}))

    assert ("field-unlike", None, (field, of_field)) in told


@pytest.mark.parametrize(
    ("field", "cells", "of_field"),
    [
        ("lead_organisations", (LeadOrganisation(text="Green"),), "rag"),
        ("named_leads", (NamedLead(text="March 2025"),), "timescale"),
        ("timescale", "Community Safety Team", "lead_organisations"),
        ("outcome", "Amber", "rag"),
    ],
)
def test_a_short_field_whose_cells_look_like_another_is_doubted(field: str, cells: object, of_field: str) -> None:
    told = doubts(of({field: cells}, {field: cells}, {field: cells}))

    assert ("field-unlike", None, (field, of_field)) in told


def test_leads_and_dates_look_like_themselves() -> None:
    sound = {
        "named_leads": (NamedLead(text="Jo Ellis"),),
        "lead_organisations": (LeadOrganisation(text="Community Safety Team"),),
        "timescale": "2024",
        "outcome": "Fewer knives carried",
    }

    assert doubts(of(sound, sound, sound)) == []


def test_narratives_that_say_nothing_look_like_nothing() -> None:
    nil = {"narrative": "TBC", "nil_return": True}

    assert doubts(of(nil, nil, nil)) == []


def test_wordings_of_two_words_are_doubted() -> None:
    short = {"wording": "Weapons work"}

    assert doubts(of(short, short, short)) == [("wordings-short", None, ("mandatory_action",))]


def test_timescales_as_long_as_texts_are_doubted() -> None:
    long = {"timescale": f"{NARRATIVE} {NARRATIVE}"}

    assert doubts(of(long, long, long)) == [("timescales-long", None, ("timescale",))]


def test_a_lead_as_long_as_a_text_is_doubted_in_its_action() -> None:
    people = {"named_leads": (NamedLead(text=f"{NARRATIVE} {NARRATIVE}"),)}
    bodies = {"lead_organisations": (LeadOrganisation(text=f"{NARRATIVE} {NARRATIVE}"),)}

    told = doubts(of({}, people, bodies))

    assert told == [("lead-long", "1.2", ("named_leads",)), ("lead-long", "1.3", ("lead_organisations",))]


def test_a_long_name_of_a_lead_is_no_text() -> None:
    post = "Virtual School Head and Safeguarding Lead, Education Inclusion, Early Help, Family Support and Parenting"
    people = {"named_leads": (NamedLead(text=f"Jo Ellis-Fotheringay Van der Meer, {post}"),)}

    assert doubts(of({}, people, {})) == []


@pytest.mark.parametrize(
    "title", ["• Meet monthly", "- schools", "Jo Ellis, Head of Community Safety", "March 2025", "Safe neighbourhood s"]
)
def test_a_theme_whose_title_looks_like_none_is_doubted(title: str) -> None:
    assert doubts(of({}, {}, {}, themes=(title,))) == [("theme-doubtful", None, ("theme_number", "theme"))]


@pytest.mark.parametrize("title", ["Safer Nights Out", "Community Voice", "Joined-up Leadership", "Substance Misuse"])
def test_a_title_in_capitals_is_no_lead_unless_the_plan_has_it_as_one(title: str) -> None:
    lead = {"named_leads": (NamedLead(text=title),)}

    assert doubts(of({}, {}, {}, themes=(title,))) == []
    assert doubts(of({}, {}, lead, themes=(title,))) == [("theme-doubtful", None, ("theme_number", "theme"))]


@pytest.mark.parametrize(
    ("titles", "places"),
    [
        (("Governance", "Weapons", "Governance"), (0, 2)),
        (("Safer streets", "Calm homes Safer streets"), (1,)),
        (("Governance", "ANALYSIS & ENFORCEMENT REDUCING ACCESS TO WEAPONS"), (1,)),
        (("Governance", "Analysis and enforcement", "Reducing access to weapons"), ()),
    ],
)
def test_themes_that_do_not_fit_each_other_are_doubted(titles: tuple[str, ...], places: tuple[int, ...]) -> None:
    told = [found.message for found in check(of({}, {}, {}, themes=titles)).findings if found.code == "theme-doubtful"]

    assert len(told) == len(places)
    assert all(f"“{titles[place]}”" in message for place, message in zip(places, told, strict=True))


def test_a_theme_with_a_number_among_themes_without_any_is_doubted() -> None:
    made = [finding("theme-number-inferred", theme=title, number=1) for title in ("Governance", "Safer streets")]
    read = of({}, {}, {}, themes=("Governance", "Hold a board", "Safer streets"), findings=tuple(made))

    told = [found.message for found in check(read).findings if found.code == "theme-doubtful"]

    assert len(told) == 1
    assert told[0].startswith("“Hold a board”")


def test_two_themes_of_one_number_are_doubted() -> None:
    read = of({}, {}, {}, themes=("Governance", "Weapons"))
    twice = tuple(theme.model_copy(update={"number": 1}) for theme in read.themes)

    assert [code for code, _, _ in doubts(read.model_copy(update={"themes": twice}))] == ["theme-doubtful"] * 2


@pytest.mark.parametrize(
    ("refs", "doubted"),
    [
        (("1.GOV1", "1.GOV2", "1.WEA1", "2.SAF1"), True),
        (("1.GOV1", "1.GOV2", "1.WEA1"), True),
        (("1.GOV1", "1.GOV2", "2.SAF1", "2.SAF2"), False),
    ],
)
def test_a_theme_whose_actions_have_codes_of_two_kinds_is_doubted(refs: tuple[str, ...], *, doubted: bool) -> None:
    actions = (action(ref, wording=WORDING, narrative=NARRATIVE, rag="green") for ref in refs)

    told = doubts(plan("Camden", 2024, *actions, themes=("Governance", "Safer streets")))

    assert ([code for code, _, _ in told] == ["theme-doubtful"]) == doubted


def test_a_column_that_holds_more_than_the_narratives_is_doubted() -> None:
    beside = {"other": {"Delivery": f"{NARRATIVE} {NARRATIVE}"}}

    told = doubts(of(beside, beside, beside))

    assert told == [("much-text-beside", None, ("other", "narrative", "mandatory_action"))]


def numbered_by_place(*actions: Action) -> Plan:
    made = tuple(finding("number-inferred", action_ref=one.ref, fields=("action_number",)) for one in actions)
    return plan("Camden", 2024, *actions, findings=made)


@pytest.mark.parametrize("printed", ["1.{}", "{}", "A{}", "No. 1.{}:", "Action {}.", "VV-0{}"])
def test_numbers_left_in_the_wordings_are_doubted(printed: str) -> None:
    actions = [action(f"1.{n}", f"{printed.format(n)} {WORDING}", NARRATIVE, rag="green") for n in (1, 2, 3)]

    assert doubts(numbered_by_place(*actions)) == [("number-in-wording", None, ("action_number", "mandatory_action"))]


def test_a_column_of_numbers_without_any_is_doubted() -> None:
    actions = [action(f"1.{place}", WORDING, NARRATIVE, rag="green") for place in (1, 2, 3)]
    read = with_column(numbered_by_place(*actions), "Ref", "action_number")

    assert doubts(read) == [("numbers-not-read", None, ("action_number",))]
    assert doubts(numbered_by_place(*actions)) == []


def test_a_column_for_the_rag_without_a_status_is_doubted_unless_colours_were_lost_before() -> None:
    bare = of({"rag": None}, {"rag": None})
    copied = bare.model_copy(update={"source": bare.source.model_copy(update={"reader": "text"})})

    as_own = with_column(bare, "Current RAG", "rag").model_copy(
        update={"tables": (PlanTable(rows=3, columns=(PlanColumn(header="Current RAG", field=None),)),)}
    )

    assert doubts(as_own) == [("rag-column-not-read", None, ("rag",))]
    assert doubts(with_column(bare, "RAG", "rag")) == [("rag-column-not-read", None, ("rag",))]
    assert doubts(with_column(copied, "RAG", "rag")) == []
    assert doubts(bare) == []


def test_numbers_that_run_on_through_all_themes_have_no_gap() -> None:
    refs = ("1.1", "1.2", "2.3", "2.4", "3.5")

    assert doubts(plan("Camden", 2024, *(action(ref, WORDING, NARRATIVE, rag="green") for ref in refs))) == []


def test_a_number_put_in_late_leaves_no_gap_where_numbers_run_on_through_all_themes() -> None:
    refs = ("1.1", "1.2", "2.6", "2.3", "3.4", "3.5")

    assert doubts(plan("Camden", 2024, *(action(ref, WORDING, NARRATIVE, rag="green") for ref in refs))) == []


def test_numbers_made_by_place_are_doubted_where_a_row_is_in_doubt() -> None:
    actions = [action(f"1.{place}", wording=WORDING, narrative=NARRATIVE, rag="green") for place in range(1, 5)]
    read = numbered_by_place(*actions)
    doubted = read.model_copy(
        update={"findings": (*read.findings, finding("text-left-over", action_ref="1.2", fields=("action",), text="x"))}
    )

    assert ("numbers-by-place", None, ("action_number",)) not in doubts(read)
    assert ("numbers-by-place", None, ("action_number",)) in doubts(doubted)


def test_a_title_with_a_number_inside_is_doubted() -> None:
    assert doubts(of({}, {}, {}, themes=("Early help 1 Workforce and skills",))) == [
        ("theme-doubtful", None, ("theme_number", "theme"))
    ]


def test_many_doubts_of_several_kinds_make_the_whole_plan_doubtful() -> None:
    rows = [
        finding("row-without-key", action_ref="1.1", fields=("action",), reason="it has no number"),
        finding("theme-unnamed", number=1),
        finding("header-in-text", action_ref="1.3", fields=("narrative",)),
    ]

    few = of(*[{}] * 20, findings=tuple(rows * 2))
    small = of(*[{}] * 3, findings=tuple(rows))
    many = of(*[{}] * 8, findings=tuple(rows * 2))

    assert "reading-doubtful" not in {code for plan in (few, small) for code, _, _ in doubts(plan)}
    assert ("reading-doubtful", None, ()) in doubts(many)


def test_the_first_number_of_the_next_theme_inside_a_wording_is_a_row_run_into_it() -> None:
    read = of({}, {"wording": f"{WORDING}.\n2.1 Open a hub"})

    assert "actions-run-together" in {code for code, _, _ in doubts(read)}


def test_dates_beside_statuses_are_doubted_where_no_action_has_a_date() -> None:
    dated = [{"other": {"RAG": text}} for text in ("Green Summer 2026", "Red March 2026", "Amber Spring 2027")]

    assert ("field-unlike", None, ("timescale", "other")) in doubts(of(*dated))


def test_a_column_beside_is_doubted_where_one_action_alone_has_a_narrative() -> None:
    beside = {"other": {"Delivery": f"{NARRATIVE} {NARRATIVE}"}, "narrative": ""}

    told = doubts(of(beside, beside, {**beside, "narrative": NARRATIVE * 4}))

    assert ("much-text-beside", None, ("other", "narrative", "mandatory_action")) in told
