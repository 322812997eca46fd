"""The first line on a plan holds it against the template and counts what its actions lack."""

from __future__ import annotations

from builders.records import action, plan
from models.catalogue import finding
from models.plan import NamedLead, Plan
from models.reference.template import template_actions
from pipeline.check import check
from pipeline.headline import headline

WORDINGS = [one.text for one in template_actions() if one.template == "2023" and one.text]
LEAD = (NamedLead(text="Jo Ellis"),)


def of(*wordings: str, template: str | None = "2023 Refresh") -> Plan:
    actions = (action(f"1.{place}", text, "Done.", named_leads=LEAD) for place, text in enumerate(wordings, start=1))
    return plan("Camden", 2024, *actions, themes=("Governance",)).model_copy(update={"template": template})


def codes(read: Plan) -> set[str]:
    return {found.code for found in check(read).findings}


def test_a_plan_of_its_template_has_all_its_actions() -> None:
    assert headline(of(*WORDINGS)) == "Camden, 2024: 53 of the template's 53 actions in 1 theme, 0 nil returns"


def test_actions_of_the_borough_s_own_are_counted_beside() -> None:
    read = of(*WORDINGS[1:], "Keep a register of empty shops on the high street.")

    assert headline(read).startswith("Camden, 2024: 52 of the template's 53 actions and 1 more in 1 theme,")


def test_a_plan_that_is_much_like_an_edition_it_does_not_print_is_held_against_that() -> None:
    assert "53 of the 2023 template's 53 actions" in headline(of(*WORDINGS, template="2022 Refresh"))
    assert "53 of the 2023 template's 53 actions" in headline(of(*WORDINGS, template=None))


def test_far_more_actions_than_the_template_has_are_an_error() -> None:
    read = of(*WORDINGS, *WORDINGS)

    assert headline(read).startswith("Camden, 2024: 106 actions; the template has 53: read wrongly? 1 theme,")
    (found,) = [one for one in check(read).findings if one.code == "count-unlike-template"]
    assert (found.severity, found.action_ref, found.fields) == ("error", None, ())


def test_far_fewer_actions_than_the_template_has_are_an_error() -> None:
    read = of(*WORDINGS[:20])

    assert "20 actions; the template has 53: read wrongly?" in headline(read)
    assert "count-unlike-template" in codes(read)


def test_as_many_actions_with_other_wordings_are_doubted() -> None:
    read = of(*(f"Kind {letter} of the work" for letter in "abcdefghijklmnopqrstuvwxyz" * 2), "One more kind of it")

    assert "with a wording of the template's 53: read wrongly?" in headline(read)
    assert "wordings-unlike-template" in codes(read)


def test_a_small_plan_of_other_wordings_is_not_held_against_the_template_it_prints() -> None:
    read = of("Meet each month with the schools.", "Share what was found with partners.")

    assert headline(read) == "Camden, 2024: 2 actions in 1 theme, 0 nil returns"
    assert not codes(read) & {"count-unlike-template", "wordings-unlike-template"}


def test_missing_named_leads_are_counted() -> None:
    read = plan("Camden", 2024, action("1.1", named_leads=LEAD), action("1.2"), action("1.3"))

    assert headline(read).endswith(", 2 without a named lead")


def test_a_template_s_wording_under_another_field_is_told_of_each_action() -> None:
    read = plan("Camden", 2024, action("1.1", "Strategic", WORDINGS[0]), action("1.2", WORDINGS[1], "Done."))

    told = [found for found in check(read).findings if found.code == "template-wording-elsewhere"]
    assert [(found.action_ref, found.fields) for found in told] == [("1.1", ("mandatory_action", "narrative"))]


def test_rows_and_tables_that_may_be_the_plan_s_are_counted_beside_what_was_read() -> None:
    rows = [finding("row-not-taken", page=1, text=f"1.{place} Meet weekly") for place in (3, 4)]
    read = of(*WORDINGS[:2]).model_copy(update={"template": None, "findings": (*rows,)})
    with_table = read.model_copy(update={"findings": (*rows, finding("table-not-taken", page=2, headers="Action"))})

    assert "2 unread rows that may belong to the plan, 0 nil returns" in headline(read)
    assert "that may belong to the plan, 1 unread table that may belong to the plan, 0 nil" in headline(with_table)
    assert "unread" not in headline(of(*WORDINGS[:2]))
