"""Plans of several boroughs in one file are an error that names the boroughs and their places."""

from __future__ import annotations

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Item, Table

HEADER = ("Ref", "Action", "Lead agency", "Progress update")


def plan_of(*rows: tuple[str, str], page: int | None = None) -> Table:
    return table([HEADER, *((ref, wording, "MPS", "Done.") for ref, wording in rows)], page=page)


def told(*items: Item) -> list[str]:
    plan = assemble(document(*items))
    return [found.message for found in plan.findings if found.code == "several-plans"]


MEET = (("1.1", "Meet."), ("1.2", "Share."))


def test_plans_of_two_boroughs_are_named_with_their_pages() -> None:
    messages = told(
        heading("Enfield Violence Reduction Plan 2025", page=1),
        plan_of(*MEET, page=1),
        heading("Haringey Violence Reduction Plan 2025", page=2),
        plan_of(*MEET, page=3),
    )

    assert len(messages) == 1
    assert "Enfield (page 1) and Haringey (pages 2 to 3)" in messages[0]


def test_without_pages_their_tables_are_named() -> None:
    messages = told(
        heading("Enfield Action Plan 2025"), plan_of(*MEET), heading("Haringey Action Plan 2025"), plan_of(*MEET)
    )

    assert "Enfield (table 1) and Haringey (table 2)" in messages[0]


def test_plans_of_three_boroughs_are_all_named() -> None:
    messages = told(
        *(item for name in ("Enfield", "Haringey", "Barnet") for item in (heading(f"{name} Plan"), plan_of(*MEET)))
    )

    assert "Enfield (table 1), Haringey (table 2) and Barnet (table 3)" in messages[0]


def test_plans_of_one_borough_for_two_years_are_named_with_their_years() -> None:
    messages = told(
        heading("Enfield Action Plan 2024"), plan_of(*MEET), heading("Enfield Action Plan 2025"), plan_of(*MEET)
    )

    assert "Enfield 2024 (table 1) and Enfield 2025 (table 2)" in messages[0]


def test_a_plan_that_speaks_of_a_neighbour_s_between_its_tables_is_one_plan() -> None:
    assert not told(
        heading("Enfield Action Plan 2025"),
        plan_of(*MEET),
        heading("Joint work under the Haringey Action Plan"),
        plan_of(("1.3", "Act."), ("1.4", "Look.")),
    )


def test_a_title_printed_again_over_each_table_is_of_one_plan() -> None:
    again = heading("Enfield Action Plan 2025")

    assert not told(again, plan_of(*MEET), again, plan_of(*MEET))


MANY = tuple((f"1.{number}", f"Hold meeting {number} of the board.") for number in range(1, 6))


def again(*items: Item) -> list[str]:
    plan = assemble(document(*items))
    return [found.message for found in plan.findings if found.code == "plan-again"]


def test_the_same_actions_again_under_titles_that_tell_nothing_are_an_error() -> None:
    (message,) = again(
        heading("Quarter 1", page=1), plan_of(*MANY, page=1), heading("Quarter 2", page=2), plan_of(*MANY, page=2)
    )

    assert "5 actions are repeated word for word from page 2 on" in message


def test_a_wording_or_two_that_several_themes_share_is_no_plan_again() -> None:
    other = tuple((f"2.{number}", f"Visit school {number} in the borough.") for number in range(1, 5))

    assert not again(heading("Theme 1"), plan_of(*MANY), heading("Theme 2"), plan_of(*other, ("2.5", MANY[0][1])))
