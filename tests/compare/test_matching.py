"""Which action is which, and why."""

from __future__ import annotations

import csv

from compare.plans import DATA, golden_plan, make_action, make_plan
from models.plan import Plan, Theme
from pipeline.compare.action_texts import action_texts
from pipeline.compare.matching import THRESHOLD, Matching, match_actions
from pipeline.compare.pins import decide, parse_pins

TASKING = "Hold a monthly tasking meeting on knife crime and hotspots"
SCHOOLS = "Support schools to keep pupils at risk of exclusion in mainstream education"
HELPLINE = "Publicise the domestic abuse helpline and refuge places for survivors"


def matched(before: Plan, after: Plan, pins: str | None = None) -> Matching:
    """The matching of two plans, with the decisions of a pins file."""
    lines = parse_pins(pins, "pins.csv") if pins else []
    decisions = decide(lines, [one.ref for one in before.actions], [one.ref for one in after.actions], "pins.csv")
    return match_actions(action_texts(before), action_texts(after), decisions)


def plan_of(*actions: tuple[str, str]) -> Plan:
    """A plan of refs and wordings."""
    return make_plan("Croydon", 2024, [make_action(ref, wording, f"Narrative of {ref}.") for ref, wording in actions])


def test_actions_match_by_what_they_say_when_every_number_has_changed() -> None:
    before = plan_of(("1.1", TASKING), ("1.2", SCHOOLS), ("2.1", HELPLINE))
    after = plan_of(("1.1", HELPLINE), ("2.1", TASKING), ("2.2", SCHOOLS))

    matching = matched(before, after)

    assert matching.pairs == {0: 1, 1: 2, 2: 0}


def test_an_action_unlike_all_others_stays_alone_and_says_which_comes_nearest() -> None:
    before = plan_of(("1.1", TASKING), ("1.2", SCHOOLS))
    after = plan_of(("1.1", TASKING), ("1.2", "Refresh street lighting near schools and stations"))

    matching = matched(before, after)

    assert matching.pairs == {0: 0}
    assert matching.alone_after[1].nearest_ref == "1.2"
    assert matching.alone_after[1].score < THRESHOLD
    assert "1.2 is the closest" in matching.alone_after[1].why


def test_an_action_that_shares_no_word_says_so() -> None:
    matching = matched(plan_of(("1.1", "alpha beta")), plan_of(("1.1", "gamma delta")))

    assert matching.alone_before[0].why == "No action of the later plan shares a word with it."


def test_the_reason_of_a_match_names_the_words_the_theme_and_the_number() -> None:
    before = plan_of(("1.1", TASKING), ("1.2", SCHOOLS))
    after = plan_of(("1.1", SCHOOLS), ("1.2", f"{TASKING} each spring"))

    why = matched(before, after).matches[0, 1].why

    assert "wording" in why
    assert "knife" in why or "tasking" in why or "hotspots" in why
    assert "number 1.1 became 1.2" in why


def test_twins_that_differ_in_a_word_each_find_their_own_even_under_swapped_numbers() -> None:
    women = "Analysis of the needs and risks of women affected by violence, as witnesses or bystanders"
    men = women.replace("women", "men")
    before = plan_of(("1.1", women), ("1.2", men))
    after = plan_of(("1.1", men), ("1.2", women))

    matching = matched(before, after)

    assert matching.pairs == {0: 1, 1: 0}


def test_a_new_twin_under_the_old_number_does_not_take_the_place_of_the_same_words() -> None:
    women = "Analysis of the needs and risks of women affected by violence, as witnesses or bystanders"
    before = plan_of(("1.1", women))
    after = plan_of(("1.1", women.replace("women", "men")), ("1.2", women))

    matching = matched(before, after)

    assert matching.pairs == {0: 1}


def test_without_wordings_narratives_are_matched() -> None:
    narrative = "BOOST sessions run on Fridays at the youth centre for pupils at risk of exclusion."
    other = "The helpline is open day and night and is run by Refuge across the whole borough."
    before = make_plan("Croydon", 2023, [make_action("1.1", "", narrative), make_action("1.2", "", other)])
    after = make_plan("Croydon", 2024, [make_action("1.1", "", other), make_action("1.2", "", narrative)])

    matching = matched(before, after)

    assert matching.pairs == {0: 1, 1: 0}
    assert "no wording printed" in matching.matches[0, 1].why


def test_actions_about_which_nothing_is_printed_match_by_their_number_alone() -> None:
    before = make_plan("Croydon", 2023, [make_action("1.1", "", ""), make_action("1.2", "", "")])
    after = make_plan("Croydon", 2024, [make_action("1.2", "", ""), make_action("1.3", "", "")])

    matching = matched(before, after)

    assert matching.pairs == {1: 0}


def test_a_narrative_carried_over_helps_a_wording_that_was_rewritten() -> None:
    narrative = " ".join(f"word{number}" for number in range(40))
    before = make_plan("Croydon", 2023, [make_action("1.1", "Monthly meeting on knife crime", narrative)])
    after = make_plan("Croydon", 2024, [make_action("3.4", "Partners task officers at a meeting", narrative)])

    match = match_actions(action_texts(before), action_texts(after)).matches.get((0, 0))

    assert match is not None
    assert match.narrative == 1.0
    assert "carried over" in match.why


def test_a_narrative_pasted_under_several_actions_is_no_evidence() -> None:
    narrative = " ".join(f"word{number}" for number in range(40))
    before = make_plan(
        "Croydon", 2023, [make_action("1.1", TASKING, narrative), make_action("1.2", SCHOOLS, narrative)]
    )
    after = make_plan("Croydon", 2024, [make_action("1.1", TASKING, narrative)])

    matching = match_actions(action_texts(before), action_texts(after))

    assert matching.matches[0, 0].narrative == 0.0


def test_themes_correspond_when_their_actions_went_over_whatever_they_are_called() -> None:
    themes_before = [Theme(number=1, title="Targeting lawbreakers"), Theme(number=2, title="Supporting victims")]
    themes_after = [Theme(number=1, title="Victims first"), Theme(number=2, title="Analysis and enforcement")]
    before = make_plan(
        "Croydon", 2023, [make_action("1.1", TASKING), make_action("2.1", HELPLINE)], themes=themes_before
    )
    after = make_plan("Croydon", 2024, [make_action("1.1", HELPLINE), make_action("2.1", TASKING)], themes=themes_after)

    matching = matched(before, after)

    assert matching.matches[0, 1].theme == 1.0
    assert "the themes correspond" in matching.matches[0, 1].why


def test_an_action_cut_in_two_is_reported_as_a_split_on_both_sides() -> None:
    meeting = "Hold a monthly tasking meeting with a violence intelligence briefing on offenders and hotspot locations"
    tracker = "Maintain a tracker of risky events and review community tensions and feedback from residents"
    before = plan_of(("1.1", f"{meeting}; {tracker[0].lower()}{tracker[1:]}"), ("1.2", SCHOOLS))
    after = plan_of(("1.1", meeting), ("1.2", SCHOOLS), ("1.3", tracker))

    matching = matched(before, after)

    assert matching.pairs == {0: 0, 1: 1}
    assert [(one.relation, one.ref) for one in matching.related_after[2]] == [("split_from", "1.1")]
    assert [(one.relation, one.ref) for one in matching.related_before[0]] == [("split_into", "1.3")]


def test_two_actions_made_one_are_reported_as_a_merge() -> None:
    meeting = "Hold a monthly tasking meeting with a violence intelligence briefing on offenders and hotspot locations"
    tracker = "Maintain a tracker of risky events and review community tensions and feedback from residents"
    before = plan_of(("1.1", meeting), ("1.2", SCHOOLS), ("1.3", tracker))
    after = plan_of(("1.1", f"{meeting}; {tracker[0].lower()}{tracker[1:]}"), ("1.2", SCHOOLS))

    matching = matched(before, after)

    assert [(one.relation, one.ref) for one in matching.related_before[2]] == [("merged_into", "1.1")]
    assert [(one.relation, one.ref) for one in matching.related_after[0]] == [("merged_from", "1.3")]


def test_a_new_twin_is_no_split() -> None:
    women = "Analysis of the needs and risks of women affected by violence, as witnesses or bystanders"
    before = plan_of(("1.1", women))
    after = plan_of(("1.1", women), ("1.2", women.replace("women", "men")))

    matching = matched(before, after)

    assert matching.related_after == {}


def test_local_actions_match_like_any_other() -> None:
    local = "Night-time economy forum with door staff and transport operators agrees a violence charter"
    before = make_plan("Croydon", 2023, [make_action("1.1", TASKING), make_action("9.1", local)])
    after = make_plan("Croydon", 2024, [make_action("1.1", TASKING), make_action("9.3", f"{local} every year")])

    matching = matched(before, after)

    assert matching.pairs == {0: 0, 1: 1}


def test_minimum_standards_of_2018_find_the_actions_that_carry_them_on() -> None:
    with (DATA / "matching" / "history.csv").open(encoding="utf-8", newline="") as file:
        history = list(csv.DictReader(file))
    before = make_plan("Croydon", 2018, [make_action(row["before_ref"], row["wording"]) for row in history])
    after = golden_plan("richmond-2024")

    matching = match_actions(action_texts(before), action_texts(after))

    found = {before.actions[first].ref: after.actions[second].ref for first, second in matching.pairs.items()}
    assert found == {row["before_ref"]: row["after_ref"] for row in history}


def test_common_words_alone_do_not_join_the_actions_of_two_small_plans() -> None:
    before = plan_of(("1.1", "To work with the partners of the borough and to review the use of knives in the parks"))
    after = plan_of(("1.1", "To agree with the owners of the shops and to limit the sale of alcohol in the evening"))

    matching = matched(before, after)

    assert matching.pairs == {}


def test_the_same_plans_match_the_same_way_each_time() -> None:
    before, after = action_texts(golden_plan("richmond-2023")), action_texts(golden_plan("richmond-2024"))

    assert match_actions(before, after) == match_actions(before, after)
