"""Which entry a name is linked to, and which it is not."""

from __future__ import annotations

import pytest

from models.plan import NamedLead
from pipeline.tagging import load_tagger
from pipeline.tagging.confidence import confidence_of
from pipeline.tagging.registry.entry import Entry
from pipeline.tagging.registry.names import NameIndex
from pipeline.tagging.state import Evidence, Found
from tagging.plans_to_tag import make_action, make_plan
from tagging.tagging_helpers import linked, tag_one


def entry(name: str, label: str = "service", scope: str = "london", aliases: tuple[str, ...] = ()) -> Entry:
    return Entry.model_validate(
        {
            "id": "-".join(name.lower().replace("'", "").split()),
            "label": label,
            "name": name,
            "scope": scope,
            "aliases": aliases,
        }
    )


def ids(index: NameIndex, name: str, label: str) -> list[str]:
    return [one.id for one in index.find(name, label)]


@pytest.mark.parametrize(
    ("known", "name"),
    [
        (entry("RISE Mutual", aliases=("RISE",)), "Newham Rise"),
        (entry("Housing", "agency", "local"), "Sutton Housing Partnership"),
        (entry("Parks", "agency", "local"), "RBKC Parks Police"),
        (entry("Women's Aid", scope="national"), "Havering Women's Aid"),
        (entry("Education", "agency", "local"), "Haringey Education Partnership"),
    ],
)
def test_a_longer_name_is_a_body_of_its_own(known: Entry, name: str) -> None:
    assert ids(NameIndex([], [known]), name, known.label) == []


@pytest.mark.parametrize(
    ("known", "name"),
    [
        (entry("Education", "agency", "local"), "Hackney Education"),
        (entry("MARAC", "panel", "national"), "Westminster MARAC"),
        (entry("MARVE", "panel", "local"), "MARVE meetings"),
        (entry("PAC"), "PAC team"),
        (entry("Turnaround Project"), "Turnaround project"),
    ],
)
def test_a_place_in_front_or_a_generic_head_changes_nothing(known: Entry, name: str) -> None:
    assert ids(NameIndex([], [known]), name, known.label) == [known.id]


def test_a_definition_goes_before_the_usual_meaning_of_a_short_form() -> None:
    text = "The Safer Croydon Partnership (SCP) meets four times a year. SCP receives the plan."

    found = linked(text, "Brent")  # the registry of Croydon itself knows the short form

    assert found["SCP"] == found["Safer Croydon Partnership"] == "csp"


def test_a_short_form_explained_as_something_else_is_not_linked_by_its_usual_meaning() -> None:
    text = "Young Ealing Foundation (YEF) holds the small grants. YEF reports to the board."

    assert linked(text, "Brent").get("YEF") != "yef"


@pytest.mark.parametrize(("vouched", "level"), [(True, "high"), (False, "medium")])
def test_a_row_nobody_opened_a_source_for_makes_no_name_sure(*, vouched: bool, level: str) -> None:
    found = Found(0, 1, "service", 0.99, (Evidence.REGISTRY, Evidence.MODEL), ("x",), vouched=vouched)

    assert confidence_of(found) == level


@pytest.mark.parametrize("evidence", [Evidence.DEFINITION, Evidence.HEAD])
def test_evidence_that_does_not_tell_the_kind_makes_no_name_sure(evidence: Evidence) -> None:
    told = Found(0, 1, "service", 0.99, (evidence, Evidence.MODEL))
    untold = Found(0, 1, "service", 0.99, (evidence, Evidence.MODEL), untold=frozenset({evidence}))

    assert [confidence_of(found) for found in (told, untold)] == ["high", "medium"]


def test_a_weak_head_noun_does_not_tell_the_kind() -> None:
    text = "The Mentoring Quality Network meets. The Mentoring Quality Board meets."

    levels = {mention.text: mention.confidence for mention in tag_one(text).mentions}

    assert levels.get("Mentoring Quality Network") != "high"
    assert levels["Mentoring Quality Board"] == "high"


@pytest.mark.parametrize(
    ("source", "opened"),
    [
        ("https://example.org/page", True),
        ("Richmond plan, January 2024", True),
        ("", True),
        ("general knowledge", False),
    ],
)
def test_a_row_says_whether_its_source_was_opened(*, source: str, opened: bool) -> None:
    assert entry("X").model_copy(update={"source": source}).has_source() is opened


# The posts are made up, as plans write them.
@pytest.mark.parametrize(
    ("post", "entity_id"),
    [
        ("Head of Youth Justice", "yjs"),
        ("Consultant in Public Health", "public-health"),
        ("Head of Community Safety", "community-safety"),
        ("Superintendent, BCU Neighbourhoods", "sw-bcu"),
        ("Community Safety Manager, Richmond Council", "council"),
        ("YJS Manager", "yjs"),
        ("BCU Commander", "sw-bcu"),
        ("Chief Inspector, MPS", "mps"),
        ("Director of Children's Services", "childrens-services"),
        ("Head of Early Help", "early-help"),
        ("Detective Inspector, Met Police", "mps"),
        ("Head of Housing Options", "housing"),
        ("Designated Nurse, NHS South West London ICB", "swl-icb"),
        ("Trading Standards Manager", "trading-standards"),
        ("Virtual School Head", "virtual-school"),
        ("Service Manager (MASH)", "mash"),
        ("Head of Service, Probation Service", "probation"),
        ("Licensing Team Leader", "licensing"),
        ("Head of Regulatory Services", "regulatory-services"),
        ("VAWG Strategic Lead", None),
        ("Serious Violence Lead", None),
        ("Project Manager", None),
        ("Policy Officer", None),
        ("Assistant Director, Public Protection", None),
    ],
)
def test_the_post_of_a_lead_is_linked_to_its_body(post: str, entity_id: str | None) -> None:
    action = make_action(1, "Nothing named.").model_copy(
        update={"named_leads": (NamedLead(text=f"Jo March, {post}", name="Jo March", role=post),)}
    )

    (lead,) = load_tagger().tag_plan(make_plan(action)).actions[0].named_leads

    assert lead.entity_id == entity_id
    assert (lead.name, lead.role) == ("Jo March", post)


def test_a_person_alone_is_linked_to_nobody() -> None:
    action = make_action(1, "Nothing named.").model_copy(
        update={"named_leads": (NamedLead(text="Jo March", name="Jo March"),)}
    )

    (lead,) = load_tagger().tag_plan(make_plan(action)).actions[0].named_leads

    assert lead.entity_id is None
