"""Roles of columns, declared in a data file and nowhere else."""

from __future__ import annotations

import pickle
from importlib import resources

from models.plan import Action
from models.reference.columns import (
    ColumnNames,
    column_names,
    columns_in_use,
    is_column_name,
    role_of,
    understand_header,
    using_columns,
)
from models.reference.roles import FILLED, parse_roles, shipped_roles

SHIPPED = resources.files("models.reference").joinpath("roles.toml").read_text(encoding="utf-8")
BUDGET = '\n[budget_line]\nlabel = "Budget"\nkind = "text"\nnames = ["budget line", "purse of the borough"]\n'


def test_a_role_added_to_the_file_is_understood_inside_the_block_that_uses_it_and_not_after() -> None:
    names = ColumnNames(parse_roles(SHIPPED + BUDGET))

    with using_columns(names):
        inside = understand_header("Purse of the borough"), is_column_name("Budget line:")

    assert inside == ("budget_line", True)
    assert understand_header("Purse of the borough") is None


def test_a_role_without_fields_of_its_own_is_a_detail() -> None:
    added = parse_roles(SHIPPED + BUDGET)

    assert [role.name for role in added.details] == [*(role.name for role in shipped_roles().details), "budget_line"]
    assert not {role.name for role in shipped_roles().details} & FILLED


def test_every_field_that_a_role_may_fill_is_one_of_the_record() -> None:
    assert set(Action.model_fields) >= FILLED
    assert {field for role in shipped_roles() for field in role.fills} == FILLED


def test_the_cells_of_a_role_say_what_they_are_to_a_row() -> None:
    parts = {role.name: role.row_part for role in parse_roles(SHIPPED + BUDGET.replace('"text"', '"number"'))}

    known = {
        "theme": None,
        "action_number": "key",
        "rag": "short",
        "mandatory_action": "action",
        "named_leads": "short",
        "lead_organisations": "short",
        "partners": "short",
        "leads": "short",
        "narrative": "long",
        "outcome": "long",
        "timescale": "short",
        "local_actions": "long",
        "other": "long",
        "budget_line": "short",
    }
    assert {name: parts[name] for name in known} == known


def test_a_header_that_the_user_names_is_that_role_whatever_the_file_says() -> None:
    names = ColumnNames(shipped_roles(), {"status": "rag", "vru minimum standard for boroughs": "mandatory_action"})

    with using_columns(names):
        understood = [understand_header(text) for text in ("Status", "STATUS (May 2024)", "Action status")]
        long = understand_header("VRU Minimum Standard – for boroughs")
        first = next(iter(column_names()))

    assert understood == ["rag", "rag", "other"]
    assert long == "mandatory_action"
    assert first == "status"


def test_names_reach_another_process_whole() -> None:
    names = ColumnNames(shipped_roles(), {"status": "rag"})

    arrived = pickle.loads(pickle.dumps(names))  # noqa: S301 - what this test made itself

    assert arrived.told == names.told
    assert arrived.roles == names.roles
    assert arrived.understand("Status") == "rag"


def test_the_role_of_a_column_is_looked_up_among_those_in_use() -> None:
    assert role_of("rag") == shipped_roles().by_name["rag"]
    assert role_of(None) is None
    assert columns_in_use().told == {}
