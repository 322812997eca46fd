"""Names of people are left out; roles stay."""

from __future__ import annotations

import pytest

from compare.plans import golden_plan, make_action, make_plan, mention
from models.plan import NamedLead, Plan, PlanMetadata
from pipeline.compare import compare_years
from pipeline.redaction.eraser import REMOVED
from pipeline.redaction.plans import NOT_SHOWN, redact_names

LEAD = NamedLead(text="Zoe Lyons, Neighbourhoods Manager", name="Zoe Lyons", role="Neighbourhoods Manager")


def plan_saying(narrative: str, *leads: NamedLead, author: str | None = None) -> Plan:
    """A plan of one action led by Zoe Lyons, or by those given."""
    return make_plan(
        "Croydon",
        2024,
        [make_action(narrative=narrative, leads=leads or (LEAD,))],
        metadata=PlanMetadata(author=author),
    )


def narrative_of(plan: Plan) -> str:
    """The narrative without names."""
    return redact_names([plan])[0].actions[0].narrative


def test_a_named_lead_keeps_the_role_alone() -> None:
    (plan,) = redact_names([plan_saying("Meets monthly.")])

    assert plan.actions[0].named_leads == (NamedLead(text="Neighbourhoods Manager", role="Neighbourhoods Manager"),)


@pytest.mark.parametrize(
    "text",
    [
        "Zoe Lyons chairs it.", "zoe  lyons chairs it.", "ZOE LYONS chairs it.", "Z. Lyons chairs it.",
        "Ms Lyons chairs it.", "Lyons, Zoe chairs it.", "Zoe L. chairs it.", "Lyons chairs it.", "Zoe chairs it.",
        "Zoe Ann Lyons chairs it.", "It is chaired by Lyons.",
    ],
)  # fmt: skip
def test_every_form_of_a_leads_name_goes_from_the_narrative(text: str) -> None:
    cleaned = narrative_of(plan_saying(text))

    assert "lyons" not in cleaned.lower()
    assert "zoe" not in cleaned.lower()
    assert REMOVED in cleaned


def test_other_people_and_places_of_the_same_name_stay() -> None:
    cleaned = narrative_of(plan_saying("Zoe Smith works at Lyons House."))

    assert cleaned == "Zoe Smith works at Lyons House."


def test_a_name_that_the_plans_use_as_an_ordinary_word_stays_where_it_stands_alone() -> None:
    lead = NamedLead(text="Hope Young, Manager", name="Hope Young", role="Manager")

    cleaned = narrative_of(plan_saying("Young people hope for more. Hope Young said so.", lead))

    assert cleaned == f"Young people hope for more. {REMOVED} said so."


def test_authors_go_too_even_when_they_run_together() -> None:
    author = "Madeleine Cutts, Serious Violence Manager Zoe Lyons, Neighbourhoods and Criminal Justice Manager"

    (plan,) = redact_names([plan_saying("Cutts reviews it with Zoe Lyons.", NamedLead(text="Head"), author=author)])

    assert plan.metadata.author == (
        f"{REMOVED}, Serious Violence Manager {REMOVED}, Neighbourhoods and Criminal Justice Manager"
    )
    assert plan.actions[0].narrative == f"{REMOVED} reviews it with {REMOVED}."


def test_an_officer_known_by_rank_and_surname_goes() -> None:
    lead = NamedLead(text="Supt Okafor", role="Supt Okafor")

    (plan,) = redact_names([plan_saying("Supt Okafor leads, and Okafor reports.", lead)])

    assert "Okafor" not in plan.model_dump_json()


def test_a_leads_cell_that_is_neither_post_nor_body_is_not_shown() -> None:
    (plan,) = redact_names([plan_saying("Meets.", NamedLead(text="zl and friends", role="zl and friends"))])

    assert plan.actions[0].named_leads[0].text == NOT_SHOWN


def test_mentions_stay_where_their_words_are() -> None:
    text = "Zoe Lyons runs BOOST with Lyons House staff, says Zoe Lyons."
    action = make_action(
        narrative=text,
        leads=(LEAD,),
        mentions=(mention(text, "BOOST", "service", "boost"), mention(text, "Lyons House", "service", "lyons-house")),
    )

    (plan,) = redact_names([make_plan("Croydon", 2024, [action])])

    narrative = plan.actions[0].narrative
    assert [narrative[one.start : one.end] for one in plan.actions[0].mentions] == ["BOOST", "Lyons House"]


def test_a_person_named_in_one_plan_is_left_out_of_the_other() -> None:
    before = make_plan("Croydon", 2023, [make_action(leads=(LEAD,))])
    after = make_plan("Croydon", 2024, [make_action(narrative="Zoe Lyons has moved on.")])

    comparison = compare_years(before, after, redact_names=True)

    assert "Lyons" not in comparison.model_dump_json()


def test_every_text_of_a_plan_is_cleaned() -> None:
    action = make_action(
        leads=(LEAD,),
        timescale="When Zoe Lyons says",
        organisations=("Zoe Lyons and team",),
        other={"Owner": "Zoe Lyons"},
    )
    plan = make_plan("Croydon", 2024, [action], title="Plan of Zoe Lyons", filename="plan by Zoe Lyons.docx")

    (cleaned,) = redact_names([plan])

    assert "Lyons" not in cleaned.model_dump_json()


def test_a_plan_without_names_is_left_as_it_is() -> None:
    plan = make_plan("Croydon", 2024, [make_action()], filename="croydon-2024.docx")

    assert redact_names([plan]) == [plan]


def test_the_narratives_of_the_richmond_plan_name_no_author_and_stay() -> None:
    plan = golden_plan("richmond-2024")

    (cleaned,) = redact_names([plan])

    assert "Cutts" not in cleaned.model_dump_json()
    assert [action.narrative for action in cleaned.actions] == [action.narrative for action in plan.actions]
