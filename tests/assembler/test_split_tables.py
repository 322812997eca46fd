"""Plans that tell the fields of each theme's actions in two tables, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assembler.neutral import cell, document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Item, Table
from models.plan import Plan

TITLE = heading("Richmond Violence Plan 2024")
THEMES = (
    ("Leadership", ("Agree a single chart of all boards", "Keep a register of risks", "Name a lead in each agency")),
    ("Analysis", ("Produce a needs assessment every year", "Identify the ten worst streets")),
    ("Weapons", ("Carry out sweeps with residents in parks", "Run test purchases of knives", "Provide surrender bins")),
)
FIRST = ("No.", "Action", "RAG")
SECOND = ("No.", "Progress", "Lead organisation")


def progress(wording: str) -> str:
    return f"The board has begun to {wording.lower()} and will report in May."


def plan_of(first: Sequence[str], second: Sequence[str], number: str = "{theme}.{place}") -> list[Item]:
    """For each theme a table of actions and a table of what was done, their rows under such headers."""
    items: list[Item] = [TITLE]
    for theme, (title, wordings) in enumerate(THEMES, start=1):
        above, below = [tuple(first)], [tuple(second)]
        for place, wording in enumerate(wordings, start=1):
            said = {
                "No.": number.format(theme=theme, place=place),
                "Action": wording,
                "RAG": "Amber",
                "Progress": progress(wording),
                "Lead organisation": "Police",
            }
            above.append(tuple(said.get(name, "Low") for name in first))
            below.append(tuple(said.get(name, "Low") for name in second))
        between = Block(kind="para", text="Delivery")
        items += [heading(f"Theme {theme}: {title}"), table(above), between, table(below)]
    return items


def codes(plan: Plan) -> list[str]:
    return [found.code for found in plan.findings]


def rows_of(item: Item) -> list[tuple[str, ...]]:
    assert isinstance(item, Table)
    return [tuple(one.text for one in row) for row in item.rows]


def check_whole(plan: Plan) -> None:
    wordings = [wording for _, wordings in THEMES for wording in wordings]
    assert [action.mandatory_action for action in plan.actions] == wordings
    assert [action.narrative for action in plan.actions] == list(map(progress, wordings))
    assert {body.text for action in plan.actions for body in action.lead_organisations} == {"Police"}
    assert plan.coverage.unaccounted == ()


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (FIRST, SECOND, "{theme}.{place}"),
        (FIRST, ("Lead organisation", "No.", "Progress"), "GOV{place}"),
        (FIRST, SECOND, "{place}"),
        (FIRST, SECOND, "{theme}/{place}"),
        (FIRST, ("Action", "Progress", "Lead organisation"), "{theme}.{place}"),
    ],
)
def test_rows_go_together_by_what_both_tables_say(first: Sequence[str], second: Sequence[str], number: str) -> None:
    plan = assemble(document(*plan_of(first, second, number)))

    check_whole(plan)
    assert "tables-joined-by-order" not in codes(plan)


def test_rows_go_together_by_their_order_and_this_is_told() -> None:
    plan = assemble(document(*plan_of(FIRST, ("Progress", "Lead organisation"))))

    check_whole(plan)
    assert "tables-joined-by-order" in codes(plan)


def test_a_header_of_two_rows_stands_over_the_first_table() -> None:
    items = plan_of(FIRST, SECOND)
    for place in range(2, len(items), 4):
        _, *rows = rows_of(items[place])
        ticks = [(number, wording, "", "✓", "") for number, wording, _ in rows]
        under = table([FIRST, ("", "", "Red", "Amber", "Green"), *ticks])
        over = (cell(0, 0, "No.", spans=(2, 1)), cell(0, 1, "Action", spans=(2, 1)), cell(0, 2, "RAG", spans=(1, 3)))
        items[place] = under.model_copy(update={"rows": (over, under.rows[1][2:], *under.rows[2:])})

    plan = assemble(document(*items))

    check_whole(plan)
    assert {action.rag for action in plan.actions} == {"amber"}


def test_a_row_that_a_page_cut_goes_on() -> None:
    items = plan_of(FIRST, SECOND)
    items[4] = table([*rows_of(items[4]), ("", "More is planned.", "")])

    plan = assemble(document(*items))

    assert plan.actions[2].narrative.endswith("in May.\nMore is planned.")


def test_a_table_of_one_theme_in_other_order_finds_its_rows() -> None:
    rows = [(f"1.{place}", progress(wording), "Police") for place, wording in enumerate(THEMES[0][1], start=1)]
    items = [*plan_of(FIRST, SECOND)[:4], table([SECOND, *reversed(rows)])]

    plan = assemble(document(*items))

    assert [action.narrative for action in plan.actions] == list(map(progress, THEMES[0][1]))


@pytest.mark.parametrize(
    "rows",
    [
        [("No.", "Risk", "Likelihood"), ("1", "Loss of staff", "High"), ("2", "Less money", "Low")],
        [("Name", "Post", "Email"), ("Ann Lee", "Analyst", "a@b.uk"), ("Jo Day", "Manager", "j@b.uk")],
        [(*FIRST, "Progress"), *((f"1.{place}", wording, "Red", "Old") for place, wording in enumerate("abc", 1))],
    ],
)
def test_other_tables_stay_other_tables(rows: Sequence[Sequence[str]]) -> None:
    header = (*FIRST, "Progress")
    items: list[Item] = [TITLE]
    for theme, (title, wordings) in enumerate(THEMES, start=1):
        told = [(f"{place}", wording, "Amber", progress(wording)) for place, wording in enumerate(wordings, start=1)]
        items += [heading(f"Theme {theme}: {title}"), table([header, *told])]

    plan = assemble(document(*items, heading("Annex"), table(rows)))

    assert all(not action.other for action in plan.actions)
    assert "tables-joined-by-order" not in codes(plan)


def test_a_table_of_the_same_numbers_that_says_otherwise_is_told() -> None:
    items = plan_of((*FIRST, "Progress"), ("No.", "RAG", "Cost"))
    for place in range(4, len(items), 4):
        rows = rows_of(items[place])
        items[place] = table([rows[0], *((number, "Red", "£1,000") for number, *_ in rows[1:])])

    plan = assemble(document(*items))

    assert {action.rag for action in plan.actions} == {"amber"}
    assert codes(plan).count("table-not-taken") == 2  # the tables of three actions or more


def test_a_header_printed_over_itself_alone_tells_of_no_actions() -> None:
    told = [("1", "Agree a chart of all boards", "Amber", "Begun."), ("2", "Keep a register", "Red", "Not begun.")]

    plan = assemble(document(TITLE, table([(*FIRST, "Progress"), *told]), table([SECOND, SECOND])))

    assert [action.narrative for action in plan.actions] == ["Begun.", "Not begun."]
