"""Names of the registry written otherwise, and short forms told by their initials."""

from __future__ import annotations

import pytest

from pipeline.tagging.components.near_names import NAME, initials, is_one_slip
from pipeline.tagging.documents import lay_out
from pipeline.tagging.pipeline import RULES, build_pipeline
from pipeline.tagging.records import TaggingInput
from pipeline.tagging.state import Evidence, state_of


def near(text: str) -> list[tuple[str, str, Evidence]]:
    """(text, label, evidence) of what the step adds in a narrative."""
    nlp = build_pipeline(use_boroughs=False, steps=RULES)
    doc = nlp(lay_out(nlp.vocab, [TaggingInput(text=text)]))
    added = state_of(doc).of(Evidence.ALIKE, Evidence.INITIALS)
    return [(doc[one.start : one.end].text, str(one.label), one.evidence) for one in added]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("talked about at marac", "marac", "panel"),
        ("redthread see them in hospital", "redthread", "service"),
        ("street doctors taught year 10", "street doctors", "service"),
        ("PROBATION 22 nominals", "PROBATION", "agency"),
        ("Probabtion hold a board", "Probabtion", "agency"),
        ("Out of Court Disposal Panle meets", "Out of Court Disposal Panle", "panel"),
        ("Daily Intelligence Breifing at ten", "Daily Intelligence Breifing", "panel"),
        ("Safer Schools P'ship took it", "Safer Schools P'ship", "panel"),
        ("Middlesex Uni, two students", "Middlesex Uni", "agency"),
        ("chelsea fdn ran kicks", "chelsea fdn", "service"),
        ("peabody fixed the doors", "peabody", "agency"),
    ],
)
def test_a_name_is_known_in_other_case_and_with_a_slip(text: str, name: str, label: str) -> None:
    assert (name, label, Evidence.ALIKE) in near(text)


@pytest.mark.parametrize(
    "text",
    [
        "local police and schools were told",
        "we met in advance",
        "housing is the issue",
        "community safety matters to all",
        "probation service cuts are felt",
        "Probation sits on it",
        "Sorted, a service for young people",
        "They inspire young people and engage them. Work goes on in every school of the borough, as planned.",
        "The Safer Schools officer met redthread as one of the partners of the hospital and of the borough.",
        "We wrote to CSD about it.",
    ],
)
def test_ordinary_words_and_names_as_written_are_left_alone(text: str) -> None:
    assert near(text) == []


def test_a_body_in_small_letters_counts_where_it_labels_a_line() -> None:
    assert ("probation", "agency", Evidence.ALIKE) in near("probation - two residents")


def test_initials_of_a_name_of_the_document_are_known() -> None:
    text = "The Local Tasking Group met. BCU chairs LTG."

    assert ("LTG", "panel", Evidence.INITIALS) in near(text)


def test_initials_that_the_text_explains_are_left_to_the_definition() -> None:
    text = "The Local Tasking Group (LTG) met. BCU chairs LTG."

    assert not [one for one in near(text) if one[0] == "LTG"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("panle", "panel"), ("probabtion", "probation"), ("polcie", "police"), ("breifing", "briefing")],
)
def test_a_slip_of_the_pen(written: str, meant: str) -> None:
    assert is_one_slip(written, meant)


@pytest.mark.parametrize(
    ("written", "meant"), [("panels", "panel"), ("advances", "advance"), ("refuse", "refuge2"), ("a", "b")]
)
def test_no_slip_of_the_pen(written: str, meant: str) -> None:
    assert not is_one_slip(written, meant)


def test_initials_with_and_without_small_words() -> None:
    assert initials(["Board", "of", "Young", "People"]) == {"BYP", "BOYP"}
    assert initials(["Safer", "Neighbourhoods"]) == set()


def test_the_step_is_part_of_the_rules() -> None:
    assert NAME in RULES
