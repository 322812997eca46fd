"""A plan that is one appendix of a long document is found, and what stands elsewhere is not taken for it."""

from __future__ import annotations

import pytest

from builders.bound import bound
from builders.sheet import LANDSCAPE, Sheet
from builders.simple import as_pdf
from extractors import read_plan
from extractors.assembler import packs

PLAN = (
    ("RAG", "No", "VRU Mandatory Action", "Named Lead", "Lead Organisation", "Narrative"),
    *(
        ("Green", f"1.{number}", f"Share information {number}", "A Person", "Council", f"It is shared, part {number}.")
        for number in range(1, 7)
    ),
)
LOG = (
    ("Action", "Owner", "Due date", "Status"),
    ("Review the budget", "Head of finance", "1 May 2024", "Complete"),
    ("Write the report", "Head of housing", "2 May 2024", "On track"),
)


def prose(count: int) -> list[bytes]:
    return [Sheet(LANDSCAPE).text(60, 80, f"The committee notes report {number}.").pdf() for number in range(count)]


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(packs, "FEWEST_PAGES", 12)
    log = as_pdf("Actions of the last meeting", LOG)
    plan = as_pdf("Camden Violence and Vulnerability Reduction Action Plan 2024", PLAN)
    return bound(log, *prose(5), plan, *prose(6))


def test_the_plan_of_a_pack_is_read_and_no_action_of_its_other_tables(pack: bytes) -> None:
    plan = read_plan(pack, "pack.pdf")

    assert [action.ref for action in plan.actions] == [f"1.{number}" for number in range(1, 7)]
    assert plan.title == "Camden Violence and Vulnerability Reduction Action Plan 2024"


def test_the_record_says_on_which_pages_the_plan_stands(pack: bytes) -> None:
    plan = read_plan(pack, "pack.pdf")

    (told,) = [found for found in plan.findings if found.code == "plan-in-pack"]
    assert told.message.startswith("The plan was found on pages 6 to 8 of 13")


def test_a_short_document_is_read_whole() -> None:
    data = bound(as_pdf("Camden Violence and Vulnerability Reduction Action Plan 2024", PLAN), *prose(6))

    plan = read_plan(data, "plan.pdf")

    assert not any(found.code == "plan-in-pack" for found in plan.findings)


REGISTER = (
    ("Ref", "Risk", "RAG", "Owner", "Mitigation"),
    *(
        (
            f"R{number}",
            f"Savings of service {number} are late",
            "Red",
            "Head of finance",
            f"Reviewed in month {number}.",
        )
        for number in range(1, 25)
    ),
)
UPDATES = (
    ("Ref", "Action", "Owner", "Progress"),
    *((f"{number}", f"Write report {number}", "Head of housing", f"Draft {number} is done.") for number in range(1, 9)),
)
TITLE = "Camden Violence and Vulnerability Reduction Action Plan 2024"


def test_registers_longer_than_the_plan_are_not_taken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "FEWEST_PAGES", 12)
    register = as_pdf("Corporate risk register", REGISTER)

    plan = read_plan(bound(register, *prose(5), as_pdf(TITLE, PLAN), *prose(6), register), "pack.pdf")

    assert [action.ref for action in plan.actions] == [f"1.{number}" for number in range(1, 7)]


def test_a_table_on_the_page_after_the_plan_is_not_read_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "FEWEST_PAGES", 12)
    updates = as_pdf("Actions of the last meeting", UPDATES)

    plan = read_plan(bound(*prose(6), as_pdf(TITLE, PLAN), updates, *prose(6)), "pack.pdf")

    assert [action.ref for action in plan.actions] == [f"1.{number}" for number in range(1, 7)]


def test_tables_that_nothing_says_to_be_a_plan_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "FEWEST_PAGES", 12)
    updates = as_pdf("Updates", UPDATES)

    plan = read_plan(bound(*prose(3), updates, *prose(9)), "action plan.pdf")

    (told,) = [found for found in plan.findings if found.code == "plan-not-singled-out"]
    assert told.severity == "error"
    assert "on pages 4, and nothing there says" in told.message


def test_a_long_plan_about_something_else_is_no_rival(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "FEWEST_PAGES", 12)
    header = ("RAG", "No", "Action", "Named Lead", "Lead Organisation", "Progress update")
    done = "It was done in the spring of the year."
    rows = [("Green", f"1.{number}", f"Insulate {number}", "B Person", "Housing", done) for number in range(1, 46)]
    other = [as_pdf("Climate action plan", (header, *rows[first : first + 15])) for first in range(0, 45, 15)]
    cover = as_pdf(TITLE, (("Relevant to", "All partners"), ("Author", "A Person")))
    data = bound(*other, *prose(9), cover, as_pdf(TITLE, PLAN), *prose(6))

    plan = read_plan(data, "pack.pdf")

    assert [action.ref for action in plan.actions] == [row[1] for row in PLAN[1:]]
    assert "plan-not-singled-out" not in {found.code for found in plan.findings}


UNKNOWN = (
    ("Step no", "Mandate", "Lead team", "New item?", "Picture at quarter end"),
    *(
        (f"4.{number}", f"Tackle knife crime around school {number}", "MPS", "No", f"Patrols met {number} times.")
        for number in range(1, 7)
    ),
)
BUDGET = (("Service", "Budget", "Forecast"), *((f"Service {number}", "120", "118") for number in range(1, 12)))


def test_a_plan_whose_columns_have_names_in_no_list_is_found_by_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "FEWEST_PAGES", 12)
    budget = as_pdf("Budget monitoring", BUDGET)

    plan = read_plan(bound(budget, *prose(5), as_pdf(TITLE, UNKNOWN), *prose(3), budget, *prose(3)), "pack.pdf")

    assert [action.ref for action in plan.actions] == [f"4.{number}" for number in range(1, 7)]
    assert "plan-in-pack" in {found.code for found in plan.findings}
