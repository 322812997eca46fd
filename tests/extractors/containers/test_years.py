"""A workbook with a sheet for each year gives the plan of each; one with a sheet for each theme is one plan."""

from __future__ import annotations

import pytest

from builders.small_books import HEADER, book, rows
from extractors import read_plan
from extractors.containers.opening import document_in, documents_in, is_container
from models.document import SheetPlace
from models.errors import InputError

PLAN = (HEADER, ("1", "Share information.", "Red", "It is shared."), ("2", "Meet.", "Green", "We meet."))
COVER = (("Camden Violence Reduction Plan",), ("Author", "A. Officer"))


def with_sheets(*names: str) -> bytes:
    return book(*(rows(*(COVER if name == "Cover" else PLAN)) for name in names), names=names)


def test_each_year_is_a_plan_with_the_sheets_that_are_of_no_year() -> None:
    data = with_sheets("Cover", "Plan 2023-24", "Plan 2024-25")

    found = documents_in(data)

    assert [member.name for member in found.members] == ["Plan 2023-24.xlsx", "Plan 2024-25.xlsx"]
    plan = read_plan(document_in(data, "Plan 2024-25.xlsx"), "Plan 2024-25.xlsx")
    assert (plan.borough.name if plan.borough else None, plan.plan_year) == ("Camden", 2024)
    assert [action.ref for action in plan.actions] == ["1", "2"]
    places = [place for action in plan.actions for place in action.evidence["narrative"]]
    assert {place.sheet for place in places if isinstance(place, SheetPlace)} == {"Plan 2024-25"}


def test_the_same_workbook_gives_the_same_bytes() -> None:
    data = with_sheets("2023", "2024")

    assert document_in(data, "2024.xlsx") == document_in(data, "2024.xlsx")


@pytest.mark.parametrize(
    "names",
    [
        ("1. Governance", "2. Weapons"),
        ("Plan 2024", "Contacts 2024"),
        ("Plan 2024", "Budget 2023", "Budget 2024"),
        ("Actions 01-10", "Actions 11-20"),
        ("Q1", "Q2"),
    ],
    ids=str,
)
def test_sheets_of_other_names_are_one_plan(names: tuple[str, ...]) -> None:
    assert not is_container(with_sheets(*names))


def test_a_damaged_workbook_is_left_to_its_reader() -> None:
    data = with_sheets("2023", "2024")

    assert not is_container(data[: len(data) // 2])
    with pytest.raises(InputError):
        read_plan(data[: len(data) // 2], "plan.xlsx")
