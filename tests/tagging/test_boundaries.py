"""Where names of places and of bodies begin and end, before any model has its say."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from pipeline.tagging.documents import lay_out
from pipeline.tagging.pipeline import RULES, build_pipeline
from pipeline.tagging.records import TaggingInput
from pipeline.tagging.speaker_signs import find_labels
from pipeline.tagging.state import Evidence, state_of


def after_the_rules(text: str) -> Doc:
    """A narrative that went through the rules alone, with the general registry."""
    nlp = build_pipeline(use_boroughs=False, steps=RULES)
    return nlp(lay_out(nlp.vocab, [TaggingInput(id="1", text=text)]))


def candidates(text: str, evidence: Evidence) -> list[str]:
    """What one kind of evidence proposes."""
    doc = after_the_rules(text)
    return [doc[c.start : c.end].text for c in state_of(doc).candidates if c.evidence is evidence]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lighting on Fenchurch Street was mended.", "Fenchurch Street"),
        ("Phones are taken in Leicester Sq at night.", "Leicester Sq"),
        ("Sessions at Ponders End Youth Centre restarted.", "Ponders End Youth Centre"),
        ("A walk past Tooting Police Station was held.", "Tooting Police Station"),
    ],
)
def test_a_place_is_told_by_its_last_word(text: str, place: str) -> None:
    assert place in candidates(text, Evidence.PLACE)


@pytest.mark.parametrize("text", ["We work with Street Elite.", "The street was lit.", "See Step 3: Station House."])
def test_a_word_of_places_elsewhere_in_a_name_makes_no_place(text: str) -> None:
    assert candidates(text, Evidence.PLACE) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Probation Barnet, Enfield and Haringey PDU has a vacancy.", "Barnet, Enfield and Haringey PDU"),
        (
            "DCCS is the Department of Community and Children's Services here.",
            "Department of Community and Children's Services",
        ),
        ("Figures by the University of Bedfordshire are due.", "University of Bedfordshire"),
    ],
)
def test_a_body_of_many_words_is_proposed_whole(text: str, name: str) -> None:
    assert name in candidates(text, Evidence.HEAD)


def test_a_department_without_a_name_is_not_proposed_by_its_first_word() -> None:
    assert "Department of" not in " ".join(candidates("The Department of late agreed.", Evidence.HEAD))


def test_a_bracket_with_the_short_form_may_stand_between_a_label_and_its_mark() -> None:
    doc = after_the_rules("Community Safety (CSU) - the analyst writes a bulletin.")

    labels = {doc[label.start : label.end].text: label.signs for label in find_labels(state_of(doc))}

    assert "separator=dash" in labels["Community Safety"]


@pytest.mark.parametrize(
    "text", ["Community Safety (with CCTV) the analyst writes.", "Community Safety (CSU the analyst"]
)
def test_a_bracket_that_no_mark_follows_stays_a_bracket(text: str) -> None:
    doc = after_the_rules(text)

    labels = {doc[label.start : label.end].text: label.signs for label in find_labels(state_of(doc))}

    assert "separator=bracket" in labels["Community Safety"]


def test_a_topic_in_front_of_a_colon_is_no_possible_speaker() -> None:
    doc = after_the_rules("NRM: 19 submitted, 11 conclusive.")

    assert [label for label in find_labels(state_of(doc)) if label.start == 0] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("brent YJS sits on it", "brent YJS"),
        ("Age UK Merton ran a stall", "Age UK Merton"),
        ("The Serious Violence Bd met", "Serious Violence Bd"),
    ],
)
def test_a_place_or_a_short_head_belongs_to_a_name(text: str, name: str) -> None:
    doc = after_the_rules(text)

    assert name in {doc[one.start : one.end].text for one in state_of(doc).candidates if one.label is not None}


@pytest.mark.parametrize("text", ["Probation Sutton PDU tell us", "the city YJS plan"])
def test_a_place_that_begins_another_name_or_is_none_is_left_out(text: str) -> None:
    known = {*candidates(text, Evidence.REGISTRY), *candidates(text, Evidence.AMBIGUOUS)}

    assert known & {"Probation Sutton", "city YJS"} == set()
