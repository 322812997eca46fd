"""Short forms that the text explains."""

from __future__ import annotations

import pytest

from pipeline.tagging.components.definitions import match_long_form
from pipeline.tagging.documents import lay_out
from pipeline.tagging.pipeline import RULES, build_pipeline
from pipeline.tagging.records import TaggingInput
from pipeline.tagging.state import Definition, state_of


def definitions(*texts: str) -> list[Definition]:
    nlp = build_pipeline(steps=RULES)
    return state_of(nlp(lay_out(nlp.vocab, [TaggingInput(text=text) for text in texts]))).definitions


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (
            "The Tactical Tasking and Co-ordination Group (TTCG) meets.",
            "TTCG",
            "Tactical Tasking and Co-ordination Group",
        ),
        ("Local Tactical Tasking and Coordination Group (TTCG)", "TTCG", "Tactical Tasking and Coordination Group"),
        ("The SBP (Safer Brent Partnership) meets.", "SBP", "Safer Brent Partnership"),
        ("Safer Islington Partnership, SIP for short, meets.", "SIP", "Safer Islington Partnership"),
        ("the Community Safety Partnership (from now on CSP) meets", "CSP", "Community Safety Partnership"),
        ("Serious Violence Needs Assessment (SVNA)with partners", "SVNA", "Serious Violence Needs Assessment"),
        ("Rape and Sexual Abuse Support Centre (RASAC) delivers", "RASAC", "Rape and Sexual Abuse Support Centre"),
    ],
)
def test_a_short_form_is_found_with_its_long_form(text: str, short: str, long: str) -> None:
    (definition,) = definitions(text)

    assert (definition.short, definition.long) == (short, long)


@pytest.mark.parametrize(
    "text",
    ["Young people (aged 11 to 18) attend.", "The board (chaired by the DCS) meets.", "Training (see 6.2)", "Offer ()"],
)
def test_a_remark_in_brackets_is_no_short_form(text: str) -> None:
    assert definitions(text) == []


@pytest.mark.parametrize(
    ("text", "is_topic"),
    [
        ("Young people in the Youth Justice System (YJS) are seen.", True),
        ("The Serious Violence Duty (SVD) applies.", True),
        ("A Community Safety Officer's (CSO) post", True),
        ("The Youth Justice Service (YJS) sees them.", False),
    ],
)
def test_what_a_short_form_stands_for_tells_whether_it_is_a_name(text: str, *, is_topic: bool) -> None:
    (definition,) = definitions(text)

    assert definition.is_topic is is_topic


def test_the_first_letter_must_begin_a_word() -> None:
    assert match_long_form("ABC", ["a", "cab", "of", "color"]) is None


def test_letters_inside_words_may_be_skipped() -> None:
    assert match_long_form("IRIS", ["Identification", "and", "Referral", "to", "Improve", "Safety"]) == 0
