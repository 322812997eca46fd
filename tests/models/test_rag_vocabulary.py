"""RAG status from words, letters and colours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.plan import RagColour
from models.reference.rag import status_of_colour
from models.reference.statuses import statuses_in


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Red", ("red",)),
        ("AMBER", ("amber",)),
        ("In Progress (amber)", ("amber",)),
        ("Yellow", ("amber",)),
        ("Blue - complete", ("blue",)),
        ("G", ("green",)),
        ("A/G", ("amber", "green")),
        ("Amber/Green", ("amber", "green")),
        ("Green green", ("green",)),
    ],
)
def test_a_cell_names_its_statuses_in_the_order_printed(text: str, statuses: tuple[RagColour, ...]) -> None:
    assert statuses_in(text) == statuses


@pytest.mark.parametrize("text", ["", "Complete", "not started", "Reduced risk", "Redbridge", "A review", "BRAG", "a"])
def test_a_text_that_is_no_rag_status_names_none(text: str) -> None:
    assert statuses_in(text) == ()


@pytest.mark.parametrize(
    ("colour", "status"),
    [
        ("#ff0000", "red"),
        ("#c00000", "red"),
        ("#ffc7ce", "red"),
        ("#ffc000", "amber"),
        ("#ffff00", "amber"),
        ("#ed7d31", "amber"),
        ("#ffeb9c", "amber"),
        ("#00b050", "green"),
        ("#92d050", "green"),
        ("#c6efce", "green"),
        ("#0070c0", "blue"),
        ("#5b9bd5", "blue"),
    ],
)
def test_the_fills_that_office_programs_offer_show_a_status(colour: str, status: RagColour) -> None:
    assert status_of_colour(colour) == status


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#808080", "#f2f2f2", "#d9e2f3", "#ddebf7", "#7030a0"])
def test_greys_shades_of_headers_and_purple_show_none(colour: str) -> None:
    assert status_of_colour(colour) is None


@pytest.mark.parametrize(("colour", "status"), [("#c6efce", None), ("#fff2cc", None), ("#00b050", "green")])
def test_a_colour_that_most_of_the_row_has_must_be_vivid(colour: str, status: RagColour | None) -> None:
    assert status_of_colour(colour, shared=True) == status


@given(st.integers(0, 255))
def test_no_grey_is_a_status(level: int) -> None:
    assert status_of_colour(f"#{level:02x}{level:02x}{level:02x}") is None


@given(st.integers(0, 0xFFFFFF))
def test_what_is_a_status_over_a_whole_row_is_one_in_its_own_cell(number: int) -> None:
    colour = f"#{number:06x}"

    assert status_of_colour(colour, shared=True) in {None, status_of_colour(colour)}
