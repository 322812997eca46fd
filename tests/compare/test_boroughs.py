"""Many boroughs' plans side by side."""

from __future__ import annotations

import random

import pytest

from compare.plans import golden_plan, make_action, make_plan, mention
from models.comparison import BoroughsComparison
from models.errors import UsageError
from models.plan import Plan
from pipeline.compare import compare_boroughs

TASKING = "Hold a monthly tasking meeting on knife crime and hotspots"
SCHOOLS = "Support schools to keep pupils at risk of exclusion in mainstream education"
HELPLINE = "Publicise the domestic abuse helpline and refuge places for survivors"
PASSAGE = (
    "Officers visit every licensed premises in the town centre before each bank holiday weekend and leave a checklist "
    "that door staff sign and return"
)


def plan_of(borough: str, *actions: tuple[str, str], year: int = 2024, template: str = "2023 Refresh") -> Plan:
    """A plan of refs and wordings."""
    made = [make_action(ref, wording, f"{borough} answers {ref} in words of its own.") for ref, wording in actions]
    return make_plan(borough, year, made, template=template)


def keys(comparison: BoroughsComparison) -> dict[str, dict[str, str]]:
    """For each row the refs of its cells."""
    return {row.key: {plan: cell.ref for plan, cell in row.cells.items()} for row in comparison.actions}


def test_plans_of_one_template_line_up_action_by_action() -> None:
    plans = [plan_of(borough, ("1.1", TASKING), ("1.2", SCHOOLS)) for borough in ("Croydon", "Barnet")]

    comparison = compare_boroughs(plans)

    assert comparison.plans == ("barnet-2024", "croydon-2024")
    assert keys(comparison) == {
        "1.1": {"barnet-2024": "1.1", "croydon-2024": "1.1"},
        "1.2": {"barnet-2024": "1.2", "croydon-2024": "1.2"},
    }


def test_another_template_lines_up_by_wording_and_says_why() -> None:
    newer = plan_of("Croydon", ("1.1", TASKING), ("4.3", SCHOOLS))
    older = plan_of("Barnet", ("1.1", SCHOOLS), ("2.1", f"{TASKING} each spring"), template="2019")

    comparison = compare_boroughs([older, newer])

    assert keys(comparison)["1.1"] == {"barnet-2024": "2.1", "croydon-2024": "1.1"}
    assert keys(comparison)["4.3"] == {"barnet-2024": "1.1", "croydon-2024": "4.3"}
    assert comparison.actions[1].cells["barnet-2024"].match is None
    match = comparison.actions[0].cells["barnet-2024"].match
    assert match is not None
    assert "number 1.1 became 2.1" in match.why
    assert any("different templates" in note for note in comparison.notes)


def test_an_action_of_one_borough_has_a_row_of_its_own_after_the_one_it_followed() -> None:
    comparison = compare_boroughs(
        [
            plan_of("Croydon", ("1.1", TASKING), ("1.2", SCHOOLS), ("2.1", HELPLINE)),
            plan_of("Barnet", ("1.1", TASKING), ("1.2", "Light the underpass by the station")),
        ]
    )

    assert [row.key for row in comparison.actions] == ["1.1", "1.2 (barnet-2024)", "1.2", "2.1"]
    assert list(comparison.actions[1].cells) == ["barnet-2024"]


def test_every_action_of_every_plan_stands_in_one_row() -> None:
    plans = [golden_plan(name) for name in ("richmond-2023", "richmond-2024", "hackney-2024")]

    comparison = compare_boroughs(plans)

    for plan in plans:
        refs = [row.cells[plan.plan_id].ref for row in comparison.actions if plan.plan_id in row.cells]
        assert sorted(refs) == sorted(action.ref for action in plan.actions)


def test_refs_that_a_plan_repeats_have_rows_with_different_keys() -> None:
    twice = plan_of("Croydon", ("1.1", TASKING), ("1.1", SCHOOLS))

    comparison = compare_boroughs([twice, plan_of("Barnet", ("1.1", TASKING))])

    assert [row.key for row in comparison.actions] == ["1.1", "1.1 (2)"]


def test_the_order_in_which_plans_are_given_does_not_matter() -> None:
    plans = [golden_plan(name) for name in ("richmond-2023", "richmond-2024", "hackney-2024")]
    shuffled = random.Random(3).sample(plans, 3)  # noqa: S311 - any other order will do

    assert compare_boroughs(plans) == compare_boroughs(shuffled)


def test_a_cell_tells_rag_leads_names_and_words() -> None:
    text = "MARAC meets at the Hub with Refuge and a local group."
    action = make_action(
        narrative=text,
        rag="amber",
        organisations=("MPS", "Probation"),
        mentions=(
            mention(text, "MARAC", "panel", "marac"),
            mention(text, "Refuge", "service", "refuge"),
            mention(text, "local group"),
        ),
    )

    comparison = compare_boroughs([make_plan("Croydon", 2024, [action]), make_plan("Barnet", 2024, [make_action()])])

    cell = comparison.actions[0].cells["croydon-2024"]
    assert (cell.rag, cell.nil_return, cell.lead_organisations) == ("amber", False, ("MPS", "Probation"))
    assert (cell.panels, cell.services, cell.agencies) == (("marac",), ("refuge",), ())
    assert cell.not_linked == ("local group",)
    assert cell.narrative_words == 11


def test_a_nil_return_has_no_words_and_is_counted() -> None:
    nil = make_action(narrative="No comment received.", nil_return=True)

    comparison = compare_boroughs([make_plan("Croydon", 2024, [nil]), make_plan("Barnet", 2024, [make_action()])])

    assert comparison.actions[0].cells["croydon-2024"].narrative_words == 0
    assert comparison.actions[0].nil_returns == 1


def test_boroughs_of_one_year_that_share_a_passage_name_one_another() -> None:
    plans = [
        make_plan(borough, 2024, [make_action(narrative=f"In {borough}: {PASSAGE}.")])
        for borough in ("Croydon", "Barnet")
    ]

    cells = compare_boroughs(plans).actions[0].cells

    assert cells["croydon-2024"].copied_from == ("barnet-2024",)
    assert cells["barnet-2024"].copied_from == ("croydon-2024",)
    assert cells["barnet-2024"].shared_words == len(PASSAGE.split())


def test_words_are_never_copied_from_a_later_year() -> None:
    plans = [
        make_plan("Croydon", 2023, [make_action(narrative=PASSAGE)]),
        make_plan("Barnet", 2024, [make_action(narrative=PASSAGE)]),
    ]

    cells = compare_boroughs(plans).actions[0].cells

    assert cells["croydon-2023"].copied_from == ()
    assert cells["barnet-2024"].copied_from == ("croydon-2023",)


def test_a_borough_does_not_copy_from_its_own_earlier_plan() -> None:
    plans = [
        make_plan("Croydon", 2023, [make_action(narrative=PASSAGE)]),
        make_plan("Croydon", 2024, [make_action(narrative=PASSAGE)]),
    ]

    comparison = compare_boroughs(plans)

    assert comparison.passages == ()
    assert comparison.actions[0].cells["croydon-2024"].copied_from == ()


def test_passages_point_at_the_words_they_stand_for() -> None:
    plans = {
        plan.plan_id: plan
        for plan in (
            make_plan(borough, 2024, [make_action(narrative=f"In {borough}: {PASSAGE}.")])
            for borough in ("Croydon", "Barnet")
        )
    }

    (passage,) = compare_boroughs(plans.values()).passages

    assert passage.text == PASSAGE
    for place in passage.places:
        assert plans[place.plan_id].actions[0].narrative[place.start : place.end] == PASSAGE


def test_the_directory_tells_who_uses_what_under_which_action_with_the_sentence() -> None:
    first = "Young people meet weekly. BOOST runs on Fridays at the youth centre. It is full."
    second = "BOOST is offered to pupils, e.g. those at risk of exclusion."
    croydon = make_plan(
        "Croydon",
        2024,
        [
            make_action("1.1", TASKING, first, mentions=(mention(first, "BOOST", "service", "boost"),)),
            make_action("1.2", SCHOOLS, second, mentions=(mention(second, "BOOST", "service", "boost"),)),
        ],
    )

    (entry,) = compare_boroughs([croydon, make_plan("Barnet", 2024, [make_action()])]).services

    assert (entry.entity_id, entry.name) == ("boost", "BOOST")
    assert [(plan.plan_id, plan.refs) for plan in entry.plans] == [("croydon-2024", ("1.1", "1.2"))]
    assert [use.sentence for use in entry.uses] == ["BOOST runs on Fridays at the youth centre.", second]


def test_names_the_registry_lacks_are_in_the_directory_by_their_words() -> None:
    text = "The Friday Club opens at six."
    action = make_action(narrative=text, mentions=(mention(text, "Friday Club"),))
    plans = [make_plan(borough, 2024, [action]) for borough in ("Croydon", "Barnet")]

    (entry,) = compare_boroughs(plans).services

    assert entry.entity_id is None
    assert [plan.plan_id for plan in entry.plans] == ["barnet-2024", "croydon-2024"]


def test_not_mentioned_is_never_called_not_done() -> None:
    notes = " ".join(
        compare_boroughs([plan_of("Croydon", ("1.1", TASKING)), plan_of("Barnet", ("1.1", TASKING))]).notes
    )

    assert "may still be in use" in notes
    assert "the work may still be going on" in notes


def test_the_plan_unlike_the_others_is_named_with_in_what() -> None:
    plans = [
        plan_of(borough, ("1.1", TASKING), ("1.2", SCHOOLS)) for borough in ("Croydon", "Barnet", "Brent", "Bexley")
    ]
    nil = [make_action(ref, wording, "TBC", nil_return=True) for ref, wording in (("1.1", TASKING), ("1.2", SCHOOLS))]

    comparison = compare_boroughs([*plans, make_plan("Ealing", 2024, nil)])

    first = comparison.standings[0]
    assert first.plan_id == "ealing-2024"
    assert first.unlike[0] == "more nil returns: 100%, where a typical plan has 0%"
    assert all(not standing.unlike for standing in comparison.standings[1:])
    assert "Differs most from the others: Ealing 2024" in comparison.headline


def test_fewer_than_four_plans_have_no_middle() -> None:
    assert compare_boroughs([plan_of("Croydon", ("1.1", TASKING)), plan_of("Barnet", ("1.1", TASKING))]).standings == ()


def test_one_plan_alone_is_refused() -> None:
    with pytest.raises(UsageError, match="A single plan cannot be compared"):
        compare_boroughs([plan_of("Croydon", ("1.1", TASKING))])


def test_the_same_plan_twice_is_refused() -> None:
    plan = plan_of("Croydon", ("1.1", TASKING))

    with pytest.raises(UsageError, match="croydon-2024 is given twice"):
        compare_boroughs([plan, plan])


def test_the_record_survives_a_trip_through_json() -> None:
    comparison = compare_boroughs([golden_plan("richmond-2024"), golden_plan("hackney-2024")])

    assert BoroughsComparison.model_validate_json(comparison.model_dump_json()) == comparison


def test_names_that_wait_for_review_are_one_note_however_many_plans_hold_them() -> None:
    text = "Perhaps BOOST runs on Fridays at the youth centre, and Kestrel on Mondays."
    shared, own = (
        mention(text, "BOOST", "service", "boost", "review"),
        mention(text, "Kestrel", "service", "", "review"),
    )
    plans = [
        make_plan(borough, 2024, [make_action(narrative=text, mentions=(shared, own)[: 1 + place % 2])])
        for place, borough in enumerate(("Croydon", "Ealing", "Merton"))
    ]

    pair, all_three = compare_boroughs(plans[:2]).notes, compare_boroughs(plans).notes

    assert [note for note in pair if "not yet reviewed" in note] == [
        "2 names in croydon-2024 and ealing-2024 not yet reviewed: shown, but counted separately."
    ]
    assert [note for note in all_three if "not yet reviewed" in note] == [
        "2 names in 3 plans not yet reviewed: shown, but counted separately."
    ]
