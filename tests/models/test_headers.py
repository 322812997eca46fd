"""Printed names of columns, as plans seen and expected have them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reference.columns import (
    LONGEST_HEADER,
    ColumnField,
    column_names,
    fold_header,
    is_column_name,
    understand_header,
)

SEEN: dict[ColumnField, tuple[str, ...]] = {
    "theme": ("Theme",),
    "action_number": ("Ref", "Action No", "No.", "#"),
    "rag": ("RAG", "RAG status", "BRAG", "Q1 RAG", "RAG Q3"),
    "mandatory_action": (
        "VRU Mandatory Action",
        "Action",
        "Aims",
        "How/what activity?",
        "Minimum Standard",
        "Required action",
    ),
    "named_leads": ("Named Lead and Role", "named CSP lead", "Owner", "Delivery Led By", "Lead Officer", "SRO"),
    "lead_organisations": ("Lead Organisation/Service", "Lead Agency"),
    "leads": ("Lead", "Lead Agency/Officer"),
    "local_actions": ("Local action", "developing actions"),
    "partners": ("Partners", "Delivery partners"),
    "narrative": (
        "Narrative of Current Provision/Delivery",
        "Progress Update",
        "Current position",
        "Comments",
        "Evidence",
    ),
    "outcome": ("Outcome(s)", "Targets"),
    "timescale": ("Target Date", "Timescales", "Milestones"),
    "other": (
        "Status",
        "Next steps",
        "Gaps",
        "Resources Allocated",
        "Indicative costs",
        "New Item?",
    ),
}


@pytest.mark.parametrize(("header", "field"), [(header, field) for field, seen in SEEN.items() for header in seen])
def test_a_header_in_use_is_understood(header: str, field: ColumnField) -> None:
    assert understand_header(header) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Narative of Curent Provision", "narrative"),
        ("Timescael", "timescale"),
        ("Mandatroy Action", "mandatory_action"),
    ],
)
def test_a_header_within_a_typing_error_is_understood(header: str, field: ColumnField) -> None:
    assert understand_header(header) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Action status", "other"),
        ("Partner update Q3", "narrative"),
        ("Lead officer for this action", "named_leads"),
    ],
)
def test_the_longest_name_inside_a_header_decides(header: str, field: ColumnField) -> None:
    assert understand_header(header) == field


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Richmond upon Thames",
        "Colour",
        "Ensure that the partnership reviews each action, lead and outcome against the template every quarter",
    ],
)
def test_a_text_that_names_no_column_is_not_understood(text: str) -> None:
    assert understand_header(text) is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Progress against action (Q3 2024/25)", "narrative"),
        ("Update – December 2024", "narrative"),
        ("RAG rating (Dec 24)", "rag"),
        ("R/A/G", "rag"),
        ("How will we know?", "outcome"),
        ("Timescale for completion", "timescale"),
        ("Organisation(s) responsible", "lead_organisations"),
        ("Supporting partners", "other"),
    ],
)
def test_a_header_that_says_what_or_when_it_is_about_is_understood(header: str, field: ColumnField) -> None:
    assert understand_header(header) == field


@pytest.mark.parametrize("header", ["RAG (Dec 24)", "Progress Update [July 2024]", "Q2 RAG", "Lead(s)"])
def test_a_name_is_one_with_its_period_or_an_aside(header: str) -> None:
    assert is_column_name(header)


@pytest.mark.parametrize("text", ["Lead officer for this action", "May 2024", "Merton"])
def test_more_than_a_name_is_none(text: str) -> None:
    assert not is_column_name(text)


@given(
    st.sampled_from(sorted(set(column_names()) - {"#"})),
    st.sampled_from([str.upper, str.title, "  {}  ".format, "{}:".format]),
)
def test_case_space_and_punctuation_do_not_matter(name: str, printed: Callable[[str], str]) -> None:
    assert understand_header(printed(name)) == column_names()[name]


@given(st.text(max_size=200))
def test_any_text_is_folded_once_for_all(text: str) -> None:
    folded = fold_header(text)

    assert fold_header(folded) == folded
    assert understand_header(text) is None or len(folded.split()) <= LONGEST_HEADER
