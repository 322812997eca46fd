"""What is checked of a plan as a whole: its numbering, its RAG statuses, and the template's actions."""

from __future__ import annotations

import pytest

from models.catalogue import finding
from models.plan import Action, Coverage, Plan, PlanMetadata, Source
from models.reference.template import template_actions
from pipeline.check import check


def plan(*refs: str, template: str | None = None, wordings: tuple[str, ...] = ()) -> Plan:
    """A plan with actions of these refs (`4.7`), or with one action for each wording."""
    numbered = refs or tuple(f"1.{place}" for place, _ in enumerate(wordings, start=1))
    actions = tuple(
        Action(
            ref=ref,
            theme_number=int(ref.partition(".")[0]),
            action_number=ref.partition(".")[2],
            mandatory_action=wordings[place] if wordings else "Review the tracker each month.",
            rag="green",
            nil_return=False,
        )
        for place, ref in enumerate(numbered)
    )
    return Plan(
        plan_id="barnet-2024",
        borough=None,
        plan_year=2024,
        template=template,
        title=None,
        metadata=PlanMetadata(),
        source=Source(filename="plan.docx", sha256="0" * 64, media_type="text/plain", reader="text"),
        themes=(),
        actions=actions,
        coverage=Coverage(words=0, accounted=0),
    )


def messages(checked: Plan) -> list[tuple[str, str | None, str]]:
    return [(found.code, found.action_ref, found.message) for found in checked.findings]


def with_doubt(read: Plan, ref: str | None = None) -> Plan:
    """The plan, with a table of which it is not known whether it holds an action, or a row near one."""
    doubt = finding("table-not-taken", action_ref=ref, fields=("action",), headers="Action, Lead")
    return read.model_copy(update={"findings": (doubt,)})


def gaps(checked: Plan) -> list[tuple[str | None, str]]:
    return [(ref, message) for code, ref, message in messages(checked) if code == "gap-in-numbering"]


def left_out(checked: Plan) -> list[str]:
    return [message for code, _, message in messages(checked) if code == "numbers-left-out"]


def test_a_plan_in_order_raises_nothing() -> None:
    checked = check(plan("1.1", "1.2", "1.3", "2.1", "2.2"))

    assert messages(checked) == []


def test_a_gap_names_what_is_missing_and_between_what() -> None:
    checked = check(with_doubt(plan("1.1", "1.2", "1.4")))

    assert gaps(checked) == [("1.3", "Theme 1: no action 1.3 between 1.2 and 1.4.")]


def test_a_gap_beside_which_nothing_is_left_unread_is_the_document_s() -> None:
    checked = check(plan("1.1", "1.2", "1.4", "2.1", "2.3"))

    assert messages(checked) == [
        ("numbers-left-out", None, "The document has no action 1.3, 2.2. Nothing there was left unread.")
    ]
    assert [found.severity for found in checked.findings] == ["info"]


@pytest.mark.parametrize(("ref", "doubted"), [("1.2", True), ("1.4", True), ("2.1", False), (None, True)])
def test_a_doubt_is_about_the_gap_beside_it(ref: str | None, *, doubted: bool) -> None:
    checked = check(with_doubt(plan("1.1", "1.2", "1.4", "2.1"), ref))

    assert [gap for gap, _ in gaps(checked)] == ["1.3"] * doubted


@pytest.mark.parametrize("wording", ["Review the register. 1.3 Visit shops", "Review the register\n3. Visit shops"])
def test_a_gap_whose_number_is_printed_in_the_action_above_is_doubted(wording: str) -> None:
    checked = check(plan("1.1", "1.2", "1.4", wordings=("Meet monthly", wording, "Visit schools")))

    assert [gap for gap, _ in gaps(checked)] == ["1.3"]


@pytest.mark.parametrize(
    ("refs", "missing", "before", "after"),
    [
        (("1.1", "1.1b", "1.2"), "1.1a", "1.1", "1.1b"),
        (("1.1a", "1.1c", "1.2"), "1.1b", "1.1a", "1.1c"),
        (("1.GOV1", "1.GOV3"), "1.GOV2", "1.GOV1", "1.GOV3"),
        (("1.1.1", "1.1.3", "1.2.1"), "1.1.2", "1.1.1", "1.1.3"),
    ],
)
def test_letters_codes_and_parts_of_numbers_have_gaps_too(
    refs: tuple[str, ...], missing: str, before: str, after: str
) -> None:
    checked = check(with_doubt(plan(*refs)))

    assert gaps(checked) == [(missing, f"Theme 1: no action {missing} between {before} and {after}.")]
    assert left_out(check(plan(*refs))) == [f"The document has no action {missing}. Nothing there was left unread."]


def test_codes_that_run_on_from_theme_to_theme_have_no_gap() -> None:
    assert messages(check(plan("1.GOV1", "1.GOV2", "2.GOV3", "2.GOV4"))) == []


def test_a_theme_that_does_not_begin_at_one_has_a_gap_at_its_start() -> None:
    checked = check(with_doubt(plan("1.2", "1.3")))

    assert gaps(checked) == [("1.1", "Theme 1: no action 1.1 between the start and 1.2.")]


def test_a_theme_of_one_action_that_does_not_begin_at_one_has_a_gap_at_its_start() -> None:
    checked = check(with_doubt(plan("1.1", "2.3", "3.1", "3.2")))

    assert [ref for ref, _ in gaps(checked)] == ["2.1", "2.2"]


def test_a_theme_whose_number_is_left_out_is_told() -> None:
    read = plan("2.1", "2.2", "3.1", "3.2")

    assert ("theme-left-out", None, "The plan has no action of theme 1.") in messages(check(with_doubt(read, "3.1")))
    assert left_out(check(read)) == ["The document has no theme 1. Nothing there was left unread."]
    assert not messages(check(plan("4.1", "4.2")))


def test_a_single_number_far_away_is_no_gap_of_dozens() -> None:
    checked = check(plan("1.1", "1.40"))

    assert messages(checked) == []


def test_a_late_insert_is_named_with_the_number_it_stands_after() -> None:
    checked = check(plan("1.1", "1.3", "1.2"))

    assert messages(checked) == [("out-of-order", "1.2", "Action 1.2 comes after 1.3.")]


@pytest.mark.parametrize(
    ("refs", "shown", "due"),
    [
        (("4.18", "4.19", "4.2", "4.21"), "4.2", "4.20"),
        (("4.8", "4.9", "4.1"), "4.1", "4.10"),
        (("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.1", "4.11"), "4.1", "4.10"),
    ],
)
def test_a_number_whose_last_zero_a_spreadsheet_left_out_is_told(refs: tuple[str, ...], shown: str, due: str) -> None:
    checked = check(plan(*refs))

    assert ("zero-lost", shown, f"The number {shown} appears where {due} is expected.") in messages(checked)


def test_a_lost_zero_is_told_once_without_a_gap_or_wrong_order() -> None:
    checked = check(plan("4.8", "4.9", "4.1", "4.11", *(f"4.{number}" for number in range(2, 8))))

    assert "gap-in-numbering" not in {code for code, ref, _ in messages(checked) if ref == "4.10"}
    assert ("out-of-order", "4.1") not in {(code, ref) for code, ref, _ in messages(checked)}


def test_numbers_shown_with_a_zero_too_many_are_one_finding() -> None:
    tens = [f"1.{number}" for number in range(10, 100, 10)]

    checked = check(plan(*tens, "1.10", "1.11", "2.10", "2.20", "2.30", "3.10"))

    told = "The document shows the numbers as 1.10, 1.20 and so on. They may be meant as 1.1 and so on."
    assert messages(checked) == [
        ("zeros-added", None, told),
        ("repeated-number", "1.10", "2 actions are numbered 1.10."),
    ]


def test_numbers_in_tens_of_one_theme_alone_are_gaps() -> None:
    checked = check(plan("1.1", "1.2", "1.3", "2.10", "2.20", "2.30"))

    assert "zeros-added" not in {code for code, _, _ in messages(checked)}


def test_numbers_that_begin_again_after_nine_lost_no_zero() -> None:
    checked = check(plan(*(f"1.{number}" for number in (*range(1, 10), 1, 2, 3))))

    assert "zero-lost" not in {code for code, _, _ in messages(checked)}


def test_a_number_used_twice_is_an_error() -> None:
    checked = check(plan("1.1", "1.2", "1.2"))

    assert messages(checked) == [("repeated-number", "1.2", "2 actions are numbered 1.2.")]
    assert checked.findings[0].severity == "error"


def without_rag(plan: Plan, *refs: str) -> Plan:
    """The plan with these actions' statuses taken away."""
    actions = (one.model_copy(update={"rag": None}) if one.ref in refs else one for one in plan.actions)
    return plan.model_copy(update={"actions": tuple(actions)})


def test_an_action_without_the_status_that_others_have_is_named() -> None:
    checked = check(without_rag(plan("1.1", "1.2", "1.3"), "1.2"))

    assert [(found.code, found.action_ref) for found in checked.findings] == [("no-rag", "1.2")]


def test_a_plan_without_any_status_is_said_once() -> None:
    checked = check(without_rag(plan("1.1", "1.2"), "1.1", "1.2"))

    assert [(found.code, found.action_ref) for found in checked.findings] == [("no-rag-at-all", None)]


def test_findings_stand_in_the_order_of_the_actions_they_are_about() -> None:
    checked = check(plan("1.1", "1.3", "1.2", "2.1", "2.1"))

    assert [found.action_ref for found in checked.findings] == ["1.2", "2.1"]


def wordings_of(template: str) -> tuple[str, ...]:
    return tuple(action.text for action in template_actions() if action.template == template and action.text)


def test_a_plan_with_every_action_of_its_template_lacks_none() -> None:
    wordings = wordings_of("2023")

    checked = check(plan(template="2023 Refresh", wordings=wordings))

    assert len(wordings) == 53
    assert [found for found in checked.findings if found.code == "template-action-absent"] == []


def test_a_template_action_that_no_action_comes_near_is_named() -> None:
    wordings = wordings_of("2023")

    checked = check(plan(template="2023 Refresh", wordings=wordings[1:]))

    (absent,) = [found for found in checked.findings if found.code == "template-action-absent"]
    assert absent.message.startswith("Action 1.1 of the 2023 Refresh template was not found: “Set out the local")


@pytest.mark.parametrize("template", ["2018", "no year"])
def test_a_template_that_is_not_known_is_told_and_the_plan_compared_with_the_newest(template: str) -> None:
    checked = check(plan("1.1", template=template))

    ((code, ref, message),) = messages(checked)
    assert (code, ref) == ("template-edition-unknown", None)
    assert message == f"“{template}” is not a known edition. Compared with the 2023 template: 0 of 53 actions found."


def test_a_plan_that_names_no_template_is_compared_with_none() -> None:
    checked = check(plan("1.1", template=None))

    assert messages(checked) == []
