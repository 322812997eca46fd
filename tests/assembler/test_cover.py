"""Whose plan it is, of which year, on which template, by what title."""

from __future__ import annotations

import pytest

from assembler.neutral import document, heading, table
from extractors.assembler.assemble import assemble
from models.document import Block, Item
from models.plan import Plan
from models.reference.boroughs import find_borough

ACTIONS = table([("Ref", "Action", "Lead agency", "Progress update"), ("1", "Meet.", "MPS", "Done.")])


def read(*items: Item, filename: str = "document") -> Plan:
    return assemble(document(*items, ACTIONS, filename=filename))


def para(text: str) -> Block:
    return Block(kind="para", text=text)


def codes(plan: Plan) -> set[str]:
    return {found.code for found in plan.findings}


def test_the_covers_table_gives_its_facts() -> None:
    cover = table(
        [
            ("Relevant to", "The partnership"),
            ("Summary / Purpose", "A plan."),
            ("Author", "Jane Smith"),
            ("Unit", "Community Safety"),
            ("Date Authored", "January 2024"),
        ]
    )

    metadata = read(heading("Richmond Violence Plan 2024"), cover).metadata

    assert (metadata.relevant_to, metadata.author, metadata.date_authored) == (
        "The partnership",
        "Jane Smith",
        "January 2024",
    )


def test_the_covers_facts_may_stand_as_lines() -> None:
    plan = read(heading("Richmond Plan"), para("Author: Jane Smith"), para("Date authored: May 2023"))

    assert (plan.metadata.author, plan.plan_year) == ("Jane Smith", 2023)


def test_the_templates_name_behind_a_boroughs_is_the_plans_title() -> None:
    plan = read(heading("Merton Violence and Vulnerability Action Plan 2024"))

    assert plan.title == "Merton Violence and Vulnerability Action Plan 2024"


def test_the_templates_year_is_not_the_plans() -> None:
    plan = read(
        heading("Richmond Violence Plan 2024"),
        heading("Violence and Vulnerability Reduction Action Plans - 2023 Refresh"),
    )

    assert (plan.plan_year, plan.template, plan.title) == (2024, "2023 Refresh", "Richmond Violence Plan 2024")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Barnet Serious Violence Plan 2018/19", 2018),
        ("Barnet Serious Violence Plan 2024-29", 2024),
        ("Barnet Serious Violence Plan 2019 – 2022", 2019),
    ],
)
def test_of_a_period_the_first_year_counts(title: str, year: int) -> None:
    assert read(heading(title)).plan_year == year


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hammersmith & Fulham Violence Plan 2024", "hammersmith-and-fulham"),
        ("London Borough of Richmond Violence Plan 2024", "richmond-upon-thames"),
        ("LBBD Violence Plan 2024", "barking-and-dagenham"),
        ("Royal Borough of Kingston upon Thames Plan 2024", "kingston-upon-thames"),
    ],
)
def test_the_title_names_the_borough(title: str, slug: str) -> None:
    plan = read(heading(title))

    assert plan.borough is not None
    assert (plan.borough.slug, plan.plan_id) == (slug, f"{slug}-2024")


def test_a_place_in_the_name_of_something_else_is_no_borough() -> None:
    plan = read(heading("Violence Plan 2024"), para("Written with Wandsworth Prison and Richmond College."))

    assert plan.borough is None
    assert "borough-uncertain" in codes(plan)


def test_a_joint_plan_is_not_given_to_either_borough() -> None:
    plan = read(heading("Enfield and Haringey Violence Plan 2024"))

    assert plan.borough is None
    assert "borough-uncertain" in codes(plan)


def test_a_borough_known_only_by_the_files_name_is_taken_and_doubted() -> None:
    plan = read(heading("Violence Plan 2024"), filename="bexley_plan.docx")

    assert plan.borough is not None
    assert plan.borough.slug == "bexley"
    assert "borough-uncertain" in codes(plan)


def test_without_borough_and_year_the_plan_has_an_id_all_the_same() -> None:
    plan = read(filename="Our Plan (final).docx")

    assert plan.plan_id == "unknown-our-plan-final-undated"
    assert {"borough-uncertain", "year-uncertain"} <= codes(plan)


def test_what_the_caller_says_overrules_the_document() -> None:
    plan = assemble(document(heading("Richmond Plan 2024"), ACTIONS), borough=find_borough("Sutton"), year=2022)

    assert plan.plan_id == "sutton-2022"


def test_a_title_in_the_file_s_properties_is_asked_where_the_page_says_nothing() -> None:
    page = document(heading("Action plan"), ACTIONS).model_copy(
        update={"title": "Violence and Vulnerability Reduction Action Plan 2024/25 - London Borough of Merton"}
    )

    plan = assemble(page)

    assert plan.borough == find_borough("Merton")
    assert plan.plan_year == 2024
    assert {"borough-uncertain", "year-uncertain"} <= codes(plan)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Merton Violence Plan 24/25", 2024),
        ("Merton Violence Plan 2024-27", 2024),
        ("Merton Violence Plan, items 24/26", None),
        ("Merton Violence Plan 3/24/25", None),
    ],
)
def test_a_financial_year_may_lack_its_century(title: str, year: int | None) -> None:
    assert read(heading(title)).plan_year == year
