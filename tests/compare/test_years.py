"""What changed from one plan to the next."""

from __future__ import annotations

import pytest

from compare.plans import borough_named, make_action, make_plan, mention
from models.comparison import ActionChange, YearsComparison
from models.errors import UsageError
from models.finding import Finding
from models.plan import Action, LeadOrganisation, NamedLead
from pipeline.compare import compare_years

LONG = "The panel meets every month, hears from schools and agrees who visits which family before the holidays."


def compared(before: Action, after: Action) -> ActionChange:
    """What became of one action."""
    comparison = compare_years(make_plan("Croydon", 2023, [before]), make_plan("Croydon", 2024, [after]))
    assert len(comparison.actions) == 1
    return comparison.actions[0]


def test_nothing_changed_is_unchanged_and_copied_forward() -> None:
    change = compared(make_action(), make_action())

    assert change.status == "unchanged"
    assert change.narrative == "same"
    assert change.narrative_similarity == 1.0
    assert change.copied_forward


def test_a_new_number_alone_is_renumbered_but_unchanged() -> None:
    change = compared(make_action("1.1"), make_action("1.2"))

    assert change.renumbered
    assert (change.before_ref, change.after_ref) == ("1.1", "1.2")
    assert change.status == "unchanged"


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("red", "amber", "improved"),
        ("green", "blue", "improved"),
        ("green", "red", "worsened"),
        ("amber", "amber", "same"),
        (None, "red", "first_rated"),
        ("red", None, "no_longer_rated"),
        (None, None, "not_rated"),
    ],
)
def test_rag_moves_up_from_red_over_amber_and_green_to_blue(before: str, after: str, direction: str) -> None:
    old = make_action().model_copy(update={"rag": before})
    new = make_action().model_copy(update={"rag": after})

    change = compared(old, new)

    assert change.rag.direction == direction
    assert change.status == ("unchanged" if before == after else "changed")


def test_half_kept_is_edited_and_less_is_rewritten() -> None:
    words = LONG.split()
    half = " ".join(words[: len(words) // 2 + 1])
    little = " ".join(words[:5])

    assert compared(make_action(narrative=half), make_action(narrative=LONG)).narrative == "edited"
    assert compared(make_action(narrative=little), make_action(narrative=LONG)).narrative == "rewritten"


def test_nil_returns_that_come_and_go_are_named() -> None:
    nil = make_action(narrative="No comment received.", nil_return=True)

    assert compared(make_action(), nil).narrative == "became_nil"
    assert compared(nil, make_action()).narrative == "was_nil"


def test_nil_in_both_plans_is_not_copied_forward() -> None:
    nil = make_action(narrative="No comment received.", nil_return=True)
    comparison = compare_years(make_plan("Croydon", 2023, [nil]), make_plan("Croydon", 2024, [nil]))

    assert not comparison.actions[0].copied_forward
    assert comparison.summary.nil_in_both == 1
    assert comparison.summary.copied_forward.actions == 0


def test_lead_organisations_in_and_out_go_by_the_registry_where_it_links_them() -> None:
    before = make_action().model_copy(
        update={
            "lead_organisations": (
                LeadOrganisation(text="Childrens Services", entity_id="children"),
                LeadOrganisation(text="Probation"),
            )
        }
    )
    after = make_action().model_copy(
        update={
            "lead_organisations": (
                LeadOrganisation(text="Children's Services", entity_id="children"),
                LeadOrganisation(text="MPS"),
            )
        }
    )

    change = compared(before, after)

    assert change.lead_organisations.added == ("MPS",)
    assert change.lead_organisations.removed == ("Probation",)


def test_named_leads_timescale_and_other_columns_that_differ_are_changes() -> None:
    before = make_action(
        leads=(NamedLead(text="A Brown", name="A Brown"),), timescale="March 2024", other={"Cost": "£1"}
    )
    after = make_action(
        leads=(NamedLead(text="C Green", name="C Green"),), timescale="March 2025", other={"Cost": "£2"}
    )

    change = compared(before, after)

    assert change.status == "changed"
    assert (change.named_leads.added, change.named_leads.removed) == (("C Green",), ("A Brown",))
    assert (change.timescale.before, change.timescale.after) == ("March 2024", "March 2025")
    assert change.other["Cost"].after == "£2"


def test_agencies_panels_and_services_come_in_and_go_out() -> None:
    old = "MARAC meets monthly; Refuge attends it."
    new = "MARAC meets monthly; Victim Support attends with a local group."
    before = make_action(
        narrative=old, mentions=(mention(old, "MARAC", "panel", "marac"), mention(old, "Refuge", "service", "refuge"))
    )
    after = make_action(
        narrative=new,
        mentions=(
            mention(new, "MARAC", "panel", "marac"),
            mention(new, "Victim Support", "agency", "victim-support"),
            mention(new, "local group", "service"),
        ),
    )

    change = compared(before, after)

    assert change.mentions.added == ("victim-support",)
    assert change.mentions.removed == ("refuge",)
    assert [name.name for name in change.mentions.services.added] == ["local group"]
    assert change.mentions.panels.added == ()


def test_mentions_that_wait_for_review_are_not_counted_but_are_noted() -> None:
    text = "Perhaps BOOST runs on Fridays at the youth centre."
    after = make_action(narrative=text, mentions=(mention(text, "BOOST", "service", "boost", "review"),))

    comparison = compare_years(
        make_plan("Croydon", 2023, [make_action(narrative=text)]), make_plan("Croydon", 2024, [after])
    )

    assert comparison.actions[0].mentions.added == ()
    assert any("1 name in croydon-2024 not yet reviewed" in note for note in comparison.notes)


def test_new_and_dropped_actions_are_listed_where_they_stood_with_all_they_say() -> None:
    before = make_plan(
        "Croydon", 2023, [make_action("1.1", "Alpha tasking group"), make_action("1.2", "Beta school visits")]
    )
    after = make_plan(
        "Croydon", 2024, [make_action("1.1", "Alpha tasking group"), make_action("1.2", "Gamma helpline")]
    )

    comparison = compare_years(before, after)

    assert [(one.status, one.before_ref, one.after_ref) for one in comparison.actions] == [
        ("unchanged", "1.1", "1.1"),
        ("dropped", "1.2", None),
        ("new", None, "1.2"),
    ]
    assert comparison.actions[2].lead_organisations.added == ("Community Safety",)
    assert comparison.actions[1].lead_organisations.removed == ("Community Safety",)
    assert comparison.actions[1].narrative is None


def test_every_action_of_both_plans_is_in_the_comparison_once() -> None:
    before = make_plan("Croydon", 2023, [make_action(f"1.{n}", f"Wording {n} alpha{n} beta{n}") for n in range(1, 9)])
    after = make_plan("Croydon", 2024, [make_action(f"1.{n}", f"Wording {n} alpha{n} beta{n}") for n in range(5, 14)])

    comparison = compare_years(before, after)

    refs_before = [one.before_ref for one in comparison.actions if one.before_ref]
    refs_after = [one.after_ref for one in comparison.actions if one.after_ref]
    assert sorted(refs_before) == sorted(action.ref for action in before.actions)
    assert refs_after == [action.ref for action in after.actions]


def test_the_counts_of_the_summary_add_up() -> None:
    before = make_plan(
        "Croydon", 2023, [make_action("1.1", "Alpha tasking group"), make_action("1.2", "Beta school visits")]
    )
    after = make_plan(
        "Croydon", 2024, [make_action("1.1", "Alpha tasking group", rag="red"), make_action("1.2", "Gamma helpline")]
    )

    summary = compare_years(before, after).summary

    assert summary.unchanged + summary.changed == summary.matched == 1
    assert (summary.new, summary.dropped) == (1, 1)
    assert summary.rag.worsened == 1
    assert [(flow.before, flow.after, flow.actions) for flow in summary.rag_flows] == [("green", "red", 1)]
    assert summary.copied_forward.share == 0.5


def test_the_headline_can_be_said_aloud() -> None:
    before = make_plan("Croydon", 2023, [make_action("1.1", rag="red")])
    after = make_plan("Croydon", 2024, [make_action("1.1", rag="green")])

    headline = compare_years(before, after).headline

    assert headline == (
        "Croydon, 2023 to 2024. RAG improved with the narrative copied word for word: 1.1. RAG improved on 1 action "
        "and worsened on 0. 1 action in both plans, none new and none dropped. 1 of 1 narratives (100%) copied "
        "forward unchanged, 0 edited, 0 rewritten."
    )


def test_a_plan_without_actions_gives_all_dropped_and_a_note() -> None:
    before, after = make_plan("Croydon", 2023, [make_action()]), make_plan("Croydon", 2024, [])

    comparison = compare_years(before, after)

    assert comparison.summary.dropped == 1
    assert "croydon-2024 has no actions." in comparison.notes


def test_doubts_about_the_plans_are_noted() -> None:
    before = make_plan(None, 2023, [make_action()])
    after = make_plan("Croydon", 2024, [make_action()]).model_copy(
        update={"findings": (Finding(code="lost", severity="error", message="Something is lost."),)}
    )

    notes = " ".join(compare_years(before, after).notes)

    assert "does not state its borough" in notes
    assert "croydon-2024 was read with 1 error" in notes


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (("Croydon", 2023), ("Croydon", 2023), "croydon-2023 is given twice."),
        (("Croydon", 2023), ("Barnet", 2024), "plans of different boroughs"),
        (("Croydon", 2024), ("Croydon", 2023), "croydon-2024 is for a later year than croydon-2023"),
    ],
)
def test_plans_that_are_no_two_years_of_one_borough_are_refused(
    before: tuple[str, int], after: tuple[str, int], fault: str
) -> None:
    plans = [make_plan(borough, year, [make_action()]) for borough, year in (before, after)]

    with pytest.raises(UsageError) as refused:
        compare_years(plans[0], plans[1])

    assert fault in refused.value.problem
    assert refused.value.remedy


def test_two_versions_of_one_years_plan_may_be_compared_and_that_is_noted() -> None:
    before = make_plan("Croydon", 2024, [make_action(rag="red")], filename="quarter 1.docx")
    after = make_plan("Croydon", 2024, [make_action(rag="green")], filename="quarter 2.docx")

    comparison = compare_years(before, after)

    assert comparison.summary.rag.improved == 1
    assert any("two versions of one year's plan" in note for note in comparison.notes)


def test_refs_that_a_plan_repeats_are_kept_apart() -> None:
    twice = [make_action("1.1", "Alpha tasking group"), make_action("1.1", "Beta school visits")]

    comparison = compare_years(make_plan("Croydon", 2023, twice), make_plan("Croydon", 2024, twice))

    assert [one.status for one in comparison.actions] == ["unchanged", "unchanged"]


def test_the_record_survives_a_trip_through_json() -> None:
    comparison = compare_years(make_plan("Croydon", 2023, [make_action()]), make_plan("Croydon", 2024, [make_action()]))

    assert YearsComparison.model_validate_json(comparison.model_dump_json()) == comparison


def test_boroughs_are_told_apart_by_their_slug() -> None:
    assert borough_named("Barnet").slug != borough_named("Brent").slug
