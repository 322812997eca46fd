"""What is doubtful in the text of a plan: told with its words, and only where it is most likely right."""

from __future__ import annotations

from datetime import date

import pytest

from builders.records import action, plan
from models.plan import NamedLead
from pipeline.quality.days import days_in
from pipeline.quality.remarks import remarks


def told(narrative: str, on: date | None = None, **fields: object) -> list[tuple[str, str]]:
    read = plan("Camden", 2024, action("1.1", "Hold a meeting.", narrative, **fields))
    return [(one.kind, one.quote) for one in remarks(read, on)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("by December 2023", date(2023, 12, 31)), ("by 5th March 2024", date(2024, 3, 5)),
        ("in Feb 2024", date(2024, 2, 29)), ("31/03/2024", date(2024, 3, 31)), ("Q4 2023/24", date(2024, 3, 31)),
        ("autumn 2023", date(2023, 11, 30)), ("by the end of 2023", date(2023, 12, 31)),
    ],
)  # fmt: skip
def test_a_day_is_the_last_that_can_be_meant(text: str, last: date) -> None:
    assert [one.last for one in days_in(text)] == [last]


@pytest.mark.parametrize("text", ["in 2023", "the 2022/23 baseline", "31/02/2024", "the end of 2023/24"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert list(days_in(text)) == []


def test_a_date_ahead_that_lies_before_the_plans_year_has_passed() -> None:
    said = "A new protocol will be signed by December 2023."

    assert told(f"It works. {said}") == [("date-passed", said)]
    assert told("A new protocol will be signed by March 2024.") == []
    assert told("A new protocol will be signed by March 2024.", date(2024, 6, 1))[0][0] == "date-passed"
    assert told("A protocol was signed in December 2023 and will be kept.") == []
    assert told("By December 2023 a new protocol will be signed.")[0][0] == "date-passed"
    assert told("The strategy runs from November 2023 and will be kept under review.") == []
    assert told("The board met in December 2023 to agree what is to be done.") == []
    assert told("Words.", timescale="March 2023") == [("date-passed", "March 2023")]
    assert told("Words.", timescale="March 2023, complete") == []


def test_a_promise_is_told_where_nobody_and_no_day_is_named() -> None:
    said = "A new referral form will be developed."

    assert told(said) == [("promise-without-date", said)]
    assert told("A new referral form will be developed by June 2024.") == []
    assert told("Officers will attend the panel.") == []
    assert told(said, named_leads=(NamedLead(text="Head of Housing"),)) == []


def test_funding_that_ends_is_told() -> None:
    said = "The post is funded until March 2025."

    assert told(said) == [("funding-ends", said)]
    assert told("Funded by MOPAC until March 2025.")[0][0] == "funding-ends"
    assert told("The scheme is funded by the VRU.") == []


def test_prompts_and_wordings_of_the_template_left_in_are_told() -> None:
    left = (
        "Local action plans to be reviewed to ensure that plans to deliver the Serious Violence Duty complement "
        "Combatting Drugs Partnership work"
    )

    assert told("[insert name of lead] chairs it.") == [("template-text", "[insert name of lead]")]
    assert [kind for kind, _ in told(left)] == ["template-text"]


def test_another_borough_is_told_unless_it_is_a_partner() -> None:
    assert told("The Hackney gang unit meets weekly.") == [("another-borough", "The Hackney gang unit meets weekly.")]
    assert told("We work with Hackney on cross-border issues.") == []
    assert told("Camden's unit sits in Hackney.") == []


def swapped_plan(*, swap: bool) -> list[tuple[str, str]]:
    """Three actions and their answers, the first two of which may have changed places."""
    tracker = "The high harm tracker is reviewed by the tasking group at each monthly meeting with police analysts."
    schools = "Secondary schools each have a named officer, and exclusions are watched with the education department."
    others = "Trading Standards buys knives from shops to test them, and tells retailers what came of the test."
    wordings = (
        "Review the high harm tracker at each monthly meeting of the tasking group.",
        "Give secondary schools a named officer and watch exclusions.",
        "Test shops that sell knives with Trading Standards.",
    )
    answers = (schools, tracker, others) if swap else (tracker, schools, others)
    actions = [action(f"1.{n}", *both) for n, both in enumerate(zip(wordings, answers, strict=True), start=1)]
    return [(one.ref, one.why) for one in remarks(plan("Camden", 2024, *actions)) if one.kind == "answers-swapped"]


def test_answers_that_fit_each_others_action_are_told_at_both() -> None:
    assert swapped_plan(swap=False) == []
    assert swapped_plan(swap=True) == [
        ("1.1", "It fits action 1.2 better, whose answer fits this one."),
        ("1.2", "It fits action 1.1 better, whose answer fits this one."),
    ]
