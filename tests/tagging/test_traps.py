"""The traps named in what is known of the plans, and the rules of the annotation guideline, one by one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.tagging import TaggedText, TaggingInput, load_tagger
from tagging.tagging_helpers import found, linked, names, tag_one

RICHMOND = "Richmond upon Thames"


def tag_plan_of(*texts: str) -> list[TaggedText]:
    """Narratives of one Richmond plan, tagged together."""
    items = [TaggingInput(id=str(n), text=text, borough=RICHMOND, document="plan") for n, text in enumerate(texts)]
    return list(load_tagger().tag_texts(items))


# Common words that are also names.
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officers met with residents. The Met officers attend weekly.", "Met"),
        ("Staff engage with families. Engage meets with young people in custody.", "Engage"),
        ("This will boost attendance. BOOST, a programme delivered by the Youth Service, is for children.", "BOOST"),
        ("Bear in mind that this training was delivered to Richmond College, MIND and CVS.", "MIND"),
        ("After the storm damage, STORM has also been commissioned to provide art and dance.", "STORM"),
        ("Women seek refuge here. Refuge provides the IDVA service.", "Refuge"),
        ("Book in advance. Advance holds a caseload of 40 women.", "Advance"),
        ("We prevent harm. The Prevent programme is run by the Council.", "Prevent programme"),
        ("They divert young people. The DIVERT programme works in custody.", "DIVERT programme"),
    ],
)
def test_an_ordinary_word_counts_only_where_it_names(text: str, name: str) -> None:
    lower = name.split(maxsplit=1)[0].lower()

    texts = names(text, RICHMOND)

    assert name in texts
    assert lower not in texts


@pytest.mark.parametrize(
    "text",
    [
        "Engage with young people early and often.",
        "Places are available in advance of the meeting.",
        "The group met in March and the plan was met with approval.",
        "Refuge spaces are counted every week.",
        "Prevent further harm by early action.",
    ],
)
def test_a_capital_that_only_opens_a_sentence_makes_no_sure_name(text: str) -> None:
    sure = [mention.text for mention in tag_one(text).mentions if mention.confidence == "high"]

    assert sure == []


def test_gold_alone_is_a_rank_and_a_gold_group_is_a_panel() -> None:
    text = "The Gold then dials into a Met wide violence call. A relevant Gold group is convened after an incident."

    panels = [name for label, name in found(text) if label == "panel"]

    assert "Gold group" in panels
    assert "Gold" not in panels


# Names inside longer names.
@pytest.mark.parametrize(
    ("text", "name", "entity_id"),
    [
        ("Themes from Pre-MACE are presented.", "Pre-MACE", "pre-mace"),
        ("Themes from MACE are presented.", "MACE", "mace"),
        ("Cases are heard at CMARAC monthly.", "CMARAC", "cmarac"),
        ("Cases are heard at MARAC monthly.", "MARAC", "marac"),
        ("The Youth IOM is for children with high level offending.", "Youth IOM", "youth-iom"),
        ("The IOM cohort is reviewed.", "IOM", "iom"),
        ("The Community Safety Partnership meets quarterly.", "Community Safety Partnership", "csp"),
        ("The Community Safety Team meets quarterly.", "Community Safety Team", "community-safety"),
        (
            "Case 1: Offender Personality Disorder pathway works with us.",
            "Offender Personality Disorder pathway",
            "offender-personality-disorder-pathway",
        ),
    ],
)
def test_the_longest_name_wins_and_is_linked_to_its_own_entry(text: str, name: str, entity_id: str) -> None:
    assert linked(text) == {name: entity_id}


# One short form, two bodies.
def test_a_short_form_with_two_meanings_follows_the_definition_of_its_own_action() -> None:
    texts = [
        "The Prevent and Change (PAC) team model for perpetrators of abuse. The PAC team attend the IOM.",
        "Positive Action in the Community (PAC) supports our work across the boroughs. PAC attend the MARAC.",
    ]

    first, second = tag_plan_of(*texts)

    assert {m.entity_id for m in first.mentions if "PAC" in m.text} == {"pac-prevent-and-change"}
    assert {m.entity_id for m in second.mentions if "PAC" in m.text} == {"pac-positive-action"}


def test_a_short_form_with_two_meanings_is_linked_to_neither_where_none_is_explained() -> None:
    texts = [
        "The Prevent and Change (PAC) team model for perpetrators of abuse.",
        "Positive Action in the Community (PAC) supports our work.",
        "The PAC team attend both the IOM and MARAC to identify perpetrators.",
    ]

    *_, third = tag_plan_of(*texts)

    assert [m.entity_id for m in third.mentions if m.text.startswith("PAC")] == [None]


def test_yjs_is_no_service_where_it_stands_for_the_system() -> None:
    text = "Youth crime that led to a disposal in the Youth Justice System (YJS) is followed up. YJS data is used."

    assert "YJS" not in names(text)
    assert names("The Youth Justice Service (YJS) will follow up.") == ["Youth Justice Service", "YJS"]


# One body, many spellings.
@pytest.mark.parametrize(
    ("text", "entity_id"),
    [
        ("The TTCG meets monthly.", "ttcg"),
        ("The police TTSG data is presented.", "ttcg"),
        ("The Tactical Tasking and Coordination Group meets.", "ttcg"),
        ("The Tactical Tasking Co-ordination Group meets.", "ttcg"),
        ("The Combatting Drugs Partnership meets.", "cdp"),
        ("The Combating Drugs Partnership meets.", "cdp"),
        ("Referrals go to Children's Services.", "childrens-services"),
        ("Referrals go to Childrens Services.", "childrens-services"),
        ("Referrals go to Children Services.", "childrens-services"),
        ("Referrals go to Children’s Services.", "childrens-services"),
    ],
)
def test_spellings_of_one_body_are_one_entry(text: str, entity_id: str) -> None:
    assert entity_id in linked(text).values()


def test_a_slip_of_the_pen_is_tagged_as_written_and_linked_as_meant() -> None:
    text = "KRSCP: the partnership meets monthly.\nKRSPC Currently run 3 projects."

    assert linked(text, RICHMOND).get("KRSPC") == "krscp"


# Places that are no boroughs, and boroughs that are no bodies.
def test_wandsworth_prison_is_a_prison_and_not_the_council() -> None:
    assert linked("Support is offered at Wandsworth Prison to residents.") == {"Wandsworth Prison": "hmp-wandsworth"}


def test_richmond_college_is_an_agency() -> None:
    assert ("agency", "Richmond College") in found("This training was delivered to Richmond College.", RICHMOND)


def test_a_boroughs_plain_name_is_no_mention() -> None:
    assert names("Work continues across Wandsworth, Richmond, Kingston and Merton.") == []


def test_places_are_no_mentions() -> None:
    assert names("Sweeps took place in Harlesden, Stonebridge and Wembley Park.") == []


def test_the_plans_own_council_is_one_entry_whatever_it_is_called() -> None:
    text = "The Council and Richmond Council officers met the London Borough of Bexley."

    ids = linked(text, RICHMOND)

    assert ids["Council"] == ids["Richmond Council"] == "council"
    assert ids["London Borough of Bexley"] == "bexley-council"


# The rules of the guideline.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The local Safer Neighbourhood Board funds projects.", ["Safer Neighbourhood Board"]),
        ("Youth IOM panels and MAPPA meetings continue.", ["Youth IOM panels", "MAPPA meetings"]),
        ("The KRSCP's job is oversight, and Merlin's are checked.", ["KRSCP", "Merlin"]),
        ("The Gangs Violence Matrix (GVM) has gone.", ["Gangs Violence Matrix", "GVM"]),
        ("Funded by the VRU LCPF Uplift Grant.", ["VRU"]),
        ("The BCU commander and Met officers attend.", ["BCU", "Met"]),
        ("A Senior Probation Officer co-chairs the IOM meetings.", ["IOM meetings"]),
        ("Police, schools and the council were told by local policing teams.", ["Police"]),
        ("We work with police, schools and the council.", []),
        ("A VAWG hotspot analysis was provided.", []),
        ("The Serious Violence Duty and the Needs Assessment were reviewed.", []),
    ],
)
def test_spans_follow_the_guideline(text: str, expected: list[str]) -> None:
    assert names(text, RICHMOND) == expected


def test_training_that_is_delivered_counts_in_lower_case() -> None:
    assert ("service", "bystander training") in found("The Council has commissioned bystander training.")


def test_an_entity_has_one_type_wherever_it_stands() -> None:
    text = "KRSCP - training is offered. The VASA protocol gives oversight. The Regulatory Services Partnership leads."

    labels = {name: label for label, name in found(text, RICHMOND)}

    assert (labels["KRSCP"], labels["VASA"], labels["Regulatory Services Partnership"]) == ("panel", "panel", "agency")


def test_no_two_mentions_overlap() -> None:
    text = (
        "The Regulatory Services Partnership Trading Standards and St Giles SOS Project met the CSP Board of Brent CSP."
    )

    mentions = tag_one(text).mentions

    assert all(one.end <= other.start for one, other in pairwise(mentions))


def test_a_nil_return_names_nobody() -> None:
    assert names("No comment received.") == []
    assert names("") == []


# Ordinary words, topics and short forms in prose wait for nobody.
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mentors bring the best out of them. They inspire and engage, and refer on to CAMHS.", "engage"),
        ("The first wave came in May. Officers wave to the children in the street.", "wave"),
        ("Probation staff are based in all Courts and provide advice to magistrates.", "Courts"),
        ("Officers train partners on various topics related to VAWG. Bystander Training has been added.", "VAWG"),
        ("Specific training can be provided to CSD to better understand the issue.", "CSD"),
    ],
)
def test_words_that_name_nothing_in_prose_wait_for_nobody(text: str, word: str) -> None:
    assert word not in names(text, RICHMOND)


def test_a_topic_is_a_body_where_it_speaks() -> None:
    text = "VAWG - the refuge is full and 40 women wait."

    assert ("agency", "VAWG") in [(mention.label, mention.text) for mention in tag_one(text, RICHMOND).mentions]
